//! `textDocument/didSave`

use std::io;

use gen_lsp_types::DidSaveTextDocumentParams;

use crate::lsp::protocol::client::ClientWriter;
use crate::lsp::protocol::uri::uri_to_path;
use crate::lsp::session::Session;
use crate::lsp::session::lint_task::LintTask;

pub(crate) fn handle(
    session: &mut Session,
    params: DidSaveTextDocumentParams,
    _: &mut ClientWriter<'_>,
) -> io::Result<()> {
    let DidSaveTextDocumentParams { text_document, .. } = params;
    let path = uri_to_path(&text_document.uri);
    let force = path.is_some_and(|path| session.file_watcher.is_config_file(&path));
    session.send_task(LintTask::Reload { force });
    if !session.capabilities.registers_watchers {
        session.send_task(LintTask::FilesChanged);
    }
    Ok(())
}
