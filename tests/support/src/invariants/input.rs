//! Structured input derived from arbitrary bytes.

/// The remaining bytes. If there are none, every choice is the first one.
#[derive(Debug, Clone, Copy)]
pub struct Choices<'i>(pub &'i [u8]);

impl<'i> Choices<'i> {
    pub fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        *first
    }

    pub fn number(&mut self) -> usize {
        usize::from(self.byte()) << 8 | usize::from(self.byte())
    }

    pub fn below(&mut self, end: usize) -> usize {
        let number = if end > 256 { self.number() } else { self.byte().into() };
        number % end.max(1)
    }

    pub fn boolean(&mut self) -> bool {
        self.byte() & 1 == 1
    }

    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }

    /// Returns the next bytes as text, at most `max_length` of them.
    pub fn text(&mut self, max_length: usize) -> String {
        let length = self.below(max_length + 1).min(self.0.len());
        let (text, rest) = self.0.split_at(length);
        self.0 = rest;
        String::from_utf8_lossy(text).into_owned()
    }

    /// Returns the remaining bytes as text.
    pub fn rest(self) -> String {
        String::from_utf8_lossy(self.0).into_owned()
    }

    /// Picks an offset on a character boundary.
    pub fn char_boundary(&mut self, text: &str) -> usize {
        let mut at = self.below(text.len() + 1);
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }
}
