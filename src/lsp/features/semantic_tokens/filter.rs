//! Highlighting of filter criteria.

use crate::language::filter::{Filter, FilterNode};
use crate::lsp::features::types::HighlightKind;

use super::ranges::HighlightRanges;

pub(super) fn highlight_filter(text: &str, filter: &Filter) -> HighlightRanges {
    let mut tokens = HighlightRanges::new();
    for node in &filter.nodes {
        match node {
            FilterNode::Open(_) | FilterNode::Close(_) => {}
            FilterNode::Not(range) | FilterNode::LogicalOp(_, range) => {
                tokens.push((range.clone(), HighlightKind::Keyword));
            }
            FilterNode::Condition(condition) => {
                tokens.push((condition.attribute.clone(), HighlightKind::Property));
                let operator = condition.operator.as_ref();
                tokens.extend(operator.map(|operator| (operator.range.clone(), HighlightKind::Operator)));
                tokens.extend(condition.value.as_ref().map(|value| {
                    let value_text = text.get(value.range.clone()).unwrap_or_default();
                    let is_number = value_text.parse::<i64>().is_ok();
                    (
                        value.range.clone(),
                        if is_number { HighlightKind::Number } else { HighlightKind::String },
                    )
                }));
            }
        }
    }
    tokens
}
