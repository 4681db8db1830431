//! What an editor says of a setting: what it decides, and where its value comes from.

use super::Setting;

/// What is said of one key. Keys of a side are named without the side, and `{side}` stands for it.
struct SettingDoc {
    key: &'static str,
    description: &'static str,
    value_origin: ValueOrigin,
}

/// Where a value comes from.
enum ValueOrigin {
    /// Somebody chooses it on a page of the wizard.
    UserChosen(&'static str),
    /// The product writes it when something else is chosen on that page.
    Derived(&'static str),
}

use ValueOrigin::{Derived, UserChosen};

const SIDES: &str = "Source and Destination";
const TEMPLATE: &str = "Choose Your Job Template";
const FIELDS: &str = "Object Fields and Mapping";
const SELECTED: &str = "Selected Field";
const SCHEDULE: &str = "Schedule and Notification";
const MESSAGING: &str = "Messaging System Overview";

const ID: &str = "The id that this server gave to the data source or identity store of the {side}. It differs from \
    server to server and says nothing of the kind of provider; `Type`, `Provider` and the key without a dot all \
    hold the same id.";

/// Every key of the catalogue. Sources: the pages that the entries name, "Create a New Job" and "Get Job
/// Collection Details".
#[rustfmt::skip]
const SETTING_DOCS: &[SettingDoc] = &[
    SettingDoc { key: "Type", description: ID, value_origin: Derived(SIDES) },
    SettingDoc { key: "SourceProvider", description: ID, value_origin: Derived(SIDES) },
    SettingDoc { key: "DestinationProvider", description: ID, value_origin: Derived(SIDES) },
    SettingDoc { key: "Provider", description: ID, value_origin: Derived(SIDES) },
    SettingDoc { key: "ProviderName", description: "The kind of system that the {side} is. The configured system itself is named in `jobInfo`.", value_origin: Derived(SIDES) },
    SettingDoc { key: "ProviderType", description: "Whether the {side} is a directory (`1`) or a table (`2`): directories are read with filter criteria, tables with SQL.", value_origin: Derived(SIDES) },
    SettingDoc { key: "IsDirectoryProvider", description: "Whether the {side} is a directory, which is called an identity store. Exactly one of the two flags of a side is `True`.", value_origin: Derived(SIDES) },
    SettingDoc { key: "IsTableProvider", description: "Whether the {side} is a table, which is called a data source. Exactly one of the two flags of a side is `True`.", value_origin: Derived(SIDES) },
    SettingDoc { key: "Table", description: "The sheet, table or view of the {side}, without the brackets and the `$` that SQL writes.", value_origin: UserChosen(SIDES) },
    SettingDoc { key: "Container", description: "The distinguished name of the container that objects of the {side} are looked for in.", value_origin: UserChosen(SIDES) },
    SettingDoc { key: "ContainerDetails", description: "The container of the {side} as the portal's tree shows it: JSON in a string, with the same distinguished name as `Container`.", value_origin: Derived(SIDES) },
    SettingDoc { key: "ShouldIncludeSubTree", description: "Whether the containers below the one of the {side} belong to it, too.", value_origin: UserChosen(SIDES) },
    SettingDoc { key: "ChangeServiceAccount", description: "The service account that the {side} is used with instead of the one of its identity store; empty for that one. As its name tells: no page describes it.", value_origin: Derived(SIDES) },
    SettingDoc { key: "ScriptingLanguage", description: "The language of the job's scripts. The scripts of every published job are Visual Basic .NET, with `0` here; the number of Python is not published.", value_origin: UserChosen(FIELDS) },
    SettingDoc { key: "ExposedScriptCode", description: "The global script: a module whose handlers run at the events of the job. What it declares can be used in the scripts of transforms.", value_origin: UserChosen(FIELDS) },
    SettingDoc { key: "ConfiguredMessagingProvider", description: "The number of the messaging system that mail-enabled objects are created with.", value_origin: Derived(MESSAGING) },
    SettingDoc { key: "ConfiguredMessagingProviderName", description: "The messaging system that mail-enabled objects are created with.", value_origin: UserChosen(MESSAGING) },
    SettingDoc { key: "MessagingProviderConfiguredFrom", description: "Whether the messaging system is that of the identity store or was added for the job. Which number is which is not published.", value_origin: UserChosen(MESSAGING) },
    SettingDoc { key: "MessagingProviderCloud", description: "The cloud of the messaging system; `Global` in published jobs.", value_origin: Derived(MESSAGING) },
    SettingDoc { key: "MessagingProviderHostName", description: "The domain of the messaging system.", value_origin: UserChosen(MESSAGING) },
    SettingDoc { key: "MessagingProviderUserName", description: "The account that connects to the messaging system.", value_origin: UserChosen(MESSAGING) },
    SettingDoc { key: "MessagingProviderPassword", description: "The password of the account that connects to the messaging system. The product encrypts it; it does not belong into a file that is shared.", value_origin: UserChosen(MESSAGING) },
    SettingDoc { key: "MessagingProviderCertificatePassword", description: "The password of the certificate. The product encrypts it; it does not belong into a file that is shared.", value_origin: Derived(MESSAGING) },
    SettingDoc { key: "MessagingProviderCertificate", description: "A certificate with its private key, PKCS#12 in base64. Whoever has it can sign in as the application; it does not belong into a file that is shared.", value_origin: Derived(MESSAGING) },
    SettingDoc { key: "MessagingProviderApplicationId", description: "The application that is registered for the messaging system, a GUID.", value_origin: UserChosen(MESSAGING) },
    SettingDoc { key: "MessagingProviderServer", description: "The server of the messaging system.", value_origin: UserChosen(MESSAGING) },
    SettingDoc { key: "JobOwners", description: "The owners of the job as `name#GUID`. The GUIDs are those of `JobOwnerIds`.", value_origin: UserChosen(TEMPLATE) },
    SettingDoc { key: "JobOwnerIds", description: "The GUIDs of the owners of the job.", value_origin: Derived(TEMPLATE) },
    SettingDoc { key: "IsNotificationEnabled", description: "Whether a mail tells of the job's result. Inside a collection the notification of the collection counts instead.", value_origin: UserChosen(SCHEDULE) },
    SettingDoc { key: "ScheduledTask", description: "The schedule of the job. Schedules are made in the Admin Center and name their jobs; it is empty in published jobs.", value_origin: Derived(SCHEDULE) },
    SettingDoc { key: "SmartGroupScheduleTask", description: "The Smart Group update that runs after the job; empty for none.", value_origin: UserChosen(SCHEDULE) },
    SettingDoc { key: "memberkey", description: "The attribute by which the members of a group are looked up in the destination. Members are looked up only, never created.", value_origin: UserChosen(SELECTED) },
];

impl Setting {
    /// The side that its key starts with.
    fn side(&self) -> &'static str {
        if self.key.starts_with("Source") { "source" } else { "destination" }
    }

    fn doc(&self) -> Option<&'static SettingDoc> {
        let name = self.key.split_once('.').map_or(self.key, |(_, name)| name);
        SETTING_DOCS.iter().find(|words| words.key == name)
    }

