//! VB.NET, as it stands in `Script:text=` transforms and in the global script.
//!
//! | file | what it does |
//! |---|---|
//! | `keyword`, `token`, `lexer` | text to tokens: strings, interpolation, comments, dates |
//! | `lines` | which line ends end a statement |
//! | `blocks`, `parser`, `statements`, `expression` | tokens to a tree of blocks |
//! | `uses` | what the script uses of `DTM`, what it declares |
//! | `flow` | whether every way through a script assigns `DTM.Result` |
//! | `symbols` | names that are used and never declared |
//! | `foreign` | whether it is written in another language |
//!
//! Everything here is linear in the length of the script and says nothing about what it does not
//! understand: a script that is too deep, holds XML or a placeholder where code stands is
//! [lost](Script::is_understood).

mod blocks;
mod conditions;
mod expression;
mod flow;
mod foreign;
mod keyword;
mod lexer;
mod lines;
mod parser;
mod problem;
mod statements;
mod symbols;
mod token;
mod tree;
mod uses;

use std::ops::Range;

pub use flow::{Hole, Reason, unassigned};
pub use foreign::is_python;
pub use keyword::{Keyword, keyword};
pub use problem::{Foreign, Problem, ProblemKind};
pub use symbols::{Undeclared, declared_names, undeclared};
pub use token::{Symbol, Token, TokenKind};
pub use tree::{Arm, Block, Statement, StatementKind, Target, Test, Tokens};
pub use uses::{Access, Arguments, DtmUse, Routine, SourceField};

/// A script that was read. It holds no text: what it says are byte ranges of the text it was read
/// from.
#[derive(Debug, Default)]
pub struct Script {
    /// Without comments and without the line ends that end no statement.
    pub tokens: Vec<Token>,
    /// For each token whether a statement starts with it.
    pub starts: Vec<bool>,
    /// For each token whether it is part of a query.
    pub in_query: Vec<bool>,
    /// Where the comments stand.
    pub comments: Vec<Range<usize>>,
    /// The statements.
    pub body: Block,
    /// What no compiler would take, in order.
    pub problems: Vec<Problem>,
    /// Every use of a member of `DTM`, in order.
    pub dtm: Vec<DtmUse>,
    /// Every routine and type that is declared.
    pub routines: Vec<Routine>,
    /// The tokens `Imports`, `Option`, `Static`, `Shared` that start a statement or declaration.
    pub restricted: Vec<usize>,
    /// Whether statements are reached out of order: labels, `GoTo`, `On Error`, `#If`.
    pub unstructured: bool,
    /// Whether a lambda assigns the result or cancels the row.
    pub result_in_lambda: bool,
    /// Whether `DTM` itself is handed on, so that it may be used elsewhere.
    pub dtm_handed_on: bool,
    /// Whether something was met that is not understood.
    lost: bool,
    /// Whether a placeholder stands where code is read.
    placeholder: bool,
}

/// Reads a script.
#[must_use]
pub fn parse(text: &str) -> Script {
    let mut lexed = lexer::lex(text);
    let joined = lines::join(&lexed.tokens, &mut lexed.problems);
    let script = Script {
        tokens: joined.tokens,
        in_query: joined.in_query,
        comments: lexed.comments,
        problems: lexed.problems,
        unstructured: lexed.conditional,
        lost: lexed.lost,
        placeholder: lexed.placeholder,
        ..Script::default()
    };
    let mut script = parser::Parser::new(text, script).run();
    script.settle();
    script
}

impl Script {
    /// Whether the script could be read as VB.NET from start to end. Where it could not, nothing
    /// should be said about it.
    #[must_use]
    pub fn is_understood(&self) -> bool {
        !self.lost && !self.placeholder
    }

    /// Whether it is a correct script as far as its form goes, so that more can be said about it.
    #[must_use]
    pub fn is_well_formed(&self) -> bool {
        self.is_understood() && self.problems.is_empty()
    }

    /// Whether it catches what goes wrong.
    #[must_use]
    pub fn has_try(&self) -> bool {
        self.tokens.iter().any(|token| token.is(Keyword::Try))
    }

    /// The bytes of some tokens.
    #[must_use]
    pub fn range_of(&self, tokens: &Tokens) -> Range<usize> {
        let first = self.tokens.get(tokens.start).map_or(0, |token| token.range().start);
        let last = tokens.end.checked_sub(1).and_then(|last| self.tokens.get(last));
        first..last.map_or(first, |last| last.range().end).max(first)
    }

