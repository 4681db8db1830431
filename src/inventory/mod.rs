//! What really exists in the environment that jobs are submitted to: data sources, identity stores,
//! their tables and containers.
//!
//! An inventory says something only of what it lists: without identity stores in it, nothing is said
//! of directories; without tables, nothing of tables.

mod read;

use crate::catalog::{Provider, ProviderClass, provider};
use crate::language::distinguished_name;

pub use read::{InventoryError, parse};

/// A data source or an identity store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConnectedSystem {
    /// Data sources are tables, identity stores are directories.
    pub class: ProviderClass,
    /// The display name that jobs call it by.
    pub name: String,
    /// Its id on the server.
    pub id: Option<i64>,
    /// What kind of provider it is, as it was written.
    pub provider: Option<String>,
    /// Its tables; nothing is known of them where the list is empty.
    pub tables: Vec<Table>,
    /// Its containers as distinguished names; nothing is known of them where the list is empty.
    pub containers: Vec<String>,
}

/// A table, view or sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// Its columns; nothing is known of them where the list is empty.
    pub columns: Vec<String>,
}

/// Everything that is known of one environment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Inventory {
    systems: Vec<ConnectedSystem>,
}

impl Inventory {
    /// Adds what another file lists.
    pub fn extend(&mut self, other: Self) {
        self.systems.extend(other.systems);
    }

    /// The systems of a class, or all of them where the class is not known. `None` where too little
    /// is listed to say that a system does not exist.
    #[must_use]
    pub fn systems_of_class(&self, class: Option<ProviderClass>) -> Option<Vec<&ConnectedSystem>> {
        let lists = |class: ProviderClass| self.systems.iter().any(|system| system.class == class);
        let complete = match class {
            Some(class) => lists(class),
            None => lists(ProviderClass::Directory) && lists(ProviderClass::Table),
        };
        let fits = |system: &&ConnectedSystem| class.is_none_or(|class| system.class == class);
        complete.then(|| self.systems.iter().filter(fits).collect())
    }

    /// The system that a job calls by its display name, without regard to case.
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
    /// Its kind of provider, where the catalogue knows it.
    #[must_use]
    pub fn catalog_provider(&self) -> Option<&'static Provider> {
        self.provider.as_deref().and_then(provider)
    }

    /// The table of a name: brackets, quotes, the `$` of a sheet, the schema and case aside.
    #[must_use]
    pub fn table(&self, name: &str) -> Option<&Table> {
        let wanted = normalize_table_name(name);
        self.tables.iter().find(|table| {
            let known = normalize_table_name(&table.name);
            known == wanted || unqualified_name(&known) == wanted || known == unqualified_name(&wanted)
        })
    }

    /// Whether a distinguished name is a container of the list. What is no name is none of them.
    #[must_use]
    pub fn has_container(&self, name: &str) -> bool {
        let Ok(wanted) = distinguished_name::parse(name) else { return false };
        self.containers
            .iter()
            .any(|container| distinguished_name::parse(container).is_ok_and(|known| known == wanted))
    }
}

/// A table's name without what SQL writes around it, in lower case.
fn normalize_table_name(name: &str) -> String {
    let plain: String = name.trim().chars().filter(|c| !matches!(c, '[' | ']' | '"' | '`' | '\'')).collect();
    plain.trim_end_matches('$').to_lowercase()
}

/// The name behind the schema's.
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
