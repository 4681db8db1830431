//! Syntax tree of a script.
//!
//! The nodes do not own their children: blocks and branches are index ranges into lists of the
//! [`Script`], in which siblings are adjacent.

use std::ops::Range;

use super::error::{NonVbToken, ScriptError, ScriptErrorKind};
use super::keyword::Keyword;
use super::token::Token;

/// A parsed script. Contains byte ranges of the parsed text, but not the text itself.
#[derive(Debug, Default)]
pub struct Script {
    /// Tokens without comments, and without line breaks that do not end a statement.
    pub tokens: Vec<Token>,
    /// For each token, whether it starts a statement.
    pub statement_starts: Vec<bool>,
    /// For each token, whether it is part of a query. Ends at the last token of a query.
    pub in_query: Vec<bool>,
    /// Comments.
    pub comments: Vec<Range<usize>>,
    /// Top-level statements.
    pub body: Block,
    /// All statements, grouped by block.
    pub(super) statements: Vec<Statement>,
    /// Branches of all statements, grouped by statement.
    pub(super) arms: Vec<Arm>,
    /// Syntax errors, in order.
    pub errors: Vec<ScriptError>,
    /// References to members of `DTM`, in order.
    pub dtm_references: Vec<DtmReference>,
    /// Declarations of routines and types.
    pub declarations: Vec<Declaration>,
    /// Tokens `Imports`, `Option`, `Static` and `Shared` that start a statement or declaration.
    pub restricted_keywords: Vec<usize>,
    /// Whether control flow is unstructured: labels, `GoTo`, `On Error`, `#If`.
    pub unstructured: bool,
    /// Whether a lambda assigns the result or cancels the row.
    pub result_in_lambda: bool,
    /// Whether `DTM` itself is used as a value, so that it may be used elsewhere.
    pub dtm_escapes: bool,
    /// Whether there is unsupported syntax.
    pub(super) unsupported: bool,
    /// Whether there is a placeholder outside strings.
    pub(super) has_placeholder: bool,
}

impl Script {
    /// Whether the whole script was parsed. Otherwise, nothing should be reported about it.
    #[must_use]
    pub(crate) fn is_fully_parsed(&self) -> bool {
        !self.unsupported && !self.has_placeholder
    }

    /// Whether the script was parsed without errors, so that it can be analysed.
    #[must_use]
    pub(crate) fn is_well_formed(&self) -> bool {
        self.is_fully_parsed() && self.errors.is_empty()
    }

    /// Statements of a block.
    #[must_use]
    pub fn block(&self, block: &Block) -> &[Statement] {
        self.statements.get(block.clone()).unwrap_or_default()
    }

    /// Branches of a statement.
    #[must_use]
    pub(crate) fn arms(&self, arms: &Arms) -> &[Arm] {
        self.arms.get(arms.clone()).unwrap_or_default()
    }

    /// Whether there is a `Try` statement.
    #[must_use]
    pub(crate) fn has_try(&self) -> bool {
        self.tokens.iter().any(|token| token.is(Keyword::Try))
    }

    /// Byte range of a range of tokens.
    #[must_use]
    pub fn range_of(&self, tokens: &TokenRange) -> Range<usize> {
        let first = self.tokens.get(tokens.start).map_or(0, |token| token.range().start);
        let last = tokens.end.checked_sub(1).and_then(|last| self.tokens.get(last));
        first..last.map_or(first, |last| last.range().end).max(first)
    }

    /// Sorts the errors, and removes those that are consequences of others.
    pub(super) fn filter_follow_ups(&mut self) {
        if self.errors.is_empty() {
            return;
        }
        let is_foreign = |error: &ScriptError| matches!(error.kind, ScriptErrorKind::NonVbToken { .. });
        let is_brace_or_slash = |error: &ScriptError| {
            matches!(
                error.kind,
                ScriptErrorKind::NonVbToken { token: NonVbToken::Brace | NonVbToken::SlashComment }
            )
        };
        if self.errors.iter().any(is_brace_or_slash) {
            // Another language: errors about blocks are consequences.
            self.errors.retain(is_foreign);
        }
        // The rest of the line is part of the string.
        if self.errors.iter().any(|error| error.kind == ScriptErrorKind::UnclosedString) {
            self.errors.retain(|error| error.kind == ScriptErrorKind::UnclosedString || is_foreign(error));
        }
        let is_quoted = |error: &ScriptError| error.kind == ScriptErrorKind::MissingOperand { quoted: true };
        if self.errors.iter().any(is_quoted) {
            self.errors.retain(|error| is_quoted(error) || is_foreign(error));
        }
        self.errors.sort_by_key(|error| (error.range.start, error.range.end));
        self.errors.dedup_by_key(|error| error.range.clone());
    }
}

