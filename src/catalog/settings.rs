//! The keys of a job's `settings`.

use std::sync::LazyLock;

use crate::text::{AsciiCaseMap, letter_set, may_be_typo, typo_distance};

use super::setting_ids::{SettingId, SideSetting};

/// What the value of a setting looks like, inside its string.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueType {
    /// Any text.
    Text,
    /// A whole number: an id that the server gave.
    Integer,
    /// `True` or `False`, as .NET writes them.
    Boolean,
    /// A GUID. Empty where nothing was chosen.
    Guid,
    /// A JSON document. Empty where nothing was chosen.
    Json,
}

/// What a setting belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SettingScope {
    /// The job as a whole.
    Job,
    /// A side, whatever its provider.
    Side,
    /// A side that is a directory.
    Directory,
    /// A side that is a table.
    Table,
    /// The scripts of a job.
    Script,
    /// The messaging system of the destination.
    Messaging,
}

/// Where a setting was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Frequency {
    /// In every published job, whatever its providers.
    EveryJob,
    /// In some of them.
    SomeJobs,
    /// In none; it follows from its counterpart of the other side.
    Never,
}

/// One key.
#[derive(Debug)]
pub struct Setting {
    /// The key as the product writes it.
    pub key: &'static str,
    /// The data types the product writes for it.
    pub data_types: &'static [&'static str],
    /// What its value looks like.
    pub value_type: ValueType,
    /// Whether the value must never be shown.
    pub secret: bool,
    /// What it belongs to.
    pub scope: SettingScope,
    /// Where it was seen.
    pub frequency: Frequency,
    /// What it means.
    pub description: &'static str,
    /// The page that shows it, or that its meaning comes from.
    pub doc_page: &'static str,
}

/// The data types of published jobs.
pub const DATA_TYPES: &[&str] = &["System.String", "System.Int32", "System.Boolean"];

const STRING: &[&str] = &["System.String"];
const INT32: &[&str] = &["System.Int32"];
const BOOLEAN: &[&str] = &["System.Boolean"];
/// The product itself writes `Destination.Type` twice, once with each.
const INT32_OR_STRING: &[&str] = &["System.Int32", "System.String"];

/// Excel to Active Directory.
const JOB_PAGE: &str = "Create a New Job";
/// Active Directory to Entra ID.
const COLLECTION_PAGE: &str = "Get Job Collection Details";
/// The wizard's page.
const WIZARD_PAGE: &str = "Source and Destination";

use Frequency::{EveryJob, Never, SomeJobs};
use SettingScope::{Directory, Job, Messaging, Script, Side, Table};
use ValueType::{Boolean, Guid, Integer, Json, Text};

