//! `options` of a password.

use crate::catalog::{OptionType, PASSWORD_OPTIONS};
use crate::job::{FieldRow, NodeRef};
use crate::lsp::features::cursor_context::CursorContext;
use crate::lsp::features::markdown::to_sentence;
use crate::lsp::features::types::CompletionKind;

use super::collector::{CompletionBuilder, CompletionCollector};
use super::embedded::EmbeddedCursor;
use super::insertion::{Insertion, is_blank, quoted};
use super::repair::TokenRole;

pub(super) fn password_options(
    context: &CursorContext<'_, '_>,
    row: &FieldRow<'_>,
    value: NodeRef<'_>,
    collector: &mut CompletionCollector<'_>,
) {
    if !row.fills_password() {
        return;
    }
    if is_blank(value) {
        return add_all_options(collector);
    }
    let Some(cursor) = EmbeddedCursor::new(value, context.offset) else { return };
    match cursor.role() {
        TokenRole::MemberName => {
            let missing = PASSWORD_OPTIONS.iter().filter(|option| !cursor.has_other_member(option.name));
            for (index, option) in missing.enumerate() {
                let builder = CompletionBuilder::new(option.name, CompletionKind::Property)
                    .detail(option.option_type.describe())
                    .documentation_text(to_sentence(option.description))
                    .order(index);
                let value = initial_value(option.name, option.option_type);
                cursor.add_member(builder, option.name, value, collector);
            }
        }
        TokenRole::Value => {
            let option = PASSWORD_OPTIONS.iter().find(|option| option.name == cursor.member);
            if option.is_some_and(|option| option.option_type == OptionType::Boolean) {
                cursor.add_booleans(collector);
            }
        }
        TokenRole::Item => {}
    }
}

fn add_all_options(collector: &mut CompletionCollector<'_>) {
    let members = PASSWORD_OPTIONS.iter().map(|option| {
        Insertion::text(format!("\"{}\":", option.name))
            .append(initial_value(option.name, option.option_type))
    });
    let object = Insertion::text("{").append(Insertion::join(members, ",")).append("}");
    let builder = CompletionBuilder::new("password options", CompletionKind::Snippet)
        .documentation_text("Rules for a generated password: its length and its classes of characters.")
        .rank(0);
    collector.add_string_with_suffix(builder, object, Insertion::default());
}

/// Initial values that describe a strong password.
fn initial_value(name: &str, option_type: OptionType) -> Insertion {
    match (name, option_type) {
        ("passwordLength", _) => Insertion::tab_stop("14"),
        ("passwordType", _) => Insertion::tab_stop("0"),
        (_, OptionType::Integer) => Insertion::tab_stop("0"),
        ("excludeSimilarSymbols" | "managerNotification", _) => Insertion::choice(["false", "true"]),
        (_, OptionType::Boolean) => Insertion::choice(["true", "false"]),
        ("specialSymbols", _) => quoted(Insertion::tab_stop("!#+-=?")),
        (_, OptionType::Text) => quoted(Insertion::tab_stop("")),
    }
}
