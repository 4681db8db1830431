//! One client's session: its documents, its settings, and what is under way.

use std::collections::HashMap;
use std::io;
use std::path::PathBuf;
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex};

use gen_lsp_types::{
    DidCloseTextDocumentParams, DidOpenTextDocumentParams, DidSaveTextDocumentParams,
    TextDocumentContentChangeEvent, Uri,
};
use lsp_server::{ErrorCode, Notification, Request, Response};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json as value};

use super::client_capabilities::ClientCapabilities;
use super::client_settings::ClientSettings;
use super::config_diagnostics::ConfigDiagnostics;
use super::documents::{Documents, Snapshot};
use super::file_watcher::FileWatcher;
use super::from_proto::uri_to_path;
use super::handlers::{RequestContext, find_handler};
use super::lint::{DiagnosticRequest, DocumentDiagnostics, LintTask, LintWorker};
use super::pool::ThreadPool;
use super::request_queue::RequestQueue;
use super::rule_docs::RuleDocs;
use super::server::{Event, lock};
use super::settings_store::SettingsStore;
use super::transport::{ClientWriter, ResponseError, publish_diagnostics, to_json};

/// How many threads answer requests: one that takes long does not hold up the others.
const REQUEST_THREADS: usize = 2;

/// The state of a session.
pub(super) struct Session {
    client: Arc<ClientCapabilities>,
    documents: Documents,
    settings_store: Arc<Mutex<SettingsStore>>,
    rule_docs: Arc<Mutex<RuleDocs>>,
    workspace_roots: Vec<PathBuf>,
    lint_tasks: Sender<LintTask>,
    pool: ThreadPool,
    events: Sender<Event>,
    request_queue: RequestQueue,
    /// Own requests that are not answered yet.
    outgoing_requests: HashMap<i32, OutgoingRequest>,
    last_request_id: i32,
    file_watcher: FileWatcher,
    /// Whether the client may be asked to register something.
    is_initialized: bool,
    config_diagnostics: ConfigDiagnostics,
}

/// What was asked of the client.
enum OutgoingRequest {
    Settings,
    Watchers,
    /// Nothing depends on the answer.
    Other,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct DidChangeParams {
    text_document: VersionedDocument,
    content_changes: Vec<TextDocumentContentChangeEvent>,
}

#[derive(Deserialize)]
struct VersionedDocument {
    uri: Uri,
    /// Some clients number no versions.
    #[serde(default)]
    version: Option<i32>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct DiagnosticParams {
    text_document: gen_lsp_types::TextDocumentIdentifier,
    #[serde(default)]
    previous_result_id: Option<String>,
}

impl Session {
    pub(super) fn new(
        client: ClientCapabilities,
        params: &Value,
        events: Sender<Event>,
        writer: &mut ClientWriter<'_>,
    ) -> io::Result<Self> {
        let client = Arc::new(client);
        let roots = workspace_roots(params);
        let options = params.get("initializationOptions").unwrap_or(&Value::Null);
        let (settings, problems) = ClientSettings::new(options);
        let plans = Arc::new(Mutex::new(SettingsStore::new(settings, roots.clone())));
        let (lint, tasks) = channel();
        let worker = LintWorker::new(Arc::clone(&client), Arc::clone(&plans), events.clone());
        std::thread::Builder::new().name("lint".to_owned()).spawn(move || worker.run(&tasks))?;
        let session = Self {
            client,
            documents: Documents::default(),
            settings_store: plans,
            rule_docs: Arc::default(),
            workspace_roots: roots,
            lint_tasks: lint,
            pool: ThreadPool::new(REQUEST_THREADS, &events)?,
            events,
            request_queue: RequestQueue::default(),
            outgoing_requests: HashMap::new(),
            last_request_id: 0,
            file_watcher: FileWatcher::default(),
            is_initialized: false,
            config_diagnostics: ConfigDiagnostics::default(),
        };
        session.show_warnings(&problems, writer)?;
        Ok(session)
    }

