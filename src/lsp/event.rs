//! Events that the main loop receives from the reader and from other threads.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use lsp_server::{RequestId, ResponseError};

use super::protocol::client::JsonBytes;
use super::protocol::transport::Incoming;
use super::session::findings::DocumentDiagnostics;
use super::session::loaded_files::ConfigErrors;
use super::session::snapshot::Snapshot;

/// An event of the main loop.
pub(crate) enum Event {
    /// A message of the client.
    Client(Incoming),
    /// The input stream has ended.
    Disconnected,
    /// A document was linted.
    Checked { snapshot: Arc<Snapshot>, diagnostics: Arc<DocumentDiagnostics> },
    /// The diagnostics that a client requested; `None` if linting panicked.
    DiagnosticsPulled {
        id: RequestId,
        previous_result_id: Option<String>,
        diagnostics: Option<Arc<DocumentDiagnostics>>,
    },
    /// The findings of documents other than the linted one have changed.
    OtherDocumentsChanged,
    /// The settings were reloaded, and all documents that had been linted were linted again.
    SettingsReloaded,
    /// Paths of all configurations, inventories and baselines that are in use or would be if they existed.
    ConfigFiles(BTreeSet<PathBuf>),
    /// Configurations, inventories and baselines that could not be loaded.
    ConfigErrors(ConfigErrors),
    /// The response to a request.
    Response { id: RequestId, result: Result<JsonBytes, ResponseError> },
    /// The client is asked to show a file.
    ShowDocument(PathBuf),
}
