//! Entries of `settings`.

use crate::catalog::{MESSAGING_SYSTEMS, Setting, setting};
use crate::job::{NodeRef, SettingEntry, SideName};
use crate::text::{inline_code, quoted_list};

use super::super::cursor_context::CursorContext;
use super::super::describe::settings::{describe_setting_origin, describe_setting_value, explain_setting};
use super::super::fields::inventory_table;
use super::super::markdown::{HoverDoc, current_value_note, escape_markdown};
use super::members::schema_member_doc;
use super::{Hover, hover_result, nested, scripts, systems};

/// A key by what it decides, who writes it and what type of data it has.
pub(in super::super) fn setting_doc(known: &Setting) -> HoverDoc {
    let mut types: Vec<&str> = Vec::new();
    types.extend(known.data_types);
    let types: Vec<String> = types.iter().map(|name| format!("`{name}`")).collect();
    HoverDoc::new(format!("`{}`", known.key))
        .title_suffix(types.join(" and "))
        .paragraph(explain_setting(known))
        .paragraph(describe_setting_origin(known))
        .source_page(known.doc_page)
}

/// The key.
pub(super) fn key(_: &CursorContext<'_, '_>, entry: &SettingEntry<'_>, value: NodeRef<'_>) -> Option<Hover> {
    let known = entry.definition?;
    let written = entry.key_text();
    let text = setting_doc(known);
    let text = if setting(&written).is_none() {
        text.paragraph(format!("{} is read as this key.", inline_code(&written)))
    } else {
        text.optional_paragraph(
            describe_setting_value(entry).map(|said| current_value_note(&escape_markdown(&said))),
        )
    };
    hover_result(value.content_span(), text)
}

/// The value.
pub(super) fn value(
    spot: &CursorContext<'_, '_>,
    entry: &SettingEntry<'_>,
    value: NodeRef<'_>,
) -> Option<Hover> {
    let known = entry.definition?;
    if spot.contains_secret(value.span()) {
        return None;
    }
    let (prefix, name) = known.key.split_once('.').unwrap_or(("", known.key));
    let special = match name {
        "ContainerDetails" => nested::container_details(spot, value),
        "Container" => nested::container(spot, value),
        "ExposedScriptCode" => scripts::global_script(spot, value),
        _ => None,
    };
    if special.is_some() {
        return special;
    }
    let side =
        if prefix == "Source" || name == "SourceProvider" { SideName::Source } else { SideName::Destination };
    let text = entry.value_text()?;
    let said = match name {
        "Type" | "Provider" | "SourceProvider" | "DestinationProvider" => {
            spot.job.map(|job| systems::describe_system_id(spot, job, side, &text))
        }
        "Table" => spot.job.and_then(|job| inventory_table(job, spot.feature_context, side)).map(|table| {
            let columns: Vec<&str> = table.columns.iter().map(String::as_str).collect();
            match columns.is_empty() {
                true => format!("The inventory lists it as {}.", inline_code(&table.name)),
                false => format!("In the inventory, it has the columns {}.", quoted_list(&columns, "and")),
            }
        }),
        "ConfiguredMessagingProviderName" => {
            Some(format!("The portal offers {}.", quoted_list(MESSAGING_SYSTEMS, "and")))
        }
        _ => describe_setting_value(entry).map(|said| current_value_note(&escape_markdown(&said))),
    };
    let span = if value.content_span().is_empty() { value.span() } else { value.content_span() };
    hover_result(span, setting_doc(known).optional_paragraph(said))
}

/// `dataType`, `objectType` and the rest.
pub(super) fn other_member(
    spot: &CursorContext<'_, '_>,
    entry: &SettingEntry<'_>,
    value: NodeRef<'_>,
) -> Option<Hover> {
    let name = spot.member_name()?;
    let text = schema_member_doc(&spot.schema_member(&name)?);
    let usual = entry.definition.filter(|_| name == "dataType").map(|known| {
        format!("The product writes {} for {}.", quoted_list(known.data_types, "and"), inline_code(known.key))
    });
    let span = if value.content_span().is_empty() { value.span() } else { value.content_span() };
    hover_result(span, text.optional_paragraph(usual))
}
