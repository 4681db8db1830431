//! The source and the destination of a job.

use std::borrow::Cow;

use crate::catalog::{Provider, ProviderClass, provider};

use super::{SettingEntry, Settings};

/// Which side of a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SideName {
    /// Where objects are read.
    Source,
    /// Where objects are written.
    Destination,
}

impl SideName {
    /// The prefix of the side's settings keys.
    #[must_use]
    pub fn prefix(self) -> &'static str {
        match self {
            Self::Source => "Source",
            Self::Destination => "Destination",
        }
    }

    /// The side in words.
    #[must_use]
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Destination => "destination",
        }
    }
}

/// What the settings say of one side.
#[derive(Debug)]
pub struct Side<'j, 'd> {
    /// Which side.
    pub name: SideName,
    settings: &'j Settings<'d>,
}

impl<'j, 'd> Side<'j, 'd> {
    pub(super) fn new(name: SideName, settings: &'j Settings<'d>) -> Self {
        Self { name, settings }
    }

    /// The side's setting of a key, such as `ProviderName`: of several the last.
    #[must_use]
    pub fn setting(&self, key: &str) -> Option<&'j SettingEntry<'d>> {
        self.all(key).last()
    }

    /// Every setting of a key of the side, in document order.
    pub fn all<'k>(&self, key: &'k str) -> impl Iterator<Item = &'j SettingEntry<'d>> + use<'j, 'd, 'k> {
        self.settings.of_side(self.name.prefix(), key)
    }

    /// The value of a key of the side, where it is there and not blank; of several the last.
    #[must_use]
    pub fn text(&self, key: &str) -> Option<Cow<'d, str>> {
        self.setting(key)?.value_text().filter(|value| !value.trim().is_empty())
    }

    /// The three or four settings that hold the instance id, in document order.
    #[must_use]
    pub fn instance_ids(&self) -> Vec<&'j SettingEntry<'d>> {
        let undotted = self.settings.all(match self.name {
            SideName::Source => "SourceProvider",
            SideName::Destination => "DestinationProvider",
        });
        let mut found: Vec<&SettingEntry<'d>> =
            self.all("Type").chain(undotted).chain(self.all("Provider")).collect();
        found.sort_by_key(|entry| entry.value.id());
        found
    }

    /// The provider that the side's name stands for, where it is a known one.
    #[must_use]
    pub fn provider(&self) -> Option<&'static Provider> {
        provider(&self.setting("ProviderName")?.value_text()?)
    }

    /// Directory or table, by the provider's name or else by what the flags agree on.
    #[must_use]
    pub fn class(&self) -> Option<ProviderClass> {
        if let Some(class) = self.provider().and_then(|known| known.class) {
            return Some(class);
        }
        match self.setting("ProviderType")?.value_text()?.trim() {
            "1" => Some(ProviderClass::Directory),
            "2" => Some(ProviderClass::Table),
            _ => None,
        }
    }
}
