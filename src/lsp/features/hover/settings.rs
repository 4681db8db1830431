//! Entries of `settings`.

use crate::catalog::{MESSAGING_SYSTEMS, Setting, setting};
use crate::job::{SettingEntry, SideName, Value};
use crate::text::{code, quoted_list};

use super::super::fields::table;
use super::super::markdown::{Card, escaped, here};
use super::super::spot::Spot;
use super::members::described;
use super::{Hover, card, nested, scripts, systems};

/// A key by what it decides, who writes it and what type of data it has.
pub(in super::super) fn explained(known: &Setting) -> Card {
    let mut types: Vec<&str> = Vec::new();
    types.extend(known.data_types);
    let types: Vec<String> = types.iter().map(|name| format!("`{name}`")).collect();
    Card::new(format!("`{}`", known.key))
        .beside(types.join(" and "))
        .say(known.explanation())
        .say(known.origin())
        .source(known.source)
}

/// The key.
pub(super) fn key(_: &Spot<'_, '_>, entry: &SettingEntry<'_>, value: Value<'_>) -> Option<Hover> {
    let known = entry.known?;
    let written = entry.key_text();
    let text = explained(known);
    let text = if setting(&written).is_none() {
        text.say(format!("{} is read as this key.", code(&written)))
    } else {
        text.say_if(entry.value_in_words().map(|said| here(&escaped(&said))))
    };
    card(value.content_span(), text)
}

/// The value.
pub(super) fn value(spot: &Spot<'_, '_>, entry: &SettingEntry<'_>, value: Value<'_>) -> Option<Hover> {
    let known = entry.known?;
    if spot.hides(value.span()) {
        return None;
    }
    let (prefix, name) = known.key.split_once('.').unwrap_or(("", known.key));
    let special = match name {
        "ContainerDetails" => nested::container_details(spot, value),
        "Container" => nested::container(spot, value),
        "ExposedScriptCode" => scripts::global(spot, value),
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
            spot.job.map(|job| systems::of_id(spot, job, side, &text))
        }
        "Table" => spot.job.and_then(|job| table(job, spot.environment, side)).map(|table| {
            let columns: Vec<&str> = table.columns.iter().map(String::as_str).collect();
            match columns.is_empty() {
                true => format!("The inventory lists it as {}.", code(&table.name)),
                false => format!("In the inventory, it has the columns {}.", quoted_list(&columns, "and")),
            }
        }),
        "ConfiguredMessagingProviderName" => {
            Some(format!("The portal offers {}.", quoted_list(MESSAGING_SYSTEMS, "and")))
        }
        _ => entry.value_in_words().map(|said| here(&escaped(&said))),
    };
    let span = if value.content_span().is_empty() { value.span() } else { value.content_span() };
    card(span, explained(known).say_if(said))
}

/// `dataType`, `objectType` and the rest.
pub(super) fn other(spot: &Spot<'_, '_>, entry: &SettingEntry<'_>, value: Value<'_>) -> Option<Hover> {
    let name = spot.member_name()?;
    let text = described(&spot.member(&name)?);
    let usual = entry.known.filter(|_| name == "dataType").map(|known| {
        format!("The product writes {} for {}.", quoted_list(known.data_types, "and"), code(known.key))
    });
    let span = if value.content_span().is_empty() { value.span() } else { value.content_span() };
    card(span, text.say_if(usual))
}
