//! The entries of `settings`, indexed by key.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::cmp::Ordering;

use crate::catalog::{SETTINGS, Setting, SettingId, ValueType, closest_setting, setting_id_with_case};
use crate::json::{NodeKind, StaticName};
use crate::text::is_blank;

use super::lookup::{lookup_members, map_items};
use super::{EmbeddedJson, NodeRef};

/// One entry of `settings`.
#[derive(Debug, Clone, Copy)]
pub struct SettingEntry<'d> {
    /// The entry itself.
    pub value: NodeRef<'d>,
    /// The key.
    pub key: Option<NodeRef<'d>>,
    /// The member `value`, which should be a string.
    pub setting_value: Option<NodeRef<'d>>,
    /// The .NET type of the value.
    pub data_type: Option<NodeRef<'d>>,
    /// The object type that the entry applies to: `null`, for all, in every documented job.
    pub object_type: Option<NodeRef<'d>>,
    /// The definition of a known key in any case, or of the key that a misspelt one is taken for.
    pub definition: Option<&'static Setting>,
    /// Whether the key is a misspelt known key.
    pub is_misspelt: bool,
    /// Whether the key is a known key in the documented case.
    pub has_canonical_case: bool,
    /// Index plus one of the next entry with the same known key; 0 for none.
    next_same_key: u32,
}

impl<'d> SettingEntry<'d> {
    fn new(value: NodeRef<'d>) -> Self {
        static NAMES: [StaticName; 6] = [
            StaticName::new("action"),
            StaticName::new("id"),
            StaticName::new("key"),
            StaticName::new("value"),
            StaticName::new("dataType"),
            StaticName::new("objectType"),
        ];
        let [_, _, key, setting_value, data_type, object_type] = lookup_members(value, &NAMES);
        Self {
            value,
            key,
            setting_value,
            data_type,
            object_type,
            definition: None,
            is_misspelt: false,
            has_canonical_case: false,
            next_same_key: 0,
        }
    }

    /// The key as written; empty if absent.
    #[must_use]
    pub fn key_text(&self) -> Cow<'d, str> {
        self.key.and_then(NodeRef::string).unwrap_or_default()
    }

    /// The value, if it is a string.
    #[must_use]
    pub fn value_text(&self) -> Option<Cow<'d, str>> {
        self.setting_value.and_then(NodeRef::string)
    }

    /// Equal if both entries set the same key, in any case, for the same object type.
    fn cmp_target(&self, other: &Self) -> Ordering {
        let number = |entry: &Self| entry.object_type.and_then(NodeRef::integer);
        let (mine, others) = (self.key_text(), other.key_text());
        let lower = |byte: u8| byte.to_ascii_lowercase();
        number(self).cmp(&number(other)).then_with(|| mine.bytes().map(lower).cmp(others.bytes().map(lower)))
    }
}

/// The first and the last entry of a known key, as index plus one; 0 for none.
#[derive(Debug, Clone, Copy, Default)]
struct EntryList {
    first: u32,
    last: u32,
}

/// All entries, indexed by known key.
///
/// Perf: entries of one key form a linked list of indices, which needs no allocation (−4 % instructions
/// per job, docs/performance.md).
#[derive(Debug)]
pub struct Settings<'d> {
    value: Option<NodeRef<'d>>,
    entries: Vec<SettingEntry<'d>>,
    by_setting: [EntryList; SETTINGS.len()],
    duplicates: Vec<Vec<SettingEntry<'d>>>,
    /// The values that contain JSON, in document order; parsed on first use.
    embedded_json: OnceCell<Vec<EmbeddedJson<'d>>>,
}

impl<'d> Settings<'d> {
    pub(super) fn new(array: Option<NodeRef<'d>>) -> Self {
        let mut settings = Self {
            value: array,
            entries: map_items(array, SettingEntry::new),
            by_setting: [EntryList::default(); SETTINGS.len()],
            duplicates: Vec::new(),
            embedded_json: OnceCell::new(),
        };
        settings.build_index();
        settings
    }

    fn build_index(&mut self) {
        let mut unknown = Vec::new();
        let mut has_repeats = false;
        for index in 0..self.entries.len() {
            let Some(key) = self.entries.get(index).and_then(|entry| entry.key?.text()) else { continue };
            match setting_id_with_case(key) {
                Some((is_exact, known)) => has_repeats |= self.insert(index, known, is_exact),
                None => unknown.push(index),
            }
        }
        for index in &unknown {
            self.resolve_misspelt(*index);
        }
        if has_repeats || unknown.len() > 1 {
            self.duplicates = self.find_duplicates(&unknown);
        }
    }

    /// Records the known key of an entry; returns whether an earlier entry has the same key.
    fn insert(&mut self, index: usize, known: SettingId, is_exact: bool) -> bool {
        let (Ok(number), Some(list), Some(entry)) =
            (u32::try_from(index), self.by_setting.get_mut(known.index()), self.entries.get_mut(index))
        else {
            return false;
        };
        entry.definition = known.setting();
        entry.has_canonical_case = is_exact;
        let this = number.saturating_add(1);
        let EntryList { first, last } = *list;
        *list = EntryList { first: if first == 0 { this } else { first }, last: this };
        let before = last.checked_sub(1).and_then(|last| self.entries.get_mut(last as usize));
        before.map(|before| before.next_same_key = this).is_some()
    }

