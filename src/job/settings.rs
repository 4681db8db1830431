//! The `settings` of a job, by key.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::cmp::Ordering;

use crate::catalog::{SETTINGS, Setting, SettingId, ValueForm, nearest_setting, setting_as_spelt};
use crate::json::{Kind, MemberName};
use crate::text::is_blank;

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
    /// Whether the key is a known one, spelt as the product does it.
    pub is_spelt_right: bool,
    /// Place of the next entry of the same known key, plus one; 0 is none.
    next: u32,
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
        Self {
            value,
            key,
            setting_value,
            data_type,
            object_type,
            known: None,
            is_misspelt: false,
            is_spelt_right: false,
            next: 0,
        }
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

    /// Equal where both set the same thing: the same key for the same object type.
    fn by_what_is_set(&self, other: &Self) -> Ordering {
        let number = |entry: &Self| entry.object_type.and_then(Value::integer);
        let (mine, others) = (self.key_text(), other.key_text());
        let lower = |byte: u8| byte.to_ascii_lowercase();
        number(self).cmp(&number(other)).then_with(|| mine.bytes().map(lower).cmp(others.bytes().map(lower)))
    }
}

/// Places of the first and the last entry of a known key, plus one; 0 is none.
type Ends = (u32, u32);

/// All entries, with those of every known key.
#[derive(Debug)]
pub struct Settings<'d> {
    value: Option<Value<'d>>,
    entries: Vec<SettingEntry<'d>>,
    by_known: [Ends; SETTINGS.len()],
    repeated: Vec<Vec<SettingEntry<'d>>>,
    /// The JSON in the values that hold some, in document order; read when it is first asked for.
    nested: OnceCell<Vec<Nested<'d>>>,
}

impl<'d> Settings<'d> {
    pub(super) fn new(array: Option<Value<'d>>) -> Self {
        let mut settings = Self {
            value: array,
            entries: each_of(array, SettingEntry::new),
            by_known: [(0, 0); SETTINGS.len()],
            repeated: Vec::new(),
            nested: OnceCell::new(),
        };
        settings.index();
        settings
    }

    fn index(&mut self) {
        let mut unknown = Vec::new();
        let mut has_repeats = false;
        for place in 0..self.entries.len() {
            let Some(key) = self.entries.get(place).and_then(|entry| entry.key?.text()) else { continue };
            match setting_as_spelt(key) {
                Some((is_exact, known)) => has_repeats |= self.enter(place, known, is_exact),
                None => unknown.push(place),
            }
        }
        for place in &unknown {
            self.read_as_meant(*place);
        }
        if has_repeats || unknown.len() > 1 {
            self.repeated = self.find_repeated(&unknown);
        }
    }

    /// Notes the known key of an entry; whether it has others before it.
    fn enter(&mut self, place: usize, known: SettingId, is_exact: bool) -> bool {
        let (Ok(place), Some(ends), Some(entry)) =
            (u32::try_from(place), self.by_known.get_mut(known.place()), self.entries.get_mut(place))
        else {
            return false;
        };
        entry.known = known.setting();
        entry.is_spelt_right = is_exact;
        let this = place.saturating_add(1);
        let (first, last) = *ends;
        *ends = (if first == 0 { this } else { first }, this);
        let before = last.checked_sub(1).and_then(|last| self.entries.get_mut(last as usize));
        before.map(|before| before.next = this).is_some()
    }

    /// Reads an entry whose key is misspelt as the one that was meant, unless that one is there too.
    fn read_as_meant(&mut self, place: usize) {
        let Some(entry) = self.entries.get(place) else { return };
        let Some(meant) = nearest_setting(&entry.key_text()) else { return };
        if self.of(meant).next().is_some() {
            return;
        }
        self.enter(place, meant, false);
        if let Some(entry) = self.entries.get_mut(place) {
            entry.is_misspelt = true;
        }
    }

    /// Those that set the same thing, among the entries of one known key and those whose key was unknown or
    /// misspelt.
    #[cold]
    fn find_repeated(&self, unknown: &[usize]) -> Vec<Vec<SettingEntry<'d>>> {
        let several = |(first, last): &&Ends| first != last;
        let known = self.by_known.iter().filter(several).flat_map(|(first, _)| self.from(*first));
        let unknown = unknown.iter().filter_map(|place| self.entries.get(*place));
        let mut suspects: Vec<SettingEntry<'d>> = known.chain(unknown).copied().collect();
        suspects.sort_by(SettingEntry::by_what_is_set);
        let same =
            |one: &SettingEntry<'d>, other: &SettingEntry<'d>| one.by_what_is_set(other) == Ordering::Equal;
        let groups = suspects.chunk_by(same).filter(|group| group.len() > 1);
        let mut groups: Vec<Vec<SettingEntry<'d>>> = groups.map(<[_]>::to_vec).collect();
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

    /// The entries of a known key in document order, however it is capitalised.
    pub fn of(&self, known: impl Into<Option<SettingId>>) -> impl Iterator<Item = &SettingEntry<'d>> {
        let ends = known.into().and_then(|known| self.by_known.get(known.place()));
        self.from(ends.map_or(0, |(first, _)| *first))
    }

    /// The last entry of a known key.
    #[must_use]
    pub fn last(&self, known: impl Into<Option<SettingId>>) -> Option<&SettingEntry<'d>> {
        let (_, last) = self.by_known.get(known.into()?.place())?;
        self.entries.get(last.checked_sub(1)? as usize)
    }

    /// The entry before this place and those of the same key behind it.
    fn from(&self, mut next: u32) -> impl Iterator<Item = &SettingEntry<'d>> {
        std::iter::from_fn(move || {
            let entry = self.entries.get(next.checked_sub(1)? as usize)?;
            next = entry.next;
            Some(entry)
        })
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

    /// The value of a known key, where it is there and not blank; of several the last.
    #[must_use]
    pub fn text(&self, known: impl Into<Option<SettingId>>) -> Option<Cow<'d, str>> {
        self.last(known)?.value_text().filter(|value| !is_blank(value))
    }
}