/// Kind of access to a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Called or read.
    Read,
    /// Assigned: `DTM.Result = …`.
    Write,
    /// Assigned in a compound assignment: `DTM.Result &= …`.
    ReadWrite,
}

/// A reference to a member of `DTM`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DtmReference {
    /// First token: `DTM`, or the dot inside `With DTM`.
    pub start: usize,
    /// Token of the member's name.
    pub member: usize,
    /// Kind of access.
    pub access: Access,
    /// Whether it refers to an event: `Handles DTM.Startup`.
    pub is_event: bool,
}

/// A declaration of a routine or type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declaration {
    /// Token of the keyword: `Sub`, `Function`, `Class`, …
    pub keyword: usize,
    /// Token of the name.
    pub name: usize,
    /// Tokens from the keyword to the end of the first line.
    pub header: TokenRange,
    /// Whether it is directly inside a module, class or structure.
    pub in_type: bool,
}

/// Indices of tokens.
pub type TokenRange = Range<usize>;

/// Indices of consecutive statements, see [`Script::block`].
pub type Block = Range<usize>;

/// Indices of consecutive branches, see [`Script::arms`].
pub type Arms = Range<usize>;

/// A statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// Tokens of the statement; for a compound statement, those of its first line.
    pub tokens: TokenRange,
    /// Kind of the statement.
    pub kind: StatementKind,
}

/// A branch of a statement: `Else`, `Case`, `Catch`, …
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arm {
    /// First token.
    pub keyword: usize,
    /// Rest of the first line; empty for `Else`, `Case Else`, `Finally`.
    pub condition: TokenRange,
    /// Statements.
    pub body: Block,
}

/// Target of `Exit` and `Continue`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExitTarget {
    /// A `For` loop.
    For,
    /// A `While` loop.
    While,
    /// A `Do` loop.
    Do,
    /// A `Select Case`.
    Select,
    /// A `Try`.
    Try,
}

/// Kind of a statement, as far as it affects control flow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StatementKind {
    /// `DTM.Result = …`
    AssignResult,
    /// `DTM.CancelRow()`
    CancelRow,
    /// `Return`, with or without a value.
    Return {
        /// Returned expression; empty without one.
        value: TokenRange,
    },
    /// `Exit Sub` and the like, which leave the script.
    ExitScript,
    /// `Exit For` and the like.
    Exit(ExitTarget),
    /// `Continue For` and the like.
    Continue(ExitTarget),
    /// `Throw` or `End`, which end the script.
    Terminate,
    /// `If`, in a single line or as a block.
    If {
        /// `If` and every `ElseIf`.
        arms: Arms,
        /// `Else`.
        otherwise: Option<Arm>,
    },
    /// `Select Case`.
    Select {
        /// Every `Case` with values.
        cases: Arms,
        /// `Case Else`.
        otherwise: Option<Arm>,
    },
    /// `For`, `For Each`, `While`, `Do`.
    Loop {
        /// Kind of loop.
        target: ExitTarget,
        /// Evaluation of the condition.
        test: LoopTest,
        /// Condition, or the tokens after `For`.
        condition: TokenRange,
        /// Statements.
        body: Block,
    },
    /// `Try`.
    Try {
        /// Statements.
        body: Block,
        /// Every `Catch`.
        catches: Arms,
        /// `Finally`.
        finally: Option<Arm>,
    },
    /// `With`, `Using`, `SyncLock`: a block that always runs.
    Scope {
        /// Statements.
        body: Block,
    },
    /// `Sub`, `Class`, `Module`, …: a block that does not run in place.
    Declaration {
        /// Declared members or statements.
        body: Block,
    },
    /// Anything else.
    Other,
}

/// Time at which a loop evaluates its condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LoopTest {
    /// Before the body, which may run zero times.
    Before {
        /// Whether the loop ends if the condition is true.
        until: bool,
    },
    /// After the body, which runs at least once.
    After,
    /// Never: `Do … Loop`.
    Never,
    /// For every number or item of a `For` loop.
    Each,
}
