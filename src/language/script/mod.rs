//! Parser and analyses of VB.NET scripts in `Script:text=` transforms and in the global script.
//!
//! | file | purpose |
//! |---|---|
//! | `keyword`, `token`, `lexer`, `punctuation`, `strings` | lexer: strings, interpolation, comments, dates |
//! | `line_continuation` | removal of line breaks that do not end a statement |
//! | `blocks`, `parser`, `statements`, `declarations`, `expression` | parser: tokens to a tree of blocks |
//! | `tree` | the result: tokens, statements, declarations, references to members of `DTM` |
//! | `references` | arguments of calls |
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

pub use dataflow::{UnassignedPath, UnassignedReason};
pub use error::{NonVbToken, ScriptError, ScriptErrorKind};
pub use flow::unassigned_paths;
pub use keyword::{Keyword, keyword};
pub use python::find_python_line;
pub use references::{Arguments, SourceField};
pub use resolve::{UndeclaredName, declared_names, undeclared_names};
pub use token::{Punct, Token, TokenKind};
pub use tree::{
    Access, Arm, Arms, Block, Declaration, DtmReference, ExitTarget, LoopTest, Script, Statement,
    StatementKind, TokenRange,
};

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