    /// Brings the problems into order and leaves out what only follows from others.
    fn settle(&mut self) {
        let is_foreign = |problem: &Problem| matches!(problem.kind, ProblemKind::Foreign { .. });
        let braces = |problem: &Problem| {
            matches!(problem.kind, ProblemKind::Foreign { what: Foreign::Brace | Foreign::SlashComment })
        };
        if self.problems.iter().any(braces) {
            // It is another language, and its blocks are not those of VB.NET.
            self.problems.retain(is_foreign);
        }
        // The rest of the line is in the string.
        if self.problems.iter().any(|problem| problem.kind == ProblemKind::UnclosedString) {
            self.problems
                .retain(|problem| problem.kind == ProblemKind::UnclosedString || is_foreign(problem));
        }
        let is_quoted = |problem: &Problem| problem.kind == ProblemKind::OperandMissing { quoted: true };
        if self.problems.iter().any(is_quoted) {
            self.problems.retain(|problem| is_quoted(problem) || is_foreign(problem));
        }
        self.problems.sort_by_key(|problem| (problem.range.start, problem.range.end));
        self.problems.dedup_by_key(|problem| problem.range.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Everything that is asked of a script, for texts that may be anything.
    fn walk(text: &str) -> Script {
        let script = parse(text);
        let inside = |range: &Range<usize>| {
            assert!(text.get(range.clone()).is_some(), "{range:?} of {text:?}");
        };
        script.tokens.iter().for_each(|token| inside(&token.range()));
        script.comments.iter().for_each(inside);
        for problem in &script.problems {
            inside(&problem.range);
            if let ProblemKind::UnclosedBlock { seen: Some(seen), .. } = &problem.kind {
                inside(seen);
            }
        }
        unassigned(&script, text).iter().flatten().for_each(|hole| inside(&hole.range));
        undeclared(&script, text, &declared_names(&script, text)).iter().for_each(|name| inside(&name.range));
        script.source_fields(text).iter().for_each(|field| inside(&field.range));
        for member in &script.dtm {
            let _ = script.arguments(text, member.member);
        }
        is_python(text).iter().for_each(inside);
        script
    }

    #[test]
    fn deep_nesting_is_given_up() {
        for (open, close) in [
            ("If a Then\n", "End If\n"),
            ("(", ")"),
            ("{", "}"),
            ("If a Then ", " Else b = 1"),
            ("f = Sub() ", ""),
            ("f = Function(x)\n", "End Function\n"),
            ("x($\"{", "}\")"),
            ("For i = 1 To 2\n", "Next\n"),
            ("Class A\n", "End Class\n"),
            ("Select Case a\nCase 1\n", "End Select\n"),
            ("Try\n", "Catch\nEnd Try\n"),
            ("DTM.Source(", ")"),
        ] {
            for closes in [0, 100_000] {
                walk(&format!("{}x = 1{}", open.repeat(100_000), close.repeat(closes)));
            }
        }
    }

    /// A hundred thousand bytes are read in a moment; what takes a step for every pair of them takes
    /// minutes.
    #[test]
    fn reading_takes_a_step_for_each_byte() {
        for piece in [
            "DTM.Result = DTM.Source(\"a\")\n",
            "If a Then\nb = 1\nEnd If\n",
            "{",
            "}",
            "(",
            ")",
            "\"\n",
            "$\"{",
            "x==1;",
            "Dim a, ",
            "Dim a = Sub() ",
            "Function(",
            "End If\n",
            "#",
            "# ",
            "_ ",
            ": ",
            "From x In ",
            "Property a\n",
            "Public ",
            "a.b(c)&",
            "'\n",
            "[a] [0",
            "<",
            "++ ",
            "{{",
            "${",
            "Next i, j\n",
            "Case 1\n",
        ] {
            let text = piece.repeat(100_000 / piece.len());
            let start = std::time::Instant::now();
            walk(&text);
            assert!(start.elapsed().as_secs() < 20, "{piece:?}");
        }
    }

    #[test]
    fn parentheses_may_be_deep() {
        let text = format!("DTM.Result = {}1{}", "(".repeat(100_000), ")".repeat(100_000));
        let script = walk(&text);
        assert!(script.is_well_formed());
        assert!(unassigned(&script, &text).is_empty());
    }

    #[test]
    fn what_is_deeper_than_any_script_is_not_judged() {
        let text = format!("{}x = 1\n{}", "If a Then\n".repeat(500), "End If\n".repeat(500));
        assert!(!walk(&text).is_understood());
        let text = format!("{}DTM.Result = 1\n{}", "If a Then\n".repeat(50), "End If\n".repeat(50));
        assert_eq!(unassigned(&walk(&text), &text).len(), 1);
    }

    #[test]
    fn source_fields_are_found_with_their_place() {
        let text = "With DTM\n.Result = .Source(\"a\"\"b\") & dtm.source(“é”) & $\"{DTM.Source(\"c\")}\" & .Source(x)\nEnd With";
        let fields = parse(text).source_fields(text);
        let found: Vec<(&str, &str)> =
            fields.iter().map(|field| (field.name.as_str(), &text[field.range.clone()])).collect();
        assert_eq!(found, [("a\"b", "a\"\"b"), ("é", "é"), ("c", "c")]);
    }

    #[test]
    fn placeholders_in_code_are_not_judged() {
        for text in ["If ${A} Then", "x = {{ a }}", "x = $\"${NAME}\"", "${A}"] {
            assert!(!parse(text).is_understood(), "{text}");
        }
        for text in ["x = \"${A}\" ' ${B}", "x = {{1, 2}, {3, 4}}", "x = $\"{a}\"", "x = {{a}, {b}}"] {
            assert!(parse(text).is_understood(), "{text}");
        }
    }

    mod any {
        use super::walk;
        use proptest::prelude::*;

        /// Pieces that mean something to the parser.
        const PIECES: &[&str] = &[
            "If ",
            "Then",
            "Else",
            "ElseIf ",
            "End If",
            "End ",
            "Select Case ",
            "Case ",
            "Case Else",
            "For ",
            "Each ",
            "Next",
            "Next i, j",
            "Do",
            "Loop",
            "While ",
            "Until ",
            "Wend",
            "Try",
            "Catch ",
            "Finally",
            "With DTM",
            "With ",
            "Using ",
            "Sub(",
            "Sub ",
            "Function(x)",
            "Class ",
            "Property ",
            "Get",
            "Set ",
            "Return",
            "Exit ",
            "Throw",
            "GoTo ",
            "x",
            "DTM",
            ".",
            ".Result",
            "DTM.Result = ",
            "DTM.Source(",
            "\"",
            "“",
            "”",
            "$\"",
            "{",
            "}",
            "{{",
            "(",
            ")",
            "[",
            "]",
            "'",
            "REM ",
            "#",
            "#If",
            "1",
            "1.5E+",
            "&H",
            "&",
            "&&",
            "==",
            "=",
            ":",
            ":=",
            ",",
            ";",
            "//",
            "<",
            "<a>",
            ">",
            "_",
            " _\n",
            " ",
            "\n",
            "\r\n",
            "\r",
            "From x In ",
            "Where ",
            "é",
            "😀",
            "\u{2028}",
            "${A}",
            "$",
            "c",
            "As ",
            "Dim ",
            "!",
            "?",
            "++",
            "Handles DTM.",
            "Module ",
            "Imports ",
            "Imports System.DirectoryServices\n",
        ];

        fn scripts() -> impl Strategy<Value = String> {
            prop_oneof![
                any::<String>(),
                proptest::collection::vec(proptest::sample::select(PIECES), 0..60)
                    .prop_map(|pieces| pieces.concat()),
                mutated(),
            ]
        }

        /// A real script with a piece of it cut out and something else put there.
        fn mutated() -> impl Strategy<Value = String> {
            let piece = proptest::sample::select(PIECES);
            (any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0..20_usize, piece).prop_map(
                |(script, at, length, piece)| {
                    let real = REAL[script.index(REAL.len())];
                    let floor =
                        |at: usize| (0..=at.min(real.len())).rev().find(|&at| real.is_char_boundary(at));
                    let start = floor(at.index(real.len())).unwrap_or(0);
                    let end = floor(start + length).unwrap_or(start).max(start);
                    format!("{}{piece}{}", &real[..start], &real[end..])
                },
            )
        }

        const REAL: &[&str] = &[
            include_str!("../../../tests/scripts/lambdas.vb"),
            include_str!("../../../tests/scripts/linq.vb"),
            include_str!("../../../tests/scripts/interpolation.vb"),
            include_str!("../../../tests/scripts/implicit-continuation.vb"),
            include_str!("../../../tests/scripts/global-with-code.vb"),
            include_str!("../../../tests/scripts/nested-select-in-loop.vb"),
            include_str!("../../../tests/scripts/try-with-fallback.vb"),
            include_str!("../../../tests/scripts/typographic-quotes.vb"),
            include_str!("../../../tests/scripts/array-initialisers.vb"),
            include_str!("../../../tests/scripts/nested-one-line-ifs.vb"),
        ];

        proptest! {
            #![proptest_config(ProptestConfig { cases: 1000, ..ProptestConfig::default() })]
            #[test]
            fn text_is_read_without_panic(text in scripts()) {
                walk(&text);
            }
        }
    }
}
