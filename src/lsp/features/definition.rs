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
use crate::job::{Job, JobFile, JobInfo, QueryText, SideName, Value};
use crate::json::{Document, NodeId};
use crate::language::sql;
use crate::language::transform::{self, Body};
use crate::lsp::cursor::{At, Cursor, cursor};
use crate::text::Span;

use super::Place;

pub(crate) use suppression::suppressed;

/// Where what stands at `offset` comes from.
pub(crate) fn definition(file: &JobFile<'_>, document: &Document<'_>, offset: u32) -> Option<Place> {
    let cursor = cursor(document, offset);
    let span = in_collection(file, document, &cursor).or_else(|| {
        let job = file.jobs.iter().find(|job| cursor.path.contains(&job.value.id()))?;
        Lookup { job, cursor: &cursor, offset }.span()
    })?;
    Some(Place { path: None::<PathBuf>, span })
}

/// From an entry of the summary list to its job, and from the `jobInfo` of a job to its entry.
fn in_collection(file: &JobFile<'_>, document: &Document<'_>, cursor: &Cursor) -> Option<Span> {
    let collection = file.collection.as_ref()?;
    let holds = |info: &JobInfo<'_>| cursor.path.contains(&info.value.id());
    let infos: Vec<Option<&JobInfo<'_>>> = file.jobs.iter().map(|job| job.info.as_ref()).collect();
    let summaries: Vec<Option<&JobInfo<'_>>> = collection.summaries.iter().map(Some).collect();
    let other = if let Some(at) = collection.summaries.iter().position(holds) {
        counterpart(&summaries, at, &infos)
    } else {
        let at = infos.iter().position(|info| info.is_some_and(holds))?;
        counterpart(&infos, at, &summaries)
    }?;
    let member = match cursor.at {
        At::Name { name, .. } => Some(name),
        _ => cursor.member,
    };
    let same = member.and_then(|name| other.value.get(&document.name(name)));
    Some(same.or(other.name).unwrap_or(other.value).span())
}

/// The entry of the other list with the same name; where names do not tell, the one at the same place.
fn counterpart<'i, 'd>(
    own: &[Option<&'i JobInfo<'d>>],
    at: usize,
    others: &[Option<&'i JobInfo<'d>>],
) -> Option<&'i JobInfo<'d>> {
    let name = |info: &JobInfo<'_>| info.name.and_then(Value::string).map(|name| name.trim().to_lowercase());
    let wanted = own.get(at).copied().flatten().and_then(name)?;
    let is_called = |info: &&JobInfo<'_>| name(info).as_ref() == Some(&wanted);
    let at_same_place = others.get(at).copied().flatten();
    at_same_place
        .filter(is_called)
        .or_else(|| others.iter().copied().flatten().find(is_called))
        .or(at_same_place)
}

struct Lookup<'l, 'd> {
    job: &'l Job<'d>,
    cursor: &'l Cursor,
    offset: u32,
}

impl<'l, 'd> Lookup<'l, 'd> {
    fn span(&self) -> Option<Span> {
        let at = self.cursor.token()?;
        let at = match self.cursor.at {
            // The name of a member speaks for its value.
            At::Name { value, .. } => value,
            _ => at,
        };
        let job = self.job;
        if let Some(row) = job.rows.iter().find(|row| self.is_in(row.value)) {
            if is(row.object_type, at) {
                return self.object(row.type_number()?);
            }
            if is(row.source_field, at) {
                return columns::bringing(job, row.type_number(), &row.source_field?.string()?, Some(row));
            }
            if is(row.transform, at) {
                return self
                    .in_transform(row.transform?)
                    .or_else(|| scripts::declaration(job, at, self.offset));
            }
            return None;
        }
        if let Some(query) = job.queries.iter().find(|query| self.is_in(query.value)) {
            if is(query.object_type, at) {
                return self.object(query.type_number()?);
            }
            let read = job.query_texts().iter().find(|read| read.value.id() == at)?;
            return self.table_of_query(read);
        }
        if let Some(object) = job.objects.iter().find(|object| self.is_in(object.value)) {
            let of_type = is(object.object_type, at) || is(object.display_name, at);
            let row = job.rows_of(object.type_number().filter(|_| of_type)?).first()?;
            return Some(row.object_type?.span());
        }
        let entry = job.settings.entries().iter().find(|entry| self.is_in(entry.value))?;
        if is(entry.object_type, at) {
            return self.object(entry.object_type?.integer()?);
        }
        if !is(entry.setting_value, at) {
            return None;
        }
        if entry.known.is_some_and(|known| known.key == "Source.Table") {
            return self.query_of_table(&entry.value_text()?);
        }
        scripts::declaration(job, at, self.offset)
    }

