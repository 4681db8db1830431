//! JSON inside strings, and distinguished names.

use crate::catalog::{container_detail, password_option};
use crate::job::{EmbeddedJson, FieldRow, NodeRef};
use crate::language::distinguished_name;
use crate::lsp::cursor::{CursorLocation, cursor_at};
use crate::text::{Span, inline_code};

use super::super::cursor_context::CursorContext;
use super::super::markdown::{HoverDoc, current_value_note, escape_markdown, to_sentence};
use super::{Hover, hover_result};

/// A string that holds a distinguished name.
pub(super) fn container(spot: &CursorContext<'_, '_>, value: NodeRef<'_>) -> Option<Hover> {
    if spot.contains_secret(value.span()) {
        return None;
    }
    hover_result(value.content_span(), container_doc(spot, &value.string()?)?)
}

fn container_doc(spot: &CursorContext<'_, '_>, name: &str) -> Option<HoverDoc> {
    let read = distinguished_name::parse(name).ok()?;
    let text = HoverDoc::new("Container").paragraph(to_sentence(&escape_markdown(&read.describe())));
    let listed = spot.job.and_then(|job| {
        use crate::job::SideName::{Destination, Source};
        [Destination, Source].into_iter().find_map(|side| {
            let system = super::super::fields::connected_system(job, spot.feature_context, side)?;
            system
                .has_container(name)
                .then(|| format!("The inventory lists it in {}.", inline_code(&system.name)))
        })
    });
    Some(text.optional_paragraph(listed))
}

/// `options` of a password.
pub(super) fn password_options(
    spot: &CursorContext<'_, '_>,
    row: &FieldRow<'_>,
    value: NodeRef<'_>,
) -> Option<Hover> {
    if !row.fills_password() || spot.contains_secret(value.span()) {
        return None;
    }
    let inside = embedded_member_at_cursor(spot, value)?;
    let known = password_option(&inside.name)?;
    let text = HoverDoc::new(format!("`{}`", known.name))
        .title_suffix(known.option_type.describe())
        .paragraph(to_sentence(known.description))
        .source_page("Auto-generate Unique Password");
    hover_result(inside.span, text)
}

/// `Source.ContainerDetails` and `Destination.ContainerDetails`
pub(super) fn container_details(spot: &CursorContext<'_, '_>, value: NodeRef<'_>) -> Option<Hover> {
    let inside = embedded_member_at_cursor(spot, value)?;
    let known = container_detail(&inside.name)?;
    let mut text = HoverDoc::new(format!("`{}`", known.name)).paragraph(to_sentence(known.description));
    if known.name == "DistinguishedName"
        && let Some(said) =
            inside.string_value.and_then(|name| Some(distinguished_name::parse(&name).ok()?.describe()))
    {
        text = text.paragraph(current_value_note(&escape_markdown(&said)));
    }
    hover_result(inside.span, text.source_page("Get Job Collection Details"))
}

/// The member under the cursor in the JSON of a string.
struct EmbeddedMember {
    /// Its name.
    name: String,
    /// Where the token under the cursor stands in the file.
    span: Span,
    /// Its value, where that is a string.
    string_value: Option<String>,
}

fn embedded_member_at_cursor(spot: &CursorContext<'_, '_>, value: NodeRef<'_>) -> Option<EmbeddedMember> {
    let nested = EmbeddedJson::new(value)?;
    let at = nested.decoded()?.decoded_range(Span::empty(spot.offset)).start;
    let document = nested.document();
    let inner = cursor_at(&document, u32::try_from(at).ok()?);
    let (token, name, held) = match inner.location {
        CursorLocation::MemberName { name, value } => (name, name, document.string(value)),
        CursorLocation::Value => {
            (inner.innermost()?, inner.member_name?, document.string(inner.innermost()?))
        }
        CursorLocation::Gap { .. } | CursorLocation::Outside => return None,
    };
    Some(EmbeddedMember {
        name: document.name(name).into_owned(),
        span: nested.to_file_span(document.span(token)),
        string_value: held.map(std::borrow::Cow::into_owned),
    })
}
