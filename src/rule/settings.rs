//! Levels and options of rules in the configuration.

use std::collections::HashMap;

use crate::diagnostic::Severity;

/// The configured level of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// The rule does not run.
    Off,
    /// Replaces the default severity.
    On(Severity),
}

/// A boolean option of a rule in the configuration.
#[derive(Debug)]
pub struct RuleOption {
    /// Name of the rule.
    pub rule: &'static str,
    /// In kebab-case.
    pub name: &'static str,
    /// The value if it is not configured.
    pub default: bool,
    /// The effect of `true`.
    pub description: &'static str,
}

/// Identifies a rule in a [`RuleContext`](super::RuleContext).
#[derive(Debug, Clone, Copy)]
pub struct RuleHandle {
    /// Name of the rule.
    pub name: &'static str,
    /// The default severity.
    pub severity: Severity,
    /// The problem in one line.
    pub summary: &'static str,
}

/// The configured levels and options of rules.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RuleSettings {
    levels: HashMap<&'static str, Level>,
    options: HashMap<(&'static str, &'static str), bool>,
}

impl RuleSettings {
    /// Configures the level of a rule.
    pub fn set_level(&mut self, rule: &'static str, level: Level) {
        self.levels.insert(rule, level);
    }

    /// Configures an option of a rule.
    pub fn set_option(&mut self, rule: &'static str, option: &'static str, value: bool) {
        self.options.insert((rule, option), value);
    }

    /// Overrides these settings with others.
    pub fn extend(&mut self, other: &Self) {
        self.levels.extend(&other.levels);
        self.options.extend(&other.options);
    }

    /// The configured level of a rule, if any.
    #[must_use]
    pub fn level(&self, rule: &str) -> Option<Level> {
        self.levels.get(rule).copied()
    }

    /// The configured value of an option, if any.
    #[must_use]
    pub fn option(&self, rule: &'static str, option: &'static str) -> Option<bool> {
        self.options.get(&(rule, option)).copied()
    }

    /// The severity of a diagnostic that its rule reports with `severity`.
    ///
    /// The configured level replaces the default severity. A diagnostic with another severity is only
    /// lowered, to a level below the default.
    #[must_use]
    pub fn severity(&self, rule: RuleHandle, severity: Severity) -> Severity {
        match self.level(rule.name) {
            Some(Level::On(level)) if severity == rule.severity => level,
            Some(Level::On(level)) if level < rule.severity => severity.min(level),
            _ => severity,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn level_overrides_default_severity() {
        use Severity::{Error, Info, Warning};
        const RULE: RuleHandle = RuleHandle { name: "rule", severity: Severity::Warning, summary: "" };
        let severities = |level: Severity| {
            let mut settings = RuleSettings::default();
            settings.set_level("rule", Level::On(level));
            [Info, Warning, Error].map(|severity| settings.severity(RULE, severity))
        };
        assert_eq!(severities(Error), [Info, Error, Error]);
        assert_eq!(severities(Warning), [Info, Warning, Error]);
        assert_eq!(severities(Info), [Info, Info, Info]);
        assert_eq!(RuleSettings::default().severity(RULE, Error), Error);
    }
}
