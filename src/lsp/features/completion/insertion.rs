//! Text that is put into a document, with tab stops.

use crate::lsp::features::InsertText;
use crate::text::escape_into;

/// One piece of it.
#[derive(Debug, Clone, PartialEq, Eq)]
enum SnippetPart {
    Text(String),
    /// A tab stop with what stands there first.
    TabStop(String),
    /// A tab stop with a list to choose from.
    Choice(Vec<String>),
}

/// A text with tab stops, before it is written for any place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Insertion(Vec<SnippetPart>);

impl Insertion {
    /// A text.
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self(vec![SnippetPart::Text(text.into())])
    }

    /// A tab stop with what stands there first.
    pub(super) fn tab_stop(first: impl Into<String>) -> Self {
        Self(vec![SnippetPart::TabStop(first.into())])
    }

    /// A tab stop with a list to choose from; the text itself where there is only one.
    pub(super) fn choice<T: Into<String>>(choices: impl IntoIterator<Item = T>) -> Self {
        let mut choices: Vec<String> = choices.into_iter().map(Into::into).collect();
        match choices.len() {
            0 => Self::tab_stop(""),
            1 => Self::text(choices.remove(0)),
            _ => Self(vec![SnippetPart::Choice(choices)]),
        }
    }

    /// The same with another behind it.
    pub(super) fn append(mut self, other: impl Into<Self>) -> Self {
        self.0.extend(other.into().0);
        self
    }

    /// Several, with a text between each two.
    pub(super) fn join(all: impl IntoIterator<Item = Self>, between: &str) -> Self {
        let mut joined = Self::default();
        for (place, one) in all.into_iter().enumerate() {
            if place > 0 {
                joined = joined.append(between);
            }
            joined = joined.append(one);
        }
        joined
    }

    /// The same as it must stand inside a JSON string.
    pub(super) fn escape_json(self) -> Self {
        Self(self.0.into_iter().map(|piece| piece.map(|text| escape_json_string(&text))).collect())
    }

    /// The text without its tab stops: of each what stands there first.
    pub(super) fn plain_text(&self) -> String {
        let first = |piece: &SnippetPart| match piece {
            SnippetPart::Text(text) | SnippetPart::TabStop(text) => text.clone(),
            SnippetPart::Choice(choices) => choices.first().cloned().unwrap_or_default(),
        };
        self.0.iter().map(first).collect()
    }

    /// The text for a client: a snippet where it has tab stops.
    pub(super) fn render(&self) -> InsertText {
        if self.0.iter().all(|piece| matches!(piece, SnippetPart::Text(_))) {
            return InsertText::Plain(self.plain_text());
        }
        let mut snippet = String::new();
        let mut number = 0_u32;
        for piece in &self.0 {
            match piece {
                SnippetPart::Text(text) => snippet.push_str(&escape_snippet(text, &['$', '}', '\\'])),
                SnippetPart::TabStop(first) => {
                    number = number.saturating_add(1);
                    let first = escape_snippet(first, &['$', '}', '\\']);
                    snippet.push_str(&format!("${{{number}:{first}}}"));
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
    fn map(self, change: impl Fn(String) -> String) -> Self {
        match self {
            Self::Text(text) => Self::Text(change(text)),
            Self::TabStop(text) => Self::TabStop(change(text)),
            Self::Choice(choices) => Self::Choice(choices.into_iter().map(change).collect()),
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

/// A text as it must stand inside a JSON string.
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
