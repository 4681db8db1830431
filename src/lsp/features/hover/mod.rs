//! Explaining what is under the cursor.

mod fields;
mod members;
mod nested;
mod objects;
mod queries;
mod scripts;
mod secrets;
mod settings;
mod systems;
#[cfg(test)]
mod tests;
mod transforms;

use crate::job::{JobFile, Value};
use crate::json::{Document, Kind};
use crate::lsp::cursor::At;
use crate::text::Span;

pub(super) use fields::attribute as attribute_card;
pub(super) use members::described;
pub(super) use queries::operator_card;
pub(super) use scripts::{described as member_card, event as event_card};
pub(super) use settings::explained as explained_setting;

use super::markdown::Card;
use super::spot::{Part, Spot};
use super::{Environment, Hover};

/// What there is to say of the token under the cursor. Never a secret.
pub(crate) fn hover<'d>(
    file: &JobFile<'d>,
    document: &'d Document<'d>,
    offset: u32,
    environment: &Environment,
) -> Option<Hover> {
    let spot = Spot::new(file, document, offset, environment);
    let found = match spot.cursor.at {
        At::Name { name, .. } => members::name(&spot, name),
        At::Value => value(&spot),
        At::Gap { .. } | At::Outside => None,
    }?;
    // At a quote the whole string is meant.
    let touches = found.span.start <= offset && offset <= found.span.end;
    let whole = spot.cursor.token().filter(|_| !touches).map(|token| document.span(token));
    Some(Hover { span: whole.unwrap_or(found.span), ..found })
}

/// An explanation of a span.
fn card(span: Span, card: Card) -> Option<Hover> {
    (!span.is_empty()).then(|| Hover { span, markdown: card.markdown() })
}

fn value(spot: &Spot<'_, '_>) -> Option<Hover> {
    let value = spot.value()?;
    if let Some(hidden) = secrets::under_cursor(spot, value) {
        return Some(hidden);
    }
    special(spot, value).or_else(|| members::value(spot, value))
}

/// What is known of a value beyond its member.
fn special(spot: &Spot<'_, '_>, value: Value<'_>) -> Option<Hover> {
    let name = spot.member_name()?;
    if matches!(value.kind(), Kind::Null | Kind::Invalid) {
        return None;
    }
    match (spot.part, name.as_ref()) {
        (Part::Row(row), "transform") => transforms::transform(spot, row, value),
        (Part::Row(_), "sourceField") => fields::source(spot, value, value.content_span()),
        (Part::Row(_), "destinationField") => fields::destination(spot, value),
        (Part::Row(row), "options") => nested::options(spot, row, value),
        (Part::Setting(entry), "objectType") => settings::other(spot, entry, value),
        (Part::Row(_) | Part::Object(_) | Part::Query(_), "objectType") => objects::number(spot, value),
        (Part::Object(_), "displayName") => objects::name(spot, value),
        (Part::Object(_), "containerOptionValue") => nested::container(spot, value),
        (Part::Object(_), "containerOption") => objects::container_option(spot, value),
        (Part::Query(_), "query") => queries::query(spot, value),
        (Part::Query(_), "queryType") => queries::query_type(spot, value),
        (Part::Query(_), "timeStampField") => fields::source(spot, value, value.content_span()),
        (Part::Setting(entry), "key") => settings::key(spot, entry, value),
        (Part::Setting(entry), "value") => settings::value(spot, entry, value),
        (Part::Setting(entry), _) => settings::other(spot, entry, value),
        (Part::Info(info), "sourceProvider" | "destinationProvider") => {
            systems::named(spot, info, &name, value)
        }
        (Part::Info(_), "type") => objects::job_kind(spot, value),
        _ => None,
    }
}
