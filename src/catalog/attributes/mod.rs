//! Attributes of the directories: which there are, which hold several values, and which one a
//! misspelt name stands for.
//!
//! The tables hold what people map, not whole schemas, and schemas can be extended: a name that is
//! not in them is not wrong for that.

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
use crate::text::AsciiCaseMap;

pub use names::{are_synonyms, has_synonyms, is_personal_name};
pub use passwords::is_password_attribute;

/// A directory whose attributes are known. Generic LDAP is none: its schema may be any.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Directory {
    /// With the attributes that Exchange and Skype for Business add.
    ActiveDirectory,
    /// Microsoft Entra ID.
    EntraId,
    /// Google Workspace.
    GoogleWorkspace,
}

/// How many values an attribute holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cardinality {
    /// One at most.
    Single,
    /// Several are allowed and seldom seen, as in `description`.
    UsuallySingle,
    /// Several.
    Multiple,
}

/// One attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attribute {
    /// Its name, as the directory spells it.
    pub name: &'static str,
    /// How many values it holds.
    pub cardinality: Cardinality,
    /// The page that has it.
    pub doc_page: &'static str,
}

/// Attributes from one page.
struct Section {
    doc_page: &'static str,
    single_valued: &'static [&'static str],
    usually_single_valued: &'static [&'static str],
    multi_valued: &'static [&'static str],
}

/// The attributes of a directory.
struct AttributeIndex {
    /// Sorted by name without regard to case.
    entries: Vec<IndexedAttribute>,
    by_name: AsciiCaseMap<Attribute>,
    /// Places in `entries`, by the length of the name.
    by_length: Vec<Vec<usize>>,
}

struct IndexedAttribute {
    attribute: Attribute,
    /// The letters in its name, for finding misspelt ones quickly.
    letter_set: u32,
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
                    letter_set: misspelled::letter_set(name),
                }));
            }
        }
        entries.sort_by(|one, other| cmp_ignore_case(one.attribute.name, other.attribute.name));
        let by_name = AsciiCaseMap::new(entries.iter().map(|entry| (entry.attribute.name, entry.attribute)));
        let mut by_length: Vec<Vec<usize>> = Vec::new();
        for (place, entry) in entries.iter().enumerate() {
            let length = entry.attribute.name.len();
            if by_length.len() <= length {
                by_length.resize_with(length.saturating_add(1), Vec::new);
            }
            by_length[length].push(place);
        }
        Self { entries, by_name, by_length }
    }

    /// The attributes whose names are of these lengths.
    fn with_lengths(&self, lengths: RangeInclusive<usize>) -> impl Iterator<Item = &IndexedAttribute> {
        let lists = lengths.filter_map(|length| self.by_length.get(length));
        lists.flatten().filter_map(|place| self.entries.get(*place))
    }

    fn find(&self, name: &str) -> Option<&Attribute> {
        self.by_name.get(name)
    }
}

/// Compares without regard to case.
fn cmp_ignore_case(one: &str, other: &str) -> Ordering {
    let small = |byte: u8| byte.to_ascii_lowercase();
    one.bytes().map(small).cmp(other.bytes().map(small))
}

impl Directory {
    /// The directory that a provider connects to, where its attributes are known.
    #[must_use]
    pub fn from_provider(provider: &Provider) -> Option<Self> {
        match provider.name {
            "Active Directory" => Some(Self::ActiveDirectory),
            "Microsoft Entra ID" => Some(Self::EntraId),
            "Google Workspace" => Some(Self::GoogleWorkspace),
            _ => None,
        }
    }

    /// Its name in messages.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::ActiveDirectory => "Active Directory",
            Self::EntraId => "Entra ID",
            Self::GoogleWorkspace => "Google Workspace",
        }
    }

    /// The attribute of a name, without regard to case and to blanks around it.
    #[must_use]
    pub fn attribute(self, name: &str) -> Option<&'static Attribute> {
        self.index().find(name.trim())
    }

    /// All attributes, sorted by name.
    pub fn attributes(self) -> impl Iterator<Item = &'static Attribute> {
        self.index().entries.iter().map(|entry| &entry.attribute)
    }

    /// The one attribute that a name was most likely meant to be, where the name itself is none of
    /// any directory, and is one or two letters off.
    #[must_use]
    pub fn closest_attribute(self, name: &str) -> Option<&'static str> {
        misspelled::closest_attribute(self, name.trim())
    }

    /// The name that was meant: of a misspelt attribute the right one, else the name itself.
    #[must_use]
    pub fn corrected_name(self, name: &str) -> &str {
        self.closest_attribute(name).unwrap_or_else(|| name.trim())
    }

    /// Whether a name stands for an attribute: by its own name, as a synonym, or misspelt.
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
    fn attributes_are_listed_once_and_found_in_any_case() {
        for directory in ALL {
            let names: Vec<&str> = directory.attributes().map(|attribute| attribute.name).collect();
            for pair in names.windows(2) {
                assert!(cmp_ignore_case(pair[0], pair[1]) == Ordering::Less, "{directory:?}: {pair:?}");
            }
            for name in names {
                let shouted = format!(" {} ", name.to_uppercase());
                assert_eq!(directory.attribute(&shouted).map(|found| found.name), Some(name));
            }
        }
        assert!(Directory::ActiveDirectory.attributes().count() > 400);
        assert_eq!(Directory::ActiveDirectory.attribute("contoso-Rank"), None);
    }

    #[test]
    fn directories_are_those_of_providers() {
        for (name, directory) in [
            ("active directory", Some(Directory::ActiveDirectory)),
            ("Azure", Some(Directory::EntraId)),
            ("G Suite", Some(Directory::GoogleWorkspace)),
            ("Generic LDAP", None),
            ("SQL Server", None),
        ] {
            assert_eq!(super::super::provider(name).and_then(Directory::from_provider), directory, "{name}");
        }
        // Each directory is some provider's.
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
    fn disable_account_is_known_with_and_without_its_space() {
        assert!(
            is_disable_account_attribute("Disable Account") && is_disable_account_attribute("disableaccount")
        );
        assert!(
            !is_disable_account_attribute("accountEnabled")
                && !is_disable_account_attribute("disable accounts")
        );
    }
}
