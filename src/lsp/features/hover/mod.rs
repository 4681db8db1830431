//! Hover texts.

mod containers;
mod embedded;
mod fields;
mod objects;
mod queries;
mod response;
mod schema;
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

use super::cursor_context::CursorContext;
use super::target::Target;
use super::types::{FeatureContext, Hover};

/// Explains the token at an offset. The text never contains a secret.
pub(crate) fn hover<'d>(
    file: &JobFile<'d>,
    document: &'d Document<'d>,
    offset: u32,
    feature_context: &FeatureContext,
) -> Option<Hover> {
    let context = CursorContext::new(file, document, offset, feature_context);
    let hover = match context.cursor.location {
        CursorLocation::MemberName { name, .. } => schema::member_name(&context, name),
        CursorLocation::Value => value_hover(&context, context.value()?),
        CursorLocation::Gap { .. } | CursorLocation::Outside => None,
    }?;
    // The span of a string's content does not contain a cursor at a quote: use the whole token there.
    let contains_cursor = hover.span.start <= offset && offset <= hover.span.end;
    let token = context.cursor.token().filter(|_| !contains_cursor).map(|token| document.span(token));
    Some(Hover { span: token.unwrap_or(hover.span), ..hover })
}

fn value_hover(context: &CursorContext<'_, '_>, value: NodeRef<'_>) -> Option<Hover> {
    secrets::secret_at_cursor(context, value)
        .or_else(|| target_hover(context, value))
        .or_else(|| schema::member_value(context, value))
}

/// The hover text of values about which more is known than their schema.
fn target_hover(context: &CursorContext<'_, '_>, value: NodeRef<'_>) -> Option<Hover> {
    if matches!(value.kind(), NodeKind::Null | NodeKind::Invalid) {
        return None;
    }
    match Target::of(context)? {
        Target::ProviderName(info, side) => systems::provider_name(context, info, side, value),
        Target::JobType => objects::job_type(context, value),
        Target::SourceField | Target::TimestampField => fields::source_field(context, value),
        Target::DestinationField => fields::destination_field(context, value),
        Target::Transform(row) => transforms::transform(context, row, value),
        Target::PasswordOptions(row) => embedded::password_options(context, row, value),
        Target::ObjectType => objects::object_type(context, value),
        Target::ObjectTypeName => objects::display_name(value),
        Target::ContainerOption => objects::container_option(context, value),
        Target::ContainerOptionValue => containers::container(context, value),
        Target::Query(_) => queries::query(context, value),
        Target::QueryType => queries::query_type(context, value),
        Target::SettingKey(entry) => settings::key(entry, value),
        Target::SettingValue(entry) => settings::value(context, entry, value),
        Target::SettingDataType(entry) => settings::data_type(context, entry, value),
        Target::Other => None,
    }
}
