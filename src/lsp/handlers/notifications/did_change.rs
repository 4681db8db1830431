//! `textDocument/didChange`

use std::io;

use gen_lsp_types::{TextDocumentContentChangeEvent, Uri};
use serde::Deserialize;

use crate::lsp::protocol::client::ClientWriter;
use crate::lsp::session::Session;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct DidChangeParams {
    text_document: VersionedDocument,
    content_changes: Vec<TextDocumentContentChangeEvent>,
}

#[derive(Deserialize)]
struct VersionedDocument {
    uri: Uri,
    /// Some clients do not send versions, although the protocol requires them.
    #[serde(default)]
    version: Option<i32>,
}

pub(crate) fn handle(
    session: &mut Session,
    params: DidChangeParams,
    writer: &mut ClientWriter<'_>,
) -> io::Result<()> {
    let VersionedDocument { uri, version } = params.text_document;
    let encoding = session.capabilities.encoding;
    if let Some(snapshot) = session.documents.change(&uri, version, params.content_changes, encoding) {
        session.request_queue.cancel_diagnostic_requests(&uri, writer)?;
        session.schedule_check(snapshot);
    }
    Ok(())
}
