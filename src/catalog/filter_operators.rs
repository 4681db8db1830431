//! Operators of GroupID filter criteria.

use std::sync::LazyLock;

/// Kind of operand that an operator requires.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operand {
    /// No operand.
    None,
    /// Text.
    Text,
    /// A decimal number: a sum of flags.
    Number,
    /// A distinguished name.
    DistinguishedName,
}

/// A filter operator.
#[derive(Debug, PartialEq, Eq)]
pub struct FilterOperator {
    /// Name that the product writes.
    pub name: &'static str,
    /// Other spelling on the pages.
    pub alternative_spelling: Option<&'static str>,
    /// Kind of operand.
    pub operand: Operand,
    /// Verb phrase for a sentence about an attribute.
    pub phrase: &'static str,
}

const fn row(
    name: &'static str,
    alternative_spelling: Option<&'static str>,
    operand: Operand,
    phrase: &'static str,
) -> FilterOperator {
    FilterOperator { name, alternative_spelling, operand, phrase }
}

/// The seventeen operators. Source: "Filter Criteria"; in published jobs, case varies ("Create a New
/// Job": `is exactly`).
#[rustfmt::skip]
pub(crate) const FILTER_OPERATORS: &[FilterOperator] = &[
    row("Contains", None, Operand::Text, "contains"),
    row("Not Contain", None, Operand::Text, "does not contain"),
    row("Starts With", None, Operand::Text, "starts with"),
    row("Does Not Start With", Some("Doesn't Start With"), Operand::Text, "does not start with"),
    row("Ends With", None, Operand::Text, "ends with"),
    row("Does Not End With", Some("Doesn't End With"), Operand::Text, "does not end with"),
    row("Is Exactly", None, Operand::Text, "is exactly"),
    row("Is Not", Some("Isn't"), Operand::Text, "is not"),
    row("Greater Or Equal", None, Operand::Text, "is greater than or equal to"),
    row("Less Or Equal", None, Operand::Text, "is less than or equal to"),
    row("Present", None, Operand::None, "has a value"),
    row("Not Present", None, Operand::None, "has no value"),
    row("All Flags On", None, Operand::Number, "has all of the flags in"),
    row("All Flags Off", None, Operand::Number, "has none of the flags in"),
    row("Any Flag On", None, Operand::Number, "has at least one of the flags in"),
    row("Any Flag Off", None, Operand::Number, "lacks at least one of the flags in"),
    row("Chain Match", None, Operand::DistinguishedName, "reaches, directly or through other objects,"),
];

/// Operator that occurs in "Synchronize Policy" but not in the list of operators: it is unknown
/// whether a query may use it.
pub(crate) const UNDOCUMENTED_OPERATOR: &str = "Equals";

/// Equivalents of operators in other query languages or plain English, in lower case.
#[rustfmt::skip]
const OPERATOR_ALIASES: &[(&str, &str)] = &[
    ("=", "Is Exactly"), ("==", "Is Exactly"), ("is", "Is Exactly"), ("equal", "Is Exactly"),
    ("equals", "Is Exactly"), ("equal to", "Is Exactly"), ("is equal to", "Is Exactly"), ("eq", "Is Exactly"),
    ("exactly", "Is Exactly"), ("matches", "Is Exactly"),
    ("!=", "Is Not"), ("<>", "Is Not"), ("ne", "Is Not"), ("not", "Is Not"), ("is not exactly", "Is Not"),
    ("not equals", "Is Not"), ("does not equal", "Is Not"), ("doesn't equal", "Is Not"), ("is not equal to", "Is Not"),
    ("like", "Contains"), ("includes", "Contains"), ("has", "Contains"),
    ("not like", "Not Contain"), ("does not contain", "Not Contain"), ("doesn't contain", "Not Contain"),
    ("does not contains", "Not Contain"), ("not contains", "Not Contain"),
    ("begins with", "Starts With"), ("startswith", "Starts With"), ("sw", "Starts With"),
    ("not start with", "Does Not Start With"), ("not starts with", "Does Not Start With"),
    ("does not begin with", "Does Not Start With"), ("does not starts with", "Does Not Start With"),
    ("endswith", "Ends With"), ("ew", "Ends With"),
    ("not end with", "Does Not End With"), ("not ends with", "Does Not End With"),
    ("does not ends with", "Does Not End With"),
    (">=", "Greater Or Equal"), ("ge", "Greater Or Equal"), ("greater than or equal to", "Greater Or Equal"),
    ("is greater or equal", "Greater Or Equal"), ("greater or equals", "Greater Or Equal"),
    ("<=", "Less Or Equal"), ("le", "Less Or Equal"), ("less than or equal to", "Less Or Equal"),
    ("is less or equal", "Less Or Equal"), ("less or equals", "Less Or Equal"),
    ("exists", "Present"), ("is present", "Present"), ("is not empty", "Present"), ("is not null", "Present"),
    ("not exists", "Not Present"), ("is not present", "Not Present"), ("is empty", "Not Present"),
    ("is null", "Not Present"), ("does not exist", "Not Present"),
];

