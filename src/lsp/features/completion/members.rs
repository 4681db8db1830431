//! Names of members that are still missing, with their values.

use serde_json::Value as Json;

use crate::json::NodeId;
use crate::lsp::cursor::CursorLocation;
use crate::lsp::features::CompletionKind;
use crate::lsp::features::cursor_context::{CursorContext, EnclosingEntry};
use crate::lsp::features::hover::schema_member_doc;
use crate::schema::Member;
use crate::text::to_json_string;

use super::collector::{CompletionBuilder, CompletionCollector};
use super::indent_style::IndentStyle;
use super::insertion::Insertion;
use super::{settings, values};

/// Proposes the members that the object around the cursor lacks.
pub(super) fn complete_names(
    spot: &CursorContext<'_, '_>,
    indent_style: &IndentStyle,
    collector: &mut CompletionCollector<'_>,
) {
    let (CursorLocation::MemberName { name, .. }, Some(object)) =
        (spot.cursor.location, spot.cursor.innermost())
    else {
        return;
    };
    let Some(shape) = spot.schema() else { return };
    let colon = collector.token().has_colon;
    let required: Vec<&str> = shape.required().collect();
    let mut missing: Vec<Member> =
        shape.members().filter(|member| !has_member(spot, object, name, member.name)).collect();
    // In the order in which the product writes them.
    missing.sort_by_key(|member| required.iter().position(|name| *name == member.name).unwrap_or(usize::MAX));
    for (place, member) in missing.iter().enumerate() {
        let rank = if required.contains(&member.name) { 1 } else { 3 };
        let proposal = CompletionBuilder::new(member.name, CompletionKind::Property)
            .detail(member.title())
            .documentation(schema_member_doc(member))
            .rank(rank)
            .order(place);
        let behind = if colon {
            Insertion::default()
        } else {
            Insertion::text(indent_style.colon).append(member_value(spot, member))
        };
        collector.add_string_with_suffix(proposal, Insertion::text(member.name), behind);
    }
    let needed: Vec<&Member> = missing.iter().filter(|member| required.contains(&member.name)).collect();
    if needed.len() > 2 && !colon {
        complete_all_missing(spot, indent_style, collector, &needed);
    }
}

/// All the members that are missing, in one.
fn complete_all_missing(
    spot: &CursorContext<'_, '_>,
    indent_style: &IndentStyle,
    collector: &mut CompletionCollector<'_>,
    needed: &[&Member],
) {
    let names: Vec<String> = needed.iter().map(|member| format!("`{}`", member.name)).collect();
    let proposal =
        CompletionBuilder::new(format!("all {} missing members", needed.len()), CompletionKind::Snippet)
            .documentation_text(names.join(", "))
            .rank(0);
    let Some((first, rest)) = needed.split_first() else { return };
    let mut behind = Insertion::text(indent_style.colon).append(member_value(spot, first));
    if !rest.is_empty() {
        let others = rest.iter().map(|member| (member.name.to_owned(), member_value(spot, member)));
        behind = behind.append(indent_style.separator()).append(indent_style.members(others));
    }
    collector.add_string_with_suffix(proposal, Insertion::text(first.name), behind);
}

/// Whether the object has a member of a name besides the one that is typed.
fn has_member(spot: &CursorContext<'_, '_>, object: NodeId, typed: NodeId, name: &str) -> bool {
    let mut members = spot.document.members(object);
    members.any(|(known, _)| known != typed && spot.document.name(known) == name)
}

/// What a new member holds: what the job says of it, or else what others hold.
fn member_value(spot: &CursorContext<'_, '_>, member: &Member) -> Insertion {
    if let EnclosingEntry::Setting(entry) = spot.entry
        && let Some(known) = entry.definition
    {
        match member.name {
            "value" => return quoted(settings::value_snippet(spot, known)),
            "dataType" => return quoted(Insertion::choice(known.data_types.iter().copied())),
            _ => {}
        }
    }
    if member.name == "objectType" && matches!(spot.entry, EnclosingEntry::Row(_) | EnclosingEntry::Query(_))
    {
        let numbers = values::object_type_numbers(spot);
        if !numbers.is_empty() {
            return Insertion::choice(numbers.iter().map(i64::to_string));
        }
    }
    default_value(member)
}

/// What a new member usually holds, as a snippet.
pub(super) fn default_value(member: &Member) -> Insertion {
    let choices: Vec<String> = member.schema.choices().map(Json::to_string).collect();
    if choices.len() > 1 {
        return Insertion::choice(default_first(choices, member.default()));
    }
    let listed = values::fixed_choices(member.name);
    if !listed.is_empty() {
        let listed = listed.iter().map(|value| to_json_string(value)).collect();
        return Insertion::choice(default_first(listed, member.default()));
    }
    match member.default() {
        Some(Json::Bool(value)) => Insertion::choice([value.to_string(), (!value).to_string()]),
        Some(Json::String(text)) => quoted(Insertion::tab_stop(text.clone()).escape_json()),
        Some(Json::Array(_)) => Insertion::text("[").append(Insertion::tab_stop("")).append("]"),
        Some(Json::Object(_)) => Insertion::text("{").append(Insertion::tab_stop("")).append("}"),
        Some(other) => Insertion::tab_stop(other.to_string()),
        None => Insertion::tab_stop("null"),
    }
}

fn default_first(mut choices: Vec<String>, default: Option<&Json>) -> Vec<String> {
    let default = default.map(Json::to_string);
    choices.sort_by_key(|choice| Some(choice) != default.as_ref());
    choices
}

/// A string around an insertion that is escaped already.
pub(super) fn quoted(inside: Insertion) -> Insertion {
    Insertion::text("\"").append(inside).append("\"")
}
