//! Providers, and the data sources and identity stores on the server.

use crate::inventory::{ConnectedSystem, Table};
use crate::job::{Job, JobInfo, NodeRef, SideName};
use crate::lsp::features::cursor_context::CursorContext;
use crate::lsp::features::describe::catalog::describe_provider;
use crate::lsp::features::describe::schema::schema_member_doc;
use crate::lsp::features::fields::connected_system;
use crate::lsp::features::types::Hover;
use crate::text::{inline_code, quoted_list};

use super::response::hover_response;

/// `sourceProvider` or `destinationProvider` of `jobInfo`.
pub(super) fn provider_name(
    context: &CursorContext<'_, '_>,
    info: &JobInfo<'_>,
    side: SideName,
    value: NodeRef<'_>,
) -> Option<Hover> {
    let mut doc = schema_member_doc(&context.schema_member(&context.member_name()?)?);
    // An entry of a summary list is not part of the job that it describes.
    let job =
        context.job.filter(|job| job.info.as_ref().is_some_and(|own| own.value.id() == info.value.id()));
    if let Some(job) = job {
        let system = connected_system(job, context.feature_context, side);
        doc = doc
            .optional_paragraph(job.side(side).provider().map(describe_provider))
            .optional_paragraph(system.map(describe_inventory_system));
    }
    hover_response(value.content_span(), doc)
}

/// Describes the data source or identity store with the id of a side.
pub(super) fn describe_system_id(
    context: &CursorContext<'_, '_>,
    job: &Job<'_>,
    side: SideName,
    id: &str,
) -> String {
    let name = job.info.as_ref().and_then(|info| info.provider(side)?.string());
    let mut text = match name.as_deref().map(str::trim).filter(|name| !name.is_empty()) {
        Some(name) => format!("The {} of this job is {}", side.as_str(), inline_code(name)),
        None => format!("The {} of this job has no name", side.as_str()),
    };
    if let Some(provider) = job.side(side).provider() {
        text.push_str(&format!(" ({})", provider.name));
    }
    text.push('.');
    let id: Option<i64> = id.trim().parse().ok();
    let class = job.side(side).class();
    let systems =
        context.feature_context.inventory.as_deref().and_then(|inventory| inventory.systems_of_class(class));
    let system = systems.and_then(|systems| systems.into_iter().find(|s| id.is_some() && s.id == id));
    if let Some(system) = system {
        text.push_str(&format!(" The inventory lists this id for {}.", inline_code(&system.name)));
    }
    text
}

pub(super) fn describe_inventory_table(table: &Table) -> String {
    let columns: Vec<&str> = table.columns.iter().map(String::as_str).collect();
    if columns.is_empty() {
        format!("Listed in the inventory as {}.", inline_code(&table.name))
    } else {
        format!("Columns in the inventory: {}.", quoted_list(&columns, "and"))
    }
}

fn describe_inventory_system(system: &ConnectedSystem) -> String {
    let mut text = format!("In the inventory: {}", system.class.product_term());
    if let Some(provider) = &system.provider {
        text.push_str(&format!(", {}", inline_code(provider)));
    }
    if let Some(id) = system.id {
        text.push_str(&format!(", id {id}"));
    }
    for (count, noun) in [(system.tables.len(), "table"), (system.containers.len(), "container")] {
        if count > 0 {
            text.push_str(&format!(", {count} {noun}{}", if count == 1 { "" } else { "s" }));
        }
    }
    text + "."
}
