//! Values from the schema of a member.

use serde_json::Value as Json;

use crate::lsp::features::cursor_context::CursorContext;
use crate::lsp::features::describe::schema::schema_member_doc;
use crate::lsp::features::types::CompletionKind;
use crate::schema::Member;

use super::array_items::complete_object;
use super::collector::{CompletionBuilder, CompletionCollector};
use super::defaults::fixed_choices;
use super::insertion::{Insertion, is_blank};

const DEFAULT_RANK: u8 = 2;

/// The allowed values and the default of the member at the cursor.
pub(super) fn complete_value(context: &CursorContext<'_, '_>, collector: &mut CompletionCollector<'_>) {
    let Some(member) = context.member_name().and_then(|name| context.schema_member(&name)) else { return };
    let choices = member.schema.choices().filter_map(Json::as_str);
    let choices: Vec<&str> = choices.chain(fixed_choices(member.name).iter().copied()).collect();
    for (index, choice) in choices.iter().enumerate() {
        let builder = CompletionBuilder::new(*choice, CompletionKind::Enum)
            .documentation(schema_member_doc(&member))
            .order(index);
        collector.add_string(builder, choice);
    }
    // `null` would replace text that is being typed.
    let allows_null = !collector.token().is_quoted || context.value().is_some_and(is_blank);
    for (index, type_name) in member.schema.types().enumerate() {
        let literals: &[&str] = match type_name {
            "boolean" => &["true", "false"],
            "null" if allows_null => &["null"],
            _ => &[],
        };
        for literal in literals {
            add_literal(&member, literal, index, collector);
        }
        add_container(&member, type_name, collector);
    }
    add_default(&member, choices.is_empty(), collector);
}

fn add_literal(member: &Member, literal: &str, order: usize, collector: &mut CompletionCollector<'_>) {
    let is_default = match literal {
        "null" => member.default().is_some_and(Json::is_null),
        literal => member.default().and_then(Json::as_bool) == Some(literal == "true"),
    };
    let builder = CompletionBuilder::new(literal, CompletionKind::Keyword)
        .documentation(schema_member_doc(member))
        .rank(if is_default { DEFAULT_RANK } else { 4 })
        .order(order);
    collector.add_literal(builder, Insertion::text(literal));
}

fn add_container(member: &Member, type_name: &str, collector: &mut CompletionCollector<'_>) {
    let (label, open, close) = match type_name {
        "array" => ("[]", "[", "]"),
        "object" => ("{}", "{", "}"),
        _ => return,
    };
    let builder = CompletionBuilder::new(label, CompletionKind::Value).detail(member.title());
    collector.add_literal(builder, Insertion::text(open).append(Insertion::tab_stop("")).append(close));
    if type_name == "object" {
        complete_object(member.schema, member.title(), collector);
    }
}

fn add_default(member: &Member, has_no_choices: bool, collector: &mut CompletionCollector<'_>) {
    let builder = |label: &str| {
        CompletionBuilder::new(label, CompletionKind::Value)
            .documentation(schema_member_doc(member))
            .rank(DEFAULT_RANK)
    };
    match member.default() {
        Some(Json::String(text)) if !text.is_empty() && has_no_choices => {
            collector.add_string(builder(text), text);
        }
        Some(Json::Number(number)) => {
            let number = number.to_string();
            collector.add_literal(builder(&number), Insertion::text(number));
        }
        _ => {}
    }
}
