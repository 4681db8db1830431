//! Looking words up without regard to the case of ASCII letters.

/// Hash of a word, the same however its ASCII letters are capitalised.
///
/// Takes eight letters at a time; the bit that tells capitals from small letters is set in all bytes, so
/// that some other characters are the same, too. It need not withstand anybody: nothing gets slower than
/// comparing all words of one hash.
#[must_use]
pub fn caseless_hash(word: &str) -> u64 {
    const SMALL: u64 = 0x2020_2020_2020_2020;
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    let mix = |hash: u64, letters: u64| {
        let mixed = (hash ^ letters).wrapping_mul(FACTOR);
        mixed ^ mixed >> 32
    };
    let (eights, rest) = word.as_bytes().as_chunks::<8>();
    let hash =
        eights.iter().fold(word.len() as u64, |hash, eight| mix(hash, u64::from_le_bytes(*eight) | SMALL));
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    mix(hash, u64::from_le_bytes(last) | SMALL)
}

/// Words with what belongs to each.
#[derive(Debug)]
pub struct CaselessMap<T> {
    /// By hash.
    entries: Vec<(u64, &'static str, T)>,
}

impl<T> CaselessMap<T> {
    /// A map of words that differ in more than case.
    #[must_use]
    pub fn new(words: impl IntoIterator<Item = (&'static str, T)>) -> Self {
        let mut entries: Vec<(u64, &'static str, T)> =
            words.into_iter().map(|(word, value)| (caseless_hash(word), word, value)).collect();
        entries.sort_unstable_by_key(|(hash, ..)| *hash);
        Self { entries }
    }

    /// What belongs to a word.
    #[must_use]
    pub fn get(&self, word: &str) -> Option<&T> {
        let hash = caseless_hash(word);
        let first = self.entries.partition_point(|(other, ..)| *other < hash);
        let same =
            self.entries.get(first..).unwrap_or_default().iter().take_while(|(other, ..)| *other == hash);
        same.into_iter().find(|(_, known, _)| known.eq_ignore_ascii_case(word)).map(|(_, _, value)| value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_any_case() {
        let map = CaselessMap::new([("sAMAccountName", 1), ("sn", 2), ("", 3), ("straße", 4)]);
        for (word, found) in [
            ("samaccountname", Some(1)),
            ("SAMACCOUNTNAME", Some(1)),
            ("SN", Some(2)),
            ("", Some(3)),
            ("STRAßE", Some(4)),
            ("s", None),
            ("sAMAccountNam", None),
            // The same but for the bit that is set.
            ("s\u{4e}\0", None),
        ] {
            assert_eq!(map.get(word).copied(), found, "{word}");
        }
    }
}
