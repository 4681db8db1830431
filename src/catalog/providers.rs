//! Providers: the kinds of system that a job can read from and write to, and the messaging systems
//! of a destination.

use std::sync::LazyLock;

use crate::text::{AsciiCaseMap, trimmed, typo_distance};

/// Class of a provider. The product calls directories identity stores and tables data sources.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProviderClass {
    /// An identity store: Active Directory, Entra ID, …
    Directory,
    /// A data source: Excel, SQL Server, …
    Table,
}

impl ProviderClass {
    /// Noun phrase with an article.
    #[must_use]
    pub fn describe(self) -> &'static str {
        match self {
            Self::Directory => "a directory",
            Self::Table => "a table",
        }
    }

    /// Product term for a configured provider of the class.
    #[must_use]
    pub(crate) fn product_term(self) -> &'static str {
        match self {
            Self::Directory => "identity store",
            Self::Table => "data source",
        }
    }

    /// Value of `Source.ProviderType` and `Destination.ProviderType`.
    #[must_use]
    pub(crate) fn provider_type(self) -> &'static str {
        match self {
            Self::Directory => "1",
            Self::Table => "2",
        }
    }
}

/// Setting of a side that is required in addition to its provider ("Source and Destination").
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Requirement {
    /// A sheet, table or view: `Source.Table` or `Destination.Table`.
    Table,
    /// A container: `Source.Container` or `Destination.Container`.
    Container,
    /// No further setting.
    None,
    /// Not documented.
    Unknown,
}

/// Limitations of a provider as a destination ("Synchronize Providers").
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DestinationLimits {
    /// Sheets with shorter names are damaged when the file is replaced.
    pub min_sheet_name_length: usize,
    /// A job that deletes objects fails with more columns.
    pub max_columns_with_delete: usize,
}

/// A kind of provider.
#[derive(Debug)]
pub struct Provider {
    /// Name that the product writes, or the heading of the page if no published job shows it.
    pub name: &'static str,
    /// Other spellings on pages and in API responses.
    pub synonyms: &'static [&'static str],
    /// Directory or table; `None` if not documented.
    pub class: Option<ProviderClass>,
    /// Whether it can be a destination; every provider can be a source.
    pub can_be_destination: bool,
    /// Further required setting.
    pub requirement: Requirement,
    /// Limitations as a destination.
    pub limits: Option<DestinationLimits>,
    /// Page that documents the provider.
    pub doc_page: &'static str,
}

const EXCEL_LIMITS: DestinationLimits =
    DestinationLimits { min_sheet_name_length: 3, max_columns_with_delete: 127 };

/// List of providers with their purpose.
const PROVIDERS_PAGE: &str = "Synchronize Providers";
/// Data sources of the Admin Center. States that text files "can only be used as a source".
const DATA_SOURCES_PAGE: &str = "Data Sources";

/// All documented providers.
#[rustfmt::skip]
pub static PROVIDERS: &[Provider] = &[
    directory(Provider::ACTIVE_DIRECTORY, &["Microsoft Active Directory"], Requirement::Container),
    directory(Provider::ENTRA_ID, &["Entra ID", "Azure", "Azure Active Directory", "Azure AD", "Microsoft Azure"], Requirement::Container),
    directory("Generic LDAP", &["Generic LDAP 3.0", "Generic LDAP v3", "LDAP"], Requirement::None),
    directory("Google Workspace", &["G Suite", "Google Apps"], Requirement::Container),
    Provider { limits: Some(EXCEL_LIMITS), ..table(Provider::EXCEL, &["Excel"], Requirement::Table) },
    table("Microsoft Access", &["Access"], Requirement::Table),
    Provider { can_be_destination: false, doc_page: DATA_SOURCES_PAGE, ..table(Provider::TEXT, &["Text", "CSV"], Requirement::None) },
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
    pub(crate) const TEXT: &str = "Text/CSV";

    /// Compares with a canonical name, such as [`Provider::ACTIVE_DIRECTORY`].
    pub(crate) fn is(&self, name: &str) -> bool {
        self.name == name
    }

    /// Name and synonyms.
    fn spellings(&self) -> impl Iterator<Item = &'static str> {
        std::iter::once(self.name).chain(self.synonyms.iter().copied())
    }
}

