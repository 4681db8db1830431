//! Parts of a broken document whose members are not known for certain.

use std::collections::HashSet;

use crate::json::{Document, NodeId, SyntaxError, SyntaxErrorKind};

/// Objects whose members a syntax error may have swallowed, so that none can be reported as missing.
pub(super) struct UncertainRegions {
    containers: HashSet<NodeId>,
    /// Offset of the first missing or wrong bracket: members after it may belong to another object.
    first_unbalanced_bracket: Option<u32>,
}

impl UncertainRegions {
    pub(super) fn new(document: &Document<'_>) -> Self {
        let errors = document.tree().errors();
        let is_on_last_line = |at: u32| {
            let rest = document.text().as_bytes().get(at as usize..).unwrap_or_default();
            memchr::memchr(b'\n', rest.trim_ascii_end()).is_none()
        };
        let is_unbalanced = |error: &SyntaxError| match error.kind {
            SyntaxErrorKind::UnclosedContainer | SyntaxErrorKind::MismatchedClose => true,
            // An unterminated string or comment on the last line may contain the closing brackets.
            SyntaxErrorKind::UnclosedString | SyntaxErrorKind::Comment => is_on_last_line(error.span.start),
            _ => false,
        };
        Self {
            containers: errors.iter().map(|error| error.container).collect(),
            first_unbalanced_bracket: errors
                .iter()
                .filter(|error| is_unbalanced(error))
                .map(|error| error.span.start)
                .min(),
        }
    }

    pub(super) fn includes(&self, document: &Document<'_>, object: NodeId) -> bool {
        let end = document.span(object).end;
        self.containers.contains(&object)
            || self.first_unbalanced_bracket.is_some_and(|bracket| end >= bracket)
    }
}
