//! Tasks of the thread that lints documents.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use lsp_server::RequestId;

use super::snapshot::Snapshot;

pub(crate) enum LintTask {
    /// Lint a new version of a document.
    Check(Arc<Snapshot>),
    PullDiagnostics(DiagnosticRequest),
    Close(Arc<Snapshot>),
    /// Reload the settings; without `force`, only if a file has changed.
    Reload {
        force: bool,
    },
    /// Files that are not open may have changed.
    FilesChanged,
    /// The client reports changed files from now on; modification times are no longer checked.
    ClientWatchesFiles,
}

/// A request of the client for the diagnostics of a document.
pub(crate) struct DiagnosticRequest {
    pub(crate) id: RequestId,
    pub(crate) cancelled: Arc<AtomicBool>,
    pub(crate) snapshot: Arc<Snapshot>,
    pub(crate) previous_result_id: Option<String>,
}
