//! Scripts: members of `DTM`, source fields, events, and a few words of Visual Basic.

use std::ops::Range;

use crate::catalog::{DTM_EVENTS, DTM_MEMBERS, DtmMember, DtmMemberKind};
use crate::job::NodeRef;
use crate::language::script::{self, Keyword, Punct, Script, ScriptErrorKind, Token, TokenKind};
use crate::lsp::features::CompletionKind;
use crate::lsp::features::cursor_context::CursorContext;
use crate::lsp::features::describe::catalog::{describe_dtm_member_kind, dtm_handler_signature};
use crate::lsp::features::hover::{event_card, member_card};
use crate::lsp::features::markdown::to_sentence;
use crate::text::{DecodedString, Span};

use super::collector::{CompletionBuilder, CompletionCollector};
use super::insertion::Insertion;
use super::vb_snippets::VB_SNIPPETS;
use super::{fields, transforms};

/// The global script.
pub(super) fn global_script(
    spot: &CursorContext<'_, '_>,
    value: NodeRef<'_>,
    collector: &mut CompletionCollector<'_>,
) {
    let Some(decoded) = value.decoded() else { return };
    let at = decoded.decoded_range(Span::empty(collector.cursor_offset())).start;
    script(spot, &decoded, 0, decoded.text(), at, true, collector);
}

/// A script that starts at `start` of the decoded string, with the cursor at `at` of the script.
pub(super) fn script(
    spot: &CursorContext<'_, '_>,
    decoded: &DecodedString<'_>,
    start: usize,
    text: &str,
    at: usize,
    is_global: bool,
    collector: &mut CompletionCollector<'_>,
) {
    let Some(before) = text.get(..at) else { return };
    let read = script::parse(before);
    if read.comments.last().is_some_and(|comment| comment.end == before.len()) {
        return;
    }
    let place = |range: Range<usize>| start + range.start..start + range.end;
    if let Some((string, callee)) = unterminated_string(&read, before) {
        let rest = text.get(at..).unwrap_or_default();
        let end = at + rest.find(['"', '\n', '\r']).unwrap_or(rest.len());
        let range = place(string.start..end);
        match callee.as_deref() {
            Some("source") => {
                for (name, proposal) in fields::known_source_fields(spot) {
                    collector.add_in_string(
                        proposal,
                        decoded,
                        &range,
                        Insertion::text(name.replace('"', "\"\"")),
                    );
                }
            }
            Some("expandvariables") => transforms::environment_variables(decoded, &range, collector),
            _ => {}
        }
        return;
    }
    let head = before.trim_end_matches(is_word_char);
    let rest = text.get(at..).unwrap_or_default();
    let end = at + (rest.len() - rest.trim_start_matches(is_word_char).len());
    let word = place(head.len()..end);
    let called = text.get(end..).is_some_and(|behind| behind.starts_with('('));
    let Some(head_before_dot) = head.strip_suffix('.') else {
        // Behind a digit or a closing parenthesis no name starts.
        if !head.ends_with([')', '"']) {
            top_level_names(decoded, &word, is_global, text, collector);
        }
        return;
    };
    let object = &head_before_dot[head_before_dot.trim_end_matches(is_word_char).len()..];
    if !object.eq_ignore_ascii_case("DTM") {
        return;
    }
    let handles = read
        .tokens
        .iter()
        .rev()
        .find(|token| token.range().end <= head_before_dot.len() - object.len())
        .is_some_and(|token| token.is(Keyword::Handles));
    if handles {
        dtm_events(decoded, &word, collector)
    } else {
        dtm_members(decoded, &word, called, collector)
    }
}

