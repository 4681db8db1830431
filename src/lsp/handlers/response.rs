//! Responses of the client to requests of the server.

use std::io;

use lsp_server::Response;
use serde_json::Value;

use crate::lsp::protocol::client::ClientWriter;
use crate::lsp::session::Session;
use crate::lsp::session::lint_task::LintTask;
use crate::lsp::session::request_queue::OutgoingRequest;

pub(crate) fn handle_response(
    session: &mut Session,
    response: Response,
    writer: &mut ClientWriter<'_>,
) -> io::Result<()> {
    match (session.request_queue.complete_outgoing(response.id), response.response_result) {
        (Some(OutgoingRequest::Settings), Ok(Value::Array(sections))) => match sections.first() {
            Some(section) if !section.is_null() => session.apply_settings(section, writer),
            // Without such a section, the initialization options remain in effect.
            _ => Ok(()),
        },
        (Some(OutgoingRequest::RegisterWatchers), Ok(_)) => {
            session.send_task(LintTask::ClientWatchesFiles);
            Ok(())
        }
        _ => Ok(()),
    }
}
