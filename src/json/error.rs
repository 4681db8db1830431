//! Syntax errors of a JSON document, as data.

use crate::text::Span;

use super::NodeId;

/// A syntax error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SyntaxError {
    /// The kind of error.
    pub kind: SyntaxErrorKind,
    /// The offending token; empty where a token is missing.
    pub span: Span,
    /// The enclosing array or object; [`NodeId::ROOT`] outside of any.
    pub container: NodeId,
}

/// The kind of a syntax error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SyntaxErrorKind {
    /// No value at all
    Empty,
    /// `[1, ]`
    TrailingComma,
    /// `[1,, 2]`
    ExtraComma,
    /// `[1 2]`
    MissingComma,
    /// `[1; 2]`
    WrongComma,
    /// `{"a" 1}`
    MissingColon,
    /// `{"a" = 1}`
    WrongColon,
    /// `{"a": }`
    MissingValue,
    /// `{"a"}`
    NameWithoutValue,
    /// `{: 1}`
    MissingName,
    /// `{a: 1}`
    UnquotedName,
    /// `'a'`
    SingleQuotes,
    /// `“a”`
    CurlyQuotes,
    /// `"a` at the end of a line
    UnclosedString,
    /// `a"`
    MissingQuote,
    /// A line break inside a string that continues on the next line
    LineBreak,
    /// `"a "b" c"`
    UnescapedQuote,
    /// `"\d"`
    BadEscape,
    /// An unescaped tab or another control character inside a string
    ControlCharacter,
    /// `01`, `1.`, `+1`, `0x1F`
    BadNumber,
    /// `True`, `None`, `NULL`
    ForeignLiteral,
    /// `[yes]`
    BareWord,
    /// `// …`, `/* … */`, `# …`
    Comment,
    /// `<<<<<<< HEAD`
    MergeConflict,
    /// Any other token that is not allowed
    UnexpectedText,
    /// `[1` at the end of the text
    UnclosedContainer,
    /// `[1}`
    MismatchedClose,
    /// `["a": 1]`
    MemberInArray,
    /// `{} x`
    TextAfterEnd,
    /// Nested deeper than [`MAX_DEPTH`](super::MAX_DEPTH)
    TooDeep,
}
