//! `workspace/didChangeConfiguration`

use std::io;

use serde_json::Value;

use crate::lsp::protocol::client::ClientWriter;
use crate::lsp::session::Session;

/// Requests the settings; clients without `workspace/configuration` send them with the notification.
pub(crate) fn handle(session: &mut Session, params: &Value, writer: &mut ClientWriter<'_>) -> io::Result<()> {
    if session.capabilities.configuration {
        return session.request_settings(writer);
    }
    session.apply_settings(params.get("settings").unwrap_or(&Value::Null), writer)
}
