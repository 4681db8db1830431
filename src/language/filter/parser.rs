//! Parser of conditions, parentheses and logical operators. Iterative: the nesting depth of
//! parentheses is not limited by the stack.

use std::ops::Range;

use crate::text::Placeholders;

use super::tokens::{Token, TokenKind, tokenize};
use super::{Filter, FilterError, FilterNode, LogicalOp, slice};

/// Maximum number of reported errors: later errors are usually consequences of earlier ones.
const MAX_ERRORS: usize = 5;

/// Parses a filter that is not blank.
#[must_use]
pub fn parse(text: &str, placeholders: &Placeholders) -> Filter {
    let mut parser = Parser {
        text,
        placeholders,
        tokens: tokenize(text, placeholders),
        at: 0,
        errors: Vec::new(),
        nodes: Vec::new(),
        open: Vec::new(),
        expect: Expect::Condition,
        negate_next: false,
    };
    let has_placeholder = parser.tokens.iter().any(|token| token.kind == TokenKind::Placeholder);
    if let Some(error) = detect_other_language(text) {
        return Filter { nodes: Vec::new(), errors: vec![error], has_placeholder };
    }
    let unclosed_quote = parser.unclosed_quote();
    parser.parse_nodes();
    let mut errors = match unclosed_quote {
        // The text after it is misinterpreted.
        Some(error) => vec![error],
        None => parser.errors,
    };
    errors.truncate(MAX_ERRORS);
    if has_placeholder {
        errors.clear();
    }
    Filter { nodes: parser.nodes, errors, has_placeholder }
}

pub(super) struct Parser<'t> {
    pub(super) text: &'t str,
    pub(super) placeholders: &'t Placeholders,
    pub(super) tokens: Vec<Token>,
    pub(super) at: usize,
    pub(super) errors: Vec<FilterError>,
    nodes: Vec<FilterNode>,
    open: Vec<OpenParenthesis>,
    expect: Expect,
    /// Whether the next condition or parenthesis follows a `not`.
    negate_next: bool,
}

/// A parenthesis that is not closed yet.
struct OpenParenthesis {
    range: Range<usize>,
    /// Whether its content is negated.
    negated: bool,
}

/// Kind of node that may be next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Expect {
    Condition,
    LogicalOp,
}

