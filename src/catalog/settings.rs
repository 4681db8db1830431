//! Keys of a job's `settings`.

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
pub(crate) const DATA_TYPES: &[&str] = &["System.String", "System.Int32", "System.Boolean"];

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
pub(crate) static SETTINGS: &[Setting] = &[
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
