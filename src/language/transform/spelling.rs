//! How a transform is spelt beside its values.

use std::ops::Range;

use super::{Transform, TransformBody, known_kind};
use crate::catalog::TransformKind;

/// Where a transform that is understood is not spelt as in published jobs, and how it would be: its
/// kind or a parameter in another case, blanks around them.
#[must_use]
pub fn spelling_corrections(text: &str, transform: &Transform<'_>) -> Vec<(Range<usize>, String)> {
    let Some(kind) = known_kind(transform.kind.text) else { return Vec::new() };
    if has_published_spelling(text, kind, &transform.body) {
        return Vec::new();
    }
    let spelt = match &transform.body {
        TransformBody::Static(value) => vec![(0..value.range.start, format!("{}:value=", kind.name))],
        TransformBody::Script(script) => vec![(0..script.range.start, format!("{}:text=", kind.name))],
        TransformBody::Join { first, separator, second } => vec![
            (0..first.range.start, format!("{}:field=", kind.name)),
            (first.range.end..separator.range.start, ";separator=".to_owned()),
            (separator.range.end..second.range.start, ";field=".to_owned()),
        ],
        // How their parameters are spelt is not public.
        TransformBody::Parameters(_) => {
            let colon = text.find(':').map_or(transform.kind.range.end, |at| at + 1);
            vec![(0..colon, format!("{}:", kind.name))]
        }
    };
    spelt
        .into_iter()
        .filter(|(range, meant)| text.get(range.clone()).is_some_and(|written| written != meant))
        .collect()
}

/// Whether all but the values is spelt as in published jobs: [`slips_of_spelling`] finds the places.
fn has_published_spelling(text: &str, kind: &TransformKind, body: &TransformBody<'_>) -> bool {
    let is = |range: Range<usize>, after_kind: &str| {
        text.get(range).and_then(|head| head.strip_prefix(kind.name)) == Some(after_kind)
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
