//! Reading a TOML file by hand, so that every mistake has its place and a suggestion.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::text::{Span, closest_match, quoted_list};

/// One mistake in a configuration file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigDiagnostic {
    /// The bytes at fault.
    pub span: Span,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
}

/// Collects the problems of one file.
#[derive(Debug, Default)]
pub(super) struct DiagnosticSink(pub(super) Vec<ConfigDiagnostic>);

impl DiagnosticSink {
    pub(super) fn push(&mut self, range: Range<usize>, message: impl Into<String>, help: impl Into<String>) {
        let span = Span::from_usize(range.start, range.end);
        self.0.push(ConfigDiagnostic { span, message: message.into(), help: help.into() });
    }
}

/// A value with its place.
pub(super) type TomlValue<'v, 't> = &'v Spanned<DeValue<'t>>;

/// A table whose known keys are asked for one after the other.
pub(super) struct ConfigTable<'v, 't> {
    /// What it is called in messages: "a suppression".
    name: &'static str,
    table: &'v DeTable<'t>,
    range: Range<usize>,
    /// Keys that are there under a misspelt name, which has been said.
    misspelled_keys: Vec<&'static str>,
}

impl<'v, 't> ConfigTable<'v, 't> {
    /// A table; keys other than the `known` ones are problems.
    pub(super) fn new(
        name: &'static str,
        table: &'v DeTable<'t>,
        range: Range<usize>,
        known: &[&'static str],
        problems: &mut DiagnosticSink,
    ) -> Self {
        let mut misspelt = Vec::new();
        for key in table.keys().filter(|key| !known.contains(&key.get_ref().as_ref())) {
            let written = key.get_ref().as_ref();
            let help = match closest_match(written, known.iter().copied()) {
                Some(meant) => {
                    misspelt.push(meant);
                    format!("did you mean `{meant}`?")
                }
                None => format!("{name} has {}", quoted_list(known, "and")),
            };
            problems.push(key.span(), format!("unknown key `{written}`"), help);
        }
        Self { name, table, range, misspelled_keys: misspelt }
    }

    /// A table as a value of another one.
    pub(super) fn from_value(
        name: &'static str,
        item: TomlValue<'v, 't>,
        known: &[&'static str],
        problems: &mut DiagnosticSink,
    ) -> Option<Self> {
        match item.get_ref() {
            DeValue::Table(table) => Some(Self::new(name, table, item.span(), known, problems)),
            _ => {
                report_wrong_type(item, "a table", problems);
                None
            }
        }
    }

    /// The value of a key.
    pub(super) fn get(&self, key: &str) -> Option<TomlValue<'v, 't>> {
        self.table.iter().find(|(name, _)| name.get_ref().as_ref() == key).map(|(_, value)| value)
    }

    /// The value of a key that has to be there.
    pub(super) fn required(&self, key: &str, problems: &mut DiagnosticSink) -> Option<TomlValue<'v, 't>> {
        let found = self.get(key);
        if found.is_none() && !self.misspelled_keys.contains(&key) {
            problems.push(self.range.clone(), format!("{} needs `{key}`", self.name), "write it");
        }
        found
    }

    /// Where the table stands.
    pub(super) fn range(&self) -> Range<usize> {
        self.range.clone()
    }
}

/// Says that a value is of another type than its key wants.
pub(super) fn report_wrong_type(item: TomlValue<'_, '_>, expected: &str, problems: &mut DiagnosticSink) {
    let found = match item.get_ref() {
        DeValue::String(_) => "text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    };
    problems.push(item.span(), format!("expected {expected}, found {found}"), format!("write {expected}"));
}

/// The text of a value.
pub(super) fn expect_string<'v>(item: TomlValue<'v, '_>, problems: &mut DiagnosticSink) -> Option<&'v str> {
    if let DeValue::String(text) = item.get_ref() {
        return Some(text);
    }
    report_wrong_type(item, "text in quotes", problems);
    None
}

/// The texts of a list.
pub(super) fn expect_strings<'v, 't>(
    item: TomlValue<'v, 't>,
    problems: &mut DiagnosticSink,
) -> Vec<(&'v str, Range<usize>)> {
    let DeValue::Array(list) = item.get_ref() else {
        report_wrong_type(item, "a list of texts, `[\"…\"]`", problems);
        return Vec::new();
    };
    list.iter().filter_map(|entry| Some((expect_string(entry, problems)?, entry.span()))).collect()
}

/// The tables of a list of tables.
pub(super) fn expect_tables<'v, 't>(
    item: TomlValue<'v, 't>,
    name: &'static str,
    header: &str,
    known: &[&'static str],
    problems: &mut DiagnosticSink,
) -> Vec<ConfigTable<'v, 't>> {
    let DeValue::Array(list) = item.get_ref() else {
        problems.push(
            item.span(),
            format!("`{header}` is a list of tables"),
            format!("write its header as `[[{header}]]`"),
        );
        return Vec::new();
    };
    list.iter().filter_map(|entry| ConfigTable::from_value(name, entry, known, problems)).collect()
}
