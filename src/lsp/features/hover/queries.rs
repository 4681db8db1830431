//! Queries: filter criteria and SQL.

use crate::catalog::{Directory, FilterOperator, Operand, is_class_attribute};
use crate::job::{NodeRef, ParsedQuery, QueryLanguage, QueryText, SideName};
use crate::language::filter::Filter;
use crate::language::sql::{Sql, StatementKind, Table};
use crate::text::{Span, inline_code};

use super::super::cursor_context::CursorContext;
use super::super::fields::connected_system;
use super::super::markdown::{HoverDoc, escape_markdown, to_sentence};
use super::fields::{describe_destinations, describe_values};
use super::members::schema_member_doc;
use super::{Hover, hover_result};

/// `query`
pub(super) fn query(spot: &CursorContext<'_, '_>, value: NodeRef<'_>) -> Option<Hover> {
    if spot.contains_secret(value.span()) {
        return None;
    }
    let job = spot.job?;
    let read = job.query_texts().iter().find(|read| read.value.id() == value.id())?;
    let at = read.decoded.decoded_range(Span::empty(spot.offset)).start;
    match &read.parsed {
        ParsedQuery::Filter(filter) => filter_hover(spot, read, filter, at),
        ParsedQuery::Sql(sql) => sql_hover(spot, read, sql, at),
        ParsedQuery::Unknown => None,
    }
}

fn filter_hover(
    spot: &CursorContext<'_, '_>,
    read: &QueryText<'_>,
    filter: &Filter,
    at: usize,
) -> Option<Hover> {
    let text = read.decoded.text();
    let named = filter.conditions().find(|condition| condition.attribute.contains(&at));
    if let Some(range) = named.map(|condition| condition.attribute.clone())
        && let Some(known) = text.get(range.clone()).and_then(|name| query_attribute_doc(spot, read, name))
    {
        return hover_result(read.decoded.raw_span(range.start, range.end), known);
    }
    let operators = filter.conditions().filter_map(|condition| condition.operator.as_ref());
    let operator =
        operators.into_iter().find(|operator| operator.range.start <= at && at < operator.range.end);
    if let Some((operator, known)) = operator.and_then(|operator| Some((operator, operator.known?))) {
        let span = read.decoded.raw_span(operator.range.start, operator.range.end);
        return hover_result(span, operator_doc(known));
    }
    let said = filter.describe(text)?;
    let text =
        HoverDoc::new("Filter criteria").paragraph(format!("Objects of which {}.", escape_markdown(&said)));
    hover_result(read.value.content_span(), text)
}

/// An attribute of the directory that is read.
fn query_attribute_doc(spot: &CursorContext<'_, '_>, read: &QueryText<'_>, name: &str) -> Option<HoverDoc> {
    if is_class_attribute(name) {
        return Some(HoverDoc::new(inline_code(name)).title_suffix("class of the object"));
    }
    let directory = Directory::from_provider(spot.job?.side(read.query.side()?).provider()?)?;
    let known = directory.attribute(name)?;
    let title =
        HoverDoc::new(inline_code(known.name)).title_suffix(format!("attribute of {}", directory.name()));
    Some(title.paragraph(describe_values(known.cardinality)).source_page(known.doc_page))
}

/// An operator of filter criteria.
pub(in super::super) fn operator_doc(known: &FilterOperator) -> HoverDoc {
    let operand = match known.operand {
        Operand::None => "It takes no value.",
        Operand::Text => "Its value is a text in quotes.",
        Operand::Number => "Its value is a decimal number: the sum of some flags.",
        Operand::DistinguishedName => "Its value is a distinguished name.",
    };
    HoverDoc::new(format!("`{}`", known.name))
        .paragraph(to_sentence(&format!("the attribute {} …", known.phrase)))
        .paragraph(operand)
        .source_page("Filter Criteria")
}

fn sql_hover(spot: &CursorContext<'_, '_>, read: &QueryText<'_>, sql: &Sql, at: usize) -> Option<Hover> {
    let named = sql.tables.iter().find(|table| table.range.start <= at && at < table.range.end);
    if let Some(table) = named {
        let span = read.decoded.raw_span(table.range.start, table.range.end);
        return hover_result(span, table_doc(spot, read, table));
    }
    let columns = sql.columns.iter().flatten();
    if let Some(column) = columns.into_iter().find(|column| column.range.contains(&at)) {
        let span = read.decoded.raw_span(column.range.start, column.range.end);
        let name = column.name(read.decoded.text());
        let filled = spot.job.and_then(|job| describe_destinations(job, read.query.type_number(), &name));
        return hover_result(
            span,
            HoverDoc::new("Column").title_suffix(inline_code(&name)).optional_paragraph(filled),
        );
    }
    if sql.kind != StatementKind::Read {
        return None;
    }
    let what = match (&sql.columns, &sql.star) {
        (Some(columns), _) if !columns.is_empty() => {
            const SHOWN: usize = 8;
            let mut names: Vec<String> = columns
                .iter()
                .take(SHOWN)
                .map(|column| inline_code(&column.name(read.decoded.text())))
                .collect();
            if let Some(more @ 1..) = columns.len().checked_sub(SHOWN) {
                names.push(format!("{more} more"));
            }
            format!("Delivers {}", names.join(", "))
        }
        (_, Some(_)) => "Delivers all columns".to_owned(),
        _ => "Delivers rows".to_owned(),
    };
    let tables: Vec<String> =
        sql.tables.iter().take(4).map(|table| inline_code(&table.parts.join("."))).collect();
    let from = if tables.is_empty() { String::new() } else { format!(" from {}", tables.join(", ")) };
    let rows = match &sql.row_filter {
        Some(range) => {
            let word = read.decoded.text().get(range.clone()).unwrap_or_default();
            format!("Only some rows: `{}` leaves others out.", word.to_uppercase())
        }
        None => "Every row.".to_owned(),
    };
    hover_result(
        read.value.content_span(),
        HoverDoc::new("SQL query").paragraph(format!("{what}{from}.")).paragraph(rows),
    )
}

fn table_doc(spot: &CursorContext<'_, '_>, read: &QueryText<'_>, table: &Table) -> HoverDoc {
    let text = HoverDoc::new("Table").title_suffix(inline_code(&table.parts.join(".")));
    let side = read.query.side().unwrap_or(SideName::Source);
    let listed =
        spot.job.and_then(|job| connected_system(job, spot.feature_context, side)?.table(table.name()));
    let Some(listed) = listed else { return text };
    let columns: Vec<&str> = listed.columns.iter().map(String::as_str).collect();
    match columns.is_empty() {
        true => text.paragraph(format!("The inventory lists it as {}.", inline_code(&listed.name))),
        false => text.paragraph(format!(
            "In the inventory, it has the columns {}.",
            crate::text::quoted_list(&columns, "and")
        )),
    }
}

/// `queryType`
pub(super) fn query_type(spot: &CursorContext<'_, '_>, value: NodeRef<'_>) -> Option<Hover> {
    let language = QueryLanguage::from_query_type(&value.string()?)?;
    let said = match language {
        QueryLanguage::Sql => "Here: SQL, for a side that is a table.",
        QueryLanguage::GroupId => "Here: filter criteria, for a side that is a directory.",
    };
    hover_result(value.content_span(), schema_member_doc(&spot.schema_member("queryType")?).paragraph(said))
}
