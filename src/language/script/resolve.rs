//! Undeclared names.
//!
//! Scopes are ignored: a name that is declared anywhere counts as declared everywhere.

use std::cell::OnceCell;
use std::collections::{BTreeSet, HashSet};
use std::ops::Range;

use super::token::{Punct, Token, TokenKind};
use super::{Keyword, Script};
use crate::catalog::is_builtin_vb_name;
use crate::text::case_insensitive_hash;

/// A name without a declaration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UndeclaredName {
    /// Name as written.
    pub name: String,
    /// Position of the first use.
    pub range: Range<usize>,
    /// Whether the first use is an assignment.
    pub assigned: bool,
}

/// Removes brackets and type characters from a name.
fn bare_name(token: Token, text: &str) -> &str {
    let name = token.text(text);
    match name.as_bytes() {
        [b'[', ..] | [.., b']' | b'$' | b'%'] => name.trim_matches(['[', ']']).trim_end_matches(['$', '%']),
        _ => name,
    }
}

/// Hash of a name for comparisons, ignoring case.
fn name_hash(name: &str) -> u64 {
    if name.is_ascii() { case_insensitive_hash(name) } else { case_insensitive_hash(&name.to_lowercase()) }
}

/// All names that a script declares, in lower case. Sorted, so that suggestions are deterministic.
#[must_use]
pub fn declared_names(script: &Script, text: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for_each_declared_name(script, text, |name| {
        names.insert(name.to_lowercase());
    });
    names
}

/// Calls `found` for every name that a script declares, as written.
fn for_each_declared_name<'s>(script: &'s Script, text: &'s str, found: impl FnMut(&'s str)) {
    let mut declared = DeclarationVisitor { script, text, found };
    for at in 0..script.tokens.len() {
        declared.visit(at);
    }
}

struct DeclarationVisitor<'s, F> {
    script: &'s Script,
    text: &'s str,
    found: F,
}

impl<'s, F: FnMut(&'s str)> DeclarationVisitor<'s, F> {
    fn token(&self, at: usize) -> Option<Token> {
        self.script.tokens.get(at).copied()
    }

    fn declare(&mut self, at: usize) {
        if let Some(token) = self.token(at).filter(|token| token.is_name()) {
            (self.found)(bare_name(token, self.text));
        }
    }

    fn visit(&mut self, at: usize) {
        let Some(token) = self.token(at) else { return };
        let TokenKind::Word(keyword) = token.kind else { return };
        let starts = self.script.statement_starts.get(at) == Some(&true);
        match keyword {
            Keyword::Dim | Keyword::Const | Keyword::Using if starts => self.declare_list(at + 1, false),
            Keyword::For if self.token(at + 1).is_some_and(|next| next.is(Keyword::Each)) => {
                self.declare(at + 2);
            }
            Keyword::For | Keyword::Catch => self.declare(at + 1),
            Keyword::Sub | Keyword::Function | Keyword::Property | Keyword::Operator | Keyword::Delegate => {
                self.declare(at + 1);
                let open = if self.token(at + 1).is_some_and(|next| next.is_punct(Punct::OpenParen)) {
                    at + 1
                } else {
                    at + 2
                };
                if self.token(open).is_some_and(|next| next.is_punct(Punct::OpenParen)) {
                    self.declare_list(open + 1, true);
                }
            }
            Keyword::Class | Keyword::Module | Keyword::Structure | Keyword::Enum | Keyword::Event => {
                self.declare(at + 1);
            }
            modifier if starts && modifier.is_modifier() => self.declare_list(at + 1, false),
            _ if self.script.in_query.get(at) == Some(&true) && token.is_name() => self.range_variable(at),
            _ => {}
        }
    }

    /// Visits a list such as `a, b As String, c = 1` up to the end of the statement or parentheses.
    fn declare_list(&mut self, from: usize, parameters: bool) {
        let mut depth: usize = 0;
        let mut expects_name = true;
        let mut at = from;
        while let Some(token) = self.token(at) {
            match token.kind {
                TokenKind::Newline | TokenKind::Punct(Punct::Colon) => return,
                // Nested parameter lists are visited separately.
                TokenKind::Word(Keyword::Sub | Keyword::Function) if parameters => return,
                TokenKind::Punct(Punct::OpenParen | Punct::OpenBrace) => depth += 1,
                TokenKind::Punct(Punct::CloseParen | Punct::CloseBrace) => match depth.checked_sub(1) {
                    Some(lower) => depth = lower,
                    None if parameters => return,
                    None => {}
                },
                TokenKind::Punct(Punct::Comma) if depth == 0 => expects_name = true,
                TokenKind::Word(keyword) if expects_name && !keyword.is_name() => {
                    // `ByVal`, `Shared`, `Const`, …
                }
                TokenKind::Word(_) | TokenKind::Escaped if expects_name => {
                    self.declare(at);
                    expects_name = false;
                }
                _ => {}
            }
            at += 1;
        }
    }

    /// Visits a range variable of a query: `From x In`, `Let y =`, `Select z = `, `Into n = Count()`.
    fn range_variable(&mut self, at: usize) {
        let before = at.checked_sub(1).and_then(|before| self.token(before));
        let follows_clause = before.is_some_and(|before| {
            matches!(
                before.keyword(),
                Keyword::From
                    | Keyword::Let
                    | Keyword::Join
                    | Keyword::Aggregate
                    | Keyword::Into
                    | Keyword::Select
                    | Keyword::By
            ) || before.is_punct(Punct::Comma)
        });
        let is_bound = self
            .token(at + 1)
            .is_some_and(|next| next.is(Keyword::In) || next.is(Keyword::As) || next.is_punct(Punct::Equals));
        if follows_clause && (is_bound || before.is_some_and(|before| before.is(Keyword::Into))) {
            self.declare(at);
        }
    }
}

