//! `textDocument/didClose`

use std::io;

use gen_lsp_types::DidCloseTextDocumentParams;

use crate::lsp::protocol::client::ClientWriter;
use crate::lsp::session::Session;
use crate::lsp::session::lint_task::LintTask;

pub(crate) fn handle(
    session: &mut Session,
    params: DidCloseTextDocumentParams,
    writer: &mut ClientWriter<'_>,
) -> io::Result<()> {
    let uri = params.text_document.uri;
    if let Some(snapshot) = session.documents.close(&uri) {
        session.request_queue.cancel_diagnostic_requests(&uri, writer)?;
        session.send_task(LintTask::Close(snapshot));
        if !session.capabilities.pulls_diagnostics {
            writer.publish_diagnostics(&uri, None, b"[]")?;
        }
        session.publish_config_diagnostics(writer)?;
    }
    Ok(())
}
