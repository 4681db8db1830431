//! How a document is laid out, so that what is put into it looks the same.

use super::insertion::Insertion;

/// The white space between the parts of an object or array.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct IndentStyle {
    /// One step of indentation; `None` where everything stands in one line.
    indent: Option<String>,
    /// Between a name and its value.
    pub(super) colon: &'static str,
    /// Whether blanks stand between what is in one line.
    spaced: bool,
}

impl IndentStyle {
    /// The layout of a text.
    pub(super) fn detect(text: &str) -> Self {
        // The first lines tell.
        const LOOKED_AT: usize = 4096;
        let end = (0..4).filter_map(|back| LOOKED_AT.min(text.len()).checked_sub(back));
        let head = end.into_iter().find_map(|end| text.get(..end)).unwrap_or(text);
        let indented = head.lines().skip(1).find_map(|line| {
            let indentation = &line[..line.len() - line.trim_start_matches([' ', '\t']).len()];
            (!indentation.is_empty() && line.len() > indentation.len()).then(|| indentation.to_owned())
        });
        let spaced = !head.contains("\":") || head.contains("\": ");
        Self { indent: indented, colon: if spaced { ": " } else { ":" }, spaced }
    }

    /// An object of these members. Its lines are indented from the line that it starts in.
    pub(super) fn object(&self, members: impl IntoIterator<Item = (String, Insertion)>) -> Insertion {
        let members: Vec<Insertion> = members.into_iter().map(|member| self.member(member)).collect();
        let (open, between, close) = match &self.indent {
            Some(unit) => (format!("\n{unit}"), format!(",\n{unit}"), "\n".to_owned()),
            None if self.spaced => (" ".to_owned(), ", ".to_owned(), " ".to_owned()),
            None => (String::new(), ",".to_owned(), String::new()),
        };
        Insertion::text("{").append(open).append(Insertion::join(members, &between)).append(close).append("}")
    }

    /// Members one after the other, as they stand in an object.
    pub(super) fn members(&self, members: impl IntoIterator<Item = (String, Insertion)>) -> Insertion {
        let members: Vec<Insertion> = members.into_iter().map(|member| self.member(member)).collect();
        Insertion::join(members, self.separator())
    }

    /// What stands between two members.
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
        for (text, object, together) in [
            ("{\n    \"x\": 1\n}", "{\n    \"a\": 1,\n    \"b\": 2\n}", "\"a\": 1,\n\"b\": 2"),
            ("{\n\t\"x\": 1\n}", "{\n\t\"a\": 1,\n\t\"b\": 2\n}", "\"a\": 1,\n\"b\": 2"),
            ("{\"x\": 1}", "{ \"a\": 1, \"b\": 2 }", "\"a\": 1, \"b\": 2"),
            ("{\"x\":1}", "{\"a\":1,\"b\":2}", "\"a\":1,\"b\":2"),
            ("{", "{ \"a\": 1, \"b\": 2 }", "\"a\": 1, \"b\": 2"),
        ] {
            let indent_style = IndentStyle::detect(text);
            assert_eq!(indent_style.object(members()).plain_text(), object, "{text}");
            assert_eq!(indent_style.members(members()).plain_text(), together, "{text}");
        }
    }
}
