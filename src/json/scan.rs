//! Scanning functions that find the ends of tokens.

use crate::text::Chunk16;

/// The offset of the next quote, backslash or control character at or after `at`; the end if there is none.
#[inline(always)]
pub(super) fn find_special(bytes: &[u8], mut at: usize) -> usize {
    while let Some(block) = Chunk16::load(bytes, at) {
        let found = block.json_special_mask();
        if found != 0 {
            return at + found.trailing_zeros() as usize;
        }
        at += Chunk16::LEN;
    }
    while let Some(&byte) = bytes.get(at) {
        if byte == b'"' || byte == b'\\' || byte < 0x20 {
            break;
        }
        at += 1;
    }
    at
}

/// Like [`find_special`], but skips short escapes: the offset at which a string ends or needs the slow
/// path.
pub(super) fn skip_short_escapes(bytes: &[u8], mut at: usize) -> usize {
    // An escape at the end of a chunk extends into the next one.
    let mut passed = 0;
    while let Some(here) = bytes.get(at..).and_then(<[u8]>::first_chunk::<{ Chunk16::LEN + 1 }>) {
        let mut found = Chunk16::load_from_array(here, 0).json_special_mask() & !passed;
        passed = 0;
        while found != 0 {
            let offset = first_match(found);
            if here[offset] != b'\\' || !SHORT_ESCAPES[usize::from(here[offset + 1])] {
                return at + offset;
            }
            let escape = 0b11 << offset;
            found &= !escape;
            passed = escape >> Chunk16::LEN;
        }
        at += Chunk16::LEN;
    }
    at = find_special(bytes, at + passed as usize);
    while is_short_escape(bytes, at) {
        at = find_special(bytes, at + 2);
    }
    at
}

/// The index of the first set bit of a chunk's mask.
#[inline(always)]
pub(super) fn first_match(found: u32) -> usize {
    // The mask is not zero, so that the modulo changes nothing; it spares the bounds check of the
    // byte.
    found.trailing_zeros() as usize % Chunk16::LEN
}

/// The letters of two-byte escapes.
static SHORT_ESCAPES: [bool; 256] = {
    let mut letters = [false; 256];
    let mut rest: &[u8] = b"\"\\/bfnrt";
    while let [letter, others @ ..] = rest {
        letters[*letter as usize] = true;
        rest = others;
    }
    letters
};

/// Whether there is a two-byte escape at `at`.
fn is_short_escape(bytes: &[u8], at: usize) -> bool {
    let escape = bytes.get(at..).and_then(<[u8]>::first_chunk::<2>);
    escape.is_some_and(|escape| escape[0] == b'\\' && SHORT_ESCAPES[usize::from(escape[1])])
}

/// Skips JSON white space.
#[inline(always)]
pub(super) fn skip_whitespace(bytes: &[u8], mut at: usize) -> usize {
    loop {
        match bytes.get(at) {
            Some(&byte) if byte > b' ' => return at,
            Some(b'\n') => at = skip_spaces(bytes, at + 1),
            Some(b' ' | b'\t' | b'\r') => at += 1,
            _ => return at,
        }
    }
}

/// Skips indentation of spaces, as long as full chunks are left.
#[inline(always)]
pub(super) fn skip_spaces(bytes: &[u8], mut at: usize) -> usize {
    while let Some(block) = Chunk16::load(bytes, at) {
        let other = block.ne_mask(b' ');
        if other != 0 {
            return at + other.trailing_zeros() as usize;
        }
        at += Chunk16::LEN;
    }
    at
}

/// The end of a number.
pub(super) enum Number {
    /// A valid number that ends here.
    Valid(usize),
    /// An invalid number that ends here.
    Invalid(usize),
}

/// Scans the number at `at`.
#[inline(always)]
pub(super) fn scan_number(bytes: &[u8], start: usize) -> Number {
    let digits = |mut at: usize| {
        while bytes.get(at).is_some_and(u8::is_ascii_digit) {
            at += 1;
        }
        at
    };
    let first = start + usize::from(bytes.get(start) == Some(&b'-'));
    let mut at = digits(first);
    let mut good = at == first + 1 || (at > first && bytes[first] != b'0');
    if bytes.get(at) == Some(&b'.') {
        let end = digits(at + 1);
        good &= end > at + 1;
        at = end;
    }
    if matches!(bytes.get(at), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(bytes.get(at + 1), Some(b'+' | b'-')));
        let end = digits(at + 1 + sign);
        good &= end > at + 1 + sign;
        at = end;
    }
    let runs_on = bytes.get(at).is_some_and(|byte| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'+' | b'-') || *byte >= 0x80
    });
    if good && !runs_on {
        return Number::Valid(at);
    }
    let mut end = at.max(start + 1);
    while bytes.get(end).is_some_and(|byte| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'+' | b'-') || *byte >= 0x80
    }) {
        end += 1;
    }
    Number::Invalid(end)
}

/// The end of the bare word at `at`: white space, punctuation, a quote or a slash.
pub(super) fn word_end(bytes: &[u8], at: usize) -> usize {
    let ends = |byte: &u8| {
        *byte <= b' ' || matches!(byte, b'{' | b'}' | b'[' | b']' | b':' | b',' | b'"' | b'\'' | b';' | b'=')
    };
    let length = bytes.get(at..).and_then(|rest| rest.iter().position(ends));
    length.map_or(bytes.len(), |length| at + length)
}

/// The end of unquoted text that was read up to `at`: punctuation, a quote, a comment or the end of
/// its line. A URL or a path is one text, and so are the words of a name.
pub(super) fn phrase_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    let mut end = start;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b',' | b'{' | b'}' | b'[' | b']' | b'"' | b';' | b'\n' | b'\r' => break,
            b' ' | b'\t' => {}
            b'#' if at > end => break,
            b'/' if at > end && matches!(bytes.get(at + 1), Some(b'/' | b'*')) => break,
            _ => end = at + 1,
        }
        at += 1;
    }
    end
}

/// The end of unreadable bytes at `at`: white space, punctuation, a quote or a word.
pub(super) fn garbage_end(bytes: &[u8], at: usize) -> usize {
    let readable = |byte: &u8| {
        matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'{' | b'}' | b'[' | b']' | b',' | b'"' | b'\'')
            || byte.is_ascii_alphanumeric()
    };
    let length = bytes.get(at + 1..).and_then(|rest| rest.iter().position(readable));
    length.map_or(bytes.len(), |length| at + 1 + length)
}

/// The offset after the bracket that closes the one at `at`, skipping strings; `None` if it is never closed.
pub(super) fn matching_close(bytes: &[u8], at: usize) -> Option<usize> {
    let mut depth = 0_usize;
    let mut at = at;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'{' | b'[' => depth += 1,
            b'}' | b']' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            b'"' => {
                at = find_special(bytes, at + 1);
                while bytes.get(at).is_some_and(|byte| *byte != b'"') {
                    let step = if bytes[at] == b'\\' { 2 } else { 1 };
                    at = find_special(bytes, at + step);
                }
            }
            _ => {}
        }
        at += 1;
    }
    None
}
