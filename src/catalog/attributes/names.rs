//! What attributes and columns are called: synonyms, and the names of people.

/// Names that stand for one attribute, the first being the one that the tables have.
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

/// Whether two names stand for the same attribute, without regard to case.
#[must_use]
pub fn are_synonyms(one: &str, other: &str) -> bool {
    one.eq_ignore_ascii_case(other)
        || synonyms(other).is_some_and(|group| group.iter().any(|known| known.eq_ignore_ascii_case(one)))
}

/// All names of an attribute, where it has several.
fn synonyms(name: &str) -> Option<&'static [&'static str]> {
    let holds = |group: &&&[&str]| group.iter().any(|known| known.eq_ignore_ascii_case(name));
    SYNONYMS.iter().find(holds).copied()
}

/// Whether an attribute is known by other names, too.
#[must_use]
pub fn has_synonyms(name: &str) -> bool {
    synonyms(name).is_some()
}

/// What columns and attributes with a person's name are called, in small letters and without
/// anything that is no letter: "First Name" and `first_name` are `firstname`.
///
/// Sources: the samples of "Create a New Job" (First, Last), "Map Fields", the Active Directory
/// schema, and the usual words in English, German, French and Spanish.
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

/// Whether a source field holds (a part of) a person's name, by what it is called.
#[must_use]
pub fn is_personal_name(field: &str) -> bool {
    let letters: String =
        field.chars().filter(|letter| letter.is_alphabetic()).flat_map(char::to_lowercase).collect();
    // A digit tells of more than a name.
    !field.contains(|letter: char| letter.is_ascii_digit()) && PERSONAL_NAMES.contains(&letters.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn personal_names_are_known_in_every_spelling() {
        for field in ["First", "LAST_NAME", "Given Name", "sn", "Surname", "first-name", "prenom"] {
            assert!(is_personal_name(field), "{field}");
        }
        for field in ["EmployeeID", "Login", "FirstDay", "TeamName", "Name2", "last4", "UserName", "", "mail"]
        {
            assert!(!is_personal_name(field), "{field}");
        }
    }

    #[test]
    fn synonyms_are_the_same_in_any_case() {
        assert!(are_synonyms("SN", "Surname") && are_synonyms("title", "TITLE"));
        assert!(!are_synonyms("sn", "givenName"));
    }
}
