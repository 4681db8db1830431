//! The thread that lints documents.
//!
//! It takes all waiting tasks at once and lints only the last version of each document, so that it
//! keeps up with typing. The main loop decides whether a result is still current.

use std::collections::{BTreeSet, HashMap};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use std::sync::mpsc::{Receiver, Sender};
use std::sync::{Arc, Mutex};

use crate::linter::{FileOrigin, Linter, Scratch, catch_panic};
use crate::lsp::event::Event;
use crate::lsp::session::diagnostics::DiagnosticsRenderer;
use crate::lsp::session::findings::DocumentDiagnostics;
use crate::lsp::session::lint_task::{DiagnosticRequest, LintTask};
use crate::lsp::session::settings_store::SettingsStore;
use crate::lsp::session::snapshot::Snapshot;
use crate::lsp::sync::lock;

use super::cross_file::CrossFileIndex;
use super::lint::lint;

pub(crate) struct LintWorker {
    renderer: DiagnosticsRenderer,
    settings_store: Arc<Mutex<SettingsStore>>,
    events: Sender<Event>,
    cross_file_index: CrossFileIndex,
    scratch: Scratch,
    client_watches_files: bool,
    config_errors_sent: bool,
    config_files_sent: BTreeSet<PathBuf>,
}

impl LintWorker {
    pub(crate) fn new(
        renderer: DiagnosticsRenderer,
        settings_store: Arc<Mutex<SettingsStore>>,
        events: Sender<Event>,
    ) -> Self {
        Self {
            renderer,
            settings_store,
            events,
            cross_file_index: CrossFileIndex::default(),
            scratch: Scratch::default(),
            client_watches_files: false,
            config_errors_sent: false,
            config_files_sent: BTreeSet::new(),
        }
    }

    /// Starts a thread that handles tasks until the session ends.
    pub(crate) fn spawn(self, tasks: Receiver<LintTask>) -> io::Result<()> {
        std::thread::Builder::new().name("lint".to_owned()).spawn(move || self.run(&tasks))?;
        Ok(())
    }

