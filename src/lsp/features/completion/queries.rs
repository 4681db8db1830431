//! Queries: filter criteria and SQL.

use std::ops::Range;

use crate::catalog::{Directory, FILTER_OPERATORS, Operand, Provider, SideSetting, is_class_attribute};
use crate::job::{Job, NodeRef, Query, QueryLanguage, SideName};
use crate::language::filter::{self, FilterNode};
use crate::language::sql;
use crate::lsp::features::CompletionKind;
use crate::lsp::features::cursor_context::CursorContext;
use crate::lsp::features::fields::{connected_system, inventory_table as table_of};
use crate::lsp::features::hover::operator_doc;
use crate::text::{DecodedString, Span};

use super::collector::{CompletionBuilder, CompletionCollector};
use super::insertion::Insertion;
use super::values::is_blank;

/// `query`
pub(super) fn query(
    spot: &CursorContext<'_, '_>,
    query: &Query<'_>,
    value: NodeRef<'_>,
    collector: &mut CompletionCollector<'_>,
) {
    let (Some(job), Some(decoded)) = (spot.job, value.decoded()) else { return };
    let side = query.side().unwrap_or(SideName::Source);
    let by_side =
        query.side().and_then(|side| job.side(side).class()).map(QueryLanguage::from_provider_class);
    let language =
        by_side.or_else(|| QueryLanguage::from_query_type(&query.query_type.and_then(NodeRef::string)?));
    if is_blank(value) {
        return query_templates(job, query, side, language, &decoded, collector);
    }
    let at = decoded.decoded_range(Span::empty(collector.cursor_offset())).start;
    match language {
        Some(QueryLanguage::GroupId) => complete_filter(job, side, &decoded, at, collector),
        Some(QueryLanguage::Sql) => complete_sql(spot, job, side, &decoded, at, collector),
        None => {}
    }
}

/// A whole query.
fn query_templates(
    job: &Job<'_>,
    query: &Query<'_>,
    side: SideName,
    language: Option<QueryLanguage>,
    decoded: &DecodedString<'_>,
    collector: &mut CompletionCollector<'_>,
) {
    let range = 0..decoded.text().len();
    if language != Some(QueryLanguage::GroupId) {
        let insertion = select_query(job, side);
        let proposal =
            CompletionBuilder::new(insertion.plain_text(), CompletionKind::Snippet).detail("SQL").rank(1);
        collector.add_in_string(proposal, decoded, &range, insertion);
    }
    if language != Some(QueryLanguage::Sql) {
        let insertion = filter_criteria(job, side, query.type_number().unwrap_or(1));
        let proposal = CompletionBuilder::new(insertion.plain_text(), CompletionKind::Snippet)
            .detail("filter criteria")
            .rank(1);
        collector.add_in_string(proposal, decoded, &range, insertion);
    }
}

/// Whether names of a provider's tables stand in brackets.
fn uses_brackets(provider: Option<&Provider>) -> bool {
    provider.is_none_or(|provider| !matches!(provider.name, "Oracle" | "ODBC"))
}

/// The name of a table as SQL writes it.
fn sql_table_name(name: &str, provider: Option<&Provider>) -> String {
    let is_sheet = provider.is_some_and(|provider| provider.name == "Microsoft Excel");
    let name = name.trim();
    if name.starts_with(['[', '"', '`']) {
        return name.to_owned();
    }
    if is_sheet {
        return format!("[{}$]", name.trim_end_matches('$'));
    }
    name.split('.').map(|part| sql_column_name(part, provider)).collect::<Vec<_>>().join(".")
}

fn sql_column_name(name: &str, provider: Option<&Provider>) -> String {
    let is_plain = name.chars().all(|c| c.is_alphanumeric() || c == '_')
        && name.starts_with(|c: char| c.is_alphabetic());
    if uses_brackets(provider) {
        format!("[{}]", name.replace(']', "]]"))
    } else if is_plain {
        name.to_owned()
    } else {
        format!("\"{}\"", name.replace('"', "\"\""))
    }
}

/// The query of all that a table holds.
pub(super) fn select_query(job: &Job<'_>, side: SideName) -> Insertion {
    let provider = job.side(side).provider();
    let table = job.side(side).text(SideSetting::TABLE);
    let name = match &table {
        Some(name) => Insertion::text(sql_table_name(name, provider)),
        None if uses_brackets(provider) => Insertion::text("[").append(Insertion::tab_stop("")).append("]"),
        None => Insertion::tab_stop(""),
    };
    Insertion::text("SELECT ").append(Insertion::tab_stop("*")).append(" FROM ").append(name)
}

