//! The source and the destination of a job.

use std::borrow::Cow;
use std::cell::OnceCell;

use crate::catalog::{Provider, ProviderClass, SettingId, SideSetting, provider};
use crate::json::NodeId;
use crate::text::trimmed;

use super::{NodeRef, SettingEntry, Settings};

/// A side of a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SideName {
    /// The store from which objects are read.
    Source,
    /// The store to which objects are written.
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

    /// The lowercase name, for messages.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Destination => "destination",
        }
    }
}

/// Lazily computed facts about one side.
#[derive(Debug, Default)]
pub(super) struct SideCache<'d> {
    provider: OnceCell<Option<&'static Provider>>,
    class_hints: OnceCell<[Option<ClassHint<'d>>; CLASS_SETTINGS.len()]>,
    instance_id_entries: OnceCell<Vec<SettingEntry<'d>>>,
}

/// The settings of one side.
#[derive(Debug)]
pub struct Side<'j, 'd> {
    pub name: SideName,
    /// The node of the job.
    pub(crate) job: NodeId,
    settings: &'j Settings<'d>,
    cache: &'j SideCache<'d>,
}

impl<'j, 'd> Side<'j, 'd> {
    pub(super) fn new(
        name: SideName,
        job: NodeId,
        settings: &'j Settings<'d>,
        cache: &'j SideCache<'d>,
    ) -> Self {
        Self { name, job, settings, cache }
    }

    /// Resolves a side-relative setting to its [`SettingId`].
    #[must_use]
    pub fn setting_id(&self, setting: SideSetting) -> Option<SettingId> {
        match self.name {
            SideName::Source => setting.source,
            SideName::Destination => setting.destination,
        }
    }

    /// The last entry of a setting of the side.
    #[must_use]
    pub fn setting(&self, setting: SideSetting) -> Option<&'j SettingEntry<'d>> {
        self.settings.last(self.setting_id(setting))
    }

    /// Every entry of a setting of the side, in document order.
    pub fn setting_entries(
        &self,
        setting: SideSetting,
    ) -> impl Iterator<Item = &'j SettingEntry<'d>> + use<'j, 'd> {
        self.settings.entries_of(self.setting_id(setting))
    }

    /// The value of the last entry of a setting of the side, unless it is blank.
    #[must_use]
    pub fn text(&self, setting: SideSetting) -> Option<Cow<'d, str>> {
        self.settings.text(self.setting_id(setting))
    }

    /// The three or four entries that contain the instance id, in document order.
    #[must_use]
    pub fn instance_id_entries(&self) -> &'j [SettingEntry<'d>] {
        self.cache.instance_id_entries.get_or_init(|| self.find_instance_id_entries())
    }

    /// Collects the entries of all keys in [`INSTANCE_ID_SETTINGS`], in document order.
    fn find_instance_id_entries(&self) -> Vec<SettingEntry<'d>> {
        let mut found: Vec<SettingEntry<'d>> = INSTANCE_ID_SETTINGS
            .into_iter()
            .flat_map(|setting| self.setting_entries(setting))
            .copied()
            .collect();
        found.sort_by_key(|entry| entry.value.id());
        found
    }

    /// The instance id that all of them agree on; `None` if they differ or cannot be parsed.
    #[must_use]
    pub fn instance_id(&self) -> Option<i64> {
        let id = |entry: &SettingEntry<'d>| trimmed(entry.setting_value?.text()?).parse().ok();
        let mut ids =
            INSTANCE_ID_SETTINGS.into_iter().flat_map(|setting| self.setting_entries(setting)).map(id);
        let first = ids.next()??;
        ids.all(|id| id == Some(first)).then_some(first)
    }

    /// The provider by its name, if it is a known one.
    #[must_use]
    pub fn provider(&self) -> Option<&'static Provider> {
        *self
            .cache
            .provider
            .get_or_init(|| provider(&self.setting(SideSetting::PROVIDER_NAME)?.value_text()?))
    }

    /// Whether the provider is the one with this canonical name, such as [`Provider::ACTIVE_DIRECTORY`].
    pub(crate) fn is_provider(&self, name: &str) -> bool {
        self.provider().is_some_and(|provider| provider.is(name))
    }

    /// Whether the side is known to be a directory.
    pub(crate) fn is_directory(&self) -> bool {
        self.class() == Some(ProviderClass::Directory)
    }

    /// Whether the side is known to be a table.
    pub(crate) fn is_table(&self) -> bool {
        self.class() == Some(ProviderClass::Table)
    }

    /// The settings that tell directories from tables, starting with the name of the provider.
    pub fn class_hints(&self) -> impl Iterator<Item = &'j ClassHint<'d>> + Clone + use<'j, 'd> {
        let hints =
            self.cache.class_hints.get_or_init(|| CLASS_SETTINGS.map(|setting| self.class_hint(setting)));
        hints.iter().flatten()
    }

    fn class_hint(&self, setting: SideSetting) -> Option<ClassHint<'d>> {
        let value = self.setting(setting)?.setting_value?;
        let class = match setting {
            SideSetting::PROVIDER_NAME => self.provider()?.class?,
            SideSetting { name, .. } => class_of_value(name, trimmed(value.text()?))?,
        };
        Some(ClassHint { key: setting.name, value, class })
    }

    /// Directory or table: by the name of the provider, or else if the other settings agree.
    #[must_use]
    pub fn class(&self) -> Option<ProviderClass> {
        let mut hints = self.class_hints();
        let first = hints.next()?;
        let is_certain =
            first.key == SideSetting::PROVIDER_NAME.name || hints.all(|hint| hint.class == first.class);
        is_certain.then_some(first.class)
    }
}

const INSTANCE_ID_SETTINGS: [SideSetting; 3] =
    [SideSetting::TYPE, SideSetting::UNDOTTED_PROVIDER, SideSetting::PROVIDER];

const CLASS_SETTINGS: [SideSetting; 4] = [
    SideSetting::PROVIDER_NAME,
    SideSetting::PROVIDER_TYPE,
    SideSetting::IS_DIRECTORY_PROVIDER,
    SideSetting::IS_TABLE_PROVIDER,
];

/// A setting of a side that implies a class of provider.
#[derive(Debug, Clone, Copy)]
pub struct ClassHint<'d> {
    /// The key without the prefix of the side.
    pub key: &'static str,
    /// The setting's value.
    pub value: NodeRef<'d>,
    /// The class.
    pub class: ProviderClass,
}

fn class_of_value(key: &str, text: &str) -> Option<ProviderClass> {
    use ProviderClass::{Directory, Table};
    match key {
        "ProviderType" => [Directory, Table].into_iter().find(|class| class.provider_type() == text),
        flag => {
            let (yes, no) = if flag == "IsTableProvider" { (Table, Directory) } else { (Directory, Table) };
            let values = [("true", yes), ("false", no)];
            values.into_iter().find(|(word, _)| word.eq_ignore_ascii_case(text)).map(|(_, class)| class)
        }
    }
}
