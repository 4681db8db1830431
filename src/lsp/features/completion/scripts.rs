//! Scripts: members of `DTM`, source fields, events, and a few words of Visual Basic.

use std::ops::Range;

use crate::catalog::{DTM_EVENTS, DTM_MEMBERS, DtmMember, DtmMemberKind, VB_WORDS};
use crate::job::Value;
use crate::language::script::{self, Keyword, ProblemKind, Script, Symbol, Token, TokenKind};
use crate::lsp::features::CompletionKind;
use crate::lsp::features::hover::{event_card, member_card};
use crate::lsp::features::markdown::sentence;
use crate::lsp::features::spot::Spot;
use crate::text::{DecodedString, Span};

use super::insertion::Insertion;
use super::writer::{Proposal, Writer};
use super::{fields, transforms};

/// The global script.
pub(super) fn global(spot: &Spot<'_, '_>, value: Value<'_>, writer: &mut Writer<'_>) {
    let Some(decoded) = value.decoded() else { return };
    let at = decoded.decoded_range(Span::empty(writer.offset())).start;
    script(spot, &decoded, 0, decoded.text(), at, true, writer);
}

/// A script that starts at `start` of the decoded string, with the cursor at `at` of the script.
pub(super) fn script(
    spot: &Spot<'_, '_>,
    decoded: &DecodedString<'_>,
    start: usize,
    text: &str,
    at: usize,
    is_global: bool,
    writer: &mut Writer<'_>,
) {
    let Some(before) = text.get(..at) else { return };
    let read = script::parse(before);
    if read.comments.last().is_some_and(|comment| comment.end == before.len()) {
        return;
    }
    let place = |range: Range<usize>| start + range.start..start + range.end;
    if let Some((string, callee)) = open_string(&read, before) {
        let rest = text.get(at..).unwrap_or_default();
        let end = at + rest.find(['"', '\n', '\r']).unwrap_or(rest.len());
        let range = place(string.start..end);
        match callee.as_deref() {
            Some("source") => {
                for (name, proposal) in fields::known(spot) {
                    writer.part(proposal, decoded, &range, Insertion::text(name.replace('"', "\"\"")));
                }
            }
            Some("expandvariables") => transforms::variables(decoded, &range, writer),
            _ => {}
        }
        return;
    }
    let head = before.trim_end_matches(is_of_word);
    let rest = text.get(at..).unwrap_or_default();
    let end = at + (rest.len() - rest.trim_start_matches(is_of_word).len());
    let word = place(head.len()..end);
    let called = text.get(end..).is_some_and(|behind| behind.starts_with('('));
    let Some(head_before_dot) = head.strip_suffix('.') else {
        // Behind a digit or a closing parenthesis no name starts.
        if !head.ends_with([')', '"']) {
            names(decoded, &word, is_global, text, writer);
        }
        return;
    };
    let object = &head_before_dot[head_before_dot.trim_end_matches(is_of_word).len()..];
    if !object.eq_ignore_ascii_case("DTM") {
        return;
    }
    let handles = read
        .tokens
        .iter()
        .rev()
        .find(|token| token.range().end <= head_before_dot.len() - object.len())
        .is_some_and(|token| token.is(Keyword::Handles));
    if handles { events(decoded, &word, writer) } else { members(decoded, &word, called, writer) }
}

fn is_of_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

/// The text of the string that the script ends in, and the member of `DTM` that it is an argument of, in
/// lower case.
fn open_string(read: &Script, text: &str) -> Option<(Range<usize>, Option<String>)> {
    let unclosed = |token: &Token| {
        token.kind == TokenKind::Text
            && token.range().end == text.len()
            && read.problems.iter().any(|problem| {
                problem.kind == ProblemKind::UnclosedString && problem.range.start == token.range().start
            })
    };
    let at = read.tokens.iter().rposition(|token| !matches!(token.kind, TokenKind::Newline))?;
    let token = *read.tokens.get(at).filter(|token| unclosed(token))?;
    let back = |steps: usize| at.checked_sub(steps).and_then(|at| read.tokens.get(at));
    let is = |steps: usize, symbol: Symbol| back(steps).is_some_and(|token| token.is_symbol(symbol));
    let is_member = is(1, Symbol::OpenParen)
        && is(3, Symbol::Dot)
        && back(4).is_some_and(|token| token.text(text).eq_ignore_ascii_case("DTM"));
    let callee = back(2).filter(|_| is_member).map(|token| token.text(text).to_ascii_lowercase());
    Some((token.range().start + 1..text.len(), callee))
}

