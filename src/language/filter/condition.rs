//! Parser of a single condition: attribute, operator and value.

use std::ops::Range;

use crate::catalog::{
    FilterOperator, Operand, closest_operator, is_plain_text_attribute, operator_spellings,
};

use super::parser::Parser;
use super::tokens::{Token, TokenKind};
use super::{Condition, FilterError, FilterValue, Operator, slice};

/// Misspelled operators are only searched among the first words.
const MAX_FUZZY_WORDS: usize = 6;

impl Parser<'_> {
    /// Parses a condition; the next token is a word, a value or a placeholder.
    pub(super) fn condition(&mut self, negated: bool) -> Condition {
        let start = self.at;
        // An attribute may be in quotes.
        if self.is_quoted(start)
            && self
                .tokens
                .get(start + 1)
                .is_some_and(|next| next.kind == TokenKind::Word && !self.is_logical_op(start + 1))
        {
            self.at += 1;
        }
        let mut operator = None;
        while let Some(token) = self
            .tokens
            .get(self.at)
            .filter(|token| matches!(token.kind, TokenKind::Word | TokenKind::Placeholder))
        {
            if operator.is_none()
                && token.kind == TokenKind::Word
                && let Some((length, known)) = self.operator_at(self.at)
            {
                operator = Some((self.at, length, known));
                self.at += length;
                if known.operand == Operand::None && self.another_operator_follows() {
                    break;
                }
            } else if self.is_logical_op(self.at) {
                break;
            } else {
                self.at += 1;
            }
        }
        let words = start..self.at;
        let quoted =
            self.tokens.get(self.at).filter(|token| matches!(token.kind, TokenKind::Quoted { .. })).cloned();
        if quoted.is_some() {
            self.at += 1;
        }
        let condition = match operator {
            Some((at, length, known)) => self.with_operator(words, at..at + length, known, quoted.as_ref()),
            None => self.without_operator(words, quoted.as_ref()),
        };
        Condition { negated, ..condition }
    }

    fn with_operator(
        &mut self,
        words: Range<usize>,
        operator: Range<usize>,
        known: &'static FilterOperator,
        quoted: Option<&Token>,
    ) -> Condition {
        let mut begin = operator.start;
        while begin > words.start + 1 && self.is_auxiliary(begin - 1) {
            begin -= 1;
        }
        let rest = operator.end..words.end;
        let attribute = self.range(words.start..begin);
        // "manager is present", or "title Is Not Exactly "x"": only a part is an operator.
        let is_longer = begin < operator.start || (!rest.is_empty() && quoted.is_some());
        if is_longer {
            let end = if quoted.is_some() { words.end } else { operator.end };
            let value = quoted
                .map(|token| self.quoted_value(token))
                .or_else(|| self.unquoted_value(operator.end..words.end));
            let operator = Some(Operator { range: self.range(begin..end), known: None });
            return Condition { attribute, operator, value, negated: false };
        }
        let range = self.range(operator);
        if attribute.is_empty() {
            self.error(
                range.start..range.start,
                "expected an attribute before the operator".to_owned(),
                "a condition is an attribute, an operator and a value: `department Contains \"HR\"`",
            );
        }
        let value = quoted.map(|token| self.quoted_value(token)).or_else(|| self.unquoted_value(rest));
        self.check_value(&attribute, &range, known, value.as_ref());
        Condition { attribute, operator: Some(Operator { range, known: Some(known) }), value, negated: false }
    }

    fn without_operator(&mut self, words: Range<usize>, quoted: Option<&Token>) -> Condition {
        let value = quoted.map(|token| self.quoted_value(token));
        if words.is_empty() {
            let at = value.as_ref().map_or(self.text.len(), |value| value.range.start);
            self.error(
                at..at,
                "expected an attribute and an operator before the value".to_owned(),
                "a condition is an attribute, an operator and a value: `department Contains \"HR\"`",
            );
            return Condition { attribute: at..at, operator: None, value, negated: false };
        }
        // A quoted attribute without a following word was parsed as a value.
        if let Some(found) = self.misspelled_operator(&words, quoted.is_some()) {
            let value = value.or_else(|| self.unquoted_value(found.end..words.end));
            let attribute = self.range(words.start..found.start);
            let operator = Some(Operator { range: self.range(found), known: None });
            return Condition { attribute, operator, value, negated: false };
        }
        let first = words.start..words.start + 1;
        let attribute = self.range(first.clone());
        let rest = first.end..words.end;
        if rest.is_empty() {
            let end = attribute.end;
            let name = slice(self.text, &attribute).to_owned();
            self.error(
                end..end,
                format!("expected an operator after `{name}`"),
                "write an operator such as `Is Exactly`, `Contains`, `Starts With` or `Present` after the attribute",
            );
            return Condition { attribute, operator: None, value, negated: false };
        }
        let end = if quoted.is_some() { rest.end } else { rest.start + 1 };
        let value = value.or_else(|| self.unquoted_value(end..rest.end));
        let operator = Some(Operator { range: self.range(rest.start..end), known: None });
        Condition { attribute, operator, value, negated: false }
    }

    /// Tokens that are most likely a misspelled operator.
    fn misspelled_operator(&self, words: &Range<usize>, before_value: bool) -> Option<Range<usize>> {
        for start in (words.start + 1..words.end).take(MAX_FUZZY_WORDS) {
            let max_end = words.end.min(start + 5);
            let ends = (start + 1..=max_end).rev().filter(|end| !before_value || *end == words.end);
            for end in ends {
                if closest_operator(slice(self.text, &self.range(start..end))).is_some() {
                    return Some(start..end);
                }
            }
        }
        None
    }

    /// Whether the following words contain another operator before the end of the condition.
    fn another_operator_follows(&self) -> bool {
        let is_word = |at: &usize| {
            self.tokens.get(*at).is_some_and(|token| token.kind == TokenKind::Word)
                && !self.is_logical_op(*at)
        };
        (self.at..).take_while(is_word).any(|at| at > self.at && self.operator_at(at).is_some())
    }

    /// The longest operator that starts at a token, and its number of words.
    fn operator_at(&self, at: usize) -> Option<(usize, &'static FilterOperator)> {
        let word = self.tokens.get(at).filter(|token| token.kind == TokenKind::Word)?;
        let first = self.text.as_bytes().get(word.range.start)?;
        operator_spellings(*first)
            .iter()
            .filter_map(|(words, operator)| Some((self.match_words(at, words)?, *operator)))
            .max_by_key(|(length, _)| *length)
    }

    /// Number of words in `words` if the tokens at `at` are equal to them.
    fn match_words(&self, at: usize, words: &[&str]) -> Option<usize> {
        let is_equal = |(at, expected): (usize, &&str)| {
            self.tokens.get(at).filter(|token| token.kind == TokenKind::Word).is_some_and(|token| {
                let written = slice(self.text, &token.range);
                written.eq_ignore_ascii_case(expected)
                    || (!written.is_ascii()
                        && written.replace('\u{2019}', "'").eq_ignore_ascii_case(expected))
            })
        };
        (at..).zip(words).all(is_equal).then_some(words.len())
    }

    /// Whether a token is a word that occurs in operators but not in names of attributes.
    fn is_auxiliary(&self, at: usize) -> bool {
        ["is", "isn't", "does", "doesn't", "not", "are", "has"]
            .iter()
            .any(|word| self.match_words(at, &[word]).is_some())
    }

    /// The ranges of a quoted value, with and without its quotes.
    fn quoted_value(&self, token: &Token) -> FilterValue {
        FilterValue { range: token.range.clone(), content: token.content(self.text) }
    }

    /// A value without quotes.
    fn unquoted_value(&self, tokens: Range<usize>) -> Option<FilterValue> {
        let range = self.range(tokens);
        (!range.is_empty()).then(|| FilterValue { content: range.clone(), range })
    }

    /// Reports a value that is not in double quotes. All published values are; the behaviour of the
    /// server for other values is not documented.
    fn check_quotes(&mut self, value: &FilterValue) {
        let (written, content) = (slice(self.text, &value.range), slice(self.text, &value.content));
        let is_number = !content.is_empty() && content.bytes().all(|byte| byte.is_ascii_digit());
        let (message, title) = match written.chars().next() {
            Some('\'' | '\u{2018}') => ("the value is in single quotes", "use double quotes"),
            Some('"' | '\u{201c}' | '\u{201d}') | None => return,
            Some(_) if is_number || self.placeholders.is_in(written) => return,
            Some(_) => ("the value is not in quotes", "put the value in quotes"),
        };
        let fix = (!content.contains('"')).then(|| (title, value.range.clone(), format!("\"{content}\"")));
        self.errors.push(FilterError {
            range: value.range.clone(),
            message: message.to_owned(),
            help: "write it in double quotes, as in every published query; in JSON each is `\\\"`".to_owned(),
            certain: false,
            fix,
        });
    }

    fn check_value(
        &mut self,
        attribute: &Range<usize>,
        operator: &Range<usize>,
        known: &'static FilterOperator,
        value: Option<&FilterValue>,
    ) {
        let Some(value) = value else {
            self.check_missing_value(operator, known);
            return;
        };
        match known.operand {
            Operand::Text => self.check_quotes(value),
            Operand::None => self.unexpected_value(operator, known, value),
            Operand::Number => self.check_number(known, value),
            Operand::DistinguishedName => {
                self.check_quotes(value);
                self.check_dn_attribute(attribute, known);
            }
        }
    }

    fn check_missing_value(&mut self, operator: &Range<usize>, known: &'static FilterOperator) {
        let help = match known.operand {
            Operand::None => return,
            Operand::Number => "write the sum of the flags as a decimal number in quotes, such as `\"2\"`",
            Operand::Text | Operand::DistinguishedName => {
                "write the value in quotes, or `\"\"` for an empty value; only `Present` and `Not Present` are used without a value"
            }
        };
        let message = format!("expected a value after `{}`", known.name);
        self.error(operator.end..operator.end, message, help);
    }

    fn unexpected_value(
        &mut self,
        operator: &Range<usize>,
        known: &'static FilterOperator,
        value: &FilterValue,
    ) {
        let help = "the operator only tests whether the attribute has a value: remove this value, or use `Is Exactly`";
        self.errors.push(FilterError {
            range: value.range.clone(),
            message: format!("unexpected value after `{}`", known.name),
            help: help.to_owned(),
            certain: true,
            fix: Some(("remove the value", operator.end..value.range.end, String::new())),
        });
    }

    fn check_number(&mut self, known: &'static FilterOperator, value: &FilterValue) {
        let content = slice(self.text, &value.content).trim();
        let digits = content.strip_prefix('-').unwrap_or(content);
        let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        if is_number || self.placeholders.is_in(content) {
            return;
        }
        let range = if value.content.is_empty() { &value.range } else { &value.content };
        let hex = parse_hexadecimal(content);
        let fix =
            hex.map(|number| ("write it as a decimal number", value.content.clone(), number.to_string()));
        let action =
            hex.map_or("write the sum of the flags".to_owned(), |number| format!("write `{number}`"));
        self.errors.push(FilterError {
            range: range.clone(),
            message: format!("`{}` requires a decimal number", known.name),
            help: format!("{action}: hexadecimal numbers and names of flags are not supported"),
            certain: true,
            fix,
        });
    }

    fn check_dn_attribute(&mut self, attribute: &Range<usize>, known: &'static FilterOperator) {
        let name = slice(self.text, attribute);
        if !is_plain_text_attribute(name) {
            return;
        }
        let message = format!(
            "`{}` requires an attribute that contains distinguished names, but `{name}` contains text",
            known.name
        );
        self.errors.push(FilterError {
            range: attribute.clone(),
            message,
            help: "use it with an attribute such as `member`, `memberOf` or `manager`, or use `Is Exactly`"
                .to_owned(),
            certain: true,
            fix: None,
        });
    }
}

/// Value of a number such as `0x1F`.
fn parse_hexadecimal(text: &str) -> Option<u64> {
    let digits = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X"))?;
    u64::from_str_radix(digits, 16).ok()
}
