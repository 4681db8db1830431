//! The rule framework: metadata of a rule, and the context that its check reports to.

mod builder;
mod context;
mod cross_file;
mod diagnostics;
mod location;
mod metadata;
mod overlaps;
mod selection;
mod settings;

pub use builder::DiagnosticBuilder;
pub use context::{LintOptions, RuleContext};
pub use cross_file::{CrossFileRule, DuplicateKey, UniqueKey};
pub use diagnostics::{Diagnostics, Subject};
pub use location::Location;
pub use metadata::{Check, Example, FixKind, Group, Rule, Tag};
pub use overlaps::resolve_overlaps;
pub use selection::{Selection, UnknownName};
pub use settings::{Level, RuleHandle, RuleOption, RuleSettings};
