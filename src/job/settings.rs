//! The `settings` of a job, by key.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::cmp::Ordering;

use crate::catalog::{Setting, ValueForm, key_hash, nearest_setting, setting_of_hash, side_key_hash};
use crate::json::{Kind, MemberName};
use crate::text::is_blank;

use super::key_index::KeyIndex;
use super::members::members_of;
use super::view::each_of;
use super::{Nested, Value, has_placeholder};

/// One entry of `settings`.
#[derive(Debug, Clone, Copy)]
pub struct SettingEntry<'d> {
    /// The whole entry.
    pub value: Value<'d>,
    /// The key.
    pub key: Option<Value<'d>>,
    /// The value: always a string.
    pub setting_value: Option<Value<'d>>,
    /// The .NET type that the value is read as.
    pub data_type: Option<Value<'d>>,
    /// Number of the object type it is for: `null`, for all, in every published job.
    pub object_type: Option<Value<'d>>,
    /// What the key is, where it is a known one in any case, or one that is misspelt and is read as
    /// what was meant.
    pub known: Option<&'static Setting>,
    /// Whether it is a known one misspelt.
    pub is_misspelt: bool,
}

impl<'d> SettingEntry<'d> {
    fn new(value: Value<'d>) -> Self {
        static NAMES: [MemberName; 6] = [
            MemberName::new("action"),
            MemberName::new("id"),
            MemberName::new("key"),
            MemberName::new("value"),
            MemberName::new("dataType"),
            MemberName::new("objectType"),
        ];
        let [_, _, key, setting_value, data_type, object_type] = members_of(value, &NAMES);
        Self { value, key, setting_value, data_type, object_type, known: None, is_misspelt: false }
    }

    /// The key as it was written; empty where it is absent.
    #[must_use]
    pub fn key_text(&self) -> Cow<'d, str> {
        self.key.and_then(Value::string).unwrap_or_default()
    }

    /// The value as it was written, where it is a string.
    #[must_use]
    pub fn value_text(&self) -> Option<Cow<'d, str>> {
        self.setting_value.and_then(Value::string)
    }

    /// The key that it is read as.
    fn meant_key(&self) -> &'d str {
        self.known.map_or_else(|| self.key.and_then(Value::text).unwrap_or_default(), |known| known.key)
    }

    /// Equal where both set the same thing: the same key for the same object type.
    fn by_what_is_set(&self, other: &Self) -> Ordering {
        let number = |entry: &Self| entry.object_type.and_then(Value::integer);
        let (mine, others) = (self.key_text(), other.key_text());
        let lower = |byte: u8| byte.to_ascii_lowercase();
        number(self).cmp(&number(other)).then_with(|| mine.bytes().map(lower).cmp(others.bytes().map(lower)))
    }
}

/// All entries, with an index by key without regard to case.
#[derive(Debug, Default)]
pub struct Settings<'d> {
    value: Option<Value<'d>>,
    entries: Vec<SettingEntry<'d>>,
    by_key: KeyIndex,
    /// Hash of the key that was meant, and place, of the entries whose key is misspelt.
    misspelt: Vec<(u64, u32)>,
    repeated: Vec<Vec<SettingEntry<'d>>>,
    /// The JSON in the values that hold some, in document order; read when it is first asked for.
    nested: OnceCell<Vec<Nested<'d>>>,
}

impl<'d> Settings<'d> {
    pub(super) fn new(array: Option<Value<'d>>) -> Self {
        let entries = each_of(array, SettingEntry::new);
        let mut settings = Self { value: array, entries, ..Self::default() };
        settings.index();
        settings.repeated = settings.find_repeated();
        settings
    }

    fn index(&mut self) {
        let mut unknown = Vec::new();
        self.by_key = KeyIndex::for_entries(self.entries.len());
        for (place, entry) in (0_u32..).zip(&mut self.entries) {
            let Some(key) = entry.key.and_then(Value::text) else { continue };
            let hash = key_hash(key);
            entry.known = setting_of_hash(key, hash);
            if entry.known.is_none() {
                unknown.push(place);
            }
            self.by_key.enter(hash, place);
        }
        for place in unknown {
            self.read_as_meant(place);
        }
    }

    /// Reads an entry whose key is misspelt as the one that was meant, unless that one is there too.
    fn read_as_meant(&mut self, place: u32) {
        let Some(entry) = self.entries.get(place as usize) else { return };
        let Some(meant) = nearest_setting(&entry.key_text()) else { return };
        if self.all(meant.key).next().is_some() {
            return;
        }
        if let Some(entry) = self.entries.get_mut(place as usize) {
            entry.known = Some(meant);
            entry.is_misspelt = true;
        }
        self.misspelt.push((key_hash(meant.key), place));
    }

