//! Fast tests for white space.

/// Whether a text is empty or consists of white space.
#[must_use]
#[inline]
pub(crate) fn is_blank(text: &str) -> bool {
    match text.as_bytes().first() {
        None => true,
        // Fast path: most texts start with a printable ASCII character.
        Some(b'!'..=b'~') => false,
        Some(_) => text.trim().is_empty(),
    }
}

/// Same as [`str::trim`], with a fast path for texts that start and end with printable ASCII.
#[must_use]
#[inline]
pub fn trimmed(text: &str) -> &str {
    match text.as_bytes() {
        [b'!'..=b'~', .., b'!'..=b'~'] | [b'!'..=b'~'] => text,
        _ => text.trim(),
    }
}
