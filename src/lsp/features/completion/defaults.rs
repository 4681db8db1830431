//! Default values of members.

use serde_json::Value as Json;

use crate::catalog::{FAILURE_ACTIONS, OBJECT_TYPES};
use crate::lsp::features::cursor_context::{CursorContext, EnclosingEntry};
use crate::schema::Member;
use crate::text::to_json_string;

use super::insertion::{Insertion, quoted};

/// The values of a member for which the product has a fixed list that the schema does not enforce.
pub(super) fn fixed_choices(member: &str) -> &'static [&'static str] {
    if member == "onFailure" { FAILURE_ACTIONS } else { &[] }
}

/// A snippet with the default value of a member and its alternatives.
pub(super) fn default_value(member: &Member) -> Insertion {
    let choices: Vec<String> = member.schema.choices().map(Json::to_string).collect();
    if choices.len() > 1 {
        return Insertion::choice(default_first(choices, member.default()));
    }
    let choices = fixed_choices(member.name);
    if !choices.is_empty() {
        let choices = choices.iter().map(|value| to_json_string(value)).collect();
        return Insertion::choice(default_first(choices, member.default()));
    }
    match member.default() {
        Some(Json::Bool(value)) => Insertion::choice([value.to_string(), (!value).to_string()]),
        Some(Json::String(text)) => quoted(Insertion::tab_stop(text.clone()).escape_json()),
        Some(Json::Array(_)) => Insertion::text("[").append(Insertion::tab_stop("")).append("]"),
        Some(Json::Object(_)) => Insertion::text("{").append(Insertion::tab_stop("")).append("}"),
        Some(other) => Insertion::tab_stop(other.to_string()),
        None => Insertion::tab_stop("null"),
    }
}

fn default_first(mut choices: Vec<String>, default: Option<&Json>) -> Vec<String> {
    let default = default.map(Json::to_string);
    choices.sort_by_key(|choice| Some(choice) != default.as_ref());
    choices
}

/// The numbers of the object types of the job, or else all published ones. `objectsOption` itself always gets the
/// published ones.
pub(super) fn object_type_numbers(context: &CursorContext<'_, '_>) -> Vec<i64> {
    let mut numbers: Vec<i64> = match context.job {
        Some(job) if !matches!(context.entry, EnclosingEntry::Object(_)) => {
            job.objects.iter().filter_map(|option| option.type_number()).collect()
        }
        _ => Vec::new(),
    };
    if numbers.is_empty() {
        numbers = OBJECT_TYPES.iter().filter_map(|known| known.number).collect();
    }
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}
