//! Distinguished names: `OU=Sales\, EMEA,DC=example,DC=com`.
//!
//! The grammar is that of RFC 4514. What Active Directory and its tools take besides is taken too:
//! spaces around `,`, `+` and `=`, values in quotes (RFC 2253), `OID.` before a numeric type, and
//! `\/`, which ADSI writes. What the RFC allows and no directory means is a mistake: an empty value,
//! and ` DC=` inside a value, where a comma was forgotten.

use std::borrow::Cow;
use std::ops::Range;

mod parser;
#[cfg(test)]
mod tests;

pub use parser::{is_simple_with_domain, parse};

/// A name: its parts from the object itself up to the root, as they are written.
#[derive(Debug, Clone, Default)]
pub struct DistinguishedName<'t> {
    /// The parts; none for the root.
    pub rdns: Vec<Rdn<'t>>,
}

/// What stands between two commas.
#[derive(Debug, Clone)]
pub struct Rdn<'t> {
    /// Where it stands, without spaces around it.
    pub range: Range<usize>,
    /// One attribute; several where they are joined with `+`.
    pub attributes: Vec<RdnAttribute<'t>>,
}

/// `OU=Sales`
#[derive(Debug, Clone)]
pub struct RdnAttribute<'t> {
    /// The type as it is written, such as `OU` or `2.5.4.11`.
    pub type_name: &'t str,
    /// Where the type stands.
    pub type_range: Range<usize>,
    /// The value without its escapes; the digits of a value that is written in hexadecimal.
    pub value: Cow<'t, str>,
    /// Where the value stands, with its escapes and quotes.
    pub value_range: Range<usize>,
    /// Whether the value is the `#hex` form of an encoding.
    pub is_hex: bool,
}

/// Why a text is no distinguished name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DnError {
    /// The text at fault; empty where something is missing.
    pub range: Range<usize>,
    /// What is wrong there.
    pub message: String,
    /// What to write.
    pub help: String,
}

/// Types with several spellings: the short name, the long one and the number (RFC 4514, RFC 4519).
const ATTRIBUTE_TYPES: &[[&str; 3]] = &[
    ["CN", "commonName", "2.5.4.3"],
    ["L", "localityName", "2.5.4.7"],
    ["ST", "stateOrProvinceName", "2.5.4.8"],
    ["O", "organizationName", "2.5.4.10"],
    ["OU", "organizationalUnitName", "2.5.4.11"],
    ["C", "countryName", "2.5.4.6"],
    ["STREET", "streetAddress", "2.5.4.9"],
    ["DC", "domainComponent", "0.9.2342.19200300.100.1.25"],
    ["UID", "userId", "0.9.2342.19200300.100.1.1"],
];

impl<'t> DistinguishedName<'t> {
    /// The name of what contains it; `None` for the root.
    #[must_use]
    pub fn parent(&self) -> Option<Self> {
        self.rdns.split_first().map(|(_, above)| Self { rdns: above.to_vec() })
    }

    /// Whether it names something inside of `other`, however deep.
    #[must_use]
    pub fn is_below(&self, other: &Self) -> bool {
        match self.rdns.len().checked_sub(other.rdns.len()) {
            None | Some(0) => false,
            Some(deeper) => self.rdns[deeper..] == other.rdns,
        }
    }

    /// The domain in its DNS form, such as `example.com`, where the name ends in one.
    #[must_use]
    pub fn domain(&self) -> Option<String> {
        let labels: Vec<&str> =
            self.rdns[self.container_count()..].iter().filter_map(Rdn::domain_label).collect();
        (!labels.is_empty()).then(|| labels.join("."))
    }

    /// How many parts stand before the domain.
    fn container_count(&self) -> usize {
        let domain = self.rdns.iter().rev().take_while(|part| part.domain_label().is_some()).count();
        self.rdns.len() - domain
    }

    /// The name as one says it: "container API below groupid.lab".
    #[must_use]
    pub fn describe(&self) -> String {
        let containers: Vec<String> = self.rdns[..self.container_count()].iter().map(Rdn::describe).collect();
        match (containers.is_empty(), self.domain()) {
            (true, None) => "the root of the directory".to_owned(),
            (true, Some(domain)) => format!("domain {domain}"),
            (false, None) => format!("container {}", containers.join(" in ")),
            (false, Some(domain)) => format!("container {} below {domain}", containers.join(" in ")),
        }
    }
}

