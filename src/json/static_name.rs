//! Member names that are compared with the names of every object.

/// A member name, prepared for fast comparison.
///
/// Perf: names are short and usually match, so that comparing two words of eight bytes is faster than
/// a call of `memcmp`.
#[derive(Debug, Clone, Copy)]
pub struct StaticName {
    bytes: &'static [u8],
    ends: Ends,
}

/// The first and the last bytes of a name: with its length, they determine a name of up to sixteen bytes.
type Ends = (u64, u64);

impl StaticName {
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self { bytes: name.as_bytes(), ends: ends(name.as_bytes()) }
    }

    #[must_use]
    #[inline(always)]
    pub fn matches(&self, name: &[u8]) -> bool {
        self.bytes.len() == name.len()
            && ends(name) == self.ends
            && (name.len() <= 16 || is_same_middle(self.bytes, name))
    }
}

/// Whether two names of the same length, of more than sixteen bytes, are equal between their ends.
#[inline(always)]
fn is_same_middle(one: &[u8], other: &[u8]) -> bool {
    const MOST: usize = 32;
    let inside = |name: &[u8]| {
        let first = *name.get(8..)?.first_chunk::<8>()?;
        let last = *name.get(..name.len().checked_sub(8)?)?.last_chunk::<8>()?;
        Some((u64::from_le_bytes(first), u64::from_le_bytes(last)))
    };
    if one.len() <= MOST { inside(one) == inside(other) } else { one == other }
}

#[inline(always)]
const fn ends(name: &[u8]) -> Ends {
    if let (Some(first), Some(last)) = (name.first_chunk::<8>(), name.last_chunk::<8>()) {
        return (u64::from_le_bytes(*first), u64::from_le_bytes(*last));
    }
    if let (Some(first), Some(last)) = (name.first_chunk::<4>(), name.last_chunk::<4>()) {
        return (u32::from_le_bytes(*first) as u64, u32::from_le_bytes(*last) as u64);
    }
    match name {
        [one] => (*one as u64, 0),
        [one, two] => (*one as u64, *two as u64),
        [one, two, three] => (*one as u64, (*two as u64) << 8 | *three as u64),
        _ => (0, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matches_only_equal_names() {
        let names = [
            "",
            "a",
            "b",
            "id",
            "di",
            "key",
            "kye",
            "type",
            "typo",
            "value",
            "valu",
            "isKey",
            "isCreate",
            "isDelete",
            "displayName",
            "displayNane",
            "destinationField",
            "destinationFielD",
            "createObjectContainerStrategy",
            "createObjectCoNtainerStrategy",
            "xreateObjectContainerStrategy",
            "a0123456789ABCDEF",
            "a0123456x89ABCDEF",
            "a01234567x9ABCDEF",
            "0123456789abcdefghijklmnopqrstuv",
            "0123456789abcdeXghijklmnopqrstuv",
            "0123456789abcdefXhijklmnopqrstuv",
            "0123456789abcdefghijklmnopqrstuvw",
            "0123456789abcdefXhijklmnopqrstuvw",
        ];
        for one in names {
            for other in names {
                assert_eq!(StaticName::new(one).matches(other.as_bytes()), one == other, "{one} {other}");
            }
        }
    }
}
