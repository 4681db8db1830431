//! What a rule is, and how it reports: the workshop that `rules/` is written with.

mod across;
mod findings;
mod metadata;
mod reporter;
mod selection;
mod settings;
#[cfg(test)]
pub(crate) mod testing;

pub use across::{CrossFileRule, DuplicateKey, UniqueKey};
pub use findings::{Diagnostics, Subject};
pub use metadata::{Check, Example, FixKind, Group, Rule, RuleOption};
pub use reporter::{DiagnosticBuilder, LintOptions, Location, RuleContext};
pub use selection::{Selection, UnknownName};
pub use settings::{Level, RuleSettings};
