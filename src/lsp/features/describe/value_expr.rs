//! Expressions that compute a value from source fields, as they are described and evaluated with sample values.

use crate::text::inline_code;

use super::phrases::{characters_phrase, count_phrase, describe_field, describe_literal, join_with_and};
use super::samples::{FALLBACK_SAMPLES, sample_value};

/// The expression of a transform or of a simple script.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ValueExpr {
    Literal(String),
    /// The value of a source field.
    Field(String),
    Concat(Vec<ValueExpr>),
    Apply(Box<ValueExpr>, StringOp),
}

/// An operation on a string. Characters are counted from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum StringOp {
    Lower,
    Upper,
    Trim,
    /// The first characters.
    Left(usize),
    /// The last characters.
    Right(usize),
    /// The characters from `start`; all of them without a `length`.
    Substring {
        start: usize,
        length: Option<usize>,
    },
    Replace {
        from: String,
        to: String,
    },
}

/// The result of an expression for sample values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Example {
    /// Source fields and their sample values.
    values: Vec<(String, String)>,
    result: String,
}

/// Further parts are only counted.
const MAX_DESCRIBED_PARTS: usize = 8;
/// Bounds the growth of nested replacements.
const MAX_RESULT_LEN: usize = 200;

impl ValueExpr {
    /// A phrase: ``First, then `_api_`, then Last``.
    pub(super) fn describe(&self) -> String {
        match self {
            Self::Literal(text) => describe_literal(text),
            Self::Field(name) => describe_field(name),
            Self::Concat(parts) => {
                let mut phrases: Vec<String> =
                    parts.iter().take(MAX_DESCRIBED_PARTS).map(Self::describe).collect();
                if let Some(more @ 1..) = parts.len().checked_sub(MAX_DESCRIBED_PARTS) {
                    phrases.push(format!("{more} more"));
                }
                phrases.join(", then ")
            }
            Self::Apply(operand, op) => {
                let phrase = operand.describe();
                let grouped =
                    if matches!(**operand, Self::Concat(_)) { format!("({phrase})") } else { phrase };
                op.describe(&grouped)
            }
        }
    }

    /// The source fields in order, without duplicates.
    pub(super) fn fields(&self) -> Vec<&str> {
        let mut fields = Vec::new();
        self.collect_fields(&mut fields);
        fields
    }

    fn collect_fields<'e>(&'e self, fields: &mut Vec<&'e str>) {
        match self {
            Self::Literal(_) => {}
            Self::Field(name) if fields.iter().any(|known| known.eq_ignore_ascii_case(name)) => {}
            Self::Field(name) => fields.push(name),
            Self::Concat(parts) => parts.iter().for_each(|part| part.collect_fields(fields)),
            Self::Apply(operand, _) => operand.collect_fields(fields),
        }
    }

    /// Evaluates the expression with sample values; `None` if it uses no source field.
    pub(super) fn example(&self) -> Option<Example> {
        let mut fallback = FALLBACK_SAMPLES.iter().cycle();
        let values: Vec<(String, String)> = self
            .fields()
            .into_iter()
            .filter_map(|name| {
                let sample = sample_value(name).or_else(|| fallback.next().copied())?;
                Some((name.to_owned(), sample.to_owned()))
            })
            .collect();
        if values.is_empty() {
            return None;
        }
        let result = self.evaluate(&values);
        Some(Example { values, result })
    }

    fn evaluate(&self, values: &[(String, String)]) -> String {
        match self {
            Self::Literal(text) => text.clone(),
            Self::Field(name) => {
                let value = values.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
                value.map(|(_, value)| value.clone()).unwrap_or_default()
            }
            Self::Concat(parts) => parts.iter().map(|part| part.evaluate(values)).collect(),
            Self::Apply(operand, op) => op.apply(&operand.evaluate(values)),
        }
    }
}

impl StringOp {
    fn describe(&self, operand: &str) -> String {
        match self {
            Self::Lower => format!("{operand} in lowercase"),
            Self::Upper => format!("{operand} in uppercase"),
            Self::Trim => format!("{operand} without leading and trailing spaces"),
            Self::Left(count) => format!("the first {} of {operand}", characters_phrase(*count)),
            Self::Right(count) => format!("the last {} of {operand}", characters_phrase(*count)),
            Self::Substring { start: 0, length: None } => operand.to_owned(),
            Self::Substring { start: 0, length: Some(length) } => Self::Left(*length).describe(operand),
            Self::Substring { start, length: None } => {
                format!("{operand} without its first {}", characters_phrase(*start))
            }
            Self::Substring { start, length: Some(length) } => {
                format!(
                    "{} of {operand} after the first {}",
                    count_phrase(*length),
                    characters_phrase(*start)
                )
            }
            Self::Replace { from, to } if to.is_empty() => {
                format!("{operand} without {}", describe_literal(from))
            }
            Self::Replace { from, to } => {
                format!("{operand} with {} replaced by {}", describe_literal(from), describe_literal(to))
            }
        }
    }

    fn apply(&self, value: &str) -> String {
        match self {
            Self::Lower => value.to_lowercase(),
            Self::Upper => value.to_uppercase(),
            Self::Trim => value.trim().to_owned(),
            Self::Left(count) => value.chars().take(*count).collect(),
            Self::Right(count) => {
                let skipped = value.chars().count().saturating_sub(*count);
                value.chars().skip(skipped).collect()
            }
            Self::Substring { start, length } => {
                value.chars().skip(*start).take(length.unwrap_or(usize::MAX)).collect()
            }
            Self::Replace { from, .. } if from.is_empty() => value.to_owned(),
            Self::Replace { from, to } => value.replace(from, to).chars().take(MAX_RESULT_LEN).collect(),
        }
    }
}

impl Example {
    /// A phrase: ``First `Ada` and Last `Lovelace` give `Ada_api_Lovelace` ``.
    pub(crate) fn describe(&self) -> String {
        let values: Vec<String> = self
            .values
            .iter()
            .map(|(name, value)| format!("{} {}", describe_field(name), inline_code(value)))
            .collect();
        let verb = if values.len() == 1 { "gives" } else { "give" };
        let result =
            if self.result.is_empty() { "an empty value".to_owned() } else { inline_code(&self.result) };
        format!("{} {verb} {result}", join_with_and(&values))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replacing_empty_text_changes_nothing() {
        let replace = StringOp::Replace { from: String::new(), to: "x".to_owned() };
        assert_eq!(replace.apply("ab"), "ab");
    }

    #[test]
    fn bounds_result_length() {
        let replace = |operand| {
            let op = StringOp::Replace { from: "a".to_owned(), to: "a".repeat(20) };
            ValueExpr::Apply(Box::new(operand), op)
        };
        let nested = (0..14).fold(ValueExpr::Literal("a".to_owned()), |expr, _| replace(expr));
        let expr = ValueExpr::Concat(vec![nested, ValueExpr::Field("x".to_owned())]);
        assert!(expr.example().is_some_and(|example| example.result.len() < 5_000));
    }
}