impl Parser<'_> {
    fn parse_nodes(&mut self) {
        // A typical condition has at least four tokens, followed by a logical operator.
        self.nodes.reserve(self.tokens.len() / 2 + 1);
        while let Some(token) = self.tokens.get(self.at).cloned() {
            match token.kind {
                TokenKind::Open => self.open_parenthesis(token.range),
                TokenKind::Close => self.close_parenthesis(token.range),
                _ if self.is_logical_op(self.at) => {
                    self.expect_condition_before(&token.range);
                    let operator = self.logical_op(self.at).unwrap_or(LogicalOp::And);
                    self.push_node(FilterNode::LogicalOp(operator, token.range), Expect::Condition);
                }
                TokenKind::Word if self.is_negation() => {
                    self.expect_logical_op_before(&token.range);
                    self.negate_next = !self.negate_next;
                    self.push_node(FilterNode::Not(token.range), Expect::Condition);
                }
                // The placeholder may be replaced by a whole condition.
                TokenKind::Placeholder if !self.continues_condition(self.at + 1) => {
                    self.expect = Expect::LogicalOp;
                    self.at += 1;
                }
                _ => {
                    self.expect_logical_op_before(&token.range);
                    let negated = self.take_negation();
                    let condition = self.condition(negated);
                    self.nodes.push(FilterNode::Condition(condition));
                    self.expect = Expect::LogicalOp;
                }
            }
        }
        self.finish();
    }

    /// Adds a node of one token.
    fn push_node(&mut self, node: FilterNode, expect: Expect) {
        self.nodes.push(node);
        self.expect = expect;
        self.at += 1;
    }

    fn open_parenthesis(&mut self, range: Range<usize>) {
        self.expect_logical_op_before(&range);
        let negated = self.take_negation();
        self.open.push(OpenParenthesis { range: range.clone(), negated });
        self.push_node(FilterNode::Open(range), Expect::Condition);
    }

    fn close_parenthesis(&mut self, range: Range<usize>) {
        self.expect_condition_before(&range);
        if self.open.pop().is_none() {
            self.push(FilterError {
                range: range.clone(),
                message: "unmatched `)`".to_owned(),
                help: "remove it, or add the missing `(`".to_owned(),
                certain: true,
                fix: Some(("remove `)`", range.clone(), String::new())),
            });
        }
        self.push_node(FilterNode::Close(range), Expect::LogicalOp);
    }

    /// Whether the next condition or parenthesis is negated, by a `not` or by its context.
    fn take_negation(&mut self) -> bool {
        let outer = self.open.last().is_some_and(|open| open.negated);
        outer != std::mem::take(&mut self.negate_next)
    }

    fn expect_condition_before(&mut self, range: &Range<usize>) {
        if self.expect == Expect::Condition {
            self.missing_condition(range);
        }
    }

    fn expect_logical_op_before(&mut self, range: &Range<usize>) {
        if self.expect == Expect::LogicalOp {
            self.missing_logical_op(range.start);
        }
    }
    /// Reports a missing condition at the end, and parentheses that are not closed.
    fn finish(&mut self) {
        if self.expect == Expect::Condition && !self.nodes.is_empty() {
            let end = self.text.trim_end().len();
            self.missing_condition(&(end..end));
        }
        let Some(innermost) = self.open.last() else { return };
        let message = match self.open.len() {
            1 => "unclosed `(`".to_owned(),
            more => format!("{more} unclosed parentheses `(`"),
        };
        let end = self.text.trim_end().len();
        self.push(FilterError {
            range: innermost.range.clone(),
            message,
            help: "add `)` at the end of the group, or remove `(`".to_owned(),
            certain: true,
            fix: (self.open.len() == 1).then(|| ("add `)` at the end", end..end, ")".to_owned())),
        });
    }

    /// Reports a missing condition before `next`. The error is located at the preceding node if that
    /// requires a condition.
    fn missing_condition(&mut self, next: &Range<usize>) {
        let word = |range: &Range<usize>| slice(self.text, range).to_owned();
        let (range, message) = match self.nodes.last() {
            Some(FilterNode::LogicalOp(_, range) | FilterNode::Not(range)) => {
                (range.clone(), format!("expected a condition after `{}`", word(range)))
            }
            // Reported as an unclosed parenthesis.
            Some(FilterNode::Open(_)) if next.is_empty() => return,
            Some(FilterNode::Open(range)) if word(next) == ")" => {
                (range.start..next.end, "empty parentheses".to_owned())
            }
            // Reported as an unmatched parenthesis.
            None if word(next) == ")" => return,
            _ => (next.clone(), format!("expected a condition before `{}`", word(next))),
        };
        self.error(range, message, "write a condition such as `department Contains \"HR\"`, or remove this");
    }

    fn missing_logical_op(&mut self, at: usize) {
        self.push(FilterError {
            range: at..at,
            message: "expected `and` or `or` between two conditions".to_owned(),
            help: "join the conditions with `and` or `or`".to_owned(),
            certain: false,
            fix: None,
        });
    }

    pub(super) fn error(&mut self, range: Range<usize>, message: String, help: &str) {
        self.push(FilterError { range, message, help: help.to_owned(), certain: true, fix: None });
    }

    fn push(&mut self, error: FilterError) {
        // Only the first of several errors at one position is reported.
        if self.errors.len() < 2 * MAX_ERRORS
            && self.errors.last().is_none_or(|last| last.range != error.range)
        {
            self.errors.push(error);
        }
    }

    fn logical_op(&self, at: usize) -> Option<LogicalOp> {
        let token = self.tokens.get(at).filter(|token| token.kind == TokenKind::Word)?;
        let word = slice(self.text, &token.range);
        let is = |name: &str| word.eq_ignore_ascii_case(name);
        if is("and") || is("&&") {
            Some(LogicalOp::And)
        } else if is("or") || is("||") {
            Some(LogicalOp::Or)
        } else {
            None
        }
    }

    /// Whether a token is `and` or `or`, except for the `or` of a misspelled "Greater Or Equal".
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
        self.logical_op(at).is_some_and(|operator| operator == LogicalOp::And || !in_operator())
    }

    /// Whether the current word is a negation and not the start of "Not Present".
    fn is_negation(&self) -> bool {
        let text = |at: usize| self.tokens.get(at).map(|token| slice(self.text, &token.range));
        match text(self.at) {
            Some("!") => true,
            Some(word) if word.eq_ignore_ascii_case("not") => {
                let is_operator =
                    |word: &str| ["present", "contain"].iter().any(|other| other.eq_ignore_ascii_case(word));
                !text(self.at + 1).is_some_and(is_operator)
            }
            _ => false,
        }
    }

    /// Whether the token continues a condition that starts with a placeholder.
    fn continues_condition(&self, at: usize) -> bool {
        let token = self.tokens.get(at);
        token.is_some_and(|token| {
            matches!(token.kind, TokenKind::Word | TokenKind::Placeholder | TokenKind::Quoted { .. })
        }) && !self.is_logical_op(at)
    }

    pub(super) fn is_quoted(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| matches!(token.kind, TokenKind::Quoted { .. }))
    }

    /// Byte range of a range of tokens.
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

    /// Error for a quote that is not closed. If a quote is missing, values and the text between them
    /// are swapped, so that the last quote is unclosed. The missing one is then at the first value
    /// that is directly followed by a word.
    fn unclosed_quote(&self) -> Option<FilterError> {
        let last = self.tokens.last().filter(|token| token.kind == TokenKind::Quoted { closed: false })?;
        let mark = self.text[last.range.start..].chars().next()?;
        let touches_word = |pair: &&[Token]| {
            pair[0].kind == TokenKind::Quoted { closed: true }
                && pair[0].range.end == pair[1].range.start
                && pair[1].kind == TokenKind::Word
                && self.text[pair[0].range.start..].starts_with(mark)
        };
        let begin = self.tokens.windows(2).find(touches_word).map_or(last, |pair| &pair[0]);
        let start = begin.range.start;
        let content = begin.content(self.text);
        let end = if begin == last { self.text.trim_end().len().max(content.start) } else { start };
        Some(FilterError {
            range: start..start + mark.len_utf8(),
            message: "unterminated quoted value".to_owned(),
            help: "add the closing quote after the value".to_owned(),
            certain: true,
            fix: (begin == last).then(|| ("add the closing quote at the end", end..end, mark.to_string())),
        })
    }
}

