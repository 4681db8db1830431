//! Views of rows of `fieldsMap`, entries of `objectsOption` and `syncQuery`, and `jobInfo`.

use std::borrow::Cow;

use crate::catalog::{
    ContainerChoice, ObjectKind, container_choice, is_password_attribute, object_type_name,
};
use crate::json::StaticName;
use crate::text::{is_blank, trimmed};

use super::lookup::lookup_members;
use super::{NodeRef, SideName};

/// Declares a view of an object with an optional value for each member, filled in one pass over the
/// object. Unused members may be listed after `skips`, so that the expected order matches documents.
macro_rules! object_view {
    ($(#[$doc:meta])* $view:ident $([$facts:ident: $facts_type:ty])? $(skips $($unread:literal),+)? {
        $($(#[$member_doc:meta])* $field:ident : $name:literal,)*
    }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy)]
        pub struct $view<'d> {
            /// The object.
            pub value: NodeRef<'d>,
            $($(#[$member_doc])* pub $field: Option<NodeRef<'d>>,)*
            $($facts: $facts_type,)?
        }

        impl<'d> $view<'d> {
            pub(super) fn new(value: NodeRef<'d>) -> Self {
                const COUNT: usize = [$($($unread,)+)? $($name,)*].len();
                static NAMES: [StaticName; COUNT] =
                    [$($(StaticName::new($unread),)+)? $(StaticName::new($name),)*];
                let [$($(object_view!(unread $unread),)+)? $($field,)*] = lookup_members(value, &NAMES);
                #[allow(unused_mut)]
                let mut view = Self { value, $($field,)* $($facts: Default::default(),)? };
                $(view.$facts = <$facts_type>::of(&view);)?
                view
            }
        }
    };
    (unread $name:literal) => { _ };
}

/// Facts about a row that nearly every rule needs.
#[derive(Debug, Clone, Copy, Default)]
struct RowCache<'d> {
    type_number: Option<i64>,
    literal_destination: Option<&'d str>,
    fills_password: bool,
}

impl<'d> RowCache<'d> {
    fn of(row: &FieldRow<'d>) -> Self {
        let name = trimmed(row.destination());
        Self {
            type_number: row.object_type.and_then(NodeRef::integer),
            literal_destination: (!name.is_empty() && !row.value.placeholders().is_unresolved(name))
                .then_some(name),
            fills_password: is_password_attribute(name),
        }
    }
}

object_view! {
    /// A row of `fieldsMap`, which fills one destination field.
    FieldRow [cache: RowCache<'d>] skips "action" {
        /// The source field that is copied.
        source_field: "sourceField",
        /// The destination field that is filled.
        destination_field: "destinationField",
        /// The id of the row on the server.
        id: "id",
        /// The delimiter that splits or joins the values of a multi-valued field.
        delimiter: "delimiter",
        /// The transform that computes the value; without one, the source field is copied.
        transform: "transform",
        /// "New only": written when the object is created, never updated.
        for_create_only: "forCreateOnly",
        /// The number of the object type of the row.
        object_type: "objectType",
        /// Whether the field identifies the object.
        is_key: "isKey",
        /// Options of a password, as JSON in a string.
        options: "options",
    }
}

object_view! {
    /// An entry of `objectsOption`: how the job handles one object type.
    ObjectOption {
        /// Number of the object type.
        object_type: "objectType",
        /// Id of the entry on the server.
        id: "id",
        /// Id of the job the entry belongs to.
        job_id: "jobId",
        /// Whether objects that are missing in the destination are created.
        is_create: "isCreate",
        /// Its name.
        display_name: "displayName",
        /// Whether objects that are missing in the source are deleted.
        is_delete: "isDelete",
        /// Whether the job handles the object type.
        is_selected: "isSelected",
        /// How the container of new objects is chosen: with `"1"`, it is `containerOptionValue`.
        container_option: "containerOption",
        /// The container of new objects.
        container_value: "containerOptionValue",
        /// The same choice as `containerOption` as a number, in every documented job.
        container_strategy: "createObjectContainerStrategy",
        /// Whether objects are deprovisioned.
        is_deprovisioning: "isDeprovisioning",
    }
}

object_view! {
    /// An entry of `syncQuery`: the query for the objects of one type on one side.
    Query skips "action", "id", "queryFor" {
        /// Number of the object type.
        object_type: "objectType",
        /// The query itself.
        text: "query",
        /// `SQL` or `GroupID`.
        query_type: "queryType",
        /// Whether the query reads the source; otherwise it reads the destination.
        is_source: "isSource",
        /// The source field with the time of the last change.
        time_stamp_field: "timeStampField",
        /// Whether all rows are read instead of only the changed ones.
        update_all: "updateAll",
    }
}

