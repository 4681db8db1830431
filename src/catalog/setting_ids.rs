//! The settings that are asked for by name, found among all of them when this is compiled.

use super::settings::{SETTINGS, Setting};

/// A known key of `settings`, as its place in [`SETTINGS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SettingId(u8);

impl SettingId {
    /// The job's owners as names with GUIDs.
    pub const JOB_OWNERS: Option<Self> = find_setting("", "JobOwners");
    /// The GUIDs of the job's owners.
    pub const JOB_OWNER_IDS: Option<Self> = find_setting("", "JobOwnerIds");
    /// Whether the job mails its result.
    pub const IS_NOTIFICATION_ENABLED: Option<Self> = find_setting("", "IsNotificationEnabled");
    /// The attribute that group members are looked up by.
    pub const MEMBER_KEY: Option<Self> = find_setting("", "memberkey");

    /// The setting with this place.
    pub(super) fn from_index(index: usize) -> Option<Self> {
        u8::try_from(index).ok().map(Self)
    }

    /// Its place in [`SETTINGS`].
    #[must_use]
    #[inline]
    pub fn index(self) -> usize {
        usize::from(self.0)
    }

    /// What is known of it.
    #[must_use]
    #[inline]
    pub fn setting(self) -> Option<&'static Setting> {
        SETTINGS.get(self.index())
    }
}

/// A known key of a side of the job: of the source, the destination, or both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SideSetting {
    /// The key without the side's prefix.
    pub name: &'static str,
    /// The whole key of the source, where there is one.
    pub source: Option<SettingId>,
    /// The whole key of the destination, where there is one.
    pub destination: Option<SettingId>,
}

impl SideSetting {
    /// The id of the data source or identity store.
    pub const TYPE: Self = side_setting("Type");
    /// The same id.
    pub const PROVIDER: Self = side_setting("Provider");
    /// The same id, whose key has no dot.
    pub const UNDOTTED_PROVIDER: Self = Self {
        name: "Provider",
        source: find_setting("", "SourceProvider"),
        destination: find_setting("", "DestinationProvider"),
    };
    /// The kind of the data source or identity store.
    pub const PROVIDER_NAME: Self = side_setting("ProviderName");
    /// The number that tells directories from tables.
    pub const PROVIDER_TYPE: Self = side_setting("ProviderType");
    /// Whether it is a directory.
    pub const IS_DIRECTORY_PROVIDER: Self = side_setting("IsDirectoryProvider");
    /// Whether it is a table.
    pub const IS_TABLE_PROVIDER: Self = side_setting("IsTableProvider");
    /// The sheet, table or view.
    pub const TABLE: Self = side_setting("Table");
    /// The container.
    pub const CONTAINER: Self = side_setting("Container");
    /// The container as the portal shows it.
    pub const CONTAINER_DETAILS: Self = side_setting("ContainerDetails");
    /// Whether containers below it belong to it.
    pub const SHOULD_INCLUDE_SUB_TREE: Self = side_setting("ShouldIncludeSubTree");
    /// The messaging system.
    pub const CONFIGURED_MESSAGING_PROVIDER_NAME: Self = side_setting("ConfiguredMessagingProviderName");
    /// The language of the scripts.
    pub const SCRIPTING_LANGUAGE: Self = side_setting("ScriptingLanguage");
    /// The global script.
    pub const EXPOSED_SCRIPT_CODE: Self = side_setting("ExposedScriptCode");
}

const fn side_setting(name: &'static str) -> SideSetting {
    SideSetting {
        name,
        source: find_setting("Source.", name),
        destination: find_setting("Destination.", name),
    }
}

/// The setting with the key `prefix` + `name`.
const fn find_setting(prefix: &str, name: &str) -> Option<SettingId> {
    let mut place = 0_u8;
    while (place as usize) < SETTINGS.len() {
        if is_concatenation(SETTINGS[place as usize].key.as_bytes(), prefix.as_bytes(), name.as_bytes()) {
            return Some(SettingId(place));
        }
        place += 1;
    }
    None
}

const fn is_concatenation(key: &[u8], prefix: &[u8], name: &[u8]) -> bool {
    if key.len() != prefix.len() + name.len() {
        return false;
    }
    let mut at = 0;
    while at < key.len() {
        let expected = if at < prefix.len() { prefix[at] } else { name[at - prefix.len()] };
        if key[at] != expected {
            return false;
        }
        at += 1;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn constants_have_expected_keys() {
        let key = |id: Option<SettingId>| id.and_then(SettingId::setting).map(|setting| setting.key);
        for (id, name) in [
            (SettingId::JOB_OWNERS, "JobOwners"),
            (SettingId::JOB_OWNER_IDS, "JobOwnerIds"),
            (SettingId::IS_NOTIFICATION_ENABLED, "IsNotificationEnabled"),
            (SettingId::MEMBER_KEY, "memberkey"),
            (SideSetting::UNDOTTED_PROVIDER.source, "SourceProvider"),
            (SideSetting::UNDOTTED_PROVIDER.destination, "DestinationProvider"),
        ] {
            assert_eq!(key(id), Some(name));
        }
        for known in [
            SideSetting::TYPE,
            SideSetting::PROVIDER,
            SideSetting::PROVIDER_NAME,
            SideSetting::PROVIDER_TYPE,
            SideSetting::IS_DIRECTORY_PROVIDER,
            SideSetting::IS_TABLE_PROVIDER,
            SideSetting::TABLE,
            SideSetting::CONTAINER,
            SideSetting::CONTAINER_DETAILS,
            SideSetting::SHOULD_INCLUDE_SUB_TREE,
        ] {
            assert_eq!(key(known.source), Some(&*format!("Source.{}", known.name)));
            assert_eq!(key(known.destination), Some(&*format!("Destination.{}", known.name)));
        }
        for known in [
            SideSetting::CONFIGURED_MESSAGING_PROVIDER_NAME,
            SideSetting::SCRIPTING_LANGUAGE,
            SideSetting::EXPOSED_SCRIPT_CODE,
        ] {
            assert_eq!(key(known.source), None);
            assert_eq!(key(known.destination), Some(&*format!("Destination.{}", known.name)));
        }
    }
}
