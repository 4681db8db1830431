//! `$/cancelRequest`

use std::io;

use serde_json::Value;

use crate::lsp::protocol::client::ClientWriter;
use crate::lsp::session::Session;

pub(crate) fn handle(session: &mut Session, params: &Value, writer: &mut ClientWriter<'_>) -> io::Result<()> {
    match params.get("id").and_then(|id| serde_json::from_value(id.clone()).ok()) {
        Some(id) => session.request_queue.cancel(&id, writer),
        None => Ok(()),
    }
}
