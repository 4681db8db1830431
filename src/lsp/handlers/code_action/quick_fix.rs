//! Actions that fix a finding, or all findings of a rule.

use gen_lsp_types::{CodeAction, CodeActionKind, Diagnostic as LspDiagnostic};

use crate::diagnostic::{Applicability, Diagnostic};
use crate::fix::select_non_overlapping;
use crate::lsp::handlers::context::RequestContext;
use crate::lsp::protocol::to_proto::fix_text_edits;
use crate::lsp::session::findings::Findings;
use crate::lsp::session::snapshot::Snapshot;

use super::workspace_edit::workspace_edit;

pub(crate) fn action(
    context: &RequestContext,
    snapshot: &Snapshot,
    finding: &Diagnostic,
    lsp_diagnostic: &LspDiagnostic,
) -> Option<CodeAction> {
    let fix = finding.fix.as_ref().filter(|fix| fix.applicability > Applicability::DisplayOnly)?;
    let edits = fix_text_edits(fix, context.position_mapper(snapshot));
    Some(CodeAction {
        title: capitalize(&fix.title),
        kind: Some(CodeActionKind::QuickFix),
        diagnostics: Some(vec![lsp_diagnostic.clone()]),
        is_preferred: Some(fix.applicability == Applicability::Safe),
        edit: Some(workspace_edit(&context.capabilities, &snapshot.uri, snapshot.version, edits)),
        ..CodeAction::default()
    })
}

/// Applies the safe fixes of all findings of a rule; `None` if there are fewer than two.
pub(crate) fn action_for_rule(
    context: &RequestContext,
    snapshot: &Snapshot,
    findings: &Findings,
    rule: &str,
) -> Option<CodeAction> {
    let of_rule = |finding: &&Diagnostic| finding.rule == rule;
    let of_rule: Vec<Diagnostic> = findings.diagnostics.iter().filter(of_rule).cloned().collect();
    let selected = select_non_overlapping(&of_rule, Applicability::Safe);
    if selected.len() < 2 {
        return None;
    }
    let positions = context.position_mapper(snapshot);
    let fixes = selected.iter().filter_map(|finding| finding.fix.as_ref());
    let edits = fixes.flat_map(|fix| fix_text_edits(fix, positions)).collect();
    Some(CodeAction {
        title: format!("Fix all {} `{rule}` in this document", selected.len()),
        kind: Some(CodeActionKind::QuickFix),
        is_preferred: Some(false),
        edit: Some(workspace_edit(&context.capabilities, &snapshot.uri, snapshot.version, edits)),
        ..CodeAction::default()
    })
}

fn capitalize(title: &str) -> String {
    let mut letters = title.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
