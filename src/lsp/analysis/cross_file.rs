//! Index of the open documents and the files in their folders, to find keys that several of them define.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::files::{ReadOutcome, json_files_in, read_file};
use crate::linter::{Collision, FileOrigin, KeyHash, KeyIndex, Scratch};
use crate::lsp::session::snapshot::Snapshot;
use crate::rule::DuplicateKey;
use crate::settings::FileSettings;
use crate::source::ParsedFile;

/// Maximum number of indexed files per folder. Folders of jobs contain fewer files.
const MAX_FILES: usize = 500;

/// Maximum size of an indexed file. Jobs are smaller, and larger files would delay the response.
const MAX_FILE_SIZE: u64 = 1 << 20;

struct IndexedFile {
    source: FileSource,
    settings: FileSettings,
    key_hashes: Vec<KeyHash>,
    /// Whether the last lint found keys that other files define.
    has_duplicates: bool,
}

enum FileSource {
    Open(Arc<Snapshot>),
    Closed(PathBuf),
}

impl IndexedFile {
    fn new(source: FileSource, settings: FileSettings, key_hashes: Vec<KeyHash>) -> Self {
        Self { source, settings, key_hashes, has_duplicates: false }
    }

    fn snapshot(&self) -> Option<&Arc<Snapshot>> {
        match &self.source {
            FileSource::Open(snapshot) => Some(snapshot),
            FileSource::Closed(_) => None,
        }
    }

    fn locate_key(&self, path: &str, collision: &Collision, scratch: &mut Scratch) -> Option<DuplicateKey> {
        let linter = &self.settings.linter;
        match &self.source {
            FileSource::Open(snapshot) => {
                linter.locate_key(&snapshot.parsed(linter.placeholders()), path, collision)
            }
            FileSource::Closed(file) => {
                let parsed = ParsedFile::parse(read_closed(file)?, scratch);
                let parsed = parsed.with_placeholders(linter.placeholders().clone());
                let duplicate = linter.locate_key(&parsed, path, collision);
                scratch.reclaim(parsed);
                duplicate
            }
        }
    }
}

/// Reads a file that is not open; `None` if it is no longer readable.
fn read_closed(path: &Path) -> Option<Vec<u8>> {
    let mut buffer = Vec::new();
    let outcome = read_file(path, MAX_FILE_SIZE, &mut buffer);
    matches!(outcome, Ok(ReadOutcome::Complete)).then_some(buffer)
}

#[derive(Default)]
pub(crate) struct CrossFileIndex {
    /// The files by display path. Of several files that define a key, the first one owns it.
    files: BTreeMap<String, IndexedFile>,
    indexed_folders: HashSet<PathBuf>,
}

impl CrossFileIndex {
    /// Adds or replaces an open document.
    pub(crate) fn insert(
        &mut self,
        key: String,
        snapshot: Arc<Snapshot>,
        settings: FileSettings,
        key_hashes: Vec<KeyHash>,
    ) {
        self.files.insert(key, IndexedFile::new(FileSource::Open(snapshot), settings, key_hashes));
    }

    /// Removes a closed document. Its folder is indexed again, with the content of the file on disk.
    pub(crate) fn close(&mut self, key: &str) {
        let closed = self.files.remove(key);
        let path = closed.as_ref().and_then(IndexedFile::snapshot).and_then(|open| open.path.as_ref());
        if let Some(folder) = path.and_then(|path| path.parent()) {
            self.indexed_folders.remove(folder);
        }
    }

    /// Removes all files that are not open, because they may have changed.
    pub(crate) fn remove_closed_files(&mut self) {
        self.files.retain(|_, file| file.snapshot().is_some());
        self.indexed_folders.clear();
    }

    pub(crate) fn open_documents(&self) -> Vec<Arc<Snapshot>> {
        self.files.values().filter_map(IndexedFile::snapshot).map(Arc::clone).collect()
    }

