//! Keys of a job's `settings`.

use std::sync::LazyLock;

use crate::text::{AsciiCaseMap, WordShape, typo_distance};

use super::setting_ids::{SettingId, SideSetting};

/// Format of a setting's value inside its string.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueType {
    /// Any text.
    Text,
    /// An integer, such as an id assigned by the server.
    Integer,
    /// `True` or `False`, as formatted by .NET.
    Boolean,
    /// A GUID, or empty if nothing was selected.
    Guid,
    /// A JSON document, or empty if nothing was selected.
    Json,
}

/// Part of a job that a setting belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SettingScope {
    /// The whole job.
    Job,
    /// A side with any provider.
    Side,
    /// A side that is a directory.
    Directory,
    /// A side that is a table.
    Table,
    /// Scripts of the job.
    Script,
    /// The messaging system of the destination.
    Messaging,
}

/// How often a setting occurs in published jobs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Frequency {
    /// In every job, with any provider.
    EveryJob,
    /// In some jobs.
    SomeJobs,
    /// In no job; inferred from its counterpart on the other side.
    Never,
}

/// A known key.
#[derive(Debug)]
pub struct Setting {
    /// Key as the product writes it.
    pub key: &'static str,
    /// Data types that the product writes for it.
    pub data_types: &'static [&'static str],
    /// Format of the value.
    pub value_type: ValueType,
    /// Whether the value must never be shown.
    pub secret: bool,
    /// Part of the job.
    pub scope: SettingScope,
    /// How often it occurs.
    pub frequency: Frequency,
    /// Meaning of the value.
    pub description: &'static str,
    /// Page that contains or documents it.
    pub doc_page: &'static str,
}

/// Data types in published jobs.
pub const DATA_TYPES: &[&str] = &["System.String", "System.Int32", "System.Boolean"];

const STRING: &[&str] = &["System.String"];
const INT32: &[&str] = &["System.Int32"];
const BOOLEAN: &[&str] = &["System.Boolean"];
/// The product writes `Destination.Type` twice, once with each data type.
const INT32_OR_STRING: &[&str] = &["System.Int32", "System.String"];

/// Job from Excel to Active Directory.
const JOB_PAGE: &str = "Create a New Job";
/// Jobs from Active Directory to Entra ID.
const COLLECTION_PAGE: &str = "Get Job Collection Details";
/// Page of the wizard.
const WIZARD_PAGE: &str = "Source and Destination";

use Frequency::{EveryJob, Never, SomeJobs};
use SettingScope::{Directory, Job, Messaging, Script, Side, Table};
use ValueType::{Boolean, Guid, Integer, Json, Text};

