//! Folding ranges: objects, arrays and comments of several lines.

use crate::json::{Document, NodeId, NodeKind, SyntaxErrorKind};
use crate::text::{LineIndex, Span};

use super::{Fold, FoldKind};

/// The folding ranges of a document, ordered by their start.
pub(crate) fn folding_ranges(document: &Document<'_>) -> Vec<Fold> {
    let lines = LineIndex::new(document.text());
    let line_range = |span: Span| (lines.line_of(span.start), lines.line_of(last_byte(span)));
    let mut folds = comments(document, &line_range);
    let mut previous: Option<(u32, u32)> = None;
    for (index, node) in (0..).zip(document.tree().nodes()) {
        if !matches!(node.kind(), NodeKind::Object | NodeKind::Array) {
            continue;
        }
        let span = document.span(NodeId(index));
        let (first, last) = line_range(span);
        // For `[{ … }]` on the same lines, a range for the outer container is sufficient.
        if first < last && previous != Some((first, last)) {
            previous = Some((first, last));
            folds.push(Fold { span, kind: FoldKind::Region });
        }
    }
    folds.sort_by_key(|fold| (fold.span.start, std::cmp::Reverse(fold.span.end)));
    folds
}

/// Comments of several lines, and comments in consecutive lines.
fn comments(document: &Document<'_>, line_range: &impl Fn(Span) -> (u32, u32)) -> Vec<Fold> {
    let comments = document.tree().errors().iter().filter(|error| error.kind == SyntaxErrorKind::Comment);
    let mut blocks: Vec<Span> = Vec::new();
    for span in comments.map(|error| error.span) {
        match blocks.last_mut() {
            Some(block) if is_next_line(document.text(), *block, span) => block.end = span.end,
            _ => blocks.push(span),
        }
    }
    blocks.retain(|block| {
        let (first, last) = line_range(*block);
        first < last
    });
    blocks.into_iter().map(|span| Fold { span, kind: FoldKind::Comment }).collect()
}

/// Whether two spans are separated only by spaces and a single line end.
fn is_next_line(text: &str, before: Span, after: Span) -> bool {
    let between = Span::new(before.end, after.start).slice(text);
    // The span of a comment may include the end of its line.
    let line_ends = between.matches('\n').count();
    let includes_line_end = before.slice(text).ends_with('\n');
    between.trim().is_empty() && (line_ends == 1 || (line_ends == 0 && includes_line_end))
}

fn last_byte(span: Span) -> u32 {
    span.end.saturating_sub(1).max(span.start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::{Tree, parse};

    fn folded(text: &str) -> Vec<String> {
        let mut tree = Tree::new();
        parse(text, &mut tree);
        folding_ranges(&Document::new(text, &tree))
            .iter()
            .map(|fold| fold.span.slice(text).to_owned())
            .collect()
    }

    #[test]
    fn containers_of_several_lines_fold() {
        let text = "{\n  \"a\": [1, 2],\n  \"b\": [\n    {\"c\": 1}\n  ]\n}";
        assert_eq!(folded(text), [text, "[\n    {\"c\": 1}\n  ]"]);
    }

    #[test]
    fn folds_outer_bracket_of_pair_on_same_lines() {
        assert_eq!(folded("[{\n\"a\": 1\n}]"), ["[{\n\"a\": 1\n}]"]);
        assert_eq!(folded("[{\n\"a\": 1\n}, {\n}]").len(), 3);
    }

    #[test]
    fn comments_fold_together() {
        let text = "{\n// one\n  // two\n\"a\": 1, // three\n\n// four\n/* five\n six */\n\"b\": 2}";
        assert_eq!(folded(text), [text, "// one\n  // two", "// four\n/* five\n six */"]);
        assert_eq!(folded("// only\n[]"), [""; 0]);
    }

    #[test]
    fn folds_unclosed_containers() {
        assert_eq!(folded("{\"a\": [\n1,\n"), ["{\"a\": [\n1,\n"]);
        assert_eq!(folded(""), [""; 0]);
    }
}
