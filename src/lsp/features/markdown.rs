//! Putting explanations together as Markdown.

use crate::text::sanitize_line;

/// A text of the document between other words, so that nothing in it is read as Markdown.
pub(super) fn escape_markdown(text: &str) -> String {
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
pub(super) struct HoverDoc {
    text: String,
    source: Option<String>,
}

impl HoverDoc {
    /// A card with a title; what is code in it stands in backticks.
    pub(super) fn new(title: impl AsRef<str>) -> Self {
        Self { text: format!("**{}**", title.as_ref()), source: None }
    }

    /// The same with a word or two behind the title.
    pub(super) fn title_suffix(mut self, words: impl AsRef<str>) -> Self {
        self.text.push_str(" · ");
        self.text.push_str(words.as_ref());
        self
    }

    /// The same with a paragraph, unless it is empty.
    pub(super) fn paragraph(mut self, paragraph: impl AsRef<str>) -> Self {
        let paragraph = paragraph.as_ref();
        if !paragraph.is_empty() {
            self.text.push_str("\n\n");
            self.text.push_str(paragraph);
        }
        self
    }

    /// The same with a paragraph, if there is one.
    pub(super) fn optional_paragraph(self, paragraph: Option<impl AsRef<str>>) -> Self {
        match paragraph {
            Some(paragraph) => self.paragraph(paragraph),
            None => self,
        }
    }

    /// The same with the page that it comes from.
    pub(super) fn source_page(mut self, page: &str) -> Self {
        self.source = Some(page.to_owned());
        self
    }

    /// The Markdown: the page stands last.
    pub(super) fn into_markdown(mut self) -> String {
        match self.source.take() {
            Some(page) => self.paragraph(format!("_Source: {page}_")).text,
            None => self.text,
        }
    }
}

/// What is said of this very value.
pub(super) fn current_value_note(words: &str) -> String {
    let end = if words.ends_with('.') { "" } else { "." };
    format!("Here: {words}{end}")
}

/// The first letter of a sentence as a capital.
pub(super) fn to_sentence(words: &str) -> String {
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
    fn escapes_document_text() {
        assert_eq!(escape_markdown("a_b *c* <d>\n[e](f)"), "a\\_b \\*c\\* \\<d\\>\\\\n\\[e\\](f)");
        assert_eq!(to_sentence("the key"), "The key.");
        assert_eq!(to_sentence("Done."), "Done.");
        assert_eq!(to_sentence(""), "");
        assert_eq!(
            (current_value_note("yes"), current_value_note("yes.")),
            ("Here: yes.".to_owned(), "Here: yes.".to_owned())
        );
    }

    #[test]
    fn joins_paragraphs() {
        let card = HoverDoc::new("Key")
            .title_suffix("`isKey`")
            .source_page("Map Fields")
            .paragraph("")
            .paragraph("Finds the object.");
        assert_eq!(card.into_markdown(), "**Key** · `isKey`\n\nFinds the object.\n\n_Source: Map Fields_");
    }
}
