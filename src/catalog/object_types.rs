//! Object types that a job creates and updates in its destination.

use super::Provider;
use crate::text::trimmed;

/// An object type.
#[derive(Debug)]
pub struct ObjectType {
    /// Name on the pages.
    pub name: &'static str,
    /// Other spellings and translations.
    pub synonyms: &'static [&'static str],
    /// Number, if it occurs in a published job.
    pub number: Option<i64>,
    /// Whether Exchange is required in Active Directory.
    pub needs_exchange: bool,
    /// Providers that support it as a destination; empty for the objects of tables.
    pub providers: &'static [&'static str],
    /// Page that documents the object type.
    pub doc_page: &'static str,
}

const AD: &str = "Active Directory";
const ENTRA: &str = "Microsoft Entra ID";
const LDAP: &str = "Generic LDAP";
const GOOGLE: &str = "Google Workspace";

const FIELDS_PAGE: &str = "Object Fields and Mapping";

/// All documented object types. The numbers 1 and 4 are those of "Create a New Job" and "Get Job
/// Collection Details"; the other numbers are not documented.
#[rustfmt::skip]
pub(crate) const OBJECT_TYPES: &[ObjectType] = &[
    ObjectType { name: "User", synonyms: &["Users", "Benutzer", "Utilisateur", "Usuario"], number: Some(1), needs_exchange: false, providers: &[AD, ENTRA, GOOGLE], doc_page: FIELDS_PAGE },
    ObjectType { name: "Mail-enabled User", synonyms: &["Mail enabled User", "Mail User"], number: None, needs_exchange: true, providers: &[AD], doc_page: FIELDS_PAGE },
    ObjectType { name: "Mailbox-enabled User", synonyms: &["Mailbox enabled User", "Mailbox User", "Mailbox"], number: None, needs_exchange: true, providers: &[AD, ENTRA], doc_page: FIELDS_PAGE },
    ObjectType { name: "Linked Mailbox", synonyms: &[], number: None, needs_exchange: true, providers: &[AD], doc_page: FIELDS_PAGE },
    ObjectType { name: "Contact", synonyms: &["Contacts"], number: None, needs_exchange: false, providers: &[AD], doc_page: FIELDS_PAGE },
    ObjectType { name: "Mail-enabled Contact", synonyms: &["Mail enabled Contact", "Mail Contact"], number: None, needs_exchange: true, providers: &[AD], doc_page: FIELDS_PAGE },
    ObjectType { name: "Group", synonyms: &["Groups", "Gruppe", "Groupe", "Groep", "Grupo"], number: Some(4), needs_exchange: false, providers: &[AD, ENTRA, GOOGLE], doc_page: FIELDS_PAGE },
    ObjectType { name: "inetOrgPerson", synonyms: &[], number: None, needs_exchange: false, providers: &[LDAP], doc_page: FIELDS_PAGE },
    ObjectType { name: "Object", synonyms: &[], number: None, needs_exchange: false, providers: &[], doc_page: "Get Data Source Provider Options" },
];

impl ObjectType {
    /// Whether a provider supports objects of this type, as far as documented.
    #[must_use]
    pub(crate) fn is_supported_by(&self, provider: &Provider) -> bool {
        self.providers.contains(&provider.name)
    }

    /// Whether `name` is one of the spellings, ignoring case.
    fn matches_name(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
            || self.synonyms.iter().any(|synonym| synonym.eq_ignore_ascii_case(name))
    }
}

/// Object type with this display name, in any spelling; `None` if it is not documented.
#[must_use]
pub(crate) fn object_type_by_name(display_name: &str) -> Option<&'static ObjectType> {
    let name = trimmed(display_name);
    OBJECT_TYPES.iter().find(|known| known.matches_name(name))
}

/// Object type with this number, if known.
#[must_use]
pub(crate) fn object_type_by_number(number: i64) -> Option<&'static ObjectType> {
    OBJECT_TYPES.iter().find(|known| known.number == Some(number))
}