    /// Treats an entry with a misspelt key as the closest known key, unless that key has an entry itself.
    fn resolve_misspelt(&mut self, index: usize) {
        let Some(entry) = self.entries.get(index) else { return };
        let Some(closest) = closest_setting(&entry.key_text()) else { return };
        if self.entries_of(closest).next().is_some() {
            return;
        }
        self.insert(index, closest, false);
        if let Some(entry) = self.entries.get_mut(index) {
            entry.is_misspelt = true;
        }
    }

    /// Groups of entries for the same target, among entries with a repeated known key and those with an
    /// unknown or misspelt key.
    #[cold]
    fn find_duplicates(&self, unknown: &[usize]) -> Vec<Vec<SettingEntry<'d>>> {
        let has_several = |list: &&EntryList| list.first != list.last;
        let known = self.by_setting.iter().filter(has_several).flat_map(|list| self.entries_from(list.first));
        let unknown = unknown.iter().filter_map(|index| self.entries.get(*index));
        let mut candidates: Vec<SettingEntry<'d>> = known.chain(unknown).copied().collect();
        candidates.sort_by(SettingEntry::cmp_target);
        let is_same =
            |left: &SettingEntry<'d>, right: &SettingEntry<'d>| left.cmp_target(right) == Ordering::Equal;
        let groups = candidates.chunk_by(is_same).filter(|group| group.len() > 1);
        let mut groups: Vec<Vec<SettingEntry<'d>>> = groups.map(<[_]>::to_vec).collect();
        groups.sort_by_key(|group| group[0].value.id());
        groups
    }

    /// The array of entries.
    #[must_use]
    pub fn array(&self) -> Option<NodeRef<'d>> {
        self.value.filter(|value| value.kind() == NodeKind::Array)
    }

    /// All entries in document order.
    #[must_use]
    pub fn entries(&self) -> &[SettingEntry<'d>] {
        &self.entries
    }

    /// Whether every key is known or at least readable and literal, so that a key that is not found is
    /// certainly absent.
    #[must_use]
    pub fn all_keys_known(&self) -> bool {
        self.entries.iter().all(|entry| {
            let is_literal = |key: NodeRef<'d>| {
                key.text().is_some_and(|text| !is_blank(text) && !key.placeholders().is_unresolved(text))
            };
            entry.definition.is_some() || entry.key.is_some_and(is_literal)
        })
    }

    /// The entries of a known key, in any case, in document order.
    pub fn entries_of(&self, known: impl Into<Option<SettingId>>) -> impl Iterator<Item = &SettingEntry<'d>> {
        let list = known.into().and_then(|known| self.by_setting.get(known.index()));
        self.entries_from(list.map_or(0, |list| list.first))
    }

    /// The last entry of a known key.
    #[must_use]
    pub fn last(&self, known: impl Into<Option<SettingId>>) -> Option<&SettingEntry<'d>> {
        let list = self.by_setting.get(known.into()?.index())?;
        self.entries.get(list.last.checked_sub(1)? as usize)
    }

    /// Follows the linked list of entries from `next`, an index plus one.
    fn entries_from(&self, mut next: u32) -> impl Iterator<Item = &SettingEntry<'d>> {
        std::iter::from_fn(move || {
            let entry = self.entries.get(next.checked_sub(1)? as usize)?;
            next = entry.next_same_key;
            Some(entry)
        })
    }

    /// Groups of entries that set the same key for the same object type, in document order.
    #[must_use]
    pub fn duplicates(&self) -> &[Vec<SettingEntry<'d>>] {
        &self.duplicates
    }

    /// The JSON in the value of a setting that is known to contain JSON; `None` if the value is blank.
    #[must_use]
    pub fn embedded_json(&self, entry: &SettingEntry<'d>) -> Option<&EmbeddedJson<'d>> {
        let embedded = self.embedded_json.get_or_init(|| {
            let contains_json = |entry: &&SettingEntry<'d>| {
                entry.definition.is_some_and(|known| known.value_type == ValueType::Json)
            };
            let values = self.entries.iter().filter(contains_json).filter_map(|entry| entry.setting_value);
            let not_blank = values.filter(|value| !value.document().content(value.id()).trim().is_empty());
            not_blank.filter_map(EmbeddedJson::new).collect()
        });
        let id = entry.setting_value?.id();
        let index = embedded.binary_search_by_key(&id, |json| json.value().id()).ok()?;
        embedded.get(index)
    }

    /// The value of the last entry of a known key, unless it is blank.
    #[must_use]
    pub fn text(&self, known: impl Into<Option<SettingId>>) -> Option<Cow<'d, str>> {
        self.last(known)?.value_text().filter(|value| !is_blank(value))
    }
}