    fn run(mut self, tasks: &Receiver<LintTask>) {
        // Initialises lazy statics, such as the schema, before the first document is opened.
        let _ = Linter::default().lint(br#"{"fieldsMap": [{}]}"#, FileOrigin::Discovered, &mut self.scratch);
        while let Ok(first) = tasks.recv() {
            let mut waiting = vec![first];
            waiting.extend(tasks.try_iter());
            let mut last_revisions: HashMap<String, u64> = HashMap::new();
            for task in &waiting {
                if let LintTask::Check(snapshot) = task {
                    last_revisions.insert(snapshot.uri.0.clone(), snapshot.revision);
                }
            }
            for task in waiting {
                if let LintTask::Check(snapshot) = &task
                    && last_revisions.get(&snapshot.uri.0) != Some(&snapshot.revision)
                {
                    continue;
                }
                self.handle_task_or_recover(task);
            }
            self.send_config_status();
        }
    }

    /// Continues after a panic, so that the next version of the document is linted.
    fn handle_task_or_recover(&mut self, task: LintTask) {
        let request = match &task {
            LintTask::PullDiagnostics(request) => {
                Some((request.id.clone(), request.previous_result_id.clone()))
            }
            _ => None,
        };
        if catch_panic(|| self.handle_task(task)).is_some() {
            return;
        }
        self.scratch = Scratch::default();
        if let Some((id, previous_result_id)) = request {
            self.send(Event::DiagnosticsPulled { id, previous_result_id, diagnostics: None });
        }
    }

    fn handle_task(&mut self, task: LintTask) {
        match task {
            LintTask::ClientWatchesFiles => self.client_watches_files = true,
            LintTask::Close(snapshot) => {
                self.cross_file_index.close(&self.display_path(&snapshot));
                self.recheck_others(&snapshot);
            }
            LintTask::Reload { force } => self.reload(force),
            LintTask::Check(snapshot) => {
                self.reload_if_unwatched();
                let diagnostics = self.check(&snapshot);
                self.send_checked(&snapshot, diagnostics);
                self.index_siblings(&snapshot);
                self.recheck_others(&snapshot);
            }
            LintTask::FilesChanged => {
                self.cross_file_index.remove_closed_files();
                for snapshot in self.cross_file_index.open_documents() {
                    self.index_siblings(&snapshot);
                    self.recheck_others(&snapshot);
                }
            }
            LintTask::PullDiagnostics(request) => self.handle_pull(request),
        }
    }

    fn handle_pull(&mut self, request: DiagnosticRequest) {
        if request.cancelled.load(Ordering::Relaxed) {
            return;
        }
        self.reload_if_unwatched();
        let DiagnosticRequest { id, snapshot, previous_result_id, .. } = request;
        let diagnostics = Some(self.check(&snapshot));
        self.send(Event::DiagnosticsPulled { id, previous_result_id, diagnostics });
        self.index_siblings(&snapshot);
        self.recheck_others(&snapshot);
    }

    fn reload_if_unwatched(&mut self) {
        if !self.client_watches_files {
            self.reload(false);
        }
    }

    /// Reloads the settings and lints all open documents again.
    fn reload(&mut self, force: bool) {
        let mut settings = lock(&self.settings_store);
        if force {
            settings.reload();
        } else if !settings.reload_if_changed() {
            return;
        }
        drop(settings);
        self.config_errors_sent = false;
        self.cross_file_index.remove_closed_files();
        for snapshot in self.cross_file_index.open_documents() {
            let diagnostics = self.check(&snapshot);
            self.send_checked(&snapshot, diagnostics);
            self.index_siblings(&snapshot);
        }
        self.send(Event::SettingsReloaded);
    }

    fn display_path(&self, snapshot: &Snapshot) -> String {
        match &snapshot.path {
            Some(path) => lock(&self.settings_store).display_path(path),
            None => snapshot.uri.0.clone(),
        }
    }

    /// Lints a document and compares it with the other indexed files.
    fn check(&mut self, snapshot: &Arc<Snapshot>) -> Arc<DocumentDiagnostics> {
        let settings = lock(&self.settings_store).document_settings(snapshot.path.as_deref());
        let (key, file_settings) = (self.display_path(snapshot), settings.file.clone());
        let index = &mut self.cross_file_index;
        let findings = lint(snapshot, settings, &mut self.scratch, |key_hashes, scratch| {
            index.insert(key.clone(), Arc::clone(snapshot), file_settings, key_hashes);
            index.duplicates_of(&key, scratch)
        });
        let find_snapshot = |path: &str| self.cross_file_index.find_snapshot(path);
        let diagnostics = Arc::new(self.renderer.render(snapshot, findings, &find_snapshot));
        snapshot.set_diagnostics(Arc::clone(&diagnostics));
        diagnostics
    }

    /// Indexes the files in the folder of a document, and lints the document again if it is affected.
    fn index_siblings(&mut self, snapshot: &Arc<Snapshot>) {
        let key = self.display_path(snapshot);
        let settings_store = Arc::clone(&self.settings_store);
        let resolve = |path: &Path| {
            let mut settings = lock(&settings_store);
            (settings.display_path(path), settings.file_settings(Some(path)))
        };
        if self.cross_file_index.index_siblings(&key, &mut self.scratch, resolve)
            && self.cross_file_index.is_affected(&key)
        {
            self.recheck(snapshot);
        }
    }

    /// Lints the other open documents whose findings depend on the changed one.
    fn recheck_others(&mut self, changed: &Arc<Snapshot>) {
        for (key, snapshot) in self.cross_file_index.other_open_documents(&self.display_path(changed)) {
            self.index_siblings(&snapshot);
            if self.cross_file_index.is_affected(&key) {
                self.recheck(&snapshot);
            }
        }
    }

    /// Lints a document again, and sends its diagnostics if they have changed.
    fn recheck(&mut self, snapshot: &Arc<Snapshot>) {
        let before = snapshot.diagnostics().map(|diagnostics| diagnostics.result_id.clone());
        let diagnostics = self.check(snapshot);
        if before.as_ref() != Some(&diagnostics.result_id) {
            self.send_checked(snapshot, diagnostics);
            self.send(Event::OtherDocumentsChanged);
        }
    }

    fn send_checked(&self, snapshot: &Arc<Snapshot>, diagnostics: Arc<DocumentDiagnostics>) {
        self.send(Event::Checked { snapshot: Arc::clone(snapshot), diagnostics });
    }

    /// Sends the configuration files and their errors, if they have changed.
    fn send_config_status(&mut self) {
        let settings = lock(&self.settings_store);
        let files = settings.config_files();
        if files != self.config_files_sent {
            self.config_files_sent.clone_from(&files);
            self.config_errors_sent = false;
            self.send(Event::ConfigFiles(files));
        }
        if !self.config_errors_sent {
            self.config_errors_sent = true;
            self.send(Event::ConfigErrors(settings.config_errors().clone()));
        }
    }

    fn send(&self, event: Event) {
        // The main loop may have ended.
        let _ = self.events.send(event);
    }
}
