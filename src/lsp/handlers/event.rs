//! Results of other threads.

use std::io;

use serde_json::{Value, json};

use crate::lsp::event::Event;
use crate::lsp::protocol::client::ClientWriter;
use crate::lsp::protocol::response_error::internal_error;
use crate::lsp::protocol::uri::path_to_uri;
use crate::lsp::session::Session;
use crate::lsp::sync::lock;

use super::diagnostic;

pub(crate) fn handle_event(
    session: &mut Session,
    event: Event,
    writer: &mut ClientWriter<'_>,
) -> io::Result<()> {
    match event {
        Event::Checked { snapshot, diagnostics } => {
            session.publish_diagnostics(&snapshot, &diagnostics, writer)
        }
        Event::DiagnosticsPulled { id, previous_result_id, diagnostics } => {
            let result = diagnostics
                .map(|diagnostics| diagnostic::report(&diagnostics, previous_result_id.as_deref()))
                .ok_or_else(internal_error);
            session.request_queue.complete(&id, result, writer)
        }
        Event::Response { id, result } => session.request_queue.complete(&id, result, writer),
        Event::SettingsReloaded => {
            if session.capabilities.refreshes_hints {
                session.send_request("workspace/inlayHint/refresh", &Value::Null, writer)?;
            }
            session.refresh_diagnostics(writer)
        }
        Event::OtherDocumentsChanged => session.refresh_diagnostics(writer),
        Event::ConfigFiles(files) => {
            if session.file_watcher.set_config_files(files, &session.workspace_roots) {
                session.register_watchers(writer)?;
            }
            Ok(())
        }
        Event::ConfigErrors(errors) => {
            session.config_diagnostics.set_errors(errors, &lock(&session.settings_store), writer)?;
            session.publish_config_diagnostics(writer)
        }
        Event::ShowDocument(path) => {
            let params = json!({"uri": path_to_uri(&path), "takeFocus": true});
            session.send_request("window/showDocument", &params, writer)
        }
        Event::Client(_) | Event::Disconnected => Ok(()),
    }
}