/// Every key in published jobs ("Create a New Job", "Get Job Details", "Create a New Job
/// Collection" and "Get Job Collection Details"), and `Destination.Table`. The keys of other
/// providers and of notifications are public nowhere.
#[rustfmt::skip]
pub static SETTINGS: &[Setting] = &[
    row("Source.Type", INT32, Integer, Side, EveryJob, JOB_PAGE, "id of the source's data source or identity store on this server"),
    row("SourceProvider", INT32, Integer, Side, EveryJob, JOB_PAGE, "the same id"),
    row("Source.Provider", STRING, Integer, Side, EveryJob, JOB_PAGE, "the same id"),
    row("Source.ProviderName", STRING, Text, Side, EveryJob, JOB_PAGE, "kind of the source, such as Microsoft Excel"),
    row("Source.ProviderType", STRING, Integer, Side, EveryJob, JOB_PAGE, "1 for a directory, 2 for a table"),
    row("Source.IsDirectoryProvider", STRING, Boolean, Side, EveryJob, JOB_PAGE, "whether the source is a directory"),
    row("Source.IsTableProvider", STRING, Boolean, Side, EveryJob, JOB_PAGE, "whether the source is a table"),
    row("Source.Table", STRING, Text, Table, SomeJobs, JOB_PAGE, "sheet, table or view that is read"),
    row("Source.Container", STRING, Text, Directory, SomeJobs, COLLECTION_PAGE, "container that is read"),
    row("Source.ContainerDetails", STRING, Json, Directory, SomeJobs, COLLECTION_PAGE, "the same container as the portal shows it"),
    row("Source.ShouldIncludeSubTree", STRING, Boolean, Directory, SomeJobs, COLLECTION_PAGE, "whether containers below it are read too"),

    row("Destination.Type", INT32_OR_STRING, Integer, Side, EveryJob, JOB_PAGE, "id of the destination's data source or identity store on this server"),
    row("DestinationProvider", INT32, Integer, Side, EveryJob, JOB_PAGE, "the same id"),
    row("Destination.Provider", STRING, Integer, Side, EveryJob, JOB_PAGE, "the same id"),
    row("Destination.ProviderName", STRING, Text, Side, EveryJob, JOB_PAGE, "kind of the destination, such as Active Directory"),
    row("Destination.ProviderType", STRING, Integer, Side, EveryJob, JOB_PAGE, "1 for a directory, 2 for a table"),
    row("Destination.IsDirectoryProvider", STRING, Boolean, Side, EveryJob, JOB_PAGE, "whether the destination is a directory"),
    row("Destination.IsTableProvider", STRING, Boolean, Side, EveryJob, JOB_PAGE, "whether the destination is a table"),
    row("Destination.Table", STRING, Text, Table, Never, WIZARD_PAGE, "sheet, table or view that is written"),
    row("Destination.Container", STRING, Text, Directory, SomeJobs, JOB_PAGE, "container that objects are looked up, created and updated in"),
    row("Destination.ContainerDetails", STRING, Json, Directory, SomeJobs, JOB_PAGE, "the same container as the portal shows it"),
    row("Destination.ShouldIncludeSubTree", STRING, Boolean, Directory, SomeJobs, JOB_PAGE, "whether containers below it belong to it"),
    row("Destination.ChangeServiceAccount", STRING, Text, Directory, SomeJobs, JOB_PAGE, "service account to use instead of the identity store's"),

    row("Destination.ScriptingLanguage", STRING, Text, Script, EveryJob, JOB_PAGE, "language of scripts; 0 is Visual Basic .NET"),
    row("Destination.ExposedScriptCode", STRING, Text, Script, EveryJob, JOB_PAGE, "the global script"),

    row("Destination.ConfiguredMessagingProvider", STRING, Text, Messaging, SomeJobs, COLLECTION_PAGE, "number of the messaging system"),
    row("Destination.ConfiguredMessagingProviderName", STRING, Text, Messaging, SomeJobs, COLLECTION_PAGE, "messaging system, such as Office 365"),
    row("Destination.MessagingProviderConfiguredFrom", STRING, Text, Messaging, SomeJobs, COLLECTION_PAGE, "where the messaging system was configured"),
    row("Destination.MessagingProviderCloud", STRING, Text, Messaging, SomeJobs, COLLECTION_PAGE, "cloud of the messaging system, such as Global"),
    row("Destination.MessagingProviderHostName", STRING, Text, Messaging, SomeJobs, COLLECTION_PAGE, "domain of the messaging system"),
    row("Destination.MessagingProviderUserName", STRING, Text, Messaging, SomeJobs, COLLECTION_PAGE, "account that connects to the messaging system"),
    secret_row("Destination.MessagingProviderPassword", "password of that account, encrypted by the product"),
    secret_row("Destination.MessagingProviderCertificatePassword", "password of the certificate, encrypted by the product"),
    secret_row("Destination.MessagingProviderCertificate", "certificate with its private key, PKCS#12 in base64"),
    row("Destination.MessagingProviderApplicationId", STRING, Guid, Messaging, SomeJobs, COLLECTION_PAGE, "application registered for the messaging system"),
    row("Destination.MessagingProviderServer", STRING, Text, Messaging, SomeJobs, COLLECTION_PAGE, "server of the messaging system"),

    row("JobOwners", STRING, Text, Job, EveryJob, JOB_PAGE, "owners as name#GUID"),
    row("JobOwnerIds", STRING, Text, Job, EveryJob, JOB_PAGE, "GUIDs of the owners"),
    row("IsNotificationEnabled", BOOLEAN, Boolean, Job, EveryJob, JOB_PAGE, "whether the job mails its result"),
    row("ScheduledTask", STRING, Text, Job, EveryJob, JOB_PAGE, "schedule of the job"),
    row("SmartGroupScheduleTask", STRING, Text, Job, EveryJob, JOB_PAGE, "Smart Group update that runs after the job"),
    row("memberkey", STRING, Text, Job, SomeJobs, COLLECTION_PAGE, "attribute that group members are looked up by"),
];

