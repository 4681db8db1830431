//! Descriptions of settings and their values.

use crate::catalog::{ProviderClass, Setting, VISUAL_BASIC, ValueType, provider};
use crate::job::SettingEntry;
use crate::language::distinguished_name;
use crate::lsp::features::markdown::HoverDoc;

use super::catalog::describe_provider;

/// The description of one key. The keys of a side are listed without the side; `{side}` is replaced by it.
struct SettingDoc {
    key: &'static str,
    description: &'static str,
    value_origin: ValueOrigin,
}

/// The origin of a value, with the page of the wizard.
enum ValueOrigin {
    /// Entered on the page.
    UserChosen(&'static str),
    /// Written by the product as a consequence of other choices on the page.
    Derived(&'static str),
}

use ValueOrigin::{Derived, UserChosen};

const SIDES: &str = "Source and Destination";
const TEMPLATE: &str = "Choose Your Job Template";
const FIELDS: &str = "Object Fields and Mapping";
const SELECTED: &str = "Selected Field";
const SCHEDULE: &str = "Schedule and Notification";
const MESSAGING: &str = "Messaging System Overview";

const ID: &str = "The id of the data source or identity store of the {side} on this server. It differs between servers and \
    does not identify the kind of provider. `Type`, `Provider` and the key without a dot contain the same id.";

/// Descriptions of all keys of the catalogue. Sources: the page of each entry, "Create a New Job" and "Get Job
/// Collection Details".
#[rustfmt::skip]
const SETTING_DOCS: &[SettingDoc] = &[
    SettingDoc { key: "Type", description: ID, value_origin: Derived(SIDES) },
    SettingDoc { key: "SourceProvider", description: ID, value_origin: Derived(SIDES) },
    SettingDoc { key: "DestinationProvider", description: ID, value_origin: Derived(SIDES) },
    SettingDoc { key: "Provider", description: ID, value_origin: Derived(SIDES) },
    SettingDoc { key: "ProviderName", description: "The kind of system of the {side}. The name of the configured system is in `jobInfo`.", value_origin: Derived(SIDES) },
    SettingDoc { key: "ProviderType", description: "Whether the {side} is a directory (`1`) or a table (`2`): directories are read with filter criteria, tables with SQL.", value_origin: Derived(SIDES) },
    SettingDoc { key: "IsDirectoryProvider", description: "Whether the {side} is a directory (an identity store). Exactly one of the two flags of a side is `True`.", value_origin: Derived(SIDES) },
    SettingDoc { key: "IsTableProvider", description: "Whether the {side} is a table (a data source). Exactly one of the two flags of a side is `True`.", value_origin: Derived(SIDES) },
    SettingDoc { key: "Table", description: "The sheet, table or view of the {side}, without the brackets and the `$` of SQL.", value_origin: UserChosen(SIDES) },
    SettingDoc { key: "Container", description: "The distinguished name of the container that is searched for objects of the {side}.", value_origin: UserChosen(SIDES) },
    SettingDoc { key: "ContainerDetails", description: "The node of the portal's tree for the container of the {side}: JSON in a string, with the same distinguished name as `Container`.", value_origin: Derived(SIDES) },
    SettingDoc { key: "ShouldIncludeSubTree", description: "Whether the containers below the container of the {side} are included.", value_origin: UserChosen(SIDES) },
    SettingDoc { key: "ChangeServiceAccount", description: "The service account for the {side} that replaces the one of its identity store; empty to use that one. Inferred from the name of the key: no page documents it.", value_origin: Derived(SIDES) },
    SettingDoc { key: "ScriptingLanguage", description: "The language of the job's scripts. All published jobs use Visual Basic .NET, with the value `0`; the number of Python is not published.", value_origin: UserChosen(FIELDS) },
    SettingDoc { key: "ExposedScriptCode", description: "The global script: a module with handlers for the events of the job. The scripts of transforms can use its declarations.", value_origin: UserChosen(FIELDS) },
    SettingDoc { key: "ConfiguredMessagingProvider", description: "The number of the messaging system in which mail-enabled objects are created.", value_origin: Derived(MESSAGING) },
    SettingDoc { key: "ConfiguredMessagingProviderName", description: "The messaging system in which mail-enabled objects are created.", value_origin: UserChosen(MESSAGING) },
    SettingDoc { key: "MessagingProviderConfiguredFrom", description: "Whether the messaging system is the one of the identity store or was added for the job. The meaning of the numbers is not published.", value_origin: UserChosen(MESSAGING) },
    SettingDoc { key: "MessagingProviderCloud", description: "The cloud of the messaging system; `Global` in published jobs.", value_origin: Derived(MESSAGING) },
    SettingDoc { key: "MessagingProviderHostName", description: "The domain of the messaging system.", value_origin: UserChosen(MESSAGING) },
    SettingDoc { key: "MessagingProviderUserName", description: "The account that connects to the messaging system.", value_origin: UserChosen(MESSAGING) },
    SettingDoc { key: "MessagingProviderPassword", description: "The password of the account that connects to the messaging system. The product encrypts it. Do not store it in a shared file.", value_origin: UserChosen(MESSAGING) },
    SettingDoc { key: "MessagingProviderCertificatePassword", description: "The password of the certificate. The product encrypts it. Do not store it in a shared file.", value_origin: Derived(MESSAGING) },
    SettingDoc { key: "MessagingProviderCertificate", description: "A certificate with its private key (PKCS#12 in Base64). It allows to sign in as the application: do not store it in a shared file.", value_origin: Derived(MESSAGING) },
    SettingDoc { key: "MessagingProviderApplicationId", description: "The GUID of the application that is registered for the messaging system.", value_origin: UserChosen(MESSAGING) },
    SettingDoc { key: "MessagingProviderServer", description: "The server of the messaging system.", value_origin: UserChosen(MESSAGING) },
    SettingDoc { key: "JobOwners", description: "The owners of the job as `name#GUID`. The GUIDs are those of `JobOwnerIds`.", value_origin: UserChosen(TEMPLATE) },
    SettingDoc { key: "JobOwnerIds", description: "The GUIDs of the owners of the job.", value_origin: Derived(TEMPLATE) },
    SettingDoc { key: "IsNotificationEnabled", description: "Whether the result of the job is reported by e-mail. In a collection, the notification settings of the collection apply instead.", value_origin: UserChosen(SCHEDULE) },
    SettingDoc { key: "ScheduledTask", description: "The schedule of the job. Schedules are created in the Admin Center and refer to their jobs; the value is empty in published jobs.", value_origin: Derived(SCHEDULE) },
    SettingDoc { key: "SmartGroupScheduleTask", description: "The Smart Group update that runs after the job; empty for none.", value_origin: UserChosen(SCHEDULE) },
    SettingDoc { key: "memberkey", description: "The attribute for looking up the members of a group in the destination. Members are only looked up, never created.", value_origin: UserChosen(SELECTED) },
];

/// Documents a setting: its data types, its purpose and the origin of its value.
pub(crate) fn setting_doc(setting: &Setting) -> HoverDoc {
    let data_types: Vec<String> = setting.data_types.iter().map(|name| format!("`{name}`")).collect();
    HoverDoc::new(format!("`{}`", setting.key))
        .title_suffix(data_types.join(" and "))
        .paragraph(explain_setting(setting))
        .paragraph(describe_setting_origin(setting))
        .source_page(setting.doc_page)
}

/// Explains the purpose of a setting.
pub(crate) fn explain_setting(setting: &Setting) -> String {
    match find_setting_doc(setting) {
        Some(doc) => doc.description.replace("{side}", side_of_key(setting.key)),
        None => format!("The {}.", setting.description),
    }
}

/// States whether the author or the product writes the value of a setting.
fn describe_setting_origin(setting: &Setting) -> String {
    match find_setting_doc(setting).map(|doc| &doc.value_origin) {
        Some(UserChosen(page)) => format!("Set by the author of the job on the page “{page}”."),
        Some(Derived(page)) => {
            format!("Written by the product, depending on the choices on the page “{page}”.")
        }
        None => format!("Shown on the page “{}”.", setting.doc_page),
    }
}

/// The meaning of a value that is not obvious from its text; `None` for secrets.
pub(crate) fn describe_setting_value(entry: &SettingEntry<'_>) -> Option<String> {
    let setting = entry.definition?;
    let value = entry.value_text()?;
    let value = value.trim();
    if setting.secret || value.is_empty() {
        return None;
    }
    match key_without_side(setting.key) {
        "ProviderName" => provider(value).map(describe_provider),
        "ProviderType" => [ProviderClass::Directory, ProviderClass::Table]
            .into_iter()
            .find(|class| class.provider_type() == value)
            .map(|class| format!("{} ({})", class.describe(), class.product_term())),
        "Container" => distinguished_name::parse(value).ok().map(|name| name.describe()),
        "ScriptingLanguage" if value == VISUAL_BASIC => Some("Visual Basic .NET".to_owned()),
        "JobOwners" => value.split_once('#').map(|(owner, _)| format!("owned by {owner}")),
        _ if setting.value_type == ValueType::Boolean => match value.to_ascii_lowercase().as_str() {
            "true" => Some("yes".to_owned()),
            "false" => Some("no".to_owned()),
            _ => None,
        },
        _ => None,
    }
}

fn find_setting_doc(setting: &Setting) -> Option<&'static SettingDoc> {
    let key = key_without_side(setting.key);
    SETTING_DOCS.iter().find(|doc| doc.key == key)
}

/// The part of a key after `Source.` or `Destination.`.
pub(crate) fn key_without_side(key: &str) -> &str {
    key.split_once('.').map_or(key, |(_, name)| name)
}

fn side_of_key(key: &str) -> &'static str {
    if key.starts_with("Source") { "source" } else { "destination" }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::{SETTINGS, setting};
    use crate::job::{FileKind, JobFile};
    use crate::json::{Document, NodeId, Tree, parse};

