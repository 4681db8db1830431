//! Integration tests of the library and the program, linked into one binary.

#![allow(missing_docs)]
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::needless_pass_by_value
)]

mod adoption;
mod architecture;
mod cli;
mod common;
mod docs;
mod editors;
mod generated;
mod generator;
mod inventory;
mod io_errors;
mod lsp;
mod mutations;
mod properties;
mod reports;
mod scripts;
mod syntax_fixes;
