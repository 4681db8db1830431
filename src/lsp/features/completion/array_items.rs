//! Whole entries of lists.

use crate::catalog::{
    Frequency, ProviderClass, SETTINGS, SettingScope as SettingPart, SideSetting, is_password_attribute,
    object_type_by_number, object_types_for, setting_id,
};
use crate::job::{Job, QueryLanguage, SideName};
use crate::lsp::features::CompletionKind;
use crate::lsp::features::cursor_context::CursorContext;
use crate::lsp::features::describe::catalog::describe_object_type;
use crate::lsp::features::fields::{DestinationAttributes, MappedAttributes, RequirementLevel};
use crate::lsp::features::hover::explained_setting;
use crate::schema::SchemaRef;
use crate::text::to_json_string;

use super::collector::{CompletionBuilder, CompletionCollector};
use super::indent_style::IndentStyle;
use super::insertion::Insertion;
use super::members::{default_value, quoted};
use super::{settings, values};

/// Proposes entries for the list around the cursor.
pub(super) fn complete_items(
    spot: &CursorContext<'_, '_>,
    indent_style: &IndentStyle,
    collector: &mut CompletionCollector<'_>,
) {
    let (Some(shape), Some(list)) = (spot.schema(), spot.cursor.parent()) else { return };
    let Some(job) = spot.job else { return complete_object(shape, "an entry", indent_style, collector) };
    let is = |value: Option<crate::job::NodeRef<'_>>| value.is_some_and(|value| value.id() == list);
    if is(job.field_map) {
        complete_rows(spot, job, shape, indent_style, collector);
    } else if is(job.object_options) {
        complete_object_options(job, shape, indent_style, collector);
    } else if is(job.query_list) {
        complete_queries(spot, job, shape, indent_style, collector);
    } else if is(job.settings.array()) {
        complete_settings(spot, job, shape, indent_style, collector);
    } else {
        complete_object(shape, "an entry", indent_style, collector);
    }
}

/// An object with all that the schema asks for.
pub(super) fn complete_object(
    shape: SchemaRef,
    title: &str,
    indent_style: &IndentStyle,
    collector: &mut CompletionCollector<'_>,
) {
    if shape.required().next().is_some() {
        let proposal =
            CompletionBuilder::new(title, CompletionKind::Snippet).detail("with all members").rank(4);
        collector.add_literal(proposal, object_snippet(shape, indent_style, &[]));
    }
}

/// An object with all that the schema asks for, some of it given.
fn object_snippet(shape: SchemaRef, indent_style: &IndentStyle, given: &[(&str, Insertion)]) -> Insertion {
    let members = shape.required().filter_map(|name| shape.member(name)).map(|member| {
        let value = given.iter().find(|(name, _)| *name == member.name).map(|(_, value)| value.clone());
        // Numbers that the server gives are not worth a stop.
        let value = value.unwrap_or_else(|| match member.name {
            "action" | "id" | "jobId" => Insertion::text("0"),
            _ => default_value(&member),
        });
        (member.name.to_owned(), value)
    });
    indent_style.object(members)
}

fn string_snippet(text: &str) -> Insertion {
    Insertion::text(to_json_string(text))
}

/// Rows: one that copies a field, and one for each attribute that objects need and nothing fills.
fn complete_rows(
    spot: &CursorContext<'_, '_>,
    job: &Job<'_>,
    shape: SchemaRef,
    indent_style: &IndentStyle,
    collector: &mut CompletionCollector<'_>,
) {
    let numbers = values::object_type_numbers(spot);
    let empty = || quoted(Insertion::tab_stop(""));
    let number = || Insertion::choice(numbers.iter().map(i64::to_string));
    let copy = CompletionBuilder::new("row that copies a field", CompletionKind::Snippet).rank(1);
    let given = [
        ("sourceField", empty()),
        ("destinationField", empty()),
        ("delimiter", string_snippet("")),
        ("transform", string_snippet("")),
        ("objectType", number()),
        ("options", Insertion::text("null")),
    ];
    collector.add_literal(copy, object_snippet(shape, indent_style, &given));
    let made = CompletionBuilder::new("row that makes a value", CompletionKind::Snippet).rank(1);
    let given = [
        ("sourceField", string_snippet("")),
        ("destinationField", empty()),
        ("delimiter", string_snippet("")),
        ("transform", empty()),
        ("objectType", number()),
        ("options", Insertion::text("null")),
    ];
    collector.add_literal(made, object_snippet(shape, indent_style, &given));
    for number in numbers {
        let destination = DestinationAttributes::for_object_type(job, Some(number));
        let mapped = MappedAttributes::for_object_type(job, Some(number), None);
        for name in destination.required_names() {
            if mapped.contains(name) {
                continue;
            }
            let is_key = destination.is_usual_key(name);
            let flag = |on: bool| Insertion::text(if on { "true" } else { "false" });
            let is_password = is_password_attribute(name);
            let given = [
                ("sourceField", if is_password { string_snippet("") } else { empty() }),
                ("destinationField", string_snippet(name)),
                ("delimiter", string_snippet("")),
                (
                    "transform",
                    if is_password {
                        quoted(Insertion::text("Static:value=").append(Insertion::tab_stop("${PASSWORD}")))
                    } else {
                        string_snippet("")
                    },
                ),
                ("forCreateOnly", flag(is_key || is_password)),
                ("objectType", Insertion::text(number.to_string())),
                ("isKey", flag(is_key)),
                ("options", Insertion::text("null")),
            ];
            let need = if destination.requirement_level(name) == RequirementLevel::Required {
                "mandatory"
            } else {
                "listed as mandatory"
            };
            let proposal = CompletionBuilder::new(format!("row for {name}"), CompletionKind::Snippet)
                .detail(format!("{}, {need}", job.describe_type(number)))
                .rank(2);
            collector.add_literal(proposal, object_snippet(shape, indent_style, &given));
        }
    }
}

