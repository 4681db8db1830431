//! Which rules are on.

use std::collections::HashSet;

use crate::text::closest_match;

use super::{Group, Rule};

/// The rules that are on. All are, unless some were selected or ignored.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// When not empty, only these.
    selected: HashSet<&'static str>,
    ignored: HashSet<&'static str>,
}

/// A name that is neither rule nor group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownName {
    /// What was asked for.
    pub name: String,
    /// What was most likely meant.
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
    /// Turns on only what `select` names (everything, if it is empty), without what `ignore` names.
    /// Both take rules and groups. What is ignored stays off even where it is selected.
    ///
    /// # Errors
    /// The first name that is neither rule nor group.
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

    /// Whether the rule was selected, itself or with its group.
    #[must_use]
    pub fn selects(&self, rule: &str) -> bool {
        self.selected.contains(rule)
    }

    /// Whether findings of the rule are wanted. A failure of the tool itself always is.
    #[must_use]
    pub fn is_enabled(&self, rule: &str) -> bool {
        if rule == "internal-error" {
            return true;
        }
        (self.selected.is_empty() || self.selected.contains(rule)) && !self.ignored.contains(rule)
    }
}

/// The rules that a name stands for.
fn expand_name(rules: &'static [&'static Rule], name: &str) -> Result<Vec<&'static str>, UnknownName> {
    let found: Vec<&'static str> = rules
        .iter()
        .filter(|rule| rule.name == name || rule.group.name() == name)
        .map(|rule| rule.name)
        .collect();
    // A group may be known and have no rule yet.
    if !found.is_empty() || Group::ALL.iter().any(|group| group.name() == name) {
        return Ok(found);
    }
    let names = rules.iter().map(|rule| rule.name).chain(Group::ALL.iter().map(|group| group.name()));
    Err(UnknownName { name: name.to_owned(), suggestion: closest_match(name, names) })
}
