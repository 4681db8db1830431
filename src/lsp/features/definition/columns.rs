//! What brings a source field.

use crate::job::{FieldRow, Job, NodeRef, QueryText, SideName};
use crate::language::sql::{column_key, unquoted};
use crate::text::Span;

/// The column of the source query of an object type that brings a field; where no query names its
/// columns, the `*` that stands for all of them, or another row that copies the field.
pub(super) fn find_source_column(
    job: &Job<'_>,
    number: Option<i64>,
    field: &str,
    excluded_row: Option<&FieldRow<'_>>,
) -> Option<Span> {
    let field = field.trim();
    if field.is_empty() {
        return None;
    }
    let sources: Vec<&QueryText<'_>> = job
        .query_texts()
        .iter()
        .filter(|read| read.query.side() != Some(SideName::Destination))
        .filter(|read| number.is_none() || read.query.type_number().is_none_or(|of| Some(of) == number))
        .collect();
    // `table.column`, as some drivers name the columns of a join.
    let last = field.rsplit('.').next().unwrap_or(field);
    let keys = [column_key(&unquoted(field)), column_key(&unquoted(last))];
    let column = sources.iter().find_map(|read| {
        let columns = read.sql()?.columns.as_ref()?;
        let column =
            columns.iter().find(|column| keys.contains(&column_key(&column.name(read.decoded.text()))))?;
        Some(read.decoded.raw_span(column.range.start, column.range.end))
    });
    let star = || {
        sources.iter().find_map(|read| {
            let star = read.sql()?.star.as_ref()?;
            Some(read.decoded.raw_span(star.start, star.end))
        })
    };
    column.or_else(star).or_else(|| find_copying_row(job, number, keys[0], excluded_row))
}

fn find_copying_row(
    job: &Job<'_>,
    number: Option<i64>,
    key: u64,
    excluded_row: Option<&FieldRow<'_>>,
) -> Option<Span> {
    job.rows
        .iter()
        .filter(|row| number.is_none() || row.type_number() == number)
        .filter(|row| excluded_row.is_none_or(|but| but.value.id() != row.value.id()))
        .filter_map(|row| row.source_field)
        .find(|field| field.string().is_some_and(|name| column_key(&unquoted(&name)) == key))
        .map(NodeRef::span)
}
