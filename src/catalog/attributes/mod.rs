//! Attributes of directories: names, cardinality, and correction of misspelled names.
//!
//! The tables contain the attributes that are commonly mapped, not complete schemas. Schemas can be
//! extended: a name that is missing here is not wrong.

mod active_directory;
mod entra_id;
mod exchange;
mod google_workspace;
mod misspelled;
mod names;
mod passwords;

use std::cmp::Ordering;
use std::ops::RangeInclusive;
use std::sync::LazyLock;

use super::Provider;
use crate::text::{AsciiCaseMap, WordShape};

pub use names::{are_synonyms, has_synonyms, is_personal_name};
pub use passwords::is_password_attribute;

/// A directory with known attributes. Excludes Generic LDAP, which can have any schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Directory {
    /// Including the attributes of Exchange and Skype for Business.
    ActiveDirectory,
    /// Microsoft Entra ID.
    EntraId,
    /// Google Workspace.
    GoogleWorkspace,
}

/// Number of values of an attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cardinality {
    /// One value at most.
    Single,
    /// Several values are allowed but rare, as in `description`.
    UsuallySingle,
    /// Several values.
    Multiple,
}

/// An attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attribute {
    /// Name as spelled by the directory.
    pub name: &'static str,
    /// Number of values.
    pub cardinality: Cardinality,
    /// Page that documents the attribute.
    pub doc_page: &'static str,
}

/// Attributes documented by one page.
struct Section {
    doc_page: &'static str,
    single_valued: &'static [&'static str],
    usually_single_valued: &'static [&'static str],
    multi_valued: &'static [&'static str],
}

/// The attributes of a directory.
struct AttributeIndex {
    /// Sorted by name, ignoring case.
    entries: Vec<IndexedAttribute>,
    by_name: AsciiCaseMap<Attribute>,
    /// Indices into `entries` by length of the name.
    by_length: Vec<Vec<usize>>,
}

struct IndexedAttribute {
    attribute: Attribute,
    shape: WordShape,
}

static ACTIVE_DIRECTORY: LazyLock<AttributeIndex> =
    LazyLock::new(|| AttributeIndex::new(&[active_directory::SECTIONS, exchange::SECTIONS]));
static ENTRA_ID: LazyLock<AttributeIndex> = LazyLock::new(|| AttributeIndex::new(&[entra_id::SECTIONS]));
static GOOGLE_WORKSPACE: LazyLock<AttributeIndex> =
    LazyLock::new(|| AttributeIndex::new(&[google_workspace::SECTIONS]));

impl AttributeIndex {
    fn new(tables: &[&[Section]]) -> Self {
        let mut entries = Vec::new();
        for section in tables.iter().flat_map(|table| table.iter()) {
            for (names, cardinality) in [
                (section.single_valued, Cardinality::Single),
                (section.usually_single_valued, Cardinality::UsuallySingle),
                (section.multi_valued, Cardinality::Multiple),
            ] {
                entries.extend(names.iter().map(|name| IndexedAttribute {
                    attribute: Attribute { name, cardinality, doc_page: section.doc_page },
                    shape: WordShape::new(name),
                }));
            }
        }
        entries.sort_by(|one, other| cmp_ignore_case(one.attribute.name, other.attribute.name));
        let by_name = AsciiCaseMap::new(entries.iter().map(|entry| (entry.attribute.name, entry.attribute)));
        let mut by_length: Vec<Vec<usize>> = Vec::new();
        for (index, entry) in entries.iter().enumerate() {
            let length = entry.attribute.name.len();
            if by_length.len() <= length {
                by_length.resize_with(length.saturating_add(1), Vec::new);
            }
            by_length[length].push(index);
        }
        Self { entries, by_name, by_length }
    }

    /// Attributes with names of these lengths.
    fn with_lengths(&self, lengths: RangeInclusive<usize>) -> impl Iterator<Item = &IndexedAttribute> {
        let lists = lengths.filter_map(|length| self.by_length.get(length));
        lists.flatten().filter_map(|index| self.entries.get(*index))
    }

    fn find(&self, name: &str) -> Option<&Attribute> {
        self.by_name.get(name)
    }
}

/// Compares names ignoring case.
fn cmp_ignore_case(one: &str, other: &str) -> Ordering {
    let lower = |byte: u8| byte.to_ascii_lowercase();
    one.bytes().map(lower).cmp(other.bytes().map(lower))
}

impl Directory {
    /// Directory that a provider connects to, if its attributes are known.
    #[must_use]
    pub fn from_provider(provider: &Provider) -> Option<Self> {
        match provider.name {
            "Active Directory" => Some(Self::ActiveDirectory),
            "Microsoft Entra ID" => Some(Self::EntraId),
            "Google Workspace" => Some(Self::GoogleWorkspace),
            _ => None,
        }
    }

