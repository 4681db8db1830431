//! The thread that checks documents.
//!
//! It takes everything that waits at once and checks only the last version of each document, so that
//! it never falls behind the keyboard. Whether a result is still worth showing, the main loop decides.

use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeSet, HashMap};
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender};
use std::sync::{Arc, Mutex};

use gen_lsp_types::Diagnostic as Item;
use lsp_server::RequestId;

use crate::config::{Config, ConfigError};
use crate::diagnostic::Diagnostic;
use crate::files::DEFAULT_MAX_FILE_SIZE;
use crate::linter::{FileOrigin, Linter, Scratch, catch_panic, file_too_large};
use crate::rules::joblint::unused_suppression;
use crate::settings::{FileSettings, RULE_CATALOG};

use super::client_capabilities::ClientCapabilities;
use super::cross_file::CrossFileIndex;
use super::diagnostics::{DiagnosticConverter, config_error_diagnostics};
use super::documents::Snapshot;
use super::server::{Event, lock};
use super::settings_store::{ConfigErrors, SettingsStore};
use super::transport::{JsonBytes, ResponseError, to_json};

/// What the thread is asked to do.
pub(super) enum LintTask {
    /// A new version of a document.
    Check(Arc<Snapshot>),
    /// The client asks for the findings of a document.
    PullDiagnostics(DiagnosticRequest),
    /// A document was closed.
    Close(Arc<Snapshot>),
    /// Files that something was read of may have changed: certainly, or perhaps.
    Reload { force: bool },
    /// Files that are not open may have changed.
    FilesChanged,
    /// The client says when files change: nobody need look.
    ClientWatchesFiles,
}

/// A request for the findings of a document.
pub(super) struct DiagnosticRequest {
    pub(super) id: RequestId,
    pub(super) cancelled: Arc<AtomicBool>,
    pub(super) snapshot: Arc<Snapshot>,
    /// What the client has already.
    pub(super) previous_result_id: Option<String>,
}

/// What was found in one version of a document.
pub(super) struct DocumentDiagnostics {
    /// The findings that are reported.
    pub(super) diagnostics: Vec<Diagnostic>,
    /// The same in the protocol's words, one for one.
    pub(super) lsp_diagnostics: Vec<Item>,
    /// The same as they are sent.
    pub(super) json: JsonBytes,
    /// Names what was found: the same where the same is sent.
    pub(super) result_id: String,
    /// What the document was checked by.
    pub(super) settings: FileSettings,
}

/// The state of the thread.
pub(super) struct LintWorker {
    client: Arc<ClientCapabilities>,
    settings_store: Arc<Mutex<SettingsStore>>,
    events: Sender<Event>,
    cross_file_index: CrossFileIndex,
    scratch: Scratch,
    client_watches_files: bool,
    config_errors_sent: bool,
    config_files_sent: BTreeSet<PathBuf>,
}

impl LintWorker {
    pub(super) fn new(
        client: Arc<ClientCapabilities>,
        plans: Arc<Mutex<SettingsStore>>,
        events: Sender<Event>,
    ) -> Self {
        Self {
            client,
            settings_store: plans,
            events,
            cross_file_index: CrossFileIndex::default(),
            scratch: Scratch::default(),
            client_watches_files: false,
            config_errors_sent: false,
            config_files_sent: BTreeSet::new(),
        }
    }

