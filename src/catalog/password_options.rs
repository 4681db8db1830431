//! The members of a password's `options`.
//!
//! Their names and order are those of "Create a New Job"; what they mean is said in "Auto-generate
//! Unique Password".

use std::ops::RangeInclusive;

/// What a member holds.
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
    /// The form in words.
    #[must_use]
    pub fn describe(self) -> &'static str {
        match self {
            Self::Boolean => "`true` or `false`",
            Self::Integer => "a whole number",
            Self::Text => "text in quotes",
        }
    }
}

/// One member.
#[derive(Debug)]
pub struct PasswordOption {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub option_type: OptionType,
    /// What it means.
    pub description: &'static str,
}

const fn row(name: &'static str, option_type: OptionType, description: &'static str) -> PasswordOption {
    PasswordOption { name, option_type, description }
}

use OptionType::{Boolean, Integer, Text};

/// Every member, in the product's order.
#[rustfmt::skip]
pub const PASSWORD_OPTIONS: &[PasswordOption] = &[
    row("passwordLength", Integer, "how many characters a generated password has"),
    row("includeUppercaseAlphabets", Boolean, "whether it has capital letters"),
    row("includeLowercaseAlphabets", Boolean, "whether it has small letters"),
    row("includeDigits", Boolean, "whether it has digits"),
    row("includeSpecialSymbols", Boolean, "whether it has special symbols"),
    row("specialSymbols", Text, "which special symbols it may have"),
    row("excludeSimilarSymbols", Boolean, "whether no special symbol may stand in it twice"),
    row("managerNotification", Boolean, "whether the user's manager is mailed the password"),
    row("passwordType", Integer, "0 for the password that the transform holds, else a new one for each row"),
];

/// The members that turn a kind of character on, with the kind in words.
pub const CHARACTER_CLASSES: &[(&str, &str)] = &[
    ("includeUppercaseAlphabets", "capital letters"),
    ("includeLowercaseAlphabets", "small letters"),
    ("includeDigits", "digits"),
    ("includeSpecialSymbols", "special symbols"),
];

/// How long a generated password may be.
pub const PASSWORD_LENGTHS: RangeInclusive<i64> = 6..=99;

/// The shortest typed password that Active Directory is said to take.
pub const MIN_PASSWORD_LENGTH: usize = 6;

/// How many kinds of character Active Directory asks for, where complexity is on, as it is by
/// default ("Password must meet complexity requirements", learn.microsoft.com).
pub const REQUIRED_CHARACTER_CLASSES: usize = 3;

/// The member of a name, exactly as the product spells it.
#[must_use]
pub fn password_option(name: &str) -> Option<&'static PasswordOption> {
    PASSWORD_OPTIONS.iter().find(|option| option.name == name)
}

/// How many of the kinds of character that Active Directory counts stand in a password: capital
/// letters, small letters, digits, symbols, and letters of scripts that have no case.
#[must_use]
pub fn count_character_classes(password: &str) -> usize {
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
    fn classes_are_counted() {
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
