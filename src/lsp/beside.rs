//! What documents claim beside one another: the open ones, and the files in their folders.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::files::{Contents, read, siblings};
use crate::linter::{Clash, Ledger, Mark, Origin, Scratch};
use crate::plan::Plan;
use crate::rule::Repeat;

use super::documents::Snapshot;
use super::location::uri_of;

/// How many files of a folder are looked at; a folder with more of them is no folder of jobs.
const MOST_FILES: usize = 500;

/// How large such a file may be: jobs are no larger, and nobody is to wait.
const LARGEST_FILE: u64 = 1 << 20;

/// A document or a file that was looked at.
pub(super) struct Claimant {
    source: Source,
    plan: Plan,
    marks: Vec<Mark>,
    /// Whether something was found because of another one.
    clashes: bool,
}

enum Source {
    Open(Arc<Snapshot>),
    Closed(PathBuf),
}

impl Claimant {
    fn open(&self) -> Option<&Arc<Snapshot>> {
        match &self.source {
            Source::Open(snapshot) => Some(snapshot),
            Source::Closed(_) => None,
        }
    }

    /// Its text; empty where the file is gone.
    fn text(&self) -> Cow<'_, [u8]> {
        match &self.source {
            Source::Open(snapshot) => Cow::Borrowed(snapshot.text.as_bytes()),
            Source::Closed(path) => {
                let mut buffer = Vec::new();
                let read = read(path, LARGEST_FILE, &mut buffer);
                Cow::Owned(if matches!(read, Ok(Contents::Read)) { buffer } else { Vec::new() })
            }
        }
    }
}

/// Everything that was looked at.
#[derive(Default)]
pub(super) struct Beside {
    /// By the paths that are shown, in whose order claims count.
    all: BTreeMap<String, Claimant>,
    /// The folders whose files are known.
    folders: HashSet<PathBuf>,
}

impl Beside {
    /// Takes what an open document claims.
    pub(super) fn set(&mut self, key: String, snapshot: Arc<Snapshot>, plan: Plan, marks: Vec<Mark>) {
        self.all.insert(key, Claimant { source: Source::Open(snapshot), plan, marks, clashes: false });
    }

    /// Forgets a document that was closed: from now on its file counts.
    pub(super) fn close(&mut self, key: &str) {
        if let Some(path) =
            self.all.remove(key).as_ref().and_then(Claimant::open).and_then(|open| open.path.as_ref())
            && let Some(folder) = path.parent()
        {
            self.folders.remove(folder);
        }
    }

    /// Forgets all files that are not open: they may have changed.
    pub(super) fn forget_files(&mut self) {
        self.all.retain(|_, one| one.open().is_some());
        self.folders.clear();
    }

    /// The documents that are open.
    pub(super) fn documents(&self) -> Vec<Arc<Snapshot>> {
        self.all.values().filter_map(Claimant::open).map(Arc::clone).collect()
    }

    /// The open documents other than one that claim something.
    pub(super) fn others(&self, key: &str) -> Vec<(String, Arc<Snapshot>)> {
        let claims = |one: &Claimant| one.clashes || !one.marks.is_empty();
        let others = self.all.iter().filter(|(path, one)| *path != key && claims(one));
        others.filter_map(|(path, one)| Some((path.clone(), Arc::clone(one.open()?)))).collect()
    }

    /// The document or file that is shown by a path.
    pub(super) fn shown(&self, key: &str) -> Option<Arc<Snapshot>> {
        let one = self.all.get(key)?;
        Some(match &one.source {
            Source::Open(snapshot) => Arc::clone(snapshot),
            Source::Closed(path) => {
                let text = String::from_utf8(one.text().into_owned()).ok()?;
                Arc::new(Snapshot::new(uri_of(path), None, 0, Arc::new(text)))
            }
        })
    }

    /// Looks at the files beside an open document, unless they are known, or of no interest to it.
    /// `look` gives the name that a file is shown by, and what holds for it.
    pub(super) fn look_around(
        &mut self,
        key: &str,
        scratch: &mut Scratch,
        mut look: impl FnMut(&Path) -> (String, Plan),
    ) -> bool {
        let Some(one) = self.all.get(key) else { return false };
        let Some(folder) = one.open().and_then(|open| open.path.as_deref()).and_then(Path::parent) else {
            return false;
        };
        let wanted = one
            .marks
            .iter()
            .any(|mark| one.plan.linter.wants(&Clash { mark: *mark, first: 0, same_folder: true }));
        if !wanted || !self.folders.insert(folder.to_owned()) {
            return false;
        }
        let mut buffer = Vec::new();
        for path in siblings(folder).into_iter().take(MOST_FILES) {
            let (key, plan) = look(&path);
            let is_open = self.all.get(&key).is_some_and(|known| known.open().is_some());
            if is_open
                || plan.is_excluded()
                || !matches!(read(&path, LARGEST_FILE, &mut buffer), Ok(Contents::Read))
            {
                continue;
            }
            let marks = plan.linter.lint(&buffer, Origin::Discovered, scratch).marks;
            if !marks.is_empty() {
                self.all.insert(key, Claimant { source: Source::Closed(path), plan, marks, clashes: false });
            }
        }
        true
    }

    /// Whether what is found in a document depends on others: it did, or it does now.
    pub(super) fn depends(&self, key: &str) -> bool {
        self.all.get(key).is_some_and(|one| one.clashes) || !self.clashes(key).is_empty()
    }

    /// What a document repeats of what the ones before it claim.
    pub(super) fn repeats(&mut self, key: &str, scratch: &mut Scratch) -> Vec<Repeat> {
        let mut repeats = Vec::new();
        for (first, clash) in self.clashes(key) {
            let Some(claimant) = self.all.get(&first) else { continue };
            repeats.extend(claimant.plan.linter.first_claim(&claimant.text(), &first, &clash, scratch));
        }
        if let Some(one) = self.all.get_mut(key) {
            one.clashes = !repeats.is_empty();
        }
        repeats
    }

    /// The claims of a document that were made before, each with who made it.
    fn clashes(&self, key: &str) -> Vec<(String, Clash)> {
        let Some(own) = self.all.get(key).filter(|one| !one.marks.is_empty()) else { return Vec::new() };
        let mut ledger = Ledger::default();
        let before: Vec<(&String, &Claimant)> =
            self.all.iter().take_while(|(path, _)| path.as_str() < key).collect();
        for (place, (path, one)) in before.iter().enumerate() {
            ledger.enter(place, path, &one.marks);
        }
        let clashes = ledger.enter(before.len(), key, &own.marks).into_iter();
        clashes
            .filter(|clash| own.plan.linter.wants(clash))
            .filter_map(|clash| Some(((*before.get(clash.first)?.0).clone(), clash)))
            .collect()
    }
}