    pub(super) fn on_notification(
        &mut self,
        note: Notification,
        writer: &mut ClientWriter<'_>,
    ) -> io::Result<()> {
        match note.method.as_str() {
            "initialized" => self.on_initialized(writer),
            "textDocument/didOpen" => {
                let Some(params) = parse_params::<DidOpenTextDocumentParams>(note) else { return Ok(()) };
                let item = params.text_document;
                let snapshot = self.documents.open(item.uri, Some(item.version), item.text);
                // What is shown of a file gives way to what is shown of the document.
                self.publish_config_diagnostics(writer)?;
                self.send_task(LintTask::Reload { force: false });
                self.schedule_check(snapshot);
                Ok(())
            }
            "textDocument/didChange" => {
                let Some(params) = parse_params::<DidChangeParams>(note) else { return Ok(()) };
                let VersionedDocument { uri, version } = params.text_document;
                let encoding = self.client.encoding;
                if let Some(snapshot) = self.documents.change(&uri, version, params.content_changes, encoding)
                {
                    self.request_queue.cancel_diagnostic_requests(&uri, writer)?;
                    self.schedule_check(snapshot);
                }
                Ok(())
            }
            "textDocument/didSave" => {
                let Some(params) = parse_params::<DidSaveTextDocumentParams>(note) else { return Ok(()) };
                let path = uri_to_path(&params.text_document.uri);
                let certainly = path.is_some_and(|path| self.file_watcher.is_config_file(&path));
                self.send_task(LintTask::Reload { force: certainly });
                if !self.client.registers_watchers {
                    self.send_task(LintTask::FilesChanged);
                }
                Ok(())
            }
            "textDocument/didClose" => {
                let Some(params) = parse_params::<DidCloseTextDocumentParams>(note) else { return Ok(()) };
                let uri = params.text_document.uri;
                if let Some(snapshot) = self.documents.close(&uri) {
                    self.request_queue.cancel_diagnostic_requests(&uri, writer)?;
                    self.send_task(LintTask::Close(snapshot));
                    if !self.client.pulls_diagnostics {
                        publish_diagnostics(&uri, None, b"[]", writer)?;
                    }
                    self.publish_config_diagnostics(writer)?;
                }
                Ok(())
            }
            "workspace/didChangeConfiguration" => {
                if self.client.configuration {
                    return self.request_settings(writer);
                }
                let settings = note.params.get("settings").cloned().unwrap_or_default();
                self.apply_settings(&settings, writer)
            }
            "workspace/didChangeWatchedFiles" => {
                let changes = note.params.get("changes").and_then(Value::as_array);
                let paths: Vec<PathBuf> = changes.into_iter().flatten().filter_map(uri_member_path).collect();
                let only_jobs =
                    !paths.is_empty() && !paths.iter().any(|path| self.file_watcher.is_config_file(path));
                self.send_task(if only_jobs {
                    LintTask::FilesChanged
                } else {
                    LintTask::Reload { force: true }
                });
                Ok(())
            }
            "workspace/didChangeWorkspaceFolders" => {
                self.change_workspace_folders(&note.params);
                Ok(())
            }
            "$/cancelRequest" => {
                let id = note.params.get("id").and_then(|id| serde_json::from_value(id.clone()).ok());
                match id {
                    Some(id) => self.request_queue.cancel(&id, writer),
                    None => Ok(()),
                }
            }
            _ => Ok(()),
        }
    }

