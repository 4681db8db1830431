//! Simple scripts as value expressions.

use crate::language::script::{Access, Punct, Script, StatementKind, Token, TokenKind};

use super::value_expr::{StringOp, ValueExpr};

/// Maximum nesting of expressions.
const MAX_DEPTH: u32 = 16;
/// Longer expressions are too long for a description.
const MAX_TOKENS: usize = 400;
/// Longer scripts are too long for a description.
const MAX_BYTES: usize = 4000;

/// The expression of a script whose only statement assigns `DTM.Result`, composed of source fields, literals and
/// common string functions; `None` for all other scripts.
pub(super) fn script_value_expr(script: &Script, text: &str) -> Option<ValueExpr> {
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
    let mut parser = ExprParser { tokens, text, pos: 0, depth: 0 };
    let expr = parser.concatenation()?;
    parser.next_kind().is_none_or(|kind| kind == TokenKind::Newline).then_some(expr)
}

struct ExprParser<'s> {
    tokens: &'s [Token],
    text: &'s str,
    pos: usize,
    depth: u32,
}

impl ExprParser<'_> {
    fn next_kind(&self) -> Option<TokenKind> {
        self.tokens.get(self.pos).map(|token| token.kind)
    }

    fn is_next(&self, punct: Punct) -> bool {
        self.next_kind() == Some(TokenKind::Punct(punct))
    }

    fn eat(&mut self, punct: Punct) -> Option<()> {
        let found = self.is_next(punct);
        self.pos += usize::from(found);
        found.then_some(())
    }

    fn word(&mut self) -> Option<&str> {
        let token = self.tokens.get(self.pos).filter(|token| matches!(token.kind, TokenKind::Word(_)))?;
        self.pos += 1;
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
                part => parts.push(part),
            }
            if !self.is_next(Punct::Ampersand) && !self.is_next(Punct::Plus) {
                break;
            }
            self.pos += 1;
        }
        self.depth -= 1;
        Some(if parts.len() == 1 { parts.remove(0) } else { ValueExpr::Concat(parts) })
    }

    /// A primary expression and the method calls on it.
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
        let token = *self.tokens.get(self.pos)?;
        match token.kind {
            TokenKind::String => {
                self.pos += 1;
                token.string_value(self.text).map(|value| ValueExpr::Literal(value.into_owned()))
            }
            TokenKind::Number => {
                self.pos += 1;
                let digits = token.text(self.text);
                digits
                    .bytes()
                    .all(|byte| byte.is_ascii_digit())
                    .then(|| ValueExpr::Literal(digits.to_owned()))
            }
            TokenKind::Punct(Punct::OpenParen) => {
                self.pos += 1;
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
        self.pos += 1;
        let mut parts = Vec::new();
        loop {
            let token = *self.tokens.get(self.pos)?;
            self.pos += 1;
            match token.kind {
                TokenKind::InterpolatedStringText => {
                    let plain =
                        token.text(self.text).replace("{{", "{").replace("}}", "}").replace("\"\"", "\"");
                    parts.push(ValueExpr::Literal(plain));
                }
                TokenKind::InterpolationOpen => {
                    parts.push(self.concatenation()?);
                    if self.next_kind()? != TokenKind::InterpolationClose {
                        return None;
                    }
                    self.pos += 1;
                }
                TokenKind::InterpolatedStringEnd if parts.is_empty() => {
                    return Some(ValueExpr::Literal(String::new()));
                }
                TokenKind::InterpolatedStringEnd => return Some(ValueExpr::Concat(parts)),
                _ => return None,
            }
        }
    }

    /// `DTM.Source("field")` or a call of a Visual Basic function.
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
        let mut arguments = Vec::new();
        if self.eat(Punct::CloseParen).is_some() {
            return Some(arguments);
        }
        loop {
            arguments.push(self.concatenation()?);
            if self.eat(Punct::Comma).is_none() {
                self.eat(Punct::CloseParen)?;
                return Some(arguments);
            }
        }
    }
}

fn apply_op(value: &ValueExpr, op: StringOp) -> Option<ValueExpr> {
    Some(ValueExpr::Apply(Box::new(value.clone()), op))
}

fn literal_text(expr: &ValueExpr) -> Option<&str> {
    match expr {
        ValueExpr::Literal(text) => Some(text),
        _ => None,
    }
}

fn literal_number(expr: &ValueExpr) -> Option<usize> {
    literal_text(expr)?.parse().ok()
}