fn members(decoded: &DecodedString<'_>, word: &Range<usize>, called: bool, writer: &mut Writer<'_>) {
    for (place, member) in DTM_MEMBERS.iter().enumerate() {
        let insertion = if called { Insertion::text(member.name) } else { call(member) };
        let proposal = Proposal::new(member.name, CompletionKind::Method)
            .detail(member.kind_in_words())
            .explained(member_card(member))
            .order(place);
        writer.part_found_by(proposal, decoded, word, insertion, member.name.to_owned());
    }
}

/// A member with what belongs behind it.
fn call(member: &DtmMember) -> Insertion {
    if member.kind == DtmMemberKind::WriteOnlyProperty {
        return Insertion::text(format!("{} = ", member.name));
    }
    let arguments = member.arguments.iter().map(|argument| match *argument {
        "value" => Insertion::stop("value"),
        other => {
            Insertion::text("\"").then(Insertion::stop(if other == "field" { "" } else { other })).then("\"")
        }
    });
    Insertion::text(format!("{}(", member.name)).then(Insertion::joined(arguments, ", ")).then(")")
}

fn events(decoded: &DecodedString<'_>, word: &Range<usize>, writer: &mut Writer<'_>) {
    for (place, event) in DTM_EVENTS.iter().enumerate() {
        let proposal = Proposal::new(event.name, CompletionKind::Value)
            .detail(event.meaning)
            .explained(event_card(event))
            .order(place);
        writer.part(proposal, decoded, word, Insertion::text(event.name));
    }
}

/// `DTM`, words of Visual Basic, and in the global script the handlers that are missing.
fn names(
    decoded: &DecodedString<'_>,
    word: &Range<usize>,
    is_global: bool,
    text: &str,
    writer: &mut Writer<'_>,
) {
    let dtm = Proposal::new("DTM", CompletionKind::Module).detail("the job's row and result").rank(0);
    writer.part(dtm, decoded, word, Insertion::text("DTM"));
    for (place, known) in VB_WORDS.iter().enumerate() {
        let pieces = known.form.split('…').map(Insertion::text);
        let mut insertion = Insertion::default();
        for (number, piece) in pieces.enumerate() {
            if number > 0 {
                insertion = insertion.then(Insertion::stop(""));
            }
            insertion = insertion.then(piece);
        }
        let kind = if known.form.contains('\n') { CompletionKind::Snippet } else { CompletionKind::Function };
        let proposal = Proposal::new(known.name, kind)
            .detail(known.meaning)
            .said(format!("{}\n\n_Source: {}_", sentence(known.meaning), known.source))
            .rank(3)
            .order(place);
        writer.part_found_by(proposal, decoded, word, insertion, known.name.to_owned());
    }
    if !is_global {
        return;
    }
    let lower = text.to_ascii_lowercase();
    for (place, event) in DTM_EVENTS.iter().enumerate() {
        if lower.contains(&format!("handles dtm.{}", event.name.to_ascii_lowercase())) {
            continue;
        }
        let name = format!("Sub DTM_{}", event.name);
        let insertion = Insertion::text(format!("{}\r\n    ", event.handler()))
            .then(Insertion::stop(""))
            .then("\r\nEnd Sub");
        let proposal = Proposal::new(name.as_str(), CompletionKind::Snippet)
            .detail(event.meaning)
            .explained(event_card(event))
            .rank(4)
            .order(place);
        writer.part_found_by(proposal, decoded, word, insertion, name);
    }
}
