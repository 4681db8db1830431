//! Names of missing members, with their values.

use crate::json::NodeId;
use crate::lsp::cursor::CursorLocation;
use crate::lsp::features::cursor_context::{CursorContext, EnclosingEntry};
use crate::lsp::features::describe::schema::schema_member_doc;
use crate::lsp::features::types::CompletionKind;
use crate::schema::Member;

use super::collector::{CompletionBuilder, CompletionCollector};
use super::defaults::{default_value, object_type_numbers};
use super::insertion::{Insertion, quoted};
use super::setting_values;

/// The missing members of the object around the cursor, required ones first, in the order of the product.
pub(super) fn complete_names(context: &CursorContext<'_, '_>, collector: &mut CompletionCollector<'_>) {
    let (CursorLocation::MemberName { name, .. }, Some(object)) =
        (context.cursor.location, context.cursor.innermost())
    else {
        return;
    };
    let Some(schema) = context.schema() else { return };
    let required: Vec<&str> = schema.required().collect();
    let mut missing: Vec<Member> =
        schema.members().filter(|member| !has_other_member(context, object, name, member.name)).collect();
    missing.sort_by_key(|member| required.iter().position(|name| *name == member.name).unwrap_or(usize::MAX));
    let has_value = collector.token().has_colon;
    for (index, member) in missing.iter().enumerate() {
        let builder = CompletionBuilder::new(member.name, CompletionKind::Property)
            .detail(member.title())
            .documentation(schema_member_doc(member))
            .rank(if required.contains(&member.name) { 1 } else { 3 })
            .order(index);
        let suffix = if has_value {
            Insertion::default()
        } else {
            Insertion::text(collector.indent_style().colon).append(member_value(context, member))
        };
        collector.add_string_with_suffix(builder, Insertion::text(member.name), suffix);
    }
    let missing_required: Vec<&Member> =
        missing.iter().filter(|member| required.contains(&member.name)).collect();
    if missing_required.len() > 2 && !has_value {
        complete_all(context, &missing_required, collector);
    }
}

/// A completion that inserts several members at once.
fn complete_all(
    context: &CursorContext<'_, '_>,
    members: &[&Member],
    collector: &mut CompletionCollector<'_>,
) {
    let Some((first, others)) = members.split_first() else { return };
    let names: Vec<String> = members.iter().map(|member| format!("`{}`", member.name)).collect();
    let builder =
        CompletionBuilder::new(format!("all {} missing members", members.len()), CompletionKind::Snippet)
            .documentation_text(names.join(", "))
            .rank(0);
    let indent_style = collector.indent_style();
    let mut suffix = Insertion::text(indent_style.colon).append(member_value(context, first));
    if !others.is_empty() {
        let others = others.iter().map(|member| (member.name.to_owned(), member_value(context, member)));
        suffix = suffix.append(indent_style.separator()).append(indent_style.members(others));
    }
    collector.add_string_with_suffix(builder, Insertion::text(first.name), suffix);
}

/// Whether an object has a member of this name in addition to the one at the cursor.
fn has_other_member(context: &CursorContext<'_, '_>, object: NodeId, at_cursor: NodeId, name: &str) -> bool {
    let mut members = context.document.members(object);
    members.any(|(other, _)| other != at_cursor && context.document.name(other) == name)
}

/// The value of a new member: values that fit the job, or else the default.
fn member_value(context: &CursorContext<'_, '_>, member: &Member) -> Insertion {
    if let EnclosingEntry::Setting(entry) = context.entry
        && let Some(setting) = entry.definition
    {
        match member.name {
            "value" => return quoted(setting_values::value_snippet(context, setting)),
            "dataType" => return quoted(Insertion::choice(setting.data_types.iter().copied())),
            _ => {}
        }
    }
    let is_typed_entry = matches!(context.entry, EnclosingEntry::Row(_) | EnclosingEntry::Query(_));
    if member.name == "objectType" && is_typed_entry {
        let numbers = object_type_numbers(context);
        if !numbers.is_empty() {
            return Insertion::choice(numbers.iter().map(i64::to_string));
        }
    }
    default_value(member)
}
