//! Syntax tree of a script.
//!
//! The nodes do not own their children: blocks and branches are index ranges into lists of the
//! [`Script`](super::Script), in which siblings are adjacent.

use std::ops::Range;

/// Indices of tokens.
pub type TokenRange = Range<usize>;

/// Indices of consecutive statements, see [`Script::block`](super::Script::block).
pub type Block = Range<usize>;

/// Indices of consecutive branches, see [`Script::arms`](super::Script::arms).
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
