//! Queries: filter criteria and SQL.

use std::ops::Range;

use crate::catalog::{Directory, FILTER_OPERATORS, Operand, Provider, SideSetting, is_class_attribute};
use crate::job::{Job, Query, QueryLanguage, SideName, Value};
use crate::language::filter::{self, Piece};
use crate::language::sql;
use crate::lsp::features::CompletionKind;
use crate::lsp::features::fields::{system, table as table_of};
use crate::lsp::features::hover::operator_card;
use crate::lsp::features::spot::Spot;
use crate::text::{DecodedString, Span};

use super::insertion::Insertion;
use super::values::is_blank;
use super::writer::{Proposal, Writer};

/// `query`
pub(super) fn query(spot: &Spot<'_, '_>, query: &Query<'_>, value: Value<'_>, writer: &mut Writer<'_>) {
    let (Some(job), Some(decoded)) = (spot.job, value.decoded()) else { return };
    let side = query.side().unwrap_or(SideName::Source);
    let by_side = query.side().and_then(|side| job.side(side).class()).map(QueryLanguage::of_class);
    let language = by_side.or_else(|| QueryLanguage::of_type(&query.query_type.and_then(Value::string)?));
    if is_blank(value) {
        return whole(job, query, side, language, &decoded, writer);
    }
    let at = decoded.decoded_range(Span::empty(writer.offset())).start;
    match language {
        Some(QueryLanguage::GroupId) => of_filter(job, side, &decoded, at, writer),
        Some(QueryLanguage::Sql) => of_sql(spot, job, side, &decoded, at, writer),
        None => {}
    }
}

/// A whole query.
fn whole(
    job: &Job<'_>,
    query: &Query<'_>,
    side: SideName,
    language: Option<QueryLanguage>,
    decoded: &DecodedString<'_>,
    writer: &mut Writer<'_>,
) {
    let range = 0..decoded.text().len();
    if language != Some(QueryLanguage::GroupId) {
        let insertion = select(job, side);
        let proposal = Proposal::new(insertion.plain(), CompletionKind::Snippet).detail("SQL").rank(1);
        writer.part(proposal, decoded, &range, insertion);
    }
    if language != Some(QueryLanguage::Sql) {
        let insertion = criteria(job, side, query.type_number().unwrap_or(1));
        let proposal =
            Proposal::new(insertion.plain(), CompletionKind::Snippet).detail("filter criteria").rank(1);
        writer.part(proposal, decoded, &range, insertion);
    }
}

/// Whether names of a provider's tables stand in brackets.
fn has_brackets(provider: Option<&Provider>) -> bool {
    provider.is_none_or(|provider| !matches!(provider.name, "Oracle" | "ODBC"))
}

/// The name of a table as SQL writes it.
fn table_name(name: &str, provider: Option<&Provider>) -> String {
    let is_sheet = provider.is_some_and(|provider| provider.name == "Microsoft Excel");
    let name = name.trim();
    if name.starts_with(['[', '"', '`']) {
        return name.to_owned();
    }
    if is_sheet {
        return format!("[{}$]", name.trim_end_matches('$'));
    }
    name.split('.').map(|part| column_name(part, provider)).collect::<Vec<_>>().join(".")
}

fn column_name(name: &str, provider: Option<&Provider>) -> String {
    let is_plain = name.chars().all(|c| c.is_alphanumeric() || c == '_')
        && name.starts_with(|c: char| c.is_alphabetic());
    if has_brackets(provider) {
        format!("[{}]", name.replace(']', "]]"))
    } else if is_plain {
        name.to_owned()
    } else {
        format!("\"{}\"", name.replace('"', "\"\""))
    }
}

/// The query of all that a table holds.
pub(super) fn select(job: &Job<'_>, side: SideName) -> Insertion {
    let provider = job.side(side).provider();
    let table = job.side(side).text(SideSetting::TABLE);
    let name = match &table {
        Some(name) => Insertion::text(table_name(name, provider)),
        None if has_brackets(provider) => Insertion::text("[").then(Insertion::stop("")).then("]"),
        None => Insertion::stop(""),
    };
    Insertion::text("SELECT ").then(Insertion::stop("*")).then(" FROM ").then(name)
}

/// The criteria of all objects of a type.
pub(super) fn criteria(job: &Job<'_>, side: SideName, number: i64) -> Insertion {
    let is_entra = job.side(side).provider().is_some_and(|provider| provider.name == "Microsoft Entra ID");
    let class = match number {
        1 => "user",
        4 => "group",
        _ => "",
    };
    let attribute =
        if is_entra { "odatatype is exactly \"#microsoft.graph." } else { "objectClass is exactly \"" };
    let class = if class.is_empty() { Insertion::stop("") } else { Insertion::text(class) };
    Insertion::text(attribute).then(class).then("\"")
}

/// What may come next in filter criteria.
enum Next {
    Attribute,
    Operator { from: usize },
    Value { attribute: String, operand: Operand },
    Joint,
}

