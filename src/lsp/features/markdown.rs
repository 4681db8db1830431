//! Putting explanations together as Markdown.

use crate::text::sanitize_line;

/// A text of the document between other words, so that nothing in it is read as Markdown.
pub(super) fn escaped(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in sanitize_line(text).chars() {
        if matches!(character, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '#' | '&') {
            shown.push('\\');
        }
        shown.push(character);
    }
    shown
}

/// An explanation: a title, paragraphs, and where it is from.
#[derive(Debug, Clone)]
pub(super) struct Card {
    text: String,
    source: Option<String>,
}

impl Card {
    /// A card with a title; what is code in it stands in backticks.
    pub(super) fn new(title: impl AsRef<str>) -> Self {
        Self { text: format!("**{}**", title.as_ref()), source: None }
    }

    /// The same with a word or two behind the title.
    pub(super) fn beside(mut self, words: impl AsRef<str>) -> Self {
        self.text.push_str(" · ");
        self.text.push_str(words.as_ref());
        self
    }

    /// The same with a paragraph, unless it is empty.
    pub(super) fn say(mut self, paragraph: impl AsRef<str>) -> Self {
        let paragraph = paragraph.as_ref();
        if !paragraph.is_empty() {
            self.text.push_str("\n\n");
            self.text.push_str(paragraph);
        }
        self
    }

    /// The same with a paragraph, if there is one.
    pub(super) fn say_if(self, paragraph: Option<impl AsRef<str>>) -> Self {
        match paragraph {
            Some(paragraph) => self.say(paragraph),
            None => self,
        }
    }

    /// The same with the page that it comes from.
    pub(super) fn source(mut self, page: &str) -> Self {
        self.source = Some(page.to_owned());
        self
    }

    /// The Markdown: the page stands last.
    pub(super) fn markdown(mut self) -> String {
        match self.source.take() {
            Some(page) => self.say(format!("_Source: {page}_")).text,
            None => self.text,
        }
    }
}

/// What is said of this very value.
pub(super) fn here(words: &str) -> String {
    let end = if words.ends_with('.') { "" } else { "." };
    format!("Here: {words}{end}")
}

/// The first letter of a sentence as a capital.
pub(super) fn sentence(words: &str) -> String {
    let mut characters = words.chars();
    match characters.next() {
        Some(first) => {
            let end = if words.ends_with(['.', '!', '?']) { "" } else { "." };
            first.to_uppercase().chain(characters).collect::<String>() + end
        }
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_of_the_document_is_no_markdown() {
        assert_eq!(escaped("a_b *c* <d>\n[e](f)"), "a\\_b \\*c\\* \\<d\\>\\\\n\\[e\\](f)");
        assert_eq!(sentence("the key"), "The key.");
        assert_eq!(sentence("Done."), "Done.");
        assert_eq!(sentence(""), "");
        assert_eq!((here("yes"), here("yes.")), ("Here: yes.".to_owned(), "Here: yes.".to_owned()));
    }

    #[test]
    fn cards_are_paragraphs() {
        let card = Card::new("Key").beside("`isKey`").source("Map Fields").say("").say("Finds the object.");
        assert_eq!(card.markdown(), "**Key** · `isKey`\n\nFinds the object.\n\n_Source: Map Fields_");
    }
}