/// Detects SQL and LDAP filters.
fn detect_other_language(text: &str) -> Option<FilterError> {
    let start = text.len() - text.trim_start().len();
    let trimmed = text.trim();
    let first = trimmed.split(|c: char| c.is_whitespace() || c == '*').next().unwrap_or_default();
    if first.eq_ignore_ascii_case("select") && trimmed.len() > first.len() {
        return Some(FilterError {
            range: start..start + first.len(),
            message: "expected filter criteria, found SQL".to_owned(),
            help: "queries of a directory are filter criteria: write a filter such as `objectClass is exactly \"user\"`".to_owned(),
            certain: true,
            fix: None,
        });
    }
    let inner = trimmed.trim_start_matches(|c: char| c == '(' || c.is_whitespace());
    let has_parenthesis = inner.len() < trimmed.len();
    let name_end =
        inner.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '.' | ':'))).unwrap_or(inner.len());
    let has_comparison =
        name_end > 0 && ["=", ">=", "<=", "~="].iter().any(|sign| inner[name_end..].starts_with(sign));
    let has_logical_operator = inner.starts_with(['&', '|', '!']) && inner[1..].trim_start().starts_with('(');
    let is_ldap = has_parenthesis && !trimmed.contains('"') && (has_comparison || has_logical_operator);
    is_ldap.then(|| FilterError {
        range: start..start + trimmed.len(),
        message: "expected filter criteria, found an LDAP filter".to_owned(),
        help: "write conditions such as `objectClass is exactly \"user\" and department Contains \"HR\"`"
            .to_owned(),
        // The query language of a Generic LDAP store is not documented clearly.
        certain: false,
        fix: None,
    })
}
