//! A document's jobs.

use std::cell::OnceCell;
use std::collections::{BTreeSet, HashMap};

use crate::json::{Document, NodeId, StaticName};

use super::lookup::lookup_members;
use super::side::SideCache;
use super::{
    FieldRow, FileKind, JobInfo, NodeRef, ObjectOption, PasswordOptions, Query, QueryText, RowTransform,
    Scripts, Settings, Side, SideName,
};

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
        let root = NodeRef::new(document, root);
        match kind {
            FileKind::Job | FileKind::JobResponse => {
                Self { kind, jobs: vec![Job::new(root, false)], collection: None }
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
                Self { kind, jobs, collection: Some(collection) }
            }
        }
    }
}

impl<'d> JobFile<'d> {
    /// Whether it is what the server answered, and not what somebody is about to submit.
    #[must_use]
    pub fn is_response(&self) -> bool {
        matches!(self.kind, FileKind::JobResponse | FileKind::CollectionResponse)
    }

    /// The members of `jobInfo` called `name`, of the job at `place` and of its entry in the
    /// collection's summary list, as far as both say the same: whoever changes one must change the
    /// other.
    pub fn member_with_summary_copy(
        &self,
        place: usize,
        name: &str,
    ) -> impl Iterator<Item = NodeRef<'d>> + use<'d> {
        let own = self.jobs.get(place).and_then(|job| job.info).and_then(|info| info.value.get(name));
        let entry = self.collection.as_ref().and_then(|collection| collection.summaries.get(place));
        let said = |value: NodeRef<'d>| value.document().content(value.id());
        let repeated = entry.and_then(|entry| entry.value.get(name));
        let repeated = repeated.filter(|entry| own.is_some_and(|own| said(own) == said(*entry)));
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
    /// The entries of `jobCollectionInfo.jobs`, each the `jobInfo` of a job once more.
    pub summaries: Vec<JobInfo<'d>>,
}

/// One job.
#[derive(Debug)]
pub struct Job<'d> {
    /// The whole job.
    pub value: NodeRef<'d>,
    /// Whether it stands in a collection.
    pub in_collection: bool,
    /// Whether it is a template, which has neither schedule, source nor destination of its own.
    pub is_template: bool,
    /// Its `jobInfo`.
    pub info: Option<JobInfo<'d>>,
    /// Its `fieldsMap`, where it is there at all.
    pub field_map: Option<NodeRef<'d>>,
    /// The rows of its `fieldsMap`.
    pub rows: Vec<FieldRow<'d>>,
    /// Its `objectsOption`, where it is there at all.
    pub object_options: Option<NodeRef<'d>>,
    /// The entries of its `objectsOption`.
    pub objects: Vec<ObjectOption<'d>>,
    /// Its `syncQuery`, where it is there at all.
    pub query_list: Option<NodeRef<'d>>,
    /// The entries of its `syncQuery`.
    pub queries: Vec<Query<'d>>,
    /// Its `settings`.
    pub settings: Settings<'d>,
    scripts: OnceCell<Scripts<'d>>,
    pub(super) transforms: OnceCell<Vec<RowTransform<'d>>>,
    pub(super) password_options: OnceCell<Vec<PasswordOptions<'d>>>,
    rows_by_type: OnceCell<RowsByType<'d>>,
    /// Number and place in `objects`, sorted.
    objects_by_type: OnceCell<Vec<(i64, usize)>>,
    queries_by_type: OnceCell<Vec<(i64, SideName, usize)>>,
    side_caches: [SideCache<'d>; 2],
    pub(super) query_texts: OnceCell<Vec<QueryText<'d>>>,
}

/// The rows by the number of their object type.
#[derive(Debug)]
enum RowsByType<'d> {
    /// All rows are of one type, as in most jobs.
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

/// The views of an array's items.
pub(super) fn map_items<'d, T>(array: Option<NodeRef<'d>>, view: impl Fn(NodeRef<'d>) -> T) -> Vec<T> {
    let Some(array) = array else { return Vec::new() };
    let mut all = Vec::with_capacity(array.item_count());
    all.extend(array.items().map(view));
    all
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

    /// The entries of the object types that the job handles and whose number is known.
    pub fn selected_objects(&self) -> impl Iterator<Item = (i64, &ObjectOption<'d>)> {
        self.objects
            .iter()
            .filter(|option| option.selected())
            .filter_map(|option| option.type_number().map(|number| (number, option)))
    }

    /// The same, of an object type that is listed twice the first entry.
    pub fn selected_types(&self) -> impl Iterator<Item = (i64, &ObjectOption<'d>)> {
        let is_alone = self.objects.len() < 2;
        let mut seen = BTreeSet::new();
        self.selected_objects().filter(move |(number, _)| is_alone || seen.insert(*number))
    }

    /// The first entry of an object type.
    #[must_use]
    pub fn object_for_type(&self, number: i64) -> Option<&ObjectOption<'d>> {
        let sorted = self.objects_by_type.get_or_init(|| {
            let known = self.objects.iter().enumerate();
            let mut sorted: Vec<(i64, usize)> =
                known.filter_map(|(place, option)| Some((option.type_number()?, place))).collect();
            sorted.sort_unstable();
            sorted
        });
        let first = sorted.partition_point(|(other, _)| *other < number);
        let (_, place) = sorted.get(first).filter(|(other, _)| *other == number)?;
        self.objects.get(*place)
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

    /// The queries whose object type and side are known: number, side and place in
    /// [`Self::queries`], sorted.
    #[must_use]
    pub fn queries_by_type(&self) -> &[(i64, SideName, usize)] {
        self.queries_by_type.get_or_init(|| {
            let known = self.queries.iter().enumerate();
            let known = known.filter_map(|(place, query)| Some((query.type_number()?, query.side()?, place)));
            let mut sorted: Vec<_> = known.collect();
            sorted.sort_unstable();
            sorted
        })
    }

    /// Whether there is a query of one side for an object type.
    #[must_use]
    pub fn has_query(&self, number: i64, side: SideName) -> bool {
        let all = self.queries_by_type();
        let first = all.partition_point(|(other, at, _)| (*other, *at) < (number, side));
        all.get(first).is_some_and(|(other, at, _)| (*other, *at) == (number, side))
    }

    /// Whether some row does not say which object type it belongs to.
    #[must_use]
    pub fn has_row_without_type(&self) -> bool {
        self.rows.iter().any(|row| row.type_number().is_none())
    }

    /// Its scripts, read when a rule first asks for them.
    #[must_use]
    pub fn scripts(&self) -> &Scripts<'d> {
        self.scripts.get_or_init(|| Scripts::new(self))
    }

    /// What the settings say of one side.
    #[must_use]
    pub fn side(&self, name: SideName) -> Side<'_, 'd> {
        let [source, destination] = &self.side_caches;
        let facts = if name == SideName::Source { source } else { destination };
        Side::new(name, self.value.id(), &self.settings, facts)
    }

    /// Both sides.
    #[must_use]
    pub fn sides(&self) -> [Side<'_, 'd>; 2] {
        [self.side(SideName::Source), self.side(SideName::Destination)]
    }
}
