//! Text that is put into a document, with tab stops.

use crate::lsp::features::Insert;
use crate::text::escape_into;

/// One piece of it.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Text(String),
    /// A tab stop with what stands there first.
    Stop(String),
    /// A tab stop with a list to choose from.
    Choice(Vec<String>),
}

/// A text with tab stops, before it is written for any place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Insertion(Vec<Piece>);

impl Insertion {
    /// A text.
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self(vec![Piece::Text(text.into())])
    }

    /// A tab stop with what stands there first.
    pub(super) fn stop(first: impl Into<String>) -> Self {
        Self(vec![Piece::Stop(first.into())])
    }

    /// A tab stop with a list to choose from; the text itself where there is only one.
    pub(super) fn choice<T: Into<String>>(choices: impl IntoIterator<Item = T>) -> Self {
        let mut choices: Vec<String> = choices.into_iter().map(Into::into).collect();
        match choices.len() {
            0 => Self::stop(""),
            1 => Self::text(choices.remove(0)),
            _ => Self(vec![Piece::Choice(choices)]),
        }
    }

    /// The same with another behind it.
    pub(super) fn then(mut self, other: impl Into<Self>) -> Self {
        self.0.extend(other.into().0);
        self
    }

    /// Several, with a text between each two.
    pub(super) fn joined(all: impl IntoIterator<Item = Self>, between: &str) -> Self {
        let mut joined = Self::default();
        for (place, one) in all.into_iter().enumerate() {
            if place > 0 {
                joined = joined.then(between);
            }
            joined = joined.then(one);
        }
        joined
    }

    /// The same as it must stand inside a JSON string.
    pub(super) fn escaped(self) -> Self {
        Self(self.0.into_iter().map(|piece| piece.map(|text| escaped(&text))).collect())
    }

    /// The text without its tab stops: of each what stands there first.
    pub(super) fn plain(&self) -> String {
        let first = |piece: &Piece| match piece {
            Piece::Text(text) | Piece::Stop(text) => text.clone(),
            Piece::Choice(choices) => choices.first().cloned().unwrap_or_default(),
        };
        self.0.iter().map(first).collect()
    }

    /// The text for a client: a snippet where it has tab stops.
    pub(super) fn render(&self) -> Insert {
        if self.0.iter().all(|piece| matches!(piece, Piece::Text(_))) {
            return Insert::Plain(self.plain());
        }
        let mut snippet = String::new();
        let mut number = 0_u32;
        for piece in &self.0 {
            match piece {
                Piece::Text(text) => snippet.push_str(&in_snippet(text, &['$', '}', '\\'])),
                Piece::Stop(first) => {
                    number = number.saturating_add(1);
                    let first = in_snippet(first, &['$', '}', '\\']);
                    snippet.push_str(&format!("${{{number}:{first}}}"));
                }
                Piece::Choice(choices) => {
                    number = number.saturating_add(1);
                    let choices: Vec<String> = choices
                        .iter()
                        .map(|choice| in_snippet(choice, &['$', '}', '\\', ',', '|']))
                        .collect();
                    snippet.push_str(&format!("${{{number}|{}|}}", choices.join(",")));
                }
            }
        }
        Insert::Snippet(snippet)
    }
}

impl Piece {
    fn map(self, change: impl Fn(String) -> String) -> Self {
        match self {
            Self::Text(text) => Self::Text(change(text)),
            Self::Stop(text) => Self::Stop(change(text)),
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
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    escape_into(text, &mut escaped);
    escaped
}

fn in_snippet(text: &str, special: &[char]) -> String {
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
    fn tab_stops_are_numbered_and_nothing_else_is_one() {
        let insertion = Insertion::text("\"${PW}\\\": ")
            .then(Insertion::stop("a}b"))
            .then(", ")
            .then(Insertion::choice(["x,y", "z|"]));
        let snippet = r#""\${PW\}\\": ${1:a\}b}, ${2|x\,y,z\||}"#;
        assert_eq!(insertion.render(), Insert::Snippet(snippet.to_owned()));
        assert_eq!(insertion.plain(), "\"${PW}\\\": a}b, x,y");
        assert_eq!(Insertion::choice(["only"]).then("$").render(), Insert::Plain("only$".to_owned()));
    }

    #[test]
    fn what_stands_in_a_string_is_escaped_once_for_each_string() {
        let name = Insertion::text("OU=a\\, b\"");
        assert_eq!(name.clone().escaped().plain(), r#"OU=a\\, b\""#);
        assert_eq!(name.escaped().escaped().plain(), r#"OU=a\\\\, b\\\""#);
    }
}
