//! Members of JSON in strings: the options of a password, the details of a container.

use std::borrow::Cow;

use crate::catalog::{container_detail, password_option};
use crate::job::{EmbeddedJson, FieldRow, NodeRef};
use crate::language::distinguished_name;
use crate::lsp::features::cursor_context::CursorContext;
use crate::lsp::features::embedded::embedded_member_at;
use crate::lsp::features::markdown::{HoverDoc, current_value_note, escape_markdown, to_sentence};
use crate::lsp::features::types::Hover;
use crate::text::Span;

use super::response::hover_response;

/// `options` of a password.
pub(super) fn password_options(
    context: &CursorContext<'_, '_>,
    row: &FieldRow<'_>,
    value: NodeRef<'_>,
) -> Option<Hover> {
    if !row.fills_password() || context.contains_secret(value.span()) {
        return None;
    }
    let member = member_at_cursor(context, value)?;
    let option = password_option(&member.name)?;
    let doc = HoverDoc::new(format!("`{}`", option.name))
        .title_suffix(option.option_type.describe())
        .paragraph(to_sentence(option.description))
        .source_page("Auto-generate Unique Password");
    hover_response(member.file_span, doc)
}

/// `Source.ContainerDetails` and `Destination.ContainerDetails`.
pub(super) fn container_details(context: &CursorContext<'_, '_>, value: NodeRef<'_>) -> Option<Hover> {
    let member = member_at_cursor(context, value)?;
    let detail = container_detail(&member.name)?;
    let name = member.string_value.as_deref().filter(|_| detail.name == "DistinguishedName");
    let description = name.and_then(|name| Some(distinguished_name::parse(name).ok()?.describe()));
    let doc = HoverDoc::new(format!("`{}`", detail.name))
        .paragraph(to_sentence(detail.description))
        .optional_paragraph(description.map(|text| current_value_note(&escape_markdown(&text))))
        .source_page("Get Job Collection Details");
    hover_response(member.file_span, doc)
}

struct MemberAtCursor {
    name: String,
    /// The span in the file of the name or value at the cursor.
    file_span: Span,
    /// The value if it is a string.
    string_value: Option<String>,
}

fn member_at_cursor(context: &CursorContext<'_, '_>, value: NodeRef<'_>) -> Option<MemberAtCursor> {
    let embedded = EmbeddedJson::new(value)?;
    let offset = embedded.decoded()?.decoded_range(Span::empty(context.offset)).start;
    let document = embedded.document();
    let member = embedded_member_at(&document, u32::try_from(offset).ok()?)?;
    Some(MemberAtCursor {
        name: document.name(member.name).into_owned(),
        file_span: embedded.to_file_span(document.span(member.token)),
        string_value: document.string(member.value).map(Cow::into_owned),
    })
}
