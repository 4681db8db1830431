//! Attributes that are required to create an object, and attributes that identify it.

use super::Directory;
use super::object_type_name;

/// Kind of object, as far as the kinds differ in required attributes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ObjectKind {
    /// A user without mail.
    User,
    /// A user with an external mail address.
    MailEnabledUser,
    /// A user with a mailbox.
    MailboxEnabledUser,
    /// A mailbox of a user in another forest.
    LinkedMailbox,
    /// A contact.
    Contact,
    /// A contact with a mail address.
    MailEnabledContact,
    /// A group.
    Group,
}

use ObjectKind::{
    Contact, Group, LinkedMailbox, MailEnabledContact, MailEnabledUser, MailboxEnabledUser, User,
};

/// Names of object types, in lower case and without other characters than letters.
///
/// Source: "Object Fields and Mapping", which lists the object types of each destination.
const OBJECT_KINDS: &[(&str, ObjectKind)] = &[
    ("user", User),
    ("users", User),
    ("mailenableduser", MailEnabledUser),
    ("mailuser", MailEnabledUser),
    ("mailboxenableduser", MailboxEnabledUser),
    ("mailboxuser", MailboxEnabledUser),
    ("usermailbox", MailboxEnabledUser),
    ("mailbox", MailboxEnabledUser),
    ("linkedmailbox", LinkedMailbox),
    ("contact", Contact),
    ("mailenabledcontact", MailEnabledContact),
    ("mailcontact", MailEnabledContact),
    ("group", Group),
    ("groups", Group),
];

impl ObjectKind {
    /// Kind of an object type by its name, or else by its documented number.
    ///
    /// `None` if neither is known, or if they contradict each other.
    #[must_use]
    pub fn resolve(display_name: Option<&str>, number: i64) -> Option<Self> {
        let by_name = display_name.and_then(Self::from_name);
        let by_number = object_type_name(number).and_then(Self::from_name);
        match (by_name, by_number) {
            (Some(name), Some(number)) => (name == number).then_some(name),
            (name, number) => name.or(number),
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        let letters: String =
            name.chars().filter(|letter| letter.is_alphabetic()).flat_map(char::to_lowercase).collect();
        OBJECT_KINDS.iter().find(|(known, _)| *known == letters).map(|(_, kind)| *kind)
    }

    /// Whether the object represents a person.
    #[must_use]
    pub(crate) fn is_person(self) -> bool {
        self != Group
    }
}

/// Attributes that are required to create objects of some kinds in a directory.
#[derive(Debug)]
pub struct RequiredAttributes {
    directory: Directory,
    kinds: &'static [ObjectKind],
    /// Objects cannot exist without these.
    pub required: &'static [&'static str],
    /// Listed as mandatory by the page.
    pub expected: &'static [&'static str],
    /// Listed as mandatory by the page, but missing in published jobs.
    pub conditional: &'static [&'static str],
    /// Required if the destination has a messaging system.
    pub with_messaging: &'static [&'static str],
}

