//! Members: what the schema says of them.

use crate::job::Value;
use crate::json::NodeId;
use crate::schema::Member;
use crate::text::code;

use super::super::markdown::Card;
use super::super::spot::Spot;
use super::{Hover, card};

/// The name of a member.
pub(super) fn name(spot: &Spot<'_, '_>, name: NodeId) -> Option<Hover> {
    let known = spot.member(&spot.document.name(name))?;
    card(spot.document.content_span(name), described(&known))
}

/// A value of which no more is known than what its member is for.
pub(super) fn value(spot: &Spot<'_, '_>, value: Value<'_>) -> Option<Hover> {
    let known = spot.member(&spot.member_name()?)?;
    let span = if value.content_span().is_empty() { value.span() } else { value.content_span() };
    card(span, described(&known))
}

/// A member by its title, its description and what may stand in it.
pub(in super::super) fn described(member: &Member) -> Card {
    let title = Card::new(member.title()).beside(format!("`{}`", member.name));
    let types: Vec<&str> = member.shape.types().map(type_in_words).collect();
    let kinds = types.join(" or ");
    let choices: Vec<String> = member
        .shape
        .choices()
        .take(3)
        .map(|choice| code(choice.as_str().unwrap_or(&choice.to_string())))
        .collect();
    let few = choices.len() < 3 && !choices.is_empty();
    let title = if few {
        title.beside(choices.join(" or "))
    } else if kinds.is_empty() {
        title
    } else {
        title.beside(kinds)
    };
    title.say(member.description())
}

fn type_in_words(name: &str) -> &str {
    match name {
        "string" => "text",
        "integer" => "whole number",
        "boolean" => "true or false",
        "array" => "list",
        other => other,
    }
}