fn complete_object_options(
    job: &Job<'_>,
    shape: SchemaRef,
    indent_style: &IndentStyle,
    collector: &mut CompletionCollector<'_>,
) {
    let there: Vec<i64> = job.objects.iter().filter_map(|option| option.type_number()).collect();
    let provider = job.side(SideName::Destination).provider();
    let types = provider.into_iter().flat_map(object_types_for).filter_map(|known| known.number);
    let mut numbers: Vec<i64> = types.collect();
    if numbers.is_empty() {
        numbers = vec![1, 4];
    }
    let container = job.settings.text(SideSetting::CONTAINER.destination).unwrap_or_default();
    for number in numbers.into_iter().filter(|number| !there.contains(number)) {
        let Some(known) = object_type_by_number(number) else { continue };
        let given = [
            ("objectType", Insertion::text(number.to_string())),
            ("displayName", string_snippet(known.name)),
            ("containerOptionValue", quoted(Insertion::tab_stop(container.as_ref()).escape_json())),
            ("createObjectContainerStrategy", Insertion::text("1")),
            ("isDeprovisioning", Insertion::text("false")),
            ("isSelected", Insertion::text("true")),
            ("isDelete", Insertion::text("false")),
            ("objectTypeSettings", Insertion::text("null")),
        ];
        let proposal = CompletionBuilder::new(format!("options of {}", known.name), CompletionKind::Snippet)
            .detail(format!("object type {number}"))
            .documentation_text(describe_object_type(known))
            .rank(1);
        collector.add_literal(proposal, object_snippet(shape, indent_style, &given));
    }
}

fn complete_queries(
    spot: &CursorContext<'_, '_>,
    job: &Job<'_>,
    shape: SchemaRef,
    indent_style: &IndentStyle,
    collector: &mut CompletionCollector<'_>,
) {
    for number in values::object_type_numbers(spot) {
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
            let language = QueryLanguage::from_provider_class(class);
            let query = match language {
                QueryLanguage::Sql => super::queries::select_query(job, side),
                QueryLanguage::GroupId => super::queries::filter_criteria(job, side, number),
            };
            let given = [
                ("queryFor", Insertion::text("null")),
                ("objectType", Insertion::text(number.to_string())),
                ("query", quoted(query.escape_json())),
                ("queryType", string_snippet(language.name())),
                ("isSource", Insertion::text(is_source.to_string())),
                ("timeStampField", if is_source { string_snippet("") } else { Insertion::text("null") }),
                ("updateAll", Insertion::text(is_source.to_string())),
            ];
            let proposal =
                CompletionBuilder::new(format!("query of the {}", side.as_str()), CompletionKind::Snippet)
                    .detail(format!("{}, {}", job.describe_type(number), language.name()))
                    .rank(1)
                    .order(usize::from(!is_source));
            collector.add_literal(proposal, object_snippet(shape, indent_style, &given));
        }
    }
}

/// Entries for the keys that are not there.
fn complete_settings(
    spot: &CursorContext<'_, '_>,
    job: &Job<'_>,
    shape: SchemaRef,
    indent_style: &IndentStyle,
    collector: &mut CompletionCollector<'_>,
) {
    for (place, known) in SETTINGS.iter().enumerate() {
        if job.settings.last(setting_id(known.key)).is_some()
            || known.secret
            || !settings::applies_to_job(job, known)
        {
            continue;
        }
        let given = [
            ("key", string_snippet(known.key)),
            ("value", quoted(settings::value_snippet(spot, known))),
            ("dataType", string_snippet(known.data_types.first().copied().unwrap_or("System.String"))),
            ("objectType", Insertion::text("null")),
        ];
        let rank = match known.frequency {
            Frequency::EveryJob => 2,
            _ if known.scope == SettingPart::Messaging => 5,
            _ => 3,
        };
        let proposal = CompletionBuilder::new(known.key, CompletionKind::Snippet)
            .detail(known.description)
            .documentation(explained_setting(known))
            .rank(rank)
            .order(place);
        collector.add_literal(proposal, object_snippet(shape, indent_style, &given));
    }
}
