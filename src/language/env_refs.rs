//! References to environment variables in a text: `\\%COMPUTERNAME%\share`.
//!
//! A percent sign can be literal: `100% of staff`, `Sales%20and%20Marketing`. A variable is only
//! recognised as a name between two signs, and a missing sign only next to the name of a known
//! variable.

use std::ops::Range;

use crate::catalog::env_var;

/// Form of a reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RefForm {
    /// `%NAME%`
    Complete,
    /// `%NAME` with a known name.
    Unclosed,
    /// `NAME%` with a known name.
    Unopened,
}

/// A reference to a variable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VariableRef<'t> {
    /// Whether a sign is missing.
    pub form: RefForm,
    /// Name without the signs.
    pub name: &'t str,
    /// Range of the name with the signs that exist.
    pub range: Range<usize>,
}

/// The references in a text, in order.
#[must_use]
pub fn variable_refs(text: &str) -> Vec<VariableRef<'_>> {
    let signs: Vec<usize> = memchr::memchr_iter(b'%', text.as_bytes()).collect();
    if signs.is_empty() || signs.iter().all(|sign| is_url_escape(text, *sign)) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut from = 0;
    let mut next = 0;
    while let Some(&sign) = signs.get(next) {
        let segment = |index: usize| {
            let (start, end) = (signs.get(index)? + 1, *signs.get(index + 1)?);
            text.get(start..end)
        };
        let name = segment(next).filter(|name| is_variable_name(name));
        // `50%OFF%COMPUTERNAME%`: the sign in the middle belongs to the known name.
        let next_is_known =
            |name: &str| env_var(name).is_none() && segment(next + 1).and_then(env_var).is_some();
        if let Some(name) = name.filter(|name| !next_is_known(name)) {
            let end = sign + name.len() + 2;
            found.push(VariableRef { form: RefForm::Complete, name, range: sign..end });
            (from, next) = (end, next + 2);
            continue;
        }
        let (before, after) = (word_before(&text[from..sign]), word_after(&text[sign + 1..]));
        if is_known_variable(after) && !text[sign + 1 + after.len()..].starts_with(':') {
            let end = sign + 1 + after.len();
            found.push(VariableRef { form: RefForm::Unclosed, name: after, range: sign..end });
        } else if is_known_variable(before) {
            found.push(VariableRef {
                form: RefForm::Unopened,
                name: before,
                range: sign - before.len()..sign + 1,
            });
        }
        (from, next) = (sign + 1, next + 1);
    }
    found
}

/// Whether a single sign next to this name indicates a variable: "OS" is also a word.
fn is_known_variable(name: &str) -> bool {
    name.len() > 2 && env_var(name).is_some()
}

/// `%20`
fn is_url_escape(text: &str, sign: usize) -> bool {
    let digits = text.as_bytes().get(sign + 1..sign + 3);
    digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
}

/// Whether a text may be the name of a variable. Windows allows nearly any character; this is a
/// selection of those in use.
fn is_variable_name(name: &str) -> bool {
    name.starts_with(|first: char| first.is_alphabetic() || first == '_')
        && name.chars().all(|character| is_word_char(character) || matches!(character, '(' | ')' | '-' | '.'))
}

fn is_word_char(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

fn word_before(text: &str) -> &str {
    &text[text.trim_end_matches(is_word_char).len()..]
}

fn word_after(text: &str) -> &str {
    &text[..text.len() - text.trim_start_matches(is_word_char).len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_variables() {
        for (text, expected) in [
            ("%NOW%", vec![(RefForm::Complete, "%NOW%")]),
            (
                r"\\%COMPUTERNAME%\%HR_SHARE%",
                vec![(RefForm::Complete, "%COMPUTERNAME%"), (RefForm::Complete, "%HR_SHARE%")],
            ),
            ("%ProgramFiles(x86)%", vec![(RefForm::Complete, "%ProgramFiles(x86)%")]),
            ("Created on %NOW", vec![(RefForm::Unclosed, "%NOW")]),
            (
                "é %computername and %NOW%",
                vec![(RefForm::Unclosed, "%computername"), (RefForm::Complete, "%NOW%")],
            ),
            (r"COMPUTERNAME%\x", vec![(RefForm::Unopened, "COMPUTERNAME%")]),
            ("50%OFF%COMPUTERNAME%", vec![(RefForm::Complete, "%COMPUTERNAME%")]),
            ("%Über%", vec![(RefForm::Complete, "%Über%")]),
            ("%%NOW%%", vec![(RefForm::Complete, "%NOW%")]),
        ] {
            let found: Vec<(RefForm, &str)> =
                variable_refs(text).into_iter().map(|found| (found.form, &text[found.range])).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn ignores_literal_percent_signs() {
        for text in [
            "",
            "100%",
            "100% of staff",
            "50 % of staff, 20 % of costs",
            "100% of 50% of staff",
            "%",
            "%%",
            "100%%",
            "https://intranet.example.com/%C3%84rzte%20Nord",
            "https://example.com/a%20b%2Fc",
            "(cn=%s)",
            "%FOO",
            "100% OS",
            "%OS",
            "%COMPUTERNAME:~0,3%",
        ] {
            assert!(variable_refs(text).is_empty(), "{text}: {:?}", variable_refs(text));
        }
    }
}
