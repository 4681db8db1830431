//! Entries of `settings`.

use crate::catalog::{DATA_TYPES, Frequency, SETTINGS, Setting, SettingScope, setting_id};
use crate::job::{NodeRef, SettingEntry};
use crate::lsp::features::cursor_context::CursorContext;
use crate::lsp::features::describe::settings::setting_doc;
use crate::lsp::features::types::CompletionKind;

use super::collector::{CompletionBuilder, CompletionCollector};
use super::container_details::container_details;
use super::fields::destination_attributes;
use super::insertion::{Insertion, quoted};
use super::scripts::global_script;
use super::setting_values::{applies_to_job, split_side, value_choices, value_snippet};

/// `key` of a setting: keys without an entry, with the missing members of the entry.
pub(super) fn key(
    context: &CursorContext<'_, '_>,
    entry: &SettingEntry<'_>,
    collector: &mut CompletionCollector<'_>,
) {
    let Some(job) = context.job else { return };
    for (index, setting) in SETTINGS.iter().enumerate() {
        let others = job.settings.entries_of(setting_id(setting.key));
        let entry_count = others.filter(|other| other.value.id() != entry.value.id()).count();
        // The product writes some keys several times, once for each data type.
        if entry_count >= setting.data_types.len() || !applies_to_job(job, setting) {
            continue;
        }
        let rank = match setting.frequency {
            Frequency::EveryJob => 1,
            Frequency::SomeJobs if setting.scope != SettingScope::Messaging => 2,
            _ => 4,
        };
        let builder = CompletionBuilder::new(setting.key, CompletionKind::Property)
            .detail(setting.description)
            .documentation(setting_doc(setting))
            .rank(rank)
            .order(index);
        let members = missing_members(context, entry, setting, entry_count);
        let suffix = if members.is_empty() {
            Insertion::default()
        } else {
            let indent_style = collector.indent_style();
            Insertion::text(indent_style.separator()).append(indent_style.members(members))
        };
        collector.add_string_with_suffix(builder, Insertion::text(setting.key), suffix);
    }
}

/// The members that the entry at the cursor lacks. `entry_count` is the number of other entries with the key.
fn missing_members(
    context: &CursorContext<'_, '_>,
    entry: &SettingEntry<'_>,
    setting: &Setting,
    entry_count: usize,
) -> Vec<(String, Insertion)> {
    let mut members = Vec::new();
    if entry.setting_value.is_none() {
        members.push(("value".to_owned(), quoted(value_snippet(context, setting))));
    }
    if entry.data_type.is_none() {
        let data_type = setting.data_types.get(entry_count).or(setting.data_types.first());
        let data_type = data_type.copied().unwrap_or("System.String");
        members.push(("dataType".to_owned(), quoted(Insertion::text(data_type))));
    }
    if entry.object_type.is_none() && !members.is_empty() {
        members.push(("objectType".to_owned(), Insertion::text("null")));
    }
    members
}

/// `dataType` of a setting: the data types that the product writes for the key first.
pub(super) fn data_type(entry: &SettingEntry<'_>, collector: &mut CompletionCollector<'_>) {
    let usual = entry.definition.map_or(&[][..], |setting| setting.data_types);
    for (index, name) in DATA_TYPES.iter().enumerate() {
        let (rank, detail) =
            if usual.contains(name) { (1, "written by the product for this key") } else { (5, "") };
        let builder =
            CompletionBuilder::new(*name, CompletionKind::Enum).detail(detail).rank(rank).order(index);
        collector.add_string(builder, name);
    }
}

/// `value` of a setting.
pub(super) fn value(
    context: &CursorContext<'_, '_>,
    entry: &SettingEntry<'_>,
    value: NodeRef<'_>,
    collector: &mut CompletionCollector<'_>,
) {
    let Some(setting) = entry.definition else { return };
    match split_side(setting) {
        (Some(side), "ContainerDetails") => container_details(context, side, value, collector),
        (_, "ExposedScriptCode") => global_script(context, value, collector),
        (_, "memberkey") => destination_attributes(context, collector),
        _ => {}
    }
    for (index, choice) in value_choices(context, setting).into_iter().enumerate() {
        let builder = CompletionBuilder::new(choice.value.as_str(), choice.kind)
            .detail(choice.detail)
            .rank(1)
            .order(index);
        collector.add_string(builder, &choice.value);
    }
}
