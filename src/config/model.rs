//! The content of a `joblint.toml`.

use std::path::PathBuf;
use std::sync::Arc;

use globset::GlobSet;

use crate::diagnostic::Severity;
use crate::rule::{Rule, RuleOption, RuleSettings};
use crate::text::Span;

use super::suppression::Suppression;

/// The rules and options that a configuration can contain.
#[derive(Clone, Copy)]
pub struct RuleCatalog {
    pub rules: &'static [&'static Rule],
    pub options: &'static [&'static RuleOption],
}

/// `[[overrides]]`: rule settings for the files that match globs.
#[derive(Debug)]
pub struct Override {
    /// Globs relative to the folder of the configuration.
    pub files: GlobSet,
    pub rules: RuleSettings,
}

/// The settings of a configuration file. Paths and globs are relative to [`folder`](Self::folder).
#[derive(Debug)]
pub struct Config {
    pub path: PathBuf,
    /// The parent folder of the file.
    pub folder: PathBuf,
    pub text: String,
    /// Files that must be jobs.
    pub include: GlobSet,
    /// Files and folders that are skipped.
    pub exclude: GlobSet,
    /// Lowest severity that makes a run fail.
    pub fail_on: Option<Severity>,
    /// Patterns of placeholders that replace the default ones.
    pub placeholders: Placeholders,
    pub rules: RuleSettings,
    pub overrides: Vec<Override>,
    pub suppressions: Vec<Suppression>,
    /// Paths of inventory files, with their spans in the text.
    pub inventory: Vec<(PathBuf, Span)>,
}

/// Names of the severity levels.
pub(super) const LEVEL_NAMES: &[&str] = &["off", "info", "warning", "error"];
