//! Phrases that descriptions are composed of.

use std::borrow::Cow;

use crate::text::inline_code;

/// Joins items as "a, b and c".
pub(super) fn join_with_and(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [head @ .., last] => format!("{} and {last}", head.join(", ")),
    }
}

/// "character" or "3 characters", to follow "the first".
pub(super) fn characters_phrase(count: usize) -> Cow<'static, str> {
    if count == 1 { Cow::Borrowed("character") } else { Cow::Owned(format!("{count} characters")) }
}

/// "1 character" or "3 characters".
pub(super) fn count_phrase(count: usize) -> Cow<'static, str> {
    if count == 1 { Cow::Borrowed("1 character") } else { characters_phrase(count) }
}

/// A literal text: white space by its name, everything else as code.
pub(super) fn describe_literal(text: &str) -> String {
    match text {
        "" => "nothing".to_owned(),
        " " => "a space".to_owned(),
        "\t" => "a tab".to_owned(),
        "\n" | "\r\n" | "\r" => "a line break".to_owned(),
        other => inline_code(other),
    }
}

/// The name of a field: unformatted if it contains no punctuation at its ends, else as code.
pub(super) fn describe_field(name: &str) -> String {
    const MAX_PLAIN_LEN: usize = 60;
    let name = name.trim();
    let is_inner = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.');
    let is_end = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let is_plain =
        is_end(name.chars().next()) && is_end(name.chars().next_back()) && name.chars().all(is_inner);
    if is_plain && name.len() <= MAX_PLAIN_LEN { name.to_owned() } else { inline_code(name) }
}
