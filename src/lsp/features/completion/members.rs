//! Names of members that are still missing, with their values.

use serde_json::Value as Json;

use crate::json::NodeId;
use crate::lsp::cursor::At;
use crate::lsp::features::CompletionKind;
use crate::lsp::features::hover::described;
use crate::lsp::features::spot::{Part, Spot};
use crate::schema::Member;
use crate::text::json_string;

use super::insertion::Insertion;
use super::layout::Layout;
use super::writer::{Proposal, Writer};
use super::{settings, values};

/// Proposes the members that the object around the cursor lacks.
pub(super) fn names(spot: &Spot<'_, '_>, layout: &Layout, writer: &mut Writer<'_>) {
    let (At::Name { name, .. }, Some(object)) = (spot.cursor.at, spot.cursor.innermost()) else { return };
    let Some(shape) = spot.shape() else { return };
    let colon = writer.slot().colon;
    let required: Vec<&str> = shape.required().collect();
    let mut missing: Vec<Member> =
        shape.members().filter(|member| !is_there(spot, object, name, member.name)).collect();
    // In the order in which the product writes them.
    missing.sort_by_key(|member| required.iter().position(|name| *name == member.name).unwrap_or(usize::MAX));
    for (place, member) in missing.iter().enumerate() {
        let rank = if required.contains(&member.name) { 1 } else { 3 };
        let proposal = Proposal::new(member.name, CompletionKind::Property)
            .detail(member.title())
            .explained(described(member))
            .rank(rank)
            .order(place);
        let behind = if colon {
            Insertion::default()
        } else {
            Insertion::text(layout.colon).then(value(spot, member))
        };
        writer.string_then(proposal, Insertion::text(member.name), behind);
    }
    let needed: Vec<&Member> = missing.iter().filter(|member| required.contains(&member.name)).collect();
    if needed.len() > 2 && !colon {
        all(spot, layout, writer, &needed);
    }
}

/// All the members that are missing, in one.
fn all(spot: &Spot<'_, '_>, layout: &Layout, writer: &mut Writer<'_>, needed: &[&Member]) {
    let names: Vec<String> = needed.iter().map(|member| format!("`{}`", member.name)).collect();
    let proposal = Proposal::new(format!("all {} missing members", needed.len()), CompletionKind::Snippet)
        .said(names.join(", "))
        .rank(0);
    let Some((first, rest)) = needed.split_first() else { return };
    let mut behind = Insertion::text(layout.colon).then(value(spot, first));
    if !rest.is_empty() {
        let others = rest.iter().map(|member| (member.name.to_owned(), value(spot, member)));
        behind = behind.then(layout.separator()).then(layout.members(others));
    }
    writer.string_then(proposal, Insertion::text(first.name), behind);
}

/// Whether the object has a member of a name besides the one that is typed.
fn is_there(spot: &Spot<'_, '_>, object: NodeId, typed: NodeId, name: &str) -> bool {
    let mut members = spot.document.members(object);
    members.any(|(known, _)| known != typed && spot.document.name(known) == name)
}

/// What a new member holds: what the job says of it, or else what others hold.
fn value(spot: &Spot<'_, '_>, member: &Member) -> Insertion {
    if let Part::Setting(entry) = spot.part
        && let Some(known) = entry.known
    {
        match member.name {
            "value" => return quoted(settings::value(spot, known)),
            "dataType" => return quoted(Insertion::choice(known.data_types.iter().copied())),
            _ => {}
        }
    }
    if member.name == "objectType" && matches!(spot.part, Part::Row(_) | Part::Query(_)) {
        let numbers = values::type_numbers(spot);
        if !numbers.is_empty() {
            return Insertion::choice(numbers.iter().map(i64::to_string));
        }
    }
    usual(member)
}

/// What a new member usually holds, as a snippet.
pub(super) fn usual(member: &Member) -> Insertion {
    let choices: Vec<String> = member.shape.choices().map(Json::to_string).collect();
    if choices.len() > 1 {
        return Insertion::choice(first_default(choices, member.default()));
    }
    let listed = values::fixed(member.name);
    if !listed.is_empty() {
        let listed = listed.iter().map(|value| json_string(value)).collect();
        return Insertion::choice(first_default(listed, member.default()));
    }
    match member.default() {
        Some(Json::Bool(value)) => Insertion::choice([value.to_string(), (!value).to_string()]),
        Some(Json::String(text)) => quoted(Insertion::stop(text.clone()).escaped()),
        Some(Json::Array(_)) => Insertion::text("[").then(Insertion::stop("")).then("]"),
        Some(Json::Object(_)) => Insertion::text("{").then(Insertion::stop("")).then("}"),
        Some(other) => Insertion::stop(other.to_string()),
        None => Insertion::stop("null"),
    }
}

fn first_default(mut choices: Vec<String>, default: Option<&Json>) -> Vec<String> {
    let default = default.map(Json::to_string);
    choices.sort_by_key(|choice| Some(choice) != default.as_ref());
    choices
}

/// A string around an insertion that is escaped already.
pub(super) fn quoted(inside: Insertion) -> Insertion {
    Insertion::text("\"").then(inside).then("\"")
}
