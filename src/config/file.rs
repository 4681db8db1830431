//! One `joblint.toml`.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use globset::{Glob, GlobBuilder, GlobSet, GlobSetBuilder};
use toml::de::{DeTable, DeValue};

use crate::diagnostic::Severity;
use crate::language::Placeholders;
use crate::rule::{Group, Level, Rule, RuleOption, RuleSettings};
use crate::text::{Span, nearest, quoted_list};

use super::date::Date;
use super::reader::{Item, Problem, Problems, Table, tables, text, texts, wrong_type};
use super::suppression::Suppression;

/// The rules that a configuration may name, and their options.
#[derive(Clone, Copy)]
pub struct Vocabulary {
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
    pub placeholders: Option<Arc<Placeholders>>,
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
pub(super) const LEVELS: &[&str] = &["off", "info", "warning", "error"];

impl Config {
    /// Reads the text of a configuration file.
    ///
    /// # Errors
    /// Everything that is wrong with it, in the order of the text.
    pub fn parse(path: &Path, source: &str, known: Vocabulary) -> Result<Self, Vec<Problem>> {
        let mut problems = Problems::default();
        let (document, errors) = DeTable::parse_recoverable(source);
        for error in errors {
            let range = error.span().unwrap_or(0..0);
            problems.add(
                range,
                format!("this is not TOML: {}", error.message()),
                "mend it: the rest is not read before",
            );
        }
        if !problems.0.is_empty() {
            problems.0.truncate(1);
            return Err(problems.0);
        }
        let table = Table::new("a configuration", document.get_ref(), document.span(), KEYS, &mut problems);
        let mut reader = Reader { known, problems };
        let config = reader.config(&table, path, source);
        let Problems(mut problems) = reader.problems;
        problems.sort_by_key(|problem| problem.span);
        if problems.is_empty() { Ok(config) } else { Err(problems) }
    }
}

struct Reader {
    known: Vocabulary,
    problems: Problems,
}

impl Reader {
    fn config(&mut self, table: &Table<'_, '_>, path: &Path, source: &str) -> Config {
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
            placeholders: table.get("placeholders").and_then(|item| self.placeholders(item)),
            rules: table.get("rules").map_or_else(RuleSettings::default, |item| self.rules(item)),
            overrides: table.get("overrides").map_or_else(Vec::new, |item| self.overrides(item)),
            suppressions: table
                .get("suppressions")
                .map_or_else(Vec::new, |item| self.suppressions(item, source)),
            inventory: table.get("inventory").map_or_else(Vec::new, |item| self.inventory(item)),
        }
    }

    fn required_version(&mut self, item: Item<'_, '_>) {
        let Some(written) = text(item, &mut self.problems) else { return };
        let own = env!("CARGO_PKG_VERSION");
        match (semver::VersionReq::parse(written), semver::Version::parse(own)) {
            (Err(_), _) => {
                let help = "write it as `\">=0.1\"`, `\"0.1.2\"` or `\">=0.1, <1\"`";
                self.problems.add(item.span(), format!("`{written}` is no version requirement"), help);
            }
            (Ok(requirement), Ok(version)) if !requirement.matches(&version) => {
                let message = format!("this is joblint {own}, and the configuration wants {written}");
                self.problems.add(
                    item.span(),
                    message,
                    "install a version that fits, or change the requirement",
                );
            }
            _ => {}
        }
    }

