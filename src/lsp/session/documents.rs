//! Open documents.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use gen_lsp_types::{TextDocumentContentChangeEvent as Change, Uri};

use crate::text::PositionEncoding;

use super::snapshot::Snapshot;
use super::text_changes::apply_changes;

/// The open documents, by their URIs as written by the client.
#[derive(Clone, Default)]
pub(crate) struct Documents {
    open: HashMap<String, Arc<Snapshot>>,
    revision: u64,
}

impl Documents {
    pub(crate) fn open(&mut self, uri: Uri, version: Option<i32>, text: String) -> Arc<Snapshot> {
        self.revision += 1;
        let key = uri.0.clone();
        let snapshot = Arc::new(Snapshot::new(uri, version, self.revision, Arc::new(text)));
        self.open.insert(key, Arc::clone(&snapshot));
        snapshot
    }

    /// Applies changes to a document; returns `None` if it is not open.
    pub(crate) fn change(
        &mut self,
        uri: &Uri,
        version: Option<i32>,
        changes: Vec<Change>,
        encoding: PositionEncoding,
    ) -> Option<Arc<Snapshot>> {
        let old = self.open.get(&uri.0)?;
        let mut text = String::clone(&old.text);
        apply_changes(&mut text, Some(old.line_index()), changes, encoding);
        self.revision += 1;
        let snapshot = Arc::new(Snapshot::new(uri.clone(), version, self.revision, Arc::new(text)));
        self.open.insert(uri.0.clone(), Arc::clone(&snapshot));
        Some(snapshot)
    }

    pub(crate) fn close(&mut self, uri: &Uri) -> Option<Arc<Snapshot>> {
        self.open.remove(&uri.0)
    }

    pub(crate) fn get(&self, uri: &Uri) -> Option<&Arc<Snapshot>> {
        self.open.get(&uri.0)
    }

    pub(crate) fn get_by_path(&self, path: &Path) -> Option<&Arc<Snapshot>> {
        self.open.values().find(|snapshot| snapshot.path.as_deref() == Some(path))
    }
}
