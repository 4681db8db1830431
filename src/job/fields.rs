//! Rows of `fieldsMap`, entries of `objectsOption` and of `syncQuery`, and `jobInfo`.

use std::borrow::Cow;

use crate::catalog::{
    ContainerChoice, ObjectKind, container_choice, is_password_attribute, object_type_name,
};
use crate::json::StaticName;
use crate::text::{is_blank, trimmed};

use super::lookup::lookup_members;
use super::{NodeRef, SideName, has_placeholder};

/// Declares a view of an object: one optional value for each member that rules read, found in one
/// pass over the object. Members that nobody reads and that stand before them can be named as well, so
/// that all names come as they are expected.
macro_rules! object_view {
    ($(#[$doc:meta])* $view:ident $([$facts:ident: $facts_type:ty])? $(behind $($unread:literal),+)? {
        $($(#[$member_doc:meta])* $field:ident : $name:literal,)*
    }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy)]
        pub struct $view<'d> {
            /// The whole object.
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

/// What nearly every rule asks of a row.
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
            literal_destination: (!name.is_empty() && !has_placeholder(name)).then_some(name),
            fills_password: is_password_attribute(name),
        }
    }
}

object_view! {
    /// One row of `fieldsMap`: what fills one destination field.
    FieldRow [cache: RowCache<'d>] behind "action" {
        /// The source field that is copied.
        source_field: "sourceField",
        /// The destination field that is filled.
        destination_field: "destinationField",
        /// Id of the row on the server.
        id: "id",
        /// What splits or joins the values of a multi-valued field.
        delimiter: "delimiter",
        /// How the value is made, where it is not simply copied.
        transform: "transform",
        /// "New only": written when the object is created, never updated.
        for_create_only: "forCreateOnly",
        /// Number of the object type the row belongs to.
        object_type: "objectType",
        /// Whether the field identifies the object.
        is_key: "isKey",
        /// Options of a password, as JSON in a string.
        options: "options",
    }
}

object_view! {
    /// One entry of `objectsOption`: what the job does with one object type.
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
        /// Whether the job handles it at all.
        is_selected: "isSelected",
        /// How the container of new objects is chosen: `"1"` names it in `containerOptionValue`.
        container_option: "containerOption",
        /// The container of new objects.
        container_value: "containerOptionValue",
        /// The same choice as `containerOption`, as a number, in every published job.
        container_strategy: "createObjectContainerStrategy",
        /// Whether objects are deprovisioned.
        is_deprovisioning: "isDeprovisioning",
    }
}

object_view! {
    /// One entry of `syncQuery`: how one side's objects of one type are found.
    Query behind "action", "id", "queryFor" {
        /// Number of the object type.
        object_type: "objectType",
        /// The query itself.
        text: "query",
        /// `SQL` or `GroupID`.
        query_type: "queryType",
        /// Whether it reads the source; else it looks up the destination.
        is_source: "isSource",
        /// The source field that tells when a row was changed last.
        time_stamp_field: "timeStampField",
        /// Whether every row is read, or only those that were changed.
        update_all: "updateAll",
    }
}

object_view! {
    /// `jobInfo`, or an entry of a collection's summary list.
    JobInfo {
        /// Id on the server; 0 for a new job.
        job_id: "jobId",
        /// Id of the template it was made from.
        template_id: "templateId",
        /// GUID on the server.
        job_guid: "jobGuid",
        /// The name.
        name: "name",
        /// 1 for a job of its own, 2 for one in a collection.
        job_type: "type",
        /// The description.
        description: "description",
        /// Display name of the source's data source or identity store.
        source_provider: "sourceProvider",
        /// Display name of the destination's data source or identity store.
        destination_provider: "destinationProvider",
        /// When it ran last, as the server noted it.
        last_run: "lastRun",
        /// What came of it.
        last_outcome: "lastOutCome",
        /// The same in words.
        last_outcome_text: "lastOutComeDisplayText",
        /// When it runs next, as the server noted it.
        next_run: "nextRun",
        /// How often it ran.
        times_run: "timesRun",
        /// When it was created.
        created: "created",
        /// When it was modified.
        modified: "modified",
        /// Its schedule.
        schedule: "schedule",
        /// The schedule of the Smart Group update that runs along.
        smart_group_schedule: "smartgroupSchedule",
        /// A state that the server derives.
        enabled: "enabled",
        /// What a collection does when the job fails.
        on_failure: "onFailure",
        /// Its place in its collection; 0 outside of one.
        run_order: "runOrder",
        /// Whether it may run.
        is_enable: "isEnable",
        /// Id of its collection; `null` outside of one.
        collection_id: "collectionId",
        /// The scheduled task.
        scheduled_task: "scheduledTask",
    }
}

