//! Highlighting of transforms.

use std::ops::Range;

use crate::language::transform::{Transform, TransformBody};
use crate::lsp::features::types::HighlightKind;

use super::ranges::HighlightRanges;

/// The tokens of a transform except for its script.
pub(super) fn highlight_transform(text: &str, transform: &Transform<'_>) -> HighlightRanges {
    let mut tokens = vec![(transform.kind.range.clone(), HighlightKind::Function)];
    let mut values: HighlightRanges = match &transform.body {
        TransformBody::Static(value) => vec![(value.range.clone(), HighlightKind::String)],
        // `script` highlights the code.
        TransformBody::Script(script) => vec![(script.range.start..text.len(), HighlightKind::Comment)],
        TransformBody::Join { first, separator, second } => vec![
            (first.range.clone(), HighlightKind::Property),
            (separator.range.clone(), HighlightKind::String),
            (second.range.clone(), HighlightKind::Property),
        ],
        TransformBody::Parameters(parameters) => parameters
            .iter()
            .map(|(name, value)| (value.range.clone(), value_kind(name.text, value.text)))
            .collect(),
    };
    let mut end = transform.kind.range.end;
    for (range, _) in &values {
        highlight_parameter_syntax(text, end..range.start, &mut tokens);
        end = range.end;
    }
    highlight_parameter_syntax(text, end..text.len(), &mut tokens);
    if !matches!(transform.body, TransformBody::Script(_)) {
        tokens.append(&mut values);
    }
    tokens
}

fn value_kind(parameter: &str, value: &str) -> HighlightKind {
    if parameter.trim().eq_ignore_ascii_case("field") {
        HighlightKind::Property
    } else if value.trim().parse::<i64>().is_ok() {
        HighlightKind::Number
    } else {
        HighlightKind::String
    }
}

/// Highlights the names and punctuation around the values of a transform: `:field=`, `;separator=`.
fn highlight_parameter_syntax(text: &str, range: Range<usize>, tokens: &mut HighlightRanges) {
    let Some(part) = text.get(range.clone()) else { return };
    let mut word: Option<usize> = None;
    for (at, character) in part.char_indices().map(|(at, character)| (at + range.start, character)) {
        if matches!(character, ':' | ';' | '=') || character.is_whitespace() {
            tokens.extend(word.take().map(|start| (start..at, HighlightKind::Parameter)));
            if !character.is_whitespace() {
                tokens.push((at..at + 1, HighlightKind::Operator));
            }
        } else {
            word.get_or_insert(at);
        }
    }
    tokens.extend(word.map(|start| (start..range.end, HighlightKind::Parameter)));
}
