//! Transforms and their parameters.

use std::ops::Range;

use crate::catalog::{Choices, ENV_VARS, EnvVarScope, TRANSFORMS, TransformKind, fixed_choice};
use crate::job::{FieldRow, NodeRef};
use crate::language::transform::known_kind;
use crate::lsp::features::CompletionKind;
use crate::lsp::features::cursor_context::CursorContext;
use crate::lsp::features::markdown::{HoverDoc, to_sentence};
use crate::text::{DecodedString, Span, inline_code};

use super::collector::{CompletionBuilder, CompletionCollector};
use super::insertion::Insertion;
use super::{fields, scripts};

/// Separators that people use in names.
const SEPARATORS: &[(&str, &str)] =
    &[(".", "dot"), (" ", "space"), ("_", "underscore"), ("-", "hyphen"), (", ", "comma and space")];

/// `transform`
pub(super) fn transform(
    spot: &CursorContext<'_, '_>,
    row: &FieldRow<'_>,
    value: NodeRef<'_>,
    collector: &mut CompletionCollector<'_>,
) {
    let Some(decoded) = value.decoded() else { return };
    let text = decoded.text();
    let at = decoded.decoded_range(Span::empty(collector.cursor_offset())).start;
    let colon = text.find(':').filter(|colon| *colon < at);
    let Some(colon) = colon else { return transform_kinds(spot, row, &decoded, collector) };
    let Some(kind) = text.get(..colon).and_then(|name| known_kind(name.trim())) else { return };
    let body = colon + 1;
    match kind.name {
        "Join" => join(spot, &decoded, body, at, collector),
        "Static" => static_value(row, &decoded, body, at, collector),
        "Script" => match text.get(body..at).and_then(|before| Some(body + before.find('=')? + 1)) {
            Some(start) => {
                let code = text.get(start..).unwrap_or_default();
                scripts::script(spot, &decoded, start, code, at.saturating_sub(start), false, collector);
            }
            None => parameter("text", &decoded, body, at, collector),
        },
        "Left" | "Substring" => {
            let segment = ParameterSegment::at(text, body, at);
            if segment.name.as_deref() == Some("field") {
                source_fields(spot, &decoded, &segment.value, collector);
            }
        }
        _ => {}
    }
}

/// The kinds, each as it is written.
fn transform_kinds(
    spot: &CursorContext<'_, '_>,
    row: &FieldRow<'_>,
    decoded: &DecodedString<'_>,
    collector: &mut CompletionCollector<'_>,
) {
    let text = decoded.text();
    // In front of parameters only the word is written anew.
    let colon = text.find(':');
    let range = 0..colon.unwrap_or(text.len());
    for (place, kind) in TRANSFORMS.iter().enumerate() {
        let insertion =
            if colon.is_some() { Insertion::text(kind.name) } else { transform_snippet(spot, row, kind) };
        let card =
            HoverDoc::new(kind.name).paragraph(to_sentence(kind.description)).paragraph(match kind.syntax {
                Some(form) => format!("Written {}.", inline_code(form)),
                None => {
                    "How its parameters are written is not published: choose it in the portal and copy it."
                        .to_owned()
                }
            });
        // What can be written out comes first.
        let rank = if kind.syntax.is_some() { 1 } else { 5 };
        let proposal = CompletionBuilder::new(kind.name, CompletionKind::Function)
            .detail(kind.description)
            .documentation(card.source_page("Transformation Overview"))
            .rank(rank)
            .order(place);
        collector.add_in_string_with_filter(proposal, decoded, &range, insertion, kind.name.to_owned());
    }
}

/// A whole transform with tab stops.
fn transform_snippet(spot: &CursorContext<'_, '_>, row: &FieldRow<'_>, kind: &TransformKind) -> Insertion {
    let mut known = fields::known_source_fields(spot).into_iter().map(|(name, _)| name);
    let mut field = || Insertion::tab_stop(known.next().unwrap_or_default());
    match kind.name {
        "Static" => Insertion::text("Static:value=").append(static_choices(row)),
        "Join" => Insertion::text("Join:field=")
            .append(field())
            .append(";separator=")
            .append(Insertion::tab_stop("."))
            .append(";field=")
            .append(field()),
        "Script" => Insertion::text("Script:text=DTM.Result = DTM.Source(\"").append(field()).append("\")"),
        _ => Insertion::text(format!("{}:", kind.name)),
    }
}

/// What a static text may be for the row's destination.
fn static_choices(row: &FieldRow<'_>) -> Insertion {
    if row.fills_password() {
        return Insertion::tab_stop("${PASSWORD}");
    }
    match fixed_choice(row.destination()).map(|choice| choice.choices) {
        Some(Choices::OneOf(words)) => Insertion::choice(words.iter().copied()),
        _ => Insertion::tab_stop(""),
    }
}

/// The part of a transform's parameters around the cursor: `name=value` between two semicolons.
struct ParameterSegment {
    /// The name, where a `=` stands before the cursor, in lower case.
    name: Option<String>,
    /// The value; without a `=` the name.
    value: Range<usize>,
}

impl ParameterSegment {
    fn at(text: &str, body: usize, at: usize) -> Self {
        let before = text.get(body..at).unwrap_or_default();
        let start = before.rfind(';').map_or(body, |semicolon| body + semicolon + 1);
        let rest = text.get(at..).unwrap_or_default();
        let end = at + rest.find(';').unwrap_or(rest.len());
        match text.get(start..at).and_then(|part| part.find('=')) {
            Some(equals) => {
                let name = text.get(start..start + equals).unwrap_or_default().trim().to_ascii_lowercase();
                Self { name: Some(name), value: start + equals + 1..end }
            }
            None => {
                let word = rest.find([';', '=']).unwrap_or(rest.len());
                Self { name: None, value: start..at + word }
            }
        }
    }
}

