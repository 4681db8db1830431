//! Filter criteria.

use std::ops::Range;

use crate::catalog::{Directory, FILTER_OPERATORS, FilterOperator, Operand, is_class_attribute};
use crate::job::{Job, SideName};
use crate::language::filter::{self, Condition, FilterNode};
use crate::lsp::features::describe::catalog::filter_operator_doc;
use crate::lsp::features::string_cursor::StringCursor;
use crate::lsp::features::types::CompletionKind;
use crate::text::Placeholders;

use super::collector::{CompletionBuilder, CompletionCollector};
use super::insertion::Insertion;

/// The token that the grammar expects.
enum ExpectedToken {
    Attribute,
    /// An operator that replaces the text from `start`.
    Operator {
        start: usize,
    },
    Value {
        attribute: String,
        operand: Operand,
    },
    LogicalOperator,
}

pub(super) fn complete_filter(
    job: &Job<'_>,
    side: SideName,
    cursor: &StringCursor<'_>,
    collector: &mut CompletionCollector<'_>,
) {
    let before = cursor.before();
    if before.matches('"').count() % 2 == 1 {
        return add_quoted_values(cursor, collector);
    }
    let head = before.trim_end_matches(is_word_char);
    let after = cursor.after();
    let word_end = cursor.offset + (after.len() - after.trim_start_matches(is_word_char).len());
    let word = head.len()..word_end;
    match expected_token(head, cursor.placeholders) {
        ExpectedToken::Attribute => add_attributes(job, side, cursor, &word, collector),
        ExpectedToken::Operator { start } => add_operators(cursor, &(start..word_end), collector),
        ExpectedToken::Value { attribute, operand } if operand != Operand::None => {
            for (index, class) in class_values(&attribute).iter().enumerate() {
                let quoted = format!("\"{class}\"");
                let builder = CompletionBuilder::new(quoted.as_str(), CompletionKind::Value).order(index);
                collector.add_in_string(builder, &cursor.decoded, &word, Insertion::text(quoted));
            }
        }
        ExpectedToken::Value { .. } | ExpectedToken::LogicalOperator => {
            for (index, operator) in ["and", "or"].iter().enumerate() {
                let builder = CompletionBuilder::new(*operator, CompletionKind::Keyword).order(index);
                let insertion = Insertion::text(format!("{operator} "));
                collector.add_in_string(builder, &cursor.decoded, &word, insertion);
            }
        }
    }
}

fn is_word_char(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '-' | '\'')
}

fn add_attributes(
    job: &Job<'_>,
    side: SideName,
    cursor: &StringCursor<'_>,
    word: &Range<usize>,
    collector: &mut CompletionCollector<'_>,
) {
    let directory = job.side(side).provider().and_then(Directory::from_provider);
    let class = if directory == Some(Directory::EntraId) { "odatatype" } else { "objectClass" };
    let builder = CompletionBuilder::new(class, CompletionKind::Field).detail("object class").rank(1);
    collector.add_in_string(builder, &cursor.decoded, word, Insertion::text(class));
    for attribute in directory.into_iter().flat_map(Directory::attributes) {
        let builder = CompletionBuilder::new(attribute.name, CompletionKind::Field);
        collector.add_in_string(builder, &cursor.decoded, word, Insertion::text(attribute.name));
    }
}

/// The operators, with an empty value unless one follows.
fn add_operators(cursor: &StringCursor<'_>, range: &Range<usize>, collector: &mut CompletionCollector<'_>) {
    let rest = cursor.text().get(range.end..).unwrap_or_default();
    let has_value = rest.trim_start().starts_with('"');
    for (index, operator) in FILTER_OPERATORS.iter().enumerate() {
        let value = if has_value { Insertion::default() } else { operand_snippet(operator) };
        let builder = CompletionBuilder::new(operator.name, CompletionKind::Operator)
            .detail(operator.phrase)
            .documentation(filter_operator_doc(operator))
            .filter(operator.name)
            .order(index);
        let insertion = Insertion::text(operator.name).append(value);
        collector.add_in_string(builder, &cursor.decoded, range, insertion);
    }
}

fn operand_snippet(operator: &FilterOperator) -> Insertion {
    match operator.operand {
        Operand::None => Insertion::default(),
        Operand::Number => Insertion::text(" ").append(Insertion::tab_stop("")),
        Operand::Text | Operand::DistinguishedName => {
            Insertion::text(" \"").append(Insertion::tab_stop("")).append("\"")
        }
    }
}

/// The token that is expected after the start of a filter.
fn expected_token(head: &str, placeholders: &Placeholders) -> ExpectedToken {
    match filter::parse(head, placeholders).nodes.last() {
        None if head.trim().is_empty() => ExpectedToken::Attribute,
        Some(FilterNode::Open(_) | FilterNode::Not(_) | FilterNode::LogicalOp(..)) => {
            ExpectedToken::Attribute
        }
        None | Some(FilterNode::Close(_)) => ExpectedToken::LogicalOperator,
        Some(FilterNode::Condition(condition)) => expected_after(head, condition),
    }
}

/// The token that completes or follows the last condition.
fn expected_after(head: &str, condition: &Condition) -> ExpectedToken {
    let is_quoted = |range: &Range<usize>| head.get(range.clone()).is_some_and(|text| text.starts_with('"'));
    match (&condition.operator, &condition.value) {
        (_, Some(value)) if is_quoted(&value.range) => ExpectedToken::LogicalOperator,
        (Some(operator), None) => match operator.known {
            Some(known) if known.operand == Operand::None => ExpectedToken::LogicalOperator,
            Some(known) => {
                let attribute = head.get(condition.attribute.clone()).unwrap_or_default().to_owned();
                ExpectedToken::Value { attribute, operand: known.operand }
            }
            None => ExpectedToken::Operator { start: operator.range.start },
        },
        (Some(operator), Some(_)) => ExpectedToken::Operator { start: operator.range.start },
        (None, _) => {
            let rest = head.get(condition.attribute.end..).unwrap_or_default();
            let spaces = rest.len() - rest.trim_start().len();
            ExpectedToken::Operator { start: condition.attribute.end + spaces }
        }
    }
}

/// The values of a class attribute.
fn class_values(attribute: &str) -> &'static [&'static str] {
    if attribute.eq_ignore_ascii_case("objectClass") {
        &["user", "group", "contact", "inetOrgPerson"]
    } else if is_class_attribute(attribute) {
        &["#microsoft.graph.user", "#microsoft.graph.group"]
    } else {
        &[]
    }
}

/// Values for a cursor within quotes.
fn add_quoted_values(cursor: &StringCursor<'_>, collector: &mut CompletionCollector<'_>) {
    let Some((head, _)) = cursor.before().rsplit_once('"') else { return };
    let ExpectedToken::Value { attribute, .. } = expected_token(head, cursor.placeholders) else { return };
    let after = cursor.after();
    let range = head.len() + 1..cursor.offset + after.find('"').unwrap_or(after.len());
    for (index, class) in class_values(&attribute).iter().enumerate() {
        let builder = CompletionBuilder::new(*class, CompletionKind::Value).order(index);
        collector.add_in_string(builder, &cursor.decoded, &range, Insertion::text(*class));
    }
}
