//! `query` of an entry of `syncQuery`.

use crate::job::{Job, NodeRef, Query, QueryLanguage, SideName};
use crate::lsp::features::cursor_context::CursorContext;
use crate::lsp::features::string_cursor::StringCursor;
use crate::lsp::features::types::CompletionKind;

use super::collector::{CompletionBuilder, CompletionCollector};
use super::filters::complete_filter;
use super::insertion::{Insertion, is_blank};
use super::query_templates::{filter_criteria, select_query};
use super::sql::complete_sql;

pub(super) fn query(
    context: &CursorContext<'_, '_>,
    query: &Query<'_>,
    value: NodeRef<'_>,
    collector: &mut CompletionCollector<'_>,
) {
    let (Some(job), Some(cursor)) = (context.job, StringCursor::new(value, context.offset)) else { return };
    let side = query.side().unwrap_or(SideName::Source);
    let language = query_language(job, query);
    if is_blank(value) {
        let type_number = query.type_number().unwrap_or(1);
        if language != Some(QueryLanguage::GroupId) {
            add_template(&cursor, "SQL", select_query(job, side), collector);
        }
        if language != Some(QueryLanguage::Sql) {
            add_template(&cursor, "filter criteria", filter_criteria(job, side, type_number), collector);
        }
        return;
    }
    match language {
        Some(QueryLanguage::GroupId) => complete_filter(job, side, &cursor, collector),
        Some(QueryLanguage::Sql) => complete_sql(context, side, &cursor, collector),
        None => {}
    }
}

/// The language from the class of the side, or else from `queryType`.
fn query_language(job: &Job<'_>, query: &Query<'_>) -> Option<QueryLanguage> {
    let class = query.side().and_then(|side| job.side(side).class());
    class
        .map(QueryLanguage::from_provider_class)
        .or_else(|| QueryLanguage::from_query_type(&query.query_type.and_then(NodeRef::string)?))
}

fn add_template(
    cursor: &StringCursor<'_>,
    detail: &str,
    insertion: Insertion,
    collector: &mut CompletionCollector<'_>,
) {
    let builder =
        CompletionBuilder::new(insertion.plain_text(), CompletionKind::Snippet).detail(detail).rank(1);
    collector.add_in_string(builder, &cursor.decoded, &(0..cursor.text().len()), insertion);
}
