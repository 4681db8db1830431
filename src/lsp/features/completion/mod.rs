//! Proposing what to write at the cursor.
//!
//! | module | what it is for |
//! |---|---|
//! | `prepare` | making the document whole around the cursor |
//! | `insertion`, `writer`, `layout` | text with tab stops, escaped and sorted, laid out like the document |
//! | `members`, `values`, `entries` | names of members, their values, whole entries of lists |
//! | `settings`, `fields`, `systems` | what particular members hold |
//! | `transforms`, `scripts`, `queries`, `nested` | the languages inside strings |

mod entries;
mod fields;
mod insertion;
mod layout;
mod members;
mod nested;
mod prepare;
mod queries;
mod scripts;
mod settings;
mod systems;
#[cfg(test)]
mod tests;
mod transforms;
mod values;
mod writer;

use crate::job::{JobFile, find_secrets};
use crate::json::Document;
use crate::text::Span;

use super::spot::Spot;
use super::{Completion, Environment, Insert};
use layout::Layout;
use prepare::{Position, Prepared};
use writer::Writer;

/// Characters that ask for proposals when they are typed.
///
/// A quote opens a name or a value, a colon asks for a value. The others go on inside of strings: a member
/// of `DTM`, an argument, a parameter of a transform, the next word of a query.
pub(crate) const TRIGGER_CHARACTERS: &[&str] = &["\"", ":", ".", "(", "=", ";", "_", " ", "[", "%"];

/// Whether a character that was just typed before the cursor is one to propose something for. Behind most
/// of them outside of strings, whoever types goes on with a new line: a list would be in the way.
pub(crate) fn is_worth_a_list(document: &Document<'_>, offset: u32, typed: &str) -> bool {
    let Some(prepared) = Prepared::new(document, offset) else { return false };
    let slot = &prepared.slot;
    match typed {
        "\"" => slot.quoted && slot.offset <= slot.token.end,
        ":" | " " => slot.quoted || slot.position == Position::Value,
        _ => slot.quoted,
    }
}

/// What can be written at the cursor. Never a secret.
pub(crate) fn complete<'d>(
    file: &JobFile<'d>,
    document: &'d Document<'d>,
    offset: u32,
    environment: &Environment,
) -> Vec<Completion> {
    let Some(prepared) = Prepared::new(document, offset) else { return Vec::new() };
    let mut writer = Writer::new(&prepared, document.text());
    let layout = Layout::of(document.text());
    match &prepared.parsed {
        None => propose(&Spot::new(file, document, prepared.offset(), environment), &layout, &mut writer),
        Some(parsed) => {
            let document = parsed.document();
            if let Some(file) = parsed.file(&document) {
                propose(&Spot::new(&file, &document, prepared.offset(), environment), &layout, &mut writer);
            }
        }
    }
    let mut found = writer.finish();
    leave_out_secrets(document, &mut found);
    found
}

/// A proposal that is taken from elsewhere in the document shows no secret.
fn leave_out_secrets(document: &Document<'_>, found: &mut Vec<Completion>) {
    // Shorter ones are no secret that a word of the catalogue could not also be.
    const SHORTEST: usize = 6;
    let text = document.text();
    let secrets = find_secrets(document);
    let whole = Span::from_usize(0, text.len());
    let hidden: Vec<&str> = secrets
        .within(whole)
        .map(|span| span.of(text).trim())
        .filter(|secret| secret.len() >= SHORTEST)
        .collect();
    if hidden.is_empty() {
        return;
    }
    found.retain(|one| {
        let (Insert::Plain(text) | Insert::Snippet(text)) = &one.insert;
        !hidden.iter().any(|secret| text.contains(secret) || one.label.contains(secret))
    });
}

fn propose(spot: &Spot<'_, '_>, layout: &Layout, writer: &mut Writer<'_>) {
    match writer.slot().position {
        Position::Name => members::names(spot, layout, writer),
        Position::Value => values::values(spot, layout, writer),
        Position::Item => entries::items(spot, layout, writer),
    }
}
