//! The white space of a document, which inserted text imitates.

use super::insertion::Insertion;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct IndentStyle {
    /// One level of indentation; `None` for a document in one line.
    indent: Option<String>,
    /// The separator of a name and its value.
    pub(super) colon: &'static str,
    /// Whether a single-line object contains spaces.
    spaced: bool,
}

impl IndentStyle {
    pub(super) fn detect(text: &str) -> Self {
        const MAX_INSPECTED: usize = 4096;
        // The limit may be within a character.
        let ends = (0..4).filter_map(|back| MAX_INSPECTED.min(text.len()).checked_sub(back));
        let head = ends.into_iter().find_map(|end| text.get(..end)).unwrap_or(text);
        let indent = head.lines().skip(1).find_map(|line| {
            let indentation = &line[..line.len() - line.trim_start_matches([' ', '\t']).len()];
            (!indentation.is_empty() && line.len() > indentation.len()).then(|| indentation.to_owned())
        });
        let spaced = !head.contains("\":") || head.contains("\": ");
        Self { indent, colon: if spaced { ": " } else { ":" }, spaced }
    }

    /// An object with these members. Clients add the indentation of the line at the cursor.
    pub(super) fn object(&self, members: impl IntoIterator<Item = (String, Insertion)>) -> Insertion {
        let members: Vec<Insertion> = members.into_iter().map(|member| self.member(member)).collect();
        let (open, separator, close) = match &self.indent {
            Some(indent) => (format!("\n{indent}"), format!(",\n{indent}"), "\n".to_owned()),
            None if self.spaced => (" ".to_owned(), ", ".to_owned(), " ".to_owned()),
            None => (String::new(), ",".to_owned(), String::new()),
        };
        Insertion::text("{")
            .append(open)
            .append(Insertion::join(members, &separator))
            .append(close)
            .append("}")
    }

    /// Consecutive members of an object.
    pub(super) fn members(&self, members: impl IntoIterator<Item = (String, Insertion)>) -> Insertion {
        let members: Vec<Insertion> = members.into_iter().map(|member| self.member(member)).collect();
        Insertion::join(members, self.separator())
    }

    /// The separator of consecutive members.
    pub(super) fn separator(&self) -> &'static str {
        match &self.indent {
            Some(_) => ",\n",
            None if self.spaced => ", ",
            None => ",",
        }
    }

    fn member(&self, (name, value): (String, Insertion)) -> Insertion {
        Insertion::text(format!("\"{name}\"{}", self.colon)).append(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn objects_follow_document_style() {
        let members = || [("a".to_owned(), Insertion::text("1")), ("b".to_owned(), Insertion::text("2"))];
        for (text, object, joined) in [
            ("{\n    \"x\": 1\n}", "{\n    \"a\": 1,\n    \"b\": 2\n}", "\"a\": 1,\n\"b\": 2"),
            ("{\n\t\"x\": 1\n}", "{\n\t\"a\": 1,\n\t\"b\": 2\n}", "\"a\": 1,\n\"b\": 2"),
            ("{\"x\": 1}", "{ \"a\": 1, \"b\": 2 }", "\"a\": 1, \"b\": 2"),
            ("{\"x\":1}", "{\"a\":1,\"b\":2}", "\"a\":1,\"b\":2"),
            ("{", "{ \"a\": 1, \"b\": 2 }", "\"a\": 1, \"b\": 2"),
        ] {
            let indent_style = IndentStyle::detect(text);
            assert_eq!(indent_style.object(members()).plain_text(), object, "{text}");
            assert_eq!(indent_style.members(members()).plain_text(), joined, "{text}");
        }
    }
}
