//! `textDocument/diagnostic`: the client requests the diagnostics of a document.

use std::io;
use std::sync::Arc;

use gen_lsp_types::TextDocumentIdentifier;
use lsp_server::RequestId;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::lsp::protocol::client::{ClientWriter, JsonBytes, to_json};
use crate::lsp::protocol::response_error::invalid_params;
use crate::lsp::session::Session;
use crate::lsp::session::findings::DocumentDiagnostics;
use crate::lsp::session::lint_task::{DiagnosticRequest, LintTask};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct DiagnosticParams {
    text_document: TextDocumentIdentifier,
    #[serde(default)]
    previous_result_id: Option<String>,
}

/// Passes the request to the thread that lints documents.
pub(crate) fn handle(
    session: &mut Session,
    id: RequestId,
    params: Value,
    writer: &mut ClientWriter<'_>,
) -> io::Result<()> {
    let params: DiagnosticParams = match serde_json::from_value(params) {
        Ok(params) => params,
        Err(error) => return writer.respond_err(&id, &invalid_params(error.to_string())),
    };
    let uri = params.text_document.uri;
    let Some(snapshot) = session.documents.get(&uri).map(Arc::clone) else {
        return writer.respond(&id, br#"{"kind":"full","items":[]}"#);
    };
    let cancelled = session.request_queue.register(&id, Some(uri));
    let previous_result_id = params.previous_result_id;
    let request = DiagnosticRequest { id, cancelled, snapshot, previous_result_id };
    session.send_task(LintTask::PullDiagnostics(request));
    Ok(())
}

/// The response to the request.
pub(crate) fn report(diagnostics: &DocumentDiagnostics, previous_result_id: Option<&str>) -> JsonBytes {
    let result_id = &diagnostics.result_id;
    if previous_result_id == Some(result_id) {
        return to_json(&json!({"kind": "unchanged", "resultId": result_id}));
    }
    let mut report = br#"{"kind":"full","resultId":"#.to_vec();
    report.extend(to_json(result_id));
    report.extend(b",\"items\":");
    report.extend(&diagnostics.json);
    report.push(b'}');
    report
}
