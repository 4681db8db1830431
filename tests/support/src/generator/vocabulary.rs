//! Names and values that generated jobs use.

/// The folders of a repository.
pub const TEAMS: &[&str] = &["hr", "campus", "sites", "partners", "cloud", "phone", "lab"];

pub const POPULATIONS: &[&str] = &[
    "Employees",
    "Contractors",
    "Apprentices",
    "New hires",
    "Retirees",
    "Researchers",
    "Students",
    "Guests",
    "Nurses",
    "Drivers",
    "Store managers",
    "Consultants",
    "Seasonal workers",
    "Board members",
    "Interns",
    "Prestataires d’été",
    "Außendienst",
    "Øresund staff",
    "Lecturers",
    "Service desk",
];

pub const SITES: &[&str] = &[
    "Vienna", "Berlin", "Zürich", "Málaga", "Gdańsk", "Lyon", "Oslo", "Antwerp", "Porto", "Tampere", "Brno",
    "Leeds", "Cork", "Aarhus", "Graz", "Linz", "Turin", "Utrecht", "Basel", "Ghent",
];

pub const DEPARTMENTS: &[&str] = &[
    "Finance",
    "Human Resources",
    "Legal",
    "Purchasing",
    "Sales",
    "Marketing",
    "Research",
    "Production",
    "Logistics",
    "Facilities",
    "IT Operations",
    "Quality",
    "Treasury",
    "Customer Care",
];

/// Organizational units.
pub const UNITS: &[&str] =
    &["Staff", "People", "Managed", "Accounts", "Employees", "External", "Identities", "Synchronized"];

pub const TABLES: &[&str] = &[
    "Person",
    "Employee",
    "Staff",
    "Member",
    "Contract",
    "Assignment",
    "Directory Feed",
    "Phonebook",
    "Badge",
    "Worker",
    "Export",
    "Registry",
];

/// A field with its name in tables and in each directory.
pub struct Field {
    pub name_parts: &'static [&'static str],
    pub active_directory: &'static str,
    pub entra: &'static str,
    pub google: &'static str,
    pub ldap: &'static str,
    pub scim: &'static str,
}

#[rustfmt::skip]
const fn field(
    name_parts: &'static [&'static str], active_directory: &'static str, entra: &'static str,
    google: &'static str, ldap: &'static str, scim: &'static str,
) -> Field {
    Field { name_parts, active_directory, entra, google, ldap, scim }
}

pub const NUMBER: Field =
    field(&["Person", "No"], "employeeID", "employeeId", "id", "employeeNumber", "externalId");
pub const LOGIN: Field =
    field(&["Login", "Name"], "sAMAccountName", "mailNickname", "sAMAccountName", "uid", "userName");
pub const FIRST: Field =
    field(&["First", "Name"], "givenName", "givenName", "givenName", "givenName", "name.givenName");
pub const LAST: Field = field(&["Last", "Name"], "sn", "surname", "familyName", "sn", "name.familyName");
pub const FULL: Field =
    field(&["Full", "Name"], "displayName", "displayName", "fullName", "cn", "displayName");
pub const MAIL: Field = field(&["Mail"], "mail", "mail", "primaryEmail", "mail", "emails.work");
pub const PURPOSE: Field =
    field(&["Purpose"], "description", "description", "description", "description", "description");
pub const CHANGED: Field = field(
    &["Changed", "At"],
    "whenChanged",
    "createdDateTime",
    "creationTime",
    "modifyTimestamp",
    "meta.lastModified",
);

/// Additional fields. Names are unique within each directory.
#[rustfmt::skip]
pub const EXTRAS: &[Field] = &[
    field(&["Department"], "department", "department", "notes", "departmentNumber", "department"),
    field(&["Job", "Title"], "title", "jobTitle", "gender", "title", "title"),
    field(&["Phone"], "telephoneNumber", "faxNumber", "recoveryPhone", "telephoneNumber", "phones.work"),
    field(&["Mobile"], "mobile", "mobilePhone", "phone", "mobile", "phones.mobile"),
    field(&["Company"], "company", "companyName", "customerId", "o", "organization"),
    field(&["Office"], "physicalDeliveryOfficeName", "officeLocation", "orgUnitPath", "physicalDeliveryOfficeName", "office"),
    field(&["Street"], "streetAddress", "streetAddress", "street", "street", "addresses.street"),
    field(&["City"], "l", "city", "city", "l", "addresses.locality"),
    field(&["Postal", "Code"], "postalCode", "postalCode", "zip", "postalCode", "addresses.postalCode"),
    field(&["State"], "st", "state", "state", "st", "addresses.region"),
    field(&["Initials"], "initials", "preferredName", "initials", "initials", "initials"),
    field(&["Fax"], "facsimileTelephoneNumber", "aboutMe", "fax", "facsimileTelephoneNumber", "phones.fax"),
    field(&["Employee", "Type"], "employeeType", "employeeType", "kind", "employeeType", "userType"),
    field(&["Division"], "division", "hireDate", "division", "businessCategory", "division"),
    field(&["Home", "Phone"], "homePhone", "birthday", "home", "homePhone", "phones.home"),
    field(&["Cost", "Centre"], "extensionAttribute1", "extensionAttribute1", "costs", "roomNumber", "costCenter"),
    field(&["Building"], "extensionAttribute2", "extensionAttribute2", "building", "carLicense", "building"),
    field(&["Language"], "preferredLanguage", "preferredLanguage", "language", "preferredLanguage", "locale"),
    field(&["Badge"], "extensionAttribute3", "extensionAttribute3", "badge", "destinationIndicator", "badge"),
    field(&["Region"], "extensionAttribute4", "extensionAttribute4", "region", "registeredAddress", "region"),
];

/// Converts a job name to a file name: lower-case letters, digits and hyphens.
pub fn slug(name: &str) -> String {
    let mut slug = String::new();
    for letter in name.chars() {
        if letter.is_ascii_alphanumeric() {
            slug.push(letter.to_ascii_lowercase());
        } else if !letter.is_ascii() && letter.is_alphanumeric() {
            slug.push('x');
        } else if !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.trim_matches('-').to_owned()
}
