//! Conversion of canonical names.

use super::escape_value;
use super::parser::parse;

/// Converts a canonical name to a distinguished name: `example.com/HR` to `OU=HR,DC=example,DC=com`.
/// `None` if the text is not a canonical name, or if the result is ambiguous.
#[must_use]
pub fn from_canonical(text: &str) -> Option<String> {
    let mut parts = text.trim_ascii().trim_end_matches('/').split('/');
    let domain = parts.next()?;
    let is_label = |label: &str| {
        !label.is_empty() && label.chars().all(|character| character.is_alphanumeric() || character == '-')
    };
    if !domain.contains('.') || !domain.split('.').all(is_label) {
        return None;
    }
    let mut containers: Vec<String> = Vec::new();
    for (depth, part) in parts.enumerate() {
        if part.trim_ascii().is_empty() {
            return None;
        }
        // The default containers of a domain are not organizational units.
        let built_in = depth == 0
            && ["Users", "Computers", "Builtin"].iter().any(|name| name.eq_ignore_ascii_case(part));
        containers.push(format!("{}={}", if built_in { "CN" } else { "OU" }, escape_value(part)));
    }
    containers.reverse();
    containers.extend(domain.split('.').map(|label| format!("DC={label}")));
    let name = containers.join(",");
    // Rejects a part that looks like several, as in ` CN=`.
    parse(&name).is_ok().then_some(name)
}
