//! A script that does no more than put values together, as a recipe.

use super::{Change, Recipe};
use crate::language::script::{Access, Script, StatementKind, Symbol, Token, TokenKind};

/// Expressions inside each other beyond this are not read.
const DEEPEST: u32 = 16;
/// Longer expressions are nothing that one says in words.
const MOST_TOKENS: usize = 400;
/// The same in bytes.
const MOST_BYTES: usize = 4000;

/// The recipe of a script whose only statement gives `DTM.Result` a value that is put together from
/// source fields, texts and the usual functions for strings; `None` for every other script.
#[must_use]
pub fn of_script(script: &Script, text: &str) -> Option<Recipe> {
    if !script.is_well_formed() || text.len() > MOST_BYTES {
        return None;
    }
    let [statement] = script.block(&script.body) else { return None };
    if statement.kind != StatementKind::Result {
        return None;
    }
    let result = script
        .uses_of(text, "Result")
        .find(|result| statement.tokens.contains(&result.member) && result.access == Access::Write)?;
    let equals = result.member.checked_add(1)?;
    if !script.tokens.get(equals)?.is_symbol(Symbol::Equals) || statement.tokens.len() > MOST_TOKENS {
        return None;
    }
    let tokens = script.tokens.get(equals.checked_add(1)?..statement.tokens.end)?;
    let mut reader = Reader { tokens, text, at: 0, depth: 0 };
    let recipe = reader.sum()?;
    reader.next_kind().is_none_or(|kind| kind == TokenKind::Newline).then_some(recipe)
}

struct Reader<'s> {
    tokens: &'s [Token],
    text: &'s str,
    at: usize,
    depth: u32,
}

impl Reader<'_> {
    fn next_kind(&self) -> Option<TokenKind> {
        self.tokens.get(self.at).map(|token| token.kind)
    }

    fn is_next(&self, symbol: Symbol) -> bool {
        self.next_kind() == Some(TokenKind::Symbol(symbol))
    }

    fn take(&mut self, symbol: Symbol) -> Option<()> {
        let found = self.is_next(symbol);
        self.at += usize::from(found);
        found.then_some(())
    }

    fn word(&mut self) -> Option<&str> {
        let token = self.tokens.get(self.at).filter(|token| matches!(token.kind, TokenKind::Word(_)))?;
        self.at += 1;
        Some(token.text(self.text))
    }

    /// `a & b & c`
    fn sum(&mut self) -> Option<Recipe> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return None;
        }
        let mut parts = Vec::new();
        loop {
            match self.operand()? {
                Recipe::Parts(more) => parts.extend(more),
                one => parts.push(one),
            }
            if !self.is_next(Symbol::Ampersand) && !self.is_next(Symbol::Plus) {
                break;
            }
            self.at += 1;
        }
        self.depth -= 1;
        Some(if parts.len() == 1 { parts.remove(0) } else { Recipe::Parts(parts) })
    }

    /// A value with the methods that are called on it.
    fn operand(&mut self) -> Option<Recipe> {
        let mut value = self.value()?;
        while self.take(Symbol::Dot).is_some() {
            let name = self.word()?.to_ascii_lowercase();
            let arguments = if self.is_next(Symbol::OpenParen) { self.arguments()? } else { Vec::new() };
            value = method(value, &name, &arguments)?;
        }
        Some(value)
    }

    fn value(&mut self) -> Option<Recipe> {
        let token = *self.tokens.get(self.at)?;
        match token.kind {
            TokenKind::Text => {
                self.at += 1;
                token.string_value(self.text).map(|value| Recipe::Text(value.into_owned()))
            }
            TokenKind::Number => {
                self.at += 1;
                let digits = token.text(self.text);
                digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| Recipe::Text(digits.to_owned()))
            }
            TokenKind::Symbol(Symbol::OpenParen) => {
                self.at += 1;
                let inside = self.sum()?;
                self.take(Symbol::CloseParen)?;
                Some(inside)
            }
            TokenKind::InterpolationStart => self.interpolated(),
            TokenKind::Word(_) => self.call(),
            _ => None,
        }
    }

    /// `$"{a}.{b}"`
    fn interpolated(&mut self) -> Option<Recipe> {
        self.at += 1;
        let mut parts = Vec::new();
        loop {
            let token = *self.tokens.get(self.at)?;
            self.at += 1;
            match token.kind {
                TokenKind::InterpolationText => {
                    let written = token.text(self.text);
                    let plain = written.replace("{{", "{").replace("}}", "}").replace("\"\"", "\"");
                    parts.push(Recipe::Text(plain));
                }
                TokenKind::HoleStart => {
                    parts.push(self.sum()?);
                    if self.next_kind()? != TokenKind::HoleEnd {
                        return None;
                    }
                    self.at += 1;
                }
                TokenKind::InterpolationEnd if parts.is_empty() => return Some(Recipe::Text(String::new())),
                TokenKind::InterpolationEnd => return Some(Recipe::Parts(parts)),
                _ => return None,
            }
        }
    }

    /// `DTM.Source("field")`, or a function of Visual Basic.
    fn call(&mut self) -> Option<Recipe> {
        let name = self.word()?.to_ascii_lowercase();
        if name == "dtm" {
            self.take(Symbol::Dot)?;
            if !self.word()?.eq_ignore_ascii_case("Source") {
                return None;
            }
            return match self.arguments()?.as_slice() {
                [Recipe::Text(field)] => Some(Recipe::Field(field.clone())),
                _ => None,
            };
        }
        let arguments = self.arguments()?;
        function(&name, &arguments)
    }

    /// `(a, b)`
    fn arguments(&mut self) -> Option<Vec<Recipe>> {
        self.take(Symbol::OpenParen)?;
        let mut found = Vec::new();
        if self.take(Symbol::CloseParen).is_some() {
            return Some(found);
        }
        loop {
            found.push(self.sum()?);
            if self.take(Symbol::Comma).is_none() {
                self.take(Symbol::CloseParen)?;
                return Some(found);
            }
        }
    }
}