fn of_filter(job: &Job<'_>, side: SideName, decoded: &DecodedString<'_>, at: usize, writer: &mut Writer<'_>) {
    let text = decoded.text();
    let Some(before) = text.get(..at) else { return };
    let quotes = before.matches('"').count();
    if quotes % 2 == 1 {
        return in_value(decoded, before, at, writer);
    }
    let head = before.trim_end_matches(is_of_word);
    let rest = text.get(at..).unwrap_or_default();
    let end = at + (rest.len() - rest.trim_start_matches(is_of_word).len());
    let word = head.len()..end;
    match next_in_filter(head) {
        Next::Attribute => {
            let directory = job.side(side).provider().and_then(Directory::of);
            let class = if directory == Some(Directory::EntraId) { "odatatype" } else { "objectClass" };
            let proposal = Proposal::new(class, CompletionKind::Field).detail("class of the object").rank(1);
            writer.part(proposal, decoded, &word, Insertion::text(class));
            for attribute in directory.into_iter().flat_map(Directory::attributes) {
                let proposal = Proposal::new(attribute.name, CompletionKind::Field);
                writer.part(proposal, decoded, &word, Insertion::text(attribute.name));
            }
        }
        Next::Operator { from } => {
            for (place, known) in FILTER_OPERATORS.iter().enumerate() {
                let value = match known.operand {
                    Operand::None => Insertion::default(),
                    Operand::Number => Insertion::text(" ").then(Insertion::stop("")),
                    Operand::Text | Operand::Name => {
                        Insertion::text(" \"").then(Insertion::stop("")).then("\"")
                    }
                };
                // Where a value stands already, it is kept.
                let has_value = text.get(end..).is_some_and(|behind| behind.trim_start().starts_with('"'));
                let value = if has_value { Insertion::default() } else { value };
                let proposal = Proposal::new(known.name, CompletionKind::Operator)
                    .detail(known.meaning)
                    .explained(operator_card(known))
                    .order(place);
                let range = from..end;
                writer.part_found_by(
                    proposal,
                    decoded,
                    &range,
                    Insertion::text(known.name).then(value),
                    known.name.to_owned(),
                );
            }
        }
        Next::Value { attribute, operand } if operand != Operand::None => {
            for (place, class) in classes(&attribute).iter().enumerate() {
                let quoted = format!("\"{class}\"");
                let proposal = Proposal::new(quoted.as_str(), CompletionKind::Value).order(place);
                writer.part(proposal, decoded, &word, Insertion::text(quoted));
            }
        }
        Next::Value { .. } | Next::Joint => {
            for (place, joint) in ["and", "or"].iter().enumerate() {
                let proposal = Proposal::new(*joint, CompletionKind::Keyword).order(place);
                writer.part(proposal, decoded, &word, Insertion::text(format!("{joint} ")));
            }
        }
    }
}

fn is_of_word(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '-' | '\'')
}

/// What may stand behind the words of a filter.
fn next_in_filter(head: &str) -> Next {
    let read = filter::parse(head);
    match read.pieces.last() {
        None if head.trim().is_empty() => Next::Attribute,
        Some(Piece::Open(_) | Piece::Not(_) | Piece::Joint(..)) => Next::Attribute,
        None | Some(Piece::Close(_)) => Next::Joint,
        Some(Piece::Condition(condition)) => {
            let attribute = head.get(condition.attribute.clone()).unwrap_or_default().to_owned();
            match (&condition.operator, &condition.value) {
                (_, Some(value))
                    if head.get(value.range.clone()).is_some_and(|text| text.starts_with('"')) =>
                {
                    Next::Joint
                }
                (Some(operator), None) => match operator.known {
                    Some(known) if known.operand == Operand::None => Next::Joint,
                    Some(known) => Next::Value { attribute, operand: known.operand },
                    None => Next::Operator { from: operator.range.start },
                },
                (Some(operator), Some(_)) => Next::Operator { from: operator.range.start },
                (None, _) => {
                    let behind = head.get(condition.attribute.end..).unwrap_or_default();
                    let blanks = behind.len() - behind.trim_start().len();
                    Next::Operator { from: condition.attribute.end + blanks }
                }
            }
        }
    }
}

/// The classes that a class attribute may name.
fn classes(attribute: &str) -> &'static [&'static str] {
    if attribute.eq_ignore_ascii_case("objectClass") {
        &["user", "group", "contact", "inetOrgPerson"]
    } else if is_class_attribute(attribute) {
        &["#microsoft.graph.user", "#microsoft.graph.group"]
    } else {
        &[]
    }
}

/// Inside of a value's quotes.
fn in_value(decoded: &DecodedString<'_>, before: &str, at: usize, writer: &mut Writer<'_>) {
    let Some(quote) = before.rfind('"') else { return };
    let Next::Value { attribute, .. } = next_in_filter(&before[..quote]) else { return };
    let rest = decoded.text().get(at..).unwrap_or_default();
    let end = at + rest.find('"').unwrap_or(rest.len());
    for (place, class) in classes(&attribute).iter().enumerate() {
        let proposal = Proposal::new(*class, CompletionKind::Value).order(place);
        writer.part(proposal, decoded, &(quote + 1..end), Insertion::text(*class));
    }
}

