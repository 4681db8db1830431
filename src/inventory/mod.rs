//! Inventory of the environment that jobs are submitted to: data sources, identity stores, tables and
//! containers.
//!
//! Only listed kinds of objects are complete: without identity stores, directories are unknown;
//! without tables, the tables of a system are unknown.

mod read;

use crate::catalog::{Provider, ProviderClass, provider};
use crate::language::distinguished_name;

pub use read::{InventoryError, parse};

/// A data source or an identity store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConnectedSystem {
    /// Table for a data source, directory for an identity store.
    pub class: ProviderClass,
    /// Display name, by which jobs refer to it.
    pub name: String,
    /// Id on the server.
    pub id: Option<i64>,
    /// Name of the provider as written.
    pub provider: Option<String>,
    /// Tables; unknown if empty.
    pub tables: Vec<Table>,
    /// Containers as distinguished names; unknown if empty.
    pub containers: Vec<String>,
}

/// A table, view or sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Name of the table.
    pub name: String,
    /// Columns; unknown if empty.
    pub columns: Vec<String>,
}

/// Connected systems of an environment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Inventory {
    systems: Vec<ConnectedSystem>,
}

impl Inventory {
    /// Adds the systems of another file.
    pub fn extend(&mut self, other: Self) {
        self.systems.extend(other.systems);
    }

    /// The systems of a class, or all systems if the class is unknown. `None` if the list may be
    /// incomplete, so that a missing system may still exist.
    #[must_use]
    pub(crate) fn systems_of_class(&self, class: Option<ProviderClass>) -> Option<Vec<&ConnectedSystem>> {
        let lists = |class: ProviderClass| self.systems.iter().any(|system| system.class == class);
        let complete = match class {
            Some(class) => lists(class),
            None => lists(ProviderClass::Directory) && lists(ProviderClass::Table),
        };
        let fits = |system: &&ConnectedSystem| class.is_none_or(|class| system.class == class);
        complete.then(|| self.systems.iter().filter(fits).collect())
    }

    /// System with this display name, ignoring case.
    #[must_use]
    pub fn system(&self, class: Option<ProviderClass>, name: &str) -> Option<&ConnectedSystem> {
        let name = name.trim();
        self.systems
            .iter()
            .filter(|system| class.is_none_or(|class| system.class == class))
            .find(|system| system.name.trim().eq_ignore_ascii_case(name))
    }
}

impl ConnectedSystem {
    /// Provider in the catalog, if it is known.
    #[must_use]
    pub(crate) fn catalog_provider(&self) -> Option<&'static Provider> {
        self.provider.as_deref().and_then(provider)
    }

    /// Table with this name. Ignores brackets, quotes, the `$` of a sheet, the schema, and case.
    #[must_use]
    pub fn table(&self, name: &str) -> Option<&Table> {
        let wanted = normalize_table_name(name);
        self.tables.iter().find(|table| {
            let known = normalize_table_name(&table.name);
            known == wanted || unqualified_name(&known) == wanted || known == unqualified_name(&wanted)
        })
    }

    /// Whether a distinguished name is a listed container. `false` for an invalid name.
    #[must_use]
    pub(crate) fn has_container(&self, name: &str) -> bool {
        let Ok(wanted) = distinguished_name::parse(name) else { return false };
        self.containers
            .iter()
            .any(|container| distinguished_name::parse(container).is_ok_and(|known| known == wanted))
    }
}

/// Removes delimiters of SQL from a table name and converts it to lower case.
fn normalize_table_name(name: &str) -> String {
    let plain: String = name.trim().chars().filter(|c| !matches!(c, '[' | ']' | '"' | '`' | '\'')).collect();
    plain.trim_end_matches('$').to_lowercase()
}

/// Removes the schema from a table name.
fn unqualified_name(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matches_table_names_as_written_in_sql() {
        let table = |name: &str| Table { name: name.to_owned(), columns: Vec::new() };
        let system = ConnectedSystem {
            class: ProviderClass::Table,
            name: "HR".to_owned(),
            id: None,
            provider: None,
            tables: vec![table("Staff$"), table("dbo.Employees")],
            containers: Vec::new(),
        };
        for name in ["Staff", "[staff$]", "[dbo].[Employees]", "EMPLOYEES", "dbo.employees", "\"Employees\""]
        {
            assert!(system.table(name).is_some(), "{name}");
        }
        assert!(system.table("Staf").is_none());
    }
}
