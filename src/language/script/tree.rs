//! The statements of a script, by block.
//!
//! Nothing here holds anything of its own: blocks and branches are places in the lists of the
//! [`Script`](super::Script), where those that belong together stand side by side.

use std::ops::Range;

/// Indices of tokens.
pub type TokenRange = Range<usize>;

/// Indices of statements, one after the other: [`Script::block`](super::Script::block) gives them.
pub type Block = Range<usize>;

/// Indices of branches: [`Script::arms`](super::Script::arms) gives them.
pub type Arms = Range<usize>;

/// One statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// Its tokens; of one that holds blocks, those of its first line.
    pub tokens: TokenRange,
    /// What it does.
    pub kind: StatementKind,
}

/// A part of a statement with a block of its own: `Else`, `Case`, `Catch`, …
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arm {
    /// The token it starts with.
    pub keyword: usize,
    /// What stands behind it in its line; empty for `Else`, `Case Else`, `Finally`.
    pub condition: TokenRange,
    /// What is done.
    pub body: Block,
}

/// What leaves a statement early, or goes around it again.
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

/// Kinds of statement, as far as the order of things needs to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StatementKind {
    /// `DTM.Result = …`
    AssignResult,
    /// `DTM.CancelRow()`
    CancelRow,
    /// `Return`, with or without a value.
    Return {
        /// The value.
        value: TokenRange,
    },
    /// `Exit Sub` and its like, which leave the script.
    ExitScript,
    /// `Exit For` and its like.
    Exit(ExitTarget),
    /// `Continue For` and its like.
    Continue(ExitTarget),
    /// `Throw` or `End`: nothing comes behind.
    Terminate,
    /// `If`, in one line or in a block.
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
        /// What kind of loop.
        target: ExitTarget,
        /// When the condition is looked at.
        test: LoopTest,
        /// The condition, or what is behind `For`.
        condition: TokenRange,
        /// What is done again and again.
        body: Block,
    },
    /// `Try`.
    Try {
        /// What is tried.
        body: Block,
        /// Every `Catch`.
        catches: Arms,
        /// `Finally`.
        finally: Option<Arm>,
    },
    /// `With`, `Using`, `SyncLock`: a block that always runs.
    Scope {
        /// What is done.
        body: Block,
    },
    /// `Sub`, `Class`, `Module`, …: a block that does not run where it stands.
    Declaration {
        /// What is declared.
        body: Block,
    },
    /// Anything else.
    Other,
}

/// When a loop looks at its condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LoopTest {
    /// Before the body: it may run zero times.
    Before {
        /// Whether it ends when the condition holds.
        until: bool,
    },
    /// Behind the body, which runs at least once.
    After,
    /// Never: `Do … Loop`.
    Never,
    /// For every number or item.
    Each,
}
