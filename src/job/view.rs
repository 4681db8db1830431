//! The typed view of the jobs in a document.

use std::cell::OnceCell;
use std::collections::{BTreeSet, HashMap};

use crate::json::{Document, NodeId, StaticName};
use crate::source::{FileKind, ParsedFile};

use super::lookup::{lookup_members, map_items};
use super::side::SideCache;
use super::{
    FieldRow, JobInfo, NodeRef, ObjectOption, PasswordOptions, Query, QueryText, RowTransform, Scripts,
    Settings, Side, SideName,
};

/// The jobs of one document.
#[derive(Debug)]
pub struct JobFile<'d> {
    /// The document that contains the jobs.
    pub document: &'d Document<'d>,
    /// The kind of document.
    pub kind: FileKind,
    /// The single job of a job file, or the jobs of a collection in order.
    pub jobs: Vec<Job<'d>>,
    /// The collection, if the document is one.
    pub collection: Option<Collection<'d>>,
}

impl<'d> JobFile<'d> {
    /// Builds the view of the job or collection at `root`.
    #[must_use]
    pub fn new(document: &'d Document<'d>, kind: FileKind, root: NodeId) -> Self {
        let root = NodeRef::new(document, root);
        match kind {
            FileKind::Job | FileKind::JobResponse => {
                Self { document, kind, jobs: vec![Job::new(root, false)], collection: None }
            }
            FileKind::Collection | FileKind::CollectionResponse => {
                let jobs = root
                    .get("jobs")
                    .into_iter()
                    .flat_map(NodeRef::items)
                    .map(|job| Job::new(job, true))
                    .collect();
                let info = root.get("jobCollectionInfo");
                let list = info.and_then(|info| info.get("jobs"));
                let summaries = list.into_iter().flat_map(NodeRef::items).map(JobInfo::new).collect();
                let collection = Collection { value: root, info, summaries };
                Self { document, kind, jobs, collection: Some(collection) }
            }
        }
    }
}

impl ParsedFile<'_> {
    /// The typed view of the jobs; `None` if the file is not a job.
    #[must_use]
    pub fn job_file<'d>(&self, document: &'d Document<'d>) -> Option<JobFile<'d>> {
        self.recognized().map(|(kind, root)| JobFile::new(document, kind, root))
    }
}

impl<'d> JobFile<'d> {
    /// Whether the document is a saved response of the server instead of a request.
    #[must_use]
    pub fn is_response(&self) -> bool {
        matches!(self.kind, FileKind::JobResponse | FileKind::CollectionResponse)
    }

    /// The member `name` of the `jobInfo` of the job at `index`, and the same member of its entry in the
    /// summary list of the collection if both are equal: a fix has to change both.
    pub fn member_with_summary_copy(
        &self,
        index: usize,
        name: &str,
    ) -> impl Iterator<Item = NodeRef<'d>> + use<'d> {
        let own = self.jobs.get(index).and_then(|job| job.info).and_then(|info| info.value.get(name));
        let entry = self.collection.as_ref().and_then(|collection| collection.summaries.get(index));
        let content = |value: NodeRef<'d>| value.document().content(value.id());
        let repeated = entry.and_then(|entry| entry.value.get(name));
        let repeated = repeated.filter(|entry| own.is_some_and(|own| content(own) == content(*entry)));
        own.into_iter().chain(repeated)
    }
}

/// A collection without its jobs.
#[derive(Debug, Clone)]
pub struct Collection<'d> {
    /// The whole collection.
    pub value: NodeRef<'d>,
    /// Its `jobCollectionInfo`.
    pub info: Option<NodeRef<'d>>,
    /// The entries of `jobCollectionInfo.jobs`, each a copy of the `jobInfo` of a job.
    pub summaries: Vec<JobInfo<'d>>,
}

/// One job.
#[derive(Debug)]
pub struct Job<'d> {
    /// The job object.
    pub value: NodeRef<'d>,
    /// Whether the job is part of a collection.
    pub in_collection: bool,
    /// Whether the job is a template, which has no schedule, source or destination.
    pub is_template: bool,
    /// The member `jobInfo`.
    pub info: Option<JobInfo<'d>>,
    /// The member `fieldsMap`.
    pub field_map: Option<NodeRef<'d>>,
    /// The rows of `fieldsMap`.
    pub rows: Vec<FieldRow<'d>>,
    /// The member `objectsOption`.
    pub object_options: Option<NodeRef<'d>>,
    /// The entries of `objectsOption`.
    pub objects: Vec<ObjectOption<'d>>,
    /// The member `syncQuery`.
    pub query_list: Option<NodeRef<'d>>,
    /// The entries of `syncQuery`.
    pub queries: Vec<Query<'d>>,
    /// The entries of `settings`.
    pub settings: Settings<'d>,
    pub(super) scripts: OnceCell<Scripts<'d>>,
    pub(super) transforms: OnceCell<Vec<RowTransform<'d>>>,
    pub(super) password_options: OnceCell<Vec<PasswordOptions<'d>>>,
    rows_by_type: OnceCell<RowsByType<'d>>,
    /// Sorted by object type.
    objects_by_type: OnceCell<Vec<TypedEntry>>,
    queries_by_type: OnceCell<Vec<TypedQuery>>,
    side_caches: [SideCache<'d>; 2],
    pub(super) query_texts: OnceCell<Vec<QueryText<'d>>>,
}

/// The object type of an entry of `objectsOption`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct TypedEntry {
    object_type: i64,
    /// Index in [`Job::objects`].
    index: usize,
}

/// The object type and the side of a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct TypedQuery {
    /// The object type.
    pub object_type: i64,
    /// The side that the query reads.
    pub side: SideName,
    /// Index in [`Job::queries`].
    pub index: usize,
}

