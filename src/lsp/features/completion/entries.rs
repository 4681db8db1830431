//! Whole entries of lists.

use crate::catalog::{
    Part as SettingPart, ProviderClass, SETTINGS, Seen, SideSetting, is_password_attribute, object_type_of,
    object_types_of, setting_id,
};
use crate::job::{Job, QueryLanguage, SideName};
use crate::lsp::features::CompletionKind;
use crate::lsp::features::fields::{Destination, Mapped, Need};
use crate::lsp::features::hover::explained_setting;
use crate::lsp::features::spot::Spot;
use crate::schema::Shape;
use crate::text::json_string;

use super::insertion::Insertion;
use super::layout::Layout;
use super::members::{quoted, usual};
use super::writer::{Proposal, Writer};
use super::{settings, values};

/// Proposes entries for the list around the cursor.
pub(super) fn items(spot: &Spot<'_, '_>, layout: &Layout, writer: &mut Writer<'_>) {
    let (Some(shape), Some(list)) = (spot.shape(), spot.cursor.parent()) else { return };
    let Some(job) = spot.job else { return object(shape, "an entry", layout, writer) };
    let is = |value: Option<crate::job::Value<'_>>| value.is_some_and(|value| value.id() == list);
    if is(job.field_map) {
        rows(spot, job, shape, layout, writer);
    } else if is(job.object_options) {
        object_options(job, shape, layout, writer);
    } else if is(job.query_list) {
        queries(spot, job, shape, layout, writer);
    } else if is(job.settings.array()) {
        setting_entries(spot, job, shape, layout, writer);
    } else {
        object(shape, "an entry", layout, writer);
    }
}

/// An object with all that the schema asks for.
pub(super) fn object(shape: Shape, title: &str, layout: &Layout, writer: &mut Writer<'_>) {
    if shape.required().next().is_some() {
        let proposal = Proposal::new(title, CompletionKind::Snippet).detail("with all members").rank(4);
        writer.other(proposal, entry(shape, layout, &[]));
    }
}

/// An object with all that the schema asks for, some of it given.
fn entry(shape: Shape, layout: &Layout, given: &[(&str, Insertion)]) -> Insertion {
    let members = shape.required().filter_map(|name| shape.member(name)).map(|member| {
        let value = given.iter().find(|(name, _)| *name == member.name).map(|(_, value)| value.clone());
        // Numbers that the server gives are not worth a stop.
        let value = value.unwrap_or_else(|| match member.name {
            "action" | "id" | "jobId" => Insertion::text("0"),
            _ => usual(&member),
        });
        (member.name.to_owned(), value)
    });
    layout.object(members)
}

fn string(text: &str) -> Insertion {
    Insertion::text(json_string(text))
}

/// Rows: one that copies a field, and one for each attribute that objects need and nothing fills.
fn rows(spot: &Spot<'_, '_>, job: &Job<'_>, shape: Shape, layout: &Layout, writer: &mut Writer<'_>) {
    let numbers = values::type_numbers(spot);
    let empty = || quoted(Insertion::stop(""));
    let number = || Insertion::choice(numbers.iter().map(i64::to_string));
    let copy = Proposal::new("row that copies a field", CompletionKind::Snippet).rank(1);
    let given = [
        ("sourceField", empty()),
        ("destinationField", empty()),
        ("delimiter", string("")),
        ("transform", string("")),
        ("objectType", number()),
        ("options", Insertion::text("null")),
    ];
    writer.other(copy, entry(shape, layout, &given));
    let made = Proposal::new("row that makes a value", CompletionKind::Snippet).rank(1);
    let given = [
        ("sourceField", string("")),
        ("destinationField", empty()),
        ("delimiter", string("")),
        ("transform", empty()),
        ("objectType", number()),
        ("options", Insertion::text("null")),
    ];
    writer.other(made, entry(shape, layout, &given));
    for number in numbers {
        let destination = Destination::of(job, Some(number));
        let mapped = Mapped::of(job, Some(number), None);
        for name in destination.needed() {
            if mapped.fills(name) {
                continue;
            }
            let is_key = destination.is_usual_key(name);
            let flag = |on: bool| Insertion::text(if on { "true" } else { "false" });
            let is_password = is_password_attribute(name);
            let given = [
                ("sourceField", if is_password { string("") } else { empty() }),
                ("destinationField", string(name)),
                ("delimiter", string("")),
                (
                    "transform",
                    if is_password {
                        quoted(Insertion::text("Static:value=").then(Insertion::stop("${PASSWORD}")))
                    } else {
                        string("")
                    },
                ),
                ("forCreateOnly", flag(is_key || is_password)),
                ("objectType", Insertion::text(number.to_string())),
                ("isKey", flag(is_key)),
                ("options", Insertion::text("null")),
            ];
            let need =
                if destination.need(name) == Need::Required { "mandatory" } else { "listed as mandatory" };
            let proposal = Proposal::new(format!("row for {name}"), CompletionKind::Snippet)
                .detail(format!("{}, {need}", job.type_in_words(number)))
                .rank(2);
            writer.other(proposal, entry(shape, layout, &given));
        }
    }
}

