//! The cursor of a request, with the job, the entry and the schema around it.

use std::borrow::Cow;
use std::cell::OnceCell;

use crate::job::{FieldRow, Job, JobFile, JobInfo, NodeRef, ObjectOption, Query, SettingEntry, find_secrets};
use crate::json::{Document, NodeId, NodeKind};
use crate::lsp::cursor::{Cursor, cursor_at};
use crate::schema::{Member, SchemaRef, root_schema};
use crate::text::{Secrets, Span};

use super::types::FeatureContext;

/// The entry of a list of a job that encloses the cursor.
#[derive(Debug, Clone, Copy)]
pub(super) enum EnclosingEntry<'a, 'd> {
    /// `jobInfo`, or an entry of the summary list of a collection.
    Info(&'a JobInfo<'d>),
    /// A row of the field map.
    Row(&'a FieldRow<'d>),
    /// An entry of `objectsOption`.
    Object(&'a ObjectOption<'d>),
    /// An entry of `syncQuery`.
    Query(&'a Query<'d>),
    /// An entry of `settings`.
    Setting(&'a SettingEntry<'d>),
    Other,
}

pub(super) struct CursorContext<'a, 'd> {
    pub(super) document: &'d Document<'d>,
    pub(super) feature_context: &'a FeatureContext,
    pub(super) offset: u32,
    pub(super) cursor: Cursor,
    pub(super) job: Option<&'a Job<'d>>,
    pub(super) entry: EnclosingEntry<'a, 'd>,
    /// The schema of each value of the path of the cursor.
    schemas: Vec<Option<SchemaRef>>,
    secrets: OnceCell<Secrets>,
}

impl<'a, 'd> CursorContext<'a, 'd> {
    pub(super) fn new(
        file: &'a JobFile<'d>,
        document: &'d Document<'d>,
        offset: u32,
        feature_context: &'a FeatureContext,
    ) -> Self {
        let cursor = cursor_at(document, offset);
        let job = file.jobs.iter().find(|job| cursor.path.contains(&job.value.id()));
        let entry = enclosing_entry(file, job, &cursor.path);
        let schemas = schemas_of_path(file, document, &cursor.path);
        Self { document, feature_context, offset, cursor, job, entry, schemas, secrets: OnceCell::new() }
    }

    /// The schema of the innermost value.
    pub(super) fn schema(&self) -> Option<SchemaRef> {
        self.schemas.last().copied().flatten()
    }

    /// The schema of a member of the innermost object.
    pub(super) fn schema_member(&self, name: &str) -> Option<Member> {
        let objects = self.cursor.path.iter().zip(&self.schemas).rev();
        let mut objects = objects.filter(|(id, _)| self.document.kind(**id) == NodeKind::Object);
        objects.next()?.1.as_ref()?.member(name)
    }

    /// The innermost value.
    pub(super) fn value(&self) -> Option<NodeRef<'d>> {
        Some(NodeRef::new(self.document, self.cursor.innermost()?))
    }

    /// The name of the member with the innermost value.
    pub(super) fn member_name(&self) -> Option<Cow<'d, str>> {
        self.cursor.member_name.map(|name| self.document.name(name))
    }

    pub(super) fn secrets(&self) -> &Secrets {
        self.secrets.get_or_init(|| find_secrets(self.document))
    }

    /// Whether a span overlaps a secret.
    pub(super) fn contains_secret(&self, span: Span) -> bool {
        self.secrets().overlaps(span)
    }

    /// The number of the object type of the enclosing entry.
    pub(super) fn type_number(&self) -> Option<i64> {
        match self.entry {
            EnclosingEntry::Row(row) => row.type_number(),
            EnclosingEntry::Object(object) => object.type_number(),
            EnclosingEntry::Query(query) => query.type_number(),
            EnclosingEntry::Info(_) | EnclosingEntry::Setting(_) | EnclosingEntry::Other => None,
        }
    }

    /// The enclosing row of the field map.
    pub(super) fn row(&self) -> Option<NodeRef<'d>> {
        match self.entry {
            EnclosingEntry::Row(row) => Some(row.value),
            _ => None,
        }
    }
}

fn enclosing_entry<'a, 'd>(
    file: &'a JobFile<'d>,
    job: Option<&'a Job<'d>>,
    path: &[NodeId],
) -> EnclosingEntry<'a, 'd> {
    let encloses = |value: NodeRef<'_>| path.contains(&value.id());
    let summaries = file.collection.iter().flat_map(|collection| &collection.summaries);
    let infos = summaries.chain(job.and_then(|job| job.info.as_ref()));
    if let Some(info) = infos.into_iter().find(|info| encloses(info.value)) {
        return EnclosingEntry::Info(info);
    }
    let Some(job) = job else { return EnclosingEntry::Other };
    let entry = if job.field_map.is_some_and(encloses) {
        job.rows.iter().find(|row| encloses(row.value)).map(EnclosingEntry::Row)
    } else if job.object_options.is_some_and(encloses) {
        job.objects.iter().find(|object| encloses(object.value)).map(EnclosingEntry::Object)
    } else if job.query_list.is_some_and(encloses) {
        job.queries.iter().find(|query| encloses(query.value)).map(EnclosingEntry::Query)
    } else {
        job.settings.entries().iter().find(|entry| encloses(entry.value)).map(EnclosingEntry::Setting)
    };
    entry.unwrap_or(EnclosingEntry::Other)
}

/// The schema of each value of a path. Values outside of the job or collection have none.
fn schemas_of_path(file: &JobFile<'_>, document: &Document<'_>, path: &[NodeId]) -> Vec<Option<SchemaRef>> {
    let root = match &file.collection {
        Some(collection) => Some(collection.value.id()),
        None => file.jobs.first().map(|job| job.value.id()),
    };
    let mut schemas: Vec<Option<SchemaRef>> = Vec::with_capacity(path.len());
    let mut parent: Option<(NodeId, SchemaRef)> = None;
    for id in path {
        let schema = if Some(*id) == root {
            Some(root_schema(file.kind.schema()))
        } else {
            parent.and_then(|(parent, schema)| child_schema(document, parent, schema, *id))
        };
        schemas.push(schema);
        parent = schema.map(|schema| (*id, schema));
    }
    schemas
}

fn child_schema(
    document: &Document<'_>,
    parent: NodeId,
    schema: SchemaRef,
    child: NodeId,
) -> Option<SchemaRef> {
    match document.kind(parent) {
        NodeKind::Array => schema.items(),
        NodeKind::Object => {
            // The node of a member's name precedes the node of its value.
            let name = child.0.checked_sub(1).map(NodeId)?;
            schema.member(&document.name(name)).map(|member| member.schema)
        }
        _ => None,
    }
}