    /// Works until nobody asks any more.
    pub(super) fn run(mut self, tasks: &Receiver<LintTask>) {
        // What is made when it is first needed, such as the schema, is made before a document is open.
        let _ = Linter::default().lint(br#"{"fieldsMap": [{}]}"#, FileOrigin::Discovered, &mut self.scratch);
        while let Ok(first) = tasks.recv() {
            let mut waiting = vec![first];
            waiting.extend(tasks.try_iter());
            let mut last: HashMap<String, u64> = HashMap::new();
            for task in &waiting {
                if let LintTask::Check(snapshot) = task {
                    last.insert(snapshot.uri.0.clone(), snapshot.revision);
                }
            }
            for task in waiting {
                if let LintTask::Check(snapshot) = &task
                    && last.get(&snapshot.uri.0) != Some(&snapshot.revision)
                {
                    continue;
                }
                let pulled = match &task {
                    LintTask::PullDiagnostics(pull) => Some(pull.id.clone()),
                    _ => None,
                };
                // A rule that fails is a finding; should anything else fail, the next version is
                // checked all the same.
                if catch_panic(|| self.handle_task(task)).is_none() {
                    self.scratch = Scratch::default();
                    if let Some(id) = pulled {
                        let _ = self
                            .events
                            .send(Event::Response { id, result: Err(ResponseError::internal_error()) });
                    }
                }
            }
            self.send_config_status();
        }
    }

    fn handle_task(&mut self, task: LintTask) {
        match task {
            LintTask::ClientWatchesFiles => self.client_watches_files = true,
            LintTask::Close(snapshot) => {
                self.cross_file_index.close(&self.display_path(&snapshot));
                self.recheck_others(&snapshot);
            }
            LintTask::Reload { force: certainly } => self.reload(certainly),
            LintTask::Check(snapshot) => {
                if !self.client_watches_files {
                    self.reload(false);
                }
                let findings = self.check(&snapshot);
                self.send_checked(&snapshot, findings);
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
            LintTask::PullDiagnostics(pull) => self.handle_pull(pull),
        }
    }

    fn handle_pull(&mut self, pull: DiagnosticRequest) {
        if pull.cancelled.load(Ordering::Relaxed) {
            return;
        }
        if !self.client_watches_files {
            self.reload(false);
        }
        let findings = self.check(&pull.snapshot);
        let report = if pull.previous_result_id.as_ref() == Some(&findings.result_id) {
            to_json(&serde_json::json!({"kind": "unchanged", "resultId": findings.result_id}))
        } else {
            let mut report = br#"{"kind":"full","resultId":"#.to_vec();
            report.extend(to_json(&findings.result_id));
            report.extend(b",\"items\":");
            report.extend(&findings.json);
            report.push(b'}');
            report
        };
        let _ = self.events.send(Event::Response { id: pull.id, result: Ok(report) });
        self.index_siblings(&pull.snapshot);
        self.recheck_others(&pull.snapshot);
    }

    /// Reads the configuration anew, and checks everything once more.
    fn reload(&mut self, certainly: bool) {
        let mut plans = lock(&self.settings_store);
        if certainly {
            plans.reload();
        } else if !plans.reload_if_changed() {
            return;
        }
        drop(plans);
        self.config_errors_sent = false;
        self.cross_file_index.remove_closed_files();
        for snapshot in self.cross_file_index.open_documents() {
            let findings = self.check(&snapshot);
            self.send_checked(&snapshot, findings);
            self.index_siblings(&snapshot);
        }
        let _ = self.events.send(Event::SettingsReloaded);
    }

    fn send_checked(&self, snapshot: &Arc<Snapshot>, findings: Arc<DocumentDiagnostics>) {
        let _ = self.events.send(Event::Checked { snapshot: Arc::clone(snapshot), diagnostics: findings });
    }

    /// The path by which a document is shown.
    fn display_path(&self, snapshot: &Snapshot) -> String {
        match &snapshot.path {
            Some(path) => lock(&self.settings_store).display_path(path),
            None => snapshot.uri.0.clone(),
        }
    }

    fn check(&mut self, snapshot: &Arc<Snapshot>) -> Arc<DocumentDiagnostics> {
        let findings = Arc::new(self.lint(snapshot));
        snapshot.set_diagnostics(Arc::clone(&findings));
        findings
    }

    /// What there is to find in a document.
    pub(super) fn lint(&mut self, snapshot: &Arc<Snapshot>) -> DocumentDiagnostics {
        let plan = lock(&self.settings_store).file_settings(snapshot.path.as_deref());
        if snapshot.is_config() { self.lint_config(snapshot, plan) } else { self.lint_job(snapshot, plan) }
    }

    /// Checks a job beside the others that are open.
    fn lint_job(&mut self, snapshot: &Arc<Snapshot>, plan: FileSettings) -> DocumentDiagnostics {
        let key = self.display_path(snapshot);
        let (text, linter) = (snapshot.text.as_bytes(), &plan.linter);
        let size = u64::try_from(text.len()).unwrap_or(u64::MAX);
        let checked = if plan.is_excluded() {
            linter.lint(b"", FileOrigin::Discovered, &mut self.scratch)
        } else if size > DEFAULT_MAX_FILE_SIZE {
            file_too_large(size, DEFAULT_MAX_FILE_SIZE)
        } else {
            linter.lint(text, file_origin(&plan), &mut self.scratch)
        };
        let marks = if snapshot.path.is_some() { checked.key_hashes.clone() } else { Vec::new() };
        self.cross_file_index.insert(key.clone(), Arc::clone(snapshot), plan.clone(), marks);
        let repeats = self.cross_file_index.duplicates_of(&key, &mut self.scratch);
        let checked = if repeats.is_empty() {
            checked
        } else {
            linter.lint_with_duplicates(text, file_origin(&plan), &repeats, &mut self.scratch)
        };
        let mut diagnostics = checked.diagnostics;
        lock(&self.settings_store).filter_suppressed(
            &plan,
            snapshot.path.as_deref(),
            &checked.text,
            &checked.secrets,
            &mut diagnostics,
        );
        self.document_diagnostics(snapshot, plan, diagnostics)
    }

    /// Looks at the files beside a document, and checks it again where that makes a difference.
    fn index_siblings(&mut self, snapshot: &Arc<Snapshot>) {
        let key = self.display_path(snapshot);
        let plans = Arc::clone(&self.settings_store);
        let look = |path: &Path| {
            let mut plans = lock(&plans);
            (plans.display_path(path), plans.file_settings(Some(path)))
        };
        if self.cross_file_index.index_siblings(&key, &mut self.scratch, look)
            && self.cross_file_index.is_affected(&key)
        {
            self.recheck(snapshot);
        }
    }

    /// Checks the documents again whose findings depend on this one, or now may.
    fn recheck_others(&mut self, changed: &Arc<Snapshot>) {
        for (key, snapshot) in self.cross_file_index.other_open_documents(&self.display_path(changed)) {
            self.index_siblings(&snapshot);
            if self.cross_file_index.is_affected(&key) {
                self.recheck(&snapshot);
            }
        }
    }

    /// Checks a document again because of others; says so where something else was found.
    fn recheck(&mut self, snapshot: &Arc<Snapshot>) {
        let before = snapshot.diagnostics().map(|findings| findings.result_id.clone());
        let findings = self.check(snapshot);
        if before.as_ref() != Some(&findings.result_id) {
            self.send_checked(snapshot, findings);
            let _ = self.events.send(Event::OtherDocumentsChanged);
        }
    }

    /// Checks a configuration as it stands in the editor.
    fn lint_config(&self, snapshot: &Snapshot, plan: FileSettings) -> DocumentDiagnostics {
        let path = snapshot.path.clone().unwrap_or_default();
        let text = snapshot.text.strip_prefix('\u{feff}').unwrap_or(&snapshot.text);
        match Config::parse(&path, text, RULE_CATALOG) {
            Ok(config) => {
                let today = lock(&self.settings_store).today();
                let expired = config.suppressions.iter().filter(|one| one.is_expired(today));
                let found = expired.map(|one| unused_suppression::report(one, true, false)).collect();
                let found = plan.linter.apply_settings(found);
                self.document_diagnostics(snapshot, plan, found)
            }
            Err(problems) => {
                let error = ConfigError { path, text: text.to_owned(), reason: None, diagnostics: problems };
                with_result_id(Vec::new(), config_error_diagnostics(&error, self.client.encoding), plan)
            }
        }
    }

    fn document_diagnostics(
        &self,
        snapshot: &Snapshot,
        plan: FileSettings,
        diagnostics: Vec<Diagnostic>,
    ) -> DocumentDiagnostics {
        let others = |path: &str| self.cross_file_index.find_snapshot(path);
        let converter = DiagnosticConverter {
            client: &self.client,
            uri: &snapshot.uri,
            position_mapper: snapshot.position_mapper(self.client.encoding),
            find_snapshot: &others,
        };
        let items = diagnostics.iter().map(|found| converter.to_lsp(found)).collect();
        with_result_id(diagnostics, items, plan)
    }

    /// Says which files cannot be used, and which ones are worth watching.
    fn send_config_status(&mut self) {
        let plans = lock(&self.settings_store);
        let files = plans.config_files();
        if files != self.config_files_sent {
            self.config_files_sent.clone_from(&files);
            self.config_errors_sent = false;
            let _ = self.events.send(Event::ConfigFiles(files));
        }
        if !self.config_errors_sent {
            self.config_errors_sent = true;
            let _ = self.events.send(Event::ConfigErrors(ConfigErrors::clone(plans.config_errors())));
        }
    }
}

fn file_origin(plan: &FileSettings) -> FileOrigin {
    if plan.is_included() { FileOrigin::Included } else { FileOrigin::Discovered }
}

fn with_result_id(diagnostics: Vec<Diagnostic>, items: Vec<Item>, plan: FileSettings) -> DocumentDiagnostics {
    let json = to_json(&items);
    let mut hasher = DefaultHasher::new();
    json.hash(&mut hasher);
    let result_id = format!("{:016x}", hasher.finish());
    DocumentDiagnostics { diagnostics, lsp_diagnostics: items, json, result_id, settings: plan }
}
