//! Entries of `settings`.

use crate::catalog::{
    Frequency, MESSAGING_SYSTEMS, PROVIDERS, ProviderClass, Requirement, SETTINGS, Setting,
    SettingScope as SettingPart, VISUAL_BASIC, ValueType, setting_id,
};
use crate::job::{Job, NodeRef, SettingEntry, SideName};
use crate::lsp::features::CompletionKind;
use crate::lsp::features::cursor_context::CursorContext;
use crate::lsp::features::fields::connected_system;
use crate::lsp::features::hover::explained_setting;

use super::collector::{CompletionBuilder, CompletionCollector};
use super::indent_style::IndentStyle;
use super::insertion::{Insertion, escape_json_string};
use super::members::quoted;
use super::{fields, inventory, nested, scripts};

/// The side that a key belongs to, and its name without the side.
fn split_side(known: &Setting) -> (Option<SideName>, &'static str) {
    match known.key {
        "SourceProvider" => (Some(SideName::Source), "Provider"),
        "DestinationProvider" => (Some(SideName::Destination), "Provider"),
        key => match key.split_once('.') {
            Some(("Source", name)) => (Some(SideName::Source), name),
            Some((_, name)) => (Some(SideName::Destination), name),
            None => (None, key),
        },
    }
}

/// Whether a key makes sense in a job: not the container of a table, nor the table of a directory.
pub(super) fn applies_to_job(job: &Job<'_>, known: &Setting) -> bool {
    let (Some(side), _) = split_side(known) else { return true };
    match (known.scope, job.side(side).class()) {
        (SettingPart::Table, Some(ProviderClass::Directory))
        | (SettingPart::Directory, Some(ProviderClass::Table)) => false,
        (SettingPart::Table, _) => {
            job.side(side).provider().is_none_or(|provider| provider.requirement != Requirement::None)
        }
        _ => true,
    }
}

/// `key`: those that are not there, with the rest of the entry where that is missing.
pub(super) fn key(
    spot: &CursorContext<'_, '_>,
    entry: &SettingEntry<'_>,
    indent_style: &IndentStyle,
    collector: &mut CompletionCollector<'_>,
) {
    let Some(job) = spot.job else { return };
    for (place, known) in SETTINGS.iter().enumerate() {
        let others = job
            .settings
            .entries_of(setting_id(known.key))
            .filter(|other| other.value.id() != entry.value.id());
        let count = others.count();
        // The product writes some keys once for each data type.
        let is_there = count >= known.data_types.len();
        if is_there || !applies_to_job(job, known) {
            continue;
        }
        let rank = match known.frequency {
            Frequency::EveryJob => 1,
            Frequency::SomeJobs if known.scope != SettingPart::Messaging => 2,
            _ => 4,
        };
        let proposal = CompletionBuilder::new(known.key, CompletionKind::Property)
            .detail(known.description)
            .documentation(explained_setting(known))
            .rank(rank)
            .order(place);
        let data_type = known.data_types.get(count).or(known.data_types.first()).copied();
        let mut rest = Vec::new();
        if entry.setting_value.is_none() {
            rest.push(("value".to_owned(), quoted(value_snippet(spot, known))));
        }
        if entry.data_type.is_none() {
            rest.push((
                "dataType".to_owned(),
                Insertion::text(format!("\"{}\"", data_type.unwrap_or("System.String"))),
            ));
        }
        if entry.object_type.is_none() && !rest.is_empty() {
            rest.push(("objectType".to_owned(), Insertion::text("null")));
        }
        let behind = if rest.is_empty() {
            Insertion::default()
        } else {
            Insertion::text(indent_style.separator()).append(indent_style.members(rest))
        };
        collector.add_string_with_suffix(proposal, Insertion::text(known.key), behind);
    }
}

/// `dataType`: what the product writes for the key first.
pub(super) fn data_type(entry: &SettingEntry<'_>, collector: &mut CompletionCollector<'_>) {
    let usual = entry.definition.map_or(&[][..], |known| known.data_types);
    for (place, name) in crate::catalog::DATA_TYPES.iter().enumerate() {
        let is_usual = usual.contains(name);
        let detail = if is_usual { "as the product writes this key" } else { "" };
        let proposal = CompletionBuilder::new(*name, CompletionKind::Enum).detail(detail).order(place);
        collector.add_string(proposal.rank(if is_usual { 1 } else { 5 }), name);
    }
}

/// One value that a setting may have.
pub(super) struct ValueChoice {
    value: String,
    detail: String,
    kind: CompletionKind,
}

