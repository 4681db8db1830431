//! Directories and their attributes.

use std::cmp::Ordering;
use std::ops::RangeInclusive;
use std::sync::LazyLock;

use super::section::Section;
use super::{active_directory, entra_id, exchange, google_workspace};
use crate::catalog::Provider;
use crate::text::{AsciiCaseMap, WordShape};

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

/// The attributes of a directory.
pub(super) struct AttributeIndex {
    /// Sorted by name, ignoring case.
    entries: Vec<IndexedAttribute>,
    by_name: AsciiCaseMap<Attribute>,
    /// Indices into `entries` by length of the name.
    by_length: Vec<Vec<usize>>,
}

pub(super) struct IndexedAttribute {
    pub(super) attribute: Attribute,
    pub(super) shape: WordShape,
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
    pub(super) fn with_lengths(
        &self,
        lengths: RangeInclusive<usize>,
    ) -> impl Iterator<Item = &IndexedAttribute> {
        let lists = lengths.filter_map(|length| self.by_length.get(length));
        lists.flatten().filter_map(|index| self.entries.get(*index))
    }

    pub(super) fn find(&self, name: &str) -> Option<&Attribute> {
        self.by_name.get(name)
    }
}

/// Compares names ignoring case.
pub(super) fn cmp_ignore_case(one: &str, other: &str) -> Ordering {
    let lower = |byte: u8| byte.to_ascii_lowercase();
    one.bytes().map(lower).cmp(other.bytes().map(lower))
}

impl Directory {
    /// Directory that a provider connects to, if its attributes are known.
    #[must_use]
    pub(crate) fn from_provider(provider: &Provider) -> Option<Self> {
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

    pub(super) fn index(self) -> &'static AttributeIndex {
        match self {
            Self::ActiveDirectory => &ACTIVE_DIRECTORY,
            Self::EntraId => &ENTRA_ID,
            Self::GoogleWorkspace => &GOOGLE_WORKSPACE,
        }
    }
}