/// All keys in published jobs ("Create a New Job", "Get Job Details", "Create a New Job Collection"
/// and "Get Job Collection Details"), and `Destination.Table`. The keys of other providers and of
/// notifications are not public.
#[rustfmt::skip]
pub static SETTINGS: &[Setting] = &[
    Setting { data_types: INT32, value_type: Integer, ..every_job(Side, "Source.Type", "id of the source's data source or identity store on this server") },
    Setting { data_types: INT32, value_type: Integer, ..every_job(Side, "SourceProvider", "the same id") },
    Setting { value_type: Integer, ..every_job(Side, "Source.Provider", "the same id") },
    every_job(Side, "Source.ProviderName", "kind of the source, such as Microsoft Excel"),
    Setting { value_type: Integer, ..every_job(Side, "Source.ProviderType", "1 for a directory, 2 for a table") },
    Setting { value_type: Boolean, ..every_job(Side, "Source.IsDirectoryProvider", "whether the source is a directory") },
    Setting { value_type: Boolean, ..every_job(Side, "Source.IsTableProvider", "whether the source is a table") },
    some_jobs(Table, JOB_PAGE, "Source.Table", "sheet, table or view that is read"),
    some_jobs(Directory, COLLECTION_PAGE, "Source.Container", "container that is read"),
    Setting { value_type: Json, ..some_jobs(Directory, COLLECTION_PAGE, "Source.ContainerDetails", "the same container as the portal shows it") },
    Setting { value_type: Boolean, ..some_jobs(Directory, COLLECTION_PAGE, "Source.ShouldIncludeSubTree", "whether containers below it are read too") },

    Setting { data_types: INT32_OR_STRING, value_type: Integer, ..every_job(Side, "Destination.Type", "id of the destination's data source or identity store on this server") },
    Setting { data_types: INT32, value_type: Integer, ..every_job(Side, "DestinationProvider", "the same id") },
    Setting { value_type: Integer, ..every_job(Side, "Destination.Provider", "the same id") },
    every_job(Side, "Destination.ProviderName", "kind of the destination, such as Active Directory"),
    Setting { value_type: Integer, ..every_job(Side, "Destination.ProviderType", "1 for a directory, 2 for a table") },
    Setting { value_type: Boolean, ..every_job(Side, "Destination.IsDirectoryProvider", "whether the destination is a directory") },
    Setting { value_type: Boolean, ..every_job(Side, "Destination.IsTableProvider", "whether the destination is a table") },
    Setting { frequency: Never, ..some_jobs(Table, WIZARD_PAGE, "Destination.Table", "sheet, table or view that is written") },
    some_jobs(Directory, JOB_PAGE, "Destination.Container", "container that objects are looked up, created and updated in"),
    Setting { value_type: Json, ..some_jobs(Directory, JOB_PAGE, "Destination.ContainerDetails", "the same container as the portal shows it") },
    Setting { value_type: Boolean, ..some_jobs(Directory, JOB_PAGE, "Destination.ShouldIncludeSubTree", "whether containers below it belong to it") },
    some_jobs(Directory, JOB_PAGE, "Destination.ChangeServiceAccount", "service account to use instead of the identity store's"),

    every_job(Script, "Destination.ScriptingLanguage", "language of scripts; 0 is Visual Basic .NET"),
    every_job(Script, "Destination.ExposedScriptCode", "the global script"),

    some_jobs(Messaging, COLLECTION_PAGE, "Destination.ConfiguredMessagingProvider", "number of the messaging system"),
    some_jobs(Messaging, COLLECTION_PAGE, "Destination.ConfiguredMessagingProviderName", "messaging system, such as Office 365"),
    some_jobs(Messaging, COLLECTION_PAGE, "Destination.MessagingProviderConfiguredFrom", "where the messaging system was configured"),
    some_jobs(Messaging, COLLECTION_PAGE, "Destination.MessagingProviderCloud", "cloud of the messaging system, such as Global"),
    some_jobs(Messaging, COLLECTION_PAGE, "Destination.MessagingProviderHostName", "domain of the messaging system"),
    some_jobs(Messaging, COLLECTION_PAGE, "Destination.MessagingProviderUserName", "account that connects to the messaging system"),
    secret("Destination.MessagingProviderPassword", "password of that account, encrypted by the product"),
    secret("Destination.MessagingProviderCertificatePassword", "password of the certificate, encrypted by the product"),
    secret("Destination.MessagingProviderCertificate", "certificate with its private key, PKCS#12 in base64"),
    Setting { value_type: Guid, ..some_jobs(Messaging, COLLECTION_PAGE, "Destination.MessagingProviderApplicationId", "application registered for the messaging system") },
    some_jobs(Messaging, COLLECTION_PAGE, "Destination.MessagingProviderServer", "server of the messaging system"),

    every_job(Job, "JobOwners", "owners as name#GUID"),
    every_job(Job, "JobOwnerIds", "GUIDs of the owners"),
    Setting { data_types: BOOLEAN, value_type: Boolean, ..every_job(Job, "IsNotificationEnabled", "whether the job mails its result") },
    every_job(Job, "ScheduledTask", "schedule of the job"),
    every_job(Job, "SmartGroupScheduleTask", "Smart Group update that runs after the job"),
    some_jobs(Job, COLLECTION_PAGE, "memberkey", "attribute that group members are looked up by"),
];

/// A text setting that occurs in every published job.
const fn every_job(scope: SettingScope, key: &'static str, description: &'static str) -> Setting {
    Setting { frequency: EveryJob, ..some_jobs(scope, JOB_PAGE, key, description) }
}

/// A text setting that occurs in some published jobs.
const fn some_jobs(
    scope: SettingScope,
    doc_page: &'static str,
    key: &'static str,
    description: &'static str,
) -> Setting {
    Setting {
        key,
        data_types: STRING,
        value_type: Text,
        secret: false,
        scope,
        frequency: SomeJobs,
        description,
        doc_page,
    }
}

/// A secret of the messaging system.
const fn secret(key: &'static str, description: &'static str) -> Setting {
    Setting { secret: true, ..some_jobs(Messaging, COLLECTION_PAGE, key, description) }
}

/// Ids of settings by key.
static BY_KEY: LazyLock<AsciiCaseMap<SettingId>> = LazyLock::new(|| {
    let settings = SETTINGS.iter().enumerate();
    AsciiCaseMap::new(
        settings.filter_map(|(index, setting)| Some((setting.key, SettingId::from_index(index)?))),
    )
});

/// Setting with this key, ignoring case.
#[must_use]
pub fn setting(key: &str) -> Option<&'static Setting> {
    setting_id(key)?.setting()
}

/// Id of the setting with this key, ignoring case.
#[must_use]
pub fn setting_id(key: &str) -> Option<SettingId> {
    BY_KEY.get(key).copied()
}

/// Same as [`setting_id`], and whether the key has the product's case.
#[must_use]
pub fn setting_id_with_case(key: &str) -> Option<(bool, SettingId)> {
    BY_KEY.get_with_exactness(key).map(|(is_exact, id)| (is_exact, *id))
}

/// Settings of a side that every published job contains.
#[must_use]
pub fn required_side_settings() -> &'static [SideSetting] {
    const ALL: [SideSetting; 7] = [
        SideSetting::TYPE,
        SideSetting::UNDOTTED_PROVIDER,
        SideSetting::PROVIDER,
        SideSetting::PROVIDER_NAME,
        SideSetting::PROVIDER_TYPE,
        SideSetting::IS_DIRECTORY_PROVIDER,
        SideSetting::IS_TABLE_PROVIDER,
    ];
    &ALL
}

