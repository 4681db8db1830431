//! The `settings` of a job, by key.

use std::borrow::Cow;

use super::Value;
use super::fields::object_view;

object_view! {
    /// One entry of `settings`.
    SettingEntry {
        /// The key.
        key: "key",
        /// The value: always a string.
        setting_value: "value",
        /// The .NET type that the value is read as.
        data_type: "dataType",
        /// Number of the object type it is for: `null`, for all, in every published job.
        object_type: "objectType",
    }
}

impl<'d> SettingEntry<'d> {
    /// The key as it was written; empty where it is absent.
    #[must_use]
    pub fn key_text(&self) -> Cow<'d, str> {
        self.key.and_then(Value::string).unwrap_or_default()
    }

    /// Whether both entries set the same thing.
    fn is_for_the_same(&self, other: &Self) -> bool {
        let number = |entry: &Self| entry.object_type.and_then(Value::integer);
        self.key_text().eq_ignore_ascii_case(&other.key_text()) && number(self) == number(other)
    }

    /// The value as it was written, where it is a string.
    #[must_use]
    pub fn value_text(&self) -> Option<Cow<'d, str>> {
        self.setting_value.and_then(Value::string)
    }
}

/// All entries, with an index by key without regard to case.
#[derive(Debug, Default)]
pub struct Settings<'d> {
    entries: Vec<SettingEntry<'d>>,
    /// Hash of the lower-cased key and the entry's place, sorted.
    by_key: Vec<(u64, u32)>,
}

impl<'d> Settings<'d> {
    pub(super) fn new(array: Option<Value<'d>>) -> Self {
        let entries: Vec<SettingEntry<'d>> =
            array.into_iter().flat_map(Value::items).map(SettingEntry::new).collect();
        let mut by_key: Vec<(u64, u32)> = (0..)
            .zip(&entries)
            .filter(|(_, entry)| entry.key.is_some_and(|key| key.string().is_some()))
            .map(|(place, entry)| (hash(&entry.key_text()), place))
            .collect();
        by_key.sort_unstable();
        Self { entries, by_key }
    }

    /// All entries in document order.
    #[must_use]
    pub fn entries(&self) -> &[SettingEntry<'d>] {
        &self.entries
    }

    /// The entries of one key in document order, compared without regard to case.
    pub fn all<'s, 'k>(
        &'s self,
        key: &'k str,
    ) -> impl Iterator<Item = &'s SettingEntry<'d>> + use<'s, 'd, 'k> {
        self.of_parts([key, "", ""])
    }

    /// The entries of the key `prefix.name`.
    pub(super) fn of_side<'s, 'k>(
        &'s self,
        prefix: &'static str,
        name: &'k str,
    ) -> impl Iterator<Item = &'s SettingEntry<'d>> + use<'s, 'd, 'k> {
        self.of_parts([prefix, ".", name])
    }

    /// The entries of a key that is put together from parts, which saves building it.
    fn of_parts<'s, 'k>(
        &'s self,
        parts: [&'k str; 3],
    ) -> impl Iterator<Item = &'s SettingEntry<'d>> + use<'s, 'd, 'k> {
        let hash = parts.iter().fold(HASH_START, |hash, part| hash_on(hash, part));
        let first = self.by_key.partition_point(|&(other, _)| other < hash);
        self.by_key[first..]
            .iter()
            .take_while(move |&&(other, _)| other == hash)
            .filter_map(|&(_, place)| self.entries.get(place as usize))
            .filter(move |entry| is_put_together_from(&entry.key_text(), parts))
    }

    /// The entries of every key that stands more than once for the same object type, in document
    /// order.
    #[must_use]
    pub fn repeated(&self) -> Vec<Vec<&SettingEntry<'d>>> {
        let mut groups: Vec<Vec<&SettingEntry<'d>>> = Vec::new();
        for run in self.by_key.chunk_by(|left, right| left.0 == right.0).filter(|run| run.len() > 1) {
            let mut same_hash: Vec<Vec<&SettingEntry<'d>>> = Vec::new();
            for entry in run.iter().filter_map(|&(_, place)| self.entries.get(place as usize)) {
                match same_hash.iter_mut().find(|group| group[0].is_for_the_same(entry)) {
                    Some(group) => group.push(entry),
                    None => same_hash.push(vec![entry]),
                }
            }
            groups.extend(same_hash.into_iter().filter(|group| group.len() > 1));
        }
        groups.sort_by_key(|group| group[0].value.id());
        groups
    }

    /// The value of a key, where it is there and not blank; of several the last.
    #[must_use]
    pub fn text(&self, key: &str) -> Option<Cow<'d, str>> {
        self.all(key).last()?.value_text().filter(|value| !value.trim().is_empty())
    }
}

/// Whether a key is these parts one after the other, without regard to case.
fn is_put_together_from(key: &str, parts: [&str; 3]) -> bool {
    let mut rest = key;
    for part in parts {
        match rest.split_at_checked(part.len()) {
            Some((start, end)) if start.eq_ignore_ascii_case(part) => rest = end,
            _ => return false,
        }
    }
    rest.is_empty()
}

const HASH_START: u64 = 0xcbf2_9ce4_8422_2325;

fn hash(key: &str) -> u64 {
    hash_on(HASH_START, key)
}

/// FNV-1a over the lower-cased bytes: settings keys are short and few.
fn hash_on(hash: u64, key: &str) -> u64 {
    key.bytes()
        .fold(hash, |hash, byte| (hash ^ u64::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0000_01b3))
}
