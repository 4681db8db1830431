//! State that request handlers work on.

use std::path::Path;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex};

use gen_lsp_types::Uri;
use lsp_server::ResponseError;

use crate::job::JobFile;
use crate::json::Document;
use crate::lsp::analysis::lint::lint_alone;
use crate::lsp::event::Event;
use crate::lsp::features::FeatureContext;
use crate::lsp::protocol::client_capabilities::ClientCapabilities;
use crate::lsp::protocol::position::PositionMapper;
use crate::lsp::protocol::response_error::invalid_params;
use crate::lsp::session::Session;
use crate::lsp::session::diagnostics::DiagnosticsRenderer;
use crate::lsp::session::documents::Documents;
use crate::lsp::session::findings::DocumentDiagnostics;
use crate::lsp::session::rule_docs::RuleDocs;
use crate::lsp::session::settings_store::SettingsStore;
use crate::lsp::session::snapshot::Snapshot;
use crate::lsp::sync::lock;

/// Snapshot of the server state that a request handler works on.
pub(crate) struct RequestContext {
    pub(crate) capabilities: Arc<ClientCapabilities>,
    pub(crate) settings_store: Arc<Mutex<SettingsStore>>,
    pub(crate) rule_docs: Arc<Mutex<RuleDocs>>,
    /// The documents as they were when the request arrived.
    pub(crate) documents: Documents,
    pub(crate) events: Sender<Event>,
    diagnostics_renderer: DiagnosticsRenderer,
}

impl RequestContext {
    pub(crate) fn new(session: &Session) -> Self {
        Self {
            capabilities: Arc::clone(&session.capabilities),
            settings_store: Arc::clone(&session.settings_store),
            rule_docs: Arc::clone(&session.rule_docs),
            documents: session.documents.clone(),
            events: session.events.clone(),
            diagnostics_renderer: session.diagnostics_renderer.clone(),
        }
    }

    pub(crate) fn document(&self, uri: &Uri) -> Result<Arc<Snapshot>, ResponseError> {
        let not_open = || invalid_params(format!("document is not open: {}", uri.0));
        self.documents.get(uri).map(Arc::clone).ok_or_else(not_open)
    }

    pub(crate) fn position_mapper<'s>(&self, snapshot: &'s Snapshot) -> PositionMapper<'s> {
        snapshot.position_mapper(self.capabilities.encoding)
    }

    /// The diagnostics of a document. If it was not linted yet, it is linted here without comparing it
    /// with other files.
    pub(crate) fn diagnostics(&self, snapshot: &Snapshot) -> Arc<DocumentDiagnostics> {
        if let Some(known) = snapshot.diagnostics() {
            return known;
        }
        let settings = lock(&self.settings_store).document_settings(snapshot.path.as_deref());
        let findings = lint_alone(snapshot, settings);
        let diagnostics = self.diagnostics_renderer.render(snapshot, findings, &|_| None);
        // If the worker has finished first, its diagnostics include the comparison with other files.
        snapshot.diagnostics().unwrap_or_else(|| Arc::new(diagnostics))
    }

    /// The text of a file, from the editor if it is open.
    pub(crate) fn file_text(&self, path: &Path) -> Option<String> {
        match self.documents.get_by_path(path) {
            Some(open) => Some(String::clone(&open.text)),
            None => std::fs::read_to_string(path).ok(),
        }
    }

    pub(crate) fn feature_context(&self, snapshot: &Snapshot) -> FeatureContext {
        let settings = lock(&self.settings_store).file_settings(snapshot.path.as_deref());
        FeatureContext { inventory: settings.linter.inventory().cloned() }
    }

    /// Calls `run` with the typed view of the jobs and the placeholders of the configuration; returns `None` if
    /// the document is not a job.
    pub(crate) fn with_job<T>(
        &self,
        snapshot: &Snapshot,
        run: impl for<'d> FnOnce(&JobFile<'d>, &'d Document<'d>) -> T,
    ) -> Option<T> {
        let settings = lock(&self.settings_store).file_settings(snapshot.path.as_deref());
        snapshot.with_job(settings.linter.placeholders(), run)
    }
}
