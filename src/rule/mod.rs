//! What a rule is, and how it reports: the workshop that `rules/` is written with.

mod context;
mod cross_file;
mod diagnostics;
mod metadata;
mod selection;
mod settings;

pub use context::{DiagnosticBuilder, LintOptions, Location, RuleContext};
pub use cross_file::{CrossFileRule, DuplicateKey, UniqueKey};
pub use diagnostics::{Diagnostics, Subject};
pub use metadata::{Check, Example, FixKind, Group, Rule, RuleOption};
pub use selection::{Selection, UnknownName};
pub use settings::{Level, RuleSettings};
