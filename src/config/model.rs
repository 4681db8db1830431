//! The content of a `joblint.toml`.

use std::path::PathBuf;

use globset::GlobSet;

use crate::diagnostic::Severity;
use crate::rule::{Rule, RuleOption, RuleSettings};
use crate::text::{Placeholders, Span};

use super::suppression::Suppression;

/// The rules and options that a configuration can contain.
#[derive(Clone, Copy)]
pub struct RuleCatalog {
    /// Rules that `[rules]` and suppressions accept.
    pub rules: &'static [&'static Rule],
    /// Options that rule tables accept.
    pub options: &'static [&'static RuleOption],
}

/// `[[overrides]]`: rule settings for the files that match globs.
#[derive(Debug)]
pub struct Override {
    /// Globs relative to the folder of the configuration.
    pub files: GlobSet,
    /// Levels and options that override those of `[rules]`.
    pub rules: RuleSettings,
}

/// The settings of a configuration file. Paths and globs are relative to [`folder`](Self::folder).
#[derive(Debug)]
pub struct Config {
    /// Path of the configuration file.
    pub path: PathBuf,
    /// The parent folder of the file.
    pub folder: PathBuf,
    /// Source text that spans refer to.
    pub text: String,
    /// Files that must be jobs.
    pub include: GlobSet,
    /// Files and folders that are skipped.
    pub exclude: GlobSet,
    /// Lowest severity that makes a run fail.
    pub fail_on: Option<Severity>,
    /// Patterns of placeholders that replace the default ones.
    pub placeholders: Placeholders,
    /// Levels and options from `[rules]`.
    pub rules: RuleSettings,
    /// `[[overrides]]`, in order of increasing precedence.
    pub overrides: Vec<Override>,
    /// `[[suppressions]]`, in the order of the file.
    pub suppressions: Vec<Suppression>,
    /// Paths of inventory files, with their spans in the text.
    pub inventory: Vec<(PathBuf, Span)>,
}

/// Names of the severity levels.
pub(super) const LEVEL_NAMES: &[&str] = &["off", "info", "warning", "error"];
