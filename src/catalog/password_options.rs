//! Members of a password's `options`.
//!
//! Names and order: "Create a New Job"; meanings: "Auto-generate Unique Password".

use std::ops::RangeInclusive;

/// Type of an option's value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OptionType {
    /// `true` or `false`.
    Boolean,
    /// A whole number.
    Integer,
    /// Text.
    Text,
}

impl OptionType {
    /// Noun phrase for messages.
    #[must_use]
    pub fn describe(self) -> &'static str {
        match self {
            Self::Boolean => "`true` or `false`",
            Self::Integer => "a whole number",
            Self::Text => "text in quotes",
        }
    }
}

/// A password option.
#[derive(Debug)]
pub struct PasswordOption {
    /// Name of the member.
    pub name: &'static str,
    /// Type of the value.
    pub option_type: OptionType,
    /// Meaning of the value.
    pub description: &'static str,
}

const fn row(name: &'static str, option_type: OptionType, description: &'static str) -> PasswordOption {
    PasswordOption { name, option_type, description }
}

use OptionType::{Boolean, Integer, Text};

/// All options, in the product's order.
#[rustfmt::skip]
pub(crate) const PASSWORD_OPTIONS: &[PasswordOption] = &[
    row("passwordLength", Integer, "the number of characters in a generated password"),
    row("includeUppercaseAlphabets", Boolean, "whether it contains uppercase letters"),
    row("includeLowercaseAlphabets", Boolean, "whether it contains lowercase letters"),
    row("includeDigits", Boolean, "whether it contains digits"),
    row("includeSpecialSymbols", Boolean, "whether it contains special symbols"),
    row("specialSymbols", Text, "the special symbols that it may contain"),
    row("excludeSimilarSymbols", Boolean, "whether each special symbol may occur only once"),
    row("managerNotification", Boolean, "whether the password is mailed to the user's manager"),
    row("passwordType", Integer, "0 for the password in the transform, otherwise a new one for each row"),
];

/// Options that enable a class of characters, with a noun phrase for the class.
pub(crate) const CHARACTER_CLASSES: &[(&str, &str)] = &[
    ("includeUppercaseAlphabets", "uppercase letters"),
    ("includeLowercaseAlphabets", "lowercase letters"),
    ("includeDigits", "digits"),
    ("includeSpecialSymbols", "special symbols"),
];

/// Allowed lengths of a generated password.
pub(crate) const PASSWORD_LENGTHS: RangeInclusive<i64> = 6..=99;

/// Minimum length of a fixed password in Active Directory, as documented.
pub(crate) const MIN_PASSWORD_LENGTH: usize = 6;

/// Number of character classes that Active Directory requires if complexity is enabled, as it is by
/// default ("Password must meet complexity requirements", learn.microsoft.com).
pub(crate) const REQUIRED_CHARACTER_CLASSES: usize = 3;

/// Option with this name in the product's exact spelling.
#[must_use]
pub(crate) fn password_option(name: &str) -> Option<&'static PasswordOption> {
    PASSWORD_OPTIONS.iter().find(|option| option.name == name)
}

/// Number of character classes in a password, as counted by Active Directory: uppercase letters,
/// lowercase letters, digits, symbols, and letters of scripts without case.
#[must_use]
pub(crate) fn count_character_classes(password: &str) -> usize {
    let classes: [fn(char) -> bool; 5] = [
        char::is_uppercase,
        char::is_lowercase,
        |character| character.is_numeric(),
        |character| !character.is_alphanumeric(),
        |character| character.is_alphabetic() && !character.is_uppercase() && !character.is_lowercase(),
    ];
    classes.iter().filter(|class| password.chars().any(class)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn character_classes_are_options() {
        for (name, _) in CHARACTER_CLASSES {
            assert_eq!(password_option(name).map(|option| option.option_type), Some(Boolean), "{name}");
        }
        assert!(password_option("PasswordLength").is_none());
    }

    #[test]
    fn counts_character_classes() {
        for (password, classes) in [
            ("password123", 2),
            ("webdir123R", 3),
            ("Ab1!", 4),
            ("", 0),
            ("пароль", 1),
            ("密码Ab", 3),
            ("a b", 2),
        ] {
            assert_eq!(count_character_classes(password), classes, "{password}");
        }
    }
}
