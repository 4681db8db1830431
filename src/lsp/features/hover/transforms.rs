//! Transforms of rows.

use crate::catalog::{EnvVar, EnvVarScope, env_var, fixed_choice};
use crate::job::{FieldRow, NodeRef};
use crate::language::env_refs::variable_refs;
use crate::language::transform::{SpannedStr, Transform, TransformBody, known_kind, parse};
use crate::lsp::features::cursor_context::CursorContext;
use crate::lsp::features::describe::transform::{describe_transform, transform_example};
use crate::lsp::features::markdown::{HoverDoc, to_sentence};
use crate::lsp::features::masked_string::masked_string;
use crate::lsp::features::string_cursor::StringCursor;
use crate::lsp::features::types::Hover;
use crate::text::Placeholders;

use super::response::hover_response;
use super::{fields, scripts};

pub(super) fn transform(
    context: &CursorContext<'_, '_>,
    row: &FieldRow<'_>,
    value: NodeRef<'_>,
) -> Option<Hover> {
    let cursor = StringCursor::new(value, context.offset)?;
    let transform = parse(cursor.text()).ok()?;
    let field = match &transform.body {
        TransformBody::Join { first, second, .. } => {
            [first, second].into_iter().find(|part| cursor.touches(&part.range))
        }
        TransformBody::Parameters(parameters) => parameters
            .iter()
            .filter(|(name, _)| name.text.trim().eq_ignore_ascii_case("field"))
            .map(|(_, value)| value)
            .find(|part| cursor.touches(&part.range)),
        TransformBody::Script(_) | TransformBody::Static(_) => None,
    };
    if let Some(field) = field {
        return fields::named_source_field(context, field.text, cursor.file_span(&field.range));
    }
    let token = match &transform.body {
        TransformBody::Script(script) => {
            scripts::script_token(context, &cursor, script.range.start, script.text)
        }
        TransformBody::Static(text) if !context.contains_secret(value.span()) => variable(&cursor, text),
        _ => None,
    };
    token.or_else(|| whole_transform(context, row, value, &transform))
}

/// The environment variable at the cursor in a static value.
fn variable(cursor: &StringCursor<'_>, text: &SpannedStr<'_>) -> Option<Hover> {
    let offset = cursor.offset.checked_sub(text.range.start)?;
    let variables = variable_refs(text.text);
    let variable = variables.into_iter().find(|variable| variable.range.contains(&offset))?;
    let (start, end) = (variable.range.start, variable.range.end);
    let span = cursor.file_span(&(text.range.start + start..text.range.start + end));
    hover_response(span, variable_doc(env_var(variable.name)?))
}

fn variable_doc(variable: &EnvVar) -> HoverDoc {
    let scope = match variable.scope {
        EnvVarScope::Product => "The product itself expands it.",
        EnvVarScope::Machine => "It has the same value for all accounts of the machine that runs the job.",
        EnvVarScope::Account => {
            "It has the value of the account that runs the job, not of the synchronized object."
        }
        EnvVarScope::CommandPrompt => "Only the command prompt defines it: jobs do not expand it.",
    };
    HoverDoc::new(format!("`%{}%`", variable.name))
        .title_suffix("environment variable")
        .paragraph(to_sentence(variable.description))
        .paragraph(scope)
        .source_page(variable.doc_page)
}

/// Describes a transform, with masked secrets and an example.
fn whole_transform(
    context: &CursorContext<'_, '_>,
    row: &FieldRow<'_>,
    value: NodeRef<'_>,
    transform: &Transform<'_>,
) -> Option<Hover> {
    let masked = masked_string(context.document, value.id(), context.secrets())?;
    let doc = transform_doc(&parse(&masked).ok()?, value.placeholders());
    let is_static = matches!(transform.body, TransformBody::Static(_));
    let choice = fixed_choice(row.destination()).filter(|_| is_static);
    let note = choice.map(|choice| format!("The value controls {}.", choice.description));
    hover_response(value.content_span(), doc.optional_paragraph(note))
}

fn transform_doc(transform: &Transform<'_>, placeholders: &Placeholders) -> HoverDoc {
    let doc = match known_kind(transform.kind.text) {
        Some(kind) => HoverDoc::new(kind.name).title_suffix(kind.description),
        None => HoverDoc::new(transform.kind.text),
    };
    let example = transform_example(transform).map(|example| format!("Example: {}.", example.describe()));
    doc.paragraph(to_sentence(&describe_transform(transform, placeholders)))
        .optional_paragraph(example)
        .source_page("Transformation Overview")
}
