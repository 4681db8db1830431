//! Syntax errors in scripts.

use std::ops::Range;

/// A syntax error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScriptError {
    /// Position of the error.
    pub range: Range<usize>,
    /// Kind of the error.
    pub kind: ScriptErrorKind,
}

/// Kind of a syntax error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ScriptErrorKind {
    /// An unterminated string.
    UnclosedString,
    /// A keyword, operator or character of another language.
    NonVbToken {
        /// The token.
        token: NonVbToken,
    },
    /// An opening parenthesis or brace that is not closed in its statement.
    Unclosed {
        /// The missing closing character.
        closing: char,
    },
    /// An unmatched closing parenthesis or brace.
    Unopened,
    /// A missing operand at the end of a statement.
    MissingOperand {
        /// Whether the range is a comment that looks like a string in single quotes.
        quoted: bool,
    },
    /// An operator at the start of a line after a complete statement.
    LineStartsWithOperator,
    /// A block that is not closed.
    UnclosedBlock {
        /// Keywords that close it.
        closer: &'static str,
        /// Token at which the missing closer was detected, unless at the end of the script.
        found: Option<Range<usize>>,
    },
    /// An unmatched closing keyword of a block.
    UnopenedBlock {
        /// Keywords that open the block.
        opener: &'static str,
    },
    /// `Else`, `Case`, `Catch` or the like outside its block.
    Misplaced {
        /// Keywords that open the block.
        block: &'static str,
    },
}

/// A token of another language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NonVbToken {
    /// `==`
    DoubleEquals,
    /// `!=`
    NotEquals,
    /// `&&`
    AndAnd,
    /// `||`
    OrOr,
    /// `//` or `/*`
    SlashComment,
    /// `;`
    Semicolon,
    /// `++` or `--` after a variable.
    Increment,
    /// `[0]`
    Index,
    /// `{` or `}` around a block.
    Brace,
    /// `Set x = …`
    Set,
    /// `Let x = …`
    Let,
    /// `Wend`
    Wend,
}

impl NonVbToken {
    /// Equivalent in VB.NET, if the token can simply be replaced. May be empty.
    #[must_use]
    pub fn replacement(self) -> Option<&'static str> {
        match self {
            Self::DoubleEquals => Some("="),
            Self::NotEquals => Some("<>"),
            Self::AndAnd => Some("AndAlso"),
            Self::OrOr => Some("OrElse"),
            Self::SlashComment => Some("'"),
            Self::Semicolon | Self::Set | Self::Let => Some(""),
            Self::Wend => Some("End While"),
            Self::Increment | Self::Index | Self::Brace => None,
        }
    }
}
