//! Configured systems and containers, as the inventory and the job itself name them.

use crate::catalog::{ProviderClass, SideSetting};
use crate::inventory::ConnectedSystem;
use crate::job::{Job, NodeRef, SideName};
use crate::lsp::features::CompletionKind;
use crate::lsp::features::cursor_context::CursorContext;
use crate::lsp::features::fields::connected_system;

use super::collector::{CompletionBuilder, CompletionCollector};

/// The systems that the inventory lists, those that fit the side's class only where that is known.
fn listed_systems<'e>(
    spot: &CursorContext<'e, '_>,
    class: Option<ProviderClass>,
) -> Vec<&'e ConnectedSystem> {
    let Some(inventory) = spot.feature_context.inventory.as_deref() else { return Vec::new() };
    let classes = match class {
        Some(class) => vec![class],
        None => vec![ProviderClass::Directory, ProviderClass::Table],
    };
    classes.into_iter().filter_map(|class| inventory.systems_of_class(Some(class))).flatten().collect()
}

/// Display names of systems.
pub(super) fn system_names(
    spot: &CursorContext<'_, '_>,
    side: SideName,
    collector: &mut CompletionCollector<'_>,
) {
    let class = spot.job.and_then(|job| job.side(side).class());
    for system in listed_systems(spot, class) {
        let provider = system.provider.as_deref().unwrap_or(system.class.product_term());
        let proposal = CompletionBuilder::new(system.name.as_str(), CompletionKind::Module).detail(provider);
        collector.add_string(proposal, &system.name);
    }
}

/// Ids that a side may have: the one that the job says elsewhere, then those of the inventory.
pub(super) fn system_ids(spot: &CursorContext<'_, '_>, job: &Job<'_>, side: SideName) -> Vec<(i64, String)> {
    let mut found: Vec<(i64, String)> = Vec::new();
    let mut add = |id: i64, name: &str| {
        if !found.iter().any(|(known, _)| *known == id) {
            found.push((id, name.to_owned()));
        }
    };
    let named = connected_system(job, spot.feature_context, side);
    if let Some((id, named)) = named.and_then(|named| Some((named.id?, named))) {
        add(id, &named.name);
    }
    // The entry at the cursor is just being written.
    let typed = spot.value().map(NodeRef::id);
    for entry in job.side(side).instance_id_entries() {
        let Some(value) = entry.setting_value.filter(|value| Some(value.id()) != typed) else { continue };
        if let Some(id) = value.string().and_then(|text| text.trim().parse().ok()) {
            add(id, "as elsewhere in this job");
        }
    }
    for system in listed_systems(spot, job.side(side).class()) {
        if let Some(id) = system.id {
            add(id, &system.name);
        }
    }
    found
}

/// The containers that a side may have, with how they are known.
pub(super) fn known_containers(
    spot: &CursorContext<'_, '_>,
    job: &Job<'_>,
    side: SideName,
) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    let mut add = |name: &str, how: &str| {
        let name = name.trim();
        if !name.is_empty() && !found.iter().any(|(known, _)| known.eq_ignore_ascii_case(name)) {
            found.push((name.to_owned(), how.to_owned()));
        }
    };
    let typed = spot.value().map(NodeRef::id);
    let mut written: Vec<NodeRef<'_>> = Vec::new();
    if let Some(entry) = job.side(side).setting(SideSetting::CONTAINER) {
        written.extend(entry.setting_value);
    }
    if side == SideName::Destination {
        written.extend(job.objects.iter().filter_map(|option| option.container_value));
    }
    for value in written.into_iter().filter(|value| Some(value.id()) != typed) {
        if let Some(name) = value.string() {
            add(&name, "as elsewhere in this job");
        }
    }
    match connected_system(job, spot.feature_context, side) {
        Some(system) => system.containers.iter().for_each(|name| add(name, &system.name)),
        None => {
            for system in listed_systems(spot, Some(ProviderClass::Directory)) {
                system.containers.iter().for_each(|name| add(name, &system.name));
            }
        }
    }
    found
}

/// Containers as values of a string.
pub(super) fn containers(
    spot: &CursorContext<'_, '_>,
    side: SideName,
    collector: &mut CompletionCollector<'_>,
) {
    let Some(job) = spot.job else { return };
    for (place, (name, how)) in known_containers(spot, job, side).into_iter().enumerate() {
        let proposal = CompletionBuilder::new(name.as_str(), CompletionKind::Folder).detail(how).order(place);
        collector.add_string(proposal, &name);
    }
}
