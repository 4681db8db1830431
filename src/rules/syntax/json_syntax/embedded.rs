//! Syntax errors of JSON inside a string, such as the `options` of a password.

use std::borrow::Cow;

use crate::diagnostic::Fix;
use crate::job::EmbeddedJson;
use crate::text::Span;

use super::fixes::fix;
use super::messages::{help, marked_span, message};

/// A syntax error with span and fix in terms of the file.
pub(crate) struct EmbeddedSyntaxError {
    pub(crate) span: Span,
    pub(crate) message: Cow<'static, str>,
    pub(crate) help: &'static str,
    pub(crate) fix: Option<Fix>,
}

/// Describes the first syntax error of the embedded JSON.
pub(crate) fn first_embedded_error(embedded: &EmbeddedJson<'_>) -> Option<EmbeddedSyntaxError> {
    let document = embedded.document();
    let error = document.tree().errors().first()?;
    let mut fix = fix(error, document.text());
    for edit in fix.iter_mut().flat_map(|fix| &mut fix.edits) {
        *edit = embedded.to_file_edit(edit.span, &edit.replacement);
    }
    Some(EmbeddedSyntaxError {
        span: embedded.to_file_span(marked_span(error, document.text())),
        message: message(error, document.text()),
        help: help(error.kind),
        fix,
    })
}

#[cfg(test)]
mod tests {
    use super::first_embedded_error;
    use crate::job::{EmbeddedJson, NodeRef};
    use crate::json::{Document, NodeId, Tree, parse};
    use crate::rules::testing::apply_fix;

    #[test]
    fn maps_fixes_to_the_file() {
        for (text, fixed) in
            [(r#""{\"a\": 1 \"b\": 2}""#, r#""{\"a\": 1, \"b\": 2}""#), (r#""{'a': 1}""#, r#""{\"a\": 1}""#)]
        {
            let mut tree = Tree::new();
            parse(text, &mut tree);
            let document = Document::new(text, &tree);
            let embedded = EmbeddedJson::new(NodeRef::new(&document, NodeId::ROOT)).expect("a string");
            let fix = first_embedded_error(&embedded).and_then(|error| error.fix).expect("a fix");
            assert_eq!(apply_fix(text, &fix), fixed);
        }
    }
}
