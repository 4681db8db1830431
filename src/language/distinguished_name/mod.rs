//! Distinguished names: `OU=Sales\, EMEA,DC=example,DC=com`.
//!
//! The grammar is that of RFC 4514, extended by what Active Directory and its tools accept: spaces
//! around `,`, `+` and `=`, quoted values (RFC 2253), `OID.` before a numeric type, and `\/`, which
//! ADSI writes. Two valid constructs that are always mistakes are rejected: an empty value, and
//! ` DC=` inside a value, where a comma is missing.

use std::borrow::Cow;
use std::ops::Range;

mod canonical;
mod parser;
#[cfg(test)]
mod tests;

pub use canonical::from_canonical;
pub(crate) use parser::is_simple_with_domain;
pub use parser::parse;

/// A parsed name. The components are ordered from the object to the root.
#[derive(Debug, Clone, Default)]
pub struct DistinguishedName<'t> {
    /// Components; empty for the root.
    pub rdns: Vec<Rdn<'t>>,
}

/// A component of a name (relative distinguished name).
#[derive(Debug, Clone)]
pub struct Rdn<'t> {
    /// Position without surrounding spaces.
    pub range: Range<usize>,
    /// Attributes; more than one if joined with `+`.
    pub attributes: Vec<RdnAttribute<'t>>,
}

/// An attribute of a component: `OU=Sales`.
#[derive(Debug, Clone)]
pub struct RdnAttribute<'t> {
    /// Type as written, such as `OU` or `2.5.4.11`.
    pub type_name: &'t str,
    /// Position of the type.
    pub type_range: Range<usize>,
    /// Value without escapes; for a hexadecimal value, its digits.
    pub value: Cow<'t, str>,
    /// Position of the value, including escapes and quotes.
    pub value_range: Range<usize>,
    /// Whether the value is in the form `#hex`.
    pub is_hex: bool,
}

/// A syntax error in a distinguished name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DnError {
    /// Position; empty if something is missing.
    pub range: Range<usize>,
    /// Description of the error.
    pub message: String,
    /// Advice.
    pub help: String,
}

/// Types with several spellings: short name, long name and OID (RFC 4514, RFC 4519).
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
    /// Name of the parent; `None` for the root.
    #[must_use]
    pub fn parent(&self) -> Option<Self> {
        self.rdns.split_first().map(|(_, parent)| Self { rdns: parent.to_vec() })
    }

    /// Whether the name is a descendant of `other`.
    #[must_use]
    pub fn is_below(&self, other: &Self) -> bool {
        match self.rdns.len().checked_sub(other.rdns.len()) {
            None | Some(0) => false,
            Some(deeper) => self.rdns[deeper..] == other.rdns,
        }
    }

    /// DNS name of the domain, such as `example.com`, if the name ends in `DC` components.
    #[must_use]
    pub fn domain(&self) -> Option<String> {
        let labels: Vec<&str> =
            self.rdns[self.container_count()..].iter().filter_map(Rdn::domain_label).collect();
        (!labels.is_empty()).then(|| labels.join("."))
    }

    /// Number of components before the domain.
    fn container_count(&self) -> usize {
        let domain = self.rdns.iter().rev().take_while(|part| part.domain_label().is_some()).count();
        self.rdns.len() - domain
    }

    /// Formats the name as "container API below groupid.lab".
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

/// Equality as in a directory: ignores case, spelling of types and values, and insignificant spaces.
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
            && let Some(is_equal) = one.quick_eq(another)
        {
            return is_equal;
        }
        let comparison_keys = |name: &Self| {
            let mut attributes: Vec<_> = name.attributes.iter().map(RdnAttribute::comparison_key).collect();
            attributes.sort_unstable();
            attributes
        };
        self.attributes.len() == other.attributes.len() && comparison_keys(self) == comparison_keys(other)
    }
}

impl RdnAttribute<'_> {
    /// Short name of the type, such as `OU`, if it is defined in RFC 4514.
    #[must_use]
    pub(crate) fn short_type_name(&self) -> Option<&'static str> {
        let kind = match self.type_name.split_at_checked(4) {
            Some((prefix, number)) if prefix.eq_ignore_ascii_case("OID.") => number,
            _ => self.type_name,
        };
        ATTRIBUTE_TYPES
            .iter()
            .find(|spellings| spellings.iter().any(|known| known.eq_ignore_ascii_case(kind)))
            .map(|spellings| spellings[0])
    }

    /// Equality of attributes, if it can be determined without decoding. `None` otherwise.
    fn quick_eq(&self, other: &Self) -> Option<bool> {
        if self.is_hex != other.is_hex || !self.type_name.eq_ignore_ascii_case(other.type_name) {
            return None;
        }
        // Spaces may be insignificant, and non-ASCII letters have other case rules.
        let is_plain = |value: &str| value.bytes().all(|byte| byte.is_ascii_graphic());
        let is_equal = self.value.eq_ignore_ascii_case(&other.value);
        (is_equal || (is_plain(&self.value) && is_plain(&other.value))).then_some(is_equal)
    }

    /// Normalized type, form and value.
    fn comparison_key(&self) -> (String, bool, String) {
        let kind = self.short_type_name().unwrap_or(self.type_name).to_ascii_lowercase();
        let words: Vec<String> = self.value.split_ascii_whitespace().map(str::to_lowercase).collect();
        (kind, self.is_hex, words.join(" "))
    }
}

/// Escapes a value as required by RFC 4514.
#[must_use]
pub fn escape_value(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    for (at, character) in value.char_indices() {
        // Unescaped line breaks and tabs would be parsed as spaces between components.
        if character.is_ascii_control() {
            text.push_str(&format!("\\{:02X}", u32::from(character)));
            continue;
        }
        let is_first_or_last = at == 0 || at + character.len_utf8() == value.len();
        if is_special(character) || (character == ' ' && is_first_or_last) || (character == '#' && at == 0) {
            text.push('\\');
        }
        text.push(character);
    }
    text
}

/// Characters that must be escaped in a value.
fn is_special(character: char) -> bool {
    matches!(character, '"' | '+' | ',' | ';' | '<' | '>' | '\\' | '\0')
}
