//! A document's jobs.

use crate::json::{Document, NodeId};

use super::{FieldRow, FileKind, ObjectOption, Settings, Side, SideName, Value};

/// The jobs of one document.
#[derive(Debug)]
pub struct JobFile<'d> {
    /// What kind of document it is.
    pub kind: FileKind,
    /// The job of a job file, or those of a collection in order.
    pub jobs: Vec<Job<'d>>,
    /// The collection, where the document is one.
    pub collection: Option<Collection<'d>>,
}

impl<'d> JobFile<'d> {
    /// The view of the job or collection at `root`.
    #[must_use]
    pub fn new(document: &'d Document<'d>, kind: FileKind, root: NodeId) -> Self {
        let root = Value::new(document, root);
        match kind {
            FileKind::Job | FileKind::SavedJob => Self { kind, jobs: vec![Job::new(root)], collection: None },
            FileKind::Collection | FileKind::SavedCollection => {
                let jobs = root.get("jobs").into_iter().flat_map(Value::items).map(Job::new).collect();
                let collection = Collection { value: root, info: root.get("jobCollectionInfo") };
                Self { kind, jobs, collection: Some(collection) }
            }
        }
    }
}

/// A collection without its jobs.
#[derive(Debug, Clone, Copy)]
pub struct Collection<'d> {
    /// The whole collection.
    pub value: Value<'d>,
    /// Its `jobCollectionInfo`.
    pub info: Option<Value<'d>>,
}

/// One job.
#[derive(Debug)]
pub struct Job<'d> {
    /// The whole job.
    pub value: Value<'d>,
    /// Its `jobInfo`.
    pub info: Option<Value<'d>>,
    /// Its `fieldsMap`, where it is there at all.
    pub field_map: Option<Value<'d>>,
    /// The rows of its `fieldsMap`.
    pub rows: Vec<FieldRow<'d>>,
    /// The entries of its `objectsOption`.
    pub objects: Vec<ObjectOption<'d>>,
    /// Its `settings`.
    pub settings: Settings<'d>,
}

impl<'d> Job<'d> {
    fn new(value: Value<'d>) -> Self {
        let field_map = value.get("fieldsMap");
        Self {
            value,
            info: value.get("jobInfo"),
            field_map,
            rows: field_map.into_iter().flat_map(Value::items).map(FieldRow::new).collect(),
            objects: value
                .get("objectsOption")
                .into_iter()
                .flat_map(Value::items)
                .map(ObjectOption::new)
                .collect(),
            settings: Settings::new(value.get("settings")),
        }
    }

    /// What the settings say of one side.
    #[must_use]
    pub fn side(&self, name: SideName) -> Side<'_, 'd> {
        Side::new(name, &self.settings)
    }

    /// Both sides.
    #[must_use]
    pub fn sides(&self) -> [Side<'_, 'd>; 2] {
        [self.side(SideName::Source), self.side(SideName::Destination)]
    }
}
