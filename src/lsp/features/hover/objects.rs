//! Object types, kinds of job, and how containers are chosen.

use crate::catalog::{ContainerChoice, JobKind, ObjectType, container_choice, object_type, object_type_of};
use crate::job::{Job, ObjectOption, Value};
use crate::text::code;

use super::super::markdown::{Card, here};
use super::super::spot::Spot;
use super::members::described;
use super::{Hover, card};

/// `objectType`
pub(super) fn number(spot: &Spot<'_, '_>, value: Value<'_>) -> Option<Hover> {
    let number = value.integer()?;
    let job = spot.job?;
    let title = Card::new(format!("Object type {}", job.type_in_words(number)));
    let option = job.objects.iter().find(|option| option.type_number() == Some(number));
    let known = object_type_of(number).or_else(|| object_type(&option?.display_name?.string()?));
    let text = title.say_if(known.map(ObjectType::in_words)).say(in_job(job, number, option));
    card(value.span(), text)
}

/// What a job does with objects of a type.
fn in_job(job: &Job<'_>, number: i64, option: Option<&ObjectOption<'_>>) -> String {
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
    let rows = job.rows_of(number).len();
    said.push(format!("fills {rows} field{}", if rows == 1 { "" } else { "s" }));
    let keys: Vec<String> = job
        .rows_of(number)
        .iter()
        .filter(|row| row.key() == Some(true))
        .filter_map(|row| row.named_destination())
        .take(3)
        .map(code)
        .collect();
    let found = if keys.is_empty() {
        String::new()
    } else {
        format!(" Objects are found by {}.", keys.join(" and "))
    };
    format!("In this job: {}.{found}", said.join(", "))
}

/// `displayName`
pub(super) fn name(_: &Spot<'_, '_>, value: Value<'_>) -> Option<Hover> {
    let known = object_type(&value.string()?)?;
    card(value.content_span(), Card::new(known.name).say(known.in_words()).source(known.source))
}

/// `containerOption`
pub(super) fn container_option(spot: &Spot<'_, '_>, value: Value<'_>) -> Option<Hover> {
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
    let known = spot.member("containerOption")?;
    card(value.content_span(), described(&known).say(here(said)))
}

/// `jobInfo.type`
pub(super) fn job_kind(spot: &Spot<'_, '_>, value: Value<'_>) -> Option<Hover> {
    let kind = JobKind::of(value.span().of(spot.document.text()))?;
    let known = spot.member("type")?;
    card(value.span(), described(&known).say(here(kind.in_words())))
}
