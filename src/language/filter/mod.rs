//! GroupID filter criteria: `objectClass is exactly "user" and (department Contains "HR" or …)`.
//!
//! The operators are documented ("Filter Criteria"), but not the precedence of `and` and `or` or the
//! nesting of conditions. The parser therefore returns a flat list without precedence. Errors that
//! depend on the undocumented grammar are not [certain](FilterError::certain).

mod condition;
mod parser;
#[cfg(test)]
mod tests;
mod tokens;

use std::ops::Range;

use crate::catalog::{FilterOperator, Operand, is_class_attribute};

pub use parser::parse;

/// A parsed filter. All ranges are byte ranges of the parsed text.
#[derive(Debug, Default)]
pub struct Filter {
    /// Conditions, parentheses and logical operators, in the order of the text.
    pub nodes: Vec<FilterNode>,
    /// Errors in the order of detection.
    pub errors: Vec<FilterError>,
    /// Whether there is a placeholder outside a value. It may be replaced by anything, so that no
    /// errors are reported.
    pub has_placeholder: bool,
}

/// An element of a filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FilterNode {
    /// `(`
    Open(Range<usize>),
    /// `)`
    Close(Range<usize>),
    /// `not` before a condition or a parenthesis.
    Not(Range<usize>),
    /// `and` or `or`.
    LogicalOp(LogicalOp, Range<usize>),
    /// A condition.
    Condition(Condition),
}

/// A logical operator between two conditions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogicalOp {
    /// Both operands must be true.
    And,
    /// At least one operand must be true.
    Or,
}

/// A condition: `department Contains "HR"`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// Attribute; empty if it is missing.
    pub attribute: Range<usize>,
    /// Operator, if present.
    pub operator: Option<Operator>,
    /// Value, if present.
    pub value: Option<FilterValue>,
    /// Whether it is negated by an odd number of `not`.
    pub negated: bool,
}

/// An operator in a condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operator {
    /// Position of the operator.
    pub range: Range<usize>,
    /// The operator if it is supported by the product.
    pub known: Option<&'static FilterOperator>,
}

/// The value of a condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilterValue {
    /// Position including the quotes.
    pub range: Range<usize>,
    /// Position of the text between the quotes.
    pub content: Range<usize>,
}

/// A syntax error in a filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilterError {
    /// Position; empty if something is missing.
    pub range: Range<usize>,
    /// Description of the error.
    pub message: String,
    /// Advice.
    pub help: String,
    /// Whether the text is invalid regardless of the undocumented part of the grammar.
    pub certain: bool,
    /// Suggested fix: title, range to replace, and replacement.
    pub fix: Option<(&'static str, Range<usize>, String)>,
}

impl Filter {
    /// Conditions of the filter.
    pub fn conditions(&self) -> impl Iterator<Item = &Condition> {
        self.nodes.iter().filter_map(|node| match node {
            FilterNode::Condition(condition) => Some(condition),
            _ => None,
        })
    }

    /// The first condition on an attribute other than the object class. It restricts the result to
    /// some objects of the class.
    #[must_use]
    pub fn row_filter(&self, text: &str) -> Option<Range<usize>> {
        let condition =
            self.conditions().find(|condition| !is_class_attribute(slice(text, &condition.attribute)))?;
        let end = condition.value.as_ref().map(|value| value.range.end);
        let end = end.or_else(|| condition.operator.as_ref().map(|operator| operator.range.end));
        Some(condition.attribute.start..end.unwrap_or(condition.attribute.end))
    }

    /// Describes the filter as a sentence, if it is valid.
    #[must_use]
    pub fn describe(&self, text: &str) -> Option<String> {
        if !self.errors.is_empty() || self.nodes.is_empty() {
            return None;
        }
        let mut sentence = String::new();
        for node in &self.nodes {
            let after_open = sentence.is_empty() || sentence.ends_with('(');
            if !after_open && !matches!(node, FilterNode::Close(_)) {
                sentence.push(' ');
            }
            match node {
                FilterNode::Open(_) => sentence.push('('),
                FilterNode::Close(_) => sentence.push(')'),
                FilterNode::Not(_) => sentence.push_str("not"),
                FilterNode::LogicalOp(LogicalOp::And, _) => sentence.push_str("and"),
                FilterNode::LogicalOp(LogicalOp::Or, _) => sentence.push_str("or"),
                FilterNode::Condition(condition) => sentence.push_str(&condition.describe(text)?),
            }
        }
        Some(sentence)
    }
}

impl Condition {
    /// Whether the condition requires an exact value.
    #[must_use]
    pub fn is_equality(&self) -> bool {
        let known = self.operator.as_ref().and_then(|operator| operator.known);
        known.is_some_and(|operator| operator.name == "Is Exactly")
    }

    /// Describes the condition as a sentence.
    #[must_use]
    pub fn describe(&self, text: &str) -> Option<String> {
        let operator = self.operator.as_ref()?.known?;
        let mut words = format!("{} {}", slice(text, &self.attribute), operator.phrase);
        if operator.operand != Operand::None {
            let value = slice(text, &self.value.as_ref()?.content);
            match operator.operand {
                Operand::Number => words.extend([" ", value]),
                _ => words.extend([" \u{201c}", value, "\u{201d}"]),
            }
        }
        Some(words)
    }
}

/// The text of a range, or an empty text if the range is invalid.
pub(super) fn slice<'t>(text: &'t str, range: &Range<usize>) -> &'t str {
    text.get(range.clone()).unwrap_or_default()
}