fn join(
    spot: &CursorContext<'_, '_>,
    decoded: &DecodedString<'_>,
    body: usize,
    at: usize,
    collector: &mut CompletionCollector<'_>,
) {
    let text = decoded.text();
    let segment = ParameterSegment::at(text, body, at);
    match segment.name.as_deref() {
        Some("field") => source_fields(spot, decoded, &segment.value, collector),
        Some("separator") => {
            for (place, (separator, name)) in SEPARATORS.iter().enumerate() {
                let label = if separator.trim().is_empty() { *name } else { *separator };
                let proposal =
                    CompletionBuilder::new(label, CompletionKind::Value).detail(*name).order(place);
                collector.add_in_string(proposal, decoded, &segment.value, Insertion::text(*separator));
            }
        }
        Some(_) => {}
        None => {
            // First field, separator, second field.
            let before = text.get(body..segment.value.start).unwrap_or_default().to_ascii_lowercase();
            let name = if before.contains("field=") && !before.contains("separator=") {
                "separator"
            } else {
                "field"
            };
            parameter_at(name, decoded, &segment.value, collector);
        }
    }
}

fn source_fields(
    spot: &CursorContext<'_, '_>,
    decoded: &DecodedString<'_>,
    range: &Range<usize>,
    collector: &mut CompletionCollector<'_>,
) {
    for (name, proposal) in fields::known_source_fields(spot) {
        collector.add_in_string(proposal, decoded, range, Insertion::text(name));
    }
}

/// The name of the only parameter.
fn parameter(
    name: &str,
    decoded: &DecodedString<'_>,
    body: usize,
    at: usize,
    collector: &mut CompletionCollector<'_>,
) {
    let segment = ParameterSegment::at(decoded.text(), body, at);
    parameter_at(name, decoded, &segment.value, collector);
}

fn parameter_at(
    name: &str,
    decoded: &DecodedString<'_>,
    range: &Range<usize>,
    collector: &mut CompletionCollector<'_>,
) {
    let has_value = decoded.text().get(range.end..).is_some_and(|rest| rest.starts_with('='));
    let insertion = if has_value { name.to_owned() } else { format!("{name}=") };
    let proposal = CompletionBuilder::new(format!("{name}="), CompletionKind::Property);
    collector.add_in_string(proposal, decoded, range, Insertion::text(insertion));
}

fn static_value(
    row: &FieldRow<'_>,
    decoded: &DecodedString<'_>,
    body: usize,
    at: usize,
    collector: &mut CompletionCollector<'_>,
) {
    let text = decoded.text();
    let Some(equals) = text.get(body..at).and_then(|before| before.find('=')) else {
        return parameter("value", decoded, body, at, collector);
    };
    let start = body + equals + 1;
    if row.fills_password() {
        let proposal = CompletionBuilder::new("${PASSWORD}", CompletionKind::Value).documentation_text(
            "A placeholder, filled in when the job is submitted: no password stands in the file.",
        );
        let range = start..text.len();
        // What is typed may be the password: it is not compared with anything.
        let typed = text.get(range.clone()).unwrap_or_default();
        if typed.is_empty() || "${PASSWORD}".starts_with(typed) {
            collector.add_in_string(proposal, decoded, &range, Insertion::text("${PASSWORD}"));
        }
        return;
    }
    let before = text.get(start..at).unwrap_or_default();
    if before.matches('%').count() % 2 == 1
        && let Some(sign) = before.rfind('%')
    {
        let rest = text.get(at..).unwrap_or_default();
        let word = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
        let closing = usize::from(rest.get(word..).is_some_and(|behind| behind.starts_with('%')));
        return environment_variables(decoded, &(start + sign..at + word + closing), collector);
    }
    let range = start..text.len();
    match fixed_choice(row.destination()) {
        Some(choice) => {
            if let Choices::OneOf(words) = choice.choices {
                for (place, word) in words.iter().enumerate() {
                    let proposal = CompletionBuilder::new(*word, CompletionKind::Enum)
                        .detail(choice.description)
                        .order(place);
                    collector.add_in_string(proposal, decoded, &range, Insertion::text(*word));
                }
            }
        }
        None if before.is_empty() => environment_variables(decoded, &(at..at), collector),
        None => {}
    }
}

/// Environment variables.
pub(super) fn environment_variables(
    decoded: &DecodedString<'_>,
    range: &Range<usize>,
    collector: &mut CompletionCollector<'_>,
) {
    for (place, variable) in ENV_VARS.iter().enumerate() {
        // Those of an account are the account's that runs the job, and no other program sees those of a
        // prompt.
        let rank = match variable.scope {
            EnvVarScope::Product => 2,
            EnvVarScope::Machine => 3,
            EnvVarScope::Account => 6,
            EnvVarScope::CommandPrompt => continue,
        };
        let name = format!("%{}%", variable.name);
        let proposal = CompletionBuilder::new(name.as_str(), CompletionKind::Value)
            .detail(variable.description)
            .rank(rank)
            .order(place);
        collector.add_in_string(proposal, decoded, range, Insertion::text(name));
    }
}
