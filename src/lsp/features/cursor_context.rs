//! Where in a job a cursor stands.

use std::cell::OnceCell;

use crate::job::{FieldRow, Job, JobFile, JobInfo, NodeRef, ObjectOption, Query, SettingEntry, find_secrets};
use crate::json::{Document, NodeId, NodeKind};
use crate::lsp::cursor::{Cursor, cursor_at};
use crate::schema::{Member, SchemaRef, root_schema};
use crate::text::{Secrets, Span};

use super::FeatureContext;

/// The entry of a job that holds the cursor.
#[derive(Debug, Clone, Copy)]
pub(super) enum EnclosingEntry<'a, 'd> {
    /// `jobInfo`, or an entry of a collection's summary list.
    Info(&'a JobInfo<'d>),
    /// A row of the field map.
    Row(&'a FieldRow<'d>),
    /// An entry of `objectsOption`.
    Object(&'a ObjectOption<'d>),
    /// An entry of `syncQuery`.
    Query(&'a Query<'d>),
    /// An entry of `settings`.
    Setting(&'a SettingEntry<'d>),
    /// Anything else.
    Other,
}

/// A cursor in a job, with what is known around it.
pub(super) struct CursorContext<'a, 'd> {
    pub(super) document: &'d Document<'d>,
    pub(super) feature_context: &'a FeatureContext,
    pub(super) offset: u32,
    pub(super) cursor: Cursor,
    /// The job around the cursor.
    pub(super) job: Option<&'a Job<'d>>,
    /// The entry around the cursor.
    pub(super) entry: EnclosingEntry<'a, 'd>,
    /// What the schema says of each value of the cursor's path.
    schemas: Vec<Option<SchemaRef>>,
    secrets: OnceCell<Secrets>,
}

impl<'a, 'd> CursorContext<'a, 'd> {
    pub(super) fn new(
        file: &'a JobFile<'d>,
        document: &'d Document<'d>,
        offset: u32,
        environment: &'a FeatureContext,
    ) -> Self {
        let cursor = cursor_at(document, offset);
        let job = file.jobs.iter().find(|job| cursor.path.contains(&job.value.id()));
        let part = enclosing_entry(file, job, &cursor.path);
        let shapes = schemas_of_path(file, document, &cursor.path);
        Self {
            document,
            feature_context: environment,
            offset,
            cursor,
            job,
            entry: part,
            schemas: shapes,
            secrets: OnceCell::new(),
        }
    }

    /// What the schema says of the innermost value.
    pub(super) fn schema(&self) -> Option<SchemaRef> {
        self.schemas.last().copied().flatten()
    }

    /// What the schema says of the object that a member of this name would stand in: the innermost one.
    pub(super) fn schema_member(&self, name: &str) -> Option<Member> {
        let objects = self.cursor.path.iter().zip(&self.schemas).rev();
        let mut objects = objects.filter(|(id, _)| self.document.kind(**id) == NodeKind::Object);
        objects.next()?.1.as_ref()?.member(name)
    }

    /// The value that is the innermost one.
    pub(super) fn value(&self) -> Option<NodeRef<'d>> {
        Some(NodeRef::new(self.document, self.cursor.innermost()?))
    }

    /// The name of the member whose value is the innermost one.
    pub(super) fn member_name(&self) -> Option<std::borrow::Cow<'d, str>> {
        self.cursor.member_name.map(|name| self.document.name(name))
    }

    /// What must not be shown.
    pub(super) fn secrets(&self) -> &Secrets {
        self.secrets.get_or_init(|| find_secrets(self.document))
    }

    /// Whether a part of the text holds a secret.
    pub(super) fn contains_secret(&self, span: Span) -> bool {
        self.secrets().overlaps(span)
    }

    /// Number of the object type of the entry around the cursor.
    pub(super) fn type_number(&self) -> Option<i64> {
        match self.entry {
            EnclosingEntry::Row(row) => row.type_number(),
            EnclosingEntry::Object(object) => object.type_number(),
            EnclosingEntry::Query(query) => query.type_number(),
            EnclosingEntry::Info(_) | EnclosingEntry::Setting(_) | EnclosingEntry::Other => None,
        }
    }
}

fn enclosing_entry<'a, 'd>(
    file: &'a JobFile<'d>,
    job: Option<&'a Job<'d>>,
    path: &[NodeId],
) -> EnclosingEntry<'a, 'd> {
    let holds = |value: NodeRef<'_>| path.contains(&value.id());
    if let Some(collection) = &file.collection
        && let Some(info) = collection.summaries.iter().find(|info| holds(info.value))
    {
        return EnclosingEntry::Info(info);
    }
    let Some(job) = job else { return EnclosingEntry::Other };
    if let Some(info) = job.info.as_ref().filter(|info| holds(info.value)) {
        return EnclosingEntry::Info(info);
    }
    if job.field_map.is_some_and(holds) {
        return job
            .rows
            .iter()
            .find(|row| holds(row.value))
            .map_or(EnclosingEntry::Other, EnclosingEntry::Row);
    }
    if job.object_options.is_some_and(holds) {
        return job
            .objects
            .iter()
            .find(|object| holds(object.value))
            .map_or(EnclosingEntry::Other, EnclosingEntry::Object);
    }
    if job.query_list.is_some_and(holds) {
        return job
            .queries
            .iter()
            .find(|query| holds(query.value))
            .map_or(EnclosingEntry::Other, EnclosingEntry::Query);
    }
    job.settings
        .entries()
        .iter()
        .find(|entry| holds(entry.value))
        .map_or(EnclosingEntry::Other, EnclosingEntry::Setting)
}

/// The shape of every value of a path, from where the job or collection starts.
fn schemas_of_path(file: &JobFile<'_>, document: &Document<'_>, path: &[NodeId]) -> Vec<Option<SchemaRef>> {
    let root = match &file.collection {
        Some(collection) => Some(collection.value.id()),
        None => file.jobs.first().map(|job| job.value.id()),
    };
    let mut found: Vec<Option<SchemaRef>> = Vec::with_capacity(path.len());
    for (depth, id) in path.iter().enumerate() {
        let parent = depth.checked_sub(1).and_then(|above| path.get(above));
        let shape = if Some(*id) == root {
            Some(root_schema(file.kind.schema()))
        } else if let (Some(parent), Some(Some(shape))) = (parent, found.last()) {
            match document.kind(*parent) {
                NodeKind::Array => shape.items(),
                // A member's name stands directly before its value.
                NodeKind::Object => id
                    .0
                    .checked_sub(1)
                    .and_then(|name| shape.member(&document.name(NodeId(name))).map(|member| member.schema)),
                _ => None,
            }
        } else {
            None
        };
        found.push(shape);
    }
    found
}
