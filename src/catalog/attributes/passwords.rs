//! Attributes that hold a password.

use crate::text::{letter_set, may_be_typo, trimmed};

/// Attributes that hold a password, in lower case.
///
/// Source: "Map Fields" (the mandatory `password` field of every user object) and the Active
/// Directory schema (`unicodePwd`, `userPassword`).
const PASSWORD_ATTRIBUTES: &[&str] = &["password", "unicodepwd", "userpassword", "passwordprofile"];

/// Whether a destination attribute holds a password. Columns of tables are named freely, so that
/// any name with the word in it counts, unless it speaks of something else ("passwordLastSet"). One
/// that is misspelt by a letter counts, too: what stands beside it is no less secret for that.
#[must_use]
pub fn is_password_attribute(name: &str) -> bool {
    let name = trimmed(name);
    // Nearly every name is too long to be a misspelt one, or too short, and lacks this letter.
    let has_it = || name.bytes().any(|byte| byte | 0x20 == b'w');
    let may_be_misspelt = || {
        (7..=9).contains(&name.len())
            && may_be_typo((name.len(), letter_set(name)), ("password".len(), letter_set("password")))
    };
    if !has_it() && !may_be_misspelt() {
        return false;
    }
    let lower = name.to_ascii_lowercase();
    if PASSWORD_ATTRIBUTES.contains(&lower.as_str()) {
        return true;
    }
    let about_it =
        ["last", "expir", "never", "changed", "notrequired", "policy", "age", "date", "hint", "length"];
    let misspelt = || may_be_misspelt() && strsim::osa_distance(&lower, "password") == 1;
    (lower.contains("password") || lower.ends_with("pwd") || misspelt())
        && !about_it.iter().any(|word| lower.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_are_known_in_any_case() {
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
