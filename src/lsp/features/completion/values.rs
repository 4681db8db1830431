//! Values of members.

use serde_json::Value as Json;

use crate::catalog::{
    FAILURE_ACTIONS, JobKind, OBJECT_TYPES, ObjectType, object_type_in_words, object_type_of, object_types_of,
};
use crate::job::{SideName, Value};
use crate::lsp::features::CompletionKind;
use crate::lsp::features::hover::described;
use crate::lsp::features::spot::{Part, Spot};

use super::insertion::Insertion;
use super::layout::Layout;
use super::writer::{Proposal, Writer};
use super::{entries, fields, nested, queries, settings, systems, transforms};

/// Proposes values for the member at the cursor.
pub(super) fn values(spot: &Spot<'_, '_>, layout: &Layout, writer: &mut Writer<'_>) {
    let (Some(name), Some(value)) = (spot.member_name(), spot.value()) else { return };
    match (spot.part, name.as_ref()) {
        (Part::Row(row), "transform") => transforms::transform(spot, row, value, writer),
        (Part::Row(_), "sourceField") => fields::source(spot, writer),
        (Part::Query(_), "timeStampField") => {
            fields::source(spot, writer);
            usual(spot, &name, layout, writer);
        }
        (Part::Row(_), "destinationField") => fields::destination(spot, writer),
        (Part::Row(row), "options") => {
            nested::options(row, value, writer);
            if is_blank(value) {
                usual(spot, &name, layout, writer);
            }
        }
        (Part::Row(_) | Part::Object(_) | Part::Query(_), "objectType") => object_type(spot, writer),
        (Part::Object(_), "displayName") => display_name(spot, writer),
        (Part::Object(_), "containerOptionValue") => systems::containers(spot, SideName::Destination, writer),
        (Part::Query(query), "query") => queries::query(spot, query, value, writer),
        (Part::Setting(entry), "key") => settings::key(spot, entry, layout, writer),
        (Part::Setting(entry), "value") => settings::values(spot, entry, value, writer),
        (Part::Setting(entry), "dataType") => settings::data_type(entry, writer),
        (Part::Info(_), "sourceProvider") => systems::names(spot, SideName::Source, writer),
        (Part::Info(_), "destinationProvider") => systems::names(spot, SideName::Destination, writer),
        (Part::Info(_), "type") => job_type(writer),
        _ => usual(spot, &name, layout, writer),
    }
}

/// The words that a member takes, where they are a fixed list that the schema does not enforce.
pub(super) fn fixed(member: &str) -> &'static [&'static str] {
    if member == "onFailure" { FAILURE_ACTIONS } else { &[] }
}

/// What the schema says of a member.
fn usual(spot: &Spot<'_, '_>, name: &str, layout: &Layout, writer: &mut Writer<'_>) {
    let Some(member) = spot.member(name) else { return };
    let choices = member.shape.choices().filter_map(Json::as_str);
    let listed: Vec<&str> = choices.chain(fixed(name).iter().copied()).collect();
    for (place, word) in listed.iter().enumerate() {
        let proposal = Proposal::new(*word, CompletionKind::Enum).explained(described(&member)).order(place);
        writer.string(proposal, word);
    }
    for (place, kind) in member.shape.types().enumerate() {
        let words: &[&str] = match kind {
            "boolean" => &["true", "false"],
            // A text that somebody writes is none.
            "null" if !writer.slot().quoted || spot.value().is_some_and(is_blank) => &["null"],
            _ => &[],
        };
        for word in words {
            let proposal = Proposal::new(*word, CompletionKind::Keyword).explained(described(&member));
            let is_default = match *word {
                "null" => member.default().is_some_and(Json::is_null),
                word => member.default().and_then(Json::as_bool) == Some(word == "true"),
            };
            writer.other(proposal.rank(if is_default { 2 } else { 4 }).order(place), Insertion::text(*word));
        }
        match kind {
            "array" => {
                let proposal = Proposal::new("[]", CompletionKind::Value).detail(member.title());
                writer.other(proposal, Insertion::text("[").then(Insertion::stop("")).then("]"));
            }
            "object" => {
                let proposal = Proposal::new("{}", CompletionKind::Value).detail(member.title());
                writer.other(proposal, Insertion::text("{").then(Insertion::stop("")).then("}"));
                entries::object(member.shape, member.title(), layout, writer);
            }
            _ => {}
        }
    }
    match member.default() {
        Some(Json::String(text)) if !text.is_empty() && listed.is_empty() => {
            let proposal = Proposal::new(text.as_str(), CompletionKind::Value).explained(described(&member));
            writer.string(proposal.rank(2), text);
        }
        Some(Json::Number(number)) => {
            let proposal =
                Proposal::new(number.to_string(), CompletionKind::Value).explained(described(&member));
            writer.other(proposal.rank(2), Insertion::text(number.to_string()));
        }
        _ => {}
    }
}

/// The numbers of the object types that the job handles, or else of those that are published.
pub(super) fn type_numbers(spot: &Spot<'_, '_>) -> Vec<i64> {
    let mut numbers: Vec<i64> = match spot.job {
        Some(job) if !matches!(spot.part, Part::Object(_)) => {
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

fn object_type(spot: &Spot<'_, '_>, writer: &mut Writer<'_>) {
    for (place, number) in type_numbers(spot).into_iter().enumerate() {
        let words = spot.job.map_or_else(|| object_type_in_words(number), |job| job.type_in_words(number));
        let name = words.split_once('(').map(|(_, name)| name.trim_end_matches(')').to_owned());
        let said = object_type_of(number).map(ObjectType::in_words).unwrap_or_default();
        let proposal = Proposal::new(number.to_string(), CompletionKind::Enum)
            .detail(name.unwrap_or_default())
            .said(said)
            .order(place);
        writer.other(proposal, Insertion::text(number.to_string()));
    }
}

fn display_name(spot: &Spot<'_, '_>, writer: &mut Writer<'_>) {
    let provider = spot.job.and_then(|job| job.side(SideName::Destination).provider());
    let of_provider: Vec<&ObjectType> = provider.into_iter().flat_map(object_types_of).collect();
    let all: Vec<&ObjectType> =
        if of_provider.is_empty() { OBJECT_TYPES.iter().collect() } else { of_provider };
    for (place, known) in all.into_iter().enumerate() {
        // The name that belongs to the number beside it comes first.
        let fits = known.number.is_some() && known.number == spot.type_number();
        let proposal = Proposal::new(known.name, CompletionKind::Enum)
            .detail(known.number.map(|number| format!("object type {number}")).unwrap_or_default())
            .said(known.in_words())
            .rank(if fits { 1 } else { 5 })
            .order(place);
        writer.string(proposal, known.name);
    }
}

fn job_type(writer: &mut Writer<'_>) {
    for kind in [JobKind::Single, JobKind::InCollection] {
        let proposal = Proposal::new(kind.number().to_string(), CompletionKind::Enum).detail(kind.in_words());
        writer.other(proposal, Insertion::text(kind.number().to_string()));
    }
}

/// Whether a string holds nothing but blanks.
pub(super) fn is_blank(value: Value<'_>) -> bool {
    value.content_span().of(value.document().text()).trim().is_empty()
}
