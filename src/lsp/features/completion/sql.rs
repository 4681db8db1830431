//! SQL queries.

use std::ops::Range;

use crate::catalog::SideSetting;
use crate::job::{Job, SideName};
use crate::language::sql;
use crate::lsp::features::cursor_context::CursorContext;
use crate::lsp::features::fields::{connected_system, inventory_table};
use crate::lsp::features::string_cursor::StringCursor;
use crate::lsp::features::types::CompletionKind;

use super::collector::{CompletionBuilder, CompletionCollector};
use super::insertion::Insertion;
use super::query_templates::{sql_column_name, sql_table_name};

/// Keywords after which other tokens are expected.
const CLAUSE_KEYWORDS: &[&str] = &["SELECT", "FROM", "JOIN", "WHERE", "AND", "OR", "ON", "BY", "HAVING"];

pub(super) fn complete_sql(
    context: &CursorContext<'_, '_>,
    side: SideName,
    cursor: &StringCursor<'_>,
    collector: &mut CompletionCollector<'_>,
) {
    let Some(job) = context.job else { return };
    if cursor.before().matches('\'').count() % 2 == 1 {
        return;
    }
    let word = word_at(cursor);
    let mut add = |builder: CompletionBuilder, text: &str| {
        collector.add_in_string(builder, &cursor.decoded, &word, Insertion::text(text));
    };
    let head = cursor.text().get(..word.start).unwrap_or_default();
    let Some((keyword, after_keyword)) = last_clause_keyword(head) else {
        return add(CompletionBuilder::new("SELECT", CompletionKind::Keyword), "SELECT ");
    };
    let reads_table = matches!(keyword.as_str(), "FROM" | "JOIN");
    if reads_table && (after_keyword.trim().is_empty() || after_keyword.trim_end().ends_with(',')) {
        for name in table_names(context, job, side) {
            add(CompletionBuilder::new(name.as_str(), CompletionKind::Module), &name);
        }
        return;
    }
    if !reads_table {
        let typed = cursor.text().get(word.clone()).unwrap_or_default();
        let is_quoted = typed.starts_with(['[', '"']);
        let provider = job.side(side).provider();
        for (index, column) in column_names(context, job, side, cursor, &word).into_iter().enumerate() {
            let name = sql_column_name(column, provider);
            let filter = if is_quoted { name.as_str() } else { column };
            let builder =
                CompletionBuilder::new(column, CompletionKind::Field).filter(filter).rank(1).order(index);
            add(builder, &name);
        }
    }
    if !after_keyword.trim().is_empty() {
        for (index, keyword) in following_keywords(&keyword).iter().enumerate() {
            add(CompletionBuilder::new(*keyword, CompletionKind::Keyword).rank(4).order(index), keyword);
        }
    }
}

fn following_keywords(keyword: &str) -> &'static [&'static str] {
    match keyword {
        "SELECT" => &["FROM"],
        "FROM" | "JOIN" => &["WHERE", "ORDER BY", "INNER JOIN", "LEFT JOIN"],
        "WHERE" | "AND" | "OR" => &["AND", "OR", "IS NULL", "IS NOT NULL", "LIKE", "ORDER BY"],
        _ => &[],
    }
}

/// The quoted names of the tables of the inventory and of the table of the side.
fn table_names(context: &CursorContext<'_, '_>, job: &Job<'_>, side: SideName) -> Vec<String> {
    let provider = job.side(side).provider();
    let system = connected_system(job, context.feature_context, side);
    let tables = system.into_iter().flat_map(|system| &system.tables);
    let mut names: Vec<String> = tables.map(|table| sql_table_name(&table.name, provider)).collect();
    names.extend(job.side(side).text(SideSetting::TABLE).map(|name| sql_table_name(&name, provider)));
    names.sort();
    names.dedup();
    names
}

/// The columns of the tables of the query, or else of the table of the side.
fn column_names<'c>(
    context: &CursorContext<'c, '_>,
    job: &Job<'_>,
    side: SideName,
    cursor: &StringCursor<'_>,
    word: &Range<usize>,
) -> Vec<&'c str> {
    // Replace the word at the cursor, which may not be a valid name yet.
    let text = cursor.text();
    let head = text.get(..word.start).unwrap_or_default();
    let query = format!("{head}x{}", text.get(word.end..).unwrap_or_default());
    let sql = sql::parse(&query, job.value.placeholders());
    let system = connected_system(job, context.feature_context, side);
    let tables = sql.tables.iter().filter_map(|table| system?.table(table.name()));
    let mut columns: Vec<&str> = tables.flat_map(|table| &table.columns).map(String::as_str).collect();
    if columns.is_empty() {
        let table = inventory_table(job, context.feature_context, side);
        columns.extend(table.into_iter().flat_map(|table| &table.columns).map(String::as_str));
    }
    columns
}

/// The word or quoted name at the cursor, with its opening bracket or quote.
fn word_at(cursor: &StringCursor<'_>) -> Range<usize> {
    let (before, after) = (cursor.before(), cursor.after());
    for (open, close) in [('[', ']'), ('"', '"')] {
        let start = match open {
            '[' => before.rfind(open).filter(|start| !before[*start..].contains(close)),
            _ => before.rfind(open).filter(|_| before.matches(open).count() % 2 == 1),
        };
        if let Some(start) = start {
            // An unterminated name ends at the cursor.
            let end = after.find([close, open, ',', '\n', '\r']).unwrap_or(after.len());
            let is_closed = after[end..].starts_with(close);
            return start..if is_closed { cursor.offset + end + close.len_utf8() } else { cursor.offset };
        }
    }
    let is_name_char = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | '#');
    let start = before.trim_end_matches(is_name_char).len();
    let end = after.len() - after.trim_start_matches(is_name_char).len();
    start..cursor.offset + end
}

/// The last clause keyword in uppercase, and the text after it.
fn last_clause_keyword(head: &str) -> Option<(String, &str)> {
    let mut last = None;
    let mut offset = 0;
    for word in head.split(|c: char| !(c.is_alphanumeric() || c == '_')) {
        offset += word.len();
        if CLAUSE_KEYWORDS.iter().any(|keyword| keyword.eq_ignore_ascii_case(word)) {
            last = Some((word.to_ascii_uppercase(), offset));
        }
        offset += head.get(offset..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    }
    last.map(|(keyword, end)| (keyword, head.get(end..).unwrap_or_default()))
}