/// Source: "Map Fields". Its list for Google Workspace is omitted, since the names that jobs use are
/// not public; it has no list for linked mailboxes. Plain contacts have only the attributes that
/// their object class requires (Active Directory schema).
#[rustfmt::skip]
const REQUIRED_ATTRIBUTES: &[RequiredAttributes] = &[
    RequiredAttributes {
        directory: Directory::ActiveDirectory,
        kinds: &[User],
        required: &["cn", "sAMAccountName"],
        expected: &["givenName", "sn", "password"],
        conditional: &[],
        with_messaging: &[],
    },
    RequiredAttributes {
        directory: Directory::ActiveDirectory,
        kinds: &[MailEnabledUser],
        required: &["cn", "sAMAccountName"],
        expected: &["displayName", "givenName", "mailNickname", "sn", "targetAddress", "password"],
        conditional: &[],
        with_messaging: &[],
    },
    RequiredAttributes {
        directory: Directory::ActiveDirectory,
        kinds: &[MailboxEnabledUser],
        required: &["cn", "sAMAccountName"],
        expected: &["displayName", "givenName", "homeMDB", "mailNickname", "sn", "password"],
        conditional: &[],
        with_messaging: &[],
    },
    RequiredAttributes {
        directory: Directory::ActiveDirectory,
        kinds: &[Contact],
        required: &["cn"],
        expected: &[],
        conditional: &[],
        with_messaging: &[],
    },
    RequiredAttributes {
        directory: Directory::ActiveDirectory,
        kinds: &[MailEnabledContact],
        required: &["cn"],
        expected: &["displayName", "givenName", "mailNickname", "sn", "targetAddress"],
        conditional: &[],
        with_messaging: &[],
    },
    RequiredAttributes {
        directory: Directory::ActiveDirectory,
        kinds: &[Group],
        required: &["cn", "sAMAccountName"],
        expected: &["displayName", "groupType"],
        conditional: &["member"],
        with_messaging: &[],
    },
    RequiredAttributes {
        directory: Directory::EntraId,
        kinds: &[User],
        required: &["userPrincipalName"],
        expected: &["accountEnabled", "directoryRole", "displayName", "givenName", "password"],
        conditional: &[],
        with_messaging: &[],
    },
    RequiredAttributes {
        directory: Directory::EntraId,
        kinds: &[MailboxEnabledUser],
        required: &["userPrincipalName"],
        expected: &[
            "accountEnabled", "directoryRole", "displayName", "givenName", "mailNickname", "surname",
            "password", "usageLocation", "licenseAssignment",
        ],
        conditional: &[],
        with_messaging: &[],
    },
    RequiredAttributes {
        directory: Directory::EntraId,
        kinds: &[Group],
        required: &[],
        expected: &["description", "displayName", "groupType"],
        conditional: &[],
        with_messaging: &["mailNickname"],
    },
];

/// Attributes that are required to create objects of a kind in a directory, if documented.
#[must_use]
pub(crate) fn required_attributes(
    directory: Directory,
    kind: ObjectKind,
) -> Option<&'static RequiredAttributes> {
    REQUIRED_ATTRIBUTES.iter().find(|entry| entry.directory == directory && entry.kinds.contains(&kind))
}

/// Attribute that must be the key of objects of a kind. Source: "Object Fields and Mapping".
#[must_use]
pub(crate) fn expected_key(directory: Directory, kind: ObjectKind) -> Option<&'static str> {
    match (directory, kind) {
        (Directory::EntraId, User | MailboxEnabledUser) => Some("userPrincipalName"),
        (Directory::EntraId, Group) => Some("displayName"),
        _ => None,
    }
}

/// Attribute that is usually the key of objects of a kind: the documented key, or else the unique
/// attribute of the directory.
#[must_use]
pub(crate) fn usual_key(directory: Directory, kind: ObjectKind) -> Option<&'static str> {
    expected_key(directory, kind).or(match (directory, kind) {
        (Directory::ActiveDirectory, Contact | MailEnabledContact) => Some("cn"),
        (Directory::ActiveDirectory, _) => Some("sAMAccountName"),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn resolves_kind_by_name_then_number() {
        for (name, number, kind) in [
            (Some("User"), 1, Some(User)),
            (Some("Mailbox-enabled User"), 3, Some(MailboxEnabledUser)),
            (Some("MAIL ENABLED CONTACT"), 9, Some(MailEnabledContact)),
            (None, 4, Some(Group)),
            (Some("Benutzer"), 1, Some(User)),
            (Some("Computer"), 9, None),
            (None, 9, None),
            (Some("Group"), 1, None),
        ] {
            assert_eq!(ObjectKind::resolve(name, number), kind, "{name:?} {number}");
        }
    }

    #[test]
    fn required_attributes_exist_in_directory() {
        for entry in REQUIRED_ATTRIBUTES {
            let lists = [entry.required, entry.expected, entry.conditional, entry.with_messaging];
            for name in lists.into_iter().flatten() {
                let known = entry.directory.attribute(name);
                assert_eq!(
                    known.map(|known| known.name),
                    Some(*name),
                    "{:?} {:?}",
                    entry.directory,
                    entry.kinds
                );
            }
            for kind in entry.kinds {
                let key = usual_key(entry.directory, *kind).expect("a key");
                assert!(entry.required.contains(&key) || entry.expected.contains(&key), "{key}");
            }
        }
    }
}