const fn row(
    key: &'static str,
    data_types: &'static [&'static str],
    value_type: ValueType,
    scope: SettingScope,
    frequency: Frequency,
    doc_page: &'static str,
    description: &'static str,
) -> Setting {
    Setting { key, data_types, value_type, secret: false, scope, frequency, description, doc_page }
}

const fn secret_row(key: &'static str, description: &'static str) -> Setting {
    let (data_types, value_type, scope, frequency) =
        (STRING, ValueType::Text, SettingScope::Messaging, Frequency::SomeJobs);
    Setting {
        key,
        data_types,
        value_type,
        secret: true,
        scope,
        frequency,
        description,
        doc_page: COLLECTION_PAGE,
    }
}

/// The settings by key.
static BY_KEY: LazyLock<AsciiCaseMap<SettingId>> = LazyLock::new(|| {
    let settings = SETTINGS.iter().enumerate();
    AsciiCaseMap::new(
        settings.filter_map(|(place, setting)| Some((setting.key, SettingId::from_index(place)?))),
    )
});

/// The key as the product knows it, compared without regard to case.
#[must_use]
pub fn setting(key: &str) -> Option<&'static Setting> {
    setting_id(key)?.setting()
}

/// Its place among all settings.
#[must_use]
pub fn setting_id(key: &str) -> Option<SettingId> {
    BY_KEY.get(key).copied()
}

/// The same, and whether the key is capitalised as the product does it.
#[must_use]
pub fn setting_id_with_case(key: &str) -> Option<(bool, SettingId)> {
    BY_KEY.get_with_exactness(key).map(|(is_exact, id)| (is_exact, *id))
}

/// The settings that every published job has of a side.
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

/// The letters in each of the keys.
static LETTER_SETS: LazyLock<Vec<u32>> =
    LazyLock::new(|| SETTINGS.iter().map(|known| letter_set(known.key)).collect());

/// The key that an unknown one was most likely meant to be.
///
/// Other providers have keys that are public nowhere: few letters may differ, and behind the dot no
/// more than would be let pass in that word alone (`Destination.Time` is not `Destination.Type`).
#[must_use]
pub fn closest_setting(key: &str) -> Option<SettingId> {
    let form = (key.len(), letter_set(key));
    let distance_to = |(index, (known, letters)): (usize, (&Setting, &u32))| {
        if !may_be_typo(form, (known.key.len(), *letters)) {
            return None;
        }
        let distance = typo_distance(key, known.key)?;
        let behind_the_dot = (key.split_once('.'), known.key.split_once('.'));
        if let (Some((_, written)), Some((_, meant))) = behind_the_dot {
            typo_distance(written, meant)?;
        }
        Some((distance, index))
    };
    let known = SETTINGS.iter().zip(&*LETTER_SETS).enumerate();
    known
        .filter_map(distance_to)
        .min_by_key(|(distance, _)| *distance)
        .and_then(|(_, index)| SettingId::from_index(index))
}

/// Whether a setting of this key holds a secret: one the product is known to write, or one whose
/// name says so.
#[must_use]
pub fn is_secret_setting(key: &str) -> bool {
    // Most texts that are asked about hold none of the words, and need not be looked up.
    contains_secret_word(key) && setting(key).is_none_or(|known| known.secret)
}

/// Whether a key has one of the words in it that name secrets, in any case.
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
    fn keys_are_unique_and_found_in_any_case() {
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
    fn data_types_are_those_of_published_jobs() {
        for known in SETTINGS {
            assert!(known.data_types.iter().all(|name| DATA_TYPES.contains(name)), "{}", known.key);
        }
    }

    #[test]
    fn suggests_misspelled_keys() {
        for (written, meant) in [
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
                Some(meant),
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
