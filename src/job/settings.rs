//! The `settings` of a job, by key.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::cmp::Ordering;

use crate::catalog::{SETTINGS, Setting, SettingId, ValueType, closest_setting, setting_id_with_case};
use crate::json::{NodeKind, StaticName};
use crate::text::is_blank;

use super::lookup::lookup_members;
use super::view::map_items;
use super::{EmbeddedJson, NodeRef, has_placeholder};

/// One entry of `settings`.
#[derive(Debug, Clone, Copy)]
pub struct SettingEntry<'d> {
    /// The whole entry.
    pub value: NodeRef<'d>,
    /// The key.
    pub key: Option<NodeRef<'d>>,
    /// The value: always a string.
    pub setting_value: Option<NodeRef<'d>>,
    /// The .NET type that the value is read as.
    pub data_type: Option<NodeRef<'d>>,
    /// Number of the object type it is for: `null`, for all, in every published job.
    pub object_type: Option<NodeRef<'d>>,
    /// What the key is, where it is a known one in any case, or one that is misspelt and is read as
    /// what was meant.
    pub definition: Option<&'static Setting>,
    /// Whether it is a known one misspelt.
    pub is_misspelt: bool,
    /// Whether the key is a known one, spelt as the product does it.
    pub has_canonical_case: bool,
    /// Place of the next entry of the same known key, plus one; 0 is none.
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

    /// The key as it was written; empty where it is absent.
    #[must_use]
    pub fn key_text(&self) -> Cow<'d, str> {
        self.key.and_then(NodeRef::string).unwrap_or_default()
    }

    /// The value as it was written, where it is a string.
    #[must_use]
    pub fn value_text(&self) -> Option<Cow<'d, str>> {
        self.setting_value.and_then(NodeRef::string)
    }

    /// Equal where both set the same thing: the same key for the same object type.
    fn cmp_target(&self, other: &Self) -> Ordering {
        let number = |entry: &Self| entry.object_type.and_then(NodeRef::integer);
        let (mine, others) = (self.key_text(), other.key_text());
        let lower = |byte: u8| byte.to_ascii_lowercase();
        number(self).cmp(&number(other)).then_with(|| mine.bytes().map(lower).cmp(others.bytes().map(lower)))
    }
}

/// Places of the first and the last entry of a known key, plus one; 0 is none.
type EntryEnds = (u32, u32);

/// All entries, with those of every known key.
#[derive(Debug)]
pub struct Settings<'d> {
    value: Option<NodeRef<'d>>,
    entries: Vec<SettingEntry<'d>>,
    by_setting: [EntryEnds; SETTINGS.len()],
    duplicates: Vec<Vec<SettingEntry<'d>>>,
    /// The JSON in the values that hold some, in document order; read when it is first asked for.
    embedded_json: OnceCell<Vec<EmbeddedJson<'d>>>,
}

impl<'d> Settings<'d> {
    pub(super) fn new(array: Option<NodeRef<'d>>) -> Self {
        let mut settings = Self {
            value: array,
            entries: map_items(array, SettingEntry::new),
            by_setting: [(0, 0); SETTINGS.len()],
            duplicates: Vec::new(),
            embedded_json: OnceCell::new(),
        };
        settings.build_index();
        settings
    }

    fn build_index(&mut self) {
        let mut unknown = Vec::new();
        let mut has_repeats = false;
        for place in 0..self.entries.len() {
            let Some(key) = self.entries.get(place).and_then(|entry| entry.key?.text()) else { continue };
            match setting_id_with_case(key) {
                Some((is_exact, known)) => has_repeats |= self.insert(place, known, is_exact),
                None => unknown.push(place),
            }
        }
        for place in &unknown {
            self.resolve_misspelt(*place);
        }
        if has_repeats || unknown.len() > 1 {
            self.duplicates = self.find_duplicates(&unknown);
        }
    }

    /// Notes the known key of an entry; whether it has others before it.
    fn insert(&mut self, place: usize, known: SettingId, is_exact: bool) -> bool {
        let (Ok(place), Some(ends), Some(entry)) =
            (u32::try_from(place), self.by_setting.get_mut(known.index()), self.entries.get_mut(place))
        else {
            return false;
        };
        entry.definition = known.setting();
        entry.has_canonical_case = is_exact;
        let this = place.saturating_add(1);
        let (first, last) = *ends;
        *ends = (if first == 0 { this } else { first }, this);
        let before = last.checked_sub(1).and_then(|last| self.entries.get_mut(last as usize));
        before.map(|before| before.next_same_key = this).is_some()
    }

