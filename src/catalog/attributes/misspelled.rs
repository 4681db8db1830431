//! Correction of misspelled attribute names.
//!
//! Schemas can be extended, often by names that resemble existing ones. A name counts as misspelled
//! only if nothing else is likely: one edit, or two in a long name that starts and ends alike, with
//! the same digits, and closer to one attribute than to any other.

use super::directory::Directory;
use super::names::{are_synonyms, has_synonyms};
use crate::text::{Strictness, WordShape, has_same_digits};

/// Shorter names are too similar to each other.
const MIN_LENGTH: usize = 5;
const MAX_EDITS: usize = 2;
/// Longer than any attribute.
const MAX_LENGTH: usize = 64;

impl Directory {
    /// The only attribute that `name` may be a misspelling of. `None` if the name is known in any
    /// directory.
    #[must_use]
    pub(crate) fn closest_attribute(self, name: &str) -> Option<&'static str> {
        closest_attribute(self, name.trim())
    }

    /// The attribute that `name` is a misspelling of, or else the name itself.
    #[must_use]
    pub(crate) fn corrected_name(self, name: &str) -> &str {
        self.closest_attribute(name).unwrap_or_else(|| name.trim())
    }

    /// Whether `name` refers to an attribute by its name, by a synonym or by a misspelling.
    #[must_use]
    pub(crate) fn refers_to(self, name: &str, attribute: &str) -> bool {
        are_synonyms(self.corrected_name(name), attribute)
    }
}

/// Whether a name is an attribute of any directory.
fn is_known_attribute(name: &str) -> bool {
    [Directory::ActiveDirectory, Directory::EntraId, Directory::GoogleWorkspace]
        .iter()
        .any(|directory| directory.index().find(name).is_some())
        || has_synonyms(name)
}

/// See [`Directory::misspelled`].
fn closest_attribute(directory: Directory, name: &str) -> Option<&'static str> {
    // Fast path: most names are correct.
    if directory.index().find(name).is_some() {
        return None;
    }
    let is_usual = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    if !(MIN_LENGTH..=MAX_LENGTH).contains(&name.len())
        || !name.bytes().all(is_usual)
        || is_known_attribute(name)
    {
        return None;
    }
    let lower = name.to_ascii_lowercase();
    let shape = WordShape::new(&lower);
    let mut best: Option<(usize, &'static str)> = None;
    let mut is_ambiguous = false;
    let lengths = lower.len().saturating_sub(MAX_EDITS)..=lower.len().saturating_add(MAX_EDITS);
    for entry in directory.index().with_lengths(lengths) {
        let known = entry.attribute.name;
        let shorter = known.len().min(lower.len());
        let allowed = Strictness::AssumeInExtensible.max_edits(shorter);
        if shorter < MIN_LENGTH || !shape.may_be_within(entry.shape, allowed) {
            continue;
        }
        let known_lower = known.to_ascii_lowercase();
        if !may_be_typo_of(directory, &lower, &known_lower) {
            continue;
        }
        let distance = strsim::osa_distance(&lower, &known_lower);
        if distance > allowed || (distance == 2 && !is_typo(&lower, &known_lower)) {
            continue;
        }
        match best {
            Some((least, _)) if least < distance => {}
            Some((least, _)) if least == distance => is_ambiguous = true,
            _ => (best, is_ambiguous) = (Some((distance, known)), false),
        }
    }
    best.filter(|_| !is_ambiguous).map(|(_, known)| known)
}

/// Whether `name` may be a misspelling of `known`, apart from the number of edits.
fn may_be_typo_of(directory: Directory, name: &str, known: &str) -> bool {
    // `extensionAttribute16` is not a misspelling of `extensionAttribute1`.
    if !has_same_digits(name, known) {
        return false;
    }
    // `contoso-…` is an attribute added by a company; no other attribute has its prefix.
    if let Some((prefix, _)) = name.split_once('-')
        && known.split_once('-').map(|(prefix, _)| prefix) != Some(prefix)
    {
        return false;
    }
    // The product uses its own names for Entra ID, such as `groupType` for `groupTypes`.
    directory != Directory::EntraId || name.trim_end_matches('s') != known.trim_end_matches('s')
}

