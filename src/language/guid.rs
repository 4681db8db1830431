//! GUIDs in a text.

use std::ops::Range;

/// A text that is a GUID or resembles one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuidLike<'t> {
    /// Position in the searched text.
    pub range: Range<usize>,
    /// The text.
    pub text: &'t str,
    /// Whether it is a valid GUID.
    pub is_guid: bool,
}

/// Whether a text is a GUID: 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12, optionally in
/// braces.
#[must_use]
pub(crate) fn is_guid(text: &str) -> bool {
    const LENGTH: usize = 36;
    let text = text.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')).unwrap_or(text);
    text.len() == LENGTH
        && text.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

/// The GUIDs in a text, and the words that resemble one, in order.
pub fn find_guids(text: &str) -> impl Iterator<Item = GuidLike<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = text.get(at..)?;
            let start = at + rest.find(is_word_char)?;
            let length = text[start..].find(|letter| !is_word_char(letter)).unwrap_or(text.len() - start);
            at = start + length;
            let word = &text[start..at];
            let is_guid = is_guid(word);
            if is_guid || resembles_guid(word) {
                return Some(GuidLike { range: start..at, text: word, is_guid });
            }
        }
    })
}

fn is_word_char(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '-'
}

/// Whether a word is nearly a GUID: with a digit too many or too few, a wrong letter, or a missing
/// hyphen.
fn resembles_guid(word: &str) -> bool {
    let hyphens = word.bytes().filter(|byte| *byte == b'-').count();
    let wrong = word.bytes().filter(|byte| *byte != b'-' && !byte.is_ascii_hexdigit()).count();
    let digits = word.len() - hyphens - wrong;
    // Windows security identifiers (S-1-5-21-…) have more hyphens.
    ((3..=5).contains(&hyphens) && (26..=38).contains(&digits) && wrong <= 2) || is_truncated_guid(word)
}

/// Whether a word is the beginning of a GUID with at least two complete groups, as after an
/// incomplete selection.
fn is_truncated_guid(word: &str) -> bool {
    let mut lengths = [8, 4, 4, 4, 12].into_iter().peekable();
    let mut groups = word.split('-').peekable();
    let mut complete = 0;
    while let (Some(group), Some(length)) = (groups.next(), lengths.next()) {
        let is_last = groups.peek().is_none();
        let fits = group.len() == length || (is_last && group.len() < length);
        if !fits || !group.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return false;
        }
        complete += usize::from(group.len() == length);
    }
    groups.next().is_none() && complete >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recognizes_guids() {
        for text in ["1d073798-c90c-44da-aadb-279c986a50c0", "{1D073798-C90C-44DA-AADB-279C986A50C0}"] {
            assert!(is_guid(text), "{text}");
        }
        for text in
            ["", "1d073798", "1d073798-c90c-44da-aadb-279c986a50c", "1d073798-c90c-44da-aadb-279c986a50c0-"]
        {
            assert!(!is_guid(text), "{text}");
        }
    }

    #[test]
    fn finds_guids_in_text() {
        let text = "Zoë-Anne#1d073798-c90c-44da-aadb-279c986a50c0;Bo#{1d073798-c90c-44da-aadb-279c986a50cO}";
        let found: Vec<(&str, bool)> = find_guids(text).map(|found| (found.text, found.is_guid)).collect();
        assert_eq!(
            found,
            [("1d073798-c90c-44da-aadb-279c986a50c0", true), ("1d073798-c90c-44da-aadb-279c986a50cO", false)]
        );
        assert!(find_guids(text).all(|found| &text[found.range.clone()] == found.text));
        assert_eq!(
            find_guids("Jean-Luc Administrator S-1-5-21-1004336348-1177238915-682003330-512").count(),
            0
        );
        assert_eq!(find_guids("").count(), 0);
        for truncated in ["1d073798-c90c", "1d073798-c90c-44da-a", "1d073798-c90c-44da-aadb-"] {
            assert!(
                find_guids(&format!("Operator#{truncated}"))
                    .any(|found| found.text == truncated && !found.is_guid),
                "{truncated}"
            );
        }
        assert_eq!(find_guids("1d073798 Decade-Cafe facade00-1 12345678-1234-x").count(), 0);
    }
}
