//! Parser and analyses of VB.NET scripts in `Script:text=` transforms and in the global script.
//!
//! | file | purpose |
//! |---|---|
//! | `keyword`, `token`, `lexer`, `punctuation`, `strings` | lexer: strings, interpolation, comments, dates |
//! | `line_continuation` | removal of line breaks that do not end a statement |
//! | `blocks`, `parser`, `statements`, `declarations`, `expression` | parser: tokens to a tree of blocks |
//! | `references` | references to members of `DTM`, declarations |
//! | `flow`, `dataflow`, `assignments`, `conditions` | definite assignment of `DTM.Result` |
//! | `resolve` | undeclared names |
//! | `python` | detection of Python |
//!
//! All algorithms are linear in the length of the script. A script that is nested too deeply, or
//! that contains XML or a placeholder outside strings, is [not analysed](Script::is_fully_parsed).

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
    unsupported: bool,
    /// Whether there is a placeholder outside strings.
    has_placeholder: bool,
}

/// Parses a script.
#[must_use]
pub fn parse(text: &str) -> Script {
    let mut lexed = lexer::lex(text);
    let in_query = line_continuation::join_lines(&mut lexed);
    // A typical line is a statement.
    let line_count = lexed.line_ends.len() + 1;
    let script = Script {
        statements: Vec::with_capacity(line_count),
        dtm_references: Vec::with_capacity(line_count),
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
    /// Whether the whole script was parsed. Otherwise, nothing should be reported about it.
    #[must_use]
    pub fn is_fully_parsed(&self) -> bool {
        !self.unsupported && !self.has_placeholder
    }

    /// Whether the script was parsed without errors, so that it can be analysed.
    #[must_use]
    pub fn is_well_formed(&self) -> bool {
        self.is_fully_parsed() && self.errors.is_empty()
    }

    /// Statements of a block.
    #[must_use]
    pub fn block(&self, block: &Block) -> &[Statement] {
        self.statements.get(block.clone()).unwrap_or_default()
    }

    /// Branches of a statement.
    #[must_use]
    pub fn arms(&self, arms: &Arms) -> &[Arm] {
        self.arms.get(arms.clone()).unwrap_or_default()
    }

    /// Whether there is a `Try` statement.
    #[must_use]
    pub fn has_try(&self) -> bool {
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
    fn filter_follow_ups(&mut self) {
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
