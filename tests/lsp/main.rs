//! Tests of the language server over its standard streams.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, clippy::needless_pass_by_value)]

mod actions;
mod client;
#[path = "../common/mod.rs"]
mod common;
mod completion;
mod configuration;
mod diagnostics;
mod features;
mod lifecycle;
mod robust;
mod sync;
