//! Search in chunks of sixteen bytes.

use wide::u8x16;

/// Sixteen bytes. Masks have one bit per byte, the lowest for the first byte.
#[derive(Clone, Copy)]
pub(crate) struct Chunk16(u8x16);

impl Chunk16 {
    /// Number of bytes in a chunk.
    pub(crate) const LEN: usize = 16;

    #[inline(always)]
    pub(crate) fn new(bytes: &[u8; Self::LEN]) -> Self {
        Self(u8x16::new(*bytes))
    }

    /// Loads the chunk at `at`; `None` if fewer than sixteen bytes remain.
    #[inline(always)]
    pub(crate) fn load(bytes: &[u8], at: usize) -> Option<Self> {
        bytes.get(at..)?.first_chunk().map(Self::new)
    }

    /// Loads the chunk at `at` of an array. The array length is known at compile time, so that the
    /// bounds check is optimised away. A chunk out of bounds consists of zeros.
    #[inline(always)]
    pub(crate) fn load_from_array<const N: usize>(bytes: &[u8; N], at: usize) -> Self {
        let chunk = bytes.get(at..).and_then(<[u8]>::first_chunk);
        Self(u8x16::new(chunk.copied().unwrap_or_default()))
    }

    /// Mask of the bytes with a meaning inside JSON strings: quotes, backslashes, control characters.
    #[inline(always)]
    pub(crate) fn json_special_mask(self) -> u32 {
        let is = |byte| self.0.cmp_eq(u8x16::splat(byte));
        let control = self.0.min(u8x16::splat(0x1F)).cmp_eq(self.0);
        bitmask(is(b'"') | is(b'\\') | control)
    }

    /// Mask of the bytes equal to `byte`.
    #[inline(always)]
    pub(crate) fn eq_mask(self, byte: u8) -> u32 {
        bitmask(self.0.cmp_eq(u8x16::splat(byte)))
    }

    /// Mask of the bytes not equal to `byte`.
    #[inline(always)]
    pub(crate) fn ne_mask(self, byte: u8) -> u32 {
        self.eq_mask(byte) ^ 0xFFFF
    }
}

#[inline(always)]
fn bitmask(lanes: u8x16) -> u32 {
    lanes.move_mask().cast_unsigned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_bytes_at_every_offset() {
        for index in 0..Chunk16::LEN {
            for byte in 0..=u8::MAX {
                let mut bytes = *b"- plain text \xC3\xA9-";
                bytes[index] = byte;
                let block = Chunk16::load(&bytes, 0).unwrap();
                let expected = |is: &dyn Fn(u8) -> bool| {
                    (0..).zip(bytes).filter(|(_, byte)| is(*byte)).fold(0, |bits, (at, _)| bits | 1 << at)
                };
                let special = |byte: u8| byte == b'"' || byte == b'\\' || byte < 0x20;
                assert_eq!(block.json_special_mask(), expected(&special));
                assert_eq!(block.eq_mask(b' '), expected(&|byte| byte == b' '));
                assert_eq!(block.ne_mask(b' '), expected(&|byte| byte != b' '));
            }
        }
    }

    #[test]
    fn load_requires_a_full_chunk() {
        let bytes = [0; 20];
        assert!(Chunk16::load(&bytes, 4).is_some());
        assert!(Chunk16::load(&bytes, 5).is_none());
        assert!(Chunk16::load(&bytes, 21).is_none());
        assert!(Chunk16::load(&bytes, usize::MAX).is_none());
        assert_eq!(Chunk16::load_from_array(b"                   \"", 4).json_special_mask(), 1 << 15);
        assert_eq!(Chunk16::load_from_array(b"                   \"", 5).json_special_mask(), 0xFFFF);
    }
}
