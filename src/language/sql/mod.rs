//! Analysis of SQL queries: kind of statement, tables, and resulting columns.
//!
//! One lexer is used for all dialects that a provider may support: SQL Server, Oracle, Access and
//! Excel (ACE), MySQL and others through ODBC. Constructs that are valid in only one of them are
//! accepted.

mod clause_keywords;
mod columns;
mod lexer;
mod statement;
mod tables;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::ops::Range;

pub(crate) use lexer::{TokenKind, tokenize};
pub use statement::parse;

use crate::text::trimmed;

/// A parsed query. All ranges are byte ranges of the parsed text.
#[derive(Debug, Default)]
pub struct Sql {
    /// Kind of the main statement.
    pub kind: StatementKind,
    /// Keyword that determines the kind; empty if there is none.
    pub verb: Range<usize>,
    /// First word of a statement after the main one.
    pub second_statement: Option<Range<usize>>,
    /// First word of the statements before the main one that prepare it, such as `SET NOCOUNT ON`.
    pub preamble: Option<Range<usize>>,
    /// Tables after FROM and JOIN, in order.
    pub tables: Vec<Table>,
    /// Whether a table may be missing in `tables`: a table function or a placeholder.
    pub has_unlisted_tables: bool,
    /// Resulting columns, if all of them have a name.
    pub columns: Option<Vec<Column>>,
    /// The `*` of `SELECT *`.
    pub star: Option<Range<usize>>,
    /// First keyword that restricts the rows: WHERE, HAVING, TOP, LIMIT, FETCH, OFFSET, ROWNUM.
    pub row_filter: Option<Range<usize>>,
    /// `INTO` of `SELECT … INTO`, which writes to a table and returns no rows.
    pub into_clause: Option<Range<usize>>,
    /// Errors, in order.
    pub errors: Vec<SqlError>,
    /// Whether there is a placeholder outside strings and names, which may be replaced by anything.
    pub has_placeholder: bool,
}

/// Effect of a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum StatementKind {
    /// Reads data: SELECT, optionally after WITH, TRANSFORM, TABLE, VALUES, SHOW.
    Read,
    /// Changes data or tables.
    Write,
    /// Calls a procedure, which may read or write.
    Call,
    /// The effect is unknown.
    #[default]
    Unknown,
}

/// A table after FROM or JOIN.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Parts of the name without quotes, such as schema and table.
    pub parts: Vec<String>,
    /// Position of the name.
    pub range: Range<usize>,
    /// Whether the last part is in brackets or quotes.
    pub quoted: bool,
    /// Alias without quotes.
    pub alias: Option<String>,
}

/// A column of the result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Position of its alias, or else its name, including quotes.
    pub range: Range<usize>,
}

impl Column {
    /// Name without quotes; `text` is the parsed text.
    #[must_use]
    pub fn name<'t>(&self, text: &'t str) -> Cow<'t, str> {
        unquoted(text.get(self.range.clone()).unwrap_or_default())
    }
}

/// A syntax error in a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SqlError {
    /// Position of the error.
    pub range: Range<usize>,
    /// Description of the error.
    pub message: String,
    /// Advice.
    pub help: String,
}

impl Sql {
    /// Whether the query may restrict the rows.
    #[must_use]
    pub(crate) fn has_row_filter(&self) -> bool {
        self.row_filter.is_some()
    }
}

impl Table {
    /// Name of the table without its schema.
    #[must_use]
    pub fn name(&self) -> &str {
        self.parts.last().map_or("", String::as_str)
    }
}

/// Removes the quotes or brackets around a name.
#[must_use]
pub fn unquoted(name: &str) -> Cow<'_, str> {
    let name = trimmed(name);
    let [open, .., last] = name.as_bytes() else { return Cow::Borrowed(name) };
    let close = match open {
        b'[' => ']',
        b'"' => '"',
        b'`' => '`',
        b'\'' => '\'',
        _ => return Cow::Borrowed(name),
    };
    if char::from(*last) != close {
        return Cow::Borrowed(name);
    }
    let inner = &name[1..name.len() - 1];
    if !inner.contains(close) {
        return Cow::Borrowed(inner);
    }
    let (doubled, single) = (close.to_string().repeat(2), close.to_string());
    Cow::Owned(inner.replace(&doubled, &single))
}

/// Hash of a column's name for comparisons: ignores case and surrounding spaces. `.` and `#` are
/// equal, since the text and Excel drivers replace one by the other.
#[must_use]
pub fn column_key(name: &str) -> u64 {
    // FNV-1a: names are short.
    const START: u64 = 0xcbf2_9ce4_8422_2325;
    const FACTOR: u64 = 0x0100_0000_01b3;
    let mix = |hash: u64, letter: u32| (hash ^ u64::from(letter)).wrapping_mul(FACTOR);
    let normalize = |letter: char| if letter == '.' { '#' } else { letter };
    let name = trimmed(name);
    if name.is_ascii() {
        return name
            .bytes()
            .fold(START, |hash, byte| mix(hash, normalize(byte.to_ascii_lowercase().into()).into()));
    }
    name.chars().flat_map(char::to_lowercase).fold(START, |hash, letter| mix(hash, normalize(letter).into()))
}
