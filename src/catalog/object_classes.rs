//! Classes of directory objects in queries.

use crate::text::trimmed;

/// Category of an object, as far as classes and object types determine it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ObjectClass {
    /// A person with an account.
    User,
    /// A group.
    Group,
    /// Neither user nor group.
    Other,
}

use ObjectClass::{Group, Other, User};

/// Attributes that contain the class. Source: "Create a New Job" (`objectClass`), "Get Job Collection
/// Details" (`odatatype`).
const CLASS_ATTRIBUTES: &[&str] = &["objectclass", "odatatype", "@odata.type"];

/// Classes of known category. Sources: the same pages, the Active Directory schema, RFC 4519, RFC
/// 2798 and Microsoft Graph.
///
/// Contacts are omitted: no page documents how their object type is queried.
#[rustfmt::skip]
const CLASSES: &[(&str, ObjectClass)] = &[
    ("user", User), ("person", User), ("organizationalperson", User), ("inetorgperson", User),
    ("#microsoft.graph.user", User), ("microsoft.graph.user", User),
    ("group", Group), ("groupofnames", Group), ("groupofuniquenames", Group), ("posixgroup", Group),
    ("#microsoft.graph.group", Group), ("microsoft.graph.group", Group),
    ("computer", Other), ("organizationalunit", Other), ("container", Other), ("printqueue", Other),
    ("volume", Other), ("#microsoft.graph.device", Other),
];

/// Names of object types of known category. Source: "Object Fields and Mapping".
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

/// Whether an attribute contains the class of an object.
#[must_use]
pub(crate) fn is_class_attribute(attribute: &str) -> bool {
    CLASS_ATTRIBUTES.iter().any(|known| known.eq_ignore_ascii_case(trimmed(attribute)))
}

/// Category of the objects of a class, if known.
#[must_use]
pub(crate) fn object_class(class: &str) -> Option<ObjectClass> {
    find(CLASSES, class)
}

/// Category of the objects of an object type, by the name of the type.
#[must_use]
pub(crate) fn class_of_object_type(name: &str) -> Option<ObjectClass> {
    find(OBJECT_TYPE_CLASSES, name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_and_types_are_case_insensitive() {
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
