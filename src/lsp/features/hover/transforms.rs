//! Transforms.

use crate::catalog::{EnvVar, EnvVarScope, env_var, fixed_choice};
use crate::job::{FieldRow, NodeRef};
use crate::language::env_refs::variable_refs;
use crate::language::transform::{Transform, TransformBody, known_kind, parse};
use crate::text::Span;

use super::super::cursor_context::CursorContext;
use super::super::describe::transform::{describe_transform, transform_example};
use super::super::markdown::{HoverDoc, to_sentence};
use super::super::masked_string::masked_string;
use super::{Hover, fields, hover_result, scripts};

/// `transform`
pub(super) fn transform(
    spot: &CursorContext<'_, '_>,
    row: &FieldRow<'_>,
    value: NodeRef<'_>,
) -> Option<Hover> {
    let decoded = value.decoded()?;
    let read = parse(decoded.text()).ok()?;
    let at = decoded.decoded_range(Span::empty(spot.offset)).start;
    let inside = |range: &std::ops::Range<usize>| range.start <= at && at <= range.end;
    match &read.body {
        TransformBody::Join { first, second, .. } => {
            for part in [first, second] {
                if inside(&part.range) {
                    let span = decoded.raw_span(part.range.start, part.range.end);
                    return fields::source_field_named(spot, part.text, span);
                }
            }
        }
        TransformBody::Parameters(parameters) => {
            let named = parameters
                .iter()
                .find(|(name, value)| name.text.trim().eq_ignore_ascii_case("field") && inside(&value.range));
            if let Some((_, part)) = named {
                let span = decoded.raw_span(part.range.start, part.range.end);
                return fields::source_field_named(spot, part.text, span);
            }
        }
        TransformBody::Script(script) => {
            let token = scripts::script_token(spot, &decoded, script.range.start, script.text, at);
            if token.is_some() {
                return token;
            }
        }
        TransformBody::Static(text) => {
            let named = variable_refs(text.text).into_iter().find(|mention| {
                let start = text.range.start + mention.range.start;
                start <= at && at < text.range.start + mention.range.end
            });
            if let Some((mention, known)) =
                named.and_then(|mention| Some((mention.clone(), env_var(mention.name)?)))
                && !spot.contains_secret(value.span())
            {
                let start = text.range.start;
                let span = decoded.raw_span(start + mention.range.start, start + mention.range.end);
                return hover_result(span, variable_doc(known));
            }
        }
    }
    let shown = masked_string(spot.document, value.id(), spot.secrets())?;
    let text = transform_doc(&parse(&shown).ok()?);
    let choice = fixed_choice(row.destination()).filter(|_| matches!(read.body, TransformBody::Static(_)));
    hover_result(
        value.content_span(),
        text.optional_paragraph(choice.map(|choice| format!("It decides {}.", choice.description))),
    )
}

/// An environment variable.
fn variable_doc(known: &EnvVar) -> HoverDoc {
    let scope = match known.scope {
        EnvVarScope::Product => "The product fills it in itself.",
        EnvVarScope::Machine => "It is the same for all of the machine that runs the job.",
        EnvVarScope::Account => "It is that of the account that runs the job, not of the object.",
        EnvVarScope::CommandPrompt => "Only the command prompt knows it: a job does not fill it in.",
    };
    let title = HoverDoc::new(format!("`%{}%`", known.name)).title_suffix("environment variable");
    title.paragraph(to_sentence(known.description)).paragraph(scope).source_page(known.doc_page)
}

/// A transform by its kind, in words and with an example.
fn transform_doc(read: &Transform<'_>) -> HoverDoc {
    let kind = known_kind(read.kind.text);
    let title = HoverDoc::new(kind.map_or(read.kind.text, |kind| kind.name));
    let title = match kind {
        Some(kind) => title.title_suffix(kind.description),
        None => title,
    };
    let text = title.paragraph(to_sentence(&describe_transform(read)));
    let text = text.optional_paragraph(
        transform_example(read).map(|example| format!("Example: {}.", example.describe())),
    );
    text.source_page("Transformation Overview")
}