fn is_word_char(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

/// The text of the string that the script ends in, and the member of `DTM` that it is an argument of, in
/// lower case.
fn unterminated_string(read: &Script, text: &str) -> Option<(Range<usize>, Option<String>)> {
    let unclosed = |token: &Token| {
        token.kind == TokenKind::String
            && token.range().end == text.len()
            && read.errors.iter().any(|problem| {
                problem.kind == ScriptErrorKind::UnclosedString && problem.range.start == token.range().start
            })
    };
    let at = read.tokens.iter().rposition(|token| !matches!(token.kind, TokenKind::Newline))?;
    let token = *read.tokens.get(at).filter(|token| unclosed(token))?;
    let back = |steps: usize| at.checked_sub(steps).and_then(|at| read.tokens.get(at));
    let is = |steps: usize, symbol: Punct| back(steps).is_some_and(|token| token.is_punct(symbol));
    let is_member = is(1, Punct::OpenParen)
        && is(3, Punct::Dot)
        && back(4).is_some_and(|token| token.text(text).eq_ignore_ascii_case("DTM"));
    let callee = back(2).filter(|_| is_member).map(|token| token.text(text).to_ascii_lowercase());
    Some((token.range().start + 1..text.len(), callee))
}

fn dtm_members(
    decoded: &DecodedString<'_>,
    word: &Range<usize>,
    called: bool,
    collector: &mut CompletionCollector<'_>,
) {
    for (place, member) in DTM_MEMBERS.iter().enumerate() {
        let insertion = if called { Insertion::text(member.name) } else { member_snippet(member) };
        let proposal = CompletionBuilder::new(member.name, CompletionKind::Method)
            .detail(describe_dtm_member_kind(member.kind))
            .documentation(member_card(member))
            .order(place);
        collector.add_in_string_with_filter(proposal, decoded, word, insertion, member.name.to_owned());
    }
}

/// A member with what belongs behind it.
fn member_snippet(member: &DtmMember) -> Insertion {
    if member.kind == DtmMemberKind::WriteOnlyProperty {
        return Insertion::text(format!("{} = ", member.name));
    }
    let arguments = member.arguments.iter().map(|argument| match *argument {
        "value" => Insertion::tab_stop("value"),
        other => Insertion::text("\"")
            .append(Insertion::tab_stop(if other == "field" { "" } else { other }))
            .append("\""),
    });
    Insertion::text(format!("{}(", member.name)).append(Insertion::join(arguments, ", ")).append(")")
}

fn dtm_events(decoded: &DecodedString<'_>, word: &Range<usize>, collector: &mut CompletionCollector<'_>) {
    for (place, event) in DTM_EVENTS.iter().enumerate() {
        let proposal = CompletionBuilder::new(event.name, CompletionKind::Value)
            .detail(event.description)
            .documentation(event_card(event))
            .order(place);
        collector.add_in_string(proposal, decoded, word, Insertion::text(event.name));
    }
}

/// `DTM`, words of Visual Basic, and in the global script the handlers that are missing.
fn top_level_names(
    decoded: &DecodedString<'_>,
    word: &Range<usize>,
    is_global: bool,
    text: &str,
    collector: &mut CompletionCollector<'_>,
) {
    let dtm =
        CompletionBuilder::new("DTM", CompletionKind::Module).detail("the job's row and result").rank(0);
    collector.add_in_string(dtm, decoded, word, Insertion::text("DTM"));
    for (place, known) in VB_SNIPPETS.iter().enumerate() {
        let pieces = known.body.split('…').map(Insertion::text);
        let mut insertion = Insertion::default();
        for (number, piece) in pieces.enumerate() {
            if number > 0 {
                insertion = insertion.append(Insertion::tab_stop(""));
            }
            insertion = insertion.append(piece);
        }
        let kind = if known.body.contains('\n') { CompletionKind::Snippet } else { CompletionKind::Function };
        let proposal = CompletionBuilder::new(known.name, kind)
            .detail(known.description)
            .documentation_text(format!("{}\n\n_Source: {}_", to_sentence(known.description), known.doc_page))
            .rank(3)
            .order(place);
        collector.add_in_string_with_filter(proposal, decoded, word, insertion, known.name.to_owned());
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
        let insertion = Insertion::text(format!("{}\r\n    ", dtm_handler_signature(event)))
            .append(Insertion::tab_stop(""))
            .append("\r\nEnd Sub");
        let proposal = CompletionBuilder::new(name.as_str(), CompletionKind::Snippet)
            .detail(event.description)
            .documentation(event_card(event))
            .rank(4)
            .order(place);
        collector.add_in_string_with_filter(proposal, decoded, word, insertion, name);
    }
}
