//! Between tables of source queries and the settings with their names.

use crate::catalog::SideSetting;
use crate::job::{Job, QueryText, SideName};
use crate::language::sql;
use crate::lsp::features::string_cursor::touches;
use crate::text::Span;

/// The setting with the name of the table at the cursor in a query.
pub(super) fn setting_of_query_table(job: &Job<'_>, query: &QueryText<'_>, offset: u32) -> Option<Span> {
    let offset = query.decoded.decoded_range(Span::empty(offset)).start;
    let table = query.sql()?.tables.iter().find(|table| touches(&table.range, offset))?;
    let side = query.query.side().unwrap_or(SideName::Source);
    let setting = job.side(side).setting(SideSetting::TABLE)?;
    let is_same = normalized_table_name(&setting.value_text()?) == normalized_table_name(table.name());
    is_same.then(|| Some(setting.setting_value?.span()))?
}

/// The first source query that reads a table.
pub(super) fn query_of_setting_table(job: &Job<'_>, name: &str) -> Option<Span> {
    let name = normalized_table_name(name);
    let queries = job.query_texts().iter().filter(|query| query.query.side() != Some(SideName::Destination));
    queries.into_iter().find_map(|query| {
        let table = query.sql()?.tables.iter().find(|table| normalized_table_name(table.name()) == name)?;
        Some(query.decoded.raw_span(table.range.start, table.range.end))
    })
}

/// A table name in lowercase, without its schema, its quotes and the `$` of Excel sheets.
fn normalized_table_name(name: &str) -> String {
    let unqualified = name.rsplit('.').next().unwrap_or(name);
    sql::unquoted(unqualified).trim().trim_end_matches('$').to_lowercase()
}
