//! Handlers of notifications.

mod cancel_request;
mod did_change;
mod did_change_configuration;
mod did_change_watched_files;
mod did_change_workspace_folders;
mod did_close;
mod did_open;
mod did_save;
mod initialized;

use std::io;

use lsp_server::Notification;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::lsp::protocol::client::ClientWriter;
use crate::lsp::session::Session;

/// Handles a notification. Unknown and invalid notifications are ignored, since they have no response.
pub(crate) fn handle_notification(
    session: &mut Session,
    notification: Notification,
    writer: &mut ClientWriter<'_>,
) -> io::Result<()> {
    let Notification { method, params } = notification;
    match method.as_str() {
        "$/cancelRequest" => cancel_request::handle(session, &params, writer),
        "initialized" => initialized::handle(session, writer),
        "textDocument/didChange" => run(session, params, writer, did_change::handle),
        "textDocument/didClose" => run(session, params, writer, did_close::handle),
        "textDocument/didOpen" => run(session, params, writer, did_open::handle),
        "textDocument/didSave" => run(session, params, writer, did_save::handle),
        "workspace/didChangeConfiguration" => did_change_configuration::handle(session, &params, writer),
        "workspace/didChangeWatchedFiles" => {
            did_change_watched_files::handle(session, &params);
            Ok(())
        }
        "workspace/didChangeWorkspaceFolders" => {
            did_change_workspace_folders::handle(session, &params);
            Ok(())
        }
        _ => Ok(()),
    }
}

fn run<P: DeserializeOwned>(
    session: &mut Session,
    params: Value,
    writer: &mut ClientWriter<'_>,
    handle: fn(&mut Session, P, &mut ClientWriter<'_>) -> io::Result<()>,
) -> io::Result<()> {
    match serde_json::from_value(params) {
        Ok(params) => handle(session, params, writer),
        Err(_) => Ok(()),
    }
}
