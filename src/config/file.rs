//! One `joblint.toml`.

use std::ops::Range;
use std::path::{Path, PathBuf};

use globset::{Glob, GlobBuilder, GlobSet, GlobSetBuilder};
use toml::de::{DeTable, DeValue};

use crate::diagnostic::Severity;
use crate::rule::{Group, Level, Rule, RuleOption, RuleSettings};
use crate::text::{Placeholders, Span, closest_match, quoted_list};

use super::date::Date;
use super::reader::{
    ConfigDiagnostic, ConfigTable, DiagnosticSink, TomlValue, expect_string, expect_strings, expect_tables,
    report_wrong_type,
};
use super::suppression::Suppression;

/// The rules that a configuration may name, and their options.
#[derive(Clone, Copy)]
pub struct RuleCatalog {
    /// Every rule.
    pub rules: &'static [&'static Rule],
    /// Every option.
    pub options: &'static [&'static RuleOption],
}

/// Settings for the files that some globs match.
#[derive(Debug)]
pub struct Override {
    /// Which files, by their path from the configuration's folder.
    pub files: GlobSet,
    /// What is different for them.
    pub rules: RuleSettings,
}

/// What a configuration file says. Paths and globs are relative to [`folder`](Self::folder).
#[derive(Debug)]
pub struct Config {
    /// The file.
    pub path: PathBuf,
    /// The folder it stands in.
    pub folder: PathBuf,
    /// The file's text.
    pub text: String,
    /// Files that must be jobs.
    pub include: GlobSet,
    /// Files and folders that are not looked into.
    pub exclude: GlobSet,
    /// Least severity that makes a run fail.
    pub fail_on: Option<Severity>,
    /// What is filled in when a job is submitted, where it is not the usual.
    pub placeholders: Placeholders,
    /// Levels and options of rules.
    pub rules: RuleSettings,
    /// The same for some files.
    pub overrides: Vec<Override>,
    /// Findings that are agreed on.
    pub suppressions: Vec<Suppression>,
    /// Inventory files, with their places in the text.
    pub inventory: Vec<(PathBuf, Span)>,
}

const KEYS: &[&str] = &[
    "required-version",
    "include",
    "exclude",
    "fail-on",
    "placeholders",
    "rules",
    "overrides",
    "suppressions",
    "inventory",
];

/// Names of the levels, as they are written.
pub(super) const LEVEL_NAMES: &[&str] = &["off", "info", "warning", "error"];

impl Config {
    /// Reads the text of a configuration file.
    ///
    /// # Errors
    /// Everything that is wrong with it, in the order of the text.
    pub fn parse(path: &Path, source: &str, catalog: RuleCatalog) -> Result<Self, Vec<ConfigDiagnostic>> {
        let mut problems = DiagnosticSink::default();
        let (document, errors) = DeTable::parse_recoverable(source);
        for error in errors {
            let range = error.span().unwrap_or(0..0);
            problems.push(
                range,
                format!("this is not TOML: {}", error.message()),
                "mend it: the rest is not read before",
            );
        }
        if !problems.0.is_empty() {
            problems.0.truncate(1);
            return Err(problems.0);
        }
        let table =
            ConfigTable::new("a configuration", document.get_ref(), document.span(), KEYS, &mut problems);
        let mut reader = ConfigReader { catalog, diagnostics: problems };
        let config = reader.config(&table, path, source);
        let DiagnosticSink(mut problems) = reader.diagnostics;
        problems.sort_by_key(|problem| problem.span);
        if problems.is_empty() { Ok(config) } else { Err(problems) }
    }
}

struct ConfigReader {
    catalog: RuleCatalog,
    diagnostics: DiagnosticSink,
}

