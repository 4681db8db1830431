//! Matching of misspelled words with known ones.

/// How many edits (insertions, deletions, substitutions, transpositions of neighbours) are allowed
/// between a word and the candidate that it is matched with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Strictness {
    /// The word is known to be wrong, and the candidate is only suggested.
    Suggest,
    /// The word may be valid although it is unknown.
    Assume,
    /// Same as [`Self::Assume`], for vocabularies that are commonly extended by similar names.
    AssumeInExtensible,
}

impl Strictness {
    /// Maximum number of edits in a word of this length.
    pub(crate) fn max_edits(self, length: usize) -> usize {
        match (self, length) {
            (Self::Suggest, 0..=1) | (Self::AssumeInExtensible, 0..=4) => 0,
            (Self::Suggest, 2..=5) | (Self::Assume, 0..=5) | (Self::AssumeInExtensible, 5..=7) => 1,
            (Self::Suggest, 6..=11) | (Self::Assume | Self::AssumeInExtensible, _) => 2,
            (Self::Suggest, _) => 3,
        }
    }
}

/// Length and set of ASCII letters of a word: a cheap lower bound of the distance between words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WordShape {
    length: usize,
    /// One bit per letter, without regard to case.
    letters: u32,
}

impl WordShape {
    /// Computes the shape of a word.
    #[must_use]
    pub fn new(word: &str) -> Self {
        let letters = word
            .bytes()
            .filter(u8::is_ascii_alphabetic)
            .fold(0, |bits, byte| bits | 1 << (byte.to_ascii_lowercase() - b'a'));
        Self { length: word.len(), letters }
    }

    /// Whether this word may be a misspelling of `known` as by [`typo_distance`].
    #[must_use]
    pub(crate) fn may_be_typo_of(self, known: Self) -> bool {
        self.may_be_within(known, Strictness::Assume.max_edits(known.length))
    }

    /// Whether the distance to `other` may be `edits` or less. Each edit changes the length by at
    /// most one, and the set of letters by at most two.
    pub(crate) fn may_be_within(self, other: Self, edits: usize) -> bool {
        self.length.abs_diff(other.length) <= edits && self.different_letters(other) <= 2 * edits
    }

    fn different_letters(self, other: Self) -> usize {
        (self.letters ^ other.letters).count_ones() as usize
    }
}

/// The candidate that is closest to `word` without regard to case, or `None` if none is similar.
///
/// See [`Strictness::Suggest`] for the number of edits.
#[must_use]
pub(crate) fn closest_match<'c>(
    word: &str,
    candidates: impl IntoIterator<Item = &'c str>,
) -> Option<&'c str> {
    let lower = word.to_lowercase();
    let allowed = Strictness::Suggest.max_edits(lower.chars().count());
    let mut best: Option<(usize, &str)> = None;
    let shape = WordShape::new(&lower);
    for candidate in candidates {
        // Candidates that are too different are skipped without computing the distance. The bounds
        // also admit `ies` for `y` and characters of several bytes.
        let different_letters = shape.different_letters(WordShape::new(candidate));
        if candidate.len().abs_diff(lower.len()) > 2 * allowed || different_letters > 2 * allowed.max(2) {
            continue;
        }
        let candidate_lower = candidate.to_lowercase();
        let distance = strsim::osa_distance(&lower, &candidate_lower);
        // `queries` for `query` counts as one edit.
        let is_plural =
            lower.strip_suffix("ies").is_some_and(|stem| candidate_lower.strip_suffix('y') == Some(stem));
        let distance = if is_plural { 1 } else { distance };
        if distance <= allowed && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Number of edits between `word` and `known` without regard to case, or `None` if `word` is
/// probably not a misspelling of `known`.
///
/// Stricter than [`closest_match`], for words that may be valid although they are unknown. Digits
/// must be equal: `LDAP 2` is not a misspelling of `LDAP 3`.
#[must_use]
pub(crate) fn typo_distance(word: &str, known: &str) -> Option<usize> {
    if !WordShape::new(word).may_be_typo_of(WordShape::new(known)) {
        return None;
    }
    let allowed = Strictness::Assume.max_edits(known.len());
    let distance = strsim::osa_distance(&word.to_ascii_lowercase(), &known.to_ascii_lowercase());
    (distance <= allowed && has_same_digits(word, known)).then_some(distance)
}

/// Whether two words contain the same digits in the same order.
pub(crate) fn has_same_digits(one: &str, other: &str) -> bool {
    let digits = |byte: &u8| byte.is_ascii_digit();
    one.bytes().filter(digits).eq(other.bytes().filter(digits))
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
    fn one_edit_changes_at_most_two_letters_of_a_shape() {
        let shape = WordShape::new;
        assert_eq!(shape("abc"), shape("CBA"));
        assert_eq!(shape("abc").different_letters(shape("abd")), 2);
    }
}
