//! Parsed version of an open document.

use std::sync::Arc;

use crate::job::{FileKind, JobFile, Recognition, recognize};
use crate::json::{Document, NodeId, Tree, parse};
use crate::linter::normalize;

/// A text with its tree and the kind of the document.
///
/// A view borrows from a [`Document`], which borrows from this:
///
/// ```ignore
/// let document = parsed.document();
/// let Some(file) = parsed.file(&document) else { return };
/// ```
#[derive(Debug)]
pub(crate) struct ParsedDocument {
    text: Arc<String>,
    tree: Tree,
    job: Option<(FileKind, NodeId)>,
}

impl ParsedDocument {
    /// Parses a text, which may be invalid, and recognises the kind of document. Misspelt members are
    /// normalized, as for rules.
    pub(crate) fn new(text: impl Into<Arc<String>>) -> Self {
        let text = text.into();
        let mut tree = Tree::new();
        parse(&text, &mut tree);
        let recognition = recognize(&Document::new(&text, &tree));
        let job = match recognition {
            Recognition::Recognized(kind, root) => {
                normalize(&text, &mut tree, kind, root);
                Some((kind, root))
            }
            _ => None,
        };
        Self { text, tree, job }
    }

    pub(crate) fn document(&self) -> Document<'_> {
        Document::new(&self.text, &self.tree)
    }

    /// The typed view of its jobs; `None` if the document is not a job.
    pub(crate) fn job_file<'d>(&self, document: &'d Document<'d>) -> Option<JobFile<'d>> {
        self.job.map(|(kind, root)| JobFile::new(document, kind, root))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parses_broken_job_with_misspelt_members() {
        let parsed =
            ParsedDocument::new(r#"{"fieldsMap": [{"destnationField": "cn", "isKey": tru"#.to_owned());
        let document = parsed.document();
        let file = parsed.job_file(&document).unwrap();
        assert_eq!(file.jobs[0].rows[0].destination_field.unwrap().string().unwrap(), "cn");
    }

    #[test]
    fn returns_none_for_other_json() {
        let parsed = ParsedDocument::new(r#"{"compilerOptions": {}}"#.to_owned());
        assert!(parsed.job_file(&parsed.document()).is_none());
    }
}
