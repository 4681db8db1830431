//! Values of members.

use serde_json::Value as Json;

use crate::catalog::{
    FAILURE_ACTIONS, JobKind, OBJECT_TYPES, ObjectType, object_type_by_number, object_types_for,
};
use crate::job::{NodeRef, SideName};
use crate::lsp::features::CompletionKind;
use crate::lsp::features::cursor_context::{CursorContext, EnclosingEntry};
use crate::lsp::features::describe::catalog::describe_object_type;
use crate::lsp::features::hover::schema_member_doc;

use super::collector::{CompletionBuilder, CompletionCollector};
use super::indent_style::IndentStyle;
use super::insertion::Insertion;
use super::{array_items, fields, inventory, nested, queries, settings, transforms};

/// Proposes values for the member at the cursor.
pub(super) fn complete_value(
    spot: &CursorContext<'_, '_>,
    indent_style: &IndentStyle,
    collector: &mut CompletionCollector<'_>,
) {
    let (Some(name), Some(value)) = (spot.member_name(), spot.value()) else { return };
    match (spot.entry, name.as_ref()) {
        (EnclosingEntry::Row(row), "transform") => transforms::transform(spot, row, value, collector),
        (EnclosingEntry::Row(_), "sourceField") => fields::source_field(spot, collector),
        (EnclosingEntry::Query(_), "timeStampField") => {
            fields::source_field(spot, collector);
            schema_values(spot, &name, indent_style, collector);
        }
        (EnclosingEntry::Row(_), "destinationField") => fields::destination_field(spot, collector),
        (EnclosingEntry::Row(row), "options") => {
            nested::password_options(row, value, collector);
            if is_blank(value) {
                schema_values(spot, &name, indent_style, collector);
            }
        }
        (EnclosingEntry::Row(_) | EnclosingEntry::Object(_) | EnclosingEntry::Query(_), "objectType") => {
            object_type(spot, collector)
        }
        (EnclosingEntry::Object(_), "displayName") => display_name(spot, collector),
        (EnclosingEntry::Object(_), "containerOptionValue") => {
            inventory::containers(spot, SideName::Destination, collector)
        }
        (EnclosingEntry::Query(query), "query") => queries::query(spot, query, value, collector),
        (EnclosingEntry::Setting(entry), "key") => settings::key(spot, entry, indent_style, collector),
        (EnclosingEntry::Setting(entry), "value") => settings::values(spot, entry, value, collector),
        (EnclosingEntry::Setting(entry), "dataType") => settings::data_type(entry, collector),
        (EnclosingEntry::Info(_), "sourceProvider") => {
            inventory::system_names(spot, SideName::Source, collector)
        }
        (EnclosingEntry::Info(_), "destinationProvider") => {
            inventory::system_names(spot, SideName::Destination, collector)
        }
        (EnclosingEntry::Info(_), "type") => job_type(collector),
        _ => schema_values(spot, &name, indent_style, collector),
    }
}

/// The words that a member takes, where they are a fixed list that the schema does not enforce.
pub(super) fn fixed_choices(member: &str) -> &'static [&'static str] {
    if member == "onFailure" { FAILURE_ACTIONS } else { &[] }
}