    fn find_repeated(&self) -> Vec<Vec<SettingEntry<'d>>> {
        let mut groups: Vec<Vec<SettingEntry<'d>>> = Vec::new();
        for hash in self.by_key.repeated() {
            let places = self.by_key.places(hash).filter_map(|place| self.entries.get(place as usize));
            let mut same_hash: Vec<SettingEntry<'d>> = places.copied().collect();
            same_hash.sort_by(SettingEntry::by_what_is_set);
            let same = |one: &SettingEntry<'d>, other: &SettingEntry<'d>| {
                one.by_what_is_set(other) == Ordering::Equal
            };
            groups.extend(same_hash.chunk_by(same).filter(|group| group.len() > 1).map(<[_]>::to_vec));
        }
        groups.sort_by_key(|group| group[0].value.id());
        groups
    }

    /// The array itself, where there is one.
    #[must_use]
    pub fn array(&self) -> Option<Value<'d>> {
        self.value.filter(|value| value.kind() == Kind::Array)
    }

    /// All entries in document order.
    #[must_use]
    pub fn entries(&self) -> &[SettingEntry<'d>] {
        &self.entries
    }

    /// Whether every key could be read, so that one that is not found is not there.
    #[must_use]
    pub fn are_complete(&self) -> bool {
        self.entries.iter().all(|entry| {
            let key = || entry.key.and_then(Value::text);
            entry.known.is_some() || key().is_some_and(|key| !is_blank(key) && !has_placeholder(key))
        })
    }

    /// Whether there is an entry of a known key.
    #[must_use]
    pub fn has(&self, known: &'static Setting) -> bool {
        let is_it = |entry: &SettingEntry<'_>| entry.known.is_some_and(|other| std::ptr::eq(other, known));
        self.entries.iter().any(is_it)
    }

    /// The entries of one key in document order, compared without regard to case.
    pub fn all<'s, 'k>(
        &'s self,
        key: &'k str,
    ) -> impl Iterator<Item = &'s SettingEntry<'d>> + use<'s, 'd, 'k> {
        self.of_hash(key_hash(key)).filter(move |entry| entry.meant_key().eq_ignore_ascii_case(key))
    }

    /// The entries of the key `prefix.name`.
    pub(super) fn of_side<'s, 'k>(
        &'s self,
        prefix: &'static str,
        name: &'k str,
    ) -> impl Iterator<Item = &'s SettingEntry<'d>> + use<'s, 'd, 'k> {
        self.of_hash(side_key_hash(prefix, name)).filter(move |entry| {
            let key = entry.meant_key();
            let parts = key.split_at_checked(prefix.len());
            parts.is_some_and(|(start, end)| {
                start.eq_ignore_ascii_case(prefix)
                    && end.strip_prefix('.').is_some_and(|end| end == name || end.eq_ignore_ascii_case(name))
            })
        })
    }

    fn of_hash(&self, hash: u64) -> impl Iterator<Item = &SettingEntry<'d>> {
        let written = self.by_key.places(hash);
        let misspelt = self.misspelt.iter().filter(move |(other, _)| *other == hash).map(|(_, place)| *place);
        written.chain(misspelt).filter_map(|place| self.entries.get(place as usize))
    }

    /// The entries of every key that stands more than once for the same object type, in document
    /// order.
    #[must_use]
    pub fn repeated(&self) -> &[Vec<SettingEntry<'d>>] {
        &self.repeated
    }

    /// The JSON in a setting's value, where the key is known to hold JSON and does.
    #[must_use]
    pub fn nested(&self, entry: &SettingEntry<'d>) -> Option<&Nested<'d>> {
        let nested = self.nested.get_or_init(|| {
            let holds_json =
                |entry: &&SettingEntry<'d>| entry.known.is_some_and(|known| known.form == ValueForm::Json);
            let values = self.entries.iter().filter(holds_json).filter_map(|entry| entry.setting_value);
            let written = values.filter(|value| !value.document().content(value.id()).trim().is_empty());
            written.filter_map(Nested::new).collect()
        });
        let id = entry.setting_value?.id();
        let place = nested.binary_search_by_key(&id, |nested| nested.value().id()).ok()?;
        nested.get(place)
    }

    /// The value of a key, where it is there and not blank; of several the last.
    #[must_use]
    pub fn text(&self, key: &str) -> Option<Cow<'d, str>> {
        self.all(key).last()?.value_text().filter(|value| !is_blank(value))
    }
}
