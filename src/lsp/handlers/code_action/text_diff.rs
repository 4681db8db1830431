//! Edits between two versions of a text.

use similar::{DiffTag, TextDiff};

use crate::text::Span;

/// The edits that turn one text into another. They cover the lines that differ, without their common
/// prefix and suffix, so that the editor can keep the position of the cursor.
pub(crate) fn diff_edits(before: &str, after: &str) -> Vec<(Span, String)> {
    let diff = TextDiff::from_lines(before, after);
    let old_starts = line_starts((0..diff.old_len()).map(|line| diff.old_slice(line).map_or(0, str::len)));
    let new_starts = line_starts((0..diff.new_len()).map(|line| diff.new_slice(line).map_or(0, str::len)));
    let mut edits = Vec::new();
    for change in diff.ops().iter().filter(|change| change.tag() != DiffTag::Equal) {
        let (old, new) = (change.old_range(), change.new_range());
        let old_text = &before[old_starts[old.start]..old_starts[old.end]];
        let new_text = &after[new_starts[new.start]..new_starts[new.end]];
        let prefix = common_len(old_text.chars(), new_text.chars());
        let (old_rest, new_rest) = (&old_text[prefix..], &new_text[prefix..]);
        let suffix = common_len(old_rest.chars().rev(), new_rest.chars().rev());
        let span = Span::from_usize(old_starts[old.start] + prefix, old_starts[old.end] - suffix);
        edits.push((span, new_rest[..new_rest.len() - suffix].to_owned()));
    }
    edits
}

/// The offsets of the starts of lines, and the end of the last line.
fn line_starts(lengths: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut starts = vec![0];
    let mut end = 0;
    for length in lengths {
        end += length;
        starts.push(end);
    }
    starts
}

/// The length in bytes of the common prefix of two character sequences.
fn common_len(left: impl Iterator<Item = char>, right: impl Iterator<Item = char>) -> usize {
    let common = left.zip(right).take_while(|(left, right)| left == right);
    common.map(|(left, _)| left.len_utf8()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn apply_edits(before: &str, edits: &[(Span, String)]) -> String {
        let mut text = before.to_owned();
        for (span, new) in edits.iter().rev() {
            text.replace_range(span.range(), new);
        }
        text
    }

    #[test]
    fn edits_only_changed_text() {
        let edits = diff_edits("a\nbcd\ne\n", "a\nbxd\ne\n");
        assert_eq!(edits, [(Span::new(3, 4), "x".to_owned())]);
        assert_eq!(diff_edits("same", "same"), []);
    }

    proptest! {
        #[test]
        fn edits_produce_new_text(before in "[aé\n]{0,30}", after in "[aé\n]{0,30}") {
            prop_assert_eq!(apply_edits(&before, &diff_edits(&before, &after)), after);
        }
    }
}
