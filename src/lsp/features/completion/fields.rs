//! Source fields and destination attributes.

use crate::catalog::Directory;
use crate::job::SideName;
use crate::lsp::features::CompletionKind;
use crate::lsp::features::cursor_context::{CursorContext, EnclosingEntry};
use crate::lsp::features::fields::{
    DestinationAttributes, FieldOrigin, MappedAttributes, RequirementLevel, SourceField,
    inventory_table as table_of, source_fields,
};
use crate::lsp::features::hover::attribute_card;

use super::collector::{CompletionBuilder, CompletionCollector};

/// The source fields that are known at the cursor, each with what to show of it.
pub(super) fn known_source_fields(spot: &CursorContext<'_, '_>) -> Vec<(String, CompletionBuilder)> {
    let Some(job) = spot.job else { return Vec::new() };
    let but = match spot.entry {
        EnclosingEntry::Row(row) => Some(row.value),
        _ => None,
    };
    let fields = source_fields(job, spot.feature_context, spot.type_number(), but);
    fields.into_iter().enumerate().map(|(place, field)| source_field_completion(field, place)).collect()
}

fn source_field_completion(field: SourceField, place: usize) -> (String, CompletionBuilder) {
    let (rank, how) = match field.origin {
        FieldOrigin::Query => (1, "source query".to_owned()),
        FieldOrigin::Inventory => (1, field.origin_name.unwrap_or_default()),
        FieldOrigin::Row => (2, "other rows".to_owned()),
        FieldOrigin::Directory => (4, field.origin_name.unwrap_or_default()),
    };
    let proposal = CompletionBuilder::new(field.name.as_str(), CompletionKind::Field)
        .detail(how)
        .rank(rank)
        .order(place);
    (field.name, proposal)
}

/// `sourceField` and `timeStampField`
pub(super) fn source_field(spot: &CursorContext<'_, '_>, collector: &mut CompletionCollector<'_>) {
    for (name, proposal) in known_source_fields(spot) {
        collector.add_string(proposal, &name);
    }
}

/// `destinationField`: mandatory ones first, those that are filled last.
pub(super) fn destination_field(spot: &CursorContext<'_, '_>, collector: &mut CompletionCollector<'_>) {
    let Some(job) = spot.job else { return };
    let number = spot.type_number();
    let but = match spot.entry {
        EnclosingEntry::Row(row) => Some(row.value),
        _ => None,
    };
    let mapped = MappedAttributes::for_object_type(job, number, but);
    let destination = DestinationAttributes::for_object_type(job, number);
    let needed: Vec<&str> = destination.required_names().collect();
    for attribute in destination.directory.into_iter().flat_map(Directory::attributes) {
        // Those of the pages are listed by their own spelling below.
        let place = needed.iter().position(|name| name.eq_ignore_ascii_case(attribute.name));
        let need = destination.requirement_level(attribute.name);
        let (rank, detail) = match (mapped.contains(attribute.name), need) {
            (true, _) => (8, "filled already"),
            (false, RequirementLevel::Required) => (0, "mandatory"),
            (false, RequirementLevel::Documented) => (1, "listed as mandatory"),
            (false, RequirementLevel::Optional) => (3, ""),
        };
        let mut proposal = CompletionBuilder::new(attribute.name, CompletionKind::Field)
            .detail(detail)
            .documentation(attribute_card(spot, attribute.name))
            .rank(rank);
        if let Some(place) = place {
            proposal = proposal.order(place);
        }
        collector.add_string(proposal, attribute.name);
    }
    if destination.directory.is_none() {
        let table = table_of(job, spot.feature_context, SideName::Destination);
        for (place, column) in table.into_iter().flat_map(|table| &table.columns).enumerate() {
            let (rank, detail) =
                if mapped.contains(column) { (8, "filled already") } else { (2, "inventory") };
            let proposal =
                CompletionBuilder::new(column.as_str(), CompletionKind::Field).detail(detail).rank(rank);
            collector.add_string(proposal.order(place), column);
        }
    }
}

/// Attributes of the destination as values, such as that of `memberkey`.
pub(super) fn destination_attributes(spot: &CursorContext<'_, '_>, collector: &mut CompletionCollector<'_>) {
    let provider = spot.job.and_then(|job| job.side(SideName::Destination).provider());
    for attribute in provider.and_then(Directory::from_provider).into_iter().flat_map(Directory::attributes) {
        collector.add_string(CompletionBuilder::new(attribute.name, CompletionKind::Field), attribute.name);
    }
}
