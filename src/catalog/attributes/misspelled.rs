//! Which attribute a misspelt name was meant to be.
//!
//! Schemas can be extended, and what a company adds often sounds like what is there already. A name
//! counts as misspelt only where nothing else is likely: one letter off, or two in a long name that
//! starts and ends alike, with the same digits, and nearer to one attribute than to any other.

use super::{Directory, is_known_attribute};

/// Names with fewer letters are too near to one another.
const MIN_LENGTH: usize = 5;
/// From here on two letters may be off.
const TWO_TYPOS_MIN_LENGTH: usize = 8;
const MAX_TYPOS: usize = 2;
/// No attribute is nearly as long.
const MAX_LENGTH: usize = 64;

/// See [`Directory::misspelled`].
pub(super) fn closest_attribute(directory: Directory, name: &str) -> Option<&'static str> {
    // Most names are right.
    if directory.index().find(name).is_some() {
        return None;
    }
    let usual = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    if !(MIN_LENGTH..=MAX_LENGTH).contains(&name.len())
        || !name.bytes().all(usual)
        || is_known_attribute(name)
    {
        return None;
    }
    let lower = name.to_ascii_lowercase();
    let seen = letter_set(&lower);
    let mut best: Option<(usize, &'static str)> = None;
    let mut several = false;
    let near = lower.len().saturating_sub(MAX_TYPOS)..=lower.len().saturating_add(MAX_TYPOS);
    for entry in directory.index().with_lengths(near) {
        let known = entry.attribute.name;
        let shorter = known.len().min(lower.len());
        let allowed = if shorter < TWO_TYPOS_MIN_LENGTH { 1 } else { MAX_TYPOS };
        // One letter for another changes the set of letters in two places, nothing changes more.
        let unlike = (seen ^ entry.letter_set).count_ones() as usize > 2 * allowed;
        if shorter < MIN_LENGTH || known.len().abs_diff(lower.len()) > allowed || unlike {
            continue;
        }
        let known_lower = known.to_ascii_lowercase();
        if !is_plausible_typo_of(directory, &lower, &known_lower) {
            continue;
        }
        let distance = strsim::osa_distance(&lower, &known_lower);
        if distance > allowed || (distance == 2 && !is_typo(&lower, &known_lower)) {
            continue;
        }
        match best {
            Some((least, _)) if least < distance => {}
            Some((least, _)) if least == distance => several = true,
            _ => (best, several) = (Some((distance, known)), false),
        }
    }
    best.filter(|_| !several).map(|(_, known)| known)
}

/// What tells two names apart although they are near.
fn is_plausible_typo_of(directory: Directory, name: &str, known: &str) -> bool {
    let digits = |text: &'_ str| text.bytes().filter(u8::is_ascii_digit).collect::<Vec<u8>>();
    // `extensionAttribute16` is not meant to be `extensionAttribute1`.
    if digits(name) != digits(known) {
        return false;
    }
    // `contoso-…` is what a company added; a prefix is nobody else's.
    if let Some((prefix, _)) = name.split_once('-')
        && known.split_once('-').map(|(prefix, _)| prefix) != Some(prefix)
    {
        return false;
    }
    // The product has names of its own for Entra ID, such as `groupType` for `groupTypes`.
    directory != Directory::EntraId || name.trim_end_matches('s') != known.trim_end_matches('s')
}

/// Whether two letters that differ are a slip and no other word: `employeeGUID` and `socialNumber`
/// are not meant to be `employeeID` and `serialNumber`.
fn is_typo(name: &str, known: &str) -> bool {
    if known.strip_suffix("es") == Some(name) {
        return true; // The singular.
    }
    let (name, known) = (name.as_bytes(), known.as_bytes());
    if name.first() != known.first() || name.last() != known.last() {
        return false;
    }
    let shorter = name.len().min(known.len());
    let start = (0..shorter).take_while(|at| name[*at] == known[*at]).count();
    let end =
        (1..=shorter - start).take_while(|back| name[name.len() - back] == known[known.len() - back]).count();
    let (instead, missing) = (&name[start..name.len() - end], &known[start..known.len() - end]);
    match (instead, missing) {
        // A syllable more or less.
        ([], two) | (two, []) => two.len() < 2 || two[0] == two[1],
        ([one, two], other) if other.len() == 2 => other.contains(one) || other.contains(two),
        _ => true,
    }
}

/// The set of letters and digits in a name, without regard to case; everything else counts as one.
pub(super) fn letter_set(name: &str) -> u32 {
    name.bytes().fold(0, |set, byte| {
        let place = match byte.to_ascii_lowercase() {
            letter @ b'a'..=b'z' => u32::from(letter - b'a'),
            b'0'..=b'9' => 26,
            _ => 27,
        };
        set | 1 << place
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corrects_one_or_two_letters() {
        for (name, meant) in [
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
            assert_eq!(Directory::ActiveDirectory.closest_attribute(name), Some(meant), "{name}");
        }
        // A page of the manual prints it so; the attribute is called otherwise.
        assert_eq!(Directory::EntraId.closest_attribute("UserPrincipleName"), Some("userPrincipalName"));
        assert_eq!(Directory::EntraId.closest_attribute("jobTitel"), Some("jobTitle"));
        assert_eq!(Directory::EntraId.closest_attribute("accountEnable"), Some("accountEnabled"));
    }

    #[test]
    fn ignores_plausible_names() {
        for name in [
            // Known, in this directory or another, or under a synonym.
            "GIVENNAME",
            "jobTitle",
            "surname",
            "primaryEmail",
            // Too short.
            "mial",
            "snn",
            "cnn",
            "emp",
            // Digits, companies' own prefixes, and what no attribute looks like.
            "extensionAttribute16",
            "extensionAttribute0",
            "msDS-cloudExtensionAttribute21",
            "telephoneNumber2",
            "contoso-EmployeeRank",
            "contoso-employeeID",
            "extension_0a1b_employeeId",
            "employee ID",
            "prénom",
            // Ordinary names of a company's own attributes.
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

    #[test]
    fn similar_names_have_similar_letter_sets() {
        assert_eq!(letter_set("abc"), letter_set("CBA"));
        assert_eq!((letter_set("abc") ^ letter_set("abd")).count_ones(), 2);
    }
}