fn object_options(job: &Job<'_>, shape: Shape, layout: &Layout, writer: &mut Writer<'_>) {
    let there: Vec<i64> = job.objects.iter().filter_map(|option| option.type_number()).collect();
    let provider = job.side(SideName::Destination).provider();
    let types = provider.into_iter().flat_map(object_types_of).filter_map(|known| known.number);
    let mut numbers: Vec<i64> = types.collect();
    if numbers.is_empty() {
        numbers = vec![1, 4];
    }
    let container = job.settings.text(SideSetting::CONTAINER.destination).unwrap_or_default();
    for number in numbers.into_iter().filter(|number| !there.contains(number)) {
        let Some(known) = object_type_of(number) else { continue };
        let given = [
            ("objectType", Insertion::text(number.to_string())),
            ("displayName", string(known.name)),
            ("containerOptionValue", quoted(Insertion::stop(container.as_ref()).escaped())),
            ("createObjectContainerStrategy", Insertion::text("1")),
            ("isDeprovisioning", Insertion::text("false")),
            ("isSelected", Insertion::text("true")),
            ("isDelete", Insertion::text("false")),
            ("objectTypeSettings", Insertion::text("null")),
        ];
        let proposal = Proposal::new(format!("options of {}", known.name), CompletionKind::Snippet)
            .detail(format!("object type {number}"))
            .said(known.in_words())
            .rank(1);
        writer.other(proposal, entry(shape, layout, &given));
    }
}

fn queries(spot: &Spot<'_, '_>, job: &Job<'_>, shape: Shape, layout: &Layout, writer: &mut Writer<'_>) {
    for number in values::type_numbers(spot) {
        for side in [SideName::Source, SideName::Destination] {
            let same = |query: &&crate::job::Query<'_>| {
                query.type_number() == Some(number) && query.side() == Some(side)
            };
            if job.queries.iter().any(|query| same(&query)) {
                continue;
            }
            let is_source = side == SideName::Source;
            let class = job.side(side).class().unwrap_or(if is_source {
                ProviderClass::Table
            } else {
                ProviderClass::Directory
            });
            let language = QueryLanguage::of_class(class);
            let query = match language {
                QueryLanguage::Sql => super::queries::select(job, side),
                QueryLanguage::GroupId => super::queries::criteria(job, side, number),
            };
            let given = [
                ("queryFor", Insertion::text("null")),
                ("objectType", Insertion::text(number.to_string())),
                ("query", quoted(query.escaped())),
                ("queryType", string(language.name())),
                ("isSource", Insertion::text(is_source.to_string())),
                ("timeStampField", if is_source { string("") } else { Insertion::text("null") }),
                ("updateAll", Insertion::text(is_source.to_string())),
            ];
            let proposal =
                Proposal::new(format!("query of the {}", side.in_words()), CompletionKind::Snippet)
                    .detail(format!("{}, {}", job.type_in_words(number), language.name()))
                    .rank(1)
                    .order(usize::from(!is_source));
            writer.other(proposal, entry(shape, layout, &given));
        }
    }
}

/// Entries for the keys that are not there.
fn setting_entries(
    spot: &Spot<'_, '_>,
    job: &Job<'_>,
    shape: Shape,
    layout: &Layout,
    writer: &mut Writer<'_>,
) {
    for (place, known) in SETTINGS.iter().enumerate() {
        if job.settings.last(setting_id(known.key)).is_some()
            || known.secret
            || !settings::belongs(job, known)
        {
            continue;
        }
        let given = [
            ("key", string(known.key)),
            ("value", quoted(settings::value(spot, known))),
            ("dataType", string(known.data_types.first().copied().unwrap_or("System.String"))),
            ("objectType", Insertion::text("null")),
        ];
        let rank = match known.seen {
            Seen::EveryJob => 2,
            _ if known.part == SettingPart::Messaging => 5,
            _ => 3,
        };
        let proposal = Proposal::new(known.key, CompletionKind::Snippet)
            .detail(known.meaning)
            .explained(explained_setting(known))
            .rank(rank)
            .order(place);
        writer.other(proposal, entry(shape, layout, &given));
    }
}
