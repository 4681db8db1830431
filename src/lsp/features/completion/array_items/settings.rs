//! Entries of `settings`.

use crate::catalog::{Frequency, SETTINGS, SettingScope, setting_id};
use crate::job::Job;
use crate::lsp::features::completion::collector::{CompletionBuilder, CompletionCollector};
use crate::lsp::features::completion::insertion::{Insertion, quoted};
use crate::lsp::features::completion::setting_values::{applies_to_job, value_snippet};
use crate::lsp::features::cursor_context::CursorContext;
use crate::lsp::features::describe::settings::setting_doc;
use crate::lsp::features::types::CompletionKind;
use crate::schema::SchemaRef;

use super::object::{object_snippet, string_snippet};

/// Adds entries for the keys without one, except for secrets.
pub(super) fn add_settings(
    context: &CursorContext<'_, '_>,
    job: &Job<'_>,
    schema: SchemaRef,
    collector: &mut CompletionCollector<'_>,
) {
    for (index, setting) in SETTINGS.iter().enumerate() {
        let has_entry = job.settings.last(setting_id(setting.key)).is_some();
        if has_entry || setting.secret || !applies_to_job(job, setting) {
            continue;
        }
        let data_type = setting.data_types.first().copied().unwrap_or("System.String");
        let given = [
            ("key", string_snippet(setting.key)),
            ("value", quoted(value_snippet(context, setting))),
            ("dataType", string_snippet(data_type)),
            ("objectType", Insertion::text("null")),
        ];
        let rank = match setting.frequency {
            Frequency::EveryJob => 2,
            _ if setting.scope == SettingScope::Messaging => 5,
            _ => 3,
        };
        let builder = CompletionBuilder::new(setting.key, CompletionKind::Snippet)
            .detail(setting.description)
            .documentation(setting_doc(setting))
            .rank(rank)
            .order(index);
        let insertion = object_snippet(schema, collector.indent_style(), &given);
        collector.add_literal(builder, insertion);
    }
}