impl ConfigReader {
    fn config(&mut self, table: &ConfigTable<'_, '_>, path: &Path, source: &str) -> Config {
        if let Some(item) = table.get("required-version") {
            self.required_version(item);
        }
        Config {
            path: path.to_owned(),
            folder: path.parent().map(Path::to_owned).unwrap_or_default(),
            text: source.to_owned(),
            include: self.globs(table.get("include")),
            exclude: self.globs(table.get("exclude")),
            fail_on: table.get("fail-on").and_then(|item| self.severity(item)),
            placeholders: table.get("placeholders").map(|item| self.placeholders(item)).unwrap_or_default(),
            rules: table.get("rules").map_or_else(RuleSettings::default, |item| self.rules(item)),
            overrides: table.get("overrides").map_or_else(Vec::new, |item| self.overrides(item)),
            suppressions: table
                .get("suppressions")
                .map_or_else(Vec::new, |item| self.suppressions(item, source)),
            inventory: table.get("inventory").map_or_else(Vec::new, |item| self.inventory(item)),
        }
    }

    fn required_version(&mut self, item: TomlValue<'_, '_>) {
        let Some(written) = expect_string(item, &mut self.diagnostics) else { return };
        let own = env!("CARGO_PKG_VERSION");
        match (semver::VersionReq::parse(written), semver::Version::parse(own)) {
            (Err(_), _) => {
                let help = "write it as `\">=0.1\"`, `\"0.1.2\"` or `\">=0.1, <1\"`";
                self.diagnostics.push(item.span(), format!("`{written}` is no version requirement"), help);
            }
            (Ok(requirement), Ok(version)) if !requirement.matches(&version) => {
                let message = format!("this is joblint {own}, and the configuration wants {written}");
                self.diagnostics.push(
                    item.span(),
                    message,
                    "install a version that fits, or change the requirement",
                );
            }
            _ => {}
        }
    }

    fn globs(&mut self, item: Option<TomlValue<'_, '_>>) -> GlobSet {
        let patterns = item.map_or_else(Vec::new, |item| expect_strings(item, &mut self.diagnostics));
        let mut set = GlobSetBuilder::new();
        for (pattern, range) in patterns {
            if let Some(glob) = self.glob(pattern, range) {
                set.add(glob);
            }
        }
        set.build().unwrap_or_default()
    }

    fn glob(&mut self, pattern: &str, range: Range<usize>) -> Option<Glob> {
        let relative = pattern.strip_prefix("./").unwrap_or(pattern);
        match GlobBuilder::new(relative).literal_separator(true).build() {
            Ok(glob) => Some(glob),
            Err(error) => {
                let help = "`*` stands for a part of a name, `**` for any folders, `?` for one character, \
                            `{a,b}` for one of several, `[ab]` for one of these characters";
                self.diagnostics.push(range, format!("`{pattern}` is no glob: {}", error.kind()), help);
                None
            }
        }
    }

    fn placeholders(&mut self, item: TomlValue<'_, '_>) -> Placeholders {
        let mut good = Vec::new();
        for (pattern, range) in expect_strings(item, &mut self.diagnostics) {
            match regex::Regex::new(pattern) {
                Ok(regex) if regex.is_match("") => {
                    let help = "a pattern has to stand for some text; this one would hide every finding";
                    self.diagnostics.push(range, format!("`{pattern}` matches nothing at all, too"), help);
                }
                Ok(_) => good.push(pattern),
                Err(error) => {
                    let reason = error.to_string();
                    let reason = reason.lines().last().unwrap_or_default().trim_start_matches("error: ");
                    let help = "write regular expressions in single quotes: `'\\$\\{\\w+\\}'`";
                    self.diagnostics.push(
                        range,
                        format!("`{pattern}` is no regular expression: {reason}"),
                        help,
                    );
                }
            }
        }
        Placeholders::from_patterns(&good).unwrap_or_default()
    }

