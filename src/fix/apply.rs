//! Selection of fixes that do not overlap, and their application to a text.

use crate::diagnostic::{Applicability, Diagnostic, Fix};
use crate::text::Span;

/// Selects findings whose fixes can be applied together: with at least this applicability, in the order of the
/// text, and without overlap.
#[must_use]
pub fn select_non_overlapping<'d>(
    diagnostics: impl IntoIterator<Item = &'d Diagnostic>,
    min_applicability: Applicability,
) -> Vec<&'d Diagnostic> {
    let mut candidates: Vec<(Span, &Diagnostic)> = diagnostics
        .into_iter()
        .filter_map(|finding| Some((finding, finding.fix.as_ref()?)))
        .filter(|(_, fix)| fix.applicability >= min_applicability)
        .filter_map(|(finding, fix)| Some((edit_extent(fix)?, finding)))
        .collect();
    candidates.sort_by_key(|(extent, finding)| (extent.start, extent.end, finding.rule));
    let mut selected = Vec::new();
    let mut taken: Vec<Span> = Vec::new();
    for (_, finding) in candidates {
        let edits = finding.fix.iter().flat_map(|fix| &fix.edits);
        // Extents may interleave, edits may not: between the distant edits of one fix, there is room for others.
        if edits.clone().all(|edit| is_disjoint(&taken, edit.span)) {
            for edit in edits {
                let index =
                    taken.partition_point(|span| (span.start, span.end) < (edit.span.start, edit.span.end));
                taken.insert(index, edit.span);
            }
            selected.push(finding);
        }
    }
    selected
}

/// The span from the first to the last edit of a fix; `None` if it has no edits.
fn edit_extent(fix: &Fix) -> Option<Span> {
    let start = fix.edits.iter().map(|edit| edit.span.start).min()?;
    let end = fix.edits.iter().map(|edit| edit.span.end).max()?;
    Some(Span::new(start, end))
}

/// Whether `span` neither overlaps nor touches one of the sorted spans.
fn is_disjoint(taken: &[Span], span: Span) -> bool {
    let index = taken.partition_point(|other| (other.start, other.end) < (span.start, span.end));
    let before = index.checked_sub(1).and_then(|before| taken.get(before));
    let after = taken.get(index);
    before.is_none_or(|other| other.end < span.start) && after.is_none_or(|other| other.start > span.end)
}

/// Applies fixes that [`select_non_overlapping`] selected; every other byte stays the same.
#[must_use]
pub fn apply_fixes<'f>(text: &str, fixes: impl IntoIterator<Item = &'f Fix>) -> String {
    let mut edits: Vec<(Span, &str)> = fixes
        .into_iter()
        .flat_map(|fix| &fix.edits)
        .map(|edit| (edit.span, edit.replacement.as_str()))
        .collect();
    edits.sort_by_key(|(span, _)| (span.start, span.end));
    let mut fixed = String::with_capacity(text.len() + 64);
    let mut at = 0;
    for (span, replacement) in edits {
        fixed.push_str(Span::new(at, span.start).slice(text));
        fixed.push_str(replacement);
        at = span.end;
    }
    fixed.push_str(text.get(at as usize..).unwrap_or_default());
    fixed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Severity;

    fn finding(rule: &'static str, fix: Fix) -> Diagnostic {
        Diagnostic { fix: Some(fix), ..Diagnostic::new(rule, Severity::Error, Span::empty(0), "") }
    }

    fn selected_rules(findings: &[Diagnostic], min_applicability: Applicability) -> Vec<&str> {
        select_non_overlapping(findings, min_applicability).iter().map(|finding| finding.rule).collect()
    }

    #[test]
    fn defers_overlapping_and_adjacent_fixes() {
        let findings = [
            finding("late", Fix::safe("").replace(Span::new(4, 6), "x")),
            finding("early", Fix::safe("").replace(Span::new(0, 2), "x")),
            finding("overlapping", Fix::safe("").replace(Span::new(5, 9), "x")),
            finding("touching", Fix::safe("").insert(2, "x")),
            finding("between", Fix::safe("").insert(3, "x")),
            finding("around", Fix::safe("").insert(7, "(").insert(12, ")")),
            finding("inside", Fix::safe("").insert(9, "y")),
            finding("nothing", Fix::safe("")),
        ];
        assert_eq!(
            selected_rules(&findings, Applicability::Safe),
            ["early", "between", "late", "around", "inside"]
        );
        let fixes = select_non_overlapping(&findings, Applicability::Safe);
        assert_eq!(
            apply_fixes("0123456789abcdef", fixes.iter().filter_map(|f| f.fix.as_ref())),
            "x2x3x6(78y9ab)cdef"
        );
    }

    #[test]
    fn selects_by_applicability() {
        let findings = [
            finding("unsafe", Fix::unsafe_("").insert(0, "x")),
            finding("safe", Fix::safe("").insert(5, "x")),
        ];
        assert_eq!(selected_rules(&findings, Applicability::Safe), ["safe"]);
        assert_eq!(selected_rules(&findings, Applicability::Unsafe), ["unsafe", "safe"]);
    }
}
