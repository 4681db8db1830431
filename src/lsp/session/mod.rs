//! State of one client.

pub(crate) mod client_settings;
pub(crate) mod config_diagnostics;
pub(crate) mod diagnostics;
pub(crate) mod document_settings;
pub(crate) mod documents;
pub(crate) mod file_watcher;
pub(crate) mod findings;
pub(crate) mod lint_task;
pub(crate) mod loaded_files;
pub(crate) mod request_pool;
pub(crate) mod request_queue;
pub(crate) mod rule_docs;
pub(crate) mod settings_store;
pub(crate) mod snapshot;
pub(crate) mod text_changes;

use std::io;
use std::path::PathBuf;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};

use super::event::Event;
use super::protocol::client::{ClientWriter, MessageType};
use super::protocol::client_capabilities::ClientCapabilities;
use super::protocol::from_proto::workspace_roots;
use super::sync::lock;

use client_settings::ClientSettings;
use config_diagnostics::ConfigDiagnostics;
use diagnostics::DiagnosticsRenderer;
use documents::Documents;
use file_watcher::FileWatcher;
use findings::DocumentDiagnostics;
use lint_task::LintTask;
use request_pool::RequestPool;
use request_queue::{OutgoingRequest, RequestQueue};
use rule_docs::RuleDocs;
use settings_store::SettingsStore;
use snapshot::Snapshot;

/// The state of a session. `handlers` reads and changes it in reaction to messages and events.
pub(crate) struct Session {
    pub(crate) capabilities: Arc<ClientCapabilities>,
    pub(crate) documents: Documents,
    pub(crate) settings_store: Arc<Mutex<SettingsStore>>,
    pub(crate) rule_docs: Arc<Mutex<RuleDocs>>,
    pub(crate) diagnostics_renderer: DiagnosticsRenderer,
    pub(crate) request_pool: RequestPool,
    pub(crate) request_queue: RequestQueue,
    pub(crate) file_watcher: FileWatcher,
    pub(crate) config_diagnostics: ConfigDiagnostics,
    pub(crate) workspace_roots: Vec<PathBuf>,
    pub(crate) events: Sender<Event>,
    /// Whether the client has sent `initialized`. Capabilities cannot be registered before.
    pub(crate) is_initialized: bool,
    lint_tasks: Sender<LintTask>,
}

impl Session {
    pub(crate) fn new(
        capabilities: ClientCapabilities,
        initialize_params: &Value,
        events: Sender<Event>,
        lint_tasks: Sender<LintTask>,
        writer: &mut ClientWriter<'_>,
    ) -> io::Result<Self> {
        let capabilities = Arc::new(capabilities);
        let workspace_roots = workspace_roots(initialize_params);
        let options = initialize_params.get("initializationOptions").unwrap_or(&Value::Null);
        let (settings, problems) = ClientSettings::new(options);
        let settings_store = Arc::new(Mutex::new(SettingsStore::new(settings, workspace_roots.clone())));
        let diagnostics_renderer = DiagnosticsRenderer::new(Arc::clone(&capabilities));
        show_warnings(&problems, writer)?;
        Ok(Self {
            capabilities,
            documents: Documents::default(),
            settings_store,
            rule_docs: Arc::default(),
            diagnostics_renderer,
            request_pool: RequestPool::new(events.clone())?,
            request_queue: RequestQueue::default(),
            file_watcher: FileWatcher::default(),
            config_diagnostics: ConfigDiagnostics::default(),
            workspace_roots,
            events,
            is_initialized: false,
            lint_tasks,
        })
    }

    pub(crate) fn send_task(&self, task: LintTask) {
        // Sending cannot fail: the thread only ends with the session.
        let _ = self.lint_tasks.send(task);
    }

    /// Lints a new version of a document, unless the client requests diagnostics itself.
    pub(crate) fn schedule_check(&self, snapshot: Arc<Snapshot>) {
        if !self.capabilities.pulls_diagnostics {
            self.send_task(LintTask::Check(snapshot));
        }
    }

    /// Publishes diagnostics, unless the document has changed since they were computed.
    pub(crate) fn publish_diagnostics(
        &self,
        snapshot: &Snapshot,
        diagnostics: &DocumentDiagnostics,
        writer: &mut ClientWriter<'_>,
    ) -> io::Result<()> {
        let is_current =
            self.documents.get(&snapshot.uri).is_some_and(|open| open.revision == snapshot.revision);
        // An invalid inventory may be open: it is not a job, and its errors remain published.
        if !is_current
            || self.capabilities.pulls_diagnostics
            || self.config_diagnostics.is_published_for(&snapshot.uri)
        {
            return Ok(());
        }
        writer.publish_diagnostics(&snapshot.uri, snapshot.version, &diagnostics.json)
    }

    pub(crate) fn publish_config_diagnostics(&mut self, writer: &mut ClientWriter<'_>) -> io::Result<()> {
        let ClientCapabilities { encoding, pulls_diagnostics, .. } = *self.capabilities;
        self.config_diagnostics.publish(&self.documents, encoding, pulls_diagnostics, writer)
    }

    /// Tells a client that requests diagnostics to request them again.
    pub(crate) fn refresh_diagnostics(&mut self, writer: &mut ClientWriter<'_>) -> io::Result<()> {
        if self.capabilities.pulls_diagnostics && self.capabilities.refreshes_diagnostics {
            self.send_request("workspace/diagnostic/refresh", &Value::Null, writer)?;
        }
        Ok(())
    }

    /// Sends a request whose response is not used.
    pub(crate) fn send_request(
        &mut self,
        method: &str,
        params: &Value,
        writer: &mut ClientWriter<'_>,
    ) -> io::Result<()> {
        self.request_queue.send(method, params, OutgoingRequest::Other, writer)
    }

    pub(crate) fn request_settings(&mut self, writer: &mut ClientWriter<'_>) -> io::Result<()> {
        let params = json!({"items": [{"section": "joblint"}]});
        self.request_queue.send("workspace/configuration", &params, OutgoingRequest::Settings, writer)
    }

    pub(crate) fn apply_settings(
        &mut self,
        section: &Value,
        writer: &mut ClientWriter<'_>,
    ) -> io::Result<()> {
        let (settings, problems) = ClientSettings::new(section);
        lock(&self.settings_store).set_client_settings(settings);
        self.send_task(LintTask::Reload { force: true });
        show_warnings(&problems, writer)
    }

    /// Registers watchers for the current configuration files, if the client supports this.
    pub(crate) fn register_watchers(&mut self, writer: &mut ClientWriter<'_>) -> io::Result<()> {
        if !self.is_initialized || !self.capabilities.registers_watchers {
            return Ok(());
        }
        let registration = self.file_watcher.register(&self.capabilities, &self.workspace_roots);
        self.request_queue.send(
            "client/registerCapability",
            &registration.register_params,
            OutgoingRequest::RegisterWatchers,
            writer,
        )?;
        match &registration.unregister_params {
            Some(params) => self.send_request("client/unregisterCapability", params, writer),
            None => Ok(()),
        }
    }
}

fn show_warnings(problems: &[String], writer: &mut ClientWriter<'_>) -> io::Result<()> {
    problems.iter().try_for_each(|problem| writer.show_message(MessageType::Warning, problem))
}
