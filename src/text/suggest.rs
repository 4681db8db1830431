//! Words in messages: suggesting the nearest one, listing a few.

/// The candidate that `word` was most likely meant to be, or `None` when nothing is near enough.
///
/// Comparison disregards case. One edit is allowed in short words, two from six letters on, three
/// from twelve on; transposed neighbours count as one edit.
#[must_use]
pub fn closest_match<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let lower = word.to_lowercase();
    let allowed = match lower.chars().count() {
        0..=1 => 0,
        2..=5 => 1,
        6..=11 => 2,
        _ => 3,
    };
    let mut best: Option<(usize, &str)> = None;
    let written = letter_set(&lower);
    for candidate in candidates {
        // Each edit adds or takes at most two of the letters that the words are made of; so does `ies` for `y`.
        let other_letters = (written ^ letter_set(candidate)).count_ones() as usize;
        if candidate.len().abs_diff(lower.len()) > 2 * allowed || other_letters > 2 * allowed.max(2) {
            continue;
        }
        let known = candidate.to_lowercase();
        let distance = strsim::osa_distance(&lower, &known);
        // `queries` for `query` is one mistake, however many letters it takes.
        let is_plural = lower.strip_suffix("ies").is_some_and(|stem| known.strip_suffix('y') == Some(stem));
        let distance = if is_plural { 1 } else { distance };
        if distance <= allowed && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Whether there is nothing but white space in a text.
#[must_use]
#[inline]
pub fn is_blank(text: &str) -> bool {
    match text.as_bytes().first() {
        None => true,
        // Most texts start with a letter.
        Some(b'!'..=b'~') => false,
        Some(_) => text.trim().is_empty(),
    }
}

/// A text without white space around it.
#[must_use]
#[inline]
pub fn trimmed(text: &str) -> &str {
    match text.as_bytes() {
        [b'!'..=b'~', .., b'!'..=b'~'] | [b'!'..=b'~'] => text,
        _ => text.trim(),
    }
}

/// How many letters `written` is away from `known`, where they are so few that it may be that word
/// misspelt: one in a word of up to five letters, two in a longer one, without regard to case.
///
/// Stricter than [`nearest`], for words that may well be right though they are not known. Numbers
/// are not misspelt: `LDAP 2` is not `LDAP 3`.
#[must_use]
pub fn typo_distance(written: &str, known: &str) -> Option<usize> {
    if !may_be_typo((written.len(), letter_set(written)), (known.len(), letter_set(known))) {
        return None;
    }
    let allowed = max_typos(known.len());
    let digits = |word: &str| word.bytes().filter(u8::is_ascii_digit).collect::<Vec<u8>>();
    let slips = strsim::osa_distance(&written.to_ascii_lowercase(), &known.to_ascii_lowercase());
    (slips <= allowed && digits(written) == digits(known)).then_some(slips)
}

/// How many letters may be wrong in a word of this length.
fn max_typos(length: usize) -> usize {
    if length < 6 { 1 } else { 2 }
}

/// Whether [`slips`] may find any, told by the length of both words and their [`letters`].
#[must_use]
pub fn may_be_typo(written: (usize, u32), known: (usize, u32)) -> bool {
    let allowed = max_typos(known.0);
    // Each slip adds or takes at most two of the letters that the words are made of.
    written.0.abs_diff(known.0) <= allowed && (written.1 ^ known.1).count_ones() as usize <= 2 * allowed
}

/// Which letters a word has, as bits, without regard to case.
#[must_use]
pub fn letter_set(word: &str) -> u32 {
    word.bytes()
        .filter(u8::is_ascii_alphabetic)
        .fold(0, |bits, byte| bits | 1 << (byte.to_ascii_lowercase() - b'a'))
}

/// `` `a`, `b` and `c` ``: at most five words are named, the rest counted.
#[must_use]
pub fn quoted_list(words: &[&str], conjunction: &str) -> String {
    const SHOWN: usize = 5;
    let mut items: Vec<String> = words.iter().take(SHOWN).map(|word| format!("`{word}`")).collect();
    if let Some(more @ 1..) = words.len().checked_sub(SHOWN) {
        items.push(format!("{more} more"));
    }
    match items.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [head @ .., last] => format!("{} {conjunction} {last}", head.join(", ")),
    }
}

/// How often, in words: "once", "twice", "3 times".
#[must_use]
pub fn describe_count(count: usize) -> String {
    match count {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        more => format!("{more} times"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_closest_match() {
        let kinds = ["Static", "Resolve", "Join", "Left", "Substring", "Script"];
        assert_eq!(closest_match("Sttaic", kinds), Some("Static"));
        assert_eq!(closest_match("join", kinds), Some("Join"));
        assert_eq!(closest_match("Scrpt", kinds), Some("Script"));
        assert_eq!(closest_match("Concat", kinds), None);
        assert_eq!(closest_match("", kinds), None);
        assert_eq!(closest_match("syncQueries", ["syncQuery", "settings"]), Some("syncQuery"));
    }

    #[test]
    fn typo_distance_limits_letters_and_rejects_digits() {
        assert_eq!(typo_distance("Micrsoft Exell", "Microsoft Excel"), None);
        assert_eq!(typo_distance("Micrsoft Excell", "Microsoft Excel"), Some(2));
        assert_eq!(typo_distance("TABEL", "Table"), Some(1));
        assert_eq!(typo_distance("Tbale", "Table"), Some(1));
        assert_eq!(typo_distance("Tabbel", "Table"), None);
        assert_eq!(typo_distance("Generic LDAP 2.0", "Generic LDAP 3.0"), None);
        assert_eq!(typo_distance("same", "Same"), Some(0));
    }

    #[test]
    fn prefers_the_smallest_distance() {
        assert_eq!(closest_match("isKye", ["isKeys", "isKey"]), Some("isKey"));
    }

    #[test]
    fn formats_quoted_lists() {
        assert_eq!(quoted_list(&["a"], "or"), "`a`");
        assert_eq!(quoted_list(&["a", "b"], "or"), "`a` or `b`");
        assert_eq!(quoted_list(&["a", "b", "c"], "and"), "`a`, `b` and `c`");
        assert_eq!(
            quoted_list(&["a", "b", "c", "d", "e", "f", "g"], "and"),
            "`a`, `b`, `c`, `d`, `e` and 2 more"
        );
    }
}
