//! Connected systems and containers from the inventory and from other parts of the job.

use crate::catalog::{ProviderClass, SideSetting};
use crate::inventory::ConnectedSystem;
use crate::job::{Job, NodeRef, SideName};
use crate::lsp::features::cursor_context::CursorContext;
use crate::lsp::features::fields::connected_system;
use crate::lsp::features::types::CompletionKind;

use super::collector::{CompletionBuilder, CompletionCollector};

const FROM_JOB: &str = "used elsewhere in this job";

/// The systems of the inventory that have a class, or all systems.
fn listed_systems<'e>(
    context: &CursorContext<'e, '_>,
    class: Option<ProviderClass>,
) -> Vec<&'e ConnectedSystem> {
    let Some(inventory) = context.feature_context.inventory.as_deref() else { return Vec::new() };
    let classes = match class {
        Some(class) => vec![class],
        None => vec![ProviderClass::Directory, ProviderClass::Table],
    };
    classes.into_iter().filter_map(|class| inventory.systems_of_class(Some(class))).flatten().collect()
}

/// Names of systems for `sourceProvider` and `destinationProvider`.
pub(super) fn system_names(
    context: &CursorContext<'_, '_>,
    side: SideName,
    collector: &mut CompletionCollector<'_>,
) {
    let class = context.job.and_then(|job| job.side(side).class());
    for system in listed_systems(context, class) {
        let provider = system.provider.as_deref().unwrap_or(system.class.product_term());
        let builder = CompletionBuilder::new(system.name.as_str(), CompletionKind::Module).detail(provider);
        collector.add_string(builder, &system.name);
    }
}

/// Possible ids of the system of a side with their origin: those that the job implies, then those of the inventory.
pub(super) fn system_ids(
    context: &CursorContext<'_, '_>,
    job: &Job<'_>,
    side: SideName,
) -> Vec<(i64, String)> {
    let mut ids: Vec<(i64, String)> = Vec::new();
    let mut add = |id: i64, origin: &str| {
        if !ids.iter().any(|(known, _)| *known == id) {
            ids.push((id, origin.to_owned()));
        }
    };
    let named_system = connected_system(job, context.feature_context, side);
    if let Some((id, system)) = named_system.and_then(|system| Some((system.id?, system))) {
        add(id, &system.name);
    }
    let at_cursor = context.value().map(NodeRef::id);
    for entry in job.side(side).instance_id_entries() {
        let Some(value) = entry.setting_value.filter(|value| Some(value.id()) != at_cursor) else { continue };
        if let Some(id) = value.string().and_then(|text| text.trim().parse().ok()) {
            add(id, FROM_JOB);
        }
    }
    for system in listed_systems(context, job.side(side).class()) {
        if let Some(id) = system.id {
            add(id, &system.name);
        }
    }
    ids
}

/// Possible containers of a side with their origin.
pub(super) fn known_containers(
    context: &CursorContext<'_, '_>,
    job: &Job<'_>,
    side: SideName,
) -> Vec<(String, String)> {
    let mut containers: Vec<(String, String)> = Vec::new();
    let mut add = |name: &str, origin: &str| {
        let name = name.trim();
        if !name.is_empty() && !containers.iter().any(|(known, _)| known.eq_ignore_ascii_case(name)) {
            containers.push((name.to_owned(), origin.to_owned()));
        }
    };
    let at_cursor = context.value().map(NodeRef::id);
    let mut values: Vec<NodeRef<'_>> = Vec::new();
    values.extend(job.side(side).setting(SideSetting::CONTAINER).and_then(|entry| entry.setting_value));
    if side == SideName::Destination {
        values.extend(job.objects.iter().filter_map(|option| option.container_value));
    }
    for value in values.into_iter().filter(|value| Some(value.id()) != at_cursor) {
        if let Some(name) = value.string() {
            add(&name, FROM_JOB);
        }
    }
    let systems = match connected_system(job, context.feature_context, side) {
        Some(system) => vec![system],
        None => listed_systems(context, Some(ProviderClass::Directory)),
    };
    for system in systems {
        system.containers.iter().for_each(|name| add(name, &system.name));
    }
    containers
}

/// Containers as the value of a string.
pub(super) fn containers(
    context: &CursorContext<'_, '_>,
    side: SideName,
    collector: &mut CompletionCollector<'_>,
) {
    let Some(job) = context.job else { return };
    for (index, (name, origin)) in known_containers(context, job, side).into_iter().enumerate() {
        let builder =
            CompletionBuilder::new(name.as_str(), CompletionKind::Folder).detail(origin).order(index);
        collector.add_string(builder, &name);
    }
}
