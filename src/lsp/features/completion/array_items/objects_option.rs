//! Entries of `objectsOption`.

use crate::catalog::{SideSetting, object_type_by_number, object_types_for};
use crate::job::{Job, SideName};
use crate::lsp::features::completion::collector::{CompletionBuilder, CompletionCollector};
use crate::lsp::features::completion::insertion::{Insertion, quoted};
use crate::lsp::features::describe::catalog::describe_object_type;
use crate::lsp::features::types::CompletionKind;
use crate::schema::SchemaRef;

use super::object::{object_snippet, string_snippet};

/// User and Group, for providers without published object types.
const DEFAULT_TYPES: [i64; 2] = [1, 4];

/// Adds entries for the object types of the destination without one.
pub(super) fn add_object_options(job: &Job<'_>, schema: SchemaRef, collector: &mut CompletionCollector<'_>) {
    let provider = job.side(SideName::Destination).provider();
    let mut numbers: Vec<i64> =
        provider.into_iter().flat_map(object_types_for).filter_map(|known| known.number).collect();
    if numbers.is_empty() {
        numbers = DEFAULT_TYPES.to_vec();
    }
    let has_entry = |number: i64| job.objects.iter().any(|option| option.type_number() == Some(number));
    let container = job.settings.text(SideSetting::CONTAINER.destination).unwrap_or_default();
    for number in numbers.into_iter().filter(|number| !has_entry(*number)) {
        let Some(object_type) = object_type_by_number(number) else { continue };
        let given = [
            ("objectType", Insertion::text(number.to_string())),
            ("displayName", string_snippet(object_type.name)),
            ("containerOptionValue", quoted(Insertion::tab_stop(container.as_ref()).escape_json())),
            ("createObjectContainerStrategy", Insertion::text("1")),
            ("isDeprovisioning", Insertion::text("false")),
            ("isSelected", Insertion::text("true")),
            ("isDelete", Insertion::text("false")),
            ("objectTypeSettings", Insertion::text("null")),
        ];
        let builder =
            CompletionBuilder::new(format!("options of {}", object_type.name), CompletionKind::Snippet)
                .detail(format!("object type {number}"))
                .documentation_text(describe_object_type(object_type))
                .rank(1);
        let insertion = object_snippet(schema, collector.indent_style(), &given);
        collector.add_literal(builder, insertion);
    }
}