    /// What it decides, in sentences.
    #[must_use]
    pub fn explanation(&self) -> String {
        match self.doc() {
            Some(words) => words.description.replace("{side}", self.side()),
            None => format!("The {}.", self.description),
        }
    }

    /// Who writes its value, in a sentence.
    #[must_use]
    pub fn describe_origin(&self) -> String {
        match self.doc().map(|words| &words.value_origin) {
            Some(UserChosen(page)) => format!("Chosen by the job's author on the page “{page}”."),
            Some(Derived(page)) => format!("Written by the product, by what is chosen on the page “{page}”."),
            None => format!("Shown on the page “{}”.", self.doc_page),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::catalog::{SETTINGS, setting};

    #[test]
    fn every_setting_is_explained() {
        for known in SETTINGS {
            assert!(known.doc().is_some(), "{}", known.key);
            let said = known.explanation();
            assert!(said.ends_with('.') && !said.contains('{'), "{said}");
        }
        for words in super::SETTING_DOCS {
            let is_key = |key: &str| {
                key == words.key || key.split_once('.').is_some_and(|(_, name)| name == words.key)
            };
            assert!(SETTINGS.iter().any(|known| is_key(known.key)), "{}", words.key);
        }
    }

    #[test]
    fn explanation_names_side() {
        let known = setting("Source.Type").expect("known");
        assert!(known.describe_origin().contains("Written by the product"));
        assert!(known.explanation().contains("of the source."));
    }
}
