//! joblint checks the JSON definitions of GroupID / Netwrix Directory Manager Synchronize jobs before they
//! are submitted.
//!
//! The modules and their order are described in `docs/architecture.md`. [`linter::Linter`] checks one file:
//!
//! ```
//! use joblint::linter::{FileOrigin, Linter, Scratch};
//!
//! let job = br#"{ "fieldsMap": [{ "isKey": true, "forCreateOnly": false }] }"#;
//! let result = Linter::default().lint(job, FileOrigin::Explicit, &mut Scratch::default());
//! assert!(result.diagnostics.iter().any(|found| found.rule == "key-not-create-only"));
//! ```

pub mod baseline;
pub mod catalog;
pub mod cli;
pub mod config;
pub mod diagnostic;
pub mod files;
pub mod fingerprint;
pub mod fix;
pub mod inventory;
pub mod job;
pub mod json;
pub mod language;
pub mod linter;
pub mod lsp;
pub mod report;
pub mod rule;
pub mod rules;
pub mod schema;
pub mod settings;
pub mod source;
pub mod text;
