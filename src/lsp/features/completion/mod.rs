//! Completions.
//!
//! | module | responsibility |
//! |---|---|
//! | `repair`, `raw_token` | completes the token at the cursor, so that the document can be parsed |
//! | `insertion`, `collector`, `indent_style` | inserted text: tab stops, escapes, sort order, white space |
//! | `member_names`, `schema_values`, `defaults`, `array_items` | members, their values and whole entries, from the schema |
//! | `fields`, `inventory`, `object_types`, `settings`, `setting_values`, `env_vars` | values of particular members |
//! | `transforms`, `scripts`, `vb_snippets`, `queries`, `filters`, `sql`, `query_templates` | languages in strings |
//! | `embedded`, `password_options`, `container_details` | JSON in strings |

mod array_items;
mod collector;
mod container_details;
mod defaults;
mod embedded;
mod env_vars;
mod fields;
mod filters;
mod indent_style;
mod insertion;
mod inventory;
mod member_names;
mod object_types;
mod password_options;
mod queries;
mod query_templates;
mod raw_token;
mod repair;
mod schema_values;
mod scripts;
mod setting_values;
mod settings;
mod sql;
#[cfg(test)]
mod tests;
mod transforms;
mod vb_snippets;

use crate::job::{JobFile, SideName, find_secrets};
use crate::json::Document;
use crate::text::Span;

use super::cursor_context::CursorContext;
use super::target::Target;
use super::types::{Completion, FeatureContext, InsertText};
use collector::CompletionCollector;
use insertion::is_blank;
use repair::{RepairedDocument, TokenRole};

/// Characters that trigger a completion request: quotes and colons for names and values, the others for the languages
/// in strings.
pub(crate) const TRIGGER_CHARACTERS: &[&str] = &["\"", ":", ".", "(", "=", ";", "_", " ", "[", "%"];

/// Whether to offer completions after a typed trigger character. Outside of strings, most of them are followed by a
/// new line, so that a list would only be in the way.
pub(crate) fn should_trigger(document: &Document<'_>, offset: u32, typed: &str) -> bool {
    let Some(repaired) = RepairedDocument::new(document, offset) else { return false };
    let token = &repaired.token;
    match typed {
        "\"" => token.is_quoted && token.cursor_offset <= token.span.end,
        ":" | " " => token.is_quoted || token.role == TokenRole::Value,
        _ => token.is_quoted,
    }
}

/// The completions at an offset, none of which contains a secret.
pub(crate) fn complete<'d>(
    file: &JobFile<'d>,
    document: &'d Document<'d>,
    offset: u32,
    feature_context: &FeatureContext,
) -> Vec<Completion> {
    let Some(repaired) = RepairedDocument::new(document, offset) else { return Vec::new() };
    let mut collector = CompletionCollector::new(&repaired, document.text());
    let offset = repaired.cursor_offset();
    match &repaired.parsed {
        None => add_completions(&CursorContext::new(file, document, offset, feature_context), &mut collector),
        Some(parsed) => {
            let document = parsed.document();
            if let Some(file) = parsed.job_file(&document) {
                let context = CursorContext::new(&file, &document, offset, feature_context);
                add_completions(&context, &mut collector);
            }
        }
    }
    let mut completions = collector.finish();
    remove_secrets(document, &mut completions);
    completions
}

/// Removes completions that would repeat a secret of the document.
fn remove_secrets(document: &Document<'_>, completions: &mut Vec<Completion>) {
    // Shorter secrets may equal a word of the catalogue.
    const MIN_LEN: usize = 6;
    let text = document.text();
    let secrets = find_secrets(document);
    let secrets: Vec<&str> = secrets
        .overlapping(Span::from_usize(0, text.len()))
        .map(|span| span.slice(text).trim())
        .filter(|secret| secret.len() >= MIN_LEN)
        .collect();
    if secrets.is_empty() {
        return;
    }
    completions.retain(|completion| {
        let (InsertText::Plain(text) | InsertText::Snippet(text)) = &completion.insert_text;
        !secrets.iter().any(|secret| text.contains(secret) || completion.label.contains(secret))
    });
}

fn add_completions(context: &CursorContext<'_, '_>, collector: &mut CompletionCollector<'_>) {
    match collector.token().role {
        TokenRole::MemberName => member_names::complete_names(context, collector),
        TokenRole::Value => add_values(context, collector),
        TokenRole::Item => array_items::complete_items(context, collector),
    }
}

fn add_values(context: &CursorContext<'_, '_>, collector: &mut CompletionCollector<'_>) {
    let (Some(target), Some(value)) = (Target::of(context), context.value()) else { return };
    match target {
        Target::ProviderName(_, side) => inventory::system_names(context, side, collector),
        Target::JobType => object_types::job_type(collector),
        Target::SourceField => fields::source_field(context, collector),
        Target::DestinationField => fields::destination_field(context, collector),
        Target::Transform(row) => transforms::transform(context, row, value, collector),
        Target::PasswordOptions(row) => {
            password_options::password_options(context, row, value, collector);
            if is_blank(value) {
                schema_values::complete_value(context, collector);
            }
        }
        Target::ObjectType => object_types::object_type(context, collector),
        Target::ObjectTypeName => object_types::display_name(context, collector),
        Target::ContainerOptionValue => inventory::containers(context, SideName::Destination, collector),
        Target::Query(query) => queries::query(context, query, value, collector),
        Target::TimestampField => {
            fields::source_field(context, collector);
            schema_values::complete_value(context, collector);
        }
        Target::SettingKey(entry) => settings::key(context, entry, collector),
        Target::SettingValue(entry) => settings::value(context, entry, value, collector),
        Target::SettingDataType(entry) => settings::data_type(entry, collector),
        Target::ContainerOption | Target::QueryType | Target::Other => {
            schema_values::complete_value(context, collector);
        }
    }
}