    /// All open documents with keys or duplicates, except the one with the given key.
    pub(crate) fn other_open_documents(&self, key: &str) -> Vec<(String, Arc<Snapshot>)> {
        let has_keys = |file: &IndexedFile| file.has_duplicates || !file.key_hashes.is_empty();
        let others = self.files.iter().filter(|(path, file)| *path != key && has_keys(file));
        others.filter_map(|(path, file)| Some((path.clone(), Arc::clone(file.snapshot()?)))).collect()
    }

    /// The document or file with a display path.
    pub(crate) fn find_snapshot(&self, key: &str) -> Option<Arc<Snapshot>> {
        let file = self.files.get(key)?;
        Some(match &file.source {
            FileSource::Open(snapshot) => Arc::clone(snapshot),
            FileSource::Closed(path) => {
                let text = String::from_utf8(read_closed(path).unwrap_or_default()).ok()?;
                Arc::new(Snapshot::closed_file(path, text))
            }
        })
    }

    /// Indexes the files in the folder of an open document, unless they are indexed already or the
    /// document has no keys that are compared. `resolve` returns the display path and the settings of a
    /// file. Returns whether files were indexed.
    pub(crate) fn index_siblings(
        &mut self,
        key: &str,
        scratch: &mut Scratch,
        mut resolve: impl FnMut(&Path) -> (String, FileSettings),
    ) -> bool {
        let Some(file) = self.files.get(key) else { return false };
        let Some(folder) = file.snapshot().and_then(|open| open.path.as_deref()).and_then(Path::parent)
        else {
            return false;
        };
        let is_compared = file.key_hashes.iter().any(|key_hash| {
            let collision = Collision { key_hash: *key_hash, first_file: 0, same_folder: true };
            file.settings.linter.is_reported(&collision)
        });
        if !is_compared || !self.indexed_folders.insert(folder.to_owned()) {
            return false;
        }
        let mut buffer = Vec::new();
        for path in json_files_in(folder).into_iter().take(MAX_FILES) {
            let (key, settings) = resolve(&path);
            let is_open = self.files.get(&key).is_some_and(|known| known.snapshot().is_some());
            if is_open
                || settings.is_excluded()
                || !matches!(read_file(&path, MAX_FILE_SIZE, &mut buffer), Ok(ReadOutcome::Complete))
            {
                continue;
            }
            let result = settings.linter.lint(&buffer, FileOrigin::Discovered, scratch);
            let key_hashes = result.key_hashes;
            scratch.reclaim(result.file);
            if !key_hashes.is_empty() {
                self.files.insert(key, IndexedFile::new(FileSource::Closed(path), settings, key_hashes));
            }
        }
        true
    }

    /// Whether the findings of a document depended on other files when it was last linted, or do now.
    pub(crate) fn is_affected(&self, key: &str) -> bool {
        self.files.get(key).is_some_and(|file| file.has_duplicates) || !self.collisions(key).is_empty()
    }

    /// Locates the keys of a document that files before it define.
    pub(crate) fn duplicates_of(&mut self, key: &str, scratch: &mut Scratch) -> Vec<DuplicateKey> {
        let mut duplicates = Vec::new();
        for (path, collision) in self.collisions(key) {
            let Some(first) = self.files.get(&path) else { continue };
            duplicates.extend(first.locate_key(&path, &collision, scratch));
        }
        if let Some(file) = self.files.get_mut(key) {
            file.has_duplicates = !duplicates.is_empty();
        }
        duplicates
    }

    /// The keys of a document that files before it define, with the path of the first of these files.
    fn collisions(&self, key: &str) -> Vec<(String, Collision)> {
        let Some(own) = self.files.get(key).filter(|file| !file.key_hashes.is_empty()) else {
            return Vec::new();
        };
        let mut index = KeyIndex::default();
        let before: Vec<(&String, &IndexedFile)> =
            self.files.iter().take_while(|(path, _)| path.as_str() < key).collect();
        for (position, (path, file)) in before.iter().enumerate() {
            index.insert(position, path, &file.key_hashes);
        }
        let collisions = index.insert(before.len(), key, &own.key_hashes).into_iter();
        collisions
            .filter(|collision| own.settings.linter.is_reported(collision))
            .filter_map(|collision| Some(((*before.get(collision.first_file)?.0).clone(), collision)))
            .collect()
    }
}
