//! Data sources and identity stores of the inventory.

use crate::catalog::SideSetting;
use crate::inventory::{ConnectedSystem, Table};
use crate::job::{Job, SideName};
use crate::lsp::features::types::FeatureContext;

/// The inventory entry of the data source or identity store of a side, by name or else by id.
pub(crate) fn connected_system<'e>(
    job: &Job<'_>,
    feature_context: &'e FeatureContext,
    side: SideName,
) -> Option<&'e ConnectedSystem> {
    let inventory = feature_context.inventory.as_deref()?;
    let name = job.info.as_ref().and_then(|info| info.provider(side)?.string());
    let class = job.side(side).class();
    name.and_then(|name| inventory.system(class, &name)).or_else(|| {
        let id = job.side(side).instance_id()?;
        inventory.systems_of_class(class)?.into_iter().find(|system| system.id == Some(id))
    })
}

/// The inventory entry of the table of a side.
pub(crate) fn inventory_table<'e>(
    job: &Job<'_>,
    feature_context: &'e FeatureContext,
    side: SideName,
) -> Option<&'e Table> {
    let name = job.side(side).text(SideSetting::TABLE)?;
    connected_system(job, feature_context, side)?.table(&name)
}
