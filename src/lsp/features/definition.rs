//! Where what stands under the cursor comes from.
//!
//! | from | to |
//! |---|---|
//! | an entry of a collection's summary list | the job that it repeats, member by member, and back |
//! | a source field, in a row, a transform or a script | the column of the source query that brings it |
//! | an object type | its entry in `objectsOption`; from there its first row |
//! | a table in a source query | the setting that names it, and back |
//! | a routine that a script calls | its declaration |
//! | a suppression in `joblint.toml` | the place in the job that it is for |

mod columns;
mod scripts;
mod suppression;

use std::path::PathBuf;

use crate::catalog::SideSetting;
use crate::job::{Job, JobFile, JobInfo, NodeRef, QueryText, SideName};
use crate::json::{Document, NodeId};
use crate::language::sql;
use crate::language::transform::{self, TransformBody};
use crate::lsp::cursor::{Cursor, CursorLocation, cursor_at};
use crate::text::Span;

use super::NavigationTarget;

pub(crate) use suppression::suppression_target;

/// Where what stands at `offset` comes from.
pub(crate) fn goto_definition(
    file: &JobFile<'_>,
    document: &Document<'_>,
    offset: u32,
) -> Option<NavigationTarget> {
    let cursor = cursor_at(document, offset);
    let span = collection_counterpart(file, document, &cursor).or_else(|| {
        let job = file.jobs.iter().find(|job| cursor.path.contains(&job.value.id()))?;
        DefinitionFinder { job, cursor: &cursor, offset }.target_span()
    })?;
    Some(NavigationTarget { path: None::<PathBuf>, span })
}

/// From an entry of the summary list to its job, and from the `jobInfo` of a job to its entry.
fn collection_counterpart(file: &JobFile<'_>, document: &Document<'_>, cursor: &Cursor) -> Option<Span> {
    let collection = file.collection.as_ref()?;
    let holds = |info: &JobInfo<'_>| cursor.path.contains(&info.value.id());
    let infos: Vec<Option<&JobInfo<'_>>> = file.jobs.iter().map(|job| job.info.as_ref()).collect();
    let summaries: Vec<Option<&JobInfo<'_>>> = collection.summaries.iter().map(Some).collect();
    let other = if let Some(at) = collection.summaries.iter().position(holds) {
        matching_info(&summaries, at, &infos)
    } else {
        let at = infos.iter().position(|info| info.is_some_and(holds))?;
        matching_info(&infos, at, &summaries)
    }?;
    let member = match cursor.location {
        CursorLocation::MemberName { name, .. } => Some(name),
        _ => cursor.member_name,
    };
    let same = member.and_then(|name| other.value.get(&document.name(name)));
    Some(same.or(other.name).unwrap_or(other.value).span())
}

/// The entry of the other list with the same name; where names do not tell, the one at the same place.
fn matching_info<'i, 'd>(
    own: &[Option<&'i JobInfo<'d>>],
    at: usize,
    others: &[Option<&'i JobInfo<'d>>],
) -> Option<&'i JobInfo<'d>> {
    let name =
        |info: &JobInfo<'_>| info.name.and_then(NodeRef::string).map(|name| name.trim().to_lowercase());
    let wanted = own.get(at).copied().flatten().and_then(name)?;
    let is_called = |info: &&JobInfo<'_>| name(info).as_ref() == Some(&wanted);
    let at_same_place = others.get(at).copied().flatten();
    at_same_place
        .filter(is_called)
        .or_else(|| others.iter().copied().flatten().find(is_called))
        .or(at_same_place)
}

struct DefinitionFinder<'l, 'd> {
    job: &'l Job<'d>,
    cursor: &'l Cursor,
    offset: u32,
}