/// Names that a transform script uses as variables without a declaration, each at its first use.
/// `is_declared_elsewhere` is called with names in lower case. Empty if the script cannot be analysed.
#[must_use]
pub fn undeclared_names(
    script: &Script,
    text: &str,
    is_declared_elsewhere: impl Fn(&str) -> bool,
) -> Vec<UndeclaredName> {
    if !script.is_well_formed() {
        return Vec::new();
    }
    // Computed on first use.
    let declared: OnceCell<Vec<u64>> = OnceCell::new();
    let is_declared = |name: u64| {
        let declared = declared.get_or_init(|| {
            let mut names = Vec::new();
            for_each_declared_name(script, text, |name| names.push(name_hash(name)));
            names.sort_unstable();
            names
        });
        declared.binary_search(&name).is_ok()
    };
    let mut seen: HashSet<String> = HashSet::new();
    let mut found: Vec<UndeclaredName> = Vec::new();
    // For each open parenthesis, the kind of its content.
    let mut contexts: Vec<ParenContext> = Vec::new();
    for at in 0..script.tokens.len() {
        let token = script.tokens[at];
        match token.kind {
            TokenKind::Punct(Punct::OpenParen) => contexts.push(ParenContext::from_open_paren(script, at)),
            TokenKind::Punct(Punct::OpenBrace) => contexts.push(ParenContext::Values),
            TokenKind::Punct(Punct::CloseParen | Punct::CloseBrace) => {
                contexts.pop();
            }
            // Ignores contextual keywords, which may be names.
            TokenKind::Word(Keyword::None) => {
                let Some(assigned) = variable_assignment(script, at, contexts.last().copied()) else {
                    continue;
                };
                let name = bare_name(token, text);
                if is_declared(name_hash(name)) {
                    continue;
                }
                let name = name.to_lowercase();
                if !is_builtin_vb_name(&name) && !is_declared_elsewhere(&name) && seen.insert(name) {
                    found.push(UndeclaredName {
                        name: token.text(text).to_owned(),
                        range: token.range(),
                        assigned,
                    });
                }
            }
            _ => {}
        }
    }
    found
}

