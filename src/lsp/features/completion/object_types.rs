//! Numbers and names of object types, and numbers of job types.

use crate::catalog::{
    JobKind, OBJECT_TYPES, ObjectType, describe_object_type as number_and_name, object_type_by_number,
    object_types_for,
};
use crate::job::SideName;
use crate::lsp::features::cursor_context::CursorContext;
use crate::lsp::features::describe::catalog::describe_object_type;
use crate::lsp::features::types::CompletionKind;

use super::collector::{CompletionBuilder, CompletionCollector};
use super::defaults::object_type_numbers;
use super::insertion::Insertion;

/// `objectType` of a row, an object or a query.
pub(super) fn object_type(context: &CursorContext<'_, '_>, collector: &mut CompletionCollector<'_>) {
    for (index, number) in object_type_numbers(context).into_iter().enumerate() {
        // `1 (User)`
        let phrase = context.job.map_or_else(|| number_and_name(number), |job| job.describe_type(number));
        let name = phrase.split_once('(').map(|(_, name)| name.trim_end_matches(')').to_owned());
        let builder = CompletionBuilder::new(number.to_string(), CompletionKind::Enum)
            .detail(name.unwrap_or_default())
            .documentation_text(object_type_by_number(number).map(describe_object_type).unwrap_or_default())
            .order(index);
        collector.add_literal(builder, Insertion::text(number.to_string()));
    }
}

/// `displayName` of an object. The name that belongs to the number of the object comes first.
pub(super) fn display_name(context: &CursorContext<'_, '_>, collector: &mut CompletionCollector<'_>) {
    let provider = context.job.and_then(|job| job.side(SideName::Destination).provider());
    let mut object_types: Vec<&ObjectType> = provider.into_iter().flat_map(object_types_for).collect();
    if object_types.is_empty() {
        object_types = OBJECT_TYPES.iter().collect();
    }
    for (index, object_type) in object_types.into_iter().enumerate() {
        let matches_number = object_type.number.is_some() && object_type.number == context.type_number();
        let detail = object_type.number.map(|number| format!("object type {number}"));
        let builder = CompletionBuilder::new(object_type.name, CompletionKind::Enum)
            .detail(detail.unwrap_or_default())
            .documentation_text(describe_object_type(object_type))
            .rank(if matches_number { 1 } else { 5 })
            .order(index);
        collector.add_string(builder, object_type.name);
    }
}

/// `type` of `jobInfo`.
pub(super) fn job_type(collector: &mut CompletionCollector<'_>) {
    for kind in [JobKind::Single, JobKind::InCollection] {
        let builder =
            CompletionBuilder::new(kind.number().to_string(), CompletionKind::Enum).detail(kind.describe());
        collector.add_literal(builder, Insertion::text(kind.number().to_string()));
    }
}
