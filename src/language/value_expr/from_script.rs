//! A script that does no more than put values together, as a recipe.

use super::{StringOp, ValueExpr};
use crate::language::script::{Access, Punct, Script, StatementKind, Token, TokenKind};

/// Expressions inside each other beyond this are not read.
const MAX_DEPTH: u32 = 16;
/// Longer expressions are nothing that one says in words.
const MAX_TOKENS: usize = 400;
/// The same in bytes.
const MAX_BYTES: usize = 4000;

/// The recipe of a script whose only statement gives `DTM.Result` a value that is put together from
/// source fields, texts and the usual functions for strings; `None` for every other script.
#[must_use]
pub fn from_script(script: &Script, text: &str) -> Option<ValueExpr> {
    if !script.is_well_formed() || text.len() > MAX_BYTES {
        return None;
    }
    let [statement] = script.block(&script.body) else { return None };
    if statement.kind != StatementKind::AssignResult {
        return None;
    }
    let result = script
        .references_to(text, "Result")
        .find(|result| statement.tokens.contains(&result.member) && result.access == Access::Write)?;
    let equals = result.member.checked_add(1)?;
    if !script.tokens.get(equals)?.is_punct(Punct::Equals) || statement.tokens.len() > MAX_TOKENS {
        return None;
    }
    let tokens = script.tokens.get(equals.checked_add(1)?..statement.tokens.end)?;
    let mut reader = ExprParser { tokens, text, at: 0, depth: 0 };
    let recipe = reader.concatenation()?;
    reader.next_kind().is_none_or(|kind| kind == TokenKind::Newline).then_some(recipe)
}

struct ExprParser<'s> {
    tokens: &'s [Token],
    text: &'s str,
    at: usize,
    depth: u32,
}

impl ExprParser<'_> {
    fn next_kind(&self) -> Option<TokenKind> {
        self.tokens.get(self.at).map(|token| token.kind)
    }

    fn is_next(&self, symbol: Punct) -> bool {
        self.next_kind() == Some(TokenKind::Punct(symbol))
    }

    fn eat(&mut self, symbol: Punct) -> Option<()> {
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
    fn concatenation(&mut self) -> Option<ValueExpr> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return None;
        }
        let mut parts = Vec::new();
        loop {
            match self.operand()? {
                ValueExpr::Concat(more) => parts.extend(more),
                one => parts.push(one),
            }
            if !self.is_next(Punct::Ampersand) && !self.is_next(Punct::Plus) {
                break;
            }
            self.at += 1;
        }
        self.depth -= 1;
        Some(if parts.len() == 1 { parts.remove(0) } else { ValueExpr::Concat(parts) })
    }

    /// A value with the methods that are called on it.
    fn operand(&mut self) -> Option<ValueExpr> {
        let mut value = self.primary()?;
        while self.eat(Punct::Dot).is_some() {
            let name = self.word()?.to_ascii_lowercase();
            let arguments = if self.is_next(Punct::OpenParen) { self.arguments()? } else { Vec::new() };
            value = apply_method(value, &name, &arguments)?;
        }
        Some(value)
    }

    fn primary(&mut self) -> Option<ValueExpr> {
        let token = *self.tokens.get(self.at)?;
        match token.kind {
            TokenKind::String => {
                self.at += 1;
                token.string_value(self.text).map(|value| ValueExpr::Literal(value.into_owned()))
            }
            TokenKind::Number => {
                self.at += 1;
                let digits = token.text(self.text);
                digits
                    .bytes()
                    .all(|byte| byte.is_ascii_digit())
                    .then(|| ValueExpr::Literal(digits.to_owned()))
            }
            TokenKind::Punct(Punct::OpenParen) => {
                self.at += 1;
                let inside = self.concatenation()?;
                self.eat(Punct::CloseParen)?;
                Some(inside)
            }
            TokenKind::InterpolatedStringStart => self.interpolated(),
            TokenKind::Word(_) => self.call(),
            _ => None,
        }
    }

    /// `$"{a}.{b}"`
    fn interpolated(&mut self) -> Option<ValueExpr> {
        self.at += 1;
        let mut parts = Vec::new();
        loop {
            let token = *self.tokens.get(self.at)?;
            self.at += 1;
            match token.kind {
                TokenKind::InterpolatedStringText => {
                    let written = token.text(self.text);
                    let plain = written.replace("{{", "{").replace("}}", "}").replace("\"\"", "\"");
                    parts.push(ValueExpr::Literal(plain));
                }
                TokenKind::InterpolationOpen => {
                    parts.push(self.concatenation()?);
                    if self.next_kind()? != TokenKind::InterpolationClose {
                        return None;
                    }
                    self.at += 1;
                }
                TokenKind::InterpolatedStringEnd if parts.is_empty() => {
                    return Some(ValueExpr::Literal(String::new()));
                }
                TokenKind::InterpolatedStringEnd => return Some(ValueExpr::Concat(parts)),
                _ => return None,
            }
        }
    }

    /// `DTM.Source("field")`, or a function of Visual Basic.
    fn call(&mut self) -> Option<ValueExpr> {
        let name = self.word()?.to_ascii_lowercase();
        if name == "dtm" {
            self.eat(Punct::Dot)?;
            if !self.word()?.eq_ignore_ascii_case("Source") {
                return None;
            }
            return match self.arguments()?.as_slice() {
                [ValueExpr::Literal(field)] => Some(ValueExpr::Field(field.clone())),
                _ => None,
            };
        }
        let arguments = self.arguments()?;
        apply_function(&name, &arguments)
    }

    /// `(a, b)`
    fn arguments(&mut self) -> Option<Vec<ValueExpr>> {
        self.eat(Punct::OpenParen)?;
        let mut found = Vec::new();
        if self.eat(Punct::CloseParen).is_some() {
            return Some(found);
        }
        loop {
            found.push(self.concatenation()?);
            if self.eat(Punct::Comma).is_none() {
                self.eat(Punct::CloseParen)?;
                return Some(found);
            }
        }
    }
}