/// Kind of content of parentheses.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ParenContext {
    Values,
    /// `(Of …)`, `GetType(…)`
    Types,
    /// `CType(value, type)`
    Cast,
}

impl ParenContext {
    fn from_open_paren(script: &Script, open: usize) -> Self {
        let before = open.checked_sub(1).and_then(|before| script.tokens.get(before));
        let next = script.tokens.get(open + 1);
        match before.map(|before| before.keyword()) {
            _ if next.is_some_and(|next| next.is(Keyword::Of)) => Self::Types,
            Some(Keyword::GetType) => Self::Types,
            Some(Keyword::CType | Keyword::DirectCast | Keyword::TryCast) => Self::Cast,
            _ => Self::Values,
        }
    }
}

/// Whether a token can follow a value.
fn may_follow_value(token: Token) -> bool {
    match token.kind {
        TokenKind::Newline
        | TokenKind::InterpolationClose
        | TokenKind::InterpolatedStringText
        | TokenKind::Punct(Punct::Colon | Punct::Comma | Punct::CloseParen | Punct::CloseBrace) => true,
        TokenKind::Word(Keyword::Then | Keyword::Else | Keyword::To | Keyword::Step) => true,
        _ => token.is_operator(),
    }
}

/// Whether a name is certainly a variable; if so, whether it is assigned.
fn variable_assignment(script: &Script, at: usize, context: Option<ParenContext>) -> Option<bool> {
    let before = at.checked_sub(1).and_then(|before| script.tokens.get(before));
    let next = script.tokens.get(at + 1);
    let starts = script.statement_starts.get(at) == Some(&true);
    if script.in_query.get(at) == Some(&true) || context == Some(ParenContext::Types) {
        return None;
    }
    if let Some(next) = next
        && let TokenKind::Punct(symbol) = next.kind
    {
        match symbol {
            Punct::Equals | Punct::CompoundAssign if starts => return Some(true),
            Punct::Dot | Punct::OpenParen | Punct::ColonEquals | Punct::Bang | Punct::Question => {
                return None;
            }
            _ => {}
        }
    }
    // A call without parentheses, or a contextual keyword: `Preserve arr(3)`.
    if starts || !next.is_none_or(|next| may_follow_value(*next)) {
        return None;
    }
    let before = before?;
    let is_type_or_label = match before.kind {
        TokenKind::Punct(Punct::Dot | Punct::Bang) => true,
        TokenKind::Punct(Punct::Comma) => context == Some(ParenContext::Cast),
        TokenKind::Word(keyword) => matches!(
            keyword,
            Keyword::As
                | Keyword::New
                | Keyword::Of
                | Keyword::AddressOf
                | Keyword::GoTo
                | Keyword::Is
                | Keyword::IsNot
                | Keyword::Imports
                | Keyword::Option
                | Keyword::Inherits
                | Keyword::Implements
                | Keyword::Handles
                | Keyword::Namespace
                | Keyword::On
                | Keyword::Resume
                | Keyword::Exit
                | Keyword::Continue
                | Keyword::End
                | Keyword::Call
                | Keyword::RaiseEvent
        ),
        _ => false,
    };
    // Two names in a row are unknown syntax.
    (!is_type_or_label && !before.is_name()).then_some(false)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::script::parse;

    #[test]
    fn declared_names_are_sorted() {
        let text = "Dim h, [G], f$, e, Δ, c%, b\nDim a = 1";
        let names: Vec<String> = declared_names(&parse(text), text).into_iter().collect();
        assert_eq!(names, ["a", "b", "c", "e", "f", "g", "h", "δ"]);
    }

    #[test]
    fn compares_names_case_insensitively() {
        let text = "Dim [Straße] = 1, Δ$ = 2\nDTM.Result = STRASSE & STRAßE & δ & [straße]";
        let found = undeclared_names(&parse(text), text, |_| false);
        assert_eq!(found.iter().map(|name| name.name.as_str()).collect::<Vec<_>>(), ["STRASSE"]);
    }
}