/// Provider with this name, ignoring case; `None` if it is not documented.
#[must_use]
pub fn provider(name: &str) -> Option<&'static Provider> {
    BY_SPELLING.get(trimmed(name)).copied()
}

static BY_SPELLING: LazyLock<AsciiCaseMap<&Provider>> = LazyLock::new(|| {
    AsciiCaseMap::new(PROVIDERS.iter().flat_map(|known| known.spellings().map(move |name| (name, known))))
});

/// Provider that an unknown name is most likely a misspelling of.
#[must_use]
pub(crate) fn closest_provider(name: &str) -> Option<&'static Provider> {
    let candidates = PROVIDERS.iter().filter_map(|provider| {
        Some((provider.spellings().filter_map(|known| typo_distance_to(name, known)).min()?, provider))
    });
    candidates.min_by_key(|(distance, _)| *distance).map(|(_, provider)| provider)
}

/// Messaging systems that the wizard offers for a destination ("Messaging System Overview").
pub(crate) const MESSAGING_SYSTEMS: &[&str] =
    &["Google Workspace", "Office 365", "Exchange", "Others", "None"];

/// Messaging system that an unknown name is a misspelling of.
#[must_use]
pub(crate) fn closest_messaging_system(name: &str) -> Option<&'static str> {
    if MESSAGING_SYSTEMS.iter().any(|known| known.eq_ignore_ascii_case(name.trim())) {
        return None;
    }
    MESSAGING_SYSTEMS.iter().find(|known| typo_distance_to(name, known).is_some()).copied()
}

/// Number of edits if `name` is a misspelling of `known`.
///
/// Short names are too similar to others, and a wrong first letter is unlikely: `MySQL Server` is
/// another product.
fn typo_distance_to(name: &str, known: &str) -> Option<usize> {
    let name = name.trim();
    let first = |word: &str| word.chars().next().map(|letter| letter.to_ascii_lowercase());
    let is_comparable = known.len() >= 6 && first(name) == first(known);
    is_comparable.then(|| typo_distance(name, known)).flatten().filter(|distance| *distance > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_are_unique_and_case_insensitive() {
        assert_eq!(provider("microsoft excel").map(|found| found.name), Some("Microsoft Excel"));
        assert_eq!(provider("Entra ID").map(|found| found.name), Some("Microsoft Entra ID"));
        assert!(provider("PeopleSoft").is_none());
        let mut names: Vec<String> =
            PROVIDERS.iter().flat_map(Provider::spellings).map(str::to_lowercase).collect();
        names.sort();
        let all = names.len();
        names.dedup();
        assert_eq!(names.len(), all, "a spelling is used by two providers");
    }

    #[test]
    fn suggests_misspelled_names_but_not_other_products() {
        for (written, expected) in [
            ("Micrsoft Excel", "Microsoft Excel"),
            ("Active Direcotry", "Active Directory"),
            ("Microsoft Entra-ID", "Microsoft Entra ID"),
            ("Oracel", "Oracle"),
            ("SQLServer", "SQL Server"),
            ("Azure Active Directorry", "Microsoft Entra ID"),
        ] {
            assert_eq!(closest_provider(written).map(|found| found.name), Some(expected), "{written}");
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
    fn requirements_match_provider_classes() {
        for provider in PROVIDERS {
            match provider.requirement {
                Requirement::Table => {
                    assert_eq!(provider.class, Some(ProviderClass::Table), "{}", provider.name);
                }
                Requirement::Container => {
                    assert_eq!(provider.class, Some(ProviderClass::Directory), "{}", provider.name);
                }
                Requirement::None | Requirement::Unknown => {}
            }
        }
    }
}
