//! How a value is made, as a recipe: what is said of a transform or a simple script in words, and
//! worked through with sample values.

mod from_script;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use crate::catalog::{FALLBACK_SAMPLES, sample_value};
use crate::text::inline_code;

pub use from_script::from_script;

/// How a value is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ValueExpr {
    /// A text as it stands.
    Literal(String),
    /// The value of a source field.
    Field(String),
    /// One after the other.
    Concat(Vec<ValueExpr>),
    /// Made of another value.
    Apply(Box<ValueExpr>, StringOp),
}

/// What is made of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StringOp {
    /// Small letters.
    Lower,
    /// Capital letters.
    Upper,
    /// Without blanks at its ends.
    Trim,
    /// So many characters from its start.
    Left(usize),
    /// So many characters from its end.
    Right(usize),
    /// What stands behind so many characters, or so many characters of that.
    Substring {
        /// The characters that are left out.
        start: usize,
        /// The characters that are taken; all of them where it is `None`.
        length: Option<usize>,
    },
    /// One text replaced by another.
    Replace {
        /// What is looked for.
        from: String,
        /// What stands there instead.
        to: String,
    },
}

/// What a recipe gives for sample values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// The source fields and their sample values.
    pub values: Vec<(String, String)>,
    /// What is made of them.
    pub result: String,
}

/// More parts are counted and not named.
const MAX_DESCRIBED_PARTS: usize = 8;
/// Examples are short: more of a replaced text is not kept.
const MAX_RESULT_LENGTH: usize = 200;

impl ValueExpr {
    /// The recipe as a phrase: ``First, then `_api_`, then Last``. It reads as plain text and as Markdown.
    #[must_use]
    pub fn describe(&self) -> String {
        match self {
            Self::Literal(text) => describe_literal(text),
            Self::Field(name) => describe_field(name),
            Self::Concat(parts) => {
                let mut words: Vec<String> =
                    parts.iter().take(MAX_DESCRIBED_PARTS).map(Self::describe).collect();
                match parts.len().checked_sub(MAX_DESCRIBED_PARTS) {
                    None | Some(0) => {}
                    Some(more) => words.push(format!("{more} more")),
                }
                words.join(", then ")
            }
            Self::Apply(of, change) => {
                let several = matches!(**of, Self::Concat(_));
                let of = of.describe();
                let grouped = if several { format!("({of})") } else { of };
                change.describe(&grouped)
            }
        }
    }

    /// The source fields, each once, in order.
    #[must_use]
    pub fn fields(&self) -> Vec<&str> {
        let mut found = Vec::new();
        self.collect_fields(&mut found);
        found
    }

    fn collect_fields<'r>(&'r self, found: &mut Vec<&'r str>) {
        match self {
            Self::Literal(_) => {}
            Self::Field(name) if found.iter().any(|known| known.eq_ignore_ascii_case(name)) => {}
            Self::Field(name) => found.push(name),
            Self::Concat(parts) => parts.iter().for_each(|part| part.collect_fields(found)),
            Self::Apply(of, _) => of.collect_fields(found),
        }
    }

    /// What it gives for sample values; `None` where it uses no source field.
    #[must_use]
    pub fn example(&self) -> Option<Example> {
        let fields = self.fields();
        let mut other = FALLBACK_SAMPLES.iter().cycle();
        let values: Vec<(String, String)> = fields
            .into_iter()
            .filter_map(|name| {
                let sample = sample_value(name).or_else(|| other.next().copied())?;
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
            Self::Apply(of, change) => change.apply(&of.evaluate(values)),
        }
    }
}

impl StringOp {
    fn describe(&self, of: &str) -> String {
        match self {
            Self::Lower => format!("{of} in small letters"),
            Self::Upper => format!("{of} in capital letters"),
            Self::Trim => format!("{of} without blanks at its ends"),
            Self::Left(count) => format!("the first {} of {of}", characters_phrase(*count)),
            Self::Right(count) => format!("the last {} of {of}", characters_phrase(*count)),
            Self::Substring { start: 0, length: None } => of.to_owned(),
            Self::Substring { start: 0, length: Some(taken) } => Self::Left(*taken).describe(of),
            Self::Substring { start: skipped, length: None } => {
                format!("{of} without its first {}", characters_phrase(*skipped))
            }
            Self::Substring { start: skipped, length: Some(taken) } => {
                format!("{} of {of} behind the first {}", count_phrase(*taken), characters_phrase(*skipped))
            }
            Self::Replace { from, to } if to.is_empty() => format!("{of} without {}", describe_literal(from)),
            Self::Replace { from, to } => {
                format!("{of} with {} for {}", describe_literal(to), describe_literal(from))
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
            Self::Substring { start: skipped, length: taken } => {
                value.chars().skip(*skipped).take(taken.unwrap_or(usize::MAX)).collect()
            }
            Self::Replace { from, .. } if from.is_empty() => value.to_owned(),
            // Replacements inside each other may multiply.
            Self::Replace { from, to } => value.replace(from, to).chars().take(MAX_RESULT_LENGTH).collect(),
        }
    }
}

impl Example {
    /// The example as a phrase: ``First `Ada` and Last `Lovelace` give `Ada_api_Lovelace` ``.
    #[must_use]
    pub fn describe(&self) -> String {
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

/// "a, b and c"
pub(super) fn join_with_and(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [head @ .., last] => format!("{} and {last}", head.join(", ")),
    }
}

fn characters_phrase(count: usize) -> Cow<'static, str> {
    if count == 1 { Cow::Borrowed("character") } else { Cow::Owned(format!("{count} characters")) }
}

fn count_phrase(count: usize) -> Cow<'static, str> {
    if count == 1 { Cow::Borrowed("1 character") } else { characters_phrase(count) }
}

/// A text that stands for itself, as one reads it aloud.
pub(super) fn describe_literal(text: &str) -> String {
    match text {
        "" => "nothing".to_owned(),
        " " => "a space".to_owned(),
        "\t" => "a tab".to_owned(),
        "\n" | "\r\n" | "\r" => "a line break".to_owned(),
        other => inline_code(other),
    }
}

/// The name of a field: bare where it reads as a name, else as code.
pub(super) fn describe_field(name: &str) -> String {
    let name = name.trim();
    let inside = |character: char| character.is_alphanumeric() || matches!(character, ' ' | '-' | '_' | '.');
    let ends = |end: Option<char>| end.is_some_and(char::is_alphanumeric);
    let bare = ends(name.chars().next()) && ends(name.chars().next_back()) && name.chars().all(inside);
    if bare && name.len() <= 60 { name.to_owned() } else { inline_code(name) }
}
