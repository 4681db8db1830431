//! VB.NET, as it stands in `Script:text=` transforms and in the global script.
//!
//! | file | what it does |
//! |---|---|
//! | `keyword`, `token`, `lexer`, `punctuation`, `strings` | text to tokens: strings, interpolation, comments, dates |
//! | `lines` | which line ends end a statement |
//! | `blocks`, `parser`, `statements`, `declarations`, `expression` | tokens to a tree of blocks |
//! | `uses` | what the script uses of `DTM`, what it declares |
//! | `flow`, `ways`, `results`, `conditions` | whether every way through a script assigns `DTM.Result` |
//! | `symbols` | names that are used and never declared |
//! | `foreign` | whether it is written in another language |
//!
//! Everything here is linear in the length of the script and says nothing about what it does not
//! understand: a script that is too deep, holds XML or a placeholder where code stands is
//! [lost](Script::is_understood).

mod assignments;
mod blocks;
mod conditions;
mod dataflow;
mod declarations;
mod error;
mod expression;
mod flow;
mod keyword;
mod lexer;
mod line_continuation;
mod parser;
mod punctuation;
mod python;
mod references;
mod resolve;
mod statements;
mod strings;
#[cfg(test)]
mod tests;
mod token;
mod tree;

use std::ops::Range;

pub use error::{NonVbToken, ScriptError, ScriptErrorKind};
pub use flow::{UnassignedPath, UnassignedReason, unassigned_paths};
pub use keyword::{Keyword, keyword};
pub use python::find_python_line;
pub use references::{Access, Arguments, Declaration, DtmReference, SourceField};
pub use resolve::{UndeclaredName, declared_names, undeclared_names};
pub use token::{Punct, Token, TokenKind};
pub use tree::{Arm, Arms, Block, ExitTarget, LoopTest, Statement, StatementKind, TokenRange};

/// A script that was read. It holds no text: what it says are byte ranges of the text it was read
/// from.
#[derive(Debug, Default)]
pub struct Script {
    /// Without comments and without the line ends that end no statement.
    pub tokens: Vec<Token>,
    /// For each token whether a statement starts with it.
    pub statement_starts: Vec<bool>,
    /// For each token whether it is part of a query, up to the last that is.
    pub in_query: Vec<bool>,
    /// Where the comments stand.
    pub comments: Vec<Range<usize>>,
    /// The statements outside of all others.
    pub body: Block,
    /// The statements, block by block.
    pub(super) statements: Vec<Statement>,
    /// The branches of statements that have some, statement by statement.
    pub(super) arms: Vec<Arm>,
    /// What no compiler would take, in order.
    pub errors: Vec<ScriptError>,
    /// Every use of a member of `DTM`, in order.
    pub dtm_references: Vec<DtmReference>,
    /// Every routine and type that is declared.
    pub declarations: Vec<Declaration>,
    /// The tokens `Imports`, `Option`, `Static`, `Shared` that start a statement or declaration.
    pub restricted_keywords: Vec<usize>,
    /// Whether statements are reached out of order: labels, `GoTo`, `On Error`, `#If`.
    pub unstructured: bool,
    /// Whether a lambda assigns the result or cancels the row.
    pub result_in_lambda: bool,
    /// Whether `DTM` itself is handed on, so that it may be used elsewhere.
    pub dtm_escapes: bool,
    /// Whether something was met that is not understood.
    unsupported: bool,
    /// Whether a placeholder stands where code is read.
    has_placeholder: bool,
}

/// Reads a script.
#[must_use]
pub fn parse(text: &str) -> Script {
    let mut lexed = lexer::lex(text);
    let in_query = line_continuation::join_lines(&mut lexed);
    // Most lines are a statement.
    let lines = lexed.line_ends.len() + 1;
    let script = Script {
        statements: Vec::with_capacity(lines),
        dtm_references: Vec::with_capacity(lines),
        tokens: lexed.tokens,
        in_query,
        comments: lexed.comments,
        errors: lexed.errors,
        unstructured: lexed.has_conditional_compilation,
        unsupported: lexed.unsupported,
        has_placeholder: lexed.has_placeholder,
        ..Script::default()
    };
    let mut script = parser::Parser::new(text, script).run();
    script.filter_follow_ups();
    script
}

impl Script {
    /// Whether the script could be read as VB.NET from start to end. Where it could not, nothing
    /// should be said about it.
    #[must_use]
    pub fn is_fully_parsed(&self) -> bool {
        !self.unsupported && !self.has_placeholder
    }

    /// Whether it is a correct script as far as its form goes, so that more can be said about it.
    #[must_use]
    pub fn is_well_formed(&self) -> bool {
        self.is_fully_parsed() && self.errors.is_empty()
    }

    /// The statements of a block.
    #[must_use]
    pub fn block(&self, block: &Block) -> &[Statement] {
        self.statements.get(block.clone()).unwrap_or_default()
    }

    /// The branches of a statement.
    #[must_use]
    pub fn arms(&self, arms: &Arms) -> &[Arm] {
        self.arms.get(arms.clone()).unwrap_or_default()
    }

    /// Whether it catches what goes wrong.
    #[must_use]
    pub fn has_try(&self) -> bool {
        self.tokens.iter().any(|token| token.is(Keyword::Try))
    }

    /// The bytes of some tokens.
    #[must_use]
    pub fn range_of(&self, tokens: &TokenRange) -> Range<usize> {
        let first = self.tokens.get(tokens.start).map_or(0, |token| token.range().start);
        let last = tokens.end.checked_sub(1).and_then(|last| self.tokens.get(last));
        first..last.map_or(first, |last| last.range().end).max(first)
    }

    /// Brings the problems into order and leaves out what only follows from others.
    fn filter_follow_ups(&mut self) {
        if self.errors.is_empty() {
            return;
        }
        let is_foreign = |problem: &ScriptError| matches!(problem.kind, ScriptErrorKind::NonVbToken { .. });
        let braces = |problem: &ScriptError| {
            matches!(
                problem.kind,
                ScriptErrorKind::NonVbToken { token: NonVbToken::Brace | NonVbToken::SlashComment }
            )
        };
        if self.errors.iter().any(braces) {
            // It is another language, and its blocks are not those of VB.NET.
            self.errors.retain(is_foreign);
        }
        // The rest of the line is in the string.
        if self.errors.iter().any(|problem| problem.kind == ScriptErrorKind::UnclosedString) {
            self.errors
                .retain(|problem| problem.kind == ScriptErrorKind::UnclosedString || is_foreign(problem));
        }
        let is_quoted =
            |problem: &ScriptError| problem.kind == ScriptErrorKind::MissingOperand { quoted: true };
        if self.errors.iter().any(is_quoted) {
            self.errors.retain(|problem| is_quoted(problem) || is_foreign(problem));
        }
        self.errors.sort_by_key(|problem| (problem.range.start, problem.range.end));
        self.errors.dedup_by_key(|problem| problem.range.clone());
    }
}