/// The criteria of all objects of a type.
pub(super) fn filter_criteria(job: &Job<'_>, side: SideName, number: i64) -> Insertion {
    let is_entra = job.side(side).provider().is_some_and(|provider| provider.name == "Microsoft Entra ID");
    let class = match number {
        1 => "user",
        4 => "group",
        _ => "",
    };
    let attribute =
        if is_entra { "odatatype is exactly \"#microsoft.graph." } else { "objectClass is exactly \"" };
    let class = if class.is_empty() { Insertion::tab_stop("") } else { Insertion::text(class) };
    Insertion::text(attribute).append(class).append("\"")
}

/// What may come next in filter criteria.
enum ExpectedToken {
    Attribute,
    Operator { from: usize },
    Value { attribute: String, operand: Operand },
    LogicalOperator,
}

fn complete_filter(
    job: &Job<'_>,
    side: SideName,
    decoded: &DecodedString<'_>,
    at: usize,
    collector: &mut CompletionCollector<'_>,
) {
    let text = decoded.text();
    let Some(before) = text.get(..at) else { return };
    let quotes = before.matches('"').count();
    if quotes % 2 == 1 {
        return complete_quoted_value(decoded, before, at, collector);
    }
    let head = before.trim_end_matches(is_word_char);
    let rest = text.get(at..).unwrap_or_default();
    let end = at + (rest.len() - rest.trim_start_matches(is_word_char).len());
    let word = head.len()..end;
    match expected_token(head) {
        ExpectedToken::Attribute => {
            let directory = job.side(side).provider().and_then(Directory::from_provider);
            let class = if directory == Some(Directory::EntraId) { "odatatype" } else { "objectClass" };
            let proposal =
                CompletionBuilder::new(class, CompletionKind::Field).detail("class of the object").rank(1);
            collector.add_in_string(proposal, decoded, &word, Insertion::text(class));
            for attribute in directory.into_iter().flat_map(Directory::attributes) {
                let proposal = CompletionBuilder::new(attribute.name, CompletionKind::Field);
                collector.add_in_string(proposal, decoded, &word, Insertion::text(attribute.name));
            }
        }
        ExpectedToken::Operator { from } => {
            for (place, known) in FILTER_OPERATORS.iter().enumerate() {
                let value = match known.operand {
                    Operand::None => Insertion::default(),
                    Operand::Number => Insertion::text(" ").append(Insertion::tab_stop("")),
                    Operand::Text | Operand::DistinguishedName => {
                        Insertion::text(" \"").append(Insertion::tab_stop("")).append("\"")
                    }
                };
                // Where a value stands already, it is kept.
                let has_value = text.get(end..).is_some_and(|behind| behind.trim_start().starts_with('"'));
                let value = if has_value { Insertion::default() } else { value };
                let proposal = CompletionBuilder::new(known.name, CompletionKind::Operator)
                    .detail(known.phrase)
                    .documentation(operator_doc(known))
                    .order(place);
                let range = from..end;
                collector.add_in_string_with_filter(
                    proposal,
                    decoded,
                    &range,
                    Insertion::text(known.name).append(value),
                    known.name.to_owned(),
                );
            }
        }
        ExpectedToken::Value { attribute, operand } if operand != Operand::None => {
            for (place, class) in class_values(&attribute).iter().enumerate() {
                let quoted = format!("\"{class}\"");
                let proposal = CompletionBuilder::new(quoted.as_str(), CompletionKind::Value).order(place);
                collector.add_in_string(proposal, decoded, &word, Insertion::text(quoted));
            }
        }
        ExpectedToken::Value { .. } | ExpectedToken::LogicalOperator => {
            for (place, joint) in ["and", "or"].iter().enumerate() {
                let proposal = CompletionBuilder::new(*joint, CompletionKind::Keyword).order(place);
                collector.add_in_string(proposal, decoded, &word, Insertion::text(format!("{joint} ")));
            }
        }
    }
}

fn is_word_char(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '-' | '\'')
}