/// Whether two different letters are a typo rather than another word: `employeeGUID` and
/// `socialNumber` are not misspellings of `employeeID` and `serialNumber`.
fn is_typo(name: &str, known: &str) -> bool {
    if known.strip_suffix("es") == Some(name) {
        return true; // singular
    }
    let (name, known) = (name.as_bytes(), known.as_bytes());
    if name.first() != known.first() || name.last() != known.last() {
        return false;
    }
    let shorter = name.len().min(known.len());
    let start = (0..shorter).take_while(|at| name[*at] == known[*at]).count();
    let end =
        (1..=shorter - start).take_while(|back| name[name.len() - back] == known[known.len() - back]).count();
    let (written, expected) = (&name[start..name.len() - end], &known[start..known.len() - end]);
    match (written, expected) {
        // A double letter more or less.
        ([], two) | (two, []) => two.len() < 2 || two[0] == two[1],
        ([one, two], other) if other.len() == 2 => other.contains(one) || other.contains(two),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corrects_one_or_two_letters() {
        for (name, expected) in [
            ("sAMAcountName", "sAMAccountName"),
            ("samacountname", "sAMAccountName"),
            ("givenNmae", "givenName"),
            ("titel", "title"),
            ("deparment", "department"),
            ("telefoneNumber", "telephoneNumber"),
            ("physicalDelivryOficeName", "physicalDeliveryOfficeName"),
            ("proxyAddress", "proxyAddresses"),
            ("extensionAttribut12", "extensionAttribute12"),
            ("msDS-cloudExtensionAtribute3", "msDS-cloudExtensionAttribute3"),
            ("msExchHideFromAdressLists", "msExchHideFromAddressLists"),
            ("userPrincipalNam", "userPrincipalName"),
        ] {
            assert_eq!(Directory::ActiveDirectory.closest_attribute(name), Some(expected), "{name}");
        }
        // A page of the manual has this typo.
        assert_eq!(Directory::EntraId.closest_attribute("UserPrincipleName"), Some("userPrincipalName"));
        assert_eq!(Directory::EntraId.closest_attribute("jobTitel"), Some("jobTitle"));
        assert_eq!(Directory::EntraId.closest_attribute("accountEnable"), Some("accountEnabled"));
    }

    #[test]
    fn ignores_plausible_names() {
        for name in [
            // Known in this or another directory, or a synonym.
            "GIVENNAME",
            "jobTitle",
            "surname",
            "primaryEmail",
            // Too short.
            "mial",
            "snn",
            "cnn",
            "emp",
            // Digits, a company's prefix, and unusual characters.
            "extensionAttribute16",
            "extensionAttribute0",
            "msDS-cloudExtensionAttribute21",
            "telephoneNumber2",
            "contoso-EmployeeRank",
            "contoso-employeeID",
            "extension_0a1b_employeeId",
            "employee ID",
            "prénom",
            // Ordinary names of attributes added by a company.
            "costCenter",
            "employeeNo",
            "employeeNr",
            "departmentID",
            "companyID",
            "managerID",
            "hireDate",
            "badgeNumber",
            "employeeGUID",
            "employeeIDNumber",
            "objectID",
            "otherPhone",
            "postCode",
            "socialNumber",
            "location2",
            "building",
            "floor",
            "region",
            "country",
            "phone",
            "state",
            "office",
            "birthDate",
            "gender",
            "",
        ] {
            assert_eq!(Directory::ActiveDirectory.closest_attribute(name), None, "{name}");
        }
        for name in ["businessPhone", "owner", "otherMail", "groupType"] {
            assert_eq!(Directory::EntraId.closest_attribute(name), None, "{name}");
        }
    }
}