    /// Reads an entry whose key is misspelt as the one that was meant, unless that one is there too.
    fn resolve_misspelt(&mut self, place: usize) {
        let Some(entry) = self.entries.get(place) else { return };
        let Some(meant) = closest_setting(&entry.key_text()) else { return };
        if self.entries_of(meant).next().is_some() {
            return;
        }
        self.insert(place, meant, false);
        if let Some(entry) = self.entries.get_mut(place) {
            entry.is_misspelt = true;
        }
    }

    /// Those that set the same thing, among the entries of one known key and those whose key was unknown or
    /// misspelt.
    #[cold]
    fn find_duplicates(&self, unknown: &[usize]) -> Vec<Vec<SettingEntry<'d>>> {
        let several = |(first, last): &&EntryEnds| first != last;
        let known = self.by_setting.iter().filter(several).flat_map(|(first, _)| self.entries_from(*first));
        let unknown = unknown.iter().filter_map(|place| self.entries.get(*place));
        let mut suspects: Vec<SettingEntry<'d>> = known.chain(unknown).copied().collect();
        suspects.sort_by(SettingEntry::cmp_target);
        let same =
            |one: &SettingEntry<'d>, other: &SettingEntry<'d>| one.cmp_target(other) == Ordering::Equal;
        let groups = suspects.chunk_by(same).filter(|group| group.len() > 1);
        let mut groups: Vec<Vec<SettingEntry<'d>>> = groups.map(<[_]>::to_vec).collect();
        groups.sort_by_key(|group| group[0].value.id());
        groups
    }

    /// The array itself, where there is one.
    #[must_use]
    pub fn array(&self) -> Option<NodeRef<'d>> {
        self.value.filter(|value| value.kind() == NodeKind::Array)
    }

    /// All entries in document order.
    #[must_use]
    pub fn entries(&self) -> &[SettingEntry<'d>] {
        &self.entries
    }

    /// Whether every key could be read, so that one that is not found is not there.
    #[must_use]
    pub fn all_keys_known(&self) -> bool {
        self.entries.iter().all(|entry| {
            let key = || entry.key.and_then(NodeRef::text);
            entry.definition.is_some() || key().is_some_and(|key| !is_blank(key) && !has_placeholder(key))
        })
    }

    /// The entries of a known key in document order, however it is capitalised.
    pub fn entries_of(&self, known: impl Into<Option<SettingId>>) -> impl Iterator<Item = &SettingEntry<'d>> {
        let ends = known.into().and_then(|known| self.by_setting.get(known.index()));
        self.entries_from(ends.map_or(0, |(first, _)| *first))
    }

    /// The last entry of a known key.
    #[must_use]
    pub fn last(&self, known: impl Into<Option<SettingId>>) -> Option<&SettingEntry<'d>> {
        let (_, last) = self.by_setting.get(known.into()?.index())?;
        self.entries.get(last.checked_sub(1)? as usize)
    }

    /// The entry before this place and those of the same key behind it.
    fn entries_from(&self, mut next: u32) -> impl Iterator<Item = &SettingEntry<'d>> {
        std::iter::from_fn(move || {
            let entry = self.entries.get(next.checked_sub(1)? as usize)?;
            next = entry.next_same_key;
            Some(entry)
        })
    }

    /// The entries of every key that stands more than once for the same object type, in document
    /// order.
    #[must_use]
    pub fn duplicates(&self) -> &[Vec<SettingEntry<'d>>] {
        &self.duplicates
    }

    /// The JSON in a setting's value, where the key is known to hold JSON and does.
    #[must_use]
    pub fn embedded_json(&self, entry: &SettingEntry<'d>) -> Option<&EmbeddedJson<'d>> {
        let nested = self.embedded_json.get_or_init(|| {
            let holds_json = |entry: &&SettingEntry<'d>| {
                entry.definition.is_some_and(|known| known.value_type == ValueType::Json)
            };
            let values = self.entries.iter().filter(holds_json).filter_map(|entry| entry.setting_value);
            let written = values.filter(|value| !value.document().content(value.id()).trim().is_empty());
            written.filter_map(EmbeddedJson::new).collect()
        });
        let id = entry.setting_value?.id();
        let place = nested.binary_search_by_key(&id, |nested| nested.value().id()).ok()?;
        nested.get(place)
    }

    /// The value of a known key, where it is there and not blank; of several the last.
    #[must_use]
    pub fn text(&self, known: impl Into<Option<SettingId>>) -> Option<Cow<'d, str>> {
        self.last(known)?.value_text().filter(|value| !is_blank(value))
    }
}
