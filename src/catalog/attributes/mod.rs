//! Attributes of directories: names, cardinality, and correction of misspelled names.
//!
//! The tables contain the attributes that are commonly mapped, not complete schemas. Schemas can be
//! extended: a name that is missing here is not wrong.

mod active_directory;
mod directory;
mod entra_id;
mod exchange;
mod google_workspace;
mod misspelled;
mod names;
mod passwords;
mod section;

pub use directory::{Attribute, Cardinality, Directory};
pub(crate) use names::{are_synonyms, has_synonyms, is_personal_name};
pub(crate) use passwords::is_password_attribute;

/// Whether a destination field is the pseudo-attribute that enables and disables accounts.
///
/// Source: "Deprovision User Accounts in Active Directory with Synchronize".
#[must_use]
pub(crate) fn is_disable_account_attribute(name: &str) -> bool {
    name.chars()
        .filter(|letter| *letter != ' ')
        .map(|letter| letter.to_ascii_lowercase())
        .eq("disableaccount".chars())
}

#[cfg(test)]
mod tests {
    use std::cmp::Ordering;

    use super::directory::cmp_ignore_case;
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
