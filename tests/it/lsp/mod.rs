//! Tests of the language server over its standard streams.

mod actions;
mod client;
mod completion;
mod configuration;
mod diagnostics;
mod features;
mod lifecycle;
mod robust;
mod sync;