/// Functions of `Microsoft.VisualBasic.Strings`; their positions start at 1.
fn apply_function(name: &str, arguments: &[ValueExpr]) -> Option<ValueExpr> {
    match (name, arguments) {
        ("lcase", [operand]) => apply_op(operand, StringOp::Lower),
        ("ucase", [operand]) => apply_op(operand, StringOp::Upper),
        ("trim", [operand]) => apply_op(operand, StringOp::Trim),
        ("cstr", [operand]) => Some(operand.clone()),
        ("left", [operand, count]) => apply_op(operand, StringOp::Left(literal_number(count)?)),
        ("right", [operand, count]) => apply_op(operand, StringOp::Right(literal_number(count)?)),
        ("mid", [operand, from]) => apply_op(
            operand,
            StringOp::Substring { start: literal_number(from)?.checked_sub(1)?, length: None },
        ),
        ("mid", [operand, from, count]) => apply_op(
            operand,
            StringOp::Substring {
                start: literal_number(from)?.checked_sub(1)?,
                length: Some(literal_number(count)?),
            },
        ),
        ("replace", [operand, from, to]) => replace_op(operand, from, to),
        _ => None,
    }
}

/// Methods of `System.String`; their positions start at 0.
fn apply_method(operand: ValueExpr, name: &str, arguments: &[ValueExpr]) -> Option<ValueExpr> {
    match (name, arguments) {
        ("tolower" | "tolowerinvariant", []) => apply_op(&operand, StringOp::Lower),
        ("toupper" | "toupperinvariant", []) => apply_op(&operand, StringOp::Upper),
        ("trim", []) => apply_op(&operand, StringOp::Trim),
        ("tostring", []) => Some(operand),
        ("substring", [from]) => {
            apply_op(&operand, StringOp::Substring { start: literal_number(from)?, length: None })
        }
        ("substring", [from, count]) => apply_op(
            &operand,
            StringOp::Substring { start: literal_number(from)?, length: Some(literal_number(count)?) },
        ),
        ("replace", [from, to]) => replace_op(&operand, from, to),
        _ => None,
    }
}

fn replace_op(operand: &ValueExpr, from: &ValueExpr, to: &ValueExpr) -> Option<ValueExpr> {
    apply_op(
        operand,
        StringOp::Replace { from: literal_text(from)?.to_owned(), to: literal_text(to)?.to_owned() },
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::script;

    fn describe(text: &str) -> Option<String> {
        script_value_expr(&script::parse(text), text).map(|expr| expr.describe())
    }

    #[test]
    fn parses_simple_scripts() {
        for (script, description) in [
            ("DTM.Result = DTM.Source(\"a\")", Some("a")),
            (
                "dtm.result = UCase(Trim(DTM.Source(\"a\")))",
                Some("a without leading and trailing spaces in uppercase"),
            ),
            (
                "DTM.Result = (DTM.Source(\"a\") & \".\" & DTM.Source(\"b\")).ToLower()",
                Some("(a, then `.`, then b) in lowercase"),
            ),
            (
                "DTM.Result = Mid(DTM.Source(\"a\"), 2, 3)",
                Some("3 characters of a after the first character"),
            ),
            ("DTM.Result = Right(CStr(DTM.Source(\"a\")), 4)", Some("the last 4 characters of a")),
            ("DTM.Result = DTM.Source(\"a\").Substring(2)", Some("a without its first 2 characters")),
            ("DTM.Result = Replace(DTM.Source(\"a\"), \" \", \"\")", Some("a without a space")),
            ("DTM.Result = DTM.Source(\"a\").Replace(\"x\", \"y\")", Some("a with `x` replaced by `y`")),
            ("DTM.Result = $\"{DTM.Source(\"a\")}@example.com\"", Some("a, then `@example.com`")),
            ("DTM.Result = $\"\"", Some("nothing")),
            ("DTM.Result = DTM.Source(\"a\") * 2", None),
            ("DTM.Result = Weekday(DTM.Source(\"a\"))", None),
            ("DTM.Result = Mid(DTM.Source(\"a\"), 0)", None),
            ("DTM.Result = Left(DTM.Source(\"a\"), n)", None),
            ("DTM.Result &= \"x\"", None),
            ("DTM.Result = DTM.Context(\"a\")", None),
            ("DTM.Result = (\"x\"", None),
            ("Dim a = 1", None),
            ("", None),
        ] {
            assert_eq!(describe(script).as_deref(), description, "{script}");
        }
    }

    #[test]
    fn limits_nesting_and_length() {
        let deep = format!("DTM.Result = {}\"a\"{}", "(".repeat(40), ")".repeat(40));
        assert_eq!(describe(&deep), None);
        let long = format!("DTM.Result = \"a\"{}", " & \"b\"".repeat(20));
        assert!(describe(&long).is_some_and(|text| text.ends_with(", then 13 more")));
        let too_long = format!("DTM.Result = \"{}\"", "x".repeat(5_000));
        assert_eq!(describe(&too_long), None);
    }
}
