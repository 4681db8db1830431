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
use crate::linter::{Linter, Origin, Scratch, catch, too_large};
use crate::plan::{Plan, VOCABULARY};
use crate::rules::unused_suppression;

use super::beside::Beside;
use super::client::Client;
use super::diagnostics::{Converter, config_items};
use super::documents::Snapshot;
use super::plans::{Plans, Trouble};
use super::server::{Event, lock};
use super::transport::{Json, Refusal, json};

/// What the thread is asked to do.
pub(super) enum Task {
    /// A new version of a document.
    Check(Arc<Snapshot>),
    /// The client asks for the findings of a document.
    Pull(Pull),
    /// A document was closed.
    Forget(Arc<Snapshot>),
    /// Files that something was read of may have changed: certainly, or perhaps.
    Reload { certainly: bool },
    /// Files that are not open may have changed.
    FilesChanged,
    /// The client says when files change: nobody need look.
    Watched,
}

/// A request for the findings of a document.
pub(super) struct Pull {
    pub(super) id: RequestId,
    pub(super) cancelled: Arc<AtomicBool>,
    pub(super) snapshot: Arc<Snapshot>,
    /// What the client has already.
    pub(super) previous: Option<String>,
}

/// What was found in one version of a document.
pub(super) struct Findings {
    /// The findings that are reported.
    pub(super) diagnostics: Vec<Diagnostic>,
    /// The same in the protocol's words, one for one.
    pub(super) items: Vec<Item>,
    /// The same as they are sent.
    pub(super) json: Json,
    /// Names what was found: the same where the same is sent.
    pub(super) result_id: String,
    /// What the document was checked by.
    pub(super) plan: Plan,
}

/// The state of the thread.
pub(super) struct Worker {
    client: Arc<Client>,
    plans: Arc<Mutex<Plans>>,
    events: Sender<Event>,
    beside: Beside,
    scratch: Scratch,
    watched: bool,
    trouble_sent: bool,
    files_sent: BTreeSet<PathBuf>,
}

impl Worker {
    pub(super) fn new(client: Arc<Client>, plans: Arc<Mutex<Plans>>, events: Sender<Event>) -> Self {
        Self {
            client,
            plans,
            events,
            beside: Beside::default(),
            scratch: Scratch::default(),
            watched: false,
            trouble_sent: false,
            files_sent: BTreeSet::new(),
        }
    }

