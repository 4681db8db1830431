//! Versions of documents.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock};

use gen_lsp_types::Uri;

use crate::config::CONFIG_FILE_NAME;
use crate::job::JobFile;
use crate::json::Document;
use crate::lsp::protocol::position::PositionMapper;
use crate::lsp::protocol::uri::{path_to_uri, uri_to_path};
use crate::lsp::sync::lock;
use crate::source::ParsedFile;
use crate::text::{LineIndex, Placeholders, PositionEncoding};

use super::findings::DocumentDiagnostics;

/// One version of a document, with the results that are computed from it on demand.
pub(crate) struct Snapshot {
    pub(crate) uri: Uri,
    /// `None` if the document is not a file, such as an unsaved buffer.
    pub(crate) path: Option<PathBuf>,
    /// The version number of the client; `None` if the client does not send version numbers.
    pub(crate) version: Option<i32>,
    /// Unique among all versions of all documents of the session.
    pub(crate) revision: u64,
    pub(crate) text: Arc<String>,
    lines: OnceLock<LineIndex>,
    parsed: Mutex<Option<Arc<ParsedFile<'static>>>>,
    diagnostics: Mutex<Option<Arc<DocumentDiagnostics>>>,
}

impl Snapshot {
    pub(crate) fn new(uri: Uri, version: Option<i32>, revision: u64, text: Arc<String>) -> Self {
        Self {
            path: uri_to_path(&uri),
            uri,
            version,
            revision,
            text,
            lines: OnceLock::new(),
            parsed: Mutex::new(None),
            diagnostics: Mutex::new(None),
        }
    }

    /// A file that is not open in the editor.
    pub(crate) fn closed_file(path: &Path, text: String) -> Self {
        Self::new(path_to_uri(path), None, 0, Arc::new(text))
    }

    pub(crate) fn line_index(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(&self.text))
    }

    pub(crate) fn position_mapper(&self, encoding: PositionEncoding) -> PositionMapper<'_> {
        PositionMapper { text: &self.text, lines: self.line_index(), encoding }
    }

    /// Whether the document is a `joblint.toml`.
    pub(crate) fn is_config(&self) -> bool {
        self.path.as_deref().and_then(Path::file_name).is_some_and(|name| name == CONFIG_FILE_NAME)
    }

    /// The parsed text, which the worker and all features share. It is parsed once, unless the configuration
    /// defines other placeholders in the meantime.
    pub(crate) fn parsed(&self, placeholders: &Placeholders) -> Arc<ParsedFile<'static>> {
        let mut parsed = lock(&self.parsed);
        if let Some(file) = parsed.as_ref().filter(|file| file.placeholders() == placeholders) {
            return Arc::clone(file);
        }
        let file = ParsedFile::from_text(Arc::clone(&self.text)).with_placeholders(placeholders.clone());
        let file = Arc::new(file);
        *parsed = Some(Arc::clone(&file));
        file
    }

    /// Calls `run` with the typed view of the jobs; returns `None` if the document is not a job.
    pub(crate) fn with_job<T>(
        &self,
        placeholders: &Placeholders,
        run: impl for<'d> FnOnce(&JobFile<'d>, &'d Document<'d>) -> T,
    ) -> Option<T> {
        if self.is_config() {
            return None;
        }
        let parsed = self.parsed(placeholders);
        let document = parsed.document();
        let file = parsed.job_file(&document)?;
        Some(run(&file, &document))
    }

    /// The most recent diagnostics of this version; `None` if it was not linted yet.
    pub(crate) fn diagnostics(&self) -> Option<Arc<DocumentDiagnostics>> {
        lock(&self.diagnostics).clone()
    }

    pub(crate) fn set_diagnostics(&self, diagnostics: Arc<DocumentDiagnostics>) {
        *lock(&self.diagnostics) = Some(diagnostics);
    }
}
