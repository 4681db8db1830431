//! How a value is made, as a recipe: what is said of a transform or a simple script in words, and
//! worked through with sample values.

mod expression;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use crate::catalog::{OTHER_SAMPLES, sample_value};
use crate::text::code;

pub use expression::of_script;

/// How a value is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recipe {
    /// A text as it stands.
    Text(String),
    /// The value of a source field.
    Field(String),
    /// One after the other.
    Parts(Vec<Recipe>),
    /// Made of another value.
    Changed(Box<Recipe>, Change),
}

/// What is made of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Small letters.
    Small,
    /// Capital letters.
    Capital,
    /// Without blanks at its ends.
    Trimmed,
    /// So many characters from its start.
    First(usize),
    /// So many characters from its end.
    Last(usize),
    /// What stands behind so many characters, or so many characters of that.
    Behind {
        /// The characters that are left out.
        skipped: usize,
        /// The characters that are taken; all of them where it is `None`.
        taken: Option<usize>,
    },
    /// One text replaced by another.
    Replaced {
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
const SHOWN_PARTS: usize = 8;
/// Examples are short: more of a replaced text is not kept.
const LONGEST_RESULT: usize = 200;

impl Recipe {
    /// The recipe as a phrase: ``First, then `_api_`, then Last``. It reads as plain text and as Markdown.
    #[must_use]
    pub fn in_words(&self) -> String {
        match self {
            Self::Text(text) => literal(text),
            Self::Field(name) => field(name),
            Self::Parts(parts) => {
                let mut words: Vec<String> = parts.iter().take(SHOWN_PARTS).map(Self::in_words).collect();
                match parts.len().checked_sub(SHOWN_PARTS) {
                    None | Some(0) => {}
                    Some(more) => words.push(format!("{more} more")),
                }
                words.join(", then ")
            }
            Self::Changed(of, change) => {
                let several = matches!(**of, Self::Parts(_));
                let of = of.in_words();
                let grouped = if several { format!("({of})") } else { of };
                change.in_words(&grouped)
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
            Self::Text(_) => {}
            Self::Field(name) if found.iter().any(|known| known.eq_ignore_ascii_case(name)) => {}
            Self::Field(name) => found.push(name),
            Self::Parts(parts) => parts.iter().for_each(|part| part.collect_fields(found)),
            Self::Changed(of, _) => of.collect_fields(found),
        }
    }

    /// What it gives for sample values; `None` where it uses no source field.
    #[must_use]
    pub fn example(&self) -> Option<Example> {
        let fields = self.fields();
        let mut other = OTHER_SAMPLES.iter().cycle();
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
            Self::Text(text) => text.clone(),
            Self::Field(name) => {
                let value = values.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
                value.map(|(_, value)| value.clone()).unwrap_or_default()
            }
            Self::Parts(parts) => parts.iter().map(|part| part.evaluate(values)).collect(),
            Self::Changed(of, change) => change.apply(&of.evaluate(values)),
        }
    }
}

impl Change {
    fn in_words(&self, of: &str) -> String {
        match self {
            Self::Small => format!("{of} in small letters"),
            Self::Capital => format!("{of} in capital letters"),
            Self::Trimmed => format!("{of} without blanks at its ends"),
            Self::First(count) => format!("the first {} of {of}", characters(*count)),
            Self::Last(count) => format!("the last {} of {of}", characters(*count)),
            Self::Behind { skipped: 0, taken: None } => of.to_owned(),
            Self::Behind { skipped: 0, taken: Some(taken) } => Self::First(*taken).in_words(of),
            Self::Behind { skipped, taken: None } => {
                format!("{of} without its first {}", characters(*skipped))
            }
            Self::Behind { skipped, taken: Some(taken) } => {
                format!("{} of {of} behind the first {}", counted(*taken), characters(*skipped))
            }
            Self::Replaced { from, to } if to.is_empty() => format!("{of} without {}", literal(from)),
            Self::Replaced { from, to } => format!("{of} with {} for {}", literal(to), literal(from)),
        }
    }

    fn apply(&self, value: &str) -> String {
        match self {
            Self::Small => value.to_lowercase(),
            Self::Capital => value.to_uppercase(),
            Self::Trimmed => value.trim().to_owned(),
            Self::First(count) => value.chars().take(*count).collect(),
            Self::Last(count) => {
                let skipped = value.chars().count().saturating_sub(*count);
                value.chars().skip(skipped).collect()
            }
            Self::Behind { skipped, taken } => {
                value.chars().skip(*skipped).take(taken.unwrap_or(usize::MAX)).collect()
            }
            Self::Replaced { from, .. } if from.is_empty() => value.to_owned(),
            // Replacements inside each other may multiply.
            Self::Replaced { from, to } => value.replace(from, to).chars().take(LONGEST_RESULT).collect(),
        }
    }
}

impl Example {
    /// The example as a phrase: ``First `Ada` and Last `Lovelace` give `Ada_api_Lovelace` ``.
    #[must_use]
    pub fn in_words(&self) -> String {
        let values: Vec<String> =
            self.values.iter().map(|(name, value)| format!("{} {}", field(name), code(value))).collect();
        let verb = if values.len() == 1 { "gives" } else { "give" };
        let result = if self.result.is_empty() { "an empty value".to_owned() } else { code(&self.result) };
        format!("{} {verb} {result}", listed(&values))
    }
}

/// "a, b and c"
pub(super) fn listed(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [head @ .., last] => format!("{} and {last}", head.join(", ")),
    }
}

fn characters(count: usize) -> Cow<'static, str> {
    if count == 1 { Cow::Borrowed("character") } else { Cow::Owned(format!("{count} characters")) }
}

fn counted(count: usize) -> Cow<'static, str> {
    if count == 1 { Cow::Borrowed("1 character") } else { characters(count) }
}

/// A text that stands for itself, as one reads it aloud.
pub(super) fn literal(text: &str) -> String {
    match text {
        "" => "nothing".to_owned(),
        " " => "a space".to_owned(),
        "\t" => "a tab".to_owned(),
        "\n" | "\r\n" | "\r" => "a line break".to_owned(),
        other => code(other),
    }
}

/// The name of a field: bare where it reads as a name, else as code.
pub(super) fn field(name: &str) -> String {
    let name = name.trim();
    let inside = |character: char| character.is_alphanumeric() || matches!(character, ' ' | '-' | '_' | '.');
    let ends = |end: Option<char>| end.is_some_and(char::is_alphanumeric);
    let bare = ends(name.chars().next()) && ends(name.chars().next_back()) && name.chars().all(inside);
    if bare && name.len() <= 60 { name.to_owned() } else { code(name) }
}