/// Rows grouped by object type.
#[derive(Debug)]
enum RowsByType<'d> {
    /// All rows have the same type, as in most jobs.
    All(i64),
    /// The rows of each type.
    Several(HashMap<i64, Vec<FieldRow<'d>>>),
}

impl<'d> RowsByType<'d> {
    fn of(rows: &[FieldRow<'d>]) -> Self {
        let first = rows.first().and_then(FieldRow::type_number);
        match first {
            Some(number) if rows.iter().all(|row| row.type_number() == first) => Self::All(number),
            _ => {
                let mut groups: HashMap<i64, Vec<FieldRow<'d>>> = HashMap::new();
                for row in rows {
                    if let Some(number) = row.type_number() {
                        groups.entry(number).or_default().push(*row);
                    }
                }
                Self::Several(groups)
            }
        }
    }
}

impl<'d> Job<'d> {
    fn new(value: NodeRef<'d>, in_collection: bool) -> Self {
        static NAMES: [StaticName; 6] = [
            StaticName::new("isTemplate"),
            StaticName::new("jobInfo"),
            StaticName::new("fieldsMap"),
            StaticName::new("objectsOption"),
            StaticName::new("syncQuery"),
            StaticName::new("settings"),
        ];
        let [is_template, info, field_map, object_options, query_list, settings] =
            lookup_members(value, &NAMES);
        Self {
            value,
            in_collection,
            is_template: is_template.and_then(NodeRef::boolean) == Some(true),
            info: info.map(JobInfo::new),
            field_map,
            rows: map_items(field_map, FieldRow::new),
            object_options,
            objects: map_items(object_options, ObjectOption::new),
            query_list,
            queries: map_items(query_list, Query::new),
            settings: Settings::new(settings),
            scripts: OnceCell::new(),
            transforms: OnceCell::new(),
            password_options: OnceCell::new(),
            rows_by_type: OnceCell::new(),
            objects_by_type: OnceCell::new(),
            queries_by_type: OnceCell::new(),
            side_caches: Default::default(),
            query_texts: OnceCell::new(),
        }
    }

    /// Whether the value of a text is unknown until the job is submitted.
    #[must_use]
    pub fn has_placeholder(&self, text: &str) -> bool {
        self.value.placeholders().is_unresolved(text)
    }

    /// The entries of selected object types that have a number.
    pub fn selected_objects(&self) -> impl Iterator<Item = (i64, &ObjectOption<'d>)> {
        self.objects
            .iter()
            .filter(|option| option.selected())
            .filter_map(|option| option.type_number().map(|number| (number, option)))
    }

    /// Like [`Self::selected_objects`], with only the first entry of each object type.
    pub fn selected_types(&self) -> impl Iterator<Item = (i64, &ObjectOption<'d>)> {
        let is_single = self.objects.len() < 2;
        let mut seen = BTreeSet::new();
        self.selected_objects().filter(move |(number, _)| is_single || seen.insert(*number))
    }

    /// The first entry of an object type.
    #[must_use]
    pub fn object_for_type(&self, number: i64) -> Option<&ObjectOption<'d>> {
        let sorted = self.objects_by_type.get_or_init(|| {
            let entries = self.objects.iter().enumerate();
            let typed = entries
                .filter_map(|(index, option)| Some(TypedEntry { object_type: option.type_number()?, index }));
            let mut sorted: Vec<TypedEntry> = typed.collect();
            sorted.sort_unstable();
            sorted
        });
        let first = sorted.partition_point(|entry| entry.object_type < number);
        let entry = sorted.get(first).filter(|entry| entry.object_type == number)?;
        self.objects.get(entry.index)
    }

    /// The rows of one object type, in document order.
    #[must_use]
    pub fn rows_for_type(&self, number: i64) -> &[FieldRow<'d>] {
        let groups = self.rows_by_type.get_or_init(|| RowsByType::of(&self.rows));
        match groups {
            RowsByType::All(all) => (number == *all).then_some(self.rows.as_slice()),
            RowsByType::Several(groups) => groups.get(&number).map(Vec::as_slice),
        }
        .unwrap_or_default()
    }

    /// The queries whose object type and side are known, sorted.
    #[must_use]
    pub fn queries_by_type(&self) -> &[TypedQuery] {
        self.queries_by_type.get_or_init(|| {
            let queries = self.queries.iter().enumerate();
            let typed = queries.filter_map(|(index, query)| {
                Some(TypedQuery { object_type: query.type_number()?, side: query.side()?, index })
            });
            let mut sorted: Vec<TypedQuery> = typed.collect();
            sorted.sort_unstable();
            sorted
        })
    }

    /// Whether there is a query of one side for an object type.
    #[must_use]
    pub fn has_query(&self, number: i64, side: SideName) -> bool {
        let all = self.queries_by_type();
        let first = all.partition_point(|query| (query.object_type, query.side) < (number, side));
        all.get(first).is_some_and(|query| (query.object_type, query.side) == (number, side))
    }

    /// Whether any row has no readable object type.
    #[must_use]
    pub fn has_row_without_type(&self) -> bool {
        self.rows.iter().any(|row| row.type_number().is_none())
    }

    /// One side with its settings.
    #[must_use]
    pub fn side(&self, name: SideName) -> Side<'_, 'd> {
        let [source, destination] = &self.side_caches;
        let cache = if name == SideName::Source { source } else { destination };
        Side::new(name, self.value.id(), &self.settings, cache)
    }

    /// Both sides.
    #[must_use]
    pub fn sides(&self) -> [Side<'_, 'd>; 2] {
        [self.side(SideName::Source), self.side(SideName::Destination)]
    }
}
