//! `workspace/didChangeWatchedFiles`

use serde_json::Value;

use crate::lsp::protocol::from_proto::paths_of_items;
use crate::lsp::session::Session;
use crate::lsp::session::lint_task::LintTask;

pub(crate) fn handle(session: &mut Session, params: &Value) {
    let paths = paths_of_items(params.get("changes"));
    let only_jobs = !paths.is_empty() && !paths.iter().any(|path| session.file_watcher.is_config_file(path));
    session.send_task(if only_jobs { LintTask::FilesChanged } else { LintTask::Reload { force: true } });
}
