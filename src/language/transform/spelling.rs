//! Spelling of the kind and the parameter names of a transform.

use std::ops::Range;

use super::{Transform, TransformBody, known_kind};
use crate::catalog::TransformKind;

/// Differences from the spelling in published jobs, and the corrections: another case of the kind or
/// a parameter, or surrounding spaces.
#[must_use]
pub fn spelling_corrections(text: &str, transform: &Transform<'_>) -> Vec<(Range<usize>, String)> {
    let Some(kind) = known_kind(transform.kind.text) else { return Vec::new() };
    if has_published_spelling(text, kind, &transform.body) {
        return Vec::new();
    }
    let published = match &transform.body {
        TransformBody::Static(value) => vec![(0..value.range.start, format!("{}:value=", kind.name))],
        TransformBody::Script(script) => vec![(0..script.range.start, format!("{}:text=", kind.name))],
        TransformBody::Join { first, separator, second } => vec![
            (0..first.range.start, format!("{}:field=", kind.name)),
            (first.range.end..separator.range.start, ";separator=".to_owned()),
            (separator.range.end..second.range.start, ";field=".to_owned()),
        ],
        // The spelling of their parameters is not public.
        TransformBody::Parameters(_) => {
            let colon = text.find(':').map_or(transform.kind.range.end, |at| at + 1);
            vec![(0..colon, format!("{}:", kind.name))]
        }
    };
    published
        .into_iter()
        .filter(|(range, correction)| text.get(range.clone()).is_some_and(|written| written != correction))
        .collect()
}

/// Whether everything except the values is spelled as in published jobs. Fast path of
/// [`spelling_corrections`].
fn has_published_spelling(text: &str, kind: &TransformKind, body: &TransformBody<'_>) -> bool {
    let is = |range: Range<usize>, rest: &str| {
        text.get(range).and_then(|head| head.strip_prefix(kind.name)) == Some(rest)
    };
    match body {
        TransformBody::Static(value) => is(0..value.range.start, ":value="),
        TransformBody::Script(script) => is(0..script.range.start, ":text="),
        TransformBody::Join { first, separator, second } => {
            is(0..first.range.start, ":field=")
                && text.get(first.range.end..separator.range.start) == Some(";separator=")
                && text.get(separator.range.end..second.range.start) == Some(";field=")
        }
        TransformBody::Parameters(_) => false,
    }
}
