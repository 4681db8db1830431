//! Entries of `settings`.

use crate::catalog::{
    MESSAGING_SYSTEMS, Needs, PROVIDERS, Part as SettingPart, ProviderClass, SETTINGS, Seen, Setting,
    VISUAL_BASIC, ValueForm, setting_id,
};
use crate::job::{Job, SettingEntry, SideName, Value};
use crate::lsp::features::CompletionKind;
use crate::lsp::features::fields::system;
use crate::lsp::features::hover::explained_setting;
use crate::lsp::features::spot::Spot;

use super::insertion::{Insertion, escaped};
use super::layout::Layout;
use super::members::quoted;
use super::writer::{Proposal, Writer};
use super::{fields, nested, scripts, systems};

/// The side that a key belongs to, and its name without the side.
fn side_of(known: &Setting) -> (Option<SideName>, &'static str) {
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
pub(super) fn belongs(job: &Job<'_>, known: &Setting) -> bool {
    let (Some(side), _) = side_of(known) else { return true };
    match (known.part, job.side(side).class()) {
        (SettingPart::Table, Some(ProviderClass::Directory))
        | (SettingPart::Directory, Some(ProviderClass::Table)) => false,
        (SettingPart::Table, _) => {
            job.side(side).provider().is_none_or(|provider| provider.needs != Needs::Nothing)
        }
        _ => true,
    }
}

/// `key`: those that are not there, with the rest of the entry where that is missing.
pub(super) fn key(spot: &Spot<'_, '_>, entry: &SettingEntry<'_>, layout: &Layout, writer: &mut Writer<'_>) {
    let Some(job) = spot.job else { return };
    for (place, known) in SETTINGS.iter().enumerate() {
        let others =
            job.settings.of(setting_id(known.key)).filter(|other| other.value.id() != entry.value.id());
        let count = others.count();
        // The product writes some keys once for each data type.
        let is_there = count >= known.data_types.len();
        if is_there || !belongs(job, known) {
            continue;
        }
        let rank = match known.seen {
            Seen::EveryJob => 1,
            Seen::SomeJobs if known.part != SettingPart::Messaging => 2,
            _ => 4,
        };
        let proposal = Proposal::new(known.key, CompletionKind::Property)
            .detail(known.meaning)
            .explained(explained_setting(known))
            .rank(rank)
            .order(place);
        let data_type = known.data_types.get(count).or(known.data_types.first()).copied();
        let mut rest = Vec::new();
        if entry.setting_value.is_none() {
            rest.push(("value".to_owned(), quoted(value(spot, known))));
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
            Insertion::text(layout.separator()).then(layout.members(rest))
        };
        writer.string_then(proposal, Insertion::text(known.key), behind);
    }
}

/// `dataType`: what the product writes for the key first.
pub(super) fn data_type(entry: &SettingEntry<'_>, writer: &mut Writer<'_>) {
    let usual = entry.known.map_or(&[][..], |known| known.data_types);
    for (place, name) in crate::catalog::DATA_TYPES.iter().enumerate() {
        let is_usual = usual.contains(name);
        let detail = if is_usual { "as the product writes this key" } else { "" };
        let proposal = Proposal::new(*name, CompletionKind::Enum).detail(detail).order(place);
        writer.string(proposal.rank(if is_usual { 1 } else { 5 }), name);
    }
}

/// One value that a setting may have.
pub(super) struct Choice {
    value: String,
    detail: String,
    kind: CompletionKind,
}

fn choice(value: impl Into<String>, detail: impl Into<String>, kind: CompletionKind) -> Choice {
    Choice { value: value.into(), detail: detail.into(), kind }
}

/// The values that are known for a setting, the most likely one first.
fn choices(spot: &Spot<'_, '_>, known: &Setting) -> Vec<Choice> {
    let Some(job) = spot.job else { return Vec::new() };
    if known.secret {
        return Vec::new();
    }
    let (side, name) = side_of(known);
    let class = side.and_then(|side| job.side(side).class());
    match (side, name) {
        (Some(side), "ProviderName") => PROVIDERS
            .iter()
            .filter(|provider| side == SideName::Source || provider.can_be_destination)
            .map(|provider| {
                let class = provider.class.map_or("data source", ProviderClass::system);
                choice(provider.name, class, CompletionKind::Module)
            })
            .collect(),
        (Some(_), "ProviderType") => {
            let mut all = [ProviderClass::Directory, ProviderClass::Table];
            all.sort_by_key(|one| Some(*one) != class);
            all.map(|one| choice(one.provider_type(), one.system(), CompletionKind::Enum)).into()
        }
        (Some(_), "IsDirectoryProvider") => truth(class.map(|class| class == ProviderClass::Directory)),
        (Some(_), "IsTableProvider") => truth(class.map(|class| class == ProviderClass::Table)),
        (Some(side), "Type" | "Provider") => systems::ids(spot, job, side)
            .into_iter()
            .map(|(id, name)| choice(id.to_string(), name, CompletionKind::Module))
            .collect(),
        (Some(side), "Table") => system(job, spot.environment, side)
            .into_iter()
            .flat_map(|system| &system.tables)
            .map(|table| choice(table.name.as_str(), "inventory", CompletionKind::Module))
            .collect(),
        (Some(side), "Container") => systems::known_containers(spot, job, side)
            .into_iter()
            .map(|(name, detail)| choice(name, detail, CompletionKind::Folder))
            .collect(),
        (_, "ScriptingLanguage") => vec![choice(VISUAL_BASIC, "Visual Basic .NET", CompletionKind::Enum)],
        (_, "ConfiguredMessagingProviderName") => {
            MESSAGING_SYSTEMS.iter().map(|name| choice(*name, "", CompletionKind::Enum)).collect()
        }
        _ if known.form == ValueForm::Boolean => truth(None),
        _ => Vec::new(),
    }
}

/// `True` and `False`, as .NET writes them, the likely one first.
fn truth(likely: Option<bool>) -> Vec<Choice> {
    let mut all = [("True", true), ("False", false)];
    all.sort_by_key(|(_, value)| likely.is_some_and(|likely| likely != *value));
    all.map(|(word, _)| choice(word, "", CompletionKind::Enum)).into()
}

/// The value of a new entry, as it stands in its string.
pub(super) fn value(spot: &Spot<'_, '_>, known: &Setting) -> Insertion {
    // A longer list is no choice.
    const MOST: usize = 12;
    let choices = choices(spot, known);
    match choices.len() {
        0 => Insertion::stop(""),
        1 => Insertion::stop(escaped(&choices[0].value)),
        2..=MOST => Insertion::choice(choices.into_iter().map(|choice| escaped(&choice.value))),
        _ => Insertion::stop(""),
    }
}

/// `value`
pub(super) fn values(
    spot: &Spot<'_, '_>,
    entry: &SettingEntry<'_>,
    value: Value<'_>,
    writer: &mut Writer<'_>,
) {
    let Some(known) = entry.known else { return };
    match side_of(known) {
        (Some(side), "ContainerDetails") => nested::container_details(spot, side, value, writer),
        (_, "ExposedScriptCode") => scripts::global(spot, value, writer),
        (_, "memberkey") => fields::attributes(spot, writer),
        _ => {}
    }
    for (place, choice) in choices(spot, known).into_iter().enumerate() {
        let proposal =
            Proposal::new(choice.value.as_str(), choice.kind).detail(choice.detail).rank(1).order(place);
        writer.string(proposal, &choice.value);
    }
}
