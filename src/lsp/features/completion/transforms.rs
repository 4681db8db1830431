//! Transforms and their parameters.

use std::ops::Range;

use crate::catalog::{Choices, TRANSFORMS, TransformKind, fixed_choice};
use crate::job::{FieldRow, NodeRef};
use crate::language::transform::known_kind;
use crate::lsp::features::cursor_context::CursorContext;
use crate::lsp::features::markdown::{HoverDoc, to_sentence};
use crate::lsp::features::string_cursor::StringCursor;
use crate::lsp::features::types::CompletionKind;
use crate::text::inline_code;

use super::collector::{CompletionBuilder, CompletionCollector};
use super::env_vars::environment_variables;
use super::fields::known_source_fields;
use super::insertion::Insertion;
use super::scripts::{ScriptCursor, complete_script};

/// Common separators of names, with their description.
const SEPARATORS: &[(&str, &str)] =
    &[(".", "dot"), (" ", "space"), ("_", "underscore"), ("-", "hyphen"), (", ", "comma and space")];

const PASSWORD_PLACEHOLDER: &str = "${PASSWORD}";

/// `transform` of a row.
pub(super) fn transform(
    context: &CursorContext<'_, '_>,
    row: &FieldRow<'_>,
    value: NodeRef<'_>,
    collector: &mut CompletionCollector<'_>,
) {
    let Some(cursor) = StringCursor::new(value, context.offset) else { return };
    let Some(colon) = cursor.text().find(':').filter(|colon| *colon < cursor.offset) else {
        return transform_kinds(context, row, &cursor, collector);
    };
    let Some(kind) = cursor.text().get(..colon).and_then(|name| known_kind(name.trim())) else { return };
    let body = colon + 1;
    match kind.name {
        "Join" => complete_join(context, &cursor, body, collector),
        "Static" => static_value(row, &cursor, body, collector),
        "Script" => match cursor.before().get(body..).and_then(|before| before.find('=')) {
            Some(equals) => {
                let script = ScriptCursor::in_transform(&cursor, body + equals + 1);
                complete_script(context, &script, collector);
            }
            None => parameter_name("text", &cursor, &ParameterSegment::at(&cursor, body).value, collector),
        },
        "Left" | "Substring" => {
            let segment = ParameterSegment::at(&cursor, body);
            if segment.name.as_deref() == Some("field") {
                source_fields(context, &cursor, &segment.value, collector);
            }
        }
        _ => {}
    }
}

/// The kinds of transforms, with their parameters unless there are some already.
fn transform_kinds(
    context: &CursorContext<'_, '_>,
    row: &FieldRow<'_>,
    cursor: &StringCursor<'_>,
    collector: &mut CompletionCollector<'_>,
) {
    let colon = cursor.text().find(':');
    let range = 0..colon.unwrap_or(cursor.text().len());
    for (index, kind) in TRANSFORMS.iter().enumerate() {
        let insertion = match colon {
            Some(_) => Insertion::text(kind.name),
            None => transform_snippet(context, row, kind),
        };
        let syntax = match kind.syntax {
            Some(syntax) => format!("Syntax: {}.", inline_code(syntax)),
            None => "The syntax of its parameters is not published: create it in the portal and copy it."
                .to_owned(),
        };
        let doc = HoverDoc::new(kind.name)
            .paragraph(to_sentence(kind.description))
            .paragraph(syntax)
            .source_page("Transformation Overview");
        let builder = CompletionBuilder::new(kind.name, CompletionKind::Function)
            .detail(kind.description)
            .documentation(doc)
            .filter(kind.name)
            .rank(if kind.syntax.is_some() { 1 } else { 5 })
            .order(index);
        collector.add_in_string(builder, &cursor.decoded, &range, insertion);
    }
}

