//! Scripts: members of `DTM`, events, source fields.

use std::ops::Range;

use crate::catalog::{DTM_MEMBERS, DtmEvent, DtmMember, dtm_event};
use crate::job::Value;
use crate::language::script::{self, Arguments, Script};
use crate::text::{DecodedString, Span};

use super::super::markdown::{Card, sentence};
use super::super::spot::Spot;
use super::{Hover, card, fields};

/// The token of a script that stands at `at` of the decoded string.
pub(super) fn token(
    spot: &Spot<'_, '_>,
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
    for used in &read.dtm {
        let name = read.member_name(text, used);
        let (first, last) = (read.tokens.get(used.start)?, read.tokens.get(used.member)?);
        let whole = first.range().start..last.range().end;
        if holds(&whole) {
            let explained =
                if used.is_event { dtm_event(name).map(event) } else { member(name).map(described) };
            return card(raw(&whole), explained?);
        }
        if let Arguments::Literal { value, range, content } = read.arguments(text, used.member)
            && name.eq_ignore_ascii_case("Source")
            && holds(&range)
        {
            let inside = content.start <= at && at <= content.end;
            return fields::source_named(spot, &value, raw(if inside { &content } else { &range }));
        }
    }
    handler(&read, text, at).and_then(|(range, explained)| card(raw(&range), explained))
}

/// The name of a handler, `DTM_RowAdded`.
fn handler(read: &Script, text: &str, at: usize) -> Option<(Range<usize>, Card)> {
    read.routines.iter().find_map(|routine| {
        let token = read.tokens.get(routine.name)?;
        let range = token.range();
        if !(range.start <= at && at < range.end) {
            return None;
        }
        let known = dtm_event(token.text(text).get(4..)?)?;
        Some((range, event(known)))
    })
}

/// The global script.
pub(super) fn global(spot: &Spot<'_, '_>, value: Value<'_>) -> Option<Hover> {
    let decoded = value.decoded()?;
    let at = decoded.decoded_range(Span::empty(spot.offset)).start;
    token(spot, &decoded, 0, decoded.text(), at)
}

fn member(name: &str) -> Option<&'static DtmMember> {
    DTM_MEMBERS.iter().find(|known| known.name.eq_ignore_ascii_case(name))
}

/// A member of `DTM`.
pub(in super::super) fn described(member: &DtmMember) -> Card {
    Card::new(format!("`{}`", member.signature()))
        .beside(member.kind_in_words())
        .say(sentence(member.meaning))
        .source(member.source)
}

/// An event of the global script.
pub(in super::super) fn event(event: &DtmEvent) -> Card {
    Card::new(format!("`DTM.{}`", event.name))
        .beside("event")
        .say(format!("{} Its handler:", sentence(event.meaning)))
        .say(format!("```vb\n{}\n```", event.handler()))
}
