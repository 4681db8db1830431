//! Where in a job a cursor stands.

use std::cell::OnceCell;

use crate::job::{FieldRow, Job, JobFile, JobInfo, ObjectOption, Query, SettingEntry, Value, find_secrets};
use crate::json::{Document, Kind, NodeId};
use crate::lsp::cursor::{Cursor, cursor};
use crate::schema::{Member, Shape, shape_of};
use crate::text::{Secrets, Span};

use super::Environment;

/// The entry of a job that holds the cursor.
#[derive(Debug, Clone, Copy)]
pub(super) enum Part<'a, 'd> {
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
pub(super) struct Spot<'a, 'd> {
    pub(super) document: &'d Document<'d>,
    pub(super) environment: &'a Environment,
    pub(super) offset: u32,
    pub(super) cursor: Cursor,
    /// The job around the cursor.
    pub(super) job: Option<&'a Job<'d>>,
    /// The entry around the cursor.
    pub(super) part: Part<'a, 'd>,
    /// What the schema says of each value of the cursor's path.
    shapes: Vec<Option<Shape>>,
    secrets: OnceCell<Secrets>,
}

impl<'a, 'd> Spot<'a, 'd> {
    pub(super) fn new(
        file: &'a JobFile<'d>,
        document: &'d Document<'d>,
        offset: u32,
        environment: &'a Environment,
    ) -> Self {
        let cursor = cursor(document, offset);
        let job = file.jobs.iter().find(|job| cursor.path.contains(&job.value.id()));
        let part = part(file, job, &cursor.path);
        let shapes = shapes(file, document, &cursor.path);
        Self { document, environment, offset, cursor, job, part, shapes, secrets: OnceCell::new() }
    }

    /// What the schema says of the innermost value.
    pub(super) fn shape(&self) -> Option<Shape> {
        self.shapes.last().copied().flatten()
    }

    /// What the schema says of the object that a member of this name would stand in: the innermost one.
    pub(super) fn member(&self, name: &str) -> Option<Member> {
        let objects = self.cursor.path.iter().zip(&self.shapes).rev();
        let mut objects = objects.filter(|(id, _)| self.document.kind(**id) == Kind::Object);
        objects.next()?.1.as_ref()?.member(name)
    }

    /// The value that is the innermost one.
    pub(super) fn value(&self) -> Option<Value<'d>> {
        Some(Value::new(self.document, self.cursor.innermost()?))
    }

    /// The name of the member whose value is the innermost one.
    pub(super) fn member_name(&self) -> Option<std::borrow::Cow<'d, str>> {
        self.cursor.member.map(|name| self.document.name(name))
    }

    /// What must not be shown.
    pub(super) fn secrets(&self) -> &Secrets {
        self.secrets.get_or_init(|| find_secrets(self.document))
    }

    /// Whether a part of the text holds a secret.
    pub(super) fn hides(&self, span: Span) -> bool {
        self.secrets().touch(span)
    }

    /// Number of the object type of the entry around the cursor.
    pub(super) fn type_number(&self) -> Option<i64> {
        match self.part {
            Part::Row(row) => row.type_number(),
            Part::Object(object) => object.type_number(),
            Part::Query(query) => query.type_number(),
            Part::Info(_) | Part::Setting(_) | Part::Other => None,
        }
    }
}

fn part<'a, 'd>(file: &'a JobFile<'d>, job: Option<&'a Job<'d>>, path: &[NodeId]) -> Part<'a, 'd> {
    let holds = |value: Value<'_>| path.contains(&value.id());
    if let Some(collection) = &file.collection
        && let Some(info) = collection.summaries.iter().find(|info| holds(info.value))
    {
        return Part::Info(info);
    }
    let Some(job) = job else { return Part::Other };
    if let Some(info) = job.info.as_ref().filter(|info| holds(info.value)) {
        return Part::Info(info);
    }
    if job.field_map.is_some_and(holds) {
        return job.rows.iter().find(|row| holds(row.value)).map_or(Part::Other, Part::Row);
    }
    if job.object_options.is_some_and(holds) {
        return job.objects.iter().find(|object| holds(object.value)).map_or(Part::Other, Part::Object);
    }
    if job.query_list.is_some_and(holds) {
        return job.queries.iter().find(|query| holds(query.value)).map_or(Part::Other, Part::Query);
    }
    job.settings.entries().iter().find(|entry| holds(entry.value)).map_or(Part::Other, Part::Setting)
}

/// The shape of every value of a path, from where the job or collection starts.
fn shapes(file: &JobFile<'_>, document: &Document<'_>, path: &[NodeId]) -> Vec<Option<Shape>> {
    let root = match &file.collection {
        Some(collection) => Some(collection.value.id()),
        None => file.jobs.first().map(|job| job.value.id()),
    };
    let mut found: Vec<Option<Shape>> = Vec::with_capacity(path.len());
    for (depth, id) in path.iter().enumerate() {
        let parent = depth.checked_sub(1).and_then(|above| path.get(above));
        let shape = if Some(*id) == root {
            Some(shape_of(file.kind.schema()))
        } else if let (Some(parent), Some(Some(shape))) = (parent, found.last()) {
            match document.kind(*parent) {
                Kind::Array => shape.items(),
                // A member's name stands directly before its value.
                Kind::Object => id
                    .0
                    .checked_sub(1)
                    .and_then(|name| shape.member(&document.name(NodeId(name))).map(|member| member.shape)),
                _ => None,
            }
        } else {
            None
        };
        found.push(shape);
    }
    found
}