fn transform_snippet(context: &CursorContext<'_, '_>, row: &FieldRow<'_>, kind: &TransformKind) -> Insertion {
    let mut known_fields = known_source_fields(context).into_iter().map(|(name, _)| name);
    let mut field = || Insertion::tab_stop(known_fields.next().unwrap_or_default());
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

/// The static values that fit the destination field of a row.
fn static_choices(row: &FieldRow<'_>) -> Insertion {
    if row.fills_password() {
        return Insertion::tab_stop(PASSWORD_PLACEHOLDER);
    }
    match fixed_choice(row.destination()).map(|choice| choice.choices) {
        Some(Choices::OneOf(words)) => Insertion::choice(words.iter().copied()),
        _ => Insertion::tab_stop(""),
    }
}

/// The parameter at the cursor: `name=value` between semicolons.
struct ParameterSegment {
    /// The lowercase name, if the cursor is after the `=`.
    name: Option<String>,
    /// The range of the value, or of the name if the cursor is in the name.
    value: Range<usize>,
}

impl ParameterSegment {
    /// Finds the parameter in the parameters that start at `body`.
    fn at(cursor: &StringCursor<'_>, body: usize) -> Self {
        let before = cursor.before().get(body..).unwrap_or_default();
        let start = before.rfind(';').map_or(body, |semicolon| body + semicolon + 1);
        let typed = cursor.before().get(start..).unwrap_or_default();
        let after = cursor.after();
        match typed.split_once('=') {
            Some((name, _)) => {
                let end = cursor.offset + after.find(';').unwrap_or(after.len());
                Self { name: Some(name.trim().to_ascii_lowercase()), value: start + name.len() + 1..end }
            }
            None => {
                let end = cursor.offset + after.find([';', '=']).unwrap_or(after.len());
                Self { name: None, value: start..end }
            }
        }
    }
}

/// Completes the parameters of a Join transform: names, separators or source fields, depending on the cursor.
fn complete_join(
    context: &CursorContext<'_, '_>,
    cursor: &StringCursor<'_>,
    body: usize,
    collector: &mut CompletionCollector<'_>,
) {
    let segment = ParameterSegment::at(cursor, body);
    match segment.name.as_deref() {
        Some("field") => source_fields(context, cursor, &segment.value, collector),
        Some("separator") => {
            for (index, (separator, name)) in SEPARATORS.iter().enumerate() {
                let label = if separator.trim().is_empty() { *name } else { *separator };
                let builder = CompletionBuilder::new(label, CompletionKind::Value).detail(*name).order(index);
                collector.add_in_string(
                    builder,
                    &cursor.decoded,
                    &segment.value,
                    Insertion::text(*separator),
                );
            }
        }
        Some(_) => {}
        None => {
            // The order of the parameters is: field, separator, field.
            let before = cursor.text().get(body..segment.value.start).unwrap_or_default();
            let before = before.to_ascii_lowercase();
            let has_first_field = before.contains("field=");
            let name = if has_first_field && !before.contains("separator=") { "separator" } else { "field" };
            parameter_name(name, cursor, &segment.value, collector);
        }
    }
}

fn source_fields(
    context: &CursorContext<'_, '_>,
    cursor: &StringCursor<'_>,
    range: &Range<usize>,
    collector: &mut CompletionCollector<'_>,
) {
    for (name, builder) in known_source_fields(context) {
        collector.add_in_string(builder, &cursor.decoded, range, Insertion::text(name));
    }
}

fn parameter_name(
    name: &str,
    cursor: &StringCursor<'_>,
    range: &Range<usize>,
    collector: &mut CompletionCollector<'_>,
) {
    let has_equals = cursor.text().get(range.end..).is_some_and(|rest| rest.starts_with('='));
    let insertion = if has_equals { name.to_owned() } else { format!("{name}=") };
    let builder = CompletionBuilder::new(format!("{name}="), CompletionKind::Property);
    collector.add_in_string(builder, &cursor.decoded, range, Insertion::text(insertion));
}

fn static_value(
    row: &FieldRow<'_>,
    cursor: &StringCursor<'_>,
    body: usize,
    collector: &mut CompletionCollector<'_>,
) {
    let Some(equals) = cursor.before().get(body..).and_then(|before| before.find('=')) else {
        return parameter_name("value", cursor, &ParameterSegment::at(cursor, body).value, collector);
    };
    let start = body + equals + 1;
    let range = start..cursor.text().len();
    if row.fills_password() {
        return password_placeholder(cursor, &range, collector);
    }
    let before = cursor.before().get(start..).unwrap_or_default();
    if let Some(variable) = variable_at_cursor(cursor, start) {
        return environment_variables(&cursor.decoded, &variable, collector);
    }
    match fixed_choice(row.destination()) {
        Some(choice) => {
            if let Choices::OneOf(words) = choice.choices {
                for (index, word) in words.iter().enumerate() {
                    let builder = CompletionBuilder::new(*word, CompletionKind::Enum)
                        .detail(choice.description)
                        .order(index);
                    collector.add_in_string(builder, &cursor.decoded, &range, Insertion::text(*word));
                }
            }
        }
        None if before.is_empty() => {
            environment_variables(&cursor.decoded, &(cursor.offset..cursor.offset), collector);
        }
        None => {}
    }
}

fn password_placeholder(
    cursor: &StringCursor<'_>,
    range: &Range<usize>,
    collector: &mut CompletionCollector<'_>,
) {
    let typed = cursor.text().get(range.clone()).unwrap_or_default();
    // Other text may be a password, which must not be sent to the client as filter text.
    if PASSWORD_PLACEHOLDER.starts_with(typed) {
        let builder = CompletionBuilder::new(PASSWORD_PLACEHOLDER, CompletionKind::Value)
            .documentation_text("A placeholder that is replaced when the job is submitted, so that the file contains no password.");
        collector.add_in_string(builder, &cursor.decoded, range, Insertion::text(PASSWORD_PLACEHOLDER));
    }
}

/// The environment variable that is open at the cursor, with its `%` signs.
fn variable_at_cursor(cursor: &StringCursor<'_>, start: usize) -> Option<Range<usize>> {
    let before = cursor.before().get(start..)?;
    if before.matches('%').count() % 2 == 0 {
        return None;
    }
    let sign = before.rfind('%')?;
    let after = cursor.after();
    let name_len = after.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(after.len());
    let closing = usize::from(after.get(name_len..).is_some_and(|rest| rest.starts_with('%')));
    Some(start + sign..cursor.offset + name_len + closing)
}
