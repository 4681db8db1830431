//! Access to TOML tables that reports every mistake with its location and a suggestion.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::text::{Span, closest_match, quoted_list};

/// A mistake in a configuration file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigDiagnostic {
    /// Span in the configuration file.
    pub span: Span,
    /// Describes the mistake, without a full stop.
    pub message: String,
    /// Suggests a correction.
    pub help: String,
}

/// Collects the diagnostics of one file.
#[derive(Debug, Default)]
pub(super) struct DiagnosticSink(pub(super) Vec<ConfigDiagnostic>);

impl DiagnosticSink {
    pub(super) fn push(&mut self, range: Range<usize>, message: impl Into<String>, help: impl Into<String>) {
        let span = Span::from_usize(range.start, range.end);
        self.0.push(ConfigDiagnostic { span, message: message.into(), help: help.into() });
    }
}

/// A value with its span.
pub(super) type TomlValue<'v, 't> = &'v Spanned<DeValue<'t>>;

/// A table with a fixed set of known keys.
pub(super) struct ConfigTable<'v, 't> {
    /// Name in messages: "a suppression".
    name: &'static str,
    table: &'v DeTable<'t>,
    range: Range<usize>,
    /// Known keys for which a misspelled one has been reported.
    misspelled_keys: Vec<&'static str>,
}

impl<'v, 't> ConfigTable<'v, 't> {
    /// Reports all keys except the `known` ones.
    pub(super) fn new(
        name: &'static str,
        table: &'v DeTable<'t>,
        range: Range<usize>,
        known: &[&'static str],
        diagnostics: &mut DiagnosticSink,
    ) -> Self {
        let mut misspelled_keys = Vec::new();
        for key in table.keys().filter(|key| !known.contains(&key.get_ref().as_ref())) {
            let written = key.get_ref().as_ref();
            let help = match closest_match(written, known.iter().copied()) {
                Some(closest) => {
                    misspelled_keys.push(closest);
                    format!("did you mean `{closest}`?")
                }
                None => format!("the keys of {name} are {}", quoted_list(known, "and")),
            };
            diagnostics.push(key.span(), format!("unknown key `{written}`"), help);
        }
        Self { name, table, range, misspelled_keys }
    }

    pub(super) fn from_value(
        name: &'static str,
        item: TomlValue<'v, 't>,
        known: &[&'static str],
        diagnostics: &mut DiagnosticSink,
    ) -> Option<Self> {
        match item.get_ref() {
            DeValue::Table(table) => Some(Self::new(name, table, item.span(), known, diagnostics)),
            _ => {
                report_wrong_type(item, "a table", diagnostics);
                None
            }
        }
    }

    pub(super) fn get(&self, key: &str) -> Option<TomlValue<'v, 't>> {
        self.table.iter().find(|(name, _)| name.get_ref().as_ref() == key).map(|(_, value)| value)
    }

    /// The value of a required key; reports a missing one.
    pub(super) fn required(&self, key: &str, diagnostics: &mut DiagnosticSink) -> Option<TomlValue<'v, 't>> {
        let found = self.get(key);
        if found.is_none() && !self.misspelled_keys.contains(&key) {
            diagnostics.push(
                self.range.clone(),
                format!("missing key `{key}`"),
                format!("{} requires `{key}`", self.name),
            );
        }
        found
    }

    pub(super) fn range(&self) -> Range<usize> {
        self.range.clone()
    }
}

pub(super) fn report_wrong_type(item: TomlValue<'_, '_>, expected: &str, diagnostics: &mut DiagnosticSink) {
    let found = match item.get_ref() {
        DeValue::String(_) => "a string",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "a boolean",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "an array",
        DeValue::Table(_) => "a table",
    };
    diagnostics.push(item.span(), format!("expected {expected}, found {found}"), format!("write {expected}"));
}

pub(super) fn expect_string<'v>(
    item: TomlValue<'v, '_>,
    diagnostics: &mut DiagnosticSink,
) -> Option<&'v str> {
    if let DeValue::String(text) = item.get_ref() {
        return Some(text);
    }
    report_wrong_type(item, "a string", diagnostics);
    None
}

pub(super) fn expect_strings<'v, 't>(
    item: TomlValue<'v, 't>,
    diagnostics: &mut DiagnosticSink,
) -> Vec<(&'v str, Range<usize>)> {
    let DeValue::Array(array) = item.get_ref() else {
        report_wrong_type(item, "an array of strings, `[\"…\"]`", diagnostics);
        return Vec::new();
    };
    array.iter().filter_map(|entry| Some((expect_string(entry, diagnostics)?, entry.span()))).collect()
}

pub(super) fn expect_tables<'v, 't>(
    item: TomlValue<'v, 't>,
    name: &'static str,
    header: &str,
    known: &[&'static str],
    diagnostics: &mut DiagnosticSink,
) -> Vec<ConfigTable<'v, 't>> {
    let DeValue::Array(array) = item.get_ref() else {
        diagnostics.push(
            item.span(),
            format!("`{header}` must be an array of tables"),
            format!("write the header as `[[{header}]]`"),
        );
        return Vec::new();
    };
    array.iter().filter_map(|entry| ConfigTable::from_value(name, entry, known, diagnostics)).collect()
}
