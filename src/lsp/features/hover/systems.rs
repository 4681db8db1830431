//! Providers, and the systems that are configured on the server.

use crate::inventory::ConnectedSystem;
use crate::job::{Job, JobInfo, NodeRef, SideName};
use crate::text::inline_code;

use super::super::cursor_context::CursorContext;
use super::super::describe::catalog::describe_provider;
use super::super::fields::connected_system;
use super::members::schema_member_doc;
use super::{Hover, hover_result};

/// `jobInfo.sourceProvider` and `destinationProvider`
pub(super) fn provider_name(
    spot: &CursorContext<'_, '_>,
    info: &JobInfo<'_>,
    member: &str,
    value: NodeRef<'_>,
) -> Option<Hover> {
    let side = if member.starts_with("source") { SideName::Source } else { SideName::Destination };
    let known = spot.schema_member(member)?;
    let mut text = schema_member_doc(&known);
    // An entry of a summary list is no part of the job that it repeats.
    let job = spot.job.filter(|job| job.info.as_ref().is_some_and(|own| own.value.id() == info.value.id()));
    if let Some(job) = job {
        text = text.optional_paragraph(job.side(side).provider().map(describe_provider));
        text = text.optional_paragraph(
            connected_system(job, spot.feature_context, side).map(describe_listed_system),
        );
    }
    hover_result(value.content_span(), text)
}

/// What the id of a side stands for.
pub(super) fn describe_system_id(
    spot: &CursorContext<'_, '_>,
    job: &Job<'_>,
    side: SideName,
    id: &str,
) -> String {
    let name = job.info.as_ref().and_then(|info| info.provider(side)?.string());
    let mut said = match name.as_deref().map(str::trim).filter(|name| !name.is_empty()) {
        Some(name) => format!("In this job the {} is {}", side.as_str(), inline_code(name)),
        None => format!("The {} of this job has no name", side.as_str()),
    };
    if let Some(provider) = job.side(side).provider() {
        said.push_str(&format!(" ({})", provider.name));
    }
    said.push('.');
    let number: Option<i64> = id.trim().parse().ok();
    let class = job.side(side).class();
    let systems =
        spot.feature_context.inventory.as_deref().and_then(|inventory| inventory.systems_of_class(class));
    let found = systems.and_then(|all| all.into_iter().find(|one| number.is_some() && one.id == number));
    if let Some(found) = found {
        said.push_str(&format!(" The inventory lists this id as {}.", inline_code(&found.name)));
    }
    said
}

/// What the inventory says of a system.
fn describe_listed_system(system: &ConnectedSystem) -> String {
    let mut said = format!("In the inventory: {}", system.class.product_term());
    if let Some(provider) = &system.provider {
        said.push_str(&format!(", {}", inline_code(provider)));
    }
    if let Some(id) = system.id {
        said.push_str(&format!(", id {id}"));
    }
    for (count, what) in [(system.tables.len(), "table"), (system.containers.len(), "container")] {
        if count > 0 {
            said.push_str(&format!(", {count} {what}{}", if count == 1 { "" } else { "s" }));
        }
    }
    said + "."
}
