//! Source fields and destination attributes.

use crate::catalog::Directory;
use crate::job::SideName;
use crate::lsp::features::CompletionKind;
use crate::lsp::features::fields::{
    Destination, Mapped, Need, Origin, SourceField, source_fields, table as table_of,
};
use crate::lsp::features::hover::attribute_card;
use crate::lsp::features::spot::{Part, Spot};

use super::writer::{Proposal, Writer};

/// The source fields that are known at the cursor, each with what to show of it.
pub(super) fn known(spot: &Spot<'_, '_>) -> Vec<(String, Proposal)> {
    let Some(job) = spot.job else { return Vec::new() };
    let but = match spot.part {
        Part::Row(row) => Some(row.value),
        _ => None,
    };
    let fields = source_fields(job, spot.environment, spot.type_number(), but);
    fields.into_iter().enumerate().map(|(place, field)| proposal(field, place)).collect()
}

fn proposal(field: SourceField, place: usize) -> (String, Proposal) {
    let (rank, how) = match field.origin {
        Origin::Query => (1, "source query".to_owned()),
        Origin::Inventory => (1, field.from.unwrap_or_default()),
        Origin::Row => (2, "other rows".to_owned()),
        Origin::Directory => (4, field.from.unwrap_or_default()),
    };
    let proposal =
        Proposal::new(field.name.as_str(), CompletionKind::Field).detail(how).rank(rank).order(place);
    (field.name, proposal)
}

/// `sourceField` and `timeStampField`
pub(super) fn source(spot: &Spot<'_, '_>, writer: &mut Writer<'_>) {
    for (name, proposal) in known(spot) {
        writer.string(proposal, &name);
    }
}

/// `destinationField`: mandatory ones first, those that are filled last.
pub(super) fn destination(spot: &Spot<'_, '_>, writer: &mut Writer<'_>) {
    let Some(job) = spot.job else { return };
    let number = spot.type_number();
    let but = match spot.part {
        Part::Row(row) => Some(row.value),
        _ => None,
    };
    let mapped = Mapped::of(job, number, but);
    let destination = Destination::of(job, number);
    let needed: Vec<&str> = destination.needed().collect();
    for attribute in destination.directory.into_iter().flat_map(Directory::attributes) {
        // Those of the pages are listed by their own spelling below.
        let place = needed.iter().position(|name| name.eq_ignore_ascii_case(attribute.name));
        let need = destination.need(attribute.name);
        let (rank, detail) = match (mapped.fills(attribute.name), need) {
            (true, _) => (8, "filled already"),
            (false, Need::Required) => (0, "mandatory"),
            (false, Need::Expected) => (1, "listed as mandatory"),
            (false, Need::Optional) => (3, ""),
        };
        let mut proposal = Proposal::new(attribute.name, CompletionKind::Field)
            .detail(detail)
            .explained(attribute_card(spot, attribute.name))
            .rank(rank);
        if let Some(place) = place {
            proposal = proposal.order(place);
        }
        writer.string(proposal, attribute.name);
    }
    if destination.directory.is_none() {
        let table = table_of(job, spot.environment, SideName::Destination);
        for (place, column) in table.into_iter().flat_map(|table| &table.columns).enumerate() {
            let (rank, detail) = if mapped.fills(column) { (8, "filled already") } else { (2, "inventory") };
            let proposal = Proposal::new(column.as_str(), CompletionKind::Field).detail(detail).rank(rank);
            writer.string(proposal.order(place), column);
        }
    }
}

/// Attributes of the destination as values, such as that of `memberkey`.
pub(super) fn attributes(spot: &Spot<'_, '_>, writer: &mut Writer<'_>) {
    let provider = spot.job.and_then(|job| job.side(SideName::Destination).provider());
    for attribute in provider.and_then(Directory::of).into_iter().flat_map(Directory::attributes) {
        writer.string(Proposal::new(attribute.name, CompletionKind::Field), attribute.name);
    }
}
