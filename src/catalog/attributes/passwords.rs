//! Attributes that contain a password.

use crate::text::{WordShape, trimmed};

/// Attributes that contain a password, in lower case.
///
/// Source: "Map Fields" (the mandatory `password` field of every user object) and the Active
/// Directory schema (`unicodePwd`, `userPassword`).
const PASSWORD_ATTRIBUTES: &[&str] = &["password", "unicodepwd", "userpassword", "passwordprofile"];

/// Whether a destination attribute contains a password. Columns of tables have arbitrary names, so
/// that any name with the word counts, unless it describes something else ("passwordLastSet"). One
/// typo is accepted: the value is just as secret.
#[must_use]
pub(crate) fn is_password_attribute(name: &str) -> bool {
    let name = trimmed(name);
    // Fast path: nearly every name lacks this letter and has another length.
    let contains_w = || name.bytes().any(|byte| byte | 0x20 == b'w');
    let may_be_misspelled =
        || (7..=9).contains(&name.len()) && WordShape::new(name).may_be_typo_of(WordShape::new("password"));
    if !contains_w() && !may_be_misspelled() {
        return false;
    }
    let lower = name.to_ascii_lowercase();
    if PASSWORD_ATTRIBUTES.contains(&lower.as_str()) {
        return true;
    }
    let words_about_passwords =
        ["last", "expir", "never", "changed", "notrequired", "policy", "age", "date", "hint", "length"];
    let is_misspelled = || may_be_misspelled() && strsim::osa_distance(&lower, "password") == 1;
    (lower.contains("password") || lower.ends_with("pwd") || is_misspelled())
        && !words_about_passwords.iter().any(|word| lower.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recognizes_password_attributes() {
        for name in [
            "password",
            "Password",
            "unicodePwd",
            "userPassword",
            "InitialPassword",
            "user_pwd",
            "passwrod",
            "Pasword",
        ] {
            assert!(is_password_attribute(name), "{name}");
        }
        for name in ["pwdLastSet", "passwordLastSet", "PasswordNeverExpires", "sn", "passport", ""] {
            assert!(!is_password_attribute(name), "{name}");
        }
    }
}
