//! Source fields and destination fields.

use crate::catalog::Directory;
use crate::job::SideName;
use crate::lsp::features::cursor_context::CursorContext;
use crate::lsp::features::fields::{
    DestinationAttributes, FieldOrigin, MappedAttributes, RequirementLevel, SourceField, attribute_doc,
    inventory_table, source_fields,
};
use crate::lsp::features::types::CompletionKind;

use super::collector::{CompletionBuilder, CompletionCollector};

const MAPPED_RANK: u8 = 8;
const MAPPED_DETAIL: &str = "already mapped";

/// The known source fields at the cursor, each with its completion.
pub(super) fn known_source_fields(context: &CursorContext<'_, '_>) -> Vec<(String, CompletionBuilder)> {
    let Some(job) = context.job else { return Vec::new() };
    let fields = source_fields(job, context.feature_context, context.type_number(), context.row());
    fields.into_iter().enumerate().map(|(index, field)| source_field_completion(field, index)).collect()
}

fn source_field_completion(field: SourceField, index: usize) -> (String, CompletionBuilder) {
    let (rank, detail) = match field.origin {
        FieldOrigin::Query => (1, "source query".to_owned()),
        FieldOrigin::Inventory => (1, field.origin_name.unwrap_or_default()),
        FieldOrigin::Row => (2, "other rows".to_owned()),
        FieldOrigin::Directory => (4, field.origin_name.unwrap_or_default()),
    };
    let builder = CompletionBuilder::new(field.name.as_str(), CompletionKind::Field)
        .detail(detail)
        .rank(rank)
        .order(index);
    (field.name, builder)
}

/// `sourceField` of a row and `timeStampField` of a query.
pub(super) fn source_field(context: &CursorContext<'_, '_>, collector: &mut CompletionCollector<'_>) {
    for (name, builder) in known_source_fields(context) {
        collector.add_string(builder, &name);
    }
}

/// `destinationField` of a row: mandatory attributes first, already mapped ones last.
pub(super) fn destination_field(context: &CursorContext<'_, '_>, collector: &mut CompletionCollector<'_>) {
    let Some(job) = context.job else { return };
    let type_number = context.type_number();
    let mapped = MappedAttributes::for_object_type(job, type_number, context.row());
    let destination = DestinationAttributes::for_object_type(job, type_number);
    let required: Vec<&str> = destination.required_names().collect();
    for attribute in destination.directory.into_iter().flat_map(Directory::attributes) {
        let level = destination.requirement_level(attribute.name);
        let (rank, detail) = match (mapped.contains(attribute.name), level) {
            (true, _) => (MAPPED_RANK, MAPPED_DETAIL),
            (false, RequirementLevel::Required) => (0, "mandatory"),
            (false, RequirementLevel::Documented) => (1, "listed as mandatory"),
            (false, RequirementLevel::Optional) => (3, ""),
        };
        let mut builder = CompletionBuilder::new(attribute.name, CompletionKind::Field)
            .detail(detail)
            .documentation(attribute_doc(context.job, type_number, attribute.name))
            .rank(rank);
        if let Some(index) = required.iter().position(|name| name.eq_ignore_ascii_case(attribute.name)) {
            builder = builder.order(index);
        }
        collector.add_string(builder, attribute.name);
    }
    if destination.directory.is_none() {
        let table = inventory_table(job, context.feature_context, SideName::Destination);
        for (index, column) in table.into_iter().flat_map(|table| &table.columns).enumerate() {
            let (rank, detail) =
                if mapped.contains(column) { (MAPPED_RANK, MAPPED_DETAIL) } else { (2, "inventory") };
            let builder = CompletionBuilder::new(column.as_str(), CompletionKind::Field)
                .detail(detail)
                .rank(rank)
                .order(index);
            collector.add_string(builder, column);
        }
    }
}

/// Attributes of the destination as the value of a setting, such as `memberkey`.
pub(super) fn destination_attributes(
    context: &CursorContext<'_, '_>,
    collector: &mut CompletionCollector<'_>,
) {
    let provider = context.job.and_then(|job| job.side(SideName::Destination).provider());
    let directory = provider.and_then(Directory::from_provider);
    for attribute in directory.into_iter().flat_map(Directory::attributes) {
        collector.add_string(CompletionBuilder::new(attribute.name, CompletionKind::Field), attribute.name);
    }
}
