//! Selection of rules by the command line.

use std::collections::HashSet;

use crate::text::closest_match;

use super::{Group, Rule};

/// The selected rules: all, unless some are selected or ignored.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// If not empty, only these are enabled.
    selected: HashSet<&'static str>,
    ignored: HashSet<&'static str>,
}

/// The error for a name that is neither a rule nor a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownName {
    /// The unknown name.
    pub name: String,
    /// The closest name.
    pub suggestion: Option<&'static str>,
}

impl std::fmt::Display for UnknownName {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "there is no rule or group `{}`", self.name)?;
        match self.suggestion {
            Some(suggestion) => write!(formatter, "; did you mean `{suggestion}`?"),
            None => write!(formatter, "; `joblint rules` lists them"),
        }
    }
}

impl std::error::Error for UnknownName {}

impl Selection {
    /// Enables the rules in `select` (all, if it is empty) except for those in `ignore`. Both contain names of
    /// rules and groups.
    ///
    /// # Errors
    /// If a name is neither a rule nor a group.
    pub fn new(
        rules: &'static [&'static Rule],
        select: &[String],
        ignore: &[String],
    ) -> Result<Self, UnknownName> {
        let mut selection = Self::default();
        for name in select {
            selection.selected.extend(expand_name(rules, name)?);
        }
        for name in ignore {
            selection.ignored.extend(expand_name(rules, name)?);
        }
        Ok(selection)
    }

    /// Whether the rule is selected explicitly, by its name or its group.
    #[must_use]
    pub fn selects(&self, rule: &str) -> bool {
        self.selected.contains(rule)
    }

    /// Whether the rule is enabled.
    #[must_use]
    pub fn is_enabled(&self, rule: &str) -> bool {
        (self.selected.is_empty() || self.selected.contains(rule)) && !self.ignored.contains(rule)
    }
}

/// The rules of a name of a rule or group.
fn expand_name(rules: &'static [&'static Rule], name: &str) -> Result<Vec<&'static str>, UnknownName> {
    let found: Vec<&'static str> = rules
        .iter()
        .filter(|rule| rule.name == name || rule.group.name() == name)
        .map(|rule| rule.name)
        .collect();
    // A group may have no rule yet.
    if !found.is_empty() || Group::ALL.iter().any(|group| group.name() == name) {
        return Ok(found);
    }
    let names = rules.iter().map(|rule| rule.name).chain(Group::ALL.iter().map(|group| group.name()));
    Err(UnknownName { name: name.to_owned(), suggestion: closest_match(name, names) })
}
