//! Parses a configuration file.

mod rules;
mod suppressions;
#[cfg(test)]
mod tests;

use std::ops::Range;
use std::path::{Path, PathBuf};

use globset::{Glob, GlobBuilder, GlobSet, GlobSetBuilder};
use toml::de::DeTable;

use crate::rule::RuleSettings;
use crate::text::{Placeholders, Span};

use super::model::{Config, RuleCatalog};
use super::toml_table::{
    ConfigDiagnostic, ConfigTable, DiagnosticSink, TomlValue, expect_string, expect_strings,
};

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

impl Config {
    /// Parses the text of a configuration file.
    ///
    /// # Errors
    /// All mistakes in the file, sorted by position; of the TOML syntax errors only the first.
    pub fn parse(path: &Path, source: &str, catalog: RuleCatalog) -> Result<Self, Vec<ConfigDiagnostic>> {
        let mut diagnostics = DiagnosticSink::default();
        let (document, errors) = DeTable::parse_recoverable(source);
        if let Some(error) = errors.first() {
            let message = format!("invalid TOML: {}", error.message());
            let help = "fix the syntax error first: the rest of the file is not checked before";
            diagnostics.push(error.span().unwrap_or(0..0), message, help);
            return Err(diagnostics.0);
        }
        let table =
            ConfigTable::new("a configuration", document.get_ref(), document.span(), KEYS, &mut diagnostics);
        let mut reader = ConfigReader { catalog, diagnostics };
        let config = reader.config(&table, path, source);
        let DiagnosticSink(mut diagnostics) = reader.diagnostics;
        diagnostics.sort_by_key(|diagnostic| diagnostic.span);
        if diagnostics.is_empty() { Ok(config) } else { Err(diagnostics) }
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
                self.diagnostics.push(item.span(), format!("`{written}` is not a version requirement"), help);
            }
            (Ok(requirement), Ok(version)) if !requirement.matches(&version) => {
                let message = format!("joblint {own} does not match the required version {written}");
                let help = "install a matching version, or change the requirement";
                self.diagnostics.push(item.span(), message, help);
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
                let help = "`*` matches a part of a name, `**` any number of folders, `?` one character, \
                            `{a,b}` one of several alternatives, `[ab]` one of several characters";
                let message = format!("`{pattern}` is not a valid glob: {}", error.kind());
                self.diagnostics.push(range, message, help);
                None
            }
        }
    }

    fn placeholders(&mut self, item: TomlValue<'_, '_>) -> Placeholders {
        let mut valid = Vec::new();
        for (pattern, range) in expect_strings(item, &mut self.diagnostics) {
            match regex::Regex::new(pattern) {
                Ok(regex) if regex.is_match("") => {
                    let help =
                        "a pattern must match at least one character; this one would hide all findings";
                    self.diagnostics.push(range, format!("`{pattern}` matches the empty text"), help);
                }
                Ok(_) => valid.push(pattern),
                Err(error) => {
                    let reason = error.to_string();
                    let reason = reason.lines().last().unwrap_or_default().trim_start_matches("error: ");
                    let help = "write regular expressions in single quotes: `'\\$\\{\\w+\\}'`";
                    let message = format!("`{pattern}` is not a valid regular expression: {reason}");
                    self.diagnostics.push(range, message, help);
                }
            }
        }
        Placeholders::from_patterns(&valid).unwrap_or_default()
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
