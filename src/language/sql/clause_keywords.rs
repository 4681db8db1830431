//! Keywords that separate the clauses of a query.

/// Keywords that are searched in the whole query.
pub(super) const CLAUSE_KEYWORDS: &[&str] = &[
    "ALTER",
    "APPLY",
    "CONNECT",
    "CREATE",
    "DELETE",
    "DROP",
    "EXCEPT",
    "FETCH",
    "FOR",
    "FROM",
    "GROUP",
    "HAVING",
    "INSERT",
    "INTERSECT",
    "INTO",
    "JOIN",
    "LIMIT",
    "MINUS",
    "OFFSET",
    "OPTION",
    "ORDER",
    "ROWNUM",
    "SAMPLE",
    "SELECT",
    "TABLESAMPLE",
    "TOP",
    "TRUNCATE",
    "UNION",
    "UPDATE",
    "WHERE",
];

/// For the last five bits of a first letter, the set of lengths of the keywords, as bits.
const LENGTHS: [u16; 32] = {
    let mut lengths = [0; 32];
    let mut at = 0;
    while at < CLAUSE_KEYWORDS.len() {
        let word = CLAUSE_KEYWORDS[at].as_bytes();
        lengths[word[0] as usize % 32] |= 1 << word.len();
        at += 1;
    }
    lengths
};

/// Whether a word may be in [`CLAUSE_KEYWORDS`], by its first letter and its length.
pub(super) fn may_be_clause_keyword(word: &str) -> bool {
    let first = word.as_bytes().first().copied().unwrap_or_default();
    word.len() < 16 && LENGTHS[usize::from(first) % 32] & (1 << word.len()) != 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matches_clause_keywords_case_insensitively() {
        for word in CLAUSE_KEYWORDS {
            assert!(may_be_clause_keyword(word) && may_be_clause_keyword(&word.to_lowercase()), "{word}");
        }
        for name in ["", "person_no", "full_name", "Id", "a_name_that_is_longer_than_any_of_them", "é"] {
            assert!(!may_be_clause_keyword(name), "{name}");
        }
    }
}
