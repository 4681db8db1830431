//! Text to insert, with tab stops.

use crate::job::NodeRef;
use crate::lsp::features::types::InsertText;
use crate::text::escape_into;

#[derive(Debug, Clone, PartialEq, Eq)]
enum SnippetPart {
    Text(String),
    /// A tab stop with its initial text.
    TabStop(String),
    /// A tab stop with a list of choices.
    Choice(Vec<String>),
}

/// A text with tab stops, before it is escaped.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Insertion(Vec<SnippetPart>);

impl Insertion {
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self(vec![SnippetPart::Text(text.into())])
    }

    /// A tab stop with its initial text.
    pub(super) fn tab_stop(initial: impl Into<String>) -> Self {
        Self(vec![SnippetPart::TabStop(initial.into())])
    }

    /// A tab stop with a list of choices; plain text for a single choice.
    pub(super) fn choice<T: Into<String>>(choices: impl IntoIterator<Item = T>) -> Self {
        let mut choices: Vec<String> = choices.into_iter().map(Into::into).collect();
        match choices.len() {
            0 => Self::tab_stop(""),
            1 => Self::text(choices.remove(0)),
            _ => Self(vec![SnippetPart::Choice(choices)]),
        }
    }

    pub(super) fn append(mut self, other: impl Into<Self>) -> Self {
        self.0.extend(other.into().0);
        self
    }

    /// Concatenates parts with a separator.
    pub(super) fn join(parts: impl IntoIterator<Item = Self>, separator: &str) -> Self {
        let mut joined = Self::default();
        for (index, part) in parts.into_iter().enumerate() {
            if index > 0 {
                joined = joined.append(separator);
            }
            joined = joined.append(part);
        }
        joined
    }

    /// Escapes the text for a JSON string.
    pub(super) fn escape_json(self) -> Self {
        Self(self.0.into_iter().map(|part| part.map(|text| escape_json_string(&text))).collect())
    }

    /// The text with the initial text or first choice of each tab stop.
    pub(super) fn plain_text(&self) -> String {
        let plain = |part: &SnippetPart| match part {
            SnippetPart::Text(text) | SnippetPart::TabStop(text) => text.clone(),
            SnippetPart::Choice(choices) => choices.first().cloned().unwrap_or_default(),
        };
        self.0.iter().map(plain).collect()
    }

    /// Converts to a snippet if there are tab stops.
    pub(super) fn render(&self) -> InsertText {
        if self.0.iter().all(|part| matches!(part, SnippetPart::Text(_))) {
            return InsertText::Plain(self.plain_text());
        }
        let mut snippet = String::new();
        let mut number = 0_u32;
        for part in &self.0 {
            match part {
                SnippetPart::Text(text) => snippet.push_str(&escape_snippet(text, &['$', '}', '\\'])),
                SnippetPart::TabStop(initial) => {
                    number = number.saturating_add(1);
                    let initial = escape_snippet(initial, &['$', '}', '\\']);
                    snippet.push_str(&format!("${{{number}:{initial}}}"));
                }
                SnippetPart::Choice(choices) => {
                    number = number.saturating_add(1);
                    let choices: Vec<String> = choices
                        .iter()
                        .map(|choice| escape_snippet(choice, &['$', '}', '\\', ',', '|']))
                        .collect();
                    snippet.push_str(&format!("${{{number}|{}|}}", choices.join(",")));
                }
            }
        }
        InsertText::Snippet(snippet)
    }
}

impl SnippetPart {
    fn map(self, convert: impl Fn(String) -> String) -> Self {
        match self {
            Self::Text(text) => Self::Text(convert(text)),
            Self::TabStop(text) => Self::TabStop(convert(text)),
            Self::Choice(choices) => Self::Choice(choices.into_iter().map(convert).collect()),
        }
    }
}

impl From<&str> for Insertion {
    fn from(text: &str) -> Self {
        Self::text(text)
    }
}

impl From<String> for Insertion {
    fn from(text: String) -> Self {
        Self::text(text)
    }
}

/// A string literal around text that is already escaped.
pub(super) fn quoted(content: Insertion) -> Insertion {
    Insertion::text("\"").append(content).append("\"")
}

/// Whether a string is empty or contains only white space.
pub(super) fn is_blank(value: NodeRef<'_>) -> bool {
    value.content_span().slice(value.document().text()).trim().is_empty()
}

/// Escapes text for a JSON string, without quotes.
pub(super) fn escape_json_string(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    escape_into(text, &mut escaped);
    escaped
}

fn escape_snippet(text: &str, special: &[char]) -> String {
    let mut snippet = String::with_capacity(text.len());
    for character in text.chars() {
        if special.contains(&character) {
            snippet.push('\\');
        }
        snippet.push(character);
    }
    snippet
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_tab_stops_and_escapes_the_rest() {
        let insertion = Insertion::text("\"${PW}\\\": ")
            .append(Insertion::tab_stop("a}b"))
            .append(", ")
            .append(Insertion::choice(["x,y", "z|"]));
        let snippet = r#""\${PW\}\\": ${1:a\}b}, ${2|x\,y,z\||}"#;
        assert_eq!(insertion.render(), InsertText::Snippet(snippet.to_owned()));
        assert_eq!(insertion.plain_text(), "\"${PW}\\\": a}b, x,y");
        assert_eq!(Insertion::choice(["only"]).append("$").render(), InsertText::Plain("only$".to_owned()));
    }

    #[test]
    fn escapes_once_per_string_level() {
        let name = Insertion::text("OU=a\\, b\"");
        assert_eq!(name.clone().escape_json().plain_text(), r#"OU=a\\, b\""#);
        assert_eq!(name.escape_json().escape_json().plain_text(), r#"OU=a\\\\, b\\\""#);
    }
}
