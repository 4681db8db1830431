//! joblint checks the JSON definitions of GroupID / Netwrix Directory Manager Synchronize jobs
//! before they are submitted.
//!
//! Data flows one way, and every room knows only the rooms above it:
//!
//! | room | what it is for |
//! |---|---|
//! | [`text`] | a file's text: spans, lines and columns, JSON escapes, safe printing, masking |
//! | [`diagnostic`] | what is found: place, severity, words, fix |
//! | [`json`] | text to span tree, whatever the text holds |
//! | [`schema`] | the tree against the JSON Schemas |
//! | [`catalog`] | what is known of the product, as data |
//! | [`language`] | the small languages inside strings |
//! | [`inventory`] | what exists in the target environment |
//! | [`job`] | the typed view of a job that rules read |
//! | [`rule`] | what a rule is and how it reports |
//! | [`config`] | `joblint.toml` |
//! | [`rules`] | the rules, one file each |
//! | [`linter`] | one document through all of it |
//! | [`fingerprint`], [`baseline`] | recognising a finding again |
//! | [`fix`] | choosing, applying and writing fixes |
//! | [`files`] | which files to read |
//! | [`plan`] | which configuration holds for a file, which findings are hidden |
//! | [`report`] | findings in every format |
//! | [`lsp`] | the same linter over open buffers, for editors |
//! | [`cli`] | the command line |
//!
//! ```
//! use joblint::linter::{Linter, Origin, Scratch};
//!
//! let job = br#"{ "fieldsMap": [{ "isKey": true, "forCreateOnly": false }] }"#;
//! let checked = Linter::default().lint(job, Origin::Asked, &mut Scratch::default());
//! assert!(checked.diagnostics.iter().any(|found| found.rule == "key-not-create-only"));
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
