//! GroupID filter criteria: `objectClass is exactly "user" and (department Contains "HR" or …)`.
//!
//! The operators are documented ("Filter Criteria"); how conditions may be joined and nested is
//! not. So the pieces stand in a list, as they were written, and no precedence is claimed; what is
//! surely wrong is an error, what only looks odd is not [certain](FilterError::certain).

mod condition;
mod parser;
#[cfg(test)]
mod tests;
mod tokens;

use std::ops::Range;

use crate::catalog::{FilterOperator, Operand, is_class_attribute};

pub use parser::parse;

/// A filter as far as it was understood. All ranges are bytes of the text that was parsed.
#[derive(Debug, Default)]
pub struct Filter {
    /// The conditions, brackets and joints, in the order of the text.
    pub nodes: Vec<FilterNode>,
    /// The mistakes, in the order in which they were noticed.
    pub errors: Vec<FilterError>,
    /// Whether a placeholder stands outside of a value: anything may be filled in there, so that
    /// nothing is said against the form of the rest.
    pub has_placeholder: bool,
}

/// One piece of a filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FilterNode {
    /// `(`
    Open(Range<usize>),
    /// `)`
    Close(Range<usize>),
    /// `not` before a condition or a bracket.
    Not(Range<usize>),
    /// `and` or `or`.
    LogicalOp(LogicalOp, Range<usize>),
    /// A condition.
    Condition(Condition),
}

/// What joins two conditions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogicalOp {
    /// Both must hold.
    And,
    /// One must hold.
    Or,
}

/// `department Contains "HR"`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// The attribute; empty where it is missing.
    pub attribute: Range<usize>,
    /// The operator, where one was written.
    pub operator: Option<Operator>,
    /// The value, where one was written.
    pub value: Option<FilterValue>,
    /// Whether it stands under an odd number of `not`.
    pub negated: bool,
}

/// An operator as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operator {
    /// Where it stands.
    pub range: Range<usize>,
    /// The operator it is, where the product has it.
    pub known: Option<&'static FilterOperator>,
}

/// The value of a condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilterValue {
    /// Where it stands, with its quotes.
    pub range: Range<usize>,
    /// What stands between the quotes.
    pub content: Range<usize>,
}

/// A mistake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilterError {
    /// The text at fault; empty where something is missing.
    pub range: Range<usize>,
    /// What is wrong there.
    pub message: String,
    /// What to write.
    pub help: String,
    /// Whether it cannot be right, whatever the undocumented part of the grammar is.
    pub certain: bool,
    /// What would most likely mend it: its title, the text to replace, and the replacement.
    pub fix: Option<(&'static str, Range<usize>, String)>,
}

impl Filter {
    /// The conditions.
    pub fn conditions(&self) -> impl Iterator<Item = &Condition> {
        self.nodes.iter().filter_map(|piece| match piece {
            FilterNode::Condition(condition) => Some(condition),
            _ => None,
        })
    }

    /// The first condition on anything but the class of the object: what it excludes is left out of
    /// the result.
    #[must_use]
    pub fn row_filter(&self, text: &str) -> Option<Range<usize>> {
        let condition =
            self.conditions().find(|condition| !is_class_attribute(slice(text, &condition.attribute)))?;
        let end = condition.value.as_ref().map(|value| value.range.end);
        let end = end.or_else(|| condition.operator.as_ref().map(|operator| operator.range.end));
        Some(condition.attribute.start..end.unwrap_or(condition.attribute.end))
    }

    /// The filter as a sentence, where all of it was understood.
    #[must_use]
    pub fn describe(&self, text: &str) -> Option<String> {
        if !self.errors.is_empty() || self.nodes.is_empty() {
            return None;
        }
        let mut words = String::new();
        for piece in &self.nodes {
            let after_open = words.is_empty() || words.ends_with('(');
            if !after_open && !matches!(piece, FilterNode::Close(_)) {
                words.push(' ');
            }
            match piece {
                FilterNode::Open(_) => words.push('('),
                FilterNode::Close(_) => words.push(')'),
                FilterNode::Not(_) => words.push_str("not"),
                FilterNode::LogicalOp(LogicalOp::And, _) => words.push_str("and"),
                FilterNode::LogicalOp(LogicalOp::Or, _) => words.push_str("or"),
                FilterNode::Condition(condition) => words.push_str(&condition.describe(text)?),
            }
        }
        Some(words)
    }
}

impl Condition {
    /// Whether it says that the attribute is exactly its value.
    #[must_use]
    pub fn is_equality(&self) -> bool {
        let known = self.operator.as_ref().and_then(|operator| operator.known);
        known.is_some_and(|operator| operator.name == "Is Exactly")
    }

    /// The condition as a sentence.
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

/// The text of a range; nothing where it does not fit.
pub(super) fn slice<'t>(text: &'t str, range: &Range<usize>) -> &'t str {
    text.get(range.clone()).unwrap_or_default()
}
