//! How conditions, brackets and joints follow each other. Nothing here calls itself: a hundred
//! thousand brackets are as good as one.

use std::ops::Range;

use super::tokens::{Token, TokenKind, tokenize};
use super::{Filter, FilterError, FilterNode, LogicalOp, slice};

/// More mistakes are not told: what follows so many is noise.
const MAX_ERRORS: usize = 5;

/// Parses a filter that is not blank.
#[must_use]
pub fn parse(text: &str) -> Filter {
    let mut parser = Parser { text, tokens: tokenize(text), at: 0, errors: Vec::new() };
    let has_placeholder = parser.tokens.iter().any(|token| token.kind == TokenKind::Placeholder);
    if let Some(error) = detect_other_language(text) {
        return Filter { nodes: Vec::new(), errors: vec![error], has_placeholder };
    }
    let unclosed_quote = parser.unclosed_quote();
    let pieces = parser.nodes();
    let mut errors = match unclosed_quote {
        // Everything behind it is read wrongly.
        Some(error) => vec![error],
        None => parser.errors,
    };
    errors.truncate(MAX_ERRORS);
    if has_placeholder {
        errors.clear();
    }
    Filter { nodes: pieces, errors, has_placeholder }
}

pub(super) struct Parser<'t> {
    pub(super) text: &'t str,
    pub(super) tokens: Vec<Token>,
    pub(super) at: usize,
    pub(super) errors: Vec<FilterError>,
}

/// What may come next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Expect {
    Condition,
    LogicalOp,
}