impl<'d> JobInfo<'d> {
    /// The display name of a side's data source or identity store.
    #[must_use]
    pub fn provider(&self, side: SideName) -> Option<NodeRef<'d>> {
        match side {
            SideName::Source => self.source_provider,
            SideName::Destination => self.destination_provider,
        }
    }
}

impl<'d> FieldRow<'d> {
    /// The destination field's name; empty where it is absent.
    #[must_use]
    pub fn destination(&self) -> &'d str {
        self.destination_field.and_then(NodeRef::text).unwrap_or_default()
    }

    /// The destination field's name without blanks around it; `None` where it is absent or blank, or
    /// where it is filled in at submission.
    #[must_use]
    pub fn literal_destination(&self) -> Option<&'d str> {
        self.cache.literal_destination
    }

    /// Whether the row's destination holds a password.
    #[must_use]
    pub fn fills_password(&self) -> bool {
        self.cache.fills_password
    }

    /// Number of the object type the row belongs to.
    #[must_use]
    pub fn type_number(&self) -> Option<i64> {
        self.cache.type_number
    }

    /// Whether the row is the key; `None` where that cannot be said.
    #[must_use]
    pub fn is_key_field(&self) -> Option<bool> {
        self.is_key.and_then(NodeRef::boolean)
    }
}

impl ObjectOption<'_> {
    /// The kind of object, by the name of the object type or by its number.
    #[must_use]
    pub fn kind(&self) -> Option<ObjectKind> {
        ObjectKind::resolve(self.display_name.and_then(NodeRef::string).as_deref(), self.type_number()?)
    }

    /// The object type in words: its number and its name, as in `1 (User)`.
    #[must_use]
    pub fn describe(&self) -> String {
        const SHOWN: usize = 40;
        let Some(number) = self.type_number() else { return "without a number".to_owned() };
        let written = self.display_name.and_then(NodeRef::string);
        let written =
            written.as_deref().map(str::trim).filter(|name| !name.is_empty() && name.len() <= SHOWN);
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

    /// Whether the job handles the object type; it does where nothing says otherwise.
    #[must_use]
    pub fn selected(&self) -> bool {
        self.is_selected.is_none_or(|selected| selected.boolean() == Some(true))
    }

    /// Whether objects are created; `None` where that is not said.
    #[must_use]
    pub fn creates(&self) -> Option<bool> {
        self.is_create.and_then(NodeRef::boolean)
    }

    /// How the container of new objects is chosen; `None` where that is not said or not known.
    #[must_use]
    pub fn container_choice(&self) -> Option<ContainerChoice> {
        container_choice(&self.container_option?.string()?)
    }

    /// Whether objects are deleted; `None` where that is not said.
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

    /// The side that it reads.
    #[must_use]
    pub fn side(&self) -> Option<SideName> {
        let source = self.is_source.and_then(NodeRef::boolean)?;
        Some(if source { SideName::Source } else { SideName::Destination })
    }

    /// The query, where it is there and not blank.
    #[must_use]
    pub fn query(&self) -> Option<Cow<'d, str>> {
        self.text.and_then(NodeRef::string).filter(|text| !is_blank(text))
    }
}
