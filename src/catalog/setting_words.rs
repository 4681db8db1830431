//! What an editor says of a setting: what it decides, and where its value comes from.

use super::Setting;

/// What is said of one key. Keys of a side are named without the side, and `{side}` stands for it.
struct Words {
    key: &'static str,
    decides: &'static str,
    origin: Origin,
}

/// Where a value comes from.
enum Origin {
    /// Somebody chooses it on a page of the wizard.
    Chosen(&'static str),
    /// The product writes it when something else is chosen on that page.
    Follows(&'static str),
}

use Origin::{Chosen, Follows};

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
const WORDS: &[Words] = &[
    Words { key: "Type", decides: ID, origin: Follows(SIDES) },
    Words { key: "SourceProvider", decides: ID, origin: Follows(SIDES) },
    Words { key: "DestinationProvider", decides: ID, origin: Follows(SIDES) },
    Words { key: "Provider", decides: ID, origin: Follows(SIDES) },
    Words { key: "ProviderName", decides: "The kind of system that the {side} is. The configured system itself is named in `jobInfo`.", origin: Follows(SIDES) },
    Words { key: "ProviderType", decides: "Whether the {side} is a directory (`1`) or a table (`2`): directories are read with filter criteria, tables with SQL.", origin: Follows(SIDES) },
    Words { key: "IsDirectoryProvider", decides: "Whether the {side} is a directory, which is called an identity store. Exactly one of the two flags of a side is `True`.", origin: Follows(SIDES) },
    Words { key: "IsTableProvider", decides: "Whether the {side} is a table, which is called a data source. Exactly one of the two flags of a side is `True`.", origin: Follows(SIDES) },
    Words { key: "Table", decides: "The sheet, table or view of the {side}, without the brackets and the `$` that SQL writes.", origin: Chosen(SIDES) },
    Words { key: "Container", decides: "The distinguished name of the container that objects of the {side} are looked for in.", origin: Chosen(SIDES) },
    Words { key: "ContainerDetails", decides: "The container of the {side} as the portal's tree shows it: JSON in a string, with the same distinguished name as `Container`.", origin: Follows(SIDES) },
    Words { key: "ShouldIncludeSubTree", decides: "Whether the containers below the one of the {side} belong to it, too.", origin: Chosen(SIDES) },
    Words { key: "ChangeServiceAccount", decides: "The service account that the {side} is used with instead of the one of its identity store; empty for that one. As its name tells: no page describes it.", origin: Follows(SIDES) },
    Words { key: "ScriptingLanguage", decides: "The language of the job's scripts. The scripts of every published job are Visual Basic .NET, with `0` here; the number of Python is not published.", origin: Chosen(FIELDS) },
    Words { key: "ExposedScriptCode", decides: "The global script: a module whose handlers run at the events of the job. What it declares can be used in the scripts of transforms.", origin: Chosen(FIELDS) },
    Words { key: "ConfiguredMessagingProvider", decides: "The number of the messaging system that mail-enabled objects are created with.", origin: Follows(MESSAGING) },
    Words { key: "ConfiguredMessagingProviderName", decides: "The messaging system that mail-enabled objects are created with.", origin: Chosen(MESSAGING) },
    Words { key: "MessagingProviderConfiguredFrom", decides: "Whether the messaging system is that of the identity store or was added for the job. Which number is which is not published.", origin: Chosen(MESSAGING) },
    Words { key: "MessagingProviderCloud", decides: "The cloud of the messaging system; `Global` in published jobs.", origin: Follows(MESSAGING) },
    Words { key: "MessagingProviderHostName", decides: "The domain of the messaging system.", origin: Chosen(MESSAGING) },
    Words { key: "MessagingProviderUserName", decides: "The account that connects to the messaging system.", origin: Chosen(MESSAGING) },
    Words { key: "MessagingProviderPassword", decides: "The password of the account that connects to the messaging system. The product encrypts it; it does not belong into a file that is shared.", origin: Chosen(MESSAGING) },
    Words { key: "MessagingProviderCertificatePassword", decides: "The password of the certificate. The product encrypts it; it does not belong into a file that is shared.", origin: Follows(MESSAGING) },
    Words { key: "MessagingProviderCertificate", decides: "A certificate with its private key, PKCS#12 in base64. Whoever has it can sign in as the application; it does not belong into a file that is shared.", origin: Follows(MESSAGING) },
    Words { key: "MessagingProviderApplicationId", decides: "The application that is registered for the messaging system, a GUID.", origin: Chosen(MESSAGING) },
    Words { key: "MessagingProviderServer", decides: "The server of the messaging system.", origin: Chosen(MESSAGING) },
    Words { key: "JobOwners", decides: "The owners of the job as `name#GUID`. The GUIDs are those of `JobOwnerIds`.", origin: Chosen(TEMPLATE) },
    Words { key: "JobOwnerIds", decides: "The GUIDs of the owners of the job.", origin: Follows(TEMPLATE) },
    Words { key: "IsNotificationEnabled", decides: "Whether a mail tells of the job's result. Inside a collection the notification of the collection counts instead.", origin: Chosen(SCHEDULE) },
    Words { key: "ScheduledTask", decides: "The schedule of the job. Schedules are made in the Admin Center and name their jobs; it is empty in published jobs.", origin: Follows(SCHEDULE) },
    Words { key: "SmartGroupScheduleTask", decides: "The Smart Group update that runs after the job; empty for none.", origin: Chosen(SCHEDULE) },
    Words { key: "memberkey", decides: "The attribute by which the members of a group are looked up in the destination. Members are looked up only, never created.", origin: Chosen(SELECTED) },
];

impl Setting {
    /// The side that its key starts with.
    fn side(&self) -> &'static str {
        if self.key.starts_with("Source") { "source" } else { "destination" }
    }

    fn words(&self) -> Option<&'static Words> {
        let name = self.key.split_once('.').map_or(self.key, |(_, name)| name);
        WORDS.iter().find(|words| words.key == name)
    }

    /// What it decides, in sentences.
    #[must_use]
    pub fn explanation(&self) -> String {
        match self.words() {
            Some(words) => words.decides.replace("{side}", self.side()),
            None => format!("The {}.", self.meaning),
        }
    }

    /// Who writes its value, in a sentence.
    #[must_use]
    pub fn origin(&self) -> String {
        match self.words().map(|words| &words.origin) {
            Some(Chosen(page)) => format!("Chosen by the job's author on the page “{page}”."),
            Some(Follows(page)) => format!("Written by the product, by what is chosen on the page “{page}”."),
            None => format!("Shown on the page “{}”.", self.source),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::catalog::{SETTINGS, setting};

    #[test]
    fn every_setting_is_explained() {
        for known in SETTINGS {
            assert!(known.words().is_some(), "{}", known.key);
            let said = known.explanation();
            assert!(said.ends_with('.') && !said.contains('{'), "{said}");
        }
        for words in super::WORDS {
            let is_key = |key: &str| {
                key == words.key || key.split_once('.').is_some_and(|(_, name)| name == words.key)
            };
            assert!(SETTINGS.iter().any(|known| is_key(known.key)), "{}", words.key);
        }
    }

    #[test]
    fn the_side_is_named() {
        let known = setting("Source.Type").expect("known");
        assert!(known.origin().contains("Written by the product"));
        assert!(known.explanation().contains("of the source."));
    }
}
