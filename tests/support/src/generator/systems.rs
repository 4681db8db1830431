//! The data sources and identity stores of a fictional company.

use joblint::catalog::{PROVIDERS, Provider, ProviderClass, Requirement};

use super::random::Random;
use super::vocabulary::{self, Field};

/// A configured data source or identity store.
#[derive(Debug, Clone)]
pub struct ConnectedSystem {
    pub provider: &'static Provider,
    pub name: String,
    pub id: usize,
    /// The domain of a directory, as a distinguished name and as a DNS name.
    pub domain: (String, String),
}

/// All data sources and identity stores.
#[derive(Debug)]
pub struct Environment(pub Vec<ConnectedSystem>);

/// The parts of the company that have their own systems.
const DIVISIONS: &[&str] = &["Corp", "Campus", "Partner"];

impl Environment {
    /// Creates a system of every provider for each division.
    pub fn new(seed: u64) -> Self {
        let mut random = Random::from_seed(seed, u64::MAX);
        let mut systems = Vec::new();
        for division in DIVISIONS {
            for provider in PROVIDERS {
                let short: String = provider.name.chars().filter(|letter| letter.is_alphanumeric()).collect();
                let domain = division.to_lowercase();
                systems.push(ConnectedSystem {
                    provider,
                    name: format!("{division}{short}"),
                    id: 11 + systems.len() + random.below(2) * 100,
                    domain: (format!("DC={domain},DC=example,DC=com"), format!("{domain}.example.com")),
                });
            }
        }
        Self(systems)
    }

    /// Returns a source and a different destination. The providers rotate with the index of the file, so that a few
    /// hundred files contain every pair of providers.
    pub fn pair(&self, index: usize, random: &mut Random) -> (&ConnectedSystem, &ConnectedSystem) {
        let kinds = PROVIDERS.len();
        let destinations: Vec<usize> =
            (0..kinds).filter(|kind| PROVIDERS[*kind].can_be_destination).collect();
        let source = index % kinds;
        let destination = destinations[index / kinds % destinations.len()];
        let source_division = random.below(DIVISIONS.len());
        let destination_division =
            (source_division + 1 + random.below(DIVISIONS.len() - 1)) % DIVISIONS.len();
        (&self.0[source_division * kinds + source], &self.0[destination_division * kinds + destination])
    }
}

impl ConnectedSystem {
    pub fn is_directory(&self) -> bool {
        self.provider.class == Some(ProviderClass::Directory)
    }

    pub fn needs_container(&self) -> bool {
        self.provider.requirement == Requirement::Container
    }

    /// Whether its settings specify a table.
    pub fn has_table(&self) -> bool {
        !self.is_directory() && self.provider.requirement != Requirement::None
    }

    /// Formats a column name in the style of the provider.
    pub fn column_name(&self, parts: &[&str]) -> String {
        match self.provider.name {
            "Oracle" => parts.join("_").to_uppercase(),
            "ODBC" => parts.join("_").to_lowercase(),
            "Microsoft Excel" | "Microsoft Access" => parts.join(" "),
            _ => parts.concat(),
        }
    }

    /// Returns the name of a field in this system.
    pub fn field_name(&self, field: &Field) -> String {
        match self.provider.name {
            "Active Directory" => field.active_directory.to_owned(),
            "Microsoft Entra ID" => field.entra.to_owned(),
            "Google Workspace" => field.google.to_owned(),
            "Generic LDAP" => field.ldap.to_owned(),
            "SCIM" => field.scim.to_owned(),
            _ => self.column_name(field.name_parts),
        }
    }

    /// Picks a table, in the notation of settings.
    pub fn table_name(&self, random: &mut Random) -> String {
        let name = random.choose(vocabulary::TABLES).replace(' ', "");
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

    /// Converts a table to the notation of queries.
    pub fn table_in_query(&self, table: &str) -> String {
        match self.provider.name {
            "Microsoft Excel" => format!("[{table}$]"),
            "Text/CSV" | "Microsoft Access" => format!("[{table}]"),
            _ => table.to_owned(),
        }
    }

    /// Converts a column to the notation of queries.
    pub fn column_in_query(&self, column: &str) -> String {
        match self.provider.name {
            "Oracle" | "ODBC" => column.to_owned(),
            _ => format!("[{column}]"),
        }
    }
}
