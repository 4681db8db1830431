//! `fail-on`, `[rules]` and `[[overrides]]`.

use std::ops::Range;

use toml::de::DeValue;

use crate::config::model::{LEVEL_NAMES, Override};
use crate::config::toml_table::{ConfigTable, TomlValue, expect_string, expect_tables, report_wrong_type};
use crate::diagnostic::Severity;
use crate::rule::{Group, Level, Rule, RuleOption, RuleSettings};
use crate::text::{closest_match, quoted_list};

use super::ConfigReader;

impl ConfigReader {
    pub(super) fn severity(&mut self, item: TomlValue<'_, '_>) -> Option<Severity> {
        match self.level(item, &LEVEL_NAMES[1..])? {
            Level::On(severity) => Some(severity),
            Level::Off => None,
        }
    }

    fn level(&mut self, item: TomlValue<'_, '_>, choices: &[&str]) -> Option<Level> {
        let written = expect_string(item, &mut self.diagnostics)?;
        let level = match written {
            "off" => Some(Level::Off),
            "info" => Some(Level::On(Severity::Info)),
            "warning" => Some(Level::On(Severity::Warning)),
            "error" => Some(Level::On(Severity::Error)),
            _ => None,
        };
        let level = level.filter(|_| choices.contains(&written));
        if level.is_none() {
            let closest = match written {
                "warn" => Some("warning"),
                "none" | "ignore" | "disable" | "disabled" => Some("off").filter(|off| choices.contains(off)),
                _ => closest_match(written, choices.iter().copied()),
            };
            let help = match closest {
                Some(closest) => format!("did you mean `\"{closest}\"`?"),
                None => format!("write {}", quoted_list(choices, "or")),
            };
            self.diagnostics.push(item.span(), format!("unknown severity `{written}`"), help);
        }
        level
    }

    /// Reads `[rules]`. Groups are read first: the setting of a rule overrides that of its group independent
    /// of their order.
    pub(super) fn rules(&mut self, item: TomlValue<'_, '_>) -> RuleSettings {
        let mut settings = RuleSettings::default();
        let DeValue::Table(table) = item.get_ref() else {
            report_wrong_type(item, "a table of rules", &mut self.diagnostics);
            return settings;
        };
        let (groups, rules): (Vec<_>, Vec<_>) = table
            .iter()
            .partition(|(key, _)| Group::ALL.iter().any(|group| group.name() == key.get_ref().as_ref()));
        for (key, value) in groups {
            let Some(level) = self.level(value, LEVEL_NAMES) else { continue };
            for rule in self.catalog.rules.iter().filter(|rule| rule.group.name() == key.get_ref().as_ref()) {
                settings.set_level(rule.name, level);
            }
        }
        for (key, value) in rules {
            let Some(rule) = self.rule(key.get_ref(), key.span()) else { continue };
            match value.get_ref() {
                DeValue::Table(_) => self.rule_table(rule, value, &mut settings),
                _ => {
                    if let Some(level) = self.level(value, LEVEL_NAMES) {
                        settings.set_level(rule.name, level);
                    }
                }
            }
        }
        settings
    }

    /// Reads `rule = { severity = "…", option = true }`.
    fn rule_table(&mut self, rule: &'static Rule, item: TomlValue<'_, '_>, settings: &mut RuleSettings) {
        let options: Vec<&'static RuleOption> =
            self.catalog.options.iter().copied().filter(|option| option.rule == rule.name).collect();
        let keys: Vec<&'static str> =
            std::iter::once("severity").chain(options.iter().map(|option| option.name)).collect();
        let Some(table) = ConfigTable::from_value("this rule", item, &keys, &mut self.diagnostics) else {
            return;
        };
        if let Some(level) = table.get("severity").and_then(|item| self.level(item, LEVEL_NAMES)) {
            settings.set_level(rule.name, level);
        }
        for option in options {
            match table.get(option.name).map(|item| (item, item.get_ref())) {
                Some((_, DeValue::Boolean(value))) => settings.set_option(rule.name, option.name, *value),
                Some((item, _)) => report_wrong_type(item, "a boolean", &mut self.diagnostics),
                None => {}
            }
        }
    }

    pub(super) fn rule(&mut self, name: &str, range: Range<usize>) -> Option<&'static Rule> {
        let rule = self.catalog.rules.iter().copied().find(|rule| rule.name == name);
        if rule.is_none() {
            let groups = Group::ALL.iter().map(|group| group.name());
            let names = self.catalog.rules.iter().map(|rule| rule.name).chain(groups);
            let help = match closest_match(name, names) {
                Some(closest) => format!("did you mean `{closest}`?"),
                None => "`joblint rules` lists all rules".to_owned(),
            };
            self.diagnostics.push(range, format!("unknown rule or group `{name}`"), help);
        }
        rule
    }

    pub(super) fn overrides(&mut self, item: TomlValue<'_, '_>) -> Vec<Override> {
        let entries =
            expect_tables(item, "an override", "overrides", &["files", "rules"], &mut self.diagnostics);
        let mut overrides = Vec::new();
        for table in entries {
            let files = table.required("files", &mut self.diagnostics);
            let rules = table.required("rules", &mut self.diagnostics);
            let files = self.globs(files);
            let rules = rules.map_or_else(RuleSettings::default, |item| self.rules(item));
            overrides.push(Override { files, rules });
        }
        overrides
    }
}
