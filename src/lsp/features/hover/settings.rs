//! Entries of `settings`.

use crate::catalog::{MESSAGING_SYSTEMS, setting};
use crate::job::{NodeRef, SettingEntry, SideName};
use crate::lsp::features::cursor_context::CursorContext;
use crate::lsp::features::describe::schema::schema_member_doc;
use crate::lsp::features::describe::settings::{describe_setting_value, setting_doc};
use crate::lsp::features::fields::inventory_table;
use crate::lsp::features::markdown::{current_value_note, escape_markdown};
use crate::lsp::features::types::Hover;
use crate::text::{inline_code, quoted_list};

use super::response::{hover_response, non_empty_span};
use super::systems::{describe_inventory_table, describe_system_id};
use super::{containers, embedded, scripts};

/// `key` of a setting.
pub(super) fn key(entry: &SettingEntry<'_>, value: NodeRef<'_>) -> Option<Hover> {
    let definition = entry.definition?;
    let written = entry.key_text();
    let note = if setting(&written).is_none() {
        Some(format!("{} is treated as this key.", inline_code(&written)))
    } else {
        value_note(entry)
    };
    hover_response(value.content_span(), setting_doc(definition).optional_paragraph(note))
}

/// `value` of a setting.
pub(super) fn value(
    context: &CursorContext<'_, '_>,
    entry: &SettingEntry<'_>,
    value: NodeRef<'_>,
) -> Option<Hover> {
    let definition = entry.definition?;
    if context.contains_secret(value.span()) {
        return None;
    }
    let (prefix, name) = definition.key.split_once('.').unwrap_or(("", definition.key));
    let token = match name {
        "ContainerDetails" => embedded::container_details(context, value),
        "Container" => containers::container(context, value),
        "ExposedScriptCode" => scripts::global_script(context, value),
        _ => None,
    };
    if token.is_some() {
        return token;
    }
    let side =
        if prefix == "Source" || name == "SourceProvider" { SideName::Source } else { SideName::Destination };
    let id = entry.value_text()?;
    let note = match name {
        "Type" | "Provider" | "SourceProvider" | "DestinationProvider" => {
            context.job.map(|job| describe_system_id(context, job, side, &id))
        }
        "Table" => context
            .job
            .and_then(|job| inventory_table(job, context.feature_context, side))
            .map(describe_inventory_table),
        "ConfiguredMessagingProviderName" => {
            Some(format!("The portal offers {}.", quoted_list(MESSAGING_SYSTEMS, "and")))
        }
        _ => value_note(entry),
    };
    hover_response(non_empty_span(value), setting_doc(definition).optional_paragraph(note))
}

fn value_note(entry: &SettingEntry<'_>) -> Option<String> {
    describe_setting_value(entry).map(|text| current_value_note(&escape_markdown(&text)))
}

/// `dataType` of a setting.
pub(super) fn data_type(
    context: &CursorContext<'_, '_>,
    entry: &SettingEntry<'_>,
    value: NodeRef<'_>,
) -> Option<Hover> {
    let doc = schema_member_doc(&context.schema_member("dataType")?);
    let note = entry.definition.map(|definition| {
        let data_types = quoted_list(definition.data_types, "and");
        format!("The product writes {data_types} for {}.", inline_code(definition.key))
    });
    hover_response(non_empty_span(value), doc.optional_paragraph(note))
}