/// What may stand behind the words of a filter.
fn expected_token(head: &str) -> ExpectedToken {
    let read = filter::parse(head);
    match read.nodes.last() {
        None if head.trim().is_empty() => ExpectedToken::Attribute,
        Some(FilterNode::Open(_) | FilterNode::Not(_) | FilterNode::LogicalOp(..)) => {
            ExpectedToken::Attribute
        }
        None | Some(FilterNode::Close(_)) => ExpectedToken::LogicalOperator,
        Some(FilterNode::Condition(condition)) => {
            let attribute = head.get(condition.attribute.clone()).unwrap_or_default().to_owned();
            match (&condition.operator, &condition.value) {
                (_, Some(value))
                    if head.get(value.range.clone()).is_some_and(|text| text.starts_with('"')) =>
                {
                    ExpectedToken::LogicalOperator
                }
                (Some(operator), None) => match operator.known {
                    Some(known) if known.operand == Operand::None => ExpectedToken::LogicalOperator,
                    Some(known) => ExpectedToken::Value { attribute, operand: known.operand },
                    None => ExpectedToken::Operator { from: operator.range.start },
                },
                (Some(operator), Some(_)) => ExpectedToken::Operator { from: operator.range.start },
                (None, _) => {
                    let behind = head.get(condition.attribute.end..).unwrap_or_default();
                    let blanks = behind.len() - behind.trim_start().len();
                    ExpectedToken::Operator { from: condition.attribute.end + blanks }
                }
            }
        }
    }
}

/// The classes that a class attribute may name.
fn class_values(attribute: &str) -> &'static [&'static str] {
    if attribute.eq_ignore_ascii_case("objectClass") {
        &["user", "group", "contact", "inetOrgPerson"]
    } else if is_class_attribute(attribute) {
        &["#microsoft.graph.user", "#microsoft.graph.group"]
    } else {
        &[]
    }
}

/// Inside of a value's quotes.
fn complete_quoted_value(
    decoded: &DecodedString<'_>,
    before: &str,
    at: usize,
    collector: &mut CompletionCollector<'_>,
) {
    let Some(quote) = before.rfind('"') else { return };
    let ExpectedToken::Value { attribute, .. } = expected_token(&before[..quote]) else { return };
    let rest = decoded.text().get(at..).unwrap_or_default();
    let end = at + rest.find('"').unwrap_or(rest.len());
    for (place, class) in class_values(&attribute).iter().enumerate() {
        let proposal = CompletionBuilder::new(*class, CompletionKind::Value).order(place);
        collector.add_in_string(proposal, decoded, &(quote + 1..end), Insertion::text(*class));
    }
}

fn complete_sql(
    spot: &CursorContext<'_, '_>,
    job: &Job<'_>,
    side: SideName,
    decoded: &DecodedString<'_>,
    at: usize,
    collector: &mut CompletionCollector<'_>,
) {
    let text = decoded.text();
    let Some(before) = text.get(..at) else { return };
    if before.matches('\'').count() % 2 == 1 {
        return;
    }
    let word = sql_word(text, at);
    let head = text.get(..word.start).unwrap_or_default();
    let provider = job.side(side).provider();
    let last = last_clause_keyword(head);
    let Some((keyword, behind)) = last else {
        let proposal = CompletionBuilder::new("SELECT", CompletionKind::Keyword);
        return collector.add_in_string(proposal, decoded, &word, Insertion::text("SELECT "));
    };
    let reads_table = matches!(keyword.as_str(), "FROM" | "JOIN");
    if reads_table && (behind.trim().is_empty() || behind.trim_end().ends_with(',')) {
        let listed =
            connected_system(job, spot.feature_context, side).into_iter().flat_map(|system| &system.tables);
        let named = job.side(side).text(SideSetting::TABLE);
        let mut names: Vec<String> = listed.map(|table| sql_table_name(&table.name, provider)).collect();
        names.extend(named.map(|name| sql_table_name(&name, provider)));
        names.sort();
        names.dedup();
        for name in names {
            collector.add_in_string(
                CompletionBuilder::new(name.as_str(), CompletionKind::Module),
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
        let system = connected_system(job, spot.feature_context, side);
        let of_query = read.tables.iter().filter_map(|table| system?.table(table.name()));
        let mut columns: Vec<&str> = of_query.flat_map(|table| &table.columns).map(String::as_str).collect();
        if columns.is_empty() {
            let table = table_of(job, spot.feature_context, side);
            columns.extend(table.into_iter().flat_map(|table| &table.columns).map(String::as_str));
        }
        for (place, column) in columns.into_iter().enumerate() {
            let name = sql_column_name(column, provider);
            // With or without its brackets.
            let typed = text.get(word.clone()).unwrap_or_default();
            let filter = if typed.starts_with(['[', '"']) { name.clone() } else { column.to_owned() };
            let proposal = CompletionBuilder::new(column, CompletionKind::Field).rank(1).order(place);
            let filter = super::insertion::escape_json_string(&filter);
            collector.add_in_string_with_filter(proposal, decoded, &word, Insertion::text(name), filter);
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
            let proposal = CompletionBuilder::new(*keyword, CompletionKind::Keyword).rank(4).order(place);
            collector.add_in_string(proposal, decoded, &word, Insertion::text(*keyword));
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
fn last_clause_keyword(head: &str) -> Option<(String, &str)> {
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
