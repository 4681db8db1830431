//! The kind of value at a cursor, which selects its hover text and its completions.

use crate::job::{FieldRow, JobInfo, Query, SettingEntry, SideName};

use super::cursor_context::{CursorContext, EnclosingEntry};

pub(super) enum Target<'a, 'd> {
    /// `sourceProvider` or `destinationProvider` of `jobInfo`.
    ProviderName(&'a JobInfo<'d>, SideName),
    /// `type` of `jobInfo`.
    JobType,
    SourceField,
    DestinationField,
    Transform(&'a FieldRow<'d>),
    /// `options` of a row.
    PasswordOptions(&'a FieldRow<'d>),
    /// `objectType` of a row, an object or a query.
    ObjectType,
    /// `displayName` of an object.
    ObjectTypeName,
    ContainerOption,
    ContainerOptionValue,
    Query(&'a Query<'d>),
    QueryType,
    TimestampField,
    SettingKey(&'a SettingEntry<'d>),
    SettingValue(&'a SettingEntry<'d>),
    SettingDataType(&'a SettingEntry<'d>),
    /// A member about which only the schema has information.
    Other,
}

impl<'a, 'd> Target<'a, 'd> {
    /// The kind of the innermost value; `None` if it is not the value of a member.
    pub(super) fn of(context: &CursorContext<'a, 'd>) -> Option<Self> {
        let name = context.member_name()?;
        Some(match (context.entry, name.as_ref()) {
            (EnclosingEntry::Info(info), "sourceProvider") => Self::ProviderName(info, SideName::Source),
            (EnclosingEntry::Info(info), "destinationProvider") => {
                Self::ProviderName(info, SideName::Destination)
            }
            (EnclosingEntry::Info(_), "type") => Self::JobType,
            (EnclosingEntry::Row(_), "sourceField") => Self::SourceField,
            (EnclosingEntry::Row(_), "destinationField") => Self::DestinationField,
            (EnclosingEntry::Row(row), "transform") => Self::Transform(row),
            (EnclosingEntry::Row(row), "options") => Self::PasswordOptions(row),
            (EnclosingEntry::Row(_) | EnclosingEntry::Object(_) | EnclosingEntry::Query(_), "objectType") => {
                Self::ObjectType
            }
            (EnclosingEntry::Object(_), "displayName") => Self::ObjectTypeName,
            (EnclosingEntry::Object(_), "containerOption") => Self::ContainerOption,
            (EnclosingEntry::Object(_), "containerOptionValue") => Self::ContainerOptionValue,
            (EnclosingEntry::Query(query), "query") => Self::Query(query),
            (EnclosingEntry::Query(_), "queryType") => Self::QueryType,
            (EnclosingEntry::Query(_), "timeStampField") => Self::TimestampField,
            (EnclosingEntry::Setting(entry), "key") => Self::SettingKey(entry),
            (EnclosingEntry::Setting(entry), "value") => Self::SettingValue(entry),
            (EnclosingEntry::Setting(entry), "dataType") => Self::SettingDataType(entry),
            _ => Self::Other,
        })
    }
}