fn of_sql(
    spot: &Spot<'_, '_>,
    job: &Job<'_>,
    side: SideName,
    decoded: &DecodedString<'_>,
    at: usize,
    writer: &mut Writer<'_>,
) {
    let text = decoded.text();
    let Some(before) = text.get(..at) else { return };
    if before.matches('\'').count() % 2 == 1 {
        return;
    }
    let word = sql_word(text, at);
    let head = text.get(..word.start).unwrap_or_default();
    let provider = job.side(side).provider();
    let last = last_keyword(head);
    let Some((keyword, behind)) = last else {
        let proposal = Proposal::new("SELECT", CompletionKind::Keyword);
        return writer.part(proposal, decoded, &word, Insertion::text("SELECT "));
    };
    let reads_table = matches!(keyword.as_str(), "FROM" | "JOIN");
    if reads_table && (behind.trim().is_empty() || behind.trim_end().ends_with(',')) {
        let listed = system(job, spot.environment, side).into_iter().flat_map(|system| &system.tables);
        let named = job.side(side).text(SideSetting::TABLE);
        let mut names: Vec<String> = listed.map(|table| table_name(&table.name, provider)).collect();
        names.extend(named.map(|name| table_name(&name, provider)));
        names.sort();
        names.dedup();
        for name in names {
            writer.part(
                Proposal::new(name.as_str(), CompletionKind::Module),
                decoded,
                &word,
                Insertion::text(name),
            );
        }
        return;
    }
    if !reads_table {
        // What is just typed may not be SQL yet.
        let finished = format!("{head}x{}", text.get(word.end..).unwrap_or_default());
        let read = sql::parse(&finished);
        let system = system(job, spot.environment, side);
        let of_query = read.tables.iter().filter_map(|table| system?.table(table.name()));
        let mut columns: Vec<&str> = of_query.flat_map(|table| &table.columns).map(String::as_str).collect();
        if columns.is_empty() {
            let table = table_of(job, spot.environment, side);
            columns.extend(table.into_iter().flat_map(|table| &table.columns).map(String::as_str));
        }
        for (place, column) in columns.into_iter().enumerate() {
            let name = column_name(column, provider);
            // With or without its brackets.
            let typed = text.get(word.clone()).unwrap_or_default();
            let filter = if typed.starts_with(['[', '"']) { name.clone() } else { column.to_owned() };
            let proposal = Proposal::new(column, CompletionKind::Field).rank(1).order(place);
            let filter = super::insertion::escaped(&filter);
            writer.part_found_by(proposal, decoded, &word, Insertion::text(name), filter);
        }
    }
    let keywords: &[&str] = match keyword.as_str() {
        "SELECT" => &["FROM"],
        "FROM" | "JOIN" => &["WHERE", "ORDER BY", "INNER JOIN", "LEFT JOIN"],
        "WHERE" | "AND" | "OR" => &["AND", "OR", "IS NULL", "IS NOT NULL", "LIKE", "ORDER BY"],
        _ => &[],
    };
    if !behind.trim().is_empty() {
        for (place, keyword) in keywords.iter().enumerate() {
            let proposal = Proposal::new(*keyword, CompletionKind::Keyword).rank(4).order(place);
            writer.part(proposal, decoded, &word, Insertion::text(*keyword));
        }
    }
}

/// The name or word around the cursor, with the bracket or quote that it starts with.
fn sql_word(text: &str, at: usize) -> Range<usize> {
    let (before, rest) = text.split_at(at);
    for (open, close) in [('[', ']'), ('"', '"')] {
        let is_open = match open {
            '[' => before.rfind(open).filter(|start| !before[*start..].contains(close)),
            _ => before.rfind(open).filter(|_| before.matches(open).count() % 2 == 1),
        };
        if let Some(start) = is_open {
            // A name that was never closed ends where it is typed: what follows is something else.
            let end = rest.find([close, open, ',', '\n', '\r']).unwrap_or(rest.len());
            let closed = rest[end..].starts_with(close);
            return start..if closed { at + end + close.len_utf8() } else { at };
        }
    }
    let is_of_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | '#');
    let start = before.trim_end_matches(is_of_name).len();
    let end = rest.len() - rest.trim_start_matches(is_of_name).len();
    start..at + end
}

/// The last keyword that decides what may follow, and the text behind it.
fn last_keyword(head: &str) -> Option<(String, &str)> {
    const KEYWORDS: &[&str] = &["SELECT", "FROM", "JOIN", "WHERE", "AND", "OR", "ON", "BY", "HAVING"];
    let mut found = None;
    let mut at = 0;
    for word in head.split(|c: char| !(c.is_alphanumeric() || c == '_')) {
        let start = at;
        at += word.len();
        if KEYWORDS.iter().any(|known| known.eq_ignore_ascii_case(word)) {
            found = Some((word.to_ascii_uppercase(), start + word.len()));
        }
        at += head.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    }
    found.map(|(keyword, end)| (keyword, head.get(end..).unwrap_or_default()))
}
