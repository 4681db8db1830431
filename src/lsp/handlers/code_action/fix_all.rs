//! The action that applies all safe fixes of a document.

use gen_lsp_types::{CodeAction, CodeActionKind, TextEdit, Uri, WorkspaceEdit};
use lsp_server::{ErrorCode, ResponseError};
use serde::{Deserialize, Serialize};

use crate::diagnostic::{Applicability, Diagnostic};
use crate::fix::{CheckedText, fix_file};
use crate::linter::FileOrigin;
use crate::lsp::handlers::context::RequestContext;
use crate::lsp::protocol::response_error::{invalid_params, response_error};
use crate::lsp::protocol::server_capabilities::FIX_ALL;
use crate::lsp::session::document_settings::DocumentSettings;
use crate::lsp::session::findings::DocumentDiagnostics;
use crate::lsp::session::snapshot::Snapshot;
use crate::source::ParsedFile;

use super::text_diff::diff_edits;
use super::workspace_edit::workspace_edit;

/// Data of an action whose edit is computed by `codeAction/resolve`.
#[derive(Debug, Serialize, Deserialize)]
struct FixAllData {
    uri: Uri,
    version: Option<i32>,
}

/// `None` if the document has no finding with a safe fix.
pub(crate) fn action(
    context: &RequestContext,
    snapshot: &Snapshot,
    diagnostics: &DocumentDiagnostics,
) -> Option<CodeAction> {
    let findings = &diagnostics.findings;
    let mut fixes = findings.diagnostics.iter().filter_map(|finding| finding.fix.as_ref());
    fixes.find(|fix| fix.applicability == Applicability::Safe)?;
    let mut action = CodeAction {
        title: "Apply all safe fixes".to_owned(),
        kind: Some(CodeActionKind::new(FIX_ALL)),
        ..CodeAction::default()
    };
    if context.capabilities.resolves_edits {
        let data = FixAllData { uri: snapshot.uri.clone(), version: snapshot.version };
        action.data = serde_json::to_value(data).ok();
    } else {
        action.edit = Some(fix_all_edit(context, snapshot, &findings.settings));
    }
    Some(action)
}

/// Computes the edit of an action.
pub(crate) fn handle_resolve(
    context: &RequestContext,
    action: &CodeAction,
) -> Result<CodeAction, ResponseError> {
    let mut action = action.clone();
    let Some(data) = action.data.clone() else { return Ok(action) };
    let data: FixAllData = serde_json::from_value(data).map_err(|error| invalid_params(error.to_string()))?;
    let snapshot = context.document(&data.uri)?;
    if snapshot.version != data.version {
        let message = "the document has changed since the action was requested";
        return Err(response_error(ErrorCode::ContentModified, message));
    }
    let diagnostics = context.diagnostics(&snapshot);
    action.edit = Some(fix_all_edit(context, &snapshot, &diagnostics.findings.settings));
    Ok(action)
}

/// Applies safe fixes repeatedly until no more can be applied.
fn fix_all_edit(context: &RequestContext, snapshot: &Snapshot, settings: &DocumentSettings) -> WorkspaceEdit {
    let filter_suppressed = |file: &ParsedFile<'_>, findings: &mut Vec<Diagnostic>| {
        settings.filter_suppressed(file, findings);
    };
    let (linter, origin) = (&settings.file.linter, FileOrigin::Discovered);
    let file = &*snapshot.parsed(linter.placeholders());
    let diagnostics = linter.check(file, origin, &[]).diagnostics;
    let checked = CheckedText { file, diagnostics: &diagnostics };
    let fixed = fix_file(linter, checked, origin, Applicability::Safe, &filter_suppressed);
    let positions = context.position_mapper(snapshot);
    let changes = fixed.result.map(|fixed| diff_edits(&snapshot.text, fixed.text())).unwrap_or_default();
    let edits = changes
        .into_iter()
        .map(|(span, new_text)| TextEdit { range: positions.range(span), new_text })
        .collect();
    workspace_edit(&context.capabilities, &snapshot.uri, snapshot.version, edits)
}