impl Parser<'_> {
    fn nodes(&mut self) -> Vec<FilterNode> {
        // Most conditions are four words and more, and a word joins them.
        let mut pieces: Vec<FilterNode> = Vec::with_capacity(self.tokens.len() / 2 + 1);
        // For every open bracket: where it stands and whether what it holds is negated.
        let mut open: Vec<(Range<usize>, bool)> = Vec::new();
        let mut expect = Expect::Condition;
        // Whether a `not` stands before what comes next.
        let mut negation = false;
        while let Some(token) = self.tokens.get(self.at).cloned() {
            let outer = open.last().is_some_and(|(_, negated)| *negated);
            match token.kind {
                TokenKind::Open => {
                    if expect == Expect::LogicalOp {
                        self.missing_logical_op(token.range.start);
                    }
                    open.push((token.range.clone(), outer != std::mem::take(&mut negation)));
                    pieces.push(FilterNode::Open(token.range));
                    expect = Expect::Condition;
                    self.at += 1;
                }
                TokenKind::Close => {
                    if expect == Expect::Condition {
                        self.missing_condition(&pieces, &token.range);
                    }
                    if open.pop().is_none() {
                        self.push(FilterError {
                            range: token.range.clone(),
                            message: "`)` closes nothing".to_owned(),
                            help: "remove it, or add the `(` that it closes".to_owned(),
                            certain: true,
                            fix: Some(("remove `)`", token.range.clone(), String::new())),
                        });
                    }
                    pieces.push(FilterNode::Close(token.range));
                    expect = Expect::LogicalOp;
                    self.at += 1;
                }
                _ if self.is_logical_op(self.at) => {
                    if expect == Expect::Condition {
                        self.missing_condition(&pieces, &token.range);
                    }
                    let joint = self.logical_op(self.at).unwrap_or(LogicalOp::And);
                    pieces.push(FilterNode::LogicalOp(joint, token.range));
                    expect = Expect::Condition;
                    self.at += 1;
                }
                TokenKind::Word if self.is_negation() => {
                    if expect == Expect::LogicalOp {
                        self.missing_logical_op(token.range.start);
                    }
                    negation = !negation;
                    pieces.push(FilterNode::Not(token.range));
                    expect = Expect::Condition;
                    self.at += 1;
                }
                // The whole condition may be filled in.
                TokenKind::Placeholder if !self.continues_condition(self.at + 1) => {
                    expect = Expect::LogicalOp;
                    self.at += 1;
                }
                _ => {
                    if expect == Expect::LogicalOp {
                        self.missing_logical_op(token.range.start);
                    }
                    let condition = self.condition(outer != std::mem::take(&mut negation));
                    pieces.push(FilterNode::Condition(condition));
                    expect = Expect::LogicalOp;
                }
            }
        }
        self.finish(&pieces, expect, &open);
        pieces
    }

    fn finish(&mut self, pieces: &[FilterNode], expect: Expect, open: &[(Range<usize>, bool)]) {
        if expect == Expect::Condition && !pieces.is_empty() {
            let end = self.text.trim_end().len();
            self.missing_condition(pieces, &(end..end));
        }
        let Some((innermost, _)) = open.last() else { return };
        let message = match open.len() {
            1 => "`(` is never closed".to_owned(),
            more => format!("{more} parentheses `(` are never closed"),
        };
        let end = self.text.trim_end().len();
        self.push(FilterError {
            range: innermost.clone(),
            message,
            help: "add the `)` where the group ends, or remove the `(`".to_owned(),
            certain: true,
            fix: (open.len() == 1).then(|| ("add `)` at the end", end..end, ")".to_owned())),
        });
    }

    /// A condition is missing before what stands at `here`: the piece before it is at fault.
    fn missing_condition(&mut self, pieces: &[FilterNode], here: &Range<usize>) {
        let word = |range: &Range<usize>| slice(self.text, range).to_owned();
        let (range, message) = match pieces.last() {
            Some(FilterNode::LogicalOp(_, range)) => {
                (range.clone(), format!("a condition is missing after `{}`", word(range)))
            }
            Some(FilterNode::Not(range)) => {
                (range.clone(), format!("a condition is missing after `{}`", word(range)))
            }
            Some(FilterNode::Open(range)) if here.is_empty() => {
                // The parenthesis is never closed, which is said anyway.
                let _ = range;
                return;
            }
            Some(FilterNode::Open(range)) if word(here) == ")" => {
                (range.start..here.end, "the parentheses are empty".to_owned())
            }
            // A parenthesis that closes nothing is said anyway.
            None if word(here) == ")" => return,
            _ => (here.clone(), format!("a condition is missing before `{}`", word(here))),
        };
        self.error(range, message, "write a condition such as `department Contains \"HR\"`, or remove this");
    }

    fn missing_logical_op(&mut self, at: usize) {
        self.push(FilterError {
            range: at..at,
            message: "`and` or `or` is expected between two conditions".to_owned(),
            help: "join the conditions with `and` or `or`".to_owned(),
            certain: false,
            fix: None,
        });
    }

    pub(super) fn error(&mut self, range: Range<usize>, message: String, help: &str) {
        self.push(FilterError { range, message, help: help.to_owned(), certain: true, fix: None });
    }

    fn push(&mut self, error: FilterError) {
        // Several mistakes at one place are one.
        if self.errors.len() < 2 * MAX_ERRORS
            && self.errors.last().is_none_or(|last| last.range != error.range)
        {
            self.errors.push(error);
        }
    }

    fn logical_op(&self, at: usize) -> Option<LogicalOp> {
        let token = self.tokens.get(at).filter(|token| token.kind == TokenKind::Word)?;
        let word = slice(self.text, &token.range);
        let is = |joint: &str| word.eq_ignore_ascii_case(joint);
        if is("and") || is("&&") {
            Some(LogicalOp::And)
        } else if is("or") || is("||") {
            Some(LogicalOp::Or)
        } else {
            None
        }
    }

    /// Whether `and` or `or` stands here, and not the `or` of "Greater Or Equal", misspelt.
    pub(super) fn is_logical_op(&self, at: usize) -> bool {
        let in_operator = || {
            self.tokens.get(at + 1).is_some_and(|next| {
                next.kind == TokenKind::Word
                    && slice(self.text, &next.range)
                        .as_bytes()
                        .get(..5)
                        .is_some_and(|start| start.eq_ignore_ascii_case(b"equal"))
            })
        };
        self.logical_op(at).is_some_and(|joint| joint == LogicalOp::And || !in_operator())
    }

    /// Whether the word here negates what follows, and is not the start of "Not Present".
    fn is_negation(&self) -> bool {
        let text = |at: usize| self.tokens.get(at).map(|token| slice(self.text, &token.range));
        match text(self.at) {
            Some("!") => true,
            Some(word) if word.eq_ignore_ascii_case("not") => {
                let operator =
                    |word: &str| ["present", "contain"].iter().any(|other| other.eq_ignore_ascii_case(word));
                !text(self.at + 1).is_some_and(operator)
            }
            _ => false,
        }
    }

    /// Whether the token continues the condition that a placeholder starts.
    fn continues_condition(&self, at: usize) -> bool {
        let token = self.tokens.get(at);
        token.is_some_and(|token| {
            matches!(token.kind, TokenKind::Word | TokenKind::Placeholder | TokenKind::Quoted { .. })
        }) && !self.is_logical_op(at)
    }

    pub(super) fn is_quoted(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| matches!(token.kind, TokenKind::Quoted { .. }))
    }

    /// The bytes from the first to the last of some tokens.
    pub(super) fn range(&self, tokens: Range<usize>) -> Range<usize> {
        let found = self.tokens.get(tokens.clone()).unwrap_or_default();
        match (found.first(), found.last()) {
            (Some(first), Some(last)) => first.range.start..last.range.end,
            _ => {
                let next = self.tokens.get(tokens.start);
                let at = next.map_or(self.text.len(), |next| next.range.start);
                at..at
            }
        }
    }

    /// The quote that is never closed. With one quote missing the text behind it is inside out, so
    /// that the last quote is the odd one; the first value that a word sticks to is where it began.
    fn unclosed_quote(&self) -> Option<FilterError> {
        let last = self.tokens.last().filter(|token| token.kind == TokenKind::Quoted { closed: false })?;
        let mark = self.text[last.range.start..].chars().next()?;
        let sticks = |pair: &&[Token]| {
            pair[0].kind == TokenKind::Quoted { closed: true }
                && pair[0].range.end == pair[1].range.start
                && pair[1].kind == TokenKind::Word
                && self.text[pair[0].range.start..].starts_with(mark)
        };
        let begin = self.tokens.windows(2).find(sticks).map_or(last, |pair| &pair[0]);
        let start = begin.range.start;
        let content = begin.content(self.text);
        let end = if begin == last { self.text.trim_end().len().max(content.start) } else { start };
        Some(FilterError {
            range: start..start + mark.len_utf8(),
            message: "the quote is never closed".to_owned(),
            help: "write the closing quote behind the value".to_owned(),
            certain: true,
            fix: (begin == last).then(|| ("add the closing quote at the end", end..end, mark.to_string())),
        })
    }
}

