//! Reading a TOML file by hand, so that every mistake has its place and a suggestion.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::text::{Span, nearest, quoted_list};

/// One mistake in a configuration file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The bytes at fault.
    pub span: Span,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
}

/// Collects the problems of one file.
#[derive(Debug, Default)]
pub(super) struct Problems(pub(super) Vec<Problem>);

impl Problems {
    pub(super) fn add(&mut self, range: Range<usize>, message: impl Into<String>, help: impl Into<String>) {
        let span = Span::from_usize(range.start, range.end);
        self.0.push(Problem { span, message: message.into(), help: help.into() });
    }
}

/// A value with its place.
pub(super) type Item<'v, 't> = &'v Spanned<DeValue<'t>>;

/// A table whose known keys are asked for one after the other.
pub(super) struct Table<'v, 't> {
    /// What it is called in messages: "a suppression".
    name: &'static str,
    table: &'v DeTable<'t>,
    range: Range<usize>,
    /// Keys that are there under a misspelt name, which has been said.
    misspelt: Vec<&'static str>,
}

impl<'v, 't> Table<'v, 't> {
    /// A table; keys other than the `known` ones are problems.
    pub(super) fn new(
        name: &'static str,
        table: &'v DeTable<'t>,
        range: Range<usize>,
        known: &[&'static str],
        problems: &mut Problems,
    ) -> Self {
        let mut misspelt = Vec::new();
        for key in table.keys().filter(|key| !known.contains(&key.get_ref().as_ref())) {
            let written = key.get_ref().as_ref();
            let help = match nearest(written, known.iter().copied()) {
                Some(meant) => {
                    misspelt.push(meant);
                    format!("did you mean `{meant}`?")
                }
                None => format!("{name} has {}", quoted_list(known, "and")),
            };
            problems.add(key.span(), format!("unknown key `{written}`"), help);
        }
        Self { name, table, range, misspelt }
    }

    /// A table as a value of another one.
    pub(super) fn of(
        name: &'static str,
        item: Item<'v, 't>,
        known: &[&'static str],
        problems: &mut Problems,
    ) -> Option<Self> {
        match item.get_ref() {
            DeValue::Table(table) => Some(Self::new(name, table, item.span(), known, problems)),
            _ => {
                wrong_type(item, "a table", problems);
                None
            }
        }
    }

    /// The value of a key.
    pub(super) fn get(&self, key: &str) -> Option<Item<'v, 't>> {
        self.table.iter().find(|(name, _)| name.get_ref().as_ref() == key).map(|(_, value)| value)
    }

    /// The value of a key that has to be there.
    pub(super) fn required(&self, key: &str, problems: &mut Problems) -> Option<Item<'v, 't>> {
        let found = self.get(key);
        if found.is_none() && !self.misspelt.contains(&key) {
            problems.add(self.range.clone(), format!("{} needs `{key}`", self.name), "write it");
        }
        found
    }

    /// Where the table stands.
    pub(super) fn range(&self) -> Range<usize> {
        self.range.clone()
    }
}

/// Says that a value is of another type than its key wants.
pub(super) fn wrong_type(item: Item<'_, '_>, expected: &str, problems: &mut Problems) {
    let found = match item.get_ref() {
        DeValue::String(_) => "text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    };
    problems.add(item.span(), format!("expected {expected}, found {found}"), format!("write {expected}"));
}

/// The text of a value.
pub(super) fn text<'v>(item: Item<'v, '_>, problems: &mut Problems) -> Option<&'v str> {
    if let DeValue::String(text) = item.get_ref() {
        return Some(text);
    }
    wrong_type(item, "text in quotes", problems);
    None
}

/// The texts of a list.
pub(super) fn texts<'v, 't>(item: Item<'v, 't>, problems: &mut Problems) -> Vec<(&'v str, Range<usize>)> {
    let DeValue::Array(list) = item.get_ref() else {
        wrong_type(item, "a list of texts, `[\"…\"]`", problems);
        return Vec::new();
    };
    list.iter().filter_map(|entry| Some((text(entry, problems)?, entry.span()))).collect()
}

/// The tables of a list of tables.
pub(super) fn tables<'v, 't>(
    item: Item<'v, 't>,
    name: &'static str,
    header: &str,
    known: &[&'static str],
    problems: &mut Problems,
) -> Vec<Table<'v, 't>> {
    let DeValue::Array(list) = item.get_ref() else {
        problems.add(
            item.span(),
            format!("`{header}` is a list of tables"),
            format!("write its header as `[[{header}]]`"),
        );
        return Vec::new();
    };
    list.iter().filter_map(|entry| Table::of(name, entry, known, problems)).collect()
}
