//! Markdown of hover texts and of the documentation of completions.

use crate::text::sanitize_line;

/// Escapes text of the document, so that nothing in it is interpreted as Markdown.
pub(super) fn escape_markdown(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in sanitize_line(text).chars() {
        if matches!(character, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '#' | '&') {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

/// A builder for a title, paragraphs and the page that documents the subject.
#[derive(Debug, Clone)]
pub(super) struct HoverDoc {
    text: String,
    source_page: Option<String>,
}

impl HoverDoc {
    pub(super) fn new(title: impl AsRef<str>) -> Self {
        Self { text: format!("**{}**", title.as_ref()), source_page: None }
    }

    /// Adds a few words to the line of the title.
    pub(super) fn title_suffix(mut self, text: impl AsRef<str>) -> Self {
        self.text.push_str(" · ");
        self.text.push_str(text.as_ref());
        self
    }

    /// Adds a paragraph unless it is empty.
    pub(super) fn paragraph(mut self, text: impl AsRef<str>) -> Self {
        let text = text.as_ref();
        if !text.is_empty() {
            self.text.push_str("\n\n");
            self.text.push_str(text);
        }
        self
    }

    pub(super) fn optional_paragraph(self, text: Option<impl AsRef<str>>) -> Self {
        match text {
            Some(text) => self.paragraph(text),
            None => self,
        }
    }

    pub(super) fn source_page(mut self, page: &str) -> Self {
        self.source_page = Some(page.to_owned());
        self
    }

    /// The Markdown, with the source page as the last paragraph.
    pub(super) fn into_markdown(mut self) -> String {
        match self.source_page.take() {
            Some(page) => self.paragraph(format!("_Source: {page}_")).text,
            None => self.text,
        }
    }
}

/// A remark about the current value, as opposed to the member in general.
pub(super) fn current_value_note(text: &str) -> String {
    let end = if text.ends_with('.') { "" } else { "." };
    format!("Here: {text}{end}")
}

/// Capitalises the first letter and adds a full stop if there is none.
pub(super) fn to_sentence(phrase: &str) -> String {
    let mut characters = phrase.chars();
    match characters.next() {
        Some(first) => {
            let end = if phrase.ends_with(['.', '!', '?']) { "" } else { "." };
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
        let doc = HoverDoc::new("Key")
            .title_suffix("`isKey`")
            .source_page("Map Fields")
            .paragraph("")
            .paragraph("Finds the object.");
        assert_eq!(doc.into_markdown(), "**Key** · `isKey`\n\nFinds the object.\n\n_Source: Map Fields_");
    }
}
