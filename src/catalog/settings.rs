//! The keys of a job's `settings`.

/// What the value of a setting looks like, inside its string.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueForm {
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

/// One key.
#[derive(Debug)]
pub struct Setting {
    /// The key as the product writes it.
    pub key: &'static str,
    /// The data types the product writes for it.
    pub data_types: &'static [&'static str],
    /// What its value looks like.
    pub form: ValueForm,
    /// Whether the value must never be shown.
    pub secret: bool,
    /// What it means.
    pub meaning: &'static str,
}

const STRING: &[&str] = &["System.String"];
const INT32: &[&str] = &["System.Int32"];
const BOOLEAN: &[&str] = &["System.Boolean"];

const fn row(
    key: &'static str,
    data_types: &'static [&'static str],
    form: ValueForm,
    meaning: &'static str,
) -> Setting {
    Setting { key, data_types, form, secret: false, meaning }
}

const fn secret(key: &'static str, meaning: &'static str) -> Setting {
    Setting { key, data_types: STRING, form: ValueForm::Text, secret: true, meaning }
}

use ValueForm::{Boolean, Guid, Integer, Json, Text};

/// Every key in published jobs. Sources: "Create a New Job", "Get Job Details", "Create a New Job
/// Collection" and "Get Job Collection Details".
#[rustfmt::skip]
pub const SETTINGS: &[Setting] = &[
    row("Source.Type", INT32, Integer, "id of the source's data source or identity store on this server"),
    row("SourceProvider", INT32, Integer, "the same id"),
    row("Source.Provider", STRING, Integer, "the same id"),
    row("Source.ProviderName", STRING, Text, "kind of the source, such as Microsoft Excel"),
    row("Source.ProviderType", STRING, Integer, "1 for a directory, 2 for a table"),
    row("Source.IsDirectoryProvider", STRING, Boolean, "whether the source is a directory"),
    row("Source.IsTableProvider", STRING, Boolean, "whether the source is a table"),
    row("Source.Table", STRING, Text, "sheet, table or view that is read"),
    row("Source.Container", STRING, Text, "container that is read"),
    row("Source.ContainerDetails", STRING, Json, "the same container as the portal shows it"),
    row("Source.ShouldIncludeSubTree", STRING, Boolean, "whether containers below it are read too"),
    // The product itself writes this one twice, once with each data type.
    row("Destination.Type", &["System.Int32", "System.String"], Integer, "id of the destination's data source or identity store on this server"),
    row("DestinationProvider", INT32, Integer, "the same id"),
    row("Destination.Provider", STRING, Integer, "the same id"),
    row("Destination.ProviderName", STRING, Text, "kind of the destination, such as Active Directory"),
    row("Destination.ProviderType", STRING, Integer, "1 for a directory, 2 for a table"),
    row("Destination.IsDirectoryProvider", STRING, Boolean, "whether the destination is a directory"),
    row("Destination.IsTableProvider", STRING, Boolean, "whether the destination is a table"),
    row("Destination.Table", STRING, Text, "sheet, table or view that is written"),
    row("Destination.Container", STRING, Text, "container that objects are looked up, created and updated in"),
    row("Destination.ContainerDetails", STRING, Json, "the same container as the portal shows it"),
    row("Destination.ShouldIncludeSubTree", STRING, Boolean, "whether containers below it belong to it"),
    row("Destination.ChangeServiceAccount", STRING, Text, "service account to use instead of the identity store's"),
    row("Destination.ScriptingLanguage", STRING, Text, "language of scripts; 0 is Visual Basic .NET"),
    row("Destination.ExposedScriptCode", STRING, Text, "the global script"),
    row("Destination.ConfiguredMessagingProvider", STRING, Text, "number of the messaging system"),
    row("Destination.ConfiguredMessagingProviderName", STRING, Text, "messaging system, such as Office 365"),
    row("Destination.MessagingProviderConfiguredFrom", STRING, Text, "where the messaging system was configured"),
    row("Destination.MessagingProviderCloud", STRING, Text, "cloud of the messaging system, such as Global"),
    row("Destination.MessagingProviderHostName", STRING, Text, "domain of the messaging system"),
    row("Destination.MessagingProviderUserName", STRING, Text, "account that connects to the messaging system"),
    secret("Destination.MessagingProviderPassword", "password of that account, encrypted by the product"),
    secret("Destination.MessagingProviderCertificatePassword", "password of the certificate, encrypted by the product"),
    secret("Destination.MessagingProviderCertificate", "certificate with its private key, PKCS#12 in base64"),
    row("Destination.MessagingProviderApplicationId", STRING, Guid, "application registered for the messaging system"),
    row("Destination.MessagingProviderServer", STRING, Text, "server of the messaging system"),
    row("JobOwners", STRING, Text, "owners as name#GUID"),
    row("JobOwnerIds", STRING, Text, "GUIDs of the owners"),
    row("IsNotificationEnabled", BOOLEAN, Boolean, "whether the job mails its result"),
    row("ScheduledTask", STRING, Text, "schedule of the job"),
    row("SmartGroupScheduleTask", STRING, Text, "Smart Group update that runs after the job"),
    row("memberkey", STRING, Text, "attribute that group members are looked up by"),
];

/// The key as the product knows it, compared without regard to case.
#[must_use]
pub fn setting(key: &str) -> Option<&'static Setting> {
    SETTINGS.iter().find(|setting| setting.key.eq_ignore_ascii_case(key))
}

/// Whether a setting of this key holds a secret: one the product is known to write, or one whose
/// name says so.
#[must_use]
pub fn is_secret_setting(key: &str) -> bool {
    if let Some(known) = setting(key) {
        return known.secret;
    }
    let lower = key.to_ascii_lowercase();
    ["password", "secret", "certificate", "token", "privatekey", "passphrase", "credential", "apikey"]
        .iter()
        .any(|word| lower.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_unique() {
        let mut keys: Vec<String> = SETTINGS.iter().map(|setting| setting.key.to_lowercase()).collect();
        keys.sort();
        let all = keys.len();
        keys.dedup();
        assert_eq!(keys.len(), all);
    }

    #[test]
    fn secrets_are_known_by_name() {
        for key in ["Destination.MessagingProviderPassword", "source.clientsecret", "Source.BearerToken"] {
            assert!(is_secret_setting(key), "{key}");
        }
        assert!(!is_secret_setting("Destination.Container"));
    }
}
