//! Values of settings.

use crate::catalog::{
    MESSAGING_SYSTEMS, PROVIDERS, ProviderClass, Requirement, Setting, SettingScope, VISUAL_BASIC, ValueType,
};
use crate::job::{Job, SideName};
use crate::lsp::features::cursor_context::CursorContext;
use crate::lsp::features::fields::connected_system;
use crate::lsp::features::types::CompletionKind;

use super::insertion::{Insertion, escape_json_string};
use super::inventory;

/// Longer lists are not offered as choices of a snippet.
const MAX_CHOICES: usize = 12;

pub(super) struct ValueChoice {
    pub(super) value: String,
    pub(super) detail: String,
    pub(super) kind: CompletionKind,
}

impl ValueChoice {
    fn new(value: impl Into<String>, detail: impl Into<String>, kind: CompletionKind) -> Self {
        Self { value: value.into(), detail: detail.into(), kind }
    }
}

/// The side of a key, and the key without the side.
pub(super) fn split_side(setting: &Setting) -> (Option<SideName>, &'static str) {
    match setting.key {
        "SourceProvider" => (Some(SideName::Source), "Provider"),
        "DestinationProvider" => (Some(SideName::Destination), "Provider"),
        key => match key.split_once('.') {
            Some(("Source", name)) => (Some(SideName::Source), name),
            Some((_, name)) => (Some(SideName::Destination), name),
            None => (None, key),
        },
    }
}

/// Whether a setting is used for the providers of a job: tables have no container, directories have no table.
pub(super) fn applies_to_job(job: &Job<'_>, setting: &Setting) -> bool {
    let (Some(side), _) = split_side(setting) else { return true };
    match (setting.scope, job.side(side).class()) {
        (SettingScope::Table, Some(ProviderClass::Directory))
        | (SettingScope::Directory, Some(ProviderClass::Table)) => false,
        (SettingScope::Table, _) => {
            job.side(side).provider().is_none_or(|provider| provider.requirement != Requirement::None)
        }
        _ => true,
    }
}

/// The known values of a setting, most probable first; none for secrets.
pub(super) fn value_choices(context: &CursorContext<'_, '_>, setting: &Setting) -> Vec<ValueChoice> {
    let Some(job) = context.job else { return Vec::new() };
    if setting.secret {
        return Vec::new();
    }
    let (side, name) = split_side(setting);
    let choices = side.and_then(|side| side_value_choices(context, job, side, name));
    choices.unwrap_or_else(|| match name {
        "ScriptingLanguage" => {
            vec![ValueChoice::new(VISUAL_BASIC, "Visual Basic .NET", CompletionKind::Enum)]
        }
        "ConfiguredMessagingProviderName" => {
            MESSAGING_SYSTEMS.iter().map(|name| ValueChoice::new(*name, "", CompletionKind::Enum)).collect()
        }
        _ if setting.value_type == ValueType::Boolean => boolean_choices(None),
        _ => Vec::new(),
    })
}

/// The values of settings that depend on the system of a side; `None` for other settings.
fn side_value_choices(
    context: &CursorContext<'_, '_>,
    job: &Job<'_>,
    side: SideName,
    name: &str,
) -> Option<Vec<ValueChoice>> {
    let class = job.side(side).class();
    Some(match name {
        "ProviderName" => provider_choices(side),
        "ProviderType" => {
            let mut classes = [ProviderClass::Directory, ProviderClass::Table];
            classes.sort_by_key(|other| Some(*other) != class);
            classes
                .map(|class| {
                    ValueChoice::new(class.provider_type(), class.product_term(), CompletionKind::Enum)
                })
                .into()
        }
        "IsDirectoryProvider" => boolean_choices(class.map(|class| class == ProviderClass::Directory)),
        "IsTableProvider" => boolean_choices(class.map(|class| class == ProviderClass::Table)),
        "Type" | "Provider" => inventory::system_ids(context, job, side)
            .into_iter()
            .map(|(id, origin)| ValueChoice::new(id.to_string(), origin, CompletionKind::Module))
            .collect(),
        "Table" => connected_system(job, context.feature_context, side)
            .into_iter()
            .flat_map(|system| &system.tables)
            .map(|table| ValueChoice::new(table.name.as_str(), "inventory", CompletionKind::Module))
            .collect(),
        "Container" => inventory::known_containers(context, job, side)
            .into_iter()
            .map(|(name, origin)| ValueChoice::new(name, origin, CompletionKind::Folder))
            .collect(),
        _ => return None,
    })
}

fn provider_choices(side: SideName) -> Vec<ValueChoice> {
    PROVIDERS
        .iter()
        .filter(|provider| side == SideName::Source || provider.can_be_destination)
        .map(|provider| {
            let class = provider.class.map_or("data source", ProviderClass::product_term);
            ValueChoice::new(provider.name, class, CompletionKind::Module)
        })
        .collect()
}

/// `True` and `False`, the expected one first.
fn boolean_choices(expected: Option<bool>) -> Vec<ValueChoice> {
    let mut choices = [("True", true), ("False", false)];
    choices.sort_by_key(|(_, value)| expected.is_some_and(|expected| expected != *value));
    choices.map(|(text, _)| ValueChoice::new(text, "", CompletionKind::Enum)).into()
}

/// The value of a new entry, escaped for its string.
pub(super) fn value_snippet(context: &CursorContext<'_, '_>, setting: &Setting) -> Insertion {
    let choices = value_choices(context, setting);
    match choices.as_slice() {
        [only] => Insertion::tab_stop(escape_json_string(&only.value)),
        [] => Insertion::tab_stop(""),
        choices if choices.len() > MAX_CHOICES => Insertion::tab_stop(""),
        choices => Insertion::choice(choices.iter().map(|choice| escape_json_string(&choice.value))),
    }
}
