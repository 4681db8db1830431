//! Sixteen bytes of a text at a time: where in them certain bytes stand.

use wide::u8x16;

/// Sixteen bytes. What is asked of them is answered with a bit a byte, the lowest for the first.
#[derive(Clone, Copy)]
pub(crate) struct Block(u8x16);

impl Block {
    /// How many bytes a block has.
    pub(crate) const LENGTH: usize = 16;

    /// These bytes.
    #[inline(always)]
    pub(crate) fn new(bytes: &[u8; Self::LENGTH]) -> Self {
        Self(u8x16::new(*bytes))
    }

    /// The block at `at`; `None` where the text is over before its end.
    #[inline(always)]
    pub(crate) fn at(bytes: &[u8], at: usize) -> Option<Self> {
        bytes.get(at..)?.first_chunk().map(Self::new)
    }

    /// The block at `at` in a piece of known length that it lies in: that the compiler sees this is why
    /// nothing is asked. (Of a block that lies outside, every byte is zero.)
    #[inline(always)]
    pub(crate) fn inside<const N: usize>(bytes: &[u8; N], at: usize) -> Self {
        let chunk = bytes.get(at..).and_then(<[u8]>::first_chunk);
        Self(u8x16::new(chunk.copied().unwrap_or_default()))
    }

    /// Which bytes mean something inside of a JSON string: quotes, backslashes, control characters.
    #[inline(always)]
    pub(crate) fn string_specials(self) -> u32 {
        let is = |byte| self.0.cmp_eq(u8x16::splat(byte));
        let control = self.0.min(u8x16::splat(0x1F)).cmp_eq(self.0);
        bits(is(b'"') | is(b'\\') | control)
    }

    /// Which bytes are `byte`.
    #[inline(always)]
    pub(crate) fn equal_to(self, byte: u8) -> u32 {
        bits(self.0.cmp_eq(u8x16::splat(byte)))
    }

    /// Which bytes are another one than `byte`.
    #[inline(always)]
    pub(crate) fn other_than(self, byte: u8) -> u32 {
        self.equal_to(byte) ^ 0xFFFF
    }
}

#[inline(always)]
fn bits(lanes: u8x16) -> u32 {
    lanes.move_mask().cast_unsigned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_found_wherever_they_stand() {
        for place in 0..Block::LENGTH {
            for byte in 0..=u8::MAX {
                let mut bytes = *b"- plain text \xC3\xA9-";
                bytes[place] = byte;
                let block = Block::at(&bytes, 0).unwrap();
                let expected = |is: &dyn Fn(u8) -> bool| {
                    (0..).zip(bytes).filter(|(_, byte)| is(*byte)).fold(0, |bits, (at, _)| bits | 1 << at)
                };
                let special = |byte: u8| byte == b'"' || byte == b'\\' || byte < 0x20;
                assert_eq!(block.string_specials(), expected(&special));
                assert_eq!(block.equal_to(b' '), expected(&|byte| byte == b' '));
                assert_eq!(block.other_than(b' '), expected(&|byte| byte != b' '));
            }
        }
    }

    #[test]
    fn a_block_is_whole_or_none() {
        let bytes = [0; 20];
        assert!(Block::at(&bytes, 4).is_some());
        assert!(Block::at(&bytes, 5).is_none());
        assert!(Block::at(&bytes, 21).is_none());
        assert!(Block::at(&bytes, usize::MAX).is_none());
        assert_eq!(Block::inside(b"                   \"", 4).string_specials(), 1 << 15);
        assert_eq!(Block::inside(b"                   \"", 5).string_specials(), 0xFFFF);
    }
}