    /// Name in messages.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::ActiveDirectory => "Active Directory",
            Self::EntraId => "Entra ID",
            Self::GoogleWorkspace => "Google Workspace",
        }
    }

    /// Attribute with this name, ignoring case and surrounding white space.
    #[must_use]
    pub fn attribute(self, name: &str) -> Option<&'static Attribute> {
        self.index().find(name.trim())
    }

    /// All attributes, sorted by name.
    pub fn attributes(self) -> impl Iterator<Item = &'static Attribute> {
        self.index().entries.iter().map(|entry| &entry.attribute)
    }

    /// The only attribute that `name` may be a misspelling of. `None` if the name is known in any
    /// directory.
    #[must_use]
    pub fn closest_attribute(self, name: &str) -> Option<&'static str> {
        misspelled::closest_attribute(self, name.trim())
    }

    /// The attribute that `name` is a misspelling of, or else the name itself.
    #[must_use]
    pub fn corrected_name(self, name: &str) -> &str {
        self.closest_attribute(name).unwrap_or_else(|| name.trim())
    }

    /// Whether `name` refers to an attribute by its name, by a synonym or by a misspelling.
    #[must_use]
    pub fn refers_to(self, name: &str, attribute: &str) -> bool {
        are_synonyms(self.corrected_name(name), attribute)
    }

    fn index(self) -> &'static AttributeIndex {
        match self {
            Self::ActiveDirectory => &ACTIVE_DIRECTORY,
            Self::EntraId => &ENTRA_ID,
            Self::GoogleWorkspace => &GOOGLE_WORKSPACE,
        }
    }
}

/// Whether a name is an attribute of any directory.
fn is_known_attribute(name: &str) -> bool {
    [Directory::ActiveDirectory, Directory::EntraId, Directory::GoogleWorkspace]
        .iter()
        .any(|directory| directory.index().find(name).is_some())
        || names::has_synonyms(name)
}

/// Whether a destination field is the pseudo-attribute that enables and disables accounts.
///
/// Source: "Deprovision User Accounts in Active Directory with Synchronize".
#[must_use]
pub fn is_disable_account_attribute(name: &str) -> bool {
    name.chars()
        .filter(|letter| *letter != ' ')
        .map(|letter| letter.to_ascii_lowercase())
        .eq("disableaccount".chars())
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Directory; 3] = [Directory::ActiveDirectory, Directory::EntraId, Directory::GoogleWorkspace];

    #[test]
    fn attributes_are_unique_and_case_insensitive() {
        for directory in ALL {
            let names: Vec<&str> = directory.attributes().map(|attribute| attribute.name).collect();
            for pair in names.windows(2) {
                assert!(cmp_ignore_case(pair[0], pair[1]) == Ordering::Less, "{directory:?}: {pair:?}");
            }
            for name in names {
                let upper = format!(" {} ", name.to_uppercase());
                assert_eq!(directory.attribute(&upper).map(|found| found.name), Some(name));
            }
        }
        assert!(Directory::ActiveDirectory.attributes().count() > 400);
        assert_eq!(Directory::ActiveDirectory.attribute("contoso-Rank"), None);
    }

    #[test]
    fn every_directory_has_a_provider() {
        for (name, directory) in [
            ("active directory", Some(Directory::ActiveDirectory)),
            ("Azure", Some(Directory::EntraId)),
            ("G Suite", Some(Directory::GoogleWorkspace)),
            ("Generic LDAP", None),
            ("SQL Server", None),
        ] {
            assert_eq!(super::super::provider(name).and_then(Directory::from_provider), directory, "{name}");
        }
        // Each directory belongs to a provider.
        for directory in ALL {
            assert!(
                super::super::PROVIDERS
                    .iter()
                    .any(|known| Directory::from_provider(known) == Some(directory))
            );
        }
    }

    #[test]
    fn resolves_misspelled_names_and_synonyms() {
        let directory = Directory::ActiveDirectory;
        for (name, attribute) in [
            ("samaccountname", "sAMAccountName"),
            ("sAMAcountName", "sAMAccountName"),
            ("surname", "sn"),
            ("unicodePwd", "password"),
            ("passwrod", "password"),
        ] {
            assert!(directory.refers_to(name, attribute), "{name}");
        }
        assert!(!directory.refers_to("givenName", "sn"));
    }

    #[test]
    fn recognizes_disable_account_with_and_without_space() {
        assert!(
            is_disable_account_attribute("Disable Account") && is_disable_account_attribute("disableaccount")
        );
        assert!(
            !is_disable_account_attribute("accountEnabled")
                && !is_disable_account_attribute("disable accounts")
        );
    }
}
