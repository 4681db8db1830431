//! `initialized`: registers capabilities and requests the settings.

use std::io;

use serde_json::json;

use crate::lsp::protocol::client::ClientWriter;
use crate::lsp::session::Session;

pub(crate) fn handle(session: &mut Session, writer: &mut ClientWriter<'_>) -> io::Result<()> {
    session.is_initialized = true;
    if session.capabilities.registers_configuration {
        let registration = json!({"registrations": [{
            "id": "joblint-settings",
            "method": "workspace/didChangeConfiguration",
            "registerOptions": {"section": "joblint"},
        }]});
        session.send_request("client/registerCapability", &registration, writer)?;
    }
    session.register_watchers(writer)?;
    if session.capabilities.configuration { session.request_settings(writer) } else { Ok(()) }
}
