//! Entries of `syncQuery`.

use crate::catalog::ProviderClass;
use crate::job::{Job, QueryLanguage, SideName};
use crate::lsp::features::completion::collector::{CompletionBuilder, CompletionCollector};
use crate::lsp::features::completion::defaults::object_type_numbers;
use crate::lsp::features::completion::insertion::{Insertion, quoted};
use crate::lsp::features::completion::query_templates::{filter_criteria, select_query};
use crate::lsp::features::cursor_context::CursorContext;
use crate::lsp::features::types::CompletionKind;
use crate::schema::SchemaRef;

use super::object::{object_snippet, string_snippet};

/// Adds entries for the object types and sides without a query.
pub(super) fn add_queries(
    context: &CursorContext<'_, '_>,
    job: &Job<'_>,
    schema: SchemaRef,
    collector: &mut CompletionCollector<'_>,
) {
    for number in object_type_numbers(context) {
        for side in [SideName::Source, SideName::Destination] {
            let mut queries = job.queries.iter();
            if queries.any(|query| query.type_number() == Some(number) && query.side() == Some(side)) {
                continue;
            }
            let language = query_language(job, side);
            let builder =
                CompletionBuilder::new(format!("query of the {}", side.as_str()), CompletionKind::Snippet)
                    .detail(format!("{}, {}", job.describe_type(number), language.name()))
                    .rank(1)
                    .order(usize::from(side != SideName::Source));
            let given = query_members(job, side, number, language);
            let insertion = object_snippet(schema, collector.indent_style(), &given);
            collector.add_literal(builder, insertion);
        }
    }
}

/// The language of a side. By default, jobs read a table and write to a directory.
fn query_language(job: &Job<'_>, side: SideName) -> QueryLanguage {
    let default = match side {
        SideName::Source => ProviderClass::Table,
        SideName::Destination => ProviderClass::Directory,
    };
    QueryLanguage::from_provider_class(job.side(side).class().unwrap_or(default))
}

fn query_members(
    job: &Job<'_>,
    side: SideName,
    type_number: i64,
    language: QueryLanguage,
) -> [(&'static str, Insertion); 7] {
    let is_source = side == SideName::Source;
    let query = match language {
        QueryLanguage::Sql => select_query(job, side),
        QueryLanguage::GroupId => filter_criteria(job, side, type_number),
    };
    [
        ("queryFor", Insertion::text("null")),
        ("objectType", Insertion::text(type_number.to_string())),
        ("query", quoted(query.escape_json())),
        ("queryType", string_snippet(language.name())),
        ("isSource", Insertion::text(is_source.to_string())),
        ("timeStampField", if is_source { string_snippet("") } else { Insertion::text("null") }),
        ("updateAll", Insertion::text(is_source.to_string())),
    ]
}