    #[test]
    fn explains_every_setting() {
        for setting in SETTINGS {
            assert!(find_setting_doc(setting).is_some(), "{}", setting.key);
            let text = explain_setting(setting);
            assert!(text.ends_with('.') && !text.contains('{'), "{text}");
        }
        for doc in SETTING_DOCS {
            let is_key = |key: &str| key == doc.key || key_without_side(key) == doc.key;
            assert!(SETTINGS.iter().any(|setting| is_key(setting.key)), "{}", doc.key);
        }
    }

    #[test]
    fn explanation_names_side() {
        let setting = setting("Source.Type").expect("known");
        assert!(describe_setting_origin(setting).contains("Written by the product"));
        assert!(explain_setting(setting).contains("of the source on this server"));
    }

    #[test]
    fn describes_values_except_secrets() {
        for (key, value, expected) in [
            ("Source.ProviderType", "2", Some("a table (data source)")),
            ("Source.IsTableProvider", "True", Some("yes")),
            ("Destination.Container", "OU=API,DC=example,DC=com", Some("container API below example.com")),
            ("Destination.Container", "invalid", None),
            ("Destination.ScriptingLanguage", "0", Some("Visual Basic .NET")),
            ("JobOwners", "Sync#1d073798", Some("owned by Sync")),
            ("Source.Table", "Staff", None),
            ("Source.Tabel", "True", None),
            ("IsNotificationEnabled", "", None),
            ("Destination.MessagingProviderPassword", "True", None),
        ] {
            let text = format!(r#"{{"settings": [{{"key": "{key}", "value": "{value}"}}]}}"#);
            let mut tree = Tree::new();
            parse(&text, &mut tree);
            let document = Document::new(&text, &tree);
            let file = JobFile::new(&document, FileKind::Job, NodeId::ROOT);
            let description = describe_setting_value(&file.jobs[0].settings.entries()[0]);
            assert_eq!(description.as_deref(), expected, "{key}");
        }
    }
}
