//! Providers, and the systems that are configured on the server.

use crate::inventory::System;
use crate::job::{Job, JobInfo, SideName, Value};
use crate::text::code;

use super::super::fields::system;
use super::super::spot::Spot;
use super::members::described;
use super::{Hover, card};

/// `jobInfo.sourceProvider` and `destinationProvider`
pub(super) fn named(
    spot: &Spot<'_, '_>,
    info: &JobInfo<'_>,
    member: &str,
    value: Value<'_>,
) -> Option<Hover> {
    let side = if member.starts_with("source") { SideName::Source } else { SideName::Destination };
    let known = spot.member(member)?;
    let mut text = described(&known);
    // An entry of a summary list is no part of the job that it repeats.
    let job = spot.job.filter(|job| job.info.as_ref().is_some_and(|own| own.value.id() == info.value.id()));
    if let Some(job) = job {
        text = text.say_if(job.side(side).provider().map(crate::catalog::Provider::in_words));
        text = text.say_if(system(job, spot.environment, side).map(listed));
    }
    card(value.content_span(), text)
}

/// What the id of a side stands for.
pub(super) fn of_id(spot: &Spot<'_, '_>, job: &Job<'_>, side: SideName, id: &str) -> String {
    let name = job.info.as_ref().and_then(|info| info.provider(side)?.string());
    let mut said = match name.as_deref().map(str::trim).filter(|name| !name.is_empty()) {
        Some(name) => format!("In this job the {} is {}", side.in_words(), code(name)),
        None => format!("The {} of this job has no name", side.in_words()),
    };
    if let Some(provider) = job.side(side).provider() {
        said.push_str(&format!(" ({})", provider.name));
    }
    said.push('.');
    let number: Option<i64> = id.trim().parse().ok();
    let class = job.side(side).class();
    let systems = spot.environment.inventory.as_deref().and_then(|inventory| inventory.of(class));
    let found = systems.and_then(|all| all.into_iter().find(|one| number.is_some() && one.id == number));
    if let Some(found) = found {
        said.push_str(&format!(" The inventory lists this id as {}.", code(&found.name)));
    }
    said
}

/// What the inventory says of a system.
fn listed(system: &System) -> String {
    let mut said = format!("In the inventory: {}", system.class.system());
    if let Some(provider) = &system.provider {
        said.push_str(&format!(", {}", code(provider)));
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