    fn severity(&mut self, item: TomlValue<'_, '_>) -> Option<Severity> {
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
            let meant = match written {
                "warn" => Some("warning"),
                "none" | "ignore" | "disable" | "disabled" => Some("off").filter(|off| choices.contains(off)),
                _ => closest_match(written, choices.iter().copied()),
            };
            let help = match meant {
                Some(meant) => format!("did you mean `\"{meant}\"`?"),
                None => format!("write {}", quoted_list(choices, "or")),
            };
            self.diagnostics.push(item.span(), format!("`{written}` is no severity"), help);
        }
        level
    }

    /// `[rules]`: groups first, so that a rule's own line counts wherever it stands.
    fn rules(&mut self, item: TomlValue<'_, '_>) -> RuleSettings {
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

    /// `rule = { severity = "…", option = true }`
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
                Some((item, _)) => report_wrong_type(item, "true or false", &mut self.diagnostics),
                None => {}
            }
        }
    }

    fn rule(&mut self, name: &str, range: Range<usize>) -> Option<&'static Rule> {
        let rule = self.catalog.rules.iter().copied().find(|rule| rule.name == name);
        if rule.is_none() {
            let groups = Group::ALL.iter().map(|group| group.name());
            let names = self.catalog.rules.iter().map(|rule| rule.name).chain(groups);
            let help = match closest_match(name, names) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => "`joblint rules` lists them".to_owned(),
            };
            self.diagnostics.push(range, format!("there is no rule or group `{name}`"), help);
        }
        rule
    }

    fn overrides(&mut self, item: TomlValue<'_, '_>) -> Vec<Override> {
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

    fn suppressions(&mut self, item: TomlValue<'_, '_>, source: &str) -> Vec<Suppression> {
        let known = &["file", "rule", "pointer", "reason", "expires"];
        let entries = expect_tables(item, "a suppression", "suppressions", known, &mut self.diagnostics);
        entries.iter().filter_map(|table| self.suppression(table, source)).collect()
    }

    fn suppression(&mut self, table: &ConfigTable<'_, '_>, source: &str) -> Option<Suppression> {
        let file = table.required("file", &mut self.diagnostics);
        let rule = table.required("rule", &mut self.diagnostics);
        let reason = table.required("reason", &mut self.diagnostics);
        let pointer = table
            .get("pointer")
            .and_then(|item| Some((expect_string(item, &mut self.diagnostics)?, item.span())));
        if let Some((written, range)) = &pointer
            && !written.is_empty()
            && !written.starts_with('/')
        {
            let help = format!(
                "write `\"/{written}\"`: a JSON Pointer starts with `/`, such as `/fieldsMap/0/isKey`"
            );
            self.diagnostics.push(range.clone(), format!("`{written}` is no JSON Pointer"), help);
        }
        let expires = table.get("expires").and_then(|item| self.date(item));
        let reason = reason.and_then(|item| Some((expect_string(item, &mut self.diagnostics)?.trim(), item)));
        if let Some(("", item)) = reason {
            let help = "say who agreed to it and why: whoever finds it in a year will want to know";
            self.diagnostics.push(item.span(), "the reason is empty", help);
        }
        let file = file?;
        let file_text = expect_string(file, &mut self.diagnostics)?;
        let glob = self.glob(file_text, file.span())?;
        let rule = rule?;
        let rule_name = expect_string(rule, &mut self.diagnostics)?;
        let rule = self.rule(rule_name, rule.span())?;
        let span = table.range();
        // A table of a list spans its header or all of its lines: its first line names it.
        let line = source.get(span.clone())?.lines().next().map_or(0, str::len);
        Some(Suppression {
            matcher: glob.compile_matcher(),
            pattern: file_text.to_owned(),
            rule: rule.name,
            pointer: pointer.map(|(pointer, _)| pointer.to_owned()),
            reason: reason.map(|(reason, _)| reason.to_owned()).unwrap_or_default(),
            expires,
            span: Span::from_usize(span.start, span.start + line),
        })
    }

    fn date(&mut self, item: TomlValue<'_, '_>) -> Option<Date> {
        if let DeValue::Datetime(moment) = item.get_ref()
            && let Some(date) = moment.date
        {
            return Some(Date { year: i64::from(date.year), month: date.month, day: date.day });
        }
        let help = "write a day as `2027-01-31`, without quotes";
        self.diagnostics.push(item.span(), "this is no day", help);
        None
    }

    fn inventory(&mut self, item: TomlValue<'_, '_>) -> Vec<(PathBuf, Span)> {
        let Some(table) = ConfigTable::from_value("`[inventory]`", item, &["files"], &mut self.diagnostics)
        else {
            return Vec::new();
        };
        let Some(files) = table.required("files", &mut self.diagnostics) else { return Vec::new() };
        expect_strings(files, &mut self.diagnostics)
            .into_iter()
            .map(|(path, range)| (PathBuf::from(path), Span::from_usize(range.start, range.end)))
            .collect()
    }
}
