//! Synonyms of attributes, and names of attributes and columns with the name of a person.

/// Groups of names for one attribute. The first name is the one in the tables.
///
/// Sources: "Map Fields" (which writes `surname`), the Active Directory schema and RFC 4519
/// (`surname`, `commonName`), Microsoft Graph.
const SYNONYMS: &[&[&str]] = &[
    &["cn", "commonName"],
    &["groupType", "groupTypes"],
    &["licenseAssignment", "assignedLicenses"],
    &["password", "unicodePwd", "userPassword", "passwordProfile"],
    &["sn", "surname"],
];

/// Whether two names refer to the same attribute, ignoring case.
#[must_use]
pub(crate) fn are_synonyms(one: &str, other: &str) -> bool {
    one.eq_ignore_ascii_case(other)
        || synonyms(other).is_some_and(|group| group.iter().any(|known| known.eq_ignore_ascii_case(one)))
}

/// All names of an attribute that has synonyms.
fn synonyms(name: &str) -> Option<&'static [&'static str]> {
    let contains = |group: &&&[&str]| group.iter().any(|known| known.eq_ignore_ascii_case(name));
    SYNONYMS.iter().find(contains).copied()
}

/// Whether an attribute has synonyms.
#[must_use]
pub(crate) fn has_synonyms(name: &str) -> bool {
    synonyms(name).is_some()
}

/// Names of columns and attributes with the name of a person, in lower case and without other
/// characters: "First Name" and `first_name` are `firstname`.
///
/// Sources: the samples of "Create a New Job" (First, Last), "Map Fields", the Active Directory
/// schema, and the common words in English, German, French and Spanish.
const PERSONAL_NAMES: &[&str] = &[
    "apellido",
    "apellidos",
    "cn",
    "commonname",
    "displayname",
    "familienname",
    "familyname",
    "first",
    "firstname",
    "fname",
    "forename",
    "fullname",
    "given",
    "givenname",
    "initials",
    "knownas",
    "last",
    "lastname",
    "legalfirstname",
    "legallastname",
    "lname",
    "middle",
    "middleinitial",
    "middlename",
    "nachname",
    "nickname",
    "nombre",
    "nomdefamille",
    "personname",
    "preferredfirstname",
    "preferredlastname",
    "preferredname",
    "prenom",
    "sn",
    "staffname",
    "surname",
    "vorname",
    "employeename",
];

/// Whether the name of a source field indicates (a part of) the name of a person.
#[must_use]
pub(crate) fn is_personal_name(field: &str) -> bool {
    let letters: String =
        field.chars().filter(|letter| letter.is_alphabetic()).flat_map(char::to_lowercase).collect();
    // A digit indicates something other than a name.
    !field.contains(|letter: char| letter.is_ascii_digit()) && PERSONAL_NAMES.contains(&letters.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recognizes_personal_names_in_every_spelling() {
        for field in ["First", "LAST_NAME", "Given Name", "sn", "Surname", "first-name", "prenom"] {
            assert!(is_personal_name(field), "{field}");
        }
        for field in ["EmployeeID", "Login", "FirstDay", "TeamName", "Name2", "last4", "UserName", "", "mail"]
        {
            assert!(!is_personal_name(field), "{field}");
        }
    }

    #[test]
    fn synonyms_are_case_insensitive() {
        assert!(are_synonyms("SN", "Surname") && are_synonyms("title", "TITLE"));
        assert!(!are_synonyms("sn", "givenName"));
    }
}
