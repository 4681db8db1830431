//! Where the entries of a key are, by the key's hash.

/// Places of entries by hash; those of one hash in the order in which they were entered.
///
/// A table with open addressing: asking for a key that is not there mostly looks at one slot.
#[derive(Debug, Default)]
pub(super) struct KeyIndex {
    /// Place in `links` of the first entry of a hash, plus one; 0 is free. A power of two of them, at
    /// least twice as many as there are entries.
    slots: Vec<u32>,
    links: Vec<Link>,
}

/// One entry.
#[derive(Debug, Clone, Copy)]
struct Link {
    hash: u64,
    /// The entry that it stands for.
    place: u32,
    /// The next of the same hash, plus one; 0 is none.
    next: u32,
    /// Of the first of a hash: the last one.
    last: u32,
}

impl KeyIndex {
    /// An index for so many entries; it does not grow.
    pub(super) fn for_entries(count: usize) -> Self {
        let slots = count.saturating_mul(2).max(4).next_power_of_two();
        Self { slots: vec![0; slots], links: Vec::with_capacity(count) }
    }

    /// Enters a place. What is too much for the index is left out.
    pub(super) fn enter(&mut self, hash: u64, place: u32) {
        if self.links.len().saturating_mul(2) > self.slots.len() {
            return;
        }
        let Ok(link) = u32::try_from(self.links.len()) else { return };
        self.links.push(Link { hash, place, next: 0, last: link });
        let slot = self.slot(hash);
        match self.slots[slot].checked_sub(1) {
            None => self.slots[slot] = link.saturating_add(1),
            Some(first) => {
                let last = self.links[first as usize].last;
                self.links[last as usize].next = link.saturating_add(1);
                self.links[first as usize].last = link;
            }
        }
    }

    /// The slot of a hash, or the free one where it would be.
    fn slot(&self, hash: u64) -> usize {
        let mask = self.slots.len().saturating_sub(1);
        // The upper half is mixed best.
        let mut slot = (hash >> 32) as usize & mask;
        while let Some(first) = self.slots[slot].checked_sub(1)
            && self.links[first as usize].hash != hash
        {
            slot = (slot + 1) & mask;
        }
        slot
    }

    /// The places of a hash.
    pub(super) fn places(&self, hash: u64) -> impl Iterator<Item = u32> + '_ {
        let mut next = if self.slots.is_empty() { 0 } else { self.slots[self.slot(hash)] };
        std::iter::from_fn(move || {
            let link = self.links[next.checked_sub(1)? as usize];
            next = link.next;
            Some(link.place)
        })
    }

    /// The first place of every hash that has several.
    pub(super) fn repeated(&self) -> impl Iterator<Item = u64> + '_ {
        let firsts = (0_u32..).zip(&self.links);
        firsts.filter(|(index, link)| link.last != *index && link.last > *index).map(|(_, link)| link.hash)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_found_by_hash_in_order() {
        // Hashes of one slot, and the same hash again.
        let hashes = [1 << 32, 1 << 33, (1 << 32) + 1, 1 << 32, 5, 1 << 32];
        let mut index = KeyIndex::for_entries(hashes.len());
        (0_u32..).zip(hashes).for_each(|(place, hash)| index.enter(hash, place));
        let places = |hash| index.places(hash).collect::<Vec<u32>>();
        assert_eq!(places(1 << 32), [0, 3, 5]);
        assert_eq!(places((1 << 32) + 1), [2]);
        assert_eq!(places(1 << 33), [1]);
        assert_eq!(places(5), [4]);
        assert!(places(6).is_empty());
        assert_eq!(index.repeated().collect::<Vec<_>>(), [1 << 32]);
        assert_eq!(KeyIndex::default().places(1).count(), 0);
    }
}
