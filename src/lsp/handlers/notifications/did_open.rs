//! `textDocument/didOpen`

use std::io;

use gen_lsp_types::DidOpenTextDocumentParams;

use crate::lsp::protocol::client::ClientWriter;
use crate::lsp::session::Session;
use crate::lsp::session::lint_task::LintTask;

pub(crate) fn handle(
    session: &mut Session,
    params: DidOpenTextDocumentParams,
    writer: &mut ClientWriter<'_>,
) -> io::Result<()> {
    let item = params.text_document;
    let snapshot = session.documents.open(item.uri, Some(item.version), item.text);
    // The diagnostics of an open configuration replace the errors of the file.
    session.publish_config_diagnostics(writer)?;
    session.send_task(LintTask::Reload { force: false });
    session.schedule_check(snapshot);
    Ok(())
}
