//! What an editor says of parts of a job.

use crate::catalog::{Provider, ProviderClass, VISUAL_BASIC, ValueType, provider};
use crate::json::{Document, NodeId, NodeKind};
use crate::language::distinguished_name;
use crate::text::{Secrets, unescape};

use super::SettingEntry;

impl SettingEntry<'_> {
    /// What its value says, where that is more than what stands there. Never of a secret.
    #[must_use]
    pub fn describe_value(&self) -> Option<String> {
        let known = self.definition?;
        let value = self.value_text()?;
        let value = value.trim();
        if known.secret || value.is_empty() {
            return None;
        }
        let name = known.key.split_once('.').map_or(known.key, |(_, name)| name);
        match name {
            "ProviderName" => provider(value).map(Provider::describe),
            "ProviderType" => [ProviderClass::Directory, ProviderClass::Table]
                .into_iter()
                .find(|class| class.provider_type() == value)
                .map(|class| format!("{} ({})", class.describe(), class.product_term())),
            "Container" => distinguished_name::parse(value).ok().map(|name| name.describe()),
            "ScriptingLanguage" if value == VISUAL_BASIC => Some("Visual Basic .NET".to_owned()),
            "JobOwners" => value.split_once('#').map(|(owner, _)| format!("owned by {owner}")),
            _ if known.value_type == ValueType::Boolean => match value.to_ascii_lowercase().as_str() {
                "true" => Some("yes".to_owned()),
                "false" => Some("no".to_owned()),
                _ => None,
            },
            _ => None,
        }
    }
}

/// The value of a string with its secrets masked; `None` for every other kind.
#[must_use]
pub fn masked_string(document: &Document<'_>, id: NodeId, secrets: &Secrets) -> Option<String> {
    if document.kind(id) != NodeKind::String {
        return None;
    }
    let masked = secrets.masked(document.text(), document.content_span(id));
    Some(unescape(&masked).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::job::{FileKind, JobFile, find_secrets};
    use crate::json::{Tree, parse};

    #[test]
    fn describes_values_except_secrets() {
        for (key, value, said) in [
            ("Source.ProviderType", "2", Some("a table (data source)")),
            ("Source.IsTableProvider", "True", Some("yes")),
            ("Destination.Container", "OU=API,DC=example,DC=com", Some("container API below example.com")),
            ("Destination.Container", "nowhere", None),
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
            let said_of_it = file.jobs[0].settings.entries()[0].describe_value();
            assert_eq!(said_of_it.as_deref(), said, "{key}");
        }
    }

    #[test]
    fn masks_secrets_in_strings() {
        let text = r#"{"destinationField": "password", "transform": "Static:value=Hun\\ter2"}"#;
        let mut tree = Tree::new();
        parse(text, &mut tree);
        let document = Document::new(text, &tree);
        let transform = document.find_by_pointer("/transform").expect("a transform");
        let shown = masked_string(&document, transform, &find_secrets(&document));
        assert_eq!(shown.as_deref(), Some("Static:value=••••"));
        assert_eq!(masked_string(&document, NodeId::ROOT, &Secrets::default()), None);
    }
}
