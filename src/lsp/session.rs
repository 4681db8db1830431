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

use super::client::Client;
use super::documents::{Documents, Snapshot};
use super::explain::Pages;
use super::lint::{Findings, Pull, Task, Worker};
use super::location::path_of;
use super::pending::Pending;
use super::plans::Plans;
use super::pool::Pool;
use super::requests::{Desk, handler};
use super::server::{Event, lock};
use super::settings::Settings;
use super::transport::{Outlet, Refusal, json, publish};
use super::trouble::Shown;
use super::watch::Watch;

/// How many threads answer requests: one that takes long does not hold up the others.
const ANSWERING: usize = 2;

/// The state of a session.
pub(super) struct Session {
    client: Arc<Client>,
    documents: Documents,
    plans: Arc<Mutex<Plans>>,
    pages: Arc<Mutex<Pages>>,
    roots: Vec<PathBuf>,
    lint: Sender<Task>,
    pool: Pool,
    events: Sender<Event>,
    pending: Pending,
    /// Own requests that are not answered yet.
    asked: HashMap<i32, Asked>,
    last_asked: i32,
    watch: Watch,
    /// Whether the client may be asked to register something.
    ready: bool,
    trouble: Shown,
}

/// What was asked of the client.
enum Asked {
    Settings,
    Watchers,
    /// Nothing depends on the answer.
    Other,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Change {
    text_document: Changed,
    content_changes: Vec<TextDocumentContentChangeEvent>,
}

#[derive(Deserialize)]
struct Changed {
    uri: Uri,
    /// Some clients number no versions.
    #[serde(default)]
    version: Option<i32>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct DocumentOnly {
    text_document: gen_lsp_types::TextDocumentIdentifier,
    #[serde(default)]
    previous_result_id: Option<String>,
}

impl Session {
    pub(super) fn new(
        client: Client,
        params: &Value,
        events: Sender<Event>,
        outlet: &mut Outlet<'_>,
    ) -> io::Result<Self> {
        let client = Arc::new(client);
        let roots = roots(params);
        let options = params.get("initializationOptions").unwrap_or(&Value::Null);
        let (settings, problems) = Settings::new(options);
        let plans = Arc::new(Mutex::new(Plans::new(settings, roots.clone())));
        let (lint, tasks) = channel();
        let worker = Worker::new(Arc::clone(&client), Arc::clone(&plans), events.clone());
        std::thread::Builder::new().name("lint".to_owned()).spawn(move || worker.run(&tasks))?;
        let session = Self {
            client,
            documents: Documents::default(),
            plans,
            pages: Arc::default(),
            roots,
            lint,
            pool: Pool::new(ANSWERING, &events)?,
            events,
            pending: Pending::default(),
            asked: HashMap::new(),
            last_asked: 0,
            watch: Watch::default(),
            ready: false,
            trouble: Shown::default(),
        };
        session.complain(&problems, outlet)?;
        Ok(session)
    }

    pub(super) fn notification(&mut self, note: Notification, outlet: &mut Outlet<'_>) -> io::Result<()> {
        match note.method.as_str() {
            "initialized" => self.initialized(outlet),
            "textDocument/didOpen" => {
                let Some(params) = params::<DidOpenTextDocumentParams>(note) else { return Ok(()) };
                let item = params.text_document;
                let snapshot = self.documents.open(item.uri, Some(item.version), item.text);
                // What is shown of a file gives way to what is shown of the document.
                self.show_trouble(outlet)?;
                self.tell(Task::Reload { certainly: false });
                self.check(snapshot);
                Ok(())
            }
            "textDocument/didChange" => {
                let Some(params) = params::<Change>(note) else { return Ok(()) };
                let Changed { uri, version } = params.text_document;
                let encoding = self.client.encoding;
                if let Some(snapshot) = self.documents.change(&uri, version, params.content_changes, encoding)
                {
                    self.pending.cancel_pulls(&uri, outlet)?;
                    self.check(snapshot);
                }
                Ok(())
            }
            "textDocument/didSave" => {
                let Some(params) = params::<DidSaveTextDocumentParams>(note) else { return Ok(()) };
                let path = path_of(&params.text_document.uri);
                let certainly = path.is_some_and(|path| self.watch.is_read(&path));
                self.tell(Task::Reload { certainly });
                if !self.client.registers_watchers {
                    self.tell(Task::FilesChanged);
                }
                Ok(())
            }
            "textDocument/didClose" => {
                let Some(params) = params::<DidCloseTextDocumentParams>(note) else { return Ok(()) };
                let uri = params.text_document.uri;
                if let Some(snapshot) = self.documents.close(&uri) {
                    self.pending.cancel_pulls(&uri, outlet)?;
                    self.tell(Task::Forget(snapshot));
                    if !self.client.pulls_diagnostics {
                        publish(&uri, None, b"[]", outlet)?;
                    }
                    self.show_trouble(outlet)?;
                }
                Ok(())
            }
            "workspace/didChangeConfiguration" => {
                if self.client.configuration {
                    return self.ask_for_settings(outlet);
                }
                let settings = note.params.get("settings").cloned().unwrap_or_default();
                self.set_settings(&settings, outlet)
            }
            "workspace/didChangeWatchedFiles" => {
                let changes = note.params.get("changes").and_then(Value::as_array);
                let paths: Vec<PathBuf> = changes.into_iter().flatten().filter_map(path_in).collect();
                let only_jobs = !paths.is_empty() && !paths.iter().any(|path| self.watch.is_read(path));
                self.tell(if only_jobs { Task::FilesChanged } else { Task::Reload { certainly: true } });
                Ok(())
            }
            "workspace/didChangeWorkspaceFolders" => {
                self.change_folders(&note.params);
                Ok(())
            }
            "$/cancelRequest" => {
                let id = note.params.get("id").and_then(|id| serde_json::from_value(id.clone()).ok());
                match id {
                    Some(id) => self.pending.cancel(&id, outlet),
                    None => Ok(()),
                }
            }
            _ => Ok(()),
        }
    }