    fn globs(&mut self, item: Option<Item<'_, '_>>) -> GlobSet {
        let patterns = item.map_or_else(Vec::new, |item| texts(item, &mut self.problems));
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
                self.problems.add(range, format!("`{pattern}` is no glob: {}", error.kind()), help);
                None
            }
        }
    }

    fn placeholders(&mut self, item: Item<'_, '_>) -> Option<Arc<Placeholders>> {
        let mut good = Vec::new();
        for (pattern, range) in texts(item, &mut self.problems) {
            match regex::Regex::new(pattern) {
                Ok(regex) if regex.is_match("") => {
                    let help = "a pattern has to stand for some text; this one would hide every finding";
                    self.problems.add(range, format!("`{pattern}` matches nothing at all, too"), help);
                }
                Ok(_) => good.push(pattern),
                Err(error) => {
                    let reason = error.to_string();
                    let reason = reason.lines().last().unwrap_or_default().trim_start_matches("error: ");
                    let help = "write regular expressions in single quotes: `'\\$\\{\\w+\\}'`";
                    self.problems.add(range, format!("`{pattern}` is no regular expression: {reason}"), help);
                }
            }
        }
        Placeholders::new(&good).ok().map(Arc::new)
    }

    fn severity(&mut self, item: Item<'_, '_>) -> Option<Severity> {
        match self.level(item, &LEVELS[1..])? {
            Level::On(severity) => Some(severity),
            Level::Off => None,
        }
    }

    fn level(&mut self, item: Item<'_, '_>, choices: &[&str]) -> Option<Level> {
        let written = text(item, &mut self.problems)?;
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
                _ => nearest(written, choices.iter().copied()),
            };
            let help = match meant {
                Some(meant) => format!("did you mean `\"{meant}\"`?"),
                None => format!("write {}", quoted_list(choices, "or")),
            };
            self.problems.add(item.span(), format!("`{written}` is no severity"), help);
        }
        level
    }

    /// `[rules]`: groups first, so that a rule's own line counts wherever it stands.
    fn rules(&mut self, item: Item<'_, '_>) -> RuleSettings {
        let mut settings = RuleSettings::default();
        let DeValue::Table(table) = item.get_ref() else {
            wrong_type(item, "a table of rules", &mut self.problems);
            return settings;
        };
        let (groups, rules): (Vec<_>, Vec<_>) = table
            .iter()
            .partition(|(key, _)| Group::ALL.iter().any(|group| group.name() == key.get_ref().as_ref()));
        for (key, value) in groups {
            let Some(level) = self.level(value, LEVELS) else { continue };
            for rule in self.known.rules.iter().filter(|rule| rule.group.name() == key.get_ref().as_ref()) {
                settings.set_level(rule.name, level);
            }
        }
        for (key, value) in rules {
            let Some(rule) = self.rule(key.get_ref(), key.span()) else { continue };
            match value.get_ref() {
                DeValue::Table(_) => self.rule_table(rule, value, &mut settings),
                _ => {
                    if let Some(level) = self.level(value, LEVELS) {
                        settings.set_level(rule.name, level);
                    }
                }
            }
        }
        settings
    }

    /// `rule = { severity = "…", option = true }`
    fn rule_table(&mut self, rule: &'static Rule, item: Item<'_, '_>, settings: &mut RuleSettings) {
        let options: Vec<&'static RuleOption> =
            self.known.options.iter().copied().filter(|option| option.rule == rule.name).collect();
        let keys: Vec<&'static str> =
            std::iter::once("severity").chain(options.iter().map(|option| option.name)).collect();
        let Some(table) = Table::of("this rule", item, &keys, &mut self.problems) else { return };
        if let Some(level) = table.get("severity").and_then(|item| self.level(item, LEVELS)) {
            settings.set_level(rule.name, level);
        }
        for option in options {
            match table.get(option.name).map(|item| (item, item.get_ref())) {
                Some((_, DeValue::Boolean(value))) => settings.set_option(rule.name, option.name, *value),
                Some((item, _)) => wrong_type(item, "true or false", &mut self.problems),
                None => {}
            }
        }
    }

    fn rule(&mut self, name: &str, range: Range<usize>) -> Option<&'static Rule> {
        let rule = self.known.rules.iter().copied().find(|rule| rule.name == name);
        if rule.is_none() {
            let groups = Group::ALL.iter().map(|group| group.name());
            let names = self.known.rules.iter().map(|rule| rule.name).chain(groups);
            let help = match nearest(name, names) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => "`joblint rules` lists them".to_owned(),
            };
            self.problems.add(range, format!("there is no rule or group `{name}`"), help);
        }
        rule
    }

    fn overrides(&mut self, item: Item<'_, '_>) -> Vec<Override> {
        let entries = tables(item, "an override", "overrides", &["files", "rules"], &mut self.problems);
        let mut overrides = Vec::new();
        for table in entries {
            let files = table.required("files", &mut self.problems);
            let rules = table.required("rules", &mut self.problems);
            let files = self.globs(files);
            let rules = rules.map_or_else(RuleSettings::default, |item| self.rules(item));
            overrides.push(Override { files, rules });
        }
        overrides
    }

    fn suppressions(&mut self, item: Item<'_, '_>, source: &str) -> Vec<Suppression> {
        let known = &["file", "rule", "pointer", "reason", "expires"];
        let entries = tables(item, "a suppression", "suppressions", known, &mut self.problems);
        entries.iter().filter_map(|table| self.suppression(table, source)).collect()
    }

    fn suppression(&mut self, table: &Table<'_, '_>, source: &str) -> Option<Suppression> {
        let file = table.required("file", &mut self.problems);
        let rule = table.required("rule", &mut self.problems);
        let reason = table.required("reason", &mut self.problems);
        let pointer =
            table.get("pointer").and_then(|item| Some((text(item, &mut self.problems)?, item.span())));
        if let Some((written, range)) = &pointer
            && !written.is_empty()
            && !written.starts_with('/')
        {
            let help = format!(
                "write `\"/{written}\"`: a JSON Pointer starts with `/`, such as `/fieldsMap/0/isKey`"
            );
            self.problems.add(range.clone(), format!("`{written}` is no JSON Pointer"), help);
        }
        let expires = table.get("expires").and_then(|item| self.date(item));
        let reason = reason.and_then(|item| Some((text(item, &mut self.problems)?.trim(), item)));
        if let Some(("", item)) = reason {
            let help = "say who agreed to it and why: whoever finds it in a year will want to know";
            self.problems.add(item.span(), "the reason is empty", help);
        }
        let file = file?;
        let file_text = text(file, &mut self.problems)?;
        let glob = self.glob(file_text, file.span())?;
        let rule = rule?;
        let rule_name = text(rule, &mut self.problems)?;
        let rule = self.rule(rule_name, rule.span())?;
        let span = table.range();
        // A table of a list spans its header or all of its lines: its first line names it.
        let line = source.get(span.clone())?.lines().next().map_or(0, str::len);
        Some(Suppression {
            files: glob.compile_matcher(),
            file: file_text.to_owned(),
            rule: rule.name,
            pointer: pointer.map(|(pointer, _)| pointer.to_owned()),
            reason: reason.map(|(reason, _)| reason.to_owned()).unwrap_or_default(),
            expires,
            span: Span::from_usize(span.start, span.start + line),
        })
    }

    fn date(&mut self, item: Item<'_, '_>) -> Option<Date> {
        if let DeValue::Datetime(moment) = item.get_ref()
            && let Some(date) = moment.date
        {
            return Some(Date { year: i64::from(date.year), month: date.month, day: date.day });
        }
        let help = "write a day as `2027-01-31`, without quotes";
        self.problems.add(item.span(), "this is no day", help);
        None
    }

    fn inventory(&mut self, item: Item<'_, '_>) -> Vec<(PathBuf, Span)> {
        let Some(table) = Table::of("`[inventory]`", item, &["files"], &mut self.problems) else {
            return Vec::new();
        };
        let Some(files) = table.required("files", &mut self.problems) else { return Vec::new() };
        texts(files, &mut self.problems)
            .into_iter()
            .map(|(path, range)| (PathBuf::from(path), Span::from_usize(range.start, range.end)))
            .collect()
    }
}