fn apply_op(value: &ValueExpr, change: StringOp) -> Option<ValueExpr> {
    Some(ValueExpr::Apply(Box::new(value.clone()), change))
}

fn literal_text(recipe: &ValueExpr) -> Option<&str> {
    match recipe {
        ValueExpr::Literal(text) => Some(text),
        _ => None,
    }
}

fn literal_number(recipe: &ValueExpr) -> Option<usize> {
    literal_text(recipe)?.parse().ok()
}

/// A function of `Microsoft.VisualBasic.Strings`, whose positions start at 1.
fn apply_function(name: &str, arguments: &[ValueExpr]) -> Option<ValueExpr> {
    match (name, arguments) {
        ("lcase", [of]) => apply_op(of, StringOp::Lower),
        ("ucase", [of]) => apply_op(of, StringOp::Upper),
        ("trim", [of]) => apply_op(of, StringOp::Trim),
        ("cstr", [of]) => Some(of.clone()),
        ("left", [of, count]) => apply_op(of, StringOp::Left(literal_number(count)?)),
        ("right", [of, count]) => apply_op(of, StringOp::Right(literal_number(count)?)),
        ("mid", [of, from]) => {
            apply_op(of, StringOp::Substring { start: literal_number(from)?.checked_sub(1)?, length: None })
        }
        ("mid", [of, from, count]) => apply_op(
            of,
            StringOp::Substring {
                start: literal_number(from)?.checked_sub(1)?,
                length: Some(literal_number(count)?),
            },
        ),
        ("replace", [of, from, to]) => replace_op(of, from, to),
        _ => None,
    }
}

/// A method of `System.String`, whose positions start at 0.
fn apply_method(of: ValueExpr, name: &str, arguments: &[ValueExpr]) -> Option<ValueExpr> {
    match (name, arguments) {
        ("tolower" | "tolowerinvariant", []) => apply_op(&of, StringOp::Lower),
        ("toupper" | "toupperinvariant", []) => apply_op(&of, StringOp::Upper),
        ("trim", []) => apply_op(&of, StringOp::Trim),
        ("tostring", []) => Some(of),
        ("substring", [from]) => {
            apply_op(&of, StringOp::Substring { start: literal_number(from)?, length: None })
        }
        ("substring", [from, count]) => apply_op(
            &of,
            StringOp::Substring { start: literal_number(from)?, length: Some(literal_number(count)?) },
        ),
        ("replace", [from, to]) => replace_op(&of, from, to),
        _ => None,
    }
}

fn replace_op(of: &ValueExpr, from: &ValueExpr, to: &ValueExpr) -> Option<ValueExpr> {
    apply_op(of, StringOp::Replace { from: literal_text(from)?.to_owned(), to: literal_text(to)?.to_owned() })
}
