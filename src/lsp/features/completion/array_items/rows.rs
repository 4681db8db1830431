//! Rows of the field map.

use crate::catalog::is_password_attribute;
use crate::job::Job;
use crate::lsp::features::completion::collector::{CompletionBuilder, CompletionCollector};
use crate::lsp::features::completion::defaults::object_type_numbers;
use crate::lsp::features::completion::insertion::{Insertion, quoted};
use crate::lsp::features::cursor_context::CursorContext;
use crate::lsp::features::fields::{DestinationAttributes, MappedAttributes, RequirementLevel};
use crate::lsp::features::types::CompletionKind;
use crate::schema::SchemaRef;

use super::object::{object_snippet, string_snippet};

/// Adds rows with empty fields, and rows for required attributes without a row.
pub(super) fn add_rows(
    context: &CursorContext<'_, '_>,
    job: &Job<'_>,
    schema: SchemaRef,
    collector: &mut CompletionCollector<'_>,
) {
    let numbers = object_type_numbers(context);
    let object_type = Insertion::choice(numbers.iter().map(i64::to_string));
    let empty_string = || string_snippet("");
    for (label, source_field, transform) in [
        ("row that copies a field", tab_stop_string(), empty_string()),
        ("row with a transform", empty_string(), tab_stop_string()),
    ] {
        let builder = CompletionBuilder::new(label, CompletionKind::Snippet).rank(1);
        let given = [
            ("sourceField", source_field),
            ("destinationField", tab_stop_string()),
            ("delimiter", empty_string()),
            ("transform", transform),
            ("objectType", object_type.clone()),
            ("options", Insertion::text("null")),
        ];
        let insertion = object_snippet(schema, collector.indent_style(), &given);
        collector.add_literal(builder, insertion);
    }
    for number in numbers {
        add_required_rows(job, number, schema, collector);
    }
}

fn add_required_rows(
    job: &Job<'_>,
    type_number: i64,
    schema: SchemaRef,
    collector: &mut CompletionCollector<'_>,
) {
    let destination = DestinationAttributes::for_object_type(job, Some(type_number));
    let mapped = MappedAttributes::for_object_type(job, Some(type_number), None);
    for name in destination.required_names().filter(|name| !mapped.contains(name)) {
        let requirement = match destination.requirement_level(name) {
            RequirementLevel::Required => "mandatory",
            RequirementLevel::Documented | RequirementLevel::Optional => "listed as mandatory",
        };
        let builder = CompletionBuilder::new(format!("row for {name}"), CompletionKind::Snippet)
            .detail(format!("{}, {requirement}", job.describe_type(type_number)))
            .rank(2);
        let given = required_row(name, type_number, destination.is_usual_key(name));
        let insertion = object_snippet(schema, collector.indent_style(), &given);
        collector.add_literal(builder, insertion);
    }
}

fn required_row(name: &str, type_number: i64, is_key: bool) -> [(&'static str, Insertion); 8] {
    let is_password = is_password_attribute(name);
    let (source_field, transform) = if is_password {
        let static_value = Insertion::text("Static:value=").append(Insertion::tab_stop("${PASSWORD}"));
        (string_snippet(""), quoted(static_value))
    } else {
        (tab_stop_string(), string_snippet(""))
    };
    [
        ("sourceField", source_field),
        ("destinationField", string_snippet(name)),
        ("delimiter", string_snippet("")),
        ("transform", transform),
        ("forCreateOnly", Insertion::text((is_key || is_password).to_string())),
        ("objectType", Insertion::text(type_number.to_string())),
        ("isKey", Insertion::text(is_key.to_string())),
        ("options", Insertion::text("null")),
    ]
}

fn tab_stop_string() -> Insertion {
    quoted(Insertion::tab_stop(""))
}
