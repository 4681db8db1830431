//! The origin of a source field.

use crate::job::{FieldRow, Job, NodeRef, QueryText, SideName};
use crate::language::sql::{column_key, unquoted};
use crate::text::Span;

/// The column of a source query with the name of a field, or else the `*` of a query, or else another row that reads
/// the field.
pub(super) fn find_source_column(
    job: &Job<'_>,
    type_number: Option<i64>,
    field: &str,
    excluded_row: Option<&FieldRow<'_>>,
) -> Option<Span> {
    let field = field.trim();
    if field.is_empty() {
        return None;
    }
    let queries: Vec<&QueryText<'_>> = job
        .query_texts()
        .iter()
        .filter(|query| query.query.side() != Some(SideName::Destination))
        .filter(|query| {
            type_number.is_none()
                || query.query.type_number().is_none_or(|number| Some(number) == type_number)
        })
        .collect();
    // Some drivers qualify the columns of a join: `table.column`.
    let unqualified = field.rsplit('.').next().unwrap_or(field);
    let keys = [column_key(&unquoted(field)), column_key(&unquoted(unqualified))];
    let column = queries.iter().find_map(|query| {
        let columns = query.sql()?.columns.as_ref()?;
        let column =
            columns.iter().find(|column| keys.contains(&column_key(&column.name(query.decoded.text()))))?;
        Some(query.decoded.raw_span(column.range.start, column.range.end))
    });
    let star = || {
        queries.iter().find_map(|query| {
            let star = query.sql()?.star.as_ref()?;
            Some(query.decoded.raw_span(star.start, star.end))
        })
    };
    column.or_else(star).or_else(|| find_copying_row(job, type_number, keys[0], excluded_row))
}

fn find_copying_row(
    job: &Job<'_>,
    type_number: Option<i64>,
    key: u64,
    excluded_row: Option<&FieldRow<'_>>,
) -> Option<Span> {
    job.rows
        .iter()
        .filter(|row| type_number.is_none() || row.type_number() == type_number)
        .filter(|row| excluded_row.is_none_or(|excluded| excluded.value.id() != row.value.id()))
        .filter_map(|row| row.source_field)
        .find(|field| field.string().is_some_and(|name| column_key(&unquoted(&name)) == key))
        .map(NodeRef::span)
}
