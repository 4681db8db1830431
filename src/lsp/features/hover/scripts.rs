//! Scripts: members of `DTM`, events, source fields.

use std::ops::Range;

use crate::catalog::{DTM_MEMBERS, DtmEvent, DtmMember, dtm_event};
use crate::job::NodeRef;
use crate::language::script::{self, Arguments, Script};
use crate::text::{DecodedString, Span};

use super::super::cursor_context::CursorContext;
use super::super::describe::catalog::{
    describe_dtm_member_kind, dtm_handler_signature, dtm_member_signature,
};
use super::super::markdown::{HoverDoc, to_sentence};
use super::{Hover, fields, hover_result};

/// The token of a script that stands at `at` of the decoded string.
pub(super) fn script_token(
    spot: &CursorContext<'_, '_>,
    decoded: &DecodedString<'_>,
    start: usize,
    text: &str,
    at: usize,
) -> Option<Hover> {
    let at = at.checked_sub(start)?;
    let read = script::parse(text);
    let raw = |range: &Range<usize>| {
        decoded.raw_span(range.start.saturating_add(start), range.end.saturating_add(start))
    };
    let holds = |range: &Range<usize>| range.start <= at && at < range.end;
    for used in &read.dtm_references {
        let name = read.member_name(text, used);
        let (first, last) = (read.tokens.get(used.start)?, read.tokens.get(used.member)?);
        let whole = first.range().start..last.range().end;
        if holds(&whole) {
            let explained = if used.is_event {
                dtm_event(name).map(dtm_event_doc)
            } else {
                find_dtm_member(name).map(dtm_member_doc)
            };
            return hover_result(raw(&whole), explained?);
        }
        if let Arguments::Literal { value, range, content } = read.arguments(text, used.member)
            && name.eq_ignore_ascii_case("Source")
            && holds(&range)
        {
            let inside = content.start <= at && at <= content.end;
            return fields::source_field_named(spot, &value, raw(if inside { &content } else { &range }));
        }
    }
    event_handler_at(&read, text, at).and_then(|(range, explained)| hover_result(raw(&range), explained))
}

/// The name of a handler, `DTM_RowAdded`.
fn event_handler_at(read: &Script, text: &str, at: usize) -> Option<(Range<usize>, HoverDoc)> {
    read.declarations.iter().find_map(|routine| {
        let token = read.tokens.get(routine.name)?;
        let range = token.range();
        if !(range.start <= at && at < range.end) {
            return None;
        }
        let known = dtm_event(token.text(text).get(4..)?)?;
        Some((range, dtm_event_doc(known)))
    })
}

/// The global script.
pub(super) fn global_script(spot: &CursorContext<'_, '_>, value: NodeRef<'_>) -> Option<Hover> {
    let decoded = value.decoded()?;
    let at = decoded.decoded_range(Span::empty(spot.offset)).start;
    script_token(spot, &decoded, 0, decoded.text(), at)
}

fn find_dtm_member(name: &str) -> Option<&'static DtmMember> {
    DTM_MEMBERS.iter().find(|known| known.name.eq_ignore_ascii_case(name))
}

/// A member of `DTM`.
pub(in super::super) fn dtm_member_doc(member: &DtmMember) -> HoverDoc {
    HoverDoc::new(format!("`{}`", dtm_member_signature(member)))
        .title_suffix(describe_dtm_member_kind(member.kind))
        .paragraph(to_sentence(member.description))
        .source_page(member.doc_page)
}

/// An event of the global script.
pub(in super::super) fn dtm_event_doc(event: &DtmEvent) -> HoverDoc {
    HoverDoc::new(format!("`DTM.{}`", event.name))
        .title_suffix("event")
        .paragraph(format!("{} Its handler:", to_sentence(event.description)))
        .paragraph(format!("```vb\n{}\n```", dtm_handler_signature(event)))
}
