//! Entries of lists.

mod object;
mod objects_option;
mod queries;
mod rows;
mod settings;

use crate::job::NodeRef;
use crate::lsp::features::cursor_context::CursorContext;

use super::collector::CompletionCollector;
pub(super) use object::complete_object;

/// Entries for the list around the cursor.
pub(super) fn complete_items(context: &CursorContext<'_, '_>, collector: &mut CompletionCollector<'_>) {
    let (Some(schema), Some(list)) = (context.schema(), context.cursor.parent()) else { return };
    let is_list = |value: Option<NodeRef<'_>>| value.is_some_and(|value| value.id() == list);
    match context.job {
        Some(job) if is_list(job.field_map) => rows::add_rows(context, job, schema, collector),
        Some(job) if is_list(job.object_options) => {
            objects_option::add_object_options(job, schema, collector);
        }
        Some(job) if is_list(job.query_list) => queries::add_queries(context, job, schema, collector),
        Some(job) if is_list(job.settings.array()) => settings::add_settings(context, job, schema, collector),
        _ => complete_object(schema, "an entry", collector),
    }
}
