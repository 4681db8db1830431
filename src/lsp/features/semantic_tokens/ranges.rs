//! Tokens as ranges of a decoded string.

use std::ops::Range;

use crate::lsp::features::types::HighlightKind;
use crate::text::Placeholders;

/// Tokens of a decoded string, in any order.
pub(crate) type HighlightRanges = Vec<(Range<usize>, HighlightKind)>;

/// Removes placeholders from sorted tokens and adds them as tokens of their own.
pub(super) fn split_placeholders(
    text: &str,
    tokens: HighlightRanges,
    patterns: &Placeholders,
) -> HighlightRanges {
    if !patterns.is_in(text) {
        return tokens;
    }
    let mut placeholders: Vec<Range<usize>> = Vec::new();
    let mut end = 0;
    for (index, _) in text.char_indices() {
        if index >= end
            && let Some(length) = text.get(index..).and_then(|rest| patterns.leading_len(rest))
        {
            end = index + length;
            placeholders.push(index..end);
        }
    }
    let mut split = HighlightRanges::new();
    for (range, kind) in tokens {
        let mut start = range.start;
        let first = placeholders.partition_point(|placeholder| placeholder.end <= range.start);
        for placeholder in placeholders.iter().skip(first).take_while(|other| other.start < range.end) {
            if start < placeholder.start {
                split.push((start..placeholder.start, kind));
            }
            start = placeholder.end.max(start);
        }
        if start < range.end {
            split.push((start..range.end, kind));
        }
    }
    split.extend(placeholders.into_iter().map(|range| (range, HighlightKind::Macro)));
    split
}