/// Equal where a directory takes both for the same: without regard to case, to how a type or a
/// value is spelt, and to spaces that do not count.
impl PartialEq for DistinguishedName<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.rdns == other.rdns
    }
}

impl Rdn<'_> {
    fn domain_label(&self) -> Option<&str> {
        match self.attributes.as_slice() {
            [only] if only.short_type_name() == Some("DC") => Some(&only.value),
            _ => None,
        }
    }

    fn describe(&self) -> String {
        let values: Vec<&str> = self.attributes.iter().map(|attribute| attribute.value.as_ref()).collect();
        values.join(" + ")
    }
}

impl PartialEq for Rdn<'_> {
    fn eq(&self, other: &Self) -> bool {
        if let ([one], [another]) = (self.attributes.as_slice(), other.attributes.as_slice())
            && let Some(same) = one.quick_eq(another)
        {
            return same;
        }
        let folded = |name: &Self| {
            let mut attributes: Vec<_> = name.attributes.iter().map(RdnAttribute::comparison_key).collect();
            attributes.sort_unstable();
            attributes
        };
        self.attributes.len() == other.attributes.len() && folded(self) == folded(other)
    }
}

impl RdnAttribute<'_> {
    /// The short name of the type, such as `OU`, where it is one of RFC 4514.
    #[must_use]
    pub fn short_type_name(&self) -> Option<&'static str> {
        let kind = match self.type_name.split_at_checked(4) {
            Some((prefix, number)) if prefix.eq_ignore_ascii_case("OID.") => number,
            _ => self.type_name,
        };
        ATTRIBUTE_TYPES
            .iter()
            .find(|spellings| spellings.iter().any(|known| known.eq_ignore_ascii_case(kind)))
            .map(|spellings| spellings[0])
    }

    /// Whether it is the same as another, where that is told without taking the two apart.
    fn quick_eq(&self, other: &Self) -> Option<bool> {
        if self.is_hex != other.is_hex || !self.type_name.eq_ignore_ascii_case(other.type_name) {
            return None;
        }
        // Spaces may be without meaning, and other letters have cases of their own.
        let is_plain = |value: &str| value.bytes().all(|byte| byte.is_ascii_graphic());
        let same = self.value.eq_ignore_ascii_case(&other.value);
        (same || (is_plain(&self.value) && is_plain(&other.value))).then_some(same)
    }

    /// What is compared.
    fn comparison_key(&self) -> (String, bool, String) {
        let kind = self.short_type_name().unwrap_or(self.type_name).to_ascii_lowercase();
        let words: Vec<String> = self.value.split_ascii_whitespace().map(str::to_lowercase).collect();
        (kind, self.is_hex, words.join(" "))
    }
}

/// The distinguished name of a canonical one: `OU=HR,DC=example,DC=com` for `example.com/HR`.
/// `None` where the text is no canonical name, or one that no distinguished name should be made of.
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
        // The containers that every domain starts with are no organizational units.
        let built_in = depth == 0
            && ["Users", "Computers", "Builtin"].iter().any(|name| name.eq_ignore_ascii_case(part));
        containers.push(format!("{}={}", if built_in { "CN" } else { "OU" }, escape_value(part)));
    }
    containers.reverse();
    containers.extend(domain.split('.').map(|label| format!("DC={label}")));
    let name = containers.join(",");
    // A part that looks like several, as in ` CN=`, is refused.
    parse(&name).is_ok().then_some(name)
}

/// A value with everything escaped that RFC 4514 wants to be.
#[must_use]
pub fn escape_value(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    for (at, character) in value.char_indices() {
        // Line breaks and tabs would be taken for the space between two parts.
        if character.is_ascii_control() {
            text.push_str(&format!("\\{:02X}", u32::from(character)));
            continue;
        }
        let at_an_end = at == 0 || at + character.len_utf8() == value.len();
        if is_special(character) || (character == ' ' && at_an_end) || (character == '#' && at == 0) {
            text.push('\\');
        }
        text.push(character);
    }
    text
}

/// Characters that stand in no value unescaped.
fn is_special(character: char) -> bool {
    matches!(character, '"' | '+' | ',' | ';' | '<' | '>' | '\\' | '\0')
}