    /// The entry of an object type.
    fn object(&self, number: i64) -> Option<Span> {
        let object = self.job.objects.iter().find(|object| object.type_number() == Some(number))?;
        Some(object.object_type?.span())
    }

    /// The source field under the cursor in a transform.
    fn in_transform(&self, value: Value<'d>) -> Option<Span> {
        let decoded = value.decoded()?;
        let at = decoded.decoded_range(Span::empty(self.offset)).start;
        let read = transform::parse(decoded.text()).ok()?;
        let row = self.job.rows.iter().find(|row| is(row.transform, value.id()));
        let number = row.and_then(|row| row.type_number());
        let field = match &read.body {
            Body::Join { first, second, .. } => {
                [first, second].into_iter().find(|part| touches(&part.range, at))?.text.to_owned()
            }
            Body::Parameters(parameters) => {
                let fields =
                    parameters.iter().filter(|(name, _)| name.text.trim().eq_ignore_ascii_case("field"));
                fields.map(|(_, value)| value).find(|part| touches(&part.range, at))?.text.to_owned()
            }
            Body::Script(_) => scripts::source_field(self.job, value.id(), at)?,
            Body::Static(_) => return None,
        };
        columns::bringing(self.job, number, &field, row)
    }

    /// From a table in a source query to the setting that names it.
    fn table_of_query(&self, read: &QueryText<'d>) -> Option<Span> {
        let at = read.decoded.decoded_range(Span::empty(self.offset)).start;
        let table = read.sql()?.tables.iter().find(|table| touches(&table.range, at))?;
        let prefix = read.query.side().unwrap_or(SideName::Source);
        let setting = self.job.side(prefix).setting(SideSetting::TABLE)?;
        let named = table_name(&setting.value_text()?);
        (named == table_name(table.name())).then(|| Some(setting.setting_value?.span()))?
    }

    /// From the setting that names the source's table to where a query reads it.
    fn query_of_table(&self, named: &str) -> Option<Span> {
        let named = table_name(named);
        let sources =
            self.job.query_texts().iter().filter(|read| read.query.side() != Some(SideName::Destination));
        sources.into_iter().find_map(|read| {
            let table = read.sql()?.tables.iter().find(|table| table_name(table.name()) == named)?;
            Some(read.decoded.raw_span(table.range.start, table.range.end))
        })
    }

    fn is_in(&self, value: Value<'_>) -> bool {
        self.cursor.path.contains(&value.id())
    }
}

fn is(value: Option<Value<'_>>, id: NodeId) -> bool {
    value.is_some_and(|value| value.id() == id)
}

/// A cursor behind the last character is still at it.
fn touches(range: &std::ops::Range<usize>, at: usize) -> bool {
    range.start <= at && at <= range.end
}

/// A table's own name as it is compared: without its schema, and without the `$` that Excel puts
/// behind the names of sheets.
fn table_name(written: &str) -> String {
    let last = written.rsplit('.').next().unwrap_or(written);
    sql::unquoted(last).trim().trim_end_matches('$').to_lowercase()
}

#[cfg(test)]
mod tests;
