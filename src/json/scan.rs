//! Reading bytes eight at a time, without `unsafe`.

const LOW: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x8080_8080_8080_8080;

#[inline(always)]
fn load(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..)?.first_chunk::<8>().map(|chunk| u64::from_le_bytes(*chunk))
}

/// Sets the high bit of every byte that is a quote, a backslash or a control character. Exact for
/// the first such byte, which is the only one that is asked for.
#[inline(always)]
fn special(word: u64) -> u64 {
    let quote = word ^ (LOW * 0x22);
    let backslash = word ^ (LOW * 0x5c);
    let found = (quote.wrapping_sub(LOW) & !quote)
        | (backslash.wrapping_sub(LOW) & !backslash)
        | (word.wrapping_sub(LOW * 0x20) & !word);
    found & HIGH
}

/// Where the next quote, backslash or control character stands, at or behind `at`; the end if none.
#[inline(always)]
pub(super) fn find_special(bytes: &[u8], mut at: usize) -> usize {
    while let Some(word) = load(bytes, at) {
        let found = special(word);
        if found != 0 {
            return at + (found.trailing_zeros() / 8) as usize;
        }
        at += 8;
    }
    while let Some(&byte) = bytes.get(at) {
        if byte == b'"' || byte == b'\\' || byte < 0x20 {
            break;
        }
        at += 1;
    }
    at
}

/// Skips the white space that JSON knows.
#[inline(always)]
pub(super) fn skip_space(bytes: &[u8], mut at: usize) -> usize {
    loop {
        match bytes.get(at) {
            Some(&byte) if byte > b' ' => return at,
            Some(b'\n') => {
                at += 1;
                // Indentation: eight spaces at a time.
                while let Some(word) = load(bytes, at) {
                    let other = word ^ (LOW * 0x20);
                    if other != 0 {
                        at += (other.trailing_zeros() / 8) as usize;
                        break;
                    }
                    at += 8;
                }
            }
            Some(b' ' | b'\t' | b'\r') => at += 1,
            _ => return at,
        }
    }
}

/// How a number ends.
pub(super) enum Number {
    /// It is one, and ends here.
    Good(usize),
    /// It is none; what was meant as one ends here.
    Bad(usize),
}

/// Reads the number at `at`.
#[inline(always)]
pub(super) fn number(bytes: &[u8], start: usize) -> Number {
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
        return Number::Good(at);
    }
    let mut end = at.max(start + 1);
    while bytes.get(end).is_some_and(|byte| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'+' | b'-') || *byte >= 0x80
    }) {
        end += 1;
    }
    Number::Bad(end)
}

/// Where a bare word that starts at `at` ends: at white space, structure, a quote or a slash.
pub(super) fn word_end(bytes: &[u8], at: usize) -> usize {
    let ends = |byte: &u8| {
        *byte <= b' ' || matches!(byte, b'{' | b'}' | b'[' | b']' | b':' | b',' | b'"' | b'\'' | b';' | b'=')
    };
    let length = bytes.get(at..).and_then(|rest| rest.iter().position(ends));
    length.map_or(bytes.len(), |length| at + length)
}

/// Where text that was written without quotes ends, of which a part up to `at` was read: at
/// structure, a quote, a comment or the end of its line. A URL and a path belong together, and so do
/// the words of a name.
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

/// Where unreadable bytes that start at `at` end: where white space, structure, a quote or a word
/// starts.
pub(super) fn garbage_end(bytes: &[u8], at: usize) -> usize {
    let readable = |byte: &u8| {
        matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'{' | b'}' | b'[' | b']' | b',' | b'"' | b'\'')
            || byte.is_ascii_alphanumeric()
    };
    let length = bytes.get(at + 1..).and_then(|rest| rest.iter().position(readable));
    length.map_or(bytes.len(), |length| at + 1 + length)
}

/// Where the bracket at `at` is closed, skipping strings; `None` if it never is.
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
