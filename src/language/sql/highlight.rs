//! The words of SQL as a reader sees them, for colours.

use std::ops::Range;

use super::lexer::{TokenKind, tokenize};

/// What a piece of SQL is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SqlTokenKind {
    /// A word of the language.
    Keyword,
    /// The name of a function that is called.
    Function,
    /// The name of a column, a table or something else.
    Name,
    /// `@name`
    Variable,
    /// A string.
    String,
    /// A number.
    Number,
    /// A sign that joins or compares.
    Operator,
    /// A comment, or its part in one line.
    Comment,
    /// Text that is filled in at submission.
    Placeholder,
}

/// A piece of SQL and the bytes that it stands in.
pub type SqlToken = (Range<usize>, SqlTokenKind);

/// Words of the dialects that queries of jobs are written in, in alphabetical order. A column of such a
/// name has to be quoted in most of them.
const KEYWORDS: &[&str] = &[
    "ALL",
    "AND",
    "ANY",
    "APPLY",
    "AS",
    "ASC",
    "BETWEEN",
    "BY",
    "CASE",
    "CAST",
    "CONVERT",
    "CROSS",
    "DELETE",
    "DESC",
    "DISTINCT",
    "DISTINCTROW",
    "ELSE",
    "END",
    "ESCAPE",
    "EXCEPT",
    "EXEC",
    "EXECUTE",
    "EXISTS",
    "FALSE",
    "FETCH",
    "FIRST",
    "FOR",
    "FROM",
    "FULL",
    "GROUP",
    "HAVING",
    "ILIKE",
    "IN",
    "INNER",
    "INSERT",
    "INTERSECT",
    "INTO",
    "IS",
    "JOIN",
    "LEFT",
    "LIKE",
    "LIMIT",
    "MINUS",
    "NATURAL",
    "NEXT",
    "NOLOCK",
    "NOT",
    "NULL",
    "OFFSET",
    "ON",
    "ONLY",
    "OR",
    "ORDER",
    "OUTER",
    "OVER",
    "PARTITION",
    "PIVOT",
    "RIGHT",
    "ROWS",
    "SELECT",
    "SET",
    "SOME",
    "THEN",
    "TOP",
    "TRANSFORM",
    "TRUE",
    "UNION",
    "UNIQUE",
    "UNPIVOT",
    "UPDATE",
    "USING",
    "VALUES",
    "WHEN",
    "WHERE",
    "WITH",
];

/// Keywords that are functions before a parenthesis.
const FUNCTION_KEYWORDS: &[&str] = &["CAST", "CONVERT", "LEFT", "RIGHT"];

/// The pieces of a query in order, none of them overlapping. Commas, dots and parentheses are none.
#[must_use]
pub fn highlights(text: &str) -> Vec<SqlToken> {
    let read = tokenize(text);
    let mut found = Vec::with_capacity(read.list.len());
    let mut behind = 0;
    for (at, token) in read.list.iter().enumerate() {
        push_comments(text, behind..token.range.start, &mut found);
        behind = token.range.end.max(behind);
        let is_called = read.is_punct(at + 1, '(');
        let follows_dot = at.checked_sub(1).is_some_and(|before| read.is_punct(before, '.'));
        let kind = match token.kind {
            TokenKind::Word => word_kind(read.token_text(at), is_called, follows_dot),
            TokenKind::QuotedName => SqlTokenKind::Name,
            TokenKind::String => SqlTokenKind::String,
            TokenKind::Placeholder => SqlTokenKind::Placeholder,
            TokenKind::Punct(sign) if "=<>!+-*/%|&^~".contains(sign) => SqlTokenKind::Operator,
            TokenKind::Punct(_) => continue,
        };
        found.push((token.range.clone(), kind));
    }
    push_comments(text, behind..text.len(), &mut found);
    found
}

fn word_kind(word: &str, is_called: bool, follows_dot: bool) -> SqlTokenKind {
    let upper = word.to_ascii_uppercase();
    let is_keyword = !follows_dot && KEYWORDS.binary_search(&upper.as_str()).is_ok();
    match word.chars().next() {
        Some('@') => SqlTokenKind::Variable,
        Some('0'..='9') => SqlTokenKind::Number,
        _ if is_keyword && !(is_called && FUNCTION_KEYWORDS.contains(&upper.as_str())) => {
            SqlTokenKind::Keyword
        }
        _ if is_called => SqlTokenKind::Function,
        _ => SqlTokenKind::Name,
    }
}

/// What stands between two tokens and is not blank can only be comments.
fn push_comments(text: &str, gap: Range<usize>, found: &mut Vec<SqlToken>) {
    let mut start = gap.start;
    for line in text.get(gap).unwrap_or_default().split_inclusive(['\n', '\r']) {
        let inner = line.trim_start();
        let from = start + (line.len() - inner.len());
        let inner = inner.trim_end();
        if !inner.is_empty() {
            found.push((from..from + inner.len(), SqlTokenKind::Comment));
        }
        start += line.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn format_highlights(text: &str) -> Vec<String> {
        let pieces = highlights(text);
        assert!(pieces.windows(2).all(|pair| pair[0].0.end <= pair[1].0.start), "{pieces:?}");
        pieces.into_iter().map(|(range, kind)| format!("{kind:?} {}", &text[range])).collect()
    }

    #[test]
    fn keywords_are_in_order() {
        assert!(KEYWORDS.is_sorted());
        assert!(FUNCTION_KEYWORDS.iter().all(|word| KEYWORDS.contains(word)));
    }

    #[test]
    fn classifies_tokens() {
        assert_eq!(
            format_highlights(
                "select Left([First Name], 1) + 'x' as F, s.Order -- why\nfrom dbo.Staff s left join T on a >= @b where n = 12 and x = ${Y}"
            ),
            [
                "Keyword select",
                "Function Left",
                "Name [First Name]",
                "Number 1",
                "Operator +",
                "String 'x'",
                "Keyword as",
                "Name F",
                "Name s",
                "Name Order",
                "Comment -- why",
                "Keyword from",
                "Name dbo",
                "Name Staff",
                "Name s",
                "Keyword left",
                "Keyword join",
                "Name T",
                "Keyword on",
                "Name a",
                "Operator >",
                "Operator =",
                "Variable @b",
                "Keyword where",
                "Name n",
                "Operator =",
                "Number 12",
                "Keyword and",
                "Name x",
                "Operator =",
                "Placeholder ${Y}",
            ]
        );
    }

    #[test]
    fn splits_comments_at_line_ends() {
        assert_eq!(
            format_highlights("/* one\r\n two */ SELECT 1 -- three"),
            ["Comment /* one", "Comment two */", "Keyword SELECT", "Number 1", "Comment -- three"]
        );
        assert_eq!(format_highlights("SELECT 'open"), ["Keyword SELECT", "String 'open"]);
        assert_eq!(format_highlights(" "), [""; 0]);
    }
}
