//! Queries: filter criteria and SQL.

use crate::catalog::{Directory, is_class_attribute};
use crate::job::{NodeRef, ParsedQuery, QueryLanguage, QueryText, SideName};
use crate::language::filter::Filter;
use crate::language::sql::{Sql, StatementKind, Table};
use crate::lsp::features::cursor_context::CursorContext;
use crate::lsp::features::describe::catalog::filter_operator_doc;
use crate::lsp::features::describe::schema::schema_member_doc;
use crate::lsp::features::fields::{connected_system, describe_cardinality};
use crate::lsp::features::markdown::{HoverDoc, current_value_note, escape_markdown};
use crate::lsp::features::types::Hover;
use crate::text::{Span, inline_code};

use super::fields::describe_destinations;
use super::response::hover_response;
use super::systems::describe_inventory_table;

const MAX_COLUMNS: usize = 8;
const MAX_TABLES: usize = 4;

/// Hover for the `query` of a `syncQuery` entry.
pub(super) fn query(context: &CursorContext<'_, '_>, value: NodeRef<'_>) -> Option<Hover> {
    if context.contains_secret(value.span()) {
        return None;
    }
    let query = context.job?.query_texts().iter().find(|query| query.value.id() == value.id())?;
    let offset = query.decoded.decoded_range(Span::empty(context.offset)).start;
    match &query.parsed {
        ParsedQuery::Filter(filter) => {
            filter_token(context, query, filter, offset).or_else(|| whole_filter(query, filter))
        }
        ParsedQuery::Sql(sql) => {
            sql_token(context, query, sql, offset).or_else(|| whole_sql_query(query, sql))
        }
        ParsedQuery::Unknown => None,
    }
}

/// The attribute or operator at the cursor.
fn filter_token(
    context: &CursorContext<'_, '_>,
    query: &QueryText<'_>,
    filter: &Filter,
    offset: usize,
) -> Option<Hover> {
    let attribute = filter.conditions().map(|condition| &condition.attribute).find(|r| r.contains(&offset));
    if let Some(range) = attribute
        && let Some(name) = query.decoded.text().get(range.clone())
        && let Some(doc) = query_attribute_doc(context, query, name)
    {
        return hover_response(query.decoded.raw_span(range.start, range.end), doc);
    }
    let mut operators = filter.conditions().filter_map(|condition| condition.operator.as_ref());
    let operator = operators.find(|operator| operator.range.contains(&offset))?;
    let span = query.decoded.raw_span(operator.range.start, operator.range.end);
    hover_response(span, filter_operator_doc(operator.known?))
}

fn whole_filter(query: &QueryText<'_>, filter: &Filter) -> Option<Hover> {
    let condition = filter.describe(query.decoded.text())?;
    let doc =
        HoverDoc::new("Filter criteria").paragraph(format!("Objects whose {}.", escape_markdown(&condition)));
    hover_response(query.value.content_span(), doc)
}

/// Documents an attribute of the directory that a query reads.
fn query_attribute_doc(
    context: &CursorContext<'_, '_>,
    query: &QueryText<'_>,
    name: &str,
) -> Option<HoverDoc> {
    if is_class_attribute(name) {
        return Some(HoverDoc::new(inline_code(name)).title_suffix("object class"));
    }
    let provider = context.job?.side(query.query.side()?).provider()?;
    let directory = Directory::from_provider(provider)?;
    let attribute = directory.attribute(name)?;
    Some(
        HoverDoc::new(inline_code(attribute.name))
            .title_suffix(format!("attribute of {}", directory.name()))
            .paragraph(describe_cardinality(attribute.cardinality))
            .source_page(attribute.doc_page),
    )
}

/// The table or column at the cursor.
fn sql_token(
    context: &CursorContext<'_, '_>,
    query: &QueryText<'_>,
    sql: &Sql,
    offset: usize,
) -> Option<Hover> {
    if let Some(table) = sql.tables.iter().find(|table| table.range.contains(&offset)) {
        let span = query.decoded.raw_span(table.range.start, table.range.end);
        return hover_response(span, table_doc(context, query, table));
    }
    let column = sql.columns.iter().flatten().find(|column| column.range.contains(&offset))?;
    let span = query.decoded.raw_span(column.range.start, column.range.end);
    let name = column.name(query.decoded.text());
    let destinations =
        context.job.and_then(|job| describe_destinations(job, query.query.type_number(), &name));
    let doc = HoverDoc::new("Column").title_suffix(inline_code(&name)).optional_paragraph(destinations);
    hover_response(span, doc)
}

fn whole_sql_query(query: &QueryText<'_>, sql: &Sql) -> Option<Hover> {
    if sql.kind != StatementKind::Read {
        return None;
    }
    let tables: Vec<String> =
        sql.tables.iter().take(MAX_TABLES).map(|table| inline_code(&table.parts.join("."))).collect();
    let from = if tables.is_empty() { String::new() } else { format!(" from {}", tables.join(", ")) };
    let rows = match &sql.row_filter {
        Some(range) => {
            let keyword = query.decoded.text().get(range.clone()).unwrap_or_default();
            format!("Only some rows: `{}` excludes others.", keyword.to_uppercase())
        }
        None => "All rows.".to_owned(),
    };
    let doc = HoverDoc::new("SQL query")
        .paragraph(format!("Returns {}{from}.", describe_columns(query, sql)))
        .paragraph(rows);
    hover_response(query.value.content_span(), doc)
}

fn describe_columns(query: &QueryText<'_>, sql: &Sql) -> String {
    match &sql.columns {
        Some(columns) if !columns.is_empty() => {
            let names = columns.iter().take(MAX_COLUMNS);
            let mut names: Vec<String> =
                names.map(|column| inline_code(&column.name(query.decoded.text()))).collect();
            if let Some(more @ 1..) = columns.len().checked_sub(MAX_COLUMNS) {
                names.push(format!("{more} more"));
            }
            names.join(", ")
        }
        _ if sql.star.is_some() => "all columns".to_owned(),
        _ => "rows".to_owned(),
    }
}

fn table_doc(context: &CursorContext<'_, '_>, query: &QueryText<'_>, table: &Table) -> HoverDoc {
    let side = query.query.side().unwrap_or(SideName::Source);
    let listed =
        context.job.and_then(|job| connected_system(job, context.feature_context, side)?.table(table.name()));
    HoverDoc::new("Table")
        .title_suffix(inline_code(&table.parts.join(".")))
        .optional_paragraph(listed.map(describe_inventory_table))
}

/// `queryType` of an entry of `syncQuery`.
pub(super) fn query_type(context: &CursorContext<'_, '_>, value: NodeRef<'_>) -> Option<Hover> {
    let note = match QueryLanguage::from_query_type(&value.string()?)? {
        QueryLanguage::Sql => "SQL, for a side that is a table",
        QueryLanguage::GroupId => "filter criteria, for a side that is a directory",
    };
    let member = context.schema_member("queryType")?;
    hover_response(value.content_span(), schema_member_doc(&member).paragraph(current_value_note(note)))
}
