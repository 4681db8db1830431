//! Look-up of words without regard to ASCII case.

/// Hash of a word that ignores ASCII case.
///
/// Processes eight bytes at a time and sets the case bit of every byte, so that a few non-letters
/// collide as well. Not resistant to crafted collisions: in the worst case, a look-up compares with
/// all words of the map.
#[must_use]
pub(crate) fn case_insensitive_hash(word: &str) -> u64 {
    const CASE_BITS: u64 = 0x2020_2020_2020_2020;
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    let mix = |hash: u64, letters: u64| {
        let mixed = (hash ^ letters).wrapping_mul(FACTOR);
        mixed ^ mixed >> 32
    };
    let (eights, rest) = word.as_bytes().as_chunks::<8>();
    let hash = eights
        .iter()
        .fold(word.len() as u64, |hash, eight| mix(hash, u64::from_le_bytes(*eight) | CASE_BITS));
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    mix(hash, u64::from_le_bytes(last) | CASE_BITS)
}

/// A fixed map from words to values, looked up without regard to ASCII case.
#[derive(Debug)]
pub struct AsciiCaseMap<T> {
    /// Open addressing, at most half full, so that a miss rarely compares any word.
    slots: Vec<Option<(u64, &'static str, T)>>,
}

impl<T> AsciiCaseMap<T> {
    /// Builds a map; no two words may differ in case only.
    #[must_use]
    pub fn new(words: impl IntoIterator<Item = (&'static str, T)>) -> Self {
        let words: Vec<(&'static str, T)> = words.into_iter().collect();
        let size = words.len().saturating_mul(2).max(4).next_power_of_two();
        let mut map = Self { slots: std::iter::repeat_with(|| None).take(size).collect() };
        for (word, value) in words {
            let hash = case_insensitive_hash(word);
            let mut slot = map.initial_slot(hash);
            while map.slots[slot].is_some() {
                slot = map.next_slot(slot);
            }
            map.slots[slot] = Some((hash, word, value));
        }
        map
    }

    fn initial_slot(&self, hash: u64) -> usize {
        // The upper half of the hash is mixed best.
        self.next_slot((hash >> 32) as usize)
    }

    fn next_slot(&self, slot: usize) -> usize {
        slot.wrapping_add(1) & self.slots.len().saturating_sub(1)
    }

    /// Value of a word.
    #[must_use]
    pub fn get(&self, word: &str) -> Option<&T> {
        self.get_with_exactness(word).map(|(_, value)| value)
    }

    /// Value of a word, and whether the word has the same case as in the map.
    #[must_use]
    pub(crate) fn get_with_exactness(&self, word: &str) -> Option<(bool, &T)> {
        let hash = case_insensitive_hash(word);
        let mut slot = self.initial_slot(hash);
        while let Some((other, known, value)) = &self.slots[slot] {
            if *other == hash {
                let is_exact = *known == word;
                if is_exact || known.eq_ignore_ascii_case(word) {
                    return Some((is_exact, value));
                }
            }
            slot = self.next_slot(slot);
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_words_in_any_case() {
        let map = AsciiCaseMap::new([("sAMAccountName", 1), ("sn", 2), ("", 3), ("straße", 4)]);
        for (word, found) in [
            ("samaccountname", Some(1)),
            ("SAMACCOUNTNAME", Some(1)),
            ("SN", Some(2)),
            ("sn", Some(2)),
            ("", Some(3)),
            ("STRAßE", Some(4)),
            ("s", None),
            ("sAMAccountNam", None),
            // Equal except for the case bit.
            ("s\u{4e}\0", None),
        ] {
            assert_eq!(map.get(word).copied(), found, "{word}");
            let is_exact = map.get_with_exactness(word).is_some_and(|(is_exact, _)| is_exact);
            assert_eq!(is_exact, ["sn", ""].contains(&word), "{word}");
        }
    }
}