    /// Works until nobody asks any more.
    pub(super) fn run(mut self, tasks: &Receiver<Task>) {
        // What is made when it is first needed, such as the schema, is made before a document is open.
        let _ = Linter::default().lint(br#"{"fieldsMap": [{}]}"#, Origin::Discovered, &mut self.scratch);
        while let Ok(first) = tasks.recv() {
            let mut waiting = vec![first];
            waiting.extend(tasks.try_iter());
            let mut last: HashMap<String, u64> = HashMap::new();
            for task in &waiting {
                if let Task::Check(snapshot) = task {
                    last.insert(snapshot.uri.0.clone(), snapshot.revision);
                }
            }
            for task in waiting {
                if let Task::Check(snapshot) = &task
                    && last.get(&snapshot.uri.0) != Some(&snapshot.revision)
                {
                    continue;
                }
                let pulled = match &task {
                    Task::Pull(pull) => Some(pull.id.clone()),
                    _ => None,
                };
                // A rule that fails is a finding; should anything else fail, the next version is
                // checked all the same.
                if catch(|| self.work(task)).is_none() {
                    self.scratch = Scratch::default();
                    if let Some(id) = pulled {
                        let _ = self.events.send(Event::Answer { id, result: Err(Refusal::own_mistake()) });
                    }
                }
            }
            self.tell_of_files();
        }
    }

    fn work(&mut self, task: Task) {
        match task {
            Task::Watched => self.watched = true,
            Task::Forget(snapshot) => {
                self.beside.close(&self.key(&snapshot));
                self.check_others(&snapshot);
            }
            Task::Reload { certainly } => self.reload(certainly),
            Task::Check(snapshot) => {
                if !self.watched {
                    self.reload(false);
                }
                let findings = self.check(&snapshot);
                self.checked(&snapshot, findings);
                self.look_around(&snapshot);
                self.check_others(&snapshot);
            }
            Task::FilesChanged => {
                self.beside.forget_files();
                for snapshot in self.beside.documents() {
                    self.look_around(&snapshot);
                    self.check_others(&snapshot);
                }
            }
            Task::Pull(pull) => self.pull(pull),
        }
    }

    fn pull(&mut self, pull: Pull) {
        if pull.cancelled.load(Ordering::Relaxed) {
            return;
        }
        if !self.watched {
            self.reload(false);
        }
        let findings = self.check(&pull.snapshot);
        let report = if pull.previous.as_ref() == Some(&findings.result_id) {
            json(&serde_json::json!({"kind": "unchanged", "resultId": findings.result_id}))
        } else {
            let mut report = br#"{"kind":"full","resultId":"#.to_vec();
            report.extend(json(&findings.result_id));
            report.extend(b",\"items\":");
            report.extend(&findings.json);
            report.push(b'}');
            report
        };
        let _ = self.events.send(Event::Answer { id: pull.id, result: Ok(report) });
        self.look_around(&pull.snapshot);
        self.check_others(&pull.snapshot);
    }

    /// Reads the configuration anew, and checks everything once more.
    fn reload(&mut self, certainly: bool) {
        let mut plans = lock(&self.plans);
        if certainly {
            plans.reload();
        } else if !plans.reload_if_changed() {
            return;
        }
        drop(plans);
        self.trouble_sent = false;
        self.beside.forget_files();
        for snapshot in self.beside.documents() {
            let findings = self.check(&snapshot);
            self.checked(&snapshot, findings);
            self.look_around(&snapshot);
        }
        let _ = self.events.send(Event::Reloaded);
    }

    fn checked(&self, snapshot: &Arc<Snapshot>, findings: Arc<Findings>) {
        let _ = self.events.send(Event::Checked { snapshot: Arc::clone(snapshot), findings });
    }

    /// The path by which a document is shown.
    fn key(&self, snapshot: &Snapshot) -> String {
        match &snapshot.path {
            Some(path) => lock(&self.plans).shown(path),
            None => snapshot.uri.0.clone(),
        }
    }

    fn check(&mut self, snapshot: &Arc<Snapshot>) -> Arc<Findings> {
        let findings = Arc::new(self.look_at(snapshot));
        snapshot.set_findings(Arc::clone(&findings));
        findings
    }

    /// What there is to find in a document.
    pub(super) fn look_at(&mut self, snapshot: &Arc<Snapshot>) -> Findings {
        let plan = lock(&self.plans).plan(snapshot.path.as_deref());
        if snapshot.is_config() { self.config(snapshot, plan) } else { self.job(snapshot, plan) }
    }

    /// Checks a job beside the others that are open.
    fn job(&mut self, snapshot: &Arc<Snapshot>, plan: Plan) -> Findings {
        let key = self.key(snapshot);
        let (text, linter) = (snapshot.text.as_bytes(), &plan.linter);
        let size = u64::try_from(text.len()).unwrap_or(u64::MAX);
        let checked = if plan.is_excluded() {
            linter.lint(b"", Origin::Discovered, &mut self.scratch)
        } else if size > DEFAULT_MAX_FILE_SIZE {
            too_large(size, DEFAULT_MAX_FILE_SIZE)
        } else {
            linter.lint(text, origin(&plan), &mut self.scratch)
        };
        let marks = if snapshot.path.is_some() { checked.marks.clone() } else { Vec::new() };
        self.beside.set(key.clone(), Arc::clone(snapshot), plan.clone(), marks);
        let repeats = self.beside.repeats(&key, &mut self.scratch);
        let checked = if repeats.is_empty() {
            checked
        } else {
            linter.lint_beside(text, origin(&plan), &repeats, &mut self.scratch)
        };
        let mut diagnostics = checked.diagnostics;
        lock(&self.plans).hide(
            &plan,
            snapshot.path.as_deref(),
            &checked.text,
            &checked.secrets,
            &mut diagnostics,
        );
        self.findings(snapshot, plan, diagnostics)
    }

    /// Looks at the files beside a document, and checks it again where that makes a difference.
    fn look_around(&mut self, snapshot: &Arc<Snapshot>) {
        let key = self.key(snapshot);
        let plans = Arc::clone(&self.plans);
        let look = |path: &Path| {
            let mut plans = lock(&plans);
            (plans.shown(path), plans.plan(Some(path)))
        };
        if self.beside.look_around(&key, &mut self.scratch, look) && self.beside.depends(&key) {
            self.check_again(snapshot);
        }
    }

    /// Checks the documents again whose findings depend on this one, or now may.
    fn check_others(&mut self, changed: &Arc<Snapshot>) {
        for (key, snapshot) in self.beside.others(&self.key(changed)) {
            self.look_around(&snapshot);
            if self.beside.depends(&key) {
                self.check_again(&snapshot);
            }
        }
    }

    /// Checks a document again because of others; says so where something else was found.
    fn check_again(&mut self, snapshot: &Arc<Snapshot>) {
        let before = snapshot.findings().map(|findings| findings.result_id.clone());
        let findings = self.check(snapshot);
        if before.as_ref() != Some(&findings.result_id) {
            self.checked(snapshot, findings);
            let _ = self.events.send(Event::OthersChanged);
        }
    }

    /// Checks a configuration as it stands in the editor.
    fn config(&self, snapshot: &Snapshot, plan: Plan) -> Findings {
        let path = snapshot.path.clone().unwrap_or_default();
        let text = snapshot.text.strip_prefix('\u{feff}').unwrap_or(&snapshot.text);
        match Config::parse(&path, text, VOCABULARY) {
            Ok(config) => {
                let today = lock(&self.plans).today();
                let expired = config.suppressions.iter().filter(|one| one.is_expired(today));
                let found = expired.map(|one| unused_suppression::report(one, true, false)).collect();
                let found = plan.linter.shown(found);
                self.findings(snapshot, plan, found)
            }
            Err(problems) => {
                let error = ConfigError { path, text: text.to_owned(), reason: None, problems };
                findings(Vec::new(), config_items(&error, self.client.encoding), plan)
            }
        }
    }

    fn findings(&self, snapshot: &Snapshot, plan: Plan, diagnostics: Vec<Diagnostic>) -> Findings {
        let others = |path: &str| self.beside.shown(path);
        let converter = Converter {
            client: &self.client,
            uri: &snapshot.uri,
            positions: snapshot.positions(self.client.encoding),
            others: &others,
        };
        let items = diagnostics.iter().map(|found| converter.item(found)).collect();
        findings(diagnostics, items, plan)
    }

    /// Says which files cannot be used, and which ones are worth watching.
    fn tell_of_files(&mut self) {
        let plans = lock(&self.plans);
        let files = plans.files();
        if files != self.files_sent {
            self.files_sent.clone_from(&files);
            self.trouble_sent = false;
            let _ = self.events.send(Event::Files(files));
        }
        if !self.trouble_sent {
            self.trouble_sent = true;
            let _ = self.events.send(Event::Trouble(Trouble::clone(plans.trouble())));
        }
    }
}

fn origin(plan: &Plan) -> Origin {
    if plan.is_included() { Origin::Included } else { Origin::Discovered }
}

fn findings(diagnostics: Vec<Diagnostic>, items: Vec<Item>, plan: Plan) -> Findings {
    let json = json(&items);
    let mut hasher = DefaultHasher::new();
    json.hash(&mut hasher);
    let result_id = format!("{:016x}", hasher.finish());
    Findings { diagnostics, items, json, result_id, plan }
}