    pub(super) fn request(&mut self, request: Request, outlet: &mut Outlet<'_>) -> io::Result<()> {
        let Request { id, method, params } = request;
        if method == "textDocument/diagnostic" {
            let params: DocumentOnly = match serde_json::from_value(params) {
                Ok(params) => params,
                Err(error) => {
                    return outlet.refuse(&id, &Refusal::new(ErrorCode::InvalidParams, error.to_string()));
                }
            };
            let uri = params.text_document.uri;
            let Some(snapshot) = self.documents.get(&uri).map(Arc::clone) else {
                return outlet.answer(&id, br#"{"kind":"full","items":[]}"#);
            };
            let cancelled = self.pending.begin(&id, Some(uri));
            let previous = params.previous_result_id;
            self.tell(Task::Pull(Pull { id, cancelled, snapshot, previous }));
            return Ok(());
        }
        let Some(handle) = handler(&method) else {
            let reason = format!("joblint does not know the request `{method}`");
            return outlet.refuse(&id, &Refusal::new(ErrorCode::MethodNotFound, reason));
        };
        let desk = Desk {
            client: Arc::clone(&self.client),
            plans: Arc::clone(&self.plans),
            pages: Arc::clone(&self.pages),
            documents: self.documents.clone(),
            events: self.events.clone(),
        };
        let cancelled = self.pending.begin(&id, None);
        self.pool.give(id, cancelled, move || handle(&desk, params));
        Ok(())
    }

    pub(super) fn response(&mut self, response: Response, outlet: &mut Outlet<'_>) -> io::Result<()> {
        // Ids are numbers, as they were given.
        let id = json(&response.id);
        let Some(asked) = serde_json::from_slice(&id).ok().and_then(|id: i32| self.asked.remove(&id)) else {
            return Ok(());
        };
        match (asked, response.response_result) {
            (Asked::Settings, Ok(Value::Array(sections))) => match sections.first() {
                // A client without such a section leaves what it said at the start.
                Some(section) if !section.is_null() => self.set_settings(section, outlet),
                _ => Ok(()),
            },
            (Asked::Watchers, Ok(_)) => {
                self.tell(Task::Watched);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    pub(super) fn event(&mut self, event: Event, outlet: &mut Outlet<'_>) -> io::Result<()> {
        match event {
            Event::Checked { snapshot, findings } => self.publish(&snapshot, &findings, outlet),
            Event::Answer { id, result } => self.pending.finish(&id, result, outlet),
            Event::Reloaded => {
                if self.client.refreshes_hints {
                    self.ask("workspace/inlayHint/refresh", &Value::Null, Asked::Other, outlet)?;
                }
                self.refresh(outlet)
            }
            Event::OthersChanged => self.refresh(outlet),
            Event::Files(files) => {
                if self.watch.set_files(files, &self.roots) {
                    self.register_watchers(outlet)?;
                }
                Ok(())
            }
            Event::Trouble(trouble) => {
                self.trouble.take(trouble, &lock(&self.plans), outlet)?;
                self.show_trouble(outlet)
            }
            Event::Show(uri) => {
                let params = value!({"uri": uri, "takeFocus": true});
                self.ask("window/showDocument", &params, Asked::Other, outlet)
            }
            Event::Client(_) | Event::Ended => Ok(()),
        }
    }

    /// Tells every request that is under way that it will not be answered.
    pub(super) fn refuse_pending(&mut self, outlet: &mut Outlet<'_>) -> io::Result<()> {
        self.pending.cancel_all(outlet)
    }

    fn tell(&self, task: Task) {
        // The thread ends with the session only.
        let _ = self.lint.send(task);
    }

    fn check(&self, snapshot: Arc<Snapshot>) {
        if !self.client.pulls_diagnostics {
            self.tell(Task::Check(snapshot));
        }
    }

    fn publish(&self, snapshot: &Snapshot, findings: &Findings, outlet: &mut Outlet<'_>) -> io::Result<()> {
        let current =
            self.documents.get(&snapshot.uri).is_some_and(|open| open.revision == snapshot.revision);
        // An inventory with mistakes may be open: it is no job, and what is shown of it stays.
        if !current || self.client.pulls_diagnostics || self.trouble.covers(&snapshot.uri) {
            return Ok(());
        }
        publish(&snapshot.uri, snapshot.version, &findings.json, outlet)
    }

    fn refresh(&mut self, outlet: &mut Outlet<'_>) -> io::Result<()> {
        if self.client.pulls_diagnostics && self.client.refreshes_diagnostics {
            self.ask("workspace/diagnostic/refresh", &Value::Null, Asked::Other, outlet)?;
        }
        Ok(())
    }

    fn initialized(&mut self, outlet: &mut Outlet<'_>) -> io::Result<()> {
        self.ready = true;
        if self.client.registers_configuration {
            let registration = value!({"registrations": [{
                "id": "joblint-settings",
                "method": "workspace/didChangeConfiguration",
                "registerOptions": {"section": "joblint"},
            }]});
            self.ask("client/registerCapability", &registration, Asked::Other, outlet)?;
        }
        self.register_watchers(outlet)?;
        if self.client.configuration { self.ask_for_settings(outlet) } else { Ok(()) }
    }

    fn ask_for_settings(&mut self, outlet: &mut Outlet<'_>) -> io::Result<()> {
        let params = value!({"items": [{"section": "joblint"}]});
        self.ask("workspace/configuration", &params, Asked::Settings, outlet)
    }

    fn ask(&mut self, method: &str, params: &Value, asked: Asked, outlet: &mut Outlet<'_>) -> io::Result<()> {
        self.last_asked = self.last_asked.wrapping_add(1);
        self.asked.insert(self.last_asked, asked);
        outlet.request(self.last_asked, method, &json(params))
    }

    fn set_settings(&mut self, section: &Value, outlet: &mut Outlet<'_>) -> io::Result<()> {
        let (settings, problems) = Settings::new(section);
        lock(&self.plans).set_settings(settings);
        self.tell(Task::Reload { certainly: true });
        self.complain(&problems, outlet)
    }

    fn complain(&self, problems: &[String], outlet: &mut Outlet<'_>) -> io::Result<()> {
        let message = |problem: &String| value!({"type": 2, "message": format!("joblint: {problem}")});
        problems.iter().try_for_each(|problem| outlet.notify("window/showMessage", &json(&message(problem))))
    }

    fn change_folders(&mut self, params: &Value) {
        let paths = |name: &str| -> Vec<PathBuf> {
            let folders = params.pointer(&format!("/event/{name}")).and_then(Value::as_array);
            folders.into_iter().flatten().filter_map(path_in).collect()
        };
        let removed = paths("removed");
        self.roots.retain(|root| !removed.contains(root));
        self.roots.extend(paths("added"));
        lock(&self.plans).set_roots(self.roots.clone());
        self.tell(Task::Reload { certainly: true });
    }

    /// Asks the client to say when a file changes that something is read of.
    fn register_watchers(&mut self, outlet: &mut Outlet<'_>) -> io::Result<()> {
        if !self.ready || !self.client.registers_watchers {
            return Ok(());
        }
        let registration = self.watch.register(&self.client, &self.roots);
        self.ask("client/registerCapability", &registration.begin, Asked::Watchers, outlet)?;
        match registration.end {
            Some(end) => self.ask("client/unregisterCapability", &end, Asked::Other, outlet),
            None => Ok(()),
        }
    }

    fn show_trouble(&mut self, outlet: &mut Outlet<'_>) -> io::Result<()> {
        self.trouble.show(&self.documents, self.client.encoding, self.client.pulls_diagnostics, outlet)
    }
}

/// The folders that the editor works in.
fn roots(params: &Value) -> Vec<PathBuf> {
    let folders = params.get("workspaceFolders").and_then(Value::as_array);
    let mut roots: Vec<PathBuf> = folders.into_iter().flatten().filter_map(path_in).collect();
    if roots.is_empty() {
        let uri = params.get("rootUri").and_then(Value::as_str);
        let path = params.get("rootPath").and_then(Value::as_str);
        let root = uri.and_then(|uri| path_of(&Uri(uri.to_owned()))).or_else(|| path.map(PathBuf::from));
        roots.extend(root.or_else(|| std::env::current_dir().ok()));
    }
    roots
}

fn path_in(item: &Value) -> Option<PathBuf> {
    path_of(&Uri(item.get("uri")?.as_str()?.to_owned()))
}

/// The parameters of a notification; one that is not understood is nothing that could be answered.
fn params<T: DeserializeOwned>(note: Notification) -> Option<T> {
    serde_json::from_value(note.params).ok()
}
