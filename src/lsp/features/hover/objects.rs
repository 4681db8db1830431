//! Object types, kinds of job, and how containers are chosen.

use crate::catalog::{
    ContainerChoice, JobKind, container_choice, object_type_by_name, object_type_by_number,
};
use crate::job::{Job, NodeRef, ObjectOption};
use crate::text::inline_code;

use super::super::cursor_context::CursorContext;
use super::super::describe::catalog::describe_object_type;
use super::super::markdown::{HoverDoc, current_value_note};
use super::members::schema_member_doc;
use super::{Hover, hover_result};

/// `objectType`
pub(super) fn object_type_number(spot: &CursorContext<'_, '_>, value: NodeRef<'_>) -> Option<Hover> {
    let number = value.integer()?;
    let job = spot.job?;
    let title = HoverDoc::new(format!("Object type {}", job.describe_type(number)));
    let option = job.objects.iter().find(|option| option.type_number() == Some(number));
    let known =
        object_type_by_number(number).or_else(|| object_type_by_name(&option?.display_name?.string()?));
    let text = title
        .optional_paragraph(known.map(describe_object_type))
        .paragraph(describe_in_job(job, number, option));
    hover_result(value.span(), text)
}

/// What a job does with objects of a type.
fn describe_in_job(job: &Job<'_>, number: i64, option: Option<&ObjectOption<'_>>) -> String {
    let Some(option) = option else {
        return "It has no entry in `objectsOption`.".to_owned();
    };
    let mut said = Vec::new();
    if !option.selected() {
        said.push("is not selected".to_owned());
    }
    match option.creates() {
        Some(true) => said.push("creates missing objects".to_owned()),
        Some(false) => said.push("creates none".to_owned()),
        None => {}
    }
    if option.deletes() == Some(true) {
        said.push("deletes what the source no longer has".to_owned());
    }
    let rows = job.rows_for_type(number).len();
    said.push(format!("fills {rows} field{}", if rows == 1 { "" } else { "s" }));
    let keys: Vec<String> = job
        .rows_for_type(number)
        .iter()
        .filter(|row| row.is_key_field() == Some(true))
        .filter_map(|row| row.literal_destination())
        .take(3)
        .map(inline_code)
        .collect();
    let found = if keys.is_empty() {
        String::new()
    } else {
        format!(" Objects are found by {}.", keys.join(" and "))
    };
    format!("In this job: {}.{found}", said.join(", "))
}

/// `displayName`
pub(super) fn display_name(_: &CursorContext<'_, '_>, value: NodeRef<'_>) -> Option<Hover> {
    let known = object_type_by_name(&value.string()?)?;
    hover_result(
        value.content_span(),
        HoverDoc::new(known.name).paragraph(describe_object_type(known)).source_page(known.doc_page),
    )
}

/// `containerOption`
pub(super) fn container_option(spot: &CursorContext<'_, '_>, value: NodeRef<'_>) -> Option<Hover> {
    let said = match container_choice(&value.string()?)? {
        ContainerChoice::Named => {
            "new objects are created in the container that `containerOptionValue` names"
        }
        ContainerChoice::SourceField => {
            "most likely, a source field names the container; the number is not published"
        }
        ContainerChoice::Script => {
            "most likely, a script computes the container; the number is not published"
        }
    };
    let known = spot.schema_member("containerOption")?;
    hover_result(value.content_span(), schema_member_doc(&known).paragraph(current_value_note(said)))
}

/// `jobInfo.type`
pub(super) fn job_kind(spot: &CursorContext<'_, '_>, value: NodeRef<'_>) -> Option<Hover> {
    let kind = JobKind::from_number(value.span().slice(spot.document.text()))?;
    let known = spot.schema_member("type")?;
    hover_result(value.span(), schema_member_doc(&known).paragraph(current_value_note(kind.describe())))
}
