//! Proposing what to write at the cursor.
//!
//! | module | what it is for |
//! |---|---|
//! | `prepare` | making the document whole around the cursor |
//! | `insertion`, `writer`, `layout` | text with tab stops, escaped and sorted, laid out like the document |
//! | `members`, `values`, `entries` | names of members, their values, whole entries of lists |
//! | `settings`, `fields`, `systems` | what particular members hold |
//! | `transforms`, `scripts`, `queries`, `nested` | the languages inside strings |

mod array_items;
mod collector;
mod fields;
mod indent_style;
mod insertion;
mod inventory;
mod members;
mod nested;
mod queries;
mod repair;
mod scripts;
mod settings;
#[cfg(test)]
mod tests;
mod transforms;
mod values;
mod vb_snippets;

use crate::job::{JobFile, find_secrets};
use crate::json::Document;
use crate::text::Span;

use super::cursor_context::CursorContext;
use super::{Completion, FeatureContext, InsertText};
use collector::CompletionCollector;
use indent_style::IndentStyle;
use repair::{RepairedDocument, TokenRole};

/// Characters that ask for proposals when they are typed.
///
/// A quote opens a name or a value, a colon asks for a value. The others go on inside of strings: a member
/// of `DTM`, an argument, a parameter of a transform, the next word of a query.
pub(crate) const TRIGGER_CHARACTERS: &[&str] = &["\"", ":", ".", "(", "=", ";", "_", " ", "[", "%"];

/// Whether a character that was just typed before the cursor is one to propose something for. Behind most
/// of them outside of strings, whoever types goes on with a new line: a list would be in the way.
pub(crate) fn should_trigger(document: &Document<'_>, offset: u32, typed: &str) -> bool {
    let Some(prepared) = RepairedDocument::new(document, offset) else { return false };
    let slot = &prepared.token;
    match typed {
        "\"" => slot.is_quoted && slot.cursor_offset <= slot.span.end,
        ":" | " " => slot.is_quoted || slot.role == TokenRole::Value,
        _ => slot.is_quoted,
    }
}

/// What can be written at the cursor. Never a secret.
pub(crate) fn complete<'d>(
    file: &JobFile<'d>,
    document: &'d Document<'d>,
    offset: u32,
    environment: &FeatureContext,
) -> Vec<Completion> {
    let Some(prepared) = RepairedDocument::new(document, offset) else { return Vec::new() };
    let mut collector = CompletionCollector::new(&prepared, document.text());
    let indent_style = IndentStyle::detect(document.text());
    match &prepared.parsed {
        None => collect_completions(
            &CursorContext::new(file, document, prepared.cursor_offset(), environment),
            &indent_style,
            &mut collector,
        ),
        Some(parsed) => {
            let document = parsed.document();
            if let Some(file) = parsed.job_file(&document) {
                collect_completions(
                    &CursorContext::new(&file, &document, prepared.cursor_offset(), environment),
                    &indent_style,
                    &mut collector,
                );
            }
        }
    }
    let mut found = collector.finish();
    remove_secrets(document, &mut found);
    found
}

/// A proposal that is taken from elsewhere in the document shows no secret.
fn remove_secrets(document: &Document<'_>, found: &mut Vec<Completion>) {
    // Shorter ones are no secret that a word of the catalogue could not also be.
    const SHORTEST: usize = 6;
    let text = document.text();
    let secrets = find_secrets(document);
    let whole = Span::from_usize(0, text.len());
    let hidden: Vec<&str> = secrets
        .overlapping(whole)
        .map(|span| span.slice(text).trim())
        .filter(|secret| secret.len() >= SHORTEST)
        .collect();
    if hidden.is_empty() {
        return;
    }
    found.retain(|one| {
        let (InsertText::Plain(text) | InsertText::Snippet(text)) = &one.insert_text;
        !hidden.iter().any(|secret| text.contains(secret) || one.label.contains(secret))
    });
}

fn collect_completions(
    spot: &CursorContext<'_, '_>,
    indent_style: &IndentStyle,
    collector: &mut CompletionCollector<'_>,
) {
    match collector.token().role {
        TokenRole::MemberName => members::complete_names(spot, indent_style, collector),
        TokenRole::Value => values::complete_value(spot, indent_style, collector),
        TokenRole::Item => array_items::complete_items(spot, indent_style, collector),
    }
}