/// Shapes of the keys, parallel to [`SETTINGS`].
static SHAPES: LazyLock<Vec<WordShape>> =
    LazyLock::new(|| SETTINGS.iter().map(|known| WordShape::new(known.key)).collect());

/// Setting that an unknown key is most likely a misspelling of.
///
/// Other providers have unknown keys: the part after the dot must also be similar if compared alone
/// (`Destination.Time` is not a misspelling of `Destination.Type`).
#[must_use]
pub fn closest_setting(key: &str) -> Option<SettingId> {
    let key_shape = WordShape::new(key);
    let distance_to = |(index, (known, shape)): (usize, (&Setting, &WordShape))| {
        if !key_shape.may_be_typo_of(*shape) {
            return None;
        }
        let distance = typo_distance(key, known.key)?;
        if let (Some((_, name)), Some((_, known_name))) = (key.split_once('.'), known.key.split_once('.')) {
            typo_distance(name, known_name)?;
        }
        Some((distance, index))
    };
    let known = SETTINGS.iter().zip(&*SHAPES).enumerate();
    known
        .filter_map(distance_to)
        .min_by_key(|(distance, _)| *distance)
        .and_then(|(_, index)| SettingId::from_index(index))
}

/// Whether a setting with this key contains a secret: a known secret setting, or an unknown one with
/// a name that indicates it.
#[must_use]
pub fn is_secret_setting(key: &str) -> bool {
    // Fast path: most keys contain none of the words.
    contains_secret_word(key) && setting(key).is_none_or(|known| known.secret)
}

/// Whether a key contains a word for a secret, ignoring case.
fn contains_secret_word(key: &str) -> bool {
    const WORDS: [&str; 8] =
        ["password", "secret", "certificate", "token", "privatekey", "passphrase", "credential", "apikey"];
    let key = key.as_bytes();
    let starts = key
        .iter()
        .enumerate()
        .filter(|(_, byte)| matches!(byte.to_ascii_lowercase(), b'p' | b's' | b'c' | b't' | b'a'));
    starts.into_iter().any(|(at, _)| {
        WORDS.iter().any(|word| {
            let part = at.checked_add(word.len()).and_then(|end| key.get(at..end));
            part.is_some_and(|part| part.eq_ignore_ascii_case(word.as_bytes()))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_unique_and_case_insensitive() {
        for (index, known) in SETTINGS.iter().enumerate() {
            let upper = known.key.to_uppercase();
            assert!(setting(&upper).is_some_and(|found| std::ptr::eq(found, known)), "{upper}");
            let others = SETTINGS.iter().skip(index + 1);
            assert!(others.into_iter().all(|other| !other.key.eq_ignore_ascii_case(known.key)), "{upper}");
        }
        assert!(setting("Source.Tables").is_none());
    }

    #[test]
    fn required_side_settings_match_published_jobs() {
        let seen = SETTINGS
            .iter()
            .filter(|known| known.scope == SettingScope::Side && known.frequency == Frequency::EveryJob);
        let of_sides = |side: fn(&SideSetting) -> Option<SettingId>| {
            required_side_settings().iter().filter_map(side).filter_map(SettingId::setting)
        };
        let listed = of_sides(|known| known.source).chain(of_sides(|known| known.destination));
        assert_eq!(
            listed.map(|known| known.key).collect::<Vec<_>>(),
            seen.map(|known| known.key).collect::<Vec<_>>()
        );
    }

    #[test]
    fn data_types_occur_in_published_jobs() {
        for known in SETTINGS {
            assert!(known.data_types.iter().all(|name| DATA_TYPES.contains(name)), "{}", known.key);
        }
    }

    #[test]
    fn suggests_misspelled_keys() {
        for (written, expected) in [
            ("Source.Tabel", "Source.Table"),
            ("Sorce.Table", "Source.Table"),
            ("SourceTable", "Source.Table"),
            ("Source.Tpye", "Source.Type"),
            ("destination.providername ", "Destination.ProviderName"),
            ("Destination.IsTabelProvider", "Destination.IsTableProvider"),
            ("member_key", "memberkey"),
            ("JobOwnersIds", "JobOwnerIds"),
        ] {
            assert_eq!(
                closest_setting(written).and_then(SettingId::setting).map(|known| known.key),
                Some(expected),
                "{written}"
            );
        }
        for unknown in [
            "",
            "Source",
            "Source.File",
            "Source.Server",
            "Source.View",
            "Source.Name",
            "Source.Port",
            "Destination.Time",
            "Source.ScriptingLanguage",
            "Destination.Database",
            "Source.Delimiter",
        ] {
            assert!(closest_setting(unknown).is_none(), "{unknown}");
        }
    }

    #[test]
    fn detects_secrets_by_name() {
        for key in ["Destination.MessagingProviderPassword", "source.clientsecret", "Source.BearerToken"] {
            assert!(is_secret_setting(key), "{key}");
        }
        assert!(!is_secret_setting("Destination.Container"));
        for known in SETTINGS {
            assert_eq!(is_secret_setting(known.key), known.secret, "{}", known.key);
        }
    }
}
