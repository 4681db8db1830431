//! Sample values of source fields for the examples of transforms.

/// Field names, reduced to lowercase letters and digits, and a sample value. All values describe the same fictitious
/// person.
const SAMPLES: &[(&[&str], &str)] = &[
    (&["first", "firstname", "givenname", "forename", "preferredname"], "Ada"),
    (&["last", "lastname", "sn", "surname", "familyname"], "Lovelace"),
    (&["middle", "middlename"], "King"),
    (&["initials"], "AL"),
    (&["name", "fullname", "displayname", "cn", "commonname"], "Ada Lovelace"),
    (
        &[
            "login",
            "loginname",
            "logon",
            "logonname",
            "account",
            "accountname",
            "samaccountname",
            "username",
            "uid",
            "userid",
            "alias",
            "mailnickname",
        ],
        "alovelace",
    ),
    (
        &["mail", "email", "emailaddress", "mailaddress", "userprincipalname", "upn", "primarysmtpaddress"],
        "ada.lovelace@example.com",
    ),
    (
        &[
            "employeeid",
            "employeenumber",
            "employeeno",
            "personno",
            "personid",
            "personnelnumber",
            "personnelno",
            "staffid",
            "id",
            "number",
            "badge",
        ],
        "10042",
    ),
    (&["department", "dept", "departmentname", "team", "division"], "Research"),
    (&["departmentnumber", "costcenter", "costcentre"], "4711"),
    (&["company", "organization", "organisation", "companyname"], "Example Ltd"),
    (&["title", "jobtitle", "position", "role"], "Analyst"),
    (
        &[
            "phone",
            "telephone",
            "telephonenumber",
            "phonenumber",
            "mobile",
            "mobilephone",
            "officephone",
            "workphone",
            "homephone",
            "fax",
        ],
        "+44 20 7946 0018",
    ),
    (&["city", "town", "l", "locality", "location", "site", "office"], "London"),
    (&["state", "st", "province", "region", "county"], "Greater London"),
    (&["street", "streetaddress", "address"], "1 Example Street"),
    (&["zip", "zipcode", "postalcode", "postcode"], "EC1A 1BB"),
    (&["country", "countryname", "co"], "United Kingdom"),
    (&["c", "countrycode", "usagelocation"], "GB"),
    (&["startdate", "hiredate", "hired", "birthdate", "birthday", "date"], "2025-03-01"),
    (&["description", "comment", "notes", "info"], "New hire"),
    (&["groupname", "group"], "Analysts"),
];

/// Values of fields without a sample, used in turn.
pub(super) const FALLBACK_SAMPLES: &[&str] = &["Example", "Sample", "Value"];

/// A typical value of a source field with this name.
pub(super) fn sample_value(field: &str) -> Option<&'static str> {
    let plain: String =
        field.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    SAMPLES.iter().find(|(names, _)| names.contains(&plain.as_str())).map(|(_, value)| *value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_sample_regardless_of_spelling() {
        for (field, sample) in [
            ("First", "Ada"),
            ("first_name", "Ada"),
            ("[Last Name]", "Lovelace"),
            ("E-Mail", "ada.lovelace@example.com"),
        ] {
            assert_eq!(sample_value(field), Some(sample), "{field}");
        }
        assert_eq!(sample_value("Rank"), None);
        assert_eq!(sample_value(""), None);
    }

    #[test]
    fn each_name_has_one_sample() {
        let mut names: Vec<&str> = SAMPLES.iter().flat_map(|(names, _)| names.iter().copied()).collect();
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all);
    }
}
