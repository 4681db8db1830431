//! Objects with all required members.

use crate::lsp::features::completion::collector::{CompletionBuilder, CompletionCollector};
use crate::lsp::features::completion::defaults::default_value;
use crate::lsp::features::completion::indent_style::IndentStyle;
use crate::lsp::features::completion::insertion::Insertion;
use crate::lsp::features::types::CompletionKind;
use crate::schema::SchemaRef;
use crate::text::to_json_string;

/// Adds an object with the required members of a schema, if there are any.
pub(crate) fn complete_object(schema: SchemaRef, title: &str, collector: &mut CompletionCollector<'_>) {
    if schema.required().next().is_some() {
        let builder =
            CompletionBuilder::new(title, CompletionKind::Snippet).detail("with all members").rank(4);
        let insertion = object_snippet(schema, collector.indent_style(), &[]);
        collector.add_literal(builder, insertion);
    }
}

/// An object with the required members of a schema. Members that are not given have their default value.
pub(super) fn object_snippet(
    schema: SchemaRef,
    indent_style: &IndentStyle,
    given: &[(&str, Insertion)],
) -> Insertion {
    let members = schema.required().filter_map(|name| schema.member(name)).map(|member| {
        let value = given.iter().find(|(name, _)| *name == member.name).map(|(_, value)| value.clone());
        let value = value.unwrap_or_else(|| match member.name {
            // The server assigns these numbers: no tab stop.
            "action" | "id" | "jobId" => Insertion::text("0"),
            _ => default_value(&member),
        });
        (member.name.to_owned(), value)
    });
    indent_style.object(members)
}

/// A string literal.
pub(super) fn string_snippet(text: &str) -> Insertion {
    Insertion::text(to_json_string(text))
}