/// Words of an operator's spelling, and the operator.
pub(crate) type OperatorSpelling = (Vec<&'static str>, &'static FilterOperator);

/// Spellings of all operators by the last five bits of their first letter.
static SPELLINGS: LazyLock<[Vec<OperatorSpelling>; 32]> = LazyLock::new(|| {
    let mut all = [const { Vec::new() }; 32];
    for operator in FILTER_OPERATORS {
        for name in std::iter::once(operator.name).chain(operator.alternative_spelling) {
            let first = name.as_bytes().first().copied().unwrap_or_default();
            all[usize::from(first) % 32].push((name.split(' ').collect(), operator));
        }
    }
    all
});

/// Spellings that may start with a byte, in the order of [`FILTER_OPERATORS`].
#[must_use]
pub(crate) fn operator_spellings(first: u8) -> &'static [OperatorSpelling] {
    &SPELLINGS[usize::from(first) % 32]
}

/// Operator with this name, ignoring case.
#[must_use]
pub(crate) fn filter_operator(name: &str) -> Option<&'static FilterOperator> {
    FILTER_OPERATORS.iter().find(|operator| {
        operator.name.eq_ignore_ascii_case(name)
            || operator.alternative_spelling.is_some_and(|other| other.eq_ignore_ascii_case(name))
    })
}

/// Operator that unknown words most likely stand for.
#[must_use]
pub(crate) fn closest_operator(words: &str) -> Option<&'static FilterOperator> {
    let lower = words.to_lowercase().replace('\u{2019}', "'");
    let exact = OPERATOR_ALIASES.iter().find(|(other, _)| *other == lower).map(|(_, name)| *name);
    let name = exact.or_else(|| {
        let spellings = FILTER_OPERATORS
            .iter()
            .flat_map(|operator| [Some(operator.name), operator.alternative_spelling])
            .flatten();
        crate::text::closest_match(&lower, spellings)
    })?;
    filter_operator(name)
}

/// Attributes that contain plain text and not a distinguished name, in lower case.
///
/// Source: the Active Directory schema.
const PLAIN_TEXT_ATTRIBUTES: &[&str] = &[
    "cn",
    "company",
    "department",
    "description",
    "displayname",
    "employeeid",
    "givenname",
    "l",
    "mail",
    "mailnickname",
    "name",
    "objectclass",
    "samaccountname",
    "sn",
    "telephonenumber",
    "title",
    "userprincipalname",
];

/// Whether an attribute is known to contain plain text and not a distinguished name.
#[must_use]
pub(crate) fn is_plain_text_attribute(attribute: &str) -> bool {
    PLAIN_TEXT_ATTRIBUTES.contains(&attribute.to_ascii_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_operators_in_every_spelling() {
        assert_eq!(FILTER_OPERATORS.len(), 17);
        for (written, name) in [
            ("is exactly", "Is Exactly"),
            ("ISN'T", "Is Not"),
            ("doesn't start with", "Does Not Start With"),
            ("Chain Match", "Chain Match"),
        ] {
            assert_eq!(filter_operator(written).map(|found| found.name), Some(name));
        }
        assert!(filter_operator("Equals").is_none());
    }

    #[test]
    fn suggests_operators_for_aliases() {
        for (words, name) in OPERATOR_ALIASES {
            assert!(filter_operator(name).is_some(), "{name}");
            assert!(filter_operator(words).is_none(), "{words}");
        }
        for (written, expected) in [
            ("is exacty", Some("Is Exactly")),
            ("Contain", Some("Contains")),
            ("Prsent", Some("Present")),
            ("!=", Some("Is Not")),
            ("does not contain", Some("Not Contain")),
            ("doesn\u{2019}t start wit", Some("Does Not Start With")),
            ("frobs", None),
        ] {
            assert_eq!(closest_operator(written).map(|found| found.name), expected, "{written}");
        }
    }
}
