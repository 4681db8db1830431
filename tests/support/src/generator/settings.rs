//! The settings of a job.

use super::json::{Json, object};
use super::random::Random;
use super::systems::ConnectedSystem;

/// A list of settings under construction.
#[derive(Debug, Default)]
pub struct Settings(Vec<Json>);

/// One side of a job.
pub struct SideSettings<'s> {
    pub prefix: &'static str,
    pub system: &'s ConnectedSystem,
    pub table: &'s str,
    pub container: &'s str,
}

impl Settings {
    pub fn into_json(self) -> Json {
        Json::Array(self.0)
    }

    pub fn text(&mut self, key: impl Into<String>, value: impl Into<String>) {
        self.entry(key.into(), value.into(), "System.String");
    }

    fn entry(&mut self, key: String, value: String, data_type: &str) {
        self.0.push(object! {
            "action": 0, "id": 0, "key": key, "value": value, "dataType": data_type, "objectType": Json::Null,
        });
    }

    pub fn flag(&mut self, key: &str, value: bool) {
        self.entry(key.to_owned(), dotnet_bool(value).to_owned(), "System.Boolean");
    }

    pub fn owners(&mut self, guid: &str) {
        self.text("JobOwners", format!("SyncOperator#{guid}"));
        self.text("JobOwnerIds", guid);
    }

    pub fn side(&mut self, side: &SideSettings<'_>, random: &mut Random) {
        let SideSettings { prefix, system, table, container } = side;
        let id = system.id.to_string();
        let class = if system.is_directory() { "1" } else { "2" };
        self.entry(format!("{prefix}.Type"), id.clone(), "System.Int32");
        self.entry(format!("{prefix}Provider"), id.clone(), "System.Int32");
        self.text(format!("{prefix}.ProviderName"), system.provider.name);
        self.text(format!("{prefix}.Provider"), id);
        self.text(format!("{prefix}.ProviderType"), class);
        self.text(format!("{prefix}.IsDirectoryProvider"), dotnet_bool(system.is_directory()));
        self.text(format!("{prefix}.IsTableProvider"), dotnet_bool(!system.is_directory()));
        if system.has_table() {
            self.text(format!("{prefix}.Table"), *table);
        }
        if system.needs_container() {
            self.text(format!("{prefix}.ContainerDetails"), container_details(container, system, random));
            self.text(format!("{prefix}.ShouldIncludeSubTree"), "True");
            self.text(format!("{prefix}.Container"), *container);
        }
    }

    pub fn messaging(&mut self, name: &str, host: &str) {
        let number = if name == "Exchange" { "3" } else { "6" };
        self.text("Destination.ConfiguredMessagingProvider", number);
        self.text("Destination.ConfiguredMessagingProviderName", name);
        self.text("Destination.MessagingProviderConfiguredFrom", "1");
        self.text("Destination.MessagingProviderHostName", host);
        self.text("Destination.MessagingProviderUserName", format!("svc-messaging@{host}"));
        self.text("Destination.MessagingProviderPassword", "${MESSAGING_PASSWORD}");
        self.text("Destination.MessagingProviderServer", format!("mail01.{host}"));
    }
}

fn dotnet_bool(value: bool) -> &'static str {
    if value { "True" } else { "False" }
}

/// Serialises the container as the portal does: as a JSON document in a string.
fn container_details(container: &str, system: &ConnectedSystem, random: &mut Random) -> String {
    let is_domain = container.starts_with("DC=");
    let name = match container.split_once(',') {
        Some((first, _)) if !is_domain => first.trim_start_matches("OU=").to_owned(),
        _ => system.domain.1.clone(),
    };
    let (id, parent) = if is_domain {
        (system.domain.1.clone(), format!("{}-gc", system.domain.1))
    } else {
        (random.guid(), random.guid())
    };
    object! {
        "id": id.clone(), "name": name.clone(), "children": Vec::new(), "parentId": parent, "showChildren": false,
        "hasChildren": false, "nodeType": if is_domain { "Domain" } else { "Container" },
        "DistinguishedName": container, "IdFromIdentityStore": id, "DisplayName": name, "isSelected": true,
        "isFocused": true,
    }
    .text(super::Layout::Windows)
    .trim_end()
    .to_owned()
}
