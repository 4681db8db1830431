//! Members: what the schema says of them.

use crate::job::NodeRef;
use crate::json::NodeId;
use crate::schema::Member;
use crate::text::inline_code;

use super::super::cursor_context::CursorContext;
use super::super::markdown::HoverDoc;
use super::{Hover, hover_result};

/// The name of a member.
pub(super) fn member_name(spot: &CursorContext<'_, '_>, name: NodeId) -> Option<Hover> {
    let known = spot.schema_member(&spot.document.name(name))?;
    hover_result(spot.document.content_span(name), schema_member_doc(&known))
}

/// A value of which no more is known than what its member is for.
pub(super) fn member_value(spot: &CursorContext<'_, '_>, value: NodeRef<'_>) -> Option<Hover> {
    let known = spot.schema_member(&spot.member_name()?)?;
    let span = if value.content_span().is_empty() { value.span() } else { value.content_span() };
    hover_result(span, schema_member_doc(&known))
}

/// A member by its title, its description and what may stand in it.
pub(in super::super) fn schema_member_doc(member: &Member) -> HoverDoc {
    let title = HoverDoc::new(member.title()).title_suffix(format!("`{}`", member.name));
    let types: Vec<&str> = member.schema.types().map(describe_type).collect();
    let kinds = types.join(" or ");
    let choices: Vec<String> = member
        .schema
        .choices()
        .take(3)
        .map(|choice| inline_code(choice.as_str().unwrap_or(&choice.to_string())))
        .collect();
    let few = choices.len() < 3 && !choices.is_empty();
    let title = if few {
        title.title_suffix(choices.join(" or "))
    } else if kinds.is_empty() {
        title
    } else {
        title.title_suffix(kinds)
    };
    title.paragraph(member.description())
}

fn describe_type(name: &str) -> &str {
    match name {
        "string" => "text",
        "integer" => "whole number",
        "boolean" => "true or false",
        "array" => "list",
        other => other,
    }
}
