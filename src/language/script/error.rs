//! What is not VB.NET in a script.

use std::ops::Range;

/// A mistake in the form of a script, which no compiler would take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScriptError {
    /// The text at fault.
    pub range: Range<usize>,
    /// What is wrong there.
    pub kind: ScriptErrorKind,
}

/// The kinds of mistake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ScriptErrorKind {
    /// A string without its closing quote.
    UnclosedString,
    /// A word, operator or character of another language, and what VB.NET writes instead; empty
    /// where it writes nothing.
    NonVbToken {
        /// What was found.
        token: NonVbToken,
    },
    /// An opening parenthesis or brace whose statement ends before it is closed.
    Unclosed {
        /// The closing character that is missing.
        closing: char,
    },
    /// A closing parenthesis or brace that nothing opened.
    Unopened,
    /// A statement that ends where an operand has to follow.
    MissingOperand {
        /// Whether the marked text is a comment in its place that looks like a string in single quotes.
        quoted: bool,
    },
    /// A line that starts with an operator: the line before it had ended already.
    LineStartsWithOperator,
    /// A block that is never closed.
    UnclosedBlock {
        /// What would close it.
        closer: &'static str,
        /// Where the parser gave up waiting, if not at the end.
        found: Option<Range<usize>>,
    },
    /// The end of a block that is not open.
    UnopenedBlock {
        /// What would open it.
        opener: &'static str,
    },
    /// `Else`, `Case`, `Catch` and the like outside of their block.
    Misplaced {
        /// The block it belongs into.
        block: &'static str,
    },
}

/// Forms of other languages.
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
    /// `++` or `--` behind a variable.
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
    /// What VB.NET writes in its place, where one replacement is right as it stands.
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
