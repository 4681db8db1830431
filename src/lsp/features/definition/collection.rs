//! Between the summary list of a collection and the `jobInfo` of its jobs.

use crate::job::{JobFile, JobInfo, NodeRef};
use crate::json::Document;
use crate::lsp::cursor::{Cursor, CursorLocation};
use crate::text::Span;

/// The same member of the job for an entry of the summary list, and vice versa.
pub(super) fn counterpart(file: &JobFile<'_>, document: &Document<'_>, cursor: &Cursor) -> Option<Span> {
    let collection = file.collection.as_ref()?;
    let encloses_cursor = |info: &JobInfo<'_>| cursor.path.contains(&info.value.id());
    let infos: Vec<Option<&JobInfo<'_>>> = file.jobs.iter().map(|job| job.info.as_ref()).collect();
    let summaries: Vec<Option<&JobInfo<'_>>> = collection.summaries.iter().map(Some).collect();
    let other = if let Some(index) = collection.summaries.iter().position(encloses_cursor) {
        matching_info(&summaries, index, &infos)
    } else {
        let index = infos.iter().position(|info| info.is_some_and(encloses_cursor))?;
        matching_info(&infos, index, &summaries)
    }?;
    let member = match cursor.location {
        CursorLocation::MemberName { name, .. } => Some(name),
        _ => cursor.member_name,
    };
    let same_member = member.and_then(|name| other.value.get(&document.name(name)));
    Some(same_member.or(other.name).unwrap_or(other.value).span())
}

/// The entry of the other list with the same name, preferably at the same index; without such an entry, the one at the
/// same index.
fn matching_info<'i, 'd>(
    own: &[Option<&'i JobInfo<'d>>],
    index: usize,
    others: &[Option<&'i JobInfo<'d>>],
) -> Option<&'i JobInfo<'d>> {
    let name =
        |info: &JobInfo<'_>| info.name.and_then(NodeRef::string).map(|name| name.trim().to_lowercase());
    let own_name = own.get(index).copied().flatten().and_then(name)?;
    let has_same_name = |info: &&JobInfo<'_>| name(info).as_ref() == Some(&own_name);
    let at_same_index = others.get(index).copied().flatten();
    at_same_index
        .filter(has_same_name)
        .or_else(|| others.iter().copied().flatten().find(has_same_name))
        .or(at_same_index)
}
