//! Kind and parameter names of a transform.

/// Splits a text at the `:` after the kind.
pub(super) fn split_kind(text: &str) -> Option<(&str, &str)> {
    let text = trim_leading_blanks(text);
    let end = text.bytes().position(|byte| !(byte.is_ascii_alphanumeric() || byte == b'_'));
    let length = match end {
        Some(end) if text.as_bytes()[end].is_ascii() => end,
        _ => text.find(|character| !is_word_char(character))?,
    };
    let (name, rest) = text.split_at_checked(length)?;
    let body = trim_leading_blanks(rest).strip_prefix(':')?;
    (!name.is_empty()).then_some((name, body))
}

pub(super) fn is_word_char(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

/// Removes spaces and line breaks at the start.
fn trim_leading_blanks(text: &str) -> &str {
    text.trim_start_matches([' ', '\t', '\r', '\n'])
}

/// Removes `name=` from the start of a text.
pub(super) fn strip_parameter_name<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let (start, rest) = trim_leading_blanks(text).split_at_checked(name.len())?;
    start.eq_ignore_ascii_case(name).then(|| trim_leading_blanks(rest).strip_prefix('='))?
}

/// Splits `name=value;name=value`. Also returns the rest after the last pair; `None` without a pair.
pub(super) fn split_parameters(text: &str) -> Option<(&str, Vec<(&str, &str)>)> {
    let mut found = Vec::new();
    let mut at = 0;
    for part in text.split(';') {
        let Some(pair) = part.split_once('=') else {
            // The `;` before it was not followed by a pair.
            return (!found.is_empty()).then(|| (&text[at - 1..], found));
        };
        found.push(pair);
        at += part.len() + 1;
    }
    Some(("", found))
}

/// Position of the first `word`, which starts with `;`, ignoring case.
pub(super) fn find_parameter(text: &str, word: &str) -> Option<usize> {
    memchr::memchr_iter(b';', text.as_bytes())
        .find(|at| starts_with_ignore_case(&text.as_bytes()[*at..], word))
}

/// Position of the last `word`, which starts with `;`, ignoring case.
pub(super) fn rfind_parameter(text: &str, word: &str) -> Option<usize> {
    memchr::memrchr_iter(b';', text.as_bytes())
        .find(|at| starts_with_ignore_case(&text.as_bytes()[*at..], word))
}

fn starts_with_ignore_case(text: &[u8], word: &str) -> bool {
    text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_kind_at_colon() {
        assert_eq!(split_kind("Static:value=x"), Some(("Static", "value=x")));
        assert_eq!(split_kind("\r\n\t Stätic_1 \t: x"), Some(("Stätic_1", " x")));
        for text in ["", ":", "Static", "Static;x:", "a b:", "\u{a0}Static:", "Static\u{a0}:", "é"] {
            assert_eq!(split_kind(text), None, "{text}");
        }
    }

    #[test]
    fn splits_leading_parameters() {
        assert_eq!(split_parameters("a=b;c=d=e"), Some(("", vec![("a", "b"), ("c", "d=e")])));
        assert_eq!(split_parameters("a=;x;c=d"), Some((";x;c=d", vec![("a", "")])));
        assert_eq!(split_parameters("a=b;"), Some((";", vec![("a", "b")])));
        assert_eq!(split_parameters("a;b=c"), None);
        assert_eq!(split_parameters(""), None);
    }

    #[test]
    fn finds_parameters_case_insensitively() {
        let text = ";Field=a;FIELD=é;field=";
        assert_eq!(find_parameter(text, ";field="), Some(0));
        assert_eq!(rfind_parameter(text, ";field="), Some(17));
        assert_eq!(find_parameter("field=;fiel", ";field="), None);
        assert_eq!(strip_parameter_name(" \tVALUE\r\n= x", "value"), Some(" x"));
        assert_eq!(strip_parameter_name("valué=x", "value"), None);
    }
}
