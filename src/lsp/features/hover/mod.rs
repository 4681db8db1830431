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

use crate::job::{JobFile, NodeRef};
use crate::json::{Document, NodeKind};
use crate::lsp::cursor::CursorLocation;
use crate::text::Span;

pub(super) use fields::attribute_doc as attribute_card;
pub(super) use members::schema_member_doc;
pub(super) use queries::operator_doc;
pub(super) use scripts::{dtm_event_doc as event_card, dtm_member_doc as member_card};
pub(super) use settings::setting_doc as explained_setting;

use super::cursor_context::{CursorContext, EnclosingEntry};
use super::markdown::HoverDoc;
use super::{FeatureContext, Hover};

/// What there is to say of the token under the cursor. Never a secret.
pub(crate) fn hover<'d>(
    file: &JobFile<'d>,
    document: &'d Document<'d>,
    offset: u32,
    environment: &FeatureContext,
) -> Option<Hover> {
    let spot = CursorContext::new(file, document, offset, environment);
    let found = match spot.cursor.location {
        CursorLocation::MemberName { name, .. } => members::member_name(&spot, name),
        CursorLocation::Value => value_hover(&spot),
        CursorLocation::Gap { .. } | CursorLocation::Outside => None,
    }?;
    // At a quote the whole string is meant.
    let touches = found.span.start <= offset && offset <= found.span.end;
    let whole = spot.cursor.token().filter(|_| !touches).map(|token| document.span(token));
    Some(Hover { span: whole.unwrap_or(found.span), ..found })
}

/// An explanation of a span.
fn hover_result(span: Span, card: HoverDoc) -> Option<Hover> {
    (!span.is_empty()).then(|| Hover { span, markdown: card.into_markdown() })
}

fn value_hover(spot: &CursorContext<'_, '_>) -> Option<Hover> {
    let value = spot.value()?;
    if let Some(hidden) = secrets::secret_at_cursor(spot, value) {
        return Some(hidden);
    }
    specific_hover(spot, value).or_else(|| members::member_value(spot, value))
}

/// What is known of a value beyond its member.
fn specific_hover(spot: &CursorContext<'_, '_>, value: NodeRef<'_>) -> Option<Hover> {
    let name = spot.member_name()?;
    if matches!(value.kind(), NodeKind::Null | NodeKind::Invalid) {
        return None;
    }
    match (spot.entry, name.as_ref()) {
        (EnclosingEntry::Row(row), "transform") => transforms::transform(spot, row, value),
        (EnclosingEntry::Row(_), "sourceField") => fields::source_field(spot, value, value.content_span()),
        (EnclosingEntry::Row(_), "destinationField") => fields::destination_field(spot, value),
        (EnclosingEntry::Row(row), "options") => nested::password_options(spot, row, value),
        (EnclosingEntry::Setting(entry), "objectType") => settings::other_member(spot, entry, value),
        (EnclosingEntry::Row(_) | EnclosingEntry::Object(_) | EnclosingEntry::Query(_), "objectType") => {
            objects::object_type_number(spot, value)
        }
        (EnclosingEntry::Object(_), "displayName") => objects::display_name(spot, value),
        (EnclosingEntry::Object(_), "containerOptionValue") => nested::container(spot, value),
        (EnclosingEntry::Object(_), "containerOption") => objects::container_option(spot, value),
        (EnclosingEntry::Query(_), "query") => queries::query(spot, value),
        (EnclosingEntry::Query(_), "queryType") => queries::query_type(spot, value),
        (EnclosingEntry::Query(_), "timeStampField") => {
            fields::source_field(spot, value, value.content_span())
        }
        (EnclosingEntry::Setting(entry), "key") => settings::key(spot, entry, value),
        (EnclosingEntry::Setting(entry), "value") => settings::value(spot, entry, value),
        (EnclosingEntry::Setting(entry), _) => settings::other_member(spot, entry, value),
        (EnclosingEntry::Info(info), "sourceProvider" | "destinationProvider") => {
            systems::provider_name(spot, info, &name, value)
        }
        (EnclosingEntry::Info(_), "type") => objects::job_kind(spot, value),
        _ => None,
    }
}
