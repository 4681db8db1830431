//! What the user's configuration says of rules.

use std::collections::HashMap;

use crate::diagnostic::Severity;

use super::Rule;

/// How bad the findings of a rule are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// The rule does not run.
    Off,
    /// Its usual findings have this severity.
    On(Severity),
}

/// The levels and options of rules that differ from their defaults.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RuleSettings {
    levels: HashMap<&'static str, Level>,
    options: HashMap<(&'static str, &'static str), bool>,
}

impl RuleSettings {
    /// Sets the level of a rule.
    pub fn set_level(&mut self, rule: &'static str, level: Level) {
        self.levels.insert(rule, level);
    }

    /// Sets an option of a rule.
    pub fn set_option(&mut self, rule: &'static str, option: &'static str, value: bool) {
        self.options.insert((rule, option), value);
    }

    /// Takes over what the other settings say.
    pub fn extend(&mut self, other: &Self) {
        self.levels.extend(&other.levels);
        self.options.extend(&other.options);
    }

    /// The level of a rule, where it is not the default.
    #[must_use]
    pub fn level(&self, rule: &str) -> Option<Level> {
        self.levels.get(rule).copied()
    }

    /// The value of an option, where it is not the default.
    #[must_use]
    pub fn option(&self, rule: &'static str, option: &'static str) -> Option<bool> {
        self.options.get(&(rule, option)).copied()
    }

    /// The severity of a finding that its rule reports with `severity`.
    ///
    /// What a rule itself takes less seriously than the rest is not made worse, and what it takes
    /// more seriously is not played down further than the configured level.
    #[must_use]
    pub fn severity(&self, rule: &Rule, severity: Severity) -> Severity {
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
    use crate::rule::{Check, FixKind, Group};

    #[test]
    fn level_overrides_default_severity() {
        use Severity::{Error, Info, Warning};
        static RULE: Rule = Rule {
            name: "rule",
            group: Group::Mapping,
            severity: Severity::Warning,
            fix: FixKind::None,
            superseded_by: &[],
            summary: "",
            page: "",
            check: Check::External,
        };
        let after = |level: Severity| {
            let mut settings = RuleSettings::default();
            settings.set_level("rule", Level::On(level));
            [Info, Warning, Error].map(|severity| settings.severity(&RULE, severity))
        };
        assert_eq!(after(Error), [Info, Error, Error]);
        assert_eq!(after(Warning), [Info, Warning, Error]);
        assert_eq!(after(Info), [Info, Info, Info]);
        assert_eq!(RuleSettings::default().severity(&RULE, Error), Error);
    }
}
