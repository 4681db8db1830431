//! Which attribute a misspelt name was meant to be.
//!
//! Schemas can be extended, and what a company adds often sounds like what is there already. A name
//! counts as misspelt only where nothing else is likely: one letter off, or two in a long name that
//! starts and ends alike, with the same digits, and nearer to one attribute than to any other.

use super::{Directory, is_known};

/// Names with fewer letters are too near to one another.
const SHORTEST: usize = 5;
/// From here on two letters may be off.
const LONG: usize = 8;
const MOST_SLIPS: usize = 2;
/// No attribute is nearly as long.
const LONGEST: usize = 64;

/// See [`Directory::misspelled`].
pub(super) fn meant(directory: Directory, name: &str) -> Option<&'static str> {
    // Most names are right.
    if directory.index().find(name).is_some() {
        return None;
    }
    let usual = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    if !(SHORTEST..=LONGEST).contains(&name.len()) || !name.bytes().all(usual) || is_known(name) {
        return None;
    }
    let lower = name.to_ascii_lowercase();
    let seen = letters(&lower);
    let mut best: Option<(usize, &'static str)> = None;
    let mut several = false;
    let near = lower.len().saturating_sub(MOST_SLIPS)..=lower.len().saturating_add(MOST_SLIPS);
    for entry in directory.index().of_lengths(near) {
        let known = entry.attribute.name;
        let shorter = known.len().min(lower.len());
        let allowed = if shorter < LONG { 1 } else { MOST_SLIPS };
        // One letter for another changes the set of letters in two places, nothing changes more.
        let unlike = (seen ^ entry.letters).count_ones() as usize > 2 * allowed;
        if shorter < SHORTEST || known.len().abs_diff(lower.len()) > allowed || unlike {
            continue;
        }
        let known_lower = known.to_ascii_lowercase();
        if !may_be(directory, &lower, &known_lower) {
            continue;
        }
        let distance = strsim::osa_distance(&lower, &known_lower);
        if distance > allowed || (distance == 2 && !is_a_slip(&lower, &known_lower)) {
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
fn may_be(directory: Directory, name: &str, known: &str) -> bool {
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
fn is_a_slip(name: &str, known: &str) -> bool {
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
pub(super) fn letters(name: &str) -> u32 {
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
    fn one_or_two_letters_off() {
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
            assert_eq!(Directory::ActiveDirectory.misspelled(name), Some(meant), "{name}");
        }
        // A page of the manual prints it so; the attribute is called otherwise.
        assert_eq!(Directory::EntraId.misspelled("UserPrincipleName"), Some("userPrincipalName"));
        assert_eq!(Directory::EntraId.misspelled("jobTitel"), Some("jobTitle"));
        assert_eq!(Directory::EntraId.misspelled("accountEnable"), Some("accountEnabled"));
    }

    #[test]
    fn what_may_well_be_meant_is_left_alone() {
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
            assert_eq!(Directory::ActiveDirectory.misspelled(name), None, "{name}");
        }
        for name in ["businessPhone", "owner", "otherMail", "groupType"] {
            assert_eq!(Directory::EntraId.misspelled(name), None, "{name}");
        }
    }

    #[test]
    fn letters_of_near_names_are_nearly_the_same() {
        assert_eq!(letters("abc"), letters("CBA"));
        assert_eq!((letters("abc") ^ letters("abd")).count_ones(), 2);
    }
}
