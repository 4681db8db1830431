//! Object types, job types and the options of containers.

use crate::catalog::{
    ContainerChoice, JobKind, container_choice, object_type_by_name, object_type_by_number,
};
use crate::job::{Job, NodeRef, ObjectOption};
use crate::lsp::features::cursor_context::CursorContext;
use crate::lsp::features::describe::catalog::describe_object_type;
use crate::lsp::features::describe::schema::schema_member_doc;
use crate::lsp::features::markdown::{HoverDoc, current_value_note};
use crate::lsp::features::types::Hover;
use crate::text::inline_code;

use super::response::hover_response;

const MAX_KEY_FIELDS: usize = 3;

/// `objectType` of a row, an object or a query.
pub(super) fn object_type(context: &CursorContext<'_, '_>, value: NodeRef<'_>) -> Option<Hover> {
    let number = value.integer()?;
    let job = context.job?;
    let option = job.objects.iter().find(|option| option.type_number() == Some(number));
    let object_type =
        object_type_by_number(number).or_else(|| object_type_by_name(&option?.display_name?.string()?));
    let doc = HoverDoc::new(format!("Object type {}", job.describe_type(number)))
        .optional_paragraph(object_type.map(describe_object_type))
        .paragraph(describe_in_job(job, number, option));
    hover_response(value.span(), doc)
}

/// The actions of a job for objects of a type.
fn describe_in_job(job: &Job<'_>, number: i64, option: Option<&ObjectOption<'_>>) -> String {
    let Some(option) = option else {
        return "It has no entry in `objectsOption`.".to_owned();
    };
    let mut facts = Vec::new();
    if !option.selected() {
        facts.push("not selected".to_owned());
    }
    match option.creates() {
        Some(true) => facts.push("creates missing objects".to_owned()),
        Some(false) => facts.push("does not create objects".to_owned()),
        None => {}
    }
    if option.deletes() == Some(true) {
        facts.push("deletes objects that are missing in the source".to_owned());
    }
    let rows = job.rows_for_type(number);
    facts.push(format!("maps {} field{}", rows.len(), if rows.len() == 1 { "" } else { "s" }));
    let keys: Vec<String> = rows
        .iter()
        .filter(|row| row.is_key_field() == Some(true))
        .filter_map(|row| row.literal_destination())
        .take(MAX_KEY_FIELDS)
        .map(inline_code)
        .collect();
    let keys = if keys.is_empty() { String::new() } else { format!(" Key: {}.", keys.join(" and ")) };
    format!("In this job: {}.{keys}", facts.join(", "))
}

/// `displayName` of an object.
pub(super) fn display_name(value: NodeRef<'_>) -> Option<Hover> {
    let object_type = object_type_by_name(&value.string()?)?;
    let doc = HoverDoc::new(object_type.name)
        .paragraph(describe_object_type(object_type))
        .source_page(object_type.doc_page);
    hover_response(value.content_span(), doc)
}

/// `containerOption` of an object.
pub(super) fn container_option(context: &CursorContext<'_, '_>, value: NodeRef<'_>) -> Option<Hover> {
    let meaning = match container_choice(&value.string()?)? {
        ContainerChoice::Named => "new objects are created in the container of `containerOptionValue`",
        ContainerChoice::SourceField => {
            "probably, a source field contains the container; the number is not published"
        }
        ContainerChoice::Script => "probably, a script computes the container; the number is not published",
    };
    let member = context.schema_member("containerOption")?;
    hover_response(value.content_span(), schema_member_doc(&member).paragraph(current_value_note(meaning)))
}

/// `type` of `jobInfo`.
pub(super) fn job_type(context: &CursorContext<'_, '_>, value: NodeRef<'_>) -> Option<Hover> {
    let kind = JobKind::from_number(value.span().slice(context.document.text()))?;
    let member = context.schema_member("type")?;
    hover_response(value.span(), schema_member_doc(&member).paragraph(current_value_note(kind.describe())))
}