fn changed(value: &Recipe, change: Change) -> Option<Recipe> {
    Some(Recipe::Changed(Box::new(value.clone()), change))
}

fn text(recipe: &Recipe) -> Option<&str> {
    match recipe {
        Recipe::Text(text) => Some(text),
        _ => None,
    }
}

fn number(recipe: &Recipe) -> Option<usize> {
    text(recipe)?.parse().ok()
}

/// A function of `Microsoft.VisualBasic.Strings`, whose positions start at 1.
fn function(name: &str, arguments: &[Recipe]) -> Option<Recipe> {
    match (name, arguments) {
        ("lcase", [of]) => changed(of, Change::Small),
        ("ucase", [of]) => changed(of, Change::Capital),
        ("trim", [of]) => changed(of, Change::Trimmed),
        ("cstr", [of]) => Some(of.clone()),
        ("left", [of, count]) => changed(of, Change::First(number(count)?)),
        ("right", [of, count]) => changed(of, Change::Last(number(count)?)),
        ("mid", [of, from]) => {
            changed(of, Change::Behind { skipped: number(from)?.checked_sub(1)?, taken: None })
        }
        ("mid", [of, from, count]) => changed(
            of,
            Change::Behind { skipped: number(from)?.checked_sub(1)?, taken: Some(number(count)?) },
        ),
        ("replace", [of, from, to]) => replaced(of, from, to),
        _ => None,
    }
}

/// A method of `System.String`, whose positions start at 0.
fn method(of: Recipe, name: &str, arguments: &[Recipe]) -> Option<Recipe> {
    match (name, arguments) {
        ("tolower" | "tolowerinvariant", []) => changed(&of, Change::Small),
        ("toupper" | "toupperinvariant", []) => changed(&of, Change::Capital),
        ("trim", []) => changed(&of, Change::Trimmed),
        ("tostring", []) => Some(of),
        ("substring", [from]) => changed(&of, Change::Behind { skipped: number(from)?, taken: None }),
        ("substring", [from, count]) => {
            changed(&of, Change::Behind { skipped: number(from)?, taken: Some(number(count)?) })
        }
        ("replace", [from, to]) => replaced(&of, from, to),
        _ => None,
    }
}

fn replaced(of: &Recipe, from: &Recipe, to: &Recipe) -> Option<Recipe> {
    changed(of, Change::Replaced { from: text(from)?.to_owned(), to: text(to)?.to_owned() })
}
