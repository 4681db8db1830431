//! `workspace/didChangeWorkspaceFolders`

use serde_json::Value;

use crate::lsp::protocol::from_proto::paths_of_items;
use crate::lsp::session::Session;
use crate::lsp::session::lint_task::LintTask;
use crate::lsp::sync::lock;

pub(crate) fn handle(session: &mut Session, params: &Value) {
    let removed = paths_of_items(params.pointer("/event/removed"));
    session.workspace_roots.retain(|root| !removed.contains(root));
    session.workspace_roots.extend(paths_of_items(params.pointer("/event/added")));
    lock(&session.settings_store).set_roots(session.workspace_roots.clone());
    session.send_task(LintTask::Reload { force: true });
}