/// Name of the object type with this number, if known.
#[must_use]
pub(crate) fn object_type_name(number: i64) -> Option<&'static str> {
    object_type_by_number(number).map(|known| known.name)
}

/// Formats the number of an object type for messages, with its name if known.
#[must_use]
pub(crate) fn describe_object_type(number: i64) -> String {
    object_type_name(number).map_or_else(|| number.to_string(), |name| format!("{number} ({name})"))
}

/// Object types that a destination supports, as far as documented.
pub(crate) fn object_types_for(provider: &Provider) -> impl Iterator<Item = &'static ObjectType> + use<'_> {
    OBJECT_TYPES.iter().filter(|known| known.is_supported_by(provider))
}

/// How the container of new objects is determined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContainerChoice {
    /// By name in `containerOptionValue`, as in every published job.
    Named,
    /// By a source field. The number is a guess from the order on the page.
    SourceField,
    /// By a script. The number is a guess from the order on the page.
    Script,
}

/// Values of `containerOption`. Sources: "Create a New Job" for 1, "Selected Field" for the three
/// choices; nothing may depend on the guesses.
const CONTAINER_CHOICES: &[(&str, ContainerChoice)] =
    &[("1", ContainerChoice::Named), ("2", ContainerChoice::SourceField), ("3", ContainerChoice::Script)];

/// Choice for a value of `containerOption`.
#[must_use]
pub(crate) fn container_choice(option: &str) -> Option<ContainerChoice> {
    let option = trimmed(option);
    CONTAINER_CHOICES.iter().find(|(value, _)| *value == option).map(|(_, choice)| *choice)
}

/// Whether a provider's containers are always distinguished names: those of Google Workspace may be
/// paths of organizational units, and a Generic LDAP destination has none.
#[must_use]
pub(crate) fn uses_distinguished_names(provider: &Provider) -> bool {
    [AD, ENTRA].contains(&provider.name)
}

/// Whether every container of a provider is in a domain, so that its name ends with `DC=` parts
/// (Microsoft, "Naming Contexts and Directory Partitions"). For Entra ID, only published jobs show it.
#[must_use]
pub(crate) fn containers_have_domain(provider: &Provider) -> bool {
    provider.name == AD
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::provider;

    #[test]
    fn spellings_are_unique_and_case_insensitive() {
        assert_eq!(object_type_by_name(" GROUP ").and_then(|found| found.number), Some(4));
        assert_eq!(object_type_by_name("mailbox").map(|found| found.name), Some("Mailbox-enabled User"));
        assert!(object_type_by_name("Extension").is_none());
        let mut names: Vec<String> = OBJECT_TYPES
            .iter()
            .flat_map(|known| known.synonyms.iter().chain([&known.name]))
            .map(|name| name.to_lowercase())
            .collect();
        names.sort();
        let all = names.len();
        names.dedup();
        assert_eq!(names.len(), all, "a spelling is used by two object types");
    }

    #[test]
    fn providers_exist_in_catalog() {
        for name in OBJECT_TYPES.iter().flat_map(|known| known.providers) {
            assert_eq!(provider(name).map(|found| found.name), Some(*name));
        }
        let types = |name: &str| -> Vec<&str> {
            provider(name).into_iter().flat_map(object_types_for).map(|known| known.name).collect()
        };
        assert_eq!(types("Generic LDAP"), ["inetOrgPerson"]);
        assert_eq!(types("Entra ID"), ["User", "Mailbox-enabled User", "Group"]);
        assert!(types("Oracle").is_empty());
    }

    #[test]
    fn only_documented_numbers_have_a_name() {
        assert_eq!(describe_object_type(1), "1 (User)");
        assert_eq!(describe_object_type(3), "3");
        assert_eq!(container_choice(" 1"), Some(ContainerChoice::Named));
        assert_eq!(container_choice("4"), None);
    }
}
