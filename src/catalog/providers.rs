//! Providers: the kinds of system a job can read from and write to, and the messaging systems
//! beside a destination.

use std::sync::LazyLock;

use crate::text::{AsciiCaseMap, trimmed, typo_distance};

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
    pub fn describe(self) -> &'static str {
        match self {
            Self::Directory => "a directory",
            Self::Table => "a table",
        }
    }

    /// What the product calls a configured provider of the class.
    #[must_use]
    pub fn product_term(self) -> &'static str {
        match self {
            Self::Directory => "identity store",
            Self::Table => "data source",
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

/// What a job must say of a side besides its provider ("Source and Destination").
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Requirement {
    /// A sheet, table or view: `Source.Table` or `Destination.Table`.
    Table,
    /// A container: `Source.Container` or `Destination.Container`.
    Container,
    /// Nothing.
    None,
    /// That is documented nowhere.
    Unknown,
}

/// What a provider cannot do as a destination ("Synchronize Providers").
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DestinationLimits {
    /// Sheets with shorter names are damaged when the file is replaced.
    pub min_sheet_name_length: usize,
    /// A job that deletes fails with more columns.
    pub max_columns_with_delete: usize,
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
    /// Whether it can be a destination; every provider can be a source.
    pub can_be_destination: bool,
    /// What a job must say of it.
    pub requirement: Requirement,
    /// What it cannot do as a destination.
    pub limits: Option<DestinationLimits>,
    /// The page that says so.
    pub doc_page: &'static str,
}

const EXCEL_LIMITS: DestinationLimits =
    DestinationLimits { min_sheet_name_length: 3, max_columns_with_delete: 127 };

/// The list of providers and what each is for.
const PROVIDERS_PAGE: &str = "Synchronize Providers";
/// Data sources of the Admin Center. It says that text files "can only be used as a source".
const DATA_SOURCES_PAGE: &str = "Data Sources";

/// Every provider that the pages name.
#[rustfmt::skip]
pub static PROVIDERS: &[Provider] = &[
    directory(Provider::ACTIVE_DIRECTORY, &["Microsoft Active Directory"], Requirement::Container),
    directory(Provider::ENTRA_ID, &["Entra ID", "Azure", "Azure Active Directory", "Azure AD", "Microsoft Azure"], Requirement::Container),
    directory("Generic LDAP", &["Generic LDAP 3.0", "Generic LDAP v3", "LDAP"], Requirement::None),
    directory("Google Workspace", &["G Suite", "Google Apps"], Requirement::Container),
    Provider { limits: Some(EXCEL_LIMITS), ..table(Provider::EXCEL, &["Excel"], Requirement::Table) },
    table("Microsoft Access", &["Access"], Requirement::Table),
    Provider { can_be_destination: false, doc_page: DATA_SOURCES_PAGE, ..table("Text/CSV", &["Text", "CSV"], Requirement::None) },
    table("SQL Server", &["Microsoft SQL Server", "MSSQL", "SQL"], Requirement::Table),
    table("Oracle", &["Oracle Database"], Requirement::Table),
    table("ODBC", &[], Requirement::Table),
    Provider { class: None, doc_page: DATA_SOURCES_PAGE, ..table("SCIM", &[], Requirement::Unknown) },
];

const fn directory(
    name: &'static str,
    synonyms: &'static [&'static str],
    requirement: Requirement,
) -> Provider {
    Provider { class: Some(ProviderClass::Directory), ..table(name, synonyms, requirement) }
}

const fn table(name: &'static str, synonyms: &'static [&'static str], requirement: Requirement) -> Provider {
    Provider {
        name,
        synonyms,
        class: Some(ProviderClass::Table),
        can_be_destination: true,
        requirement,
        limits: None,
        doc_page: PROVIDERS_PAGE,
    }
}

impl Provider {
    pub(crate) const ACTIVE_DIRECTORY: &str = "Active Directory";
    pub(crate) const ENTRA_ID: &str = "Microsoft Entra ID";
    pub(crate) const EXCEL: &str = "Microsoft Excel";

    /// Compares with a canonical name, such as [`Provider::ACTIVE_DIRECTORY`].
    pub(crate) fn is(&self, name: &str) -> bool {
        self.name == name
    }

    /// The name and its other spellings.
    fn spellings(&self) -> impl Iterator<Item = &'static str> {
        std::iter::once(self.name).chain(self.synonyms.iter().copied())
    }
}