impl<'l, 'd> DefinitionFinder<'l, 'd> {
    fn target_span(&self) -> Option<Span> {
        let at = self.cursor.token()?;
        let at = match self.cursor.location {
            // The name of a member speaks for its value.
            CursorLocation::MemberName { value, .. } => value,
            _ => at,
        };
        let job = self.job;
        if let Some(row) = job.rows.iter().find(|row| self.encloses_cursor(row.value)) {
            if is_node(row.object_type, at) {
                return self.object_type_entry(row.type_number()?);
            }
            if is_node(row.source_field, at) {
                return columns::find_source_column(
                    job,
                    row.type_number(),
                    &row.source_field?.string()?,
                    Some(row),
                );
            }
            if is_node(row.transform, at) {
                return self
                    .transform_source_field(row.transform?)
                    .or_else(|| scripts::routine_declaration(job, at, self.offset));
            }
            return None;
        }
        if let Some(query) = job.queries.iter().find(|query| self.encloses_cursor(query.value)) {
            if is_node(query.object_type, at) {
                return self.object_type_entry(query.type_number()?);
            }
            let read = job.query_texts().iter().find(|read| read.value.id() == at)?;
            return self.setting_of_query_table(read);
        }
        if let Some(object) = job.objects.iter().find(|object| self.encloses_cursor(object.value)) {
            let of_type = is_node(object.object_type, at) || is_node(object.display_name, at);
            let row = job.rows_for_type(object.type_number().filter(|_| of_type)?).first()?;
            return Some(row.object_type?.span());
        }
        let entry = job.settings.entries().iter().find(|entry| self.encloses_cursor(entry.value))?;
        if is_node(entry.object_type, at) {
            return self.object_type_entry(entry.object_type?.integer()?);
        }
        if !is_node(entry.setting_value, at) {
            return None;
        }
        if entry.definition.is_some_and(|known| known.key == "Source.Table") {
            return self.query_of_setting_table(&entry.value_text()?);
        }
        scripts::routine_declaration(job, at, self.offset)
    }

    /// The entry of an object type.
    fn object_type_entry(&self, number: i64) -> Option<Span> {
        let object = self.job.objects.iter().find(|object| object.type_number() == Some(number))?;
        Some(object.object_type?.span())
    }

    /// The source field under the cursor in a transform.
    fn transform_source_field(&self, value: NodeRef<'d>) -> Option<Span> {
        let decoded = value.decoded()?;
        let at = decoded.decoded_range(Span::empty(self.offset)).start;
        let read = transform::parse(decoded.text()).ok()?;
        let row = self.job.rows.iter().find(|row| is_node(row.transform, value.id()));
        let number = row.and_then(|row| row.type_number());
        let field = match &read.body {
            TransformBody::Join { first, second, .. } => {
                [first, second].into_iter().find(|part| touches(&part.range, at))?.text.to_owned()
            }
            TransformBody::Parameters(parameters) => {
                let fields =
                    parameters.iter().filter(|(name, _)| name.text.trim().eq_ignore_ascii_case("field"));
                fields.map(|(_, value)| value).find(|part| touches(&part.range, at))?.text.to_owned()
            }
            TransformBody::Script(_) => scripts::source_field_at(self.job, value.id(), at)?,
            TransformBody::Static(_) => return None,
        };
        columns::find_source_column(self.job, number, &field, row)
    }

    /// From a table in a source query to the setting that names it.
    fn setting_of_query_table(&self, read: &QueryText<'d>) -> Option<Span> {
        let at = read.decoded.decoded_range(Span::empty(self.offset)).start;
        let table = read.sql()?.tables.iter().find(|table| touches(&table.range, at))?;
        let prefix = read.query.side().unwrap_or(SideName::Source);
        let setting = self.job.side(prefix).setting(SideSetting::TABLE)?;
        let named = normalized_table_name(&setting.value_text()?);
        (named == normalized_table_name(table.name())).then(|| Some(setting.setting_value?.span()))?
    }

    /// From the setting that names the source's table to where a query reads it.
    fn query_of_setting_table(&self, named: &str) -> Option<Span> {
        let named = normalized_table_name(named);
        let sources =
            self.job.query_texts().iter().filter(|read| read.query.side() != Some(SideName::Destination));
        sources.into_iter().find_map(|read| {
            let table =
                read.sql()?.tables.iter().find(|table| normalized_table_name(table.name()) == named)?;
            Some(read.decoded.raw_span(table.range.start, table.range.end))
        })
    }

    fn encloses_cursor(&self, value: NodeRef<'_>) -> bool {
        self.cursor.path.contains(&value.id())
    }
}

fn is_node(value: Option<NodeRef<'_>>, id: NodeId) -> bool {
    value.is_some_and(|value| value.id() == id)
}

/// A cursor behind the last character is still at it.
fn touches(range: &std::ops::Range<usize>, at: usize) -> bool {
    range.start <= at && at <= range.end
}

/// A table's own name as it is compared: without its schema, and without the `$` that Excel puts
/// behind the names of sheets.
fn normalized_table_name(written: &str) -> String {
    let last = written.rsplit('.').next().unwrap_or(written);
    sql::unquoted(last).trim().trim_end_matches('$').to_lowercase()
}

#[cfg(test)]
mod tests;