    pub(super) fn on_request(&mut self, request: Request, writer: &mut ClientWriter<'_>) -> io::Result<()> {
        let Request { id, method, params } = request;
        if method == "textDocument/diagnostic" {
            let params: DiagnosticParams = match serde_json::from_value(params) {
                Ok(params) => params,
                Err(error) => {
                    return writer
                        .respond_err(&id, &ResponseError::new(ErrorCode::InvalidParams, error.to_string()));
                }
            };
            let uri = params.text_document.uri;
            let Some(snapshot) = self.documents.get(&uri).map(Arc::clone) else {
                return writer.respond(&id, br#"{"kind":"full","items":[]}"#);
            };
            let cancelled = self.request_queue.register(&id, Some(uri));
            let previous = params.previous_result_id;
            self.send_task(LintTask::PullDiagnostics(DiagnosticRequest {
                id,
                cancelled,
                snapshot,
                previous_result_id: previous,
            }));
            return Ok(());
        }
        let Some(handle) = find_handler(&method) else {
            let reason = format!("joblint does not know the request `{method}`");
            return writer.respond_err(&id, &ResponseError::new(ErrorCode::MethodNotFound, reason));
        };
        let desk = RequestContext {
            client: Arc::clone(&self.client),
            settings_store: Arc::clone(&self.settings_store),
            rule_docs: Arc::clone(&self.rule_docs),
            documents: self.documents.clone(),
            events: self.events.clone(),
        };
        let cancelled = self.request_queue.register(&id, None);
        self.pool.spawn(id, cancelled, move || handle(&desk, params));
        Ok(())
    }

    pub(super) fn on_response(
        &mut self,
        response: Response,
        writer: &mut ClientWriter<'_>,
    ) -> io::Result<()> {
        // Ids are numbers, as they were given.
        let id = to_json(&response.id);
        let Some(asked) =
            serde_json::from_slice(&id).ok().and_then(|id: i32| self.outgoing_requests.remove(&id))
        else {
            return Ok(());
        };
        match (asked, response.response_result) {
            (OutgoingRequest::Settings, Ok(Value::Array(sections))) => match sections.first() {
                // A client without such a section leaves what it said at the start.
                Some(section) if !section.is_null() => self.apply_settings(section, writer),
                _ => Ok(()),
            },
            (OutgoingRequest::Watchers, Ok(_)) => {
                self.send_task(LintTask::ClientWatchesFiles);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    pub(super) fn on_event(&mut self, event: Event, writer: &mut ClientWriter<'_>) -> io::Result<()> {
        match event {
            Event::Checked { snapshot, diagnostics: findings } => {
                self.publish_current(&snapshot, &findings, writer)
            }
            Event::Response { id, result } => self.request_queue.complete(&id, result, writer),
            Event::SettingsReloaded => {
                if self.client.refreshes_hints {
                    self.send_request(
                        "workspace/inlayHint/refresh",
                        &Value::Null,
                        OutgoingRequest::Other,
                        writer,
                    )?;
                }
                self.refresh_diagnostics(writer)
            }
            Event::OtherDocumentsChanged => self.refresh_diagnostics(writer),
            Event::ConfigFiles(files) => {
                if self.file_watcher.set_config_files(files, &self.workspace_roots) {
                    self.register_watchers(writer)?;
                }
                Ok(())
            }
            Event::ConfigErrors(trouble) => {
                self.config_diagnostics.set_errors(trouble, &lock(&self.settings_store), writer)?;
                self.publish_config_diagnostics(writer)
            }
            Event::ShowDocument(uri) => {
                let params = value!({"uri": uri, "takeFocus": true});
                self.send_request("window/showDocument", &params, OutgoingRequest::Other, writer)
            }
            Event::Client(_) | Event::Disconnected => Ok(()),
        }
    }

    /// Tells every request that is under way that it will not be answered.
    pub(super) fn cancel_pending(&mut self, writer: &mut ClientWriter<'_>) -> io::Result<()> {
        self.request_queue.cancel_all(writer)
    }

    fn send_task(&self, task: LintTask) {
        // The thread ends with the session only.
        let _ = self.lint_tasks.send(task);
    }

    fn schedule_check(&self, snapshot: Arc<Snapshot>) {
        if !self.client.pulls_diagnostics {
            self.send_task(LintTask::Check(snapshot));
        }
    }

    fn publish_current(
        &self,
        snapshot: &Snapshot,
        findings: &DocumentDiagnostics,
        writer: &mut ClientWriter<'_>,
    ) -> io::Result<()> {
        let current =
            self.documents.get(&snapshot.uri).is_some_and(|open| open.revision == snapshot.revision);
        // An inventory with mistakes may be open: it is no job, and what is shown of it stays.
        if !current
            || self.client.pulls_diagnostics
            || self.config_diagnostics.is_published_for(&snapshot.uri)
        {
            return Ok(());
        }
        publish_diagnostics(&snapshot.uri, snapshot.version, &findings.json, writer)
    }

    fn refresh_diagnostics(&mut self, writer: &mut ClientWriter<'_>) -> io::Result<()> {
        if self.client.pulls_diagnostics && self.client.refreshes_diagnostics {
            self.send_request("workspace/diagnostic/refresh", &Value::Null, OutgoingRequest::Other, writer)?;
        }
        Ok(())
    }

    fn on_initialized(&mut self, writer: &mut ClientWriter<'_>) -> io::Result<()> {
        self.is_initialized = true;
        if self.client.registers_configuration {
            let registration = value!({"registrations": [{
                "id": "joblint-settings",
                "method": "workspace/didChangeConfiguration",
                "registerOptions": {"section": "joblint"},
            }]});
            self.send_request("client/registerCapability", &registration, OutgoingRequest::Other, writer)?;
        }
        self.register_watchers(writer)?;
        if self.client.configuration { self.request_settings(writer) } else { Ok(()) }
    }

    fn request_settings(&mut self, writer: &mut ClientWriter<'_>) -> io::Result<()> {
        let params = value!({"items": [{"section": "joblint"}]});
        self.send_request("workspace/configuration", &params, OutgoingRequest::Settings, writer)
    }

    fn send_request(
        &mut self,
        method: &str,
        params: &Value,
        asked: OutgoingRequest,
        writer: &mut ClientWriter<'_>,
    ) -> io::Result<()> {
        self.last_request_id = self.last_request_id.wrapping_add(1);
        self.outgoing_requests.insert(self.last_request_id, asked);
        writer.request(self.last_request_id, method, &to_json(params))
    }

    fn apply_settings(&mut self, section: &Value, writer: &mut ClientWriter<'_>) -> io::Result<()> {
        let (settings, problems) = ClientSettings::new(section);
        lock(&self.settings_store).set_client_settings(settings);
        self.send_task(LintTask::Reload { force: true });
        self.show_warnings(&problems, writer)
    }

    fn show_warnings(&self, problems: &[String], writer: &mut ClientWriter<'_>) -> io::Result<()> {
        let message = |problem: &String| value!({"type": 2, "message": format!("joblint: {problem}")});
        problems
            .iter()
            .try_for_each(|problem| writer.notify("window/showMessage", &to_json(&message(problem))))
    }

    fn change_workspace_folders(&mut self, params: &Value) {
        let paths = |name: &str| -> Vec<PathBuf> {
            let folders = params.pointer(&format!("/event/{name}")).and_then(Value::as_array);
            folders.into_iter().flatten().filter_map(uri_member_path).collect()
        };
        let removed = paths("removed");
        self.workspace_roots.retain(|root| !removed.contains(root));
        self.workspace_roots.extend(paths("added"));
        lock(&self.settings_store).set_roots(self.workspace_roots.clone());
        self.send_task(LintTask::Reload { force: true });
    }

    /// Asks the client to say when a file changes that something is read of.
    fn register_watchers(&mut self, writer: &mut ClientWriter<'_>) -> io::Result<()> {
        if !self.is_initialized || !self.client.registers_watchers {
            return Ok(());
        }
        let registration = self.file_watcher.register(&self.client, &self.workspace_roots);
        self.send_request(
            "client/registerCapability",
            &registration.register_params,
            OutgoingRequest::Watchers,
            writer,
        )?;
        match registration.unregister_params {
            Some(end) => {
                self.send_request("client/unregisterCapability", &end, OutgoingRequest::Other, writer)
            }
            None => Ok(()),
        }
    }

    fn publish_config_diagnostics(&mut self, writer: &mut ClientWriter<'_>) -> io::Result<()> {
        self.config_diagnostics.publish(
            &self.documents,
            self.client.encoding,
            self.client.pulls_diagnostics,
            writer,
        )
    }
}

/// The folders that the editor works in.
fn workspace_roots(params: &Value) -> Vec<PathBuf> {
    let folders = params.get("workspaceFolders").and_then(Value::as_array);
    let mut roots: Vec<PathBuf> = folders.into_iter().flatten().filter_map(uri_member_path).collect();
    if roots.is_empty() {
        let uri = params.get("rootUri").and_then(Value::as_str);
        let path = params.get("rootPath").and_then(Value::as_str);
        let root = uri.and_then(|uri| uri_to_path(&Uri(uri.to_owned()))).or_else(|| path.map(PathBuf::from));
        roots.extend(root.or_else(|| std::env::current_dir().ok()));
    }
    roots
}

fn uri_member_path(item: &Value) -> Option<PathBuf> {
    uri_to_path(&Uri(item.get("uri")?.as_str()?.to_owned()))
}

/// The parameters of a notification; one that is not understood is nothing that could be answered.
fn parse_params<T: DeserializeOwned>(note: Notification) -> Option<T> {
    serde_json::from_value(note.params).ok()
}
