//! Source fields and destination fields.

use crate::catalog::Directory;
use crate::job::{Job, NodeRef, SideName};
use crate::language::sql::unquoted;
use crate::lsp::features::cursor_context::CursorContext;
use crate::lsp::features::fields::{
    FieldOrigin, SourceField, attribute_doc, describe_cardinality, destinations_of_source_field,
    source_fields,
};
use crate::lsp::features::markdown::HoverDoc;
use crate::lsp::features::types::Hover;
use crate::text::{Span, inline_code, quoted_list};

use super::response::hover_response;

/// A string with the name of a source field.
pub(super) fn source_field(context: &CursorContext<'_, '_>, value: NodeRef<'_>) -> Option<Hover> {
    let span = value.content_span();
    if context.contains_secret(span) {
        return None;
    }
    named_source_field(context, &value.string()?, span)
}

/// A source field at a span of a string.
pub(super) fn named_source_field(context: &CursorContext<'_, '_>, name: &str, span: Span) -> Option<Hover> {
    let name = unquoted(name);
    if name.is_empty() {
        return None;
    }
    let job = context.job?;
    let type_number = context.type_number();
    let fields = source_fields(job, context.feature_context, type_number, context.row());
    let field = fields.iter().find(|field| field.name.eq_ignore_ascii_case(&name));
    let directory = job.side(SideName::Source).provider().and_then(Directory::from_provider);
    let attribute = directory.and_then(|directory| directory.attribute(&name));
    let doc = HoverDoc::new("Source field")
        .title_suffix(inline_code(&name))
        .optional_paragraph(field.map(describe_origin))
        .optional_paragraph(attribute.map(|attribute| describe_cardinality(attribute.cardinality)))
        .optional_paragraph(describe_destinations(job, type_number, &name));
    hover_response(span, doc)
}

fn describe_origin(field: &SourceField) -> String {
    match (field.origin, field.origin_name.as_deref().map(inline_code)) {
        (FieldOrigin::Query, Some(table)) => format!("Returned by the source query, from {table}."),
        (FieldOrigin::Query, None) => "Returned by the source query.".to_owned(),
        (FieldOrigin::Inventory, Some(table)) => format!("Listed in the inventory as a column of {table}."),
        (FieldOrigin::Directory, Some(directory)) => format!("Attribute of {directory}."),
        _ => "Also used by other rows.".to_owned(),
    }
}

/// The destination fields to which a source field is mapped.
pub(super) fn describe_destinations(job: &Job<'_>, type_number: Option<i64>, name: &str) -> Option<String> {
    let destinations = destinations_of_source_field(job, type_number, name);
    let names: Vec<&str> = destinations.iter().map(String::as_str).collect();
    (!names.is_empty()).then(|| format!("Mapped to {}.", quoted_list(&names, "and")))
}

/// `destinationField` of a row.
pub(super) fn destination_field(context: &CursorContext<'_, '_>, value: NodeRef<'_>) -> Option<Hover> {
    let name = value.string()?;
    let name = name.trim();
    if name.is_empty() || context.contains_secret(value.span()) {
        return None;
    }
    hover_response(value.content_span(), attribute_doc(context.job, context.type_number(), name))
}