/// What the schema says of a member.
fn schema_values(
    spot: &CursorContext<'_, '_>,
    name: &str,
    indent_style: &IndentStyle,
    collector: &mut CompletionCollector<'_>,
) {
    let Some(member) = spot.schema_member(name) else { return };
    let choices = member.schema.choices().filter_map(Json::as_str);
    let listed: Vec<&str> = choices.chain(fixed_choices(name).iter().copied()).collect();
    for (place, word) in listed.iter().enumerate() {
        let proposal = CompletionBuilder::new(*word, CompletionKind::Enum)
            .documentation(schema_member_doc(&member))
            .order(place);
        collector.add_string(proposal, word);
    }
    for (place, kind) in member.schema.types().enumerate() {
        let words: &[&str] = match kind {
            "boolean" => &["true", "false"],
            // A text that somebody writes is none.
            "null" if !collector.token().is_quoted || spot.value().is_some_and(is_blank) => &["null"],
            _ => &[],
        };
        for word in words {
            let proposal = CompletionBuilder::new(*word, CompletionKind::Keyword)
                .documentation(schema_member_doc(&member));
            let is_default = match *word {
                "null" => member.default().is_some_and(Json::is_null),
                word => member.default().and_then(Json::as_bool) == Some(word == "true"),
            };
            collector.add_literal(
                proposal.rank(if is_default { 2 } else { 4 }).order(place),
                Insertion::text(*word),
            );
        }
        match kind {
            "array" => {
                let proposal = CompletionBuilder::new("[]", CompletionKind::Value).detail(member.title());
                collector
                    .add_literal(proposal, Insertion::text("[").append(Insertion::tab_stop("")).append("]"));
            }
            "object" => {
                let proposal = CompletionBuilder::new("{}", CompletionKind::Value).detail(member.title());
                collector
                    .add_literal(proposal, Insertion::text("{").append(Insertion::tab_stop("")).append("}"));
                array_items::complete_object(member.schema, member.title(), indent_style, collector);
            }
            _ => {}
        }
    }
    match member.default() {
        Some(Json::String(text)) if !text.is_empty() && listed.is_empty() => {
            let proposal = CompletionBuilder::new(text.as_str(), CompletionKind::Value)
                .documentation(schema_member_doc(&member));
            collector.add_string(proposal.rank(2), text);
        }
        Some(Json::Number(number)) => {
            let proposal = CompletionBuilder::new(number.to_string(), CompletionKind::Value)
                .documentation(schema_member_doc(&member));
            collector.add_literal(proposal.rank(2), Insertion::text(number.to_string()));
        }
        _ => {}
    }
}

/// The numbers of the object types that the job handles, or else of those that are published.
pub(super) fn object_type_numbers(spot: &CursorContext<'_, '_>) -> Vec<i64> {
    let mut numbers: Vec<i64> = match spot.job {
        Some(job) if !matches!(spot.entry, EnclosingEntry::Object(_)) => {
            job.objects.iter().filter_map(|option| option.type_number()).collect()
        }
        _ => Vec::new(),
    };
    if numbers.is_empty() {
        numbers = OBJECT_TYPES.iter().filter_map(|known| known.number).collect();
    }
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

fn object_type(spot: &CursorContext<'_, '_>, collector: &mut CompletionCollector<'_>) {
    for (place, number) in object_type_numbers(spot).into_iter().enumerate() {
        let words = spot
            .job
            .map_or_else(|| crate::catalog::describe_object_type(number), |job| job.describe_type(number));
        let name = words.split_once('(').map(|(_, name)| name.trim_end_matches(')').to_owned());
        let said = object_type_by_number(number).map(describe_object_type).unwrap_or_default();
        let proposal = CompletionBuilder::new(number.to_string(), CompletionKind::Enum)
            .detail(name.unwrap_or_default())
            .documentation_text(said)
            .order(place);
        collector.add_literal(proposal, Insertion::text(number.to_string()));
    }
}

fn display_name(spot: &CursorContext<'_, '_>, collector: &mut CompletionCollector<'_>) {
    let provider = spot.job.and_then(|job| job.side(SideName::Destination).provider());
    let of_provider: Vec<&ObjectType> = provider.into_iter().flat_map(object_types_for).collect();
    let all: Vec<&ObjectType> =
        if of_provider.is_empty() { OBJECT_TYPES.iter().collect() } else { of_provider };
    for (place, known) in all.into_iter().enumerate() {
        // The name that belongs to the number beside it comes first.
        let fits = known.number.is_some() && known.number == spot.type_number();
        let proposal = CompletionBuilder::new(known.name, CompletionKind::Enum)
            .detail(known.number.map(|number| format!("object type {number}")).unwrap_or_default())
            .documentation_text(describe_object_type(known))
            .rank(if fits { 1 } else { 5 })
            .order(place);
        collector.add_string(proposal, known.name);
    }
}

fn job_type(collector: &mut CompletionCollector<'_>) {
    for kind in [JobKind::Single, JobKind::InCollection] {
        let proposal =
            CompletionBuilder::new(kind.number().to_string(), CompletionKind::Enum).detail(kind.describe());
        collector.add_literal(proposal, Insertion::text(kind.number().to_string()));
    }
}

/// Whether a string holds nothing but blanks.
pub(super) fn is_blank(value: NodeRef<'_>) -> bool {
    value.content_span().slice(value.document().text()).trim().is_empty()
}
