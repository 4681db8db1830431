//! Providers: the kinds of system a job can read from and write to.

/// Whether a provider is a directory or a table; the product calls the first identity stores and
/// the second data sources.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProviderClass {
    /// An identity store: Active Directory, Entra ID, …
    Directory,
    /// A data source: Excel, SQL Server, …
    Table,
}

impl ProviderClass {
    /// The class in words, with its article.
    #[must_use]
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Directory => "a directory",
            Self::Table => "a table",
        }
    }

    /// The number that `Source.ProviderType` and `Destination.ProviderType` hold.
    #[must_use]
    pub fn provider_type(self) -> &'static str {
        match self {
            Self::Directory => "1",
            Self::Table => "2",
        }
    }
}

/// One kind of provider.
#[derive(Debug)]
pub struct Provider {
    /// The name the product writes, or the page's heading where no written job shows it.
    pub name: &'static str,
    /// Other spellings seen on pages and in answers.
    pub synonyms: &'static [&'static str],
    /// Directory or table; `None` where it is documented nowhere.
    pub class: Option<ProviderClass>,
    /// The page that says so.
    pub source: &'static str,
}

use ProviderClass::{Directory, Table};

/// Every provider that the pages name.
#[rustfmt::skip]
pub const PROVIDERS: &[Provider] = &[
    Provider { name: "Active Directory", synonyms: &["Microsoft Active Directory"], class: Some(Directory), source: "Synchronize Providers" },
    Provider { name: "Microsoft Entra ID", synonyms: &["Entra ID", "Azure", "Azure Active Directory", "Azure AD", "Microsoft Azure"], class: Some(Directory), source: "Synchronize Providers" },
    Provider { name: "Generic LDAP", synonyms: &["Generic LDAP 3.0", "Generic LDAP v3", "LDAP"], class: Some(Directory), source: "Synchronize Providers" },
    Provider { name: "Google Workspace", synonyms: &["G Suite", "Google Apps"], class: Some(Directory), source: "Synchronize Providers" },
    Provider { name: "Microsoft Excel", synonyms: &["Excel"], class: Some(Table), source: "Synchronize Providers" },
    Provider { name: "Microsoft Access", synonyms: &["Access"], class: Some(Table), source: "Synchronize Providers" },
    Provider { name: "Text/CSV", synonyms: &["Text", "CSV"], class: Some(Table), source: "Data Sources" },
    Provider { name: "SQL Server", synonyms: &["Microsoft SQL Server", "MSSQL", "SQL"], class: Some(Table), source: "Synchronize Providers" },
    Provider { name: "Oracle", synonyms: &["Oracle Database"], class: Some(Table), source: "Synchronize Providers" },
    Provider { name: "ODBC", synonyms: &[], class: Some(Table), source: "Synchronize Providers" },
    Provider { name: "SCIM", synonyms: &[], class: None, source: "Data Sources" },
];

/// The provider of a name, without regard to case; `None` for one that no page names.
#[must_use]
pub fn provider(name: &str) -> Option<&'static Provider> {
    let name = name.trim();
    PROVIDERS.iter().find(|provider| {
        provider.name.eq_ignore_ascii_case(name)
            || provider.synonyms.iter().any(|synonym| synonym.eq_ignore_ascii_case(name))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_in_any_spelling_and_only_once() {
        assert_eq!(provider("microsoft excel").map(|found| found.name), Some("Microsoft Excel"));
        assert_eq!(provider("Entra ID").map(|found| found.name), Some("Microsoft Entra ID"));
        assert!(provider("PeopleSoft").is_none());
        let mut names: Vec<String> = PROVIDERS
            .iter()
            .flat_map(|provider| provider.synonyms.iter().chain([&provider.name]))
            .map(|name| name.to_lowercase())
            .collect();
        names.sort();
        let all = names.len();
        names.dedup();
        assert_eq!(names.len(), all, "a spelling stands for two providers");
    }
}
