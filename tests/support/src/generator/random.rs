//! Reproducible random numbers.

/// A pseudo-random number generator (SplitMix64).
#[derive(Debug, Clone)]
pub struct Random(u64);

impl Random {
    /// Creates the generator for one file.
    pub fn from_seed(seed: u64, index: u64) -> Self {
        let mut random = Self(seed ^ index.wrapping_mul(0xd6e8_feb8_6659_fd93));
        random.next();
        random
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Returns a number in `0..end`.
    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    /// Returns a number in `min..=max`.
    pub fn between(&mut self, min: usize, max: usize) -> usize {
        min + self.below(max.saturating_sub(min) + 1)
    }

    /// Returns a number in `min..=max`, distributed uniformly on a logarithmic scale.
    pub fn log_uniform(&mut self, min: usize, max: usize) -> usize {
        if max <= min {
            return min;
        }
        let fraction = self.below(1_000_000) as f64 / 1_000_000.0;
        let scale = (max as f64 / min.max(1) as f64).powf(fraction);
        ((min.max(1) as f64 * scale) as usize).clamp(min, max)
    }

    /// Returns `true` with a probability in percent.
    pub fn chance(&mut self, percent: f64) -> bool {
        (self.below(100_000) as f64) < percent * 1000.0
    }

    pub fn choose<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }

    /// Returns a GUID (version 4).
    pub fn guid(&mut self) -> String {
        let (high, low) = (self.next(), self.next());
        let high = high & 0xffff_ffff_ffff_0fff | 0x4000;
        let low = low & 0x3fff_ffff_ffff_ffff | 0x8000_0000_0000_0000;
        format!(
            "{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
            high >> 32,
            high >> 16 & 0xffff,
            high & 0xffff,
            low >> 48,
            low & 0xffff_ffff_ffff
        )
    }

    /// Returns a timestamp in the format of the server.
    pub fn time(&mut self) -> String {
        let (year, month, day) = (self.between(2019, 2025), self.between(1, 12), self.between(1, 28));
        let (hour, minute, second) = (self.below(24), self.below(60), self.below(60));
        let fraction = self.below(1000);
        format!("{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{fraction:03}Z")
    }
}