object_view! {
    /// `jobInfo`, or an entry of the summary list of a collection.
    JobInfo {
        /// Id on the server; 0 for a new job.
        job_id: "jobId",
        /// Id of the template it was made from.
        template_id: "templateId",
        /// GUID on the server.
        job_guid: "jobGuid",
        /// The name.
        name: "name",
        /// 1 for a standalone job, 2 for a job in a collection.
        job_type: "type",
        /// The description.
        description: "description",
        /// The display name of the data source or identity store on the source side.
        source_provider: "sourceProvider",
        /// The display name of the data source or identity store on the destination side.
        destination_provider: "destinationProvider",
        /// The time of the last run, written by the server.
        last_run: "lastRun",
        /// The outcome of the last run.
        last_outcome: "lastOutCome",
        /// The outcome of the last run as text.
        last_outcome_text: "lastOutComeDisplayText",
        /// The time of the next run, written by the server.
        next_run: "nextRun",
        /// The number of runs.
        times_run: "timesRun",
        /// When it was created.
        created: "created",
        /// When it was modified.
        modified: "modified",
        /// Its schedule.
        schedule: "schedule",
        /// The schedule of the associated Smart Group update.
        smart_group_schedule: "smartgroupSchedule",
        /// A state derived by the server.
        enabled: "enabled",
        /// How the collection continues after a failure of the job.
        on_failure: "onFailure",
        /// The position in the collection; 0 outside of collections.
        run_order: "runOrder",
        /// Whether the job is enabled.
        is_enable: "isEnable",
        /// The id of the collection; `null` outside of collections.
        collection_id: "collectionId",
        /// The scheduled task.
        scheduled_task: "scheduledTask",
    }
}

impl<'d> JobInfo<'d> {
    /// The value of `sourceProvider` or `destinationProvider`: the display name of the data source or
    /// identity store that is connected on a side.
    #[must_use]
    pub fn provider(&self, side: SideName) -> Option<NodeRef<'d>> {
        match side {
            SideName::Source => self.source_provider,
            SideName::Destination => self.destination_provider,
        }
    }
}

impl<'d> FieldRow<'d> {
    /// The name of the destination field; empty if absent.
    #[must_use]
    pub fn destination(&self) -> &'d str {
        self.destination_field.and_then(NodeRef::text).unwrap_or_default()
    }

    /// The trimmed name of the destination field; `None` if it is absent, blank or contains a placeholder.
    #[must_use]
    pub fn literal_destination(&self) -> Option<&'d str> {
        self.cache.literal_destination
    }

    /// Whether the destination field is a password.
    #[must_use]
    pub fn fills_password(&self) -> bool {
        self.cache.fills_password
    }

    /// The number of the object type of the row.
    #[must_use]
    pub fn type_number(&self) -> Option<i64> {
        self.cache.type_number
    }

    /// Whether the row is the key; `None` if that is unknown.
    #[must_use]
    pub fn is_key_field(&self) -> Option<bool> {
        self.is_key.and_then(NodeRef::boolean)
    }
}

impl ObjectOption<'_> {
    /// The kind of object, resolved by the name of the object type or by its number.
    #[must_use]
    pub fn kind(&self) -> Option<ObjectKind> {
        ObjectKind::resolve(self.display_name.and_then(NodeRef::string).as_deref(), self.type_number()?)
    }

    /// The number and the name of the object type, as in `1 (User)`.
    #[must_use]
    pub fn describe(&self) -> String {
        const MAX_NAME_LENGTH: usize = 40;
        let Some(number) = self.type_number() else { return "without a number".to_owned() };
        let written = self.display_name.and_then(NodeRef::string);
        let written = written
            .as_deref()
            .map(str::trim)
            .filter(|name| !name.is_empty() && name.len() <= MAX_NAME_LENGTH);
        match object_type_name(number).or(written) {
            Some(name) => format!("{number} ({name})"),
            None => number.to_string(),
        }
    }

    /// Number of the object type.
    #[must_use]
    pub fn type_number(&self) -> Option<i64> {
        self.object_type.and_then(NodeRef::integer)
    }

    /// Whether the job handles the object type; true by default.
    #[must_use]
    pub fn selected(&self) -> bool {
        self.is_selected.is_none_or(|selected| selected.boolean() == Some(true))
    }

    /// Whether objects are created; `None` if unknown.
    #[must_use]
    pub fn creates(&self) -> Option<bool> {
        self.is_create.and_then(NodeRef::boolean)
    }

    /// How the container of new objects is chosen; `None` if unknown.
    #[must_use]
    pub fn container_choice(&self) -> Option<ContainerChoice> {
        container_choice(&self.container_option?.string()?)
    }

    /// Whether objects are deleted; `None` if unknown.
    #[must_use]
    pub fn deletes(&self) -> Option<bool> {
        self.is_delete.and_then(NodeRef::boolean)
    }
}

impl<'d> Query<'d> {
    /// Number of the object type.
    #[must_use]
    pub fn type_number(&self) -> Option<i64> {
        self.object_type.and_then(NodeRef::integer)
    }

    /// The side that the query reads.
    #[must_use]
    pub fn side(&self) -> Option<SideName> {
        let reads_source = self.is_source.and_then(NodeRef::boolean)?;
        Some(if reads_source { SideName::Source } else { SideName::Destination })
    }

    /// The text of the query, unless it is blank.
    #[must_use]
    pub fn query(&self) -> Option<Cow<'d, str>> {
        self.text.and_then(NodeRef::string).filter(|text| !is_blank(text))
    }
}
