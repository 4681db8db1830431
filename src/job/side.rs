//! The source and the destination of a job.

use std::borrow::Cow;
use std::cell::OnceCell;

use crate::catalog::{Provider, ProviderClass, SettingId, SideSetting, provider};
use crate::json::NodeId;
use crate::text::trimmed;

use super::{NodeRef, SettingEntry, Settings};

/// Which side of a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Destination => "destination",
        }
    }
}

/// What is worked out of a side when it is first asked for, and asked for often.
#[derive(Debug, Default)]
pub(super) struct SideCache<'d> {
    provider: OnceCell<Option<&'static Provider>>,
    class_hints: OnceCell<[Option<ClassHint<'d>>; CLASS_SETTINGS.len()]>,
    instance_id_entries: OnceCell<Vec<SettingEntry<'d>>>,
}

/// What the settings say of one side.
#[derive(Debug)]
pub struct Side<'j, 'd> {
    /// Which side.
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

    /// Which of all settings one of the side is.
    #[must_use]
    pub fn setting_id(&self, setting: SideSetting) -> Option<SettingId> {
        match self.name {
            SideName::Source => setting.source,
            SideName::Destination => setting.destination,
        }
    }

    /// A setting of the side: of several the last.
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

    /// The value of a setting of the side, where it is there and not blank; of several the last.
    #[must_use]
    pub fn text(&self, setting: SideSetting) -> Option<Cow<'d, str>> {
        self.settings.text(self.setting_id(setting))
    }

    /// The three or four settings that hold the instance id, in document order.
    #[must_use]
    pub fn instance_id_entries(&self) -> &'j [SettingEntry<'d>] {
        self.cache.instance_id_entries.get_or_init(|| self.find_instance_id_entries())
    }

    fn find_instance_id_entries(&self) -> Vec<SettingEntry<'d>> {
        let mut found: Vec<SettingEntry<'d>> = INSTANCE_ID_SETTINGS
            .into_iter()
            .flat_map(|setting| self.setting_entries(setting))
            .copied()
            .collect();
        found.sort_by_key(|entry| entry.value.id());
        found
    }

    /// The instance that all of them name; `None` where they disagree or cannot be read.
    #[must_use]
    pub fn instance_id(&self) -> Option<i64> {
        let id = |entry: &SettingEntry<'d>| trimmed(entry.setting_value?.text()?).parse().ok();
        let mut ids =
            INSTANCE_ID_SETTINGS.into_iter().flat_map(|setting| self.setting_entries(setting)).map(id);
        let first = ids.next()??;
        ids.all(|id| id == Some(first)).then_some(first)
    }

    /// The provider that the side's name stands for, where it is a known one.
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
    #[allow(dead_code)]
    pub(crate) fn is_table(&self) -> bool {
        self.class() == Some(ProviderClass::Table)
    }

    /// What each of the settings that tell directories from tables says, the name first.
    pub fn class_hints(&self) -> impl Iterator<Item = &'j ClassHint<'d>> + Clone + use<'j, 'd> {
        let claims =
            self.cache.class_hints.get_or_init(|| CLASS_SETTINGS.map(|setting| self.class_hint(setting)));
        claims.iter().flatten()
    }

    fn class_hint(&self, setting: SideSetting) -> Option<ClassHint<'d>> {
        let value = self.setting(setting)?.setting_value?;
        let class = match setting {
            SideSetting::PROVIDER_NAME => self.provider()?.class?,
            SideSetting { name, .. } => class_of_value(name, trimmed(value.text()?))?,
        };
        Some(ClassHint { key: setting.name, value, class })
    }

    /// Directory or table: by the provider's name, or else by what the other settings agree on.
    #[must_use]
    pub fn class(&self) -> Option<ProviderClass> {
        let mut claims = self.class_hints();
        let first = claims.next()?;
        let certain =
            first.key == SideSetting::PROVIDER_NAME.name || claims.all(|claim| claim.class == first.class);
        certain.then_some(first.class)
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

/// One setting of a side and the class of provider that it speaks for.
#[derive(Debug, Clone, Copy)]
pub struct ClassHint<'d> {
    /// The key, without the side's prefix.
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
            let said = [("true", yes), ("false", no)];
            said.into_iter().find(|(word, _)| word.eq_ignore_ascii_case(text)).map(|(_, class)| class)
        }
    }
}
