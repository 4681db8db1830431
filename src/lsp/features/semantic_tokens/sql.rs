//! Highlighting of SQL.

use std::ops::Range;

use crate::language::sql::{Sql, TokenKind, tokenize};
use crate::lsp::features::types::HighlightKind;
use crate::text::Placeholders;

use super::ranges::HighlightRanges;

/// Keywords of the dialects in which queries are written, in alphabetical order. Most dialects require quotes for
/// columns with these names.
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

/// Keywords that are functions if a parenthesis follows.
const FUNCTION_KEYWORDS: &[&str] = &["CAST", "CONVERT", "LEFT", "RIGHT"];

pub(super) fn highlight_sql(text: &str, sql: &Sql, placeholders: &Placeholders) -> HighlightRanges {
    let mut tables: Vec<&Range<usize>> = sql.tables.iter().map(|table| &table.range).collect();
    tables.sort_by_key(|table| table.start);
    let is_table = |range: &Range<usize>| {
        let before = tables.partition_point(|table| table.start <= range.start);
        before.checked_sub(1).and_then(|index| tables.get(index)).is_some_and(|table| range.end <= table.end)
    };
    let mut tokens = sql_tokens(text, placeholders);
    for (range, kind) in &mut tokens {
        if *kind == HighlightKind::Property && is_table(range) {
            *kind = HighlightKind::Type;
        }
    }
    tokens
}

/// The tokens of a query in order, without overlaps. Commas, dots and parentheses are omitted; names of columns,
/// tables and everything else are properties.
pub(crate) fn sql_tokens(text: &str, placeholders: &Placeholders) -> HighlightRanges {
    let tokens = tokenize(text, placeholders);
    let mut highlights = Vec::with_capacity(tokens.list.len());
    let mut end = 0;
    for (index, token) in tokens.list.iter().enumerate() {
        push_comments(text, end..token.range.start, &mut highlights);
        end = token.range.end.max(end);
        let is_called = tokens.is_punct(index + 1, '(');
        let follows_dot = index.checked_sub(1).is_some_and(|before| tokens.is_punct(before, '.'));
        let kind = match token.kind {
            TokenKind::Word => word_kind(tokens.token_text(index), is_called, follows_dot),
            TokenKind::QuotedName => HighlightKind::Property,
            TokenKind::String => HighlightKind::String,
            TokenKind::Placeholder => HighlightKind::Macro,
            TokenKind::Punct(sign) if "=<>!+-*/%|&^~".contains(sign) => HighlightKind::Operator,
            TokenKind::Punct(_) => continue,
        };
        highlights.push((token.range.clone(), kind));
    }
    push_comments(text, end..text.len(), &mut highlights);
    highlights
}

fn word_kind(word: &str, is_called: bool, follows_dot: bool) -> HighlightKind {
    let upper = word.to_ascii_uppercase();
    let is_keyword = !follows_dot && KEYWORDS.binary_search(&upper.as_str()).is_ok();
    match word.chars().next() {
        Some('@') => HighlightKind::Variable,
        Some('0'..='9') => HighlightKind::Number,
        _ if is_keyword && !(is_called && FUNCTION_KEYWORDS.contains(&upper.as_str())) => {
            HighlightKind::Keyword
        }
        _ if is_called => HighlightKind::Function,
        _ => HighlightKind::Property,
    }
}

/// Adds the comments between two tokens, one per line. Everything between tokens is white space or comments.
fn push_comments(text: &str, gap: Range<usize>, highlights: &mut HighlightRanges) {
    let mut line_start = gap.start;
    for line in text.get(gap).unwrap_or_default().split_inclusive(['\n', '\r']) {
        let comment = line.trim_start();
        let start = line_start + (line.len() - comment.len());
        let comment = comment.trim_end();
        if !comment.is_empty() {
            highlights.push((start..start + comment.len(), HighlightKind::Comment));
        }
        line_start += line.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn format_tokens(text: &str) -> Vec<String> {
        let tokens = sql_tokens(text, Placeholders::default_ref());
        assert!(tokens.windows(2).all(|pair| pair[0].0.end <= pair[1].0.start), "{tokens:?}");
        tokens.into_iter().map(|(range, kind)| format!("{kind:?} {}", &text[range])).collect()
    }

    #[test]
    fn keywords_are_in_order() {
        assert!(KEYWORDS.is_sorted());
        assert!(FUNCTION_KEYWORDS.iter().all(|word| KEYWORDS.contains(word)));
    }

    #[test]
    fn classifies_tokens() {
        assert_eq!(
            format_tokens(
                "select Left([First Name], 1) + 'x' as F, s.Order -- why\nfrom dbo.Staff s left join T on a >= @b where n = 12 and x = ${Y}"
            ),
            [
                "Keyword select",
                "Function Left",
                "Property [First Name]",
                "Number 1",
                "Operator +",
                "String 'x'",
                "Keyword as",
                "Property F",
                "Property s",
                "Property Order",
                "Comment -- why",
                "Keyword from",
                "Property dbo",
                "Property Staff",
                "Property s",
                "Keyword left",
                "Keyword join",
                "Property T",
                "Keyword on",
                "Property a",
                "Operator >",
                "Operator =",
                "Variable @b",
                "Keyword where",
                "Property n",
                "Operator =",
                "Number 12",
                "Keyword and",
                "Property x",
                "Operator =",
                "Macro ${Y}",
            ]
        );
    }

    #[test]
    fn splits_comments_at_line_ends() {
        assert_eq!(
            format_tokens("/* one\r\n two */ SELECT 1 -- three"),
            ["Comment /* one", "Comment two */", "Keyword SELECT", "Number 1", "Comment -- three"]
        );
        assert_eq!(format_tokens("SELECT 'open"), ["Keyword SELECT", "String 'open"]);
        assert_eq!(format_tokens(" "), [""; 0]);
    }
}
