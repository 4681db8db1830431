//! SQL, as far as a linter of jobs needs it: which statement it is, which tables it reads, and
//! which columns it delivers. Every dialect that a provider may speak is read with one lexer: SQL
//! Server, Oracle, Access and Excel (ACE), MySQL and others through ODBC. What only one of them
//! allows is no mistake.

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

/// A query as far as it was understood. All ranges are bytes of the text that was parsed.
#[derive(Debug, Default)]
pub struct Sql {
    /// What it does.
    pub kind: StatementKind,
    /// The word that says so; empty where there is none.
    pub verb: Range<usize>,
    /// A further statement that the text holds, by its first word, where it does more than prepare
    /// the query or be the query that was prepared.
    pub second_statement: Option<Range<usize>>,
    /// Statements that prepare the query, such as `SET NOCOUNT ON`, by the first word of the first.
    pub preamble: Option<Range<usize>>,
    /// Tables behind FROM and JOIN, in order.
    pub tables: Vec<Table>,
    /// Whether a table may be read that is not among them: a table function, or one that is filled in.
    pub has_unlisted_tables: bool,
    /// The columns that it delivers, where it names every one of them.
    pub columns: Option<Vec<Column>>,
    /// The `*` of `SELECT *`.
    pub star: Option<Range<usize>>,
    /// The first word that leaves rows out: WHERE, HAVING, TOP, LIMIT, FETCH, OFFSET, ROWNUM.
    pub row_filter: Option<Range<usize>>,
    /// `SELECT … INTO`, which fills a table and delivers nothing.
    pub into_clause: Option<Range<usize>>,
    /// The mistakes, in order.
    pub errors: Vec<SqlError>,
    /// Whether a placeholder stands outside of strings and names: anything may be filled in there.
    pub has_placeholder: bool,
}

/// What a statement does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum StatementKind {
    /// It reads: SELECT, with or without WITH before it, TRANSFORM, TABLE, VALUES, SHOW.
    Read,
    /// It changes data or tables.
    Write,
    /// It calls a procedure, which may do either.
    Call,
    /// There is no telling.
    #[default]
    Unknown,
}

/// A table behind FROM or JOIN.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The parts of its name without their quotes: schema and table, or more.
    pub parts: Vec<String>,
    /// The name as it stands in the text.
    pub range: Range<usize>,
    /// Whether the last part stands in brackets or quotes.
    pub quoted: bool,
    /// The name it is given, without its quotes.
    pub alias: Option<String>,
}

/// A column that a query delivers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Where its name stands, or its alias where it has one, with quotes.
    pub range: Range<usize>,
}

impl Column {
    /// Its name without quotes, in the text that was parsed.
    #[must_use]
    pub fn name<'t>(&self, text: &'t str) -> Cow<'t, str> {
        unquoted(text.get(self.range.clone()).unwrap_or_default())
    }
}

/// A mistake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SqlError {
    /// The text at fault.
    pub range: Range<usize>,
    /// What is wrong there.
    pub message: String,
    /// What to write.
    pub help: String,
}

impl Sql {
    /// Whether rows may be left out of the result.
    #[must_use]
    pub fn has_row_filter(&self) -> bool {
        self.row_filter.is_some()
    }
}

impl Table {
    /// The table's own name, without its schema.
    #[must_use]
    pub fn name(&self) -> &str {
        self.parts.last().map_or("", String::as_str)
    }
}

/// A name without the quotes or brackets around it.
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

/// A column's name as it is compared, as a hash: without regard to case and blanks around it. The text and
/// Excel drivers show `.` as `#`.
#[must_use]
pub fn column_key(name: &str) -> u64 {
    // FNV-1a: names are short.
    const START: u64 = 0xcbf2_9ce4_8422_2325;
    const FACTOR: u64 = 0x0100_0000_01b3;
    let mix = |hash: u64, letter: u32| (hash ^ u64::from(letter)).wrapping_mul(FACTOR);
    let alike = |letter: char| if letter == '.' { '#' } else { letter };
    let name = trimmed(name);
    if name.is_ascii() {
        return name
            .bytes()
            .fold(START, |hash, byte| mix(hash, alike(byte.to_ascii_lowercase().into()).into()));
    }
    name.chars().flat_map(char::to_lowercase).fold(START, |hash, letter| mix(hash, alike(letter).into()))
}
