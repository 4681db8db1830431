//! The systems of an invented company: what jobs read and write.

use joblint::catalog::{PROVIDERS, Provider, ProviderClass, Requirement};

use super::random::Random;
use super::words::{self, Field};

/// One configured data source or identity store.
#[derive(Debug, Clone)]
pub struct ConnectedSystem {
    pub provider: &'static Provider,
    pub name: String,
    pub id: usize,
    /// The domain of a directory, as its distinguished name and with dots.
    pub domain: (String, String),
}

/// All of them.
#[derive(Debug)]
pub struct Environment(pub Vec<ConnectedSystem>);

/// The places a system stands at.
const SYSTEM_SITES: &[&str] = &["Corp", "Campus", "Partner"];

impl Environment {
    /// Three systems of every provider that is known.
    pub fn new(seed: u64) -> Self {
        let mut random = Random::from_seed(seed, u64::MAX);
        let mut systems = Vec::new();
        for place in SYSTEM_SITES {
            for provider in PROVIDERS {
                let short: String = provider.name.chars().filter(|letter| letter.is_alphanumeric()).collect();
                let place_name = place.to_lowercase();
                systems.push(ConnectedSystem {
                    provider,
                    name: format!("{place}{short}"),
                    id: 11 + systems.len() + random.below(2) * 100,
                    domain: (
                        format!("DC={place_name},DC=example,DC=com"),
                        format!("{place_name}.example.com"),
                    ),
                });
            }
        }
        Self(systems)
    }

    /// Two different systems that a job can connect. Providers take turns by the number of the file,
    /// so that any few hundred files have every pair of them.
    pub fn pair(&self, number: usize, random: &mut Random) -> (&ConnectedSystem, &ConnectedSystem) {
        let kinds = PROVIDERS.len();
        let destinations: Vec<usize> =
            (0..kinds).filter(|kind| PROVIDERS[*kind].can_be_destination).collect();
        let source = number % kinds;
        let destination = destinations[number / kinds % destinations.len()];
        let source_place = random.below(SYSTEM_SITES.len());
        let destination_place =
            (source_place + 1 + random.below(SYSTEM_SITES.len() - 1)) % SYSTEM_SITES.len();
        (&self.0[source_place * kinds + source], &self.0[destination_place * kinds + destination])
    }
}

impl ConnectedSystem {
    pub fn is_directory(&self) -> bool {
        self.provider.class == Some(ProviderClass::Directory)
    }

    pub fn needs_container(&self) -> bool {
        self.provider.requirement == Requirement::Container
    }

    /// Whether its settings name a table.
    pub fn names_table(&self) -> bool {
        !self.is_directory() && self.provider.requirement != Requirement::None
    }

    /// A name for a field of a table, in the style of its provider.
    pub fn column_name(&self, name: &[&str]) -> String {
        match self.provider.name {
            "Oracle" => name.join("_").to_uppercase(),
            "ODBC" => name.join("_").to_lowercase(),
            "Microsoft Excel" | "Microsoft Access" => name.join(" "),
            _ => name.concat(),
        }
    }

    /// What it calls a field.
    pub fn field_name(&self, field: &Field) -> String {
        match self.provider.name {
            "Active Directory" => field.active_directory.to_owned(),
            "Microsoft Entra ID" => field.entra.to_owned(),
            "Google Workspace" => field.google.to_owned(),
            "Generic LDAP" => field.ldap.to_owned(),
            "SCIM" => field.scim.to_owned(),
            _ => self.column_name(field.words),
        }
    }

    /// A table that it has, as settings name it.
    pub fn table_name(&self, random: &mut Random) -> String {
        let name = random.choose(words::TABLES).replace(' ', "");
        match self.provider.name {
            "Microsoft Excel" => format!("{name} {}", random.between(2019, 2025)),
            "Text/CSV" => format!("{}.csv", name.to_lowercase()),
            "SQL Server" => format!("[dbo].[{name}]"),
            "Oracle" => format!("HR.{}", name.to_uppercase()),
            "ODBC" => name.to_lowercase(),
            "SCIM" => "Users".to_owned(),
            _ => name,
        }
    }

    /// The table as a query names it.
    pub fn table_in_query(&self, table: &str) -> String {
        match self.provider.name {
            "Microsoft Excel" => format!("[{table}$]"),
            "Text/CSV" | "Microsoft Access" => format!("[{table}]"),
            _ => table.to_owned(),
        }
    }

    /// A column as a query names it.
    pub fn column_in_query(&self, column: &str) -> String {
        match self.provider.name {
            "Oracle" | "ODBC" => column.to_owned(),
            _ => format!("[{column}]"),
        }
    }
}
