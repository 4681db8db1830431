//! `textDocument/codeAction` and `codeAction/resolve`: fixes, suppressions and documentation of findings.

mod explain;
mod fix_all;
mod quick_fix;
mod suppress;
mod suppression_entry;
mod text_diff;
mod workspace_edit;

use std::collections::HashSet;

use gen_lsp_types::{CodeAction, Diagnostic as LspDiagnostic, Range, TextDocumentIdentifier};
use lsp_server::ResponseError;
use serde::Deserialize;

use crate::diagnostic::Diagnostic;
use crate::lsp::protocol::server_capabilities::FIX_ALL;
use crate::lsp::session::findings::DocumentDiagnostics;
use crate::lsp::session::snapshot::Snapshot;

use super::context::RequestContext;

pub(crate) use fix_all::handle_resolve;

/// Maximum number of findings for which suppressions are offered. A user who selects the whole
/// document does not want to suppress everything in it.
const MAX_SUPPRESS_ACTIONS: usize = 20;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CodeActionParams {
    text_document: TextDocumentIdentifier,
    range: Range,
    #[serde(default)]
    context: CodeActionContext,
}

#[derive(Debug, Default, Deserialize)]
struct CodeActionContext {
    #[serde(default)]
    only: Option<Vec<String>>,
}

impl CodeActionContext {
    /// Whether the client requests a kind of actions, or one of the kinds that include it.
    fn includes_kind(&self, kind: &str) -> bool {
        let includes = |requested: &String| {
            requested.is_empty()
                || kind
                    .strip_prefix(requested.as_str())
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        self.only.as_ref().is_none_or(|only| only.iter().any(includes))
    }
}

pub(crate) fn handle(
    context: &RequestContext,
    params: &CodeActionParams,
) -> Result<Vec<CodeAction>, ResponseError> {
    let snapshot = context.document(&params.text_document.uri)?;
    let diagnostics = context.diagnostics(&snapshot);
    let mut actions = Vec::new();
    if params.context.includes_kind("quickfix") {
        actions.extend(quick_fixes(context, &snapshot, &diagnostics, params.range));
    }
    if params.context.includes_kind(FIX_ALL) {
        actions.extend(fix_all::action(context, &snapshot, &diagnostics));
    }
    Ok(actions)
}

/// The actions for the findings in a range.
fn quick_fixes(
    context: &RequestContext,
    snapshot: &Snapshot,
    diagnostics: &DocumentDiagnostics,
    range: Range,
) -> Vec<CodeAction> {
    let selection = context.position_mapper(snapshot).span(range);
    let findings = &diagnostics.findings;
    let selected: Vec<(&Diagnostic, &LspDiagnostic)> = findings
        .diagnostics
        .iter()
        .zip(&diagnostics.lsp_diagnostics)
        .filter(|(finding, _)| finding.span.start <= selection.end && selection.start <= finding.span.end)
        .collect();
    let mut seen = HashSet::new();
    let one_of_each_rule: Vec<_> = selected.iter().filter(|(finding, _)| seen.insert(finding.rule)).collect();

    let mut actions: Vec<CodeAction> = selected
        .iter()
        .filter_map(|(finding, lsp)| quick_fix::action(context, snapshot, finding, lsp))
        .collect();
    actions.extend(
        one_of_each_rule
            .iter()
            .filter_map(|(finding, _)| quick_fix::action_for_rule(context, snapshot, findings, finding.rule)),
    );
    let mut seen = HashSet::new();
    for (finding, lsp) in selected.iter().take(MAX_SUPPRESS_ACTIONS) {
        if seen.insert((finding.rule, &finding.pointer)) {
            actions.extend(suppress::action(context, snapshot, &findings.settings.file, (finding, lsp)));
        }
    }
    actions.extend(one_of_each_rule.iter().filter_map(|(finding, lsp)| explain::action(finding, lsp)));
    actions
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matches_kinds_by_prefix() {
        let includes = |only: &[&str], kind: &str| {
            CodeActionContext { only: Some(only.iter().map(|kind| (*kind).to_owned()).collect()) }
                .includes_kind(kind)
        };
        for requested in ["source", "source.fixAll", "source.fixAll.joblint", ""] {
            assert!(includes(&[requested], FIX_ALL), "{requested}");
        }
        for requested in ["source.fix", "source.fixAll.other", "quickfix", "source.fixAll.joblint.more"] {
            assert!(!includes(&[requested], FIX_ALL), "{requested}");
        }
        assert!(CodeActionContext::default().includes_kind("quickfix"));
        assert!(!includes(&[], "quickfix"));
    }
}