fn value_choice(value: impl Into<String>, detail: impl Into<String>, kind: CompletionKind) -> ValueChoice {
    ValueChoice { value: value.into(), detail: detail.into(), kind }
}

/// The values that are known for a setting, the most likely one first.
fn value_choices(spot: &CursorContext<'_, '_>, known: &Setting) -> Vec<ValueChoice> {
    let Some(job) = spot.job else { return Vec::new() };
    if known.secret {
        return Vec::new();
    }
    let (side, name) = split_side(known);
    let class = side.and_then(|side| job.side(side).class());
    match (side, name) {
        (Some(side), "ProviderName") => PROVIDERS
            .iter()
            .filter(|provider| side == SideName::Source || provider.can_be_destination)
            .map(|provider| {
                let class = provider.class.map_or("data source", ProviderClass::product_term);
                value_choice(provider.name, class, CompletionKind::Module)
            })
            .collect(),
        (Some(_), "ProviderType") => {
            let mut all = [ProviderClass::Directory, ProviderClass::Table];
            all.sort_by_key(|one| Some(*one) != class);
            all.map(|one| value_choice(one.provider_type(), one.product_term(), CompletionKind::Enum)).into()
        }
        (Some(_), "IsDirectoryProvider") => {
            boolean_choices(class.map(|class| class == ProviderClass::Directory))
        }
        (Some(_), "IsTableProvider") => boolean_choices(class.map(|class| class == ProviderClass::Table)),
        (Some(side), "Type" | "Provider") => inventory::system_ids(spot, job, side)
            .into_iter()
            .map(|(id, name)| value_choice(id.to_string(), name, CompletionKind::Module))
            .collect(),
        (Some(side), "Table") => connected_system(job, spot.feature_context, side)
            .into_iter()
            .flat_map(|system| &system.tables)
            .map(|table| value_choice(table.name.as_str(), "inventory", CompletionKind::Module))
            .collect(),
        (Some(side), "Container") => inventory::known_containers(spot, job, side)
            .into_iter()
            .map(|(name, detail)| value_choice(name, detail, CompletionKind::Folder))
            .collect(),
        (_, "ScriptingLanguage") => {
            vec![value_choice(VISUAL_BASIC, "Visual Basic .NET", CompletionKind::Enum)]
        }
        (_, "ConfiguredMessagingProviderName") => {
            MESSAGING_SYSTEMS.iter().map(|name| value_choice(*name, "", CompletionKind::Enum)).collect()
        }
        _ if known.value_type == ValueType::Boolean => boolean_choices(None),
        _ => Vec::new(),
    }
}

/// `True` and `False`, as .NET writes them, the likely one first.
fn boolean_choices(likely: Option<bool>) -> Vec<ValueChoice> {
    let mut all = [("True", true), ("False", false)];
    all.sort_by_key(|(_, value)| likely.is_some_and(|likely| likely != *value));
    all.map(|(word, _)| value_choice(word, "", CompletionKind::Enum)).into()
}

/// The value of a new entry, as it stands in its string.
pub(super) fn value_snippet(spot: &CursorContext<'_, '_>, known: &Setting) -> Insertion {
    // A longer list is no choice.
    const MOST: usize = 12;
    let choices = value_choices(spot, known);
    match choices.len() {
        0 => Insertion::tab_stop(""),
        1 => Insertion::tab_stop(escape_json_string(&choices[0].value)),
        2..=MOST => Insertion::choice(choices.into_iter().map(|choice| escape_json_string(&choice.value))),
        _ => Insertion::tab_stop(""),
    }
}

/// `value`
pub(super) fn values(
    spot: &CursorContext<'_, '_>,
    entry: &SettingEntry<'_>,
    value: NodeRef<'_>,
    collector: &mut CompletionCollector<'_>,
) {
    let Some(known) = entry.definition else { return };
    match split_side(known) {
        (Some(side), "ContainerDetails") => nested::container_details(spot, side, value, collector),
        (_, "ExposedScriptCode") => scripts::global_script(spot, value, collector),
        (_, "memberkey") => fields::destination_attributes(spot, collector),
        _ => {}
    }
    for (place, choice) in value_choices(spot, known).into_iter().enumerate() {
        let proposal = CompletionBuilder::new(choice.value.as_str(), choice.kind)
            .detail(choice.detail)
            .rank(1)
            .order(place);
        collector.add_string(proposal, &choice.value);
    }
}
