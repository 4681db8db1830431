//! Queries: filter criteria and SQL.

use crate::catalog::{Directory, FilterOperator, Operand, is_class_attribute};
use crate::job::{QueryLanguage, QueryText, Reading, SideName, Value};
use crate::language::filter::Filter;
use crate::language::sql::{Sql, StatementKind, Table};
use crate::text::{Span, code};

use super::super::fields::system;
use super::super::markdown::{Card, escaped, sentence};
use super::super::spot::Spot;
use super::fields::{filled_from, values_in_words};
use super::members::described;
use super::{Hover, card};

/// `query`
pub(super) fn query(spot: &Spot<'_, '_>, value: Value<'_>) -> Option<Hover> {
    if spot.hides(value.span()) {
        return None;
    }
    let job = spot.job?;
    let read = job.query_texts().iter().find(|read| read.value.id() == value.id())?;
    let at = read.decoded.decoded_range(Span::empty(spot.offset)).start;
    match &read.reading {
        Reading::Filter(filter) => of_filter(spot, read, filter, at),
        Reading::Sql(sql) => of_sql(spot, read, sql, at),
        Reading::Unknown => None,
    }
}

fn of_filter(spot: &Spot<'_, '_>, read: &QueryText<'_>, filter: &Filter, at: usize) -> Option<Hover> {
    let text = read.decoded.text();
    let named = filter.conditions().find(|condition| condition.attribute.contains(&at));
    if let Some(range) = named.map(|condition| condition.attribute.clone())
        && let Some(known) = text.get(range.clone()).and_then(|name| attribute(spot, read, name))
    {
        return card(read.decoded.raw_span(range.start, range.end), known);
    }
    let operators = filter.conditions().filter_map(|condition| condition.operator.as_ref());
    let operator =
        operators.into_iter().find(|operator| operator.range.start <= at && at < operator.range.end);
    if let Some((operator, known)) = operator.and_then(|operator| Some((operator, operator.known?))) {
        let span = read.decoded.raw_span(operator.range.start, operator.range.end);
        return card(span, operator_card(known));
    }
    let said = filter.in_words(text)?;
    let text = Card::new("Filter criteria").say(format!("Objects of which {}.", escaped(&said)));
    card(read.value.content_span(), text)
}

/// An attribute of the directory that is read.
fn attribute(spot: &Spot<'_, '_>, read: &QueryText<'_>, name: &str) -> Option<Card> {
    if is_class_attribute(name) {
        return Some(Card::new(code(name)).beside("class of the object"));
    }
    let directory = Directory::of(spot.job?.side(read.query.side()?).provider()?)?;
    let known = directory.attribute(name)?;
    let title = Card::new(code(known.name)).beside(format!("attribute of {}", directory.name()));
    Some(title.say(values_in_words(known.values)).source(known.source))
}

/// An operator of filter criteria.
pub(in super::super) fn operator_card(known: &FilterOperator) -> Card {
    let operand = match known.operand {
        Operand::None => "It takes no value.",
        Operand::Text => "Its value is a text in quotes.",
        Operand::Number => "Its value is a decimal number: the sum of some flags.",
        Operand::Name => "Its value is a distinguished name.",
    };
    Card::new(format!("`{}`", known.name))
        .say(sentence(&format!("the attribute {} …", known.meaning)))
        .say(operand)
        .source("Filter Criteria")
}

fn of_sql(spot: &Spot<'_, '_>, read: &QueryText<'_>, sql: &Sql, at: usize) -> Option<Hover> {
    let named = sql.tables.iter().find(|table| table.range.start <= at && at < table.range.end);
    if let Some(table) = named {
        let span = read.decoded.raw_span(table.range.start, table.range.end);
        return card(span, table_card(spot, read, table));
    }
    let columns = sql.columns.iter().flatten();
    if let Some(column) = columns.into_iter().find(|column| column.range.contains(&at)) {
        let span = read.decoded.raw_span(column.range.start, column.range.end);
        let name = column.name(read.decoded.text());
        let filled = spot.job.and_then(|job| filled_from(job, read.query.type_number(), &name));
        return card(span, Card::new("Column").beside(code(&name)).say_if(filled));
    }
    if sql.kind != StatementKind::Read {
        return None;
    }
    let what = match (&sql.columns, &sql.star) {
        (Some(columns), _) if !columns.is_empty() => {
            const SHOWN: usize = 8;
            let mut names: Vec<String> =
                columns.iter().take(SHOWN).map(|column| code(&column.name(read.decoded.text()))).collect();
            if let Some(more @ 1..) = columns.len().checked_sub(SHOWN) {
                names.push(format!("{more} more"));
            }
            format!("Delivers {}", names.join(", "))
        }
        (_, Some(_)) => "Delivers all columns".to_owned(),
        _ => "Delivers rows".to_owned(),
    };
    let tables: Vec<String> = sql.tables.iter().take(4).map(|table| code(&table.parts.join("."))).collect();
    let from = if tables.is_empty() { String::new() } else { format!(" from {}", tables.join(", ")) };
    let rows = match &sql.partial_by {
        Some(range) => {
            let word = read.decoded.text().get(range.clone()).unwrap_or_default();
            format!("Only some rows: `{}` leaves others out.", word.to_uppercase())
        }
        None => "Every row.".to_owned(),
    };
    card(read.value.content_span(), Card::new("SQL query").say(format!("{what}{from}.")).say(rows))
}

fn table_card(spot: &Spot<'_, '_>, read: &QueryText<'_>, table: &Table) -> Card {
    let text = Card::new("Table").beside(code(&table.parts.join(".")));
    let side = read.query.side().unwrap_or(SideName::Source);
    let listed = spot.job.and_then(|job| system(job, spot.environment, side)?.table(table.name()));
    let Some(listed) = listed else { return text };
    let columns: Vec<&str> = listed.columns.iter().map(String::as_str).collect();
    match columns.is_empty() {
        true => text.say(format!("The inventory lists it as {}.", code(&listed.name))),
        false => text.say(format!(
            "In the inventory, it has the columns {}.",
            crate::text::quoted_list(&columns, "and")
        )),
    }
}

/// `queryType`
pub(super) fn query_type(spot: &Spot<'_, '_>, value: Value<'_>) -> Option<Hover> {
    let language = QueryLanguage::of_type(&value.string()?)?;
    let said = match language {
        QueryLanguage::Sql => "Here: SQL, for a side that is a table.",
        QueryLanguage::GroupId => "Here: filter criteria, for a side that is a directory.",
    };
    card(value.content_span(), described(&spot.member("queryType")?).say(said))
}
