//! Ids of the settings that are looked up by name, resolved at compile time.

use super::settings::{SETTINGS, Setting};

/// Known key of `settings`, as an index into [`SETTINGS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SettingId(u8);

impl SettingId {
    /// Owners of the job as names with GUIDs.
    pub(crate) const JOB_OWNERS: Option<Self> = find_setting("", "JobOwners");
    /// GUIDs of the owners.
    pub(crate) const JOB_OWNER_IDS: Option<Self> = find_setting("", "JobOwnerIds");
    /// Whether the result of the job is mailed.
    pub(crate) const IS_NOTIFICATION_ENABLED: Option<Self> = find_setting("", "IsNotificationEnabled");
    /// Attribute that identifies group members.
    pub(crate) const MEMBER_KEY: Option<Self> = find_setting("", "memberkey");

    /// Id of the setting at this index.
    pub(super) fn from_index(index: usize) -> Option<Self> {
        u8::try_from(index).ok().map(Self)
    }

    /// Index into [`SETTINGS`].
    #[must_use]
    #[inline]
    pub fn index(self) -> usize {
        usize::from(self.0)
    }

    /// The catalog entry.
    #[must_use]
    #[inline]
    pub fn setting(self) -> Option<&'static Setting> {
        SETTINGS.get(self.index())
    }
}

/// Known key of a side: of the source, the destination, or both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SideSetting {
    /// Key without the prefix of the side.
    pub name: &'static str,
    /// Id of the key of the source, if it exists.
    pub source: Option<SettingId>,
    /// Id of the key of the destination, if it exists.
    pub destination: Option<SettingId>,
}

impl SideSetting {
    /// Id of the data source or identity store.
    pub(crate) const TYPE: Self = side_setting("Type");
    /// Same id.
    pub(crate) const PROVIDER: Self = side_setting("Provider");
    /// Same id, with a key without a dot.
    pub(crate) const UNDOTTED_PROVIDER: Self = Self {
        name: "Provider",
        source: find_setting("", "SourceProvider"),
        destination: find_setting("", "DestinationProvider"),
    };
    /// Provider of the data source or identity store.
    pub(crate) const PROVIDER_NAME: Self = side_setting("ProviderName");
    /// Number of the provider class.
    pub(crate) const PROVIDER_TYPE: Self = side_setting("ProviderType");
    /// Whether the side is a directory.
    pub(crate) const IS_DIRECTORY_PROVIDER: Self = side_setting("IsDirectoryProvider");
    /// Whether the side is a table.
    pub(crate) const IS_TABLE_PROVIDER: Self = side_setting("IsTableProvider");
    /// Sheet, table or view.
    pub(crate) const TABLE: Self = side_setting("Table");
    /// Container.
    pub(crate) const CONTAINER: Self = side_setting("Container");
    /// Container as shown in the portal.
    pub(crate) const CONTAINER_DETAILS: Self = side_setting("ContainerDetails");
    /// Whether child containers are included.
    pub(crate) const SHOULD_INCLUDE_SUB_TREE: Self = side_setting("ShouldIncludeSubTree");
    /// Messaging system.
    pub(crate) const CONFIGURED_MESSAGING_PROVIDER_NAME: Self =
        side_setting("ConfiguredMessagingProviderName");
    /// Language of the scripts.
    pub(crate) const SCRIPTING_LANGUAGE: Self = side_setting("ScriptingLanguage");
    /// Global script.
    pub(crate) const EXPOSED_SCRIPT_CODE: Self = side_setting("ExposedScriptCode");
}

const fn side_setting(name: &'static str) -> SideSetting {
    SideSetting {
        name,
        source: find_setting("Source.", name),
        destination: find_setting("Destination.", name),
    }
}

/// Setting with the key `prefix` + `name`.
const fn find_setting(prefix: &str, name: &str) -> Option<SettingId> {
    let mut index = 0_u8;
    while (index as usize) < SETTINGS.len() {
        if is_concatenation(SETTINGS[index as usize].key.as_bytes(), prefix.as_bytes(), name.as_bytes()) {
            return Some(SettingId(index));
        }
        index += 1;
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
