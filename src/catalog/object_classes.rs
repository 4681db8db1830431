//! Classes of directory objects, as queries name them.

use crate::text::trimmed;

/// What an object is, as far as classes and object types tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ObjectClass {
    /// A person with an account.
    User,
    /// A group.
    Group,
    /// Neither.
    Other,
}

use ObjectClass::{Group, Other, User};

/// Attributes that hold the class. Source: "Create a New Job" (`objectClass`), "Get Job Collection
/// Details" (`odatatype`).
const CLASS_ATTRIBUTES: &[&str] = &["objectclass", "odatatype", "@odata.type"];

/// Classes whose objects are known. Sources: the same pages, the Active Directory schema, RFC 4519,
/// RFC 2798 and Microsoft Graph.
///
/// A contact has no account, but nothing is said of how its object type is queried: it is left out.
#[rustfmt::skip]
const CLASSES: &[(&str, ObjectClass)] = &[
    ("user", User), ("person", User), ("organizationalperson", User), ("inetorgperson", User),
    ("#microsoft.graph.user", User), ("microsoft.graph.user", User),
    ("group", Group), ("groupofnames", Group), ("groupofuniquenames", Group), ("posixgroup", Group),
    ("#microsoft.graph.group", Group), ("microsoft.graph.group", Group),
    ("computer", Other), ("organizationalunit", Other), ("container", Other), ("printqueue", Other),
    ("volume", Other), ("#microsoft.graph.device", Other),
];

/// Names of object types whose objects are known. Source: "Object Fields and Mapping".
const OBJECT_TYPE_CLASSES: &[(&str, ObjectClass)] = &[
    ("user", User),
    ("mail-enabled user", User),
    ("mailbox-enabled user", User),
    ("linked mailbox", User),
    ("inetorgperson", User),
    ("group", Group),
];

fn find(table: &[(&str, ObjectClass)], name: &str) -> Option<ObjectClass> {
    let name = trimmed(name);
    table.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, kind)| *kind)
}

/// Whether an attribute holds the class of an object.
#[must_use]
pub fn is_class_attribute(attribute: &str) -> bool {
    CLASS_ATTRIBUTES.iter().any(|known| known.eq_ignore_ascii_case(trimmed(attribute)))
}

/// What objects of a class are, where that is known.
#[must_use]
pub fn object_class(class: &str) -> Option<ObjectClass> {
    find(CLASSES, class)
}

/// What objects of an object type are, by the type's name.
#[must_use]
pub fn class_of_object_type(name: &str) -> Option<ObjectClass> {
    find(OBJECT_TYPE_CLASSES, name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_and_types_are_known_in_any_case() {
        assert!(
            is_class_attribute("objectclass") && is_class_attribute("odataType") && !is_class_attribute("cn")
        );
        assert_eq!(object_class("InetOrgPerson"), Some(User));
        assert_eq!(object_class("#microsoft.graph.group"), Some(Group));
        assert_eq!(object_class("contact"), None);
        assert_eq!(class_of_object_type("Mailbox-Enabled User"), Some(User));
        assert_eq!(class_of_object_type("Contact"), None);
    }
}
