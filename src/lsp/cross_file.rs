//! What documents claim beside one another: the open ones, and the files in their folders.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::files::{ReadOutcome, json_files_in, read_file};
use crate::linter::{Collision, FileOrigin, KeyHash, KeyIndex, Scratch};
use crate::rule::DuplicateKey;
use crate::settings::FileSettings;

use super::documents::Snapshot;
use super::from_proto::path_to_uri;

/// How many files of a folder are looked at; a folder with more of them is no folder of jobs.
const MAX_FILES: usize = 500;

/// How large such a file may be: jobs are no larger, and nobody is to wait.
const MAX_FILE_SIZE: u64 = 1 << 20;

/// A document or a file that was looked at.
pub(super) struct IndexedFile {
    source: FileSource,
    settings: FileSettings,
    key_hashes: Vec<KeyHash>,
    /// Whether something was found because of another one.
    has_duplicates: bool,
}

enum FileSource {
    Open(Arc<Snapshot>),
    Closed(PathBuf),
}

impl IndexedFile {
    fn snapshot(&self) -> Option<&Arc<Snapshot>> {
        match &self.source {
            FileSource::Open(snapshot) => Some(snapshot),
            FileSource::Closed(_) => None,
        }
    }

    /// Its text; empty where the file is gone.
    fn text(&self) -> Cow<'_, [u8]> {
        match &self.source {
            FileSource::Open(snapshot) => Cow::Borrowed(snapshot.text.as_bytes()),
            FileSource::Closed(path) => {
                let mut buffer = Vec::new();
                let read = read_file(path, MAX_FILE_SIZE, &mut buffer);
                Cow::Owned(if matches!(read, Ok(ReadOutcome::Complete)) { buffer } else { Vec::new() })
            }
        }
    }
}

/// Everything that was looked at.
#[derive(Default)]
pub(super) struct CrossFileIndex {
    /// By the paths that are shown, in whose order claims count.
    files: BTreeMap<String, IndexedFile>,
    /// The folders whose files are known.
    indexed_folders: HashSet<PathBuf>,
}

impl CrossFileIndex {
    /// Takes what an open document claims.
    pub(super) fn insert(
        &mut self,
        key: String,
        snapshot: Arc<Snapshot>,
        plan: FileSettings,
        marks: Vec<KeyHash>,
    ) {
        self.files.insert(
            key,
            IndexedFile {
                source: FileSource::Open(snapshot),
                settings: plan,
                key_hashes: marks,
                has_duplicates: false,
            },
        );
    }

    /// Forgets a document that was closed: from now on its file counts.
    pub(super) fn close(&mut self, key: &str) {
        if let Some(path) = self
            .files
            .remove(key)
            .as_ref()
            .and_then(IndexedFile::snapshot)
            .and_then(|open| open.path.as_ref())
            && let Some(folder) = path.parent()
        {
            self.indexed_folders.remove(folder);
        }
    }

    /// Forgets all files that are not open: they may have changed.
    pub(super) fn remove_closed_files(&mut self) {
        self.files.retain(|_, one| one.snapshot().is_some());
        self.indexed_folders.clear();
    }

    /// The documents that are open.
    pub(super) fn open_documents(&self) -> Vec<Arc<Snapshot>> {
        self.files.values().filter_map(IndexedFile::snapshot).map(Arc::clone).collect()
    }

    /// The open documents other than one that claim something.
    pub(super) fn other_open_documents(&self, key: &str) -> Vec<(String, Arc<Snapshot>)> {
        let claims = |one: &IndexedFile| one.has_duplicates || !one.key_hashes.is_empty();
        let others = self.files.iter().filter(|(path, one)| *path != key && claims(one));
        others.filter_map(|(path, one)| Some((path.clone(), Arc::clone(one.snapshot()?)))).collect()
    }

    /// The document or file that is shown by a path.
    pub(super) fn find_snapshot(&self, key: &str) -> Option<Arc<Snapshot>> {
        let one = self.files.get(key)?;
        Some(match &one.source {
            FileSource::Open(snapshot) => Arc::clone(snapshot),
            FileSource::Closed(path) => {
                let text = String::from_utf8(one.text().into_owned()).ok()?;
                Arc::new(Snapshot::new(path_to_uri(path), None, 0, Arc::new(text)))
            }
        })
    }

    /// Looks at the files beside an open document, unless they are known, or of no interest to it.
    /// `look` gives the name that a file is shown by, and what holds for it.
    pub(super) fn index_siblings(
        &mut self,
        key: &str,
        scratch: &mut Scratch,
        mut look: impl FnMut(&Path) -> (String, FileSettings),
    ) -> bool {
        let Some(one) = self.files.get(key) else { return false };
        let Some(folder) = one.snapshot().and_then(|open| open.path.as_deref()).and_then(Path::parent) else {
            return false;
        };
        let wanted = one.key_hashes.iter().any(|mark| {
            one.settings.linter.is_reported(&Collision { key_hash: *mark, first_file: 0, same_folder: true })
        });
        if !wanted || !self.indexed_folders.insert(folder.to_owned()) {
            return false;
        }
        let mut buffer = Vec::new();
        for path in json_files_in(folder).into_iter().take(MAX_FILES) {
            let (key, plan) = look(&path);
            let is_open = self.files.get(&key).is_some_and(|known| known.snapshot().is_some());
            if is_open
                || plan.is_excluded()
                || !matches!(read_file(&path, MAX_FILE_SIZE, &mut buffer), Ok(ReadOutcome::Complete))
            {
                continue;
            }
            let marks = plan.linter.lint(&buffer, FileOrigin::Discovered, scratch).key_hashes;
            if !marks.is_empty() {
                self.files.insert(
                    key,
                    IndexedFile {
                        source: FileSource::Closed(path),
                        settings: plan,
                        key_hashes: marks,
                        has_duplicates: false,
                    },
                );
            }
        }
        true
    }

    /// Whether what is found in a document depends on others: it did, or it does now.
    pub(super) fn is_affected(&self, key: &str) -> bool {
        self.files.get(key).is_some_and(|one| one.has_duplicates) || !self.collisions(key).is_empty()
    }

    /// What a document repeats of what the ones before it claim.
    pub(super) fn duplicates_of(&mut self, key: &str, scratch: &mut Scratch) -> Vec<DuplicateKey> {
        let mut repeats = Vec::new();
        for (first, clash) in self.collisions(key) {
            let Some(claimant) = self.files.get(&first) else { continue };
            repeats.extend(claimant.settings.linter.locate_key(&claimant.text(), &first, &clash, scratch));
        }
        if let Some(one) = self.files.get_mut(key) {
            one.has_duplicates = !repeats.is_empty();
        }
        repeats
    }

    /// The claims of a document that were made before, each with who made it.
    fn collisions(&self, key: &str) -> Vec<(String, Collision)> {
        let Some(own) = self.files.get(key).filter(|one| !one.key_hashes.is_empty()) else {
            return Vec::new();
        };
        let mut ledger = KeyIndex::default();
        let before: Vec<(&String, &IndexedFile)> =
            self.files.iter().take_while(|(path, _)| path.as_str() < key).collect();
        for (place, (path, one)) in before.iter().enumerate() {
            ledger.insert(place, path, &one.key_hashes);
        }
        let clashes = ledger.insert(before.len(), key, &own.key_hashes).into_iter();
        clashes
            .filter(|clash| own.settings.linter.is_reported(clash))
            .filter_map(|clash| Some(((*before.get(clash.first_file)?.0).clone(), clash)))
            .collect()
    }
}