/// The provider of a name, without regard to case; `None` for one that no page names.
#[must_use]
pub fn provider(name: &str) -> Option<&'static Provider> {
    BY_SPELLING.get(trimmed(name)).copied()
}

static BY_SPELLING: LazyLock<AsciiCaseMap<&Provider>> = LazyLock::new(|| {
    AsciiCaseMap::new(PROVIDERS.iter().flat_map(|known| known.spellings().map(move |name| (name, known))))
});

/// The provider that an unknown name was most likely meant to be.
#[must_use]
pub fn closest_provider(name: &str) -> Option<&'static Provider> {
    let near = PROVIDERS.iter().filter_map(|provider| {
        Some((provider.spellings().filter_map(|known| typo_distance_to(name, known)).min()?, provider))
    });
    near.min_by_key(|(distance, _)| *distance).map(|(_, provider)| provider)
}

/// The messaging systems that the wizard offers beside a destination ("Messaging System Overview").
pub const MESSAGING_SYSTEMS: &[&str] = &["Google Workspace", "Office 365", "Exchange", "Others", "None"];

/// The messaging system that an unknown name was most likely meant to be.
#[must_use]
pub fn closest_messaging_system(name: &str) -> Option<&'static str> {
    if MESSAGING_SYSTEMS.iter().any(|known| known.eq_ignore_ascii_case(name.trim())) {
        return None;
    }
    MESSAGING_SYSTEMS.iter().find(|known| typo_distance_to(name, known).is_some()).copied()
}

/// How many letters are wrong, where a name is a known one misspelt.
///
/// Short names are too near to others, and nobody mistakes the first letter: `MySQL Server` is a
/// product of its own.
fn typo_distance_to(name: &str, known: &str) -> Option<usize> {
    let name = name.trim();
    let first = |word: &str| word.chars().next().map(|letter| letter.to_ascii_lowercase());
    let may_be = known.len() >= 6 && first(name) == first(known);
    may_be.then(|| typo_distance(name, known)).flatten().filter(|distance| *distance > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_in_any_spelling_and_only_once() {
        assert_eq!(provider("microsoft excel").map(|found| found.name), Some("Microsoft Excel"));
        assert_eq!(provider("Entra ID").map(|found| found.name), Some("Microsoft Entra ID"));
        assert!(provider("PeopleSoft").is_none());
        let mut names: Vec<String> =
            PROVIDERS.iter().flat_map(Provider::spellings).map(str::to_lowercase).collect();
        names.sort();
        let all = names.len();
        names.dedup();
        assert_eq!(names.len(), all, "a spelling stands for two providers");
    }

    #[test]
    fn suggests_misspelled_names_but_not_other_products() {
        for (written, meant) in [
            ("Micrsoft Excel", "Microsoft Excel"),
            ("Active Direcotry", "Active Directory"),
            ("Microsoft Entra-ID", "Microsoft Entra ID"),
            ("Oracel", "Oracle"),
            ("SQLServer", "SQL Server"),
            ("Azure Active Directorry", "Microsoft Entra ID"),
        ] {
            assert_eq!(closest_provider(written).map(|found| found.name), Some(meant), "{written}");
        }
        for other in ["MySQL", "MySQL Server", "PeopleSoft", "SCIM2", "LDAPS", "Generic LDAP 2.0", "Test", ""]
        {
            assert!(closest_provider(other).is_none(), "{other}");
        }
        assert_eq!(closest_messaging_system("Ofice 365"), Some("Office 365"));
        assert_eq!(closest_messaging_system("office 365"), None);
        assert_eq!(closest_messaging_system("Office 2019"), None);
    }

    #[test]
    fn tables_need_tables_and_directories_containers() {
        for provider in PROVIDERS {
            match provider.requirement {
                Requirement::Table => {
                    assert_eq!(provider.class, Some(ProviderClass::Table), "{}", provider.name)
                }
                Requirement::Container => {
                    assert_eq!(provider.class, Some(ProviderClass::Directory), "{}", provider.name);
                }
                Requirement::None | Requirement::Unknown => {}
            }
        }
    }
}