/// Text that is plainly of another language.
fn detect_other_language(text: &str) -> Option<FilterError> {
    let start = text.len() - text.trim_start().len();
    let trimmed = text.trim();
    let first = trimmed.split(|c: char| c.is_whitespace() || c == '*').next().unwrap_or_default();
    if first.eq_ignore_ascii_case("select") && trimmed.len() > first.len() {
        return Some(FilterError {
            range: start..start + first.len(),
            message: "a directory is read with filter criteria, and this is SQL".to_owned(),
            help: "write a filter such as `objectClass is exactly \"user\"`".to_owned(),
            certain: true,
            fix: None,
        });
    }
    let inner = trimmed.trim_start_matches(|c: char| c == '(' || c.is_whitespace());
    let opened = inner.len() < trimmed.len();
    let name_end =
        inner.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '.' | ':'))).unwrap_or(inner.len());
    let compared =
        name_end > 0 && ["=", ">=", "<=", "~="].iter().any(|sign| inner[name_end..].starts_with(sign));
    let joined = inner.starts_with(['&', '|', '!']) && inner[1..].trim_start().starts_with('(');
    let ldap = opened && !trimmed.contains('"') && (compared || joined);
    ldap.then(|| FilterError {
        range: start..start + trimmed.len(),
        message: "this is an LDAP filter, and queries are written as filter criteria".to_owned(),
        help: "write conditions such as `objectClass is exactly \"user\" and department Contains \"HR\"`"
            .to_owned(),
        // What the query of a Generic LDAP store may hold is not documented that clearly.
        certain: false,
        fix: None,
    })
}
