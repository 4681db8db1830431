//! Timestamps, without a regular expression.

/// The only pattern in the schemas.
pub(super) const TIMESTAMP: &str = r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{1,7})?(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])?$";

/// Whether a text matches [`TIMESTAMP`].
pub(super) fn is_timestamp(text: &[u8]) -> bool {
    let two = |at: usize, least: u8, most: u8| match text.get(at..at.saturating_add(2)) {
        Some([tens @ b'0'..=b'9', ones @ b'0'..=b'9']) => {
            (least..=most).contains(&((tens - b'0') * 10 + (ones - b'0')))
        }
        _ => false,
    };
    let is = |at: usize, sign: u8| text.get(at) == Some(&sign);
    let date = two(0, 0, 99) && two(2, 0, 99) && is(4, b'-') && two(5, 1, 12) && is(7, b'-') && two(8, 1, 31);
    let time =
        is(10, b'T') && two(11, 0, 23) && is(13, b':') && two(14, 0, 59) && is(16, b':') && two(17, 0, 59);
    if !date || !time {
        return false;
    }
    let mut at = 19;
    if is(at, b'.') {
        let digits = text[at + 1..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        if !(1..=7).contains(&digits) {
            return false;
        }
        at += 1 + digits;
    }
    match text.get(at) {
        None => true,
        Some(b'Z') => text.len() == at + 1,
        Some(b'+' | b'-') => {
            text.len() == at + 6 && two(at + 1, 0, 23) && is(at + 3, b':') && two(at + 4, 0, 59)
        }
        Some(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{TIMESTAMP, is_timestamp};

    proptest! {
        #[test]
        fn agrees_with_the_pattern(
            text in r"[0-9]{4}-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-6][0-9]:[0-6][0-9](\.[0-9]{0,8})?(Z|z|[+-][0-2][0-9]:[0-6][0-9])?.?"
        ) {
            let pattern = regex::Regex::new(TIMESTAMP).unwrap();
            prop_assert_eq!(is_timestamp(text.as_bytes()), pattern.is_match(&text), "{}", text);
        }
    }
}
