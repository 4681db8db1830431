//! Scripts: members and events of `DTM`, source fields, and snippets of Visual Basic.

use std::ops::Range;

use crate::catalog::{DTM_EVENTS, DTM_MEMBERS, DtmMember, DtmMemberKind};
use crate::job::NodeRef;
use crate::language::script::{self, Keyword, Punct, Script, ScriptErrorKind, Token, TokenKind};
use crate::lsp::features::cursor_context::CursorContext;
use crate::lsp::features::describe::catalog::{
    describe_dtm_member_kind, dtm_event_doc, dtm_handler_signature, dtm_member_doc,
};
use crate::lsp::features::markdown::to_sentence;
use crate::lsp::features::string_cursor::StringCursor;
use crate::lsp::features::types::CompletionKind;
use crate::text::DecodedString;

use super::collector::{CompletionBuilder, CompletionCollector};
use super::env_vars::environment_variables;
use super::fields::known_source_fields;
use super::insertion::Insertion;
use super::vb_snippets::{VB_SNIPPETS, VbSnippet};

/// A cursor in a script. All ranges and offsets but `start` are relative to the script.
pub(super) struct ScriptCursor<'c> {
    decoded: &'c DecodedString<'c>,
    /// The offset of the script in the string.
    start: usize,
    /// The script up to the cursor.
    before: &'c str,
    /// The script after the cursor.
    after: &'c str,
    is_global: bool,
}

impl<'c> ScriptCursor<'c> {
    /// The script of a transform, which starts at `start` of the string.
    pub(super) fn in_transform(cursor: &'c StringCursor<'_>, start: usize) -> Self {
        let before = cursor.before().get(start..).unwrap_or_default();
        Self { decoded: &cursor.decoded, start, before, after: cursor.after(), is_global: false }
    }

    fn global(cursor: &'c StringCursor<'_>) -> Self {
        Self { is_global: true, ..Self::in_transform(cursor, 0) }
    }

    fn offset(&self) -> usize {
        self.before.len()
    }

    /// The name around the cursor, which may be empty.
    fn word(&self) -> Range<usize> {
        let start = self.before.trim_end_matches(is_word_char).len();
        let rest = self.after.trim_start_matches(is_word_char);
        start..self.offset() + (self.after.len() - rest.len())
    }

    fn contains(&self, lowercase_text: &str) -> bool {
        format!("{}{}", self.before, self.after).to_ascii_lowercase().contains(lowercase_text)
    }

    fn add(
        &self,
        builder: CompletionBuilder,
        range: &Range<usize>,
        insertion: Insertion,
        collector: &mut CompletionCollector<'_>,
    ) {
        collector.add_in_string(builder, self.decoded, &self.string_range(range), insertion);
    }

    /// Converts a range of the script to the string.
    fn string_range(&self, range: &Range<usize>) -> Range<usize> {
        self.start + range.start..self.start + range.end
    }
}

fn is_word_char(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

/// `ExposedScriptCode`, the global script.
pub(super) fn global_script(
    context: &CursorContext<'_, '_>,
    value: NodeRef<'_>,
    collector: &mut CompletionCollector<'_>,
) {
    let Some(cursor) = StringCursor::new(value, context.offset) else { return };
    complete_script(context, &ScriptCursor::global(&cursor), collector);
}

pub(super) fn complete_script(
    context: &CursorContext<'_, '_>,
    cursor: &ScriptCursor<'_>,
    collector: &mut CompletionCollector<'_>,
) {
    let before = cursor.before;
    let script = script::parse(before);
    if script.comments.last().is_some_and(|comment| comment.end == before.len()) {
        return;
    }
    if let Some(argument) = StringArgument::at_end(&script, before) {
        return complete_argument(context, cursor, &argument, collector);
    }
    let head = before.get(..cursor.word().start).unwrap_or_default();
    let Some(receiver) = head.strip_suffix('.') else {
        // No name can follow a closing parenthesis or a string.
        if !head.ends_with([')', '"']) {
            top_level_names(cursor, collector);
        }
        return;
    };
    let Some(before_receiver) = strip_dtm(receiver) else { return };
    let mut tokens = script.tokens.iter().rev();
    let previous = tokens.find(|token| token.range().end <= before_receiver.len());
    if previous.is_some_and(|token| token.is(Keyword::Handles)) {
        dtm_events(cursor, collector);
    } else {
        dtm_members(cursor, collector);
    }
}

/// The text before `DTM` at the end of a text.
fn strip_dtm(text: &str) -> Option<&str> {
    let (before, word) = text.split_at(text.trim_end_matches(is_word_char).len());
    word.eq_ignore_ascii_case("DTM").then_some(before)
}

/// An unterminated string at the end of a script.
struct StringArgument {
    /// The start of its content.
    start: usize,
    /// The lowercase name of the member of `DTM` that is called with it.
    callee: Option<String>,
}

impl StringArgument {
    fn at_end(script: &Script, text: &str) -> Option<Self> {
        let is_unterminated = |token: &Token| {
            token.kind == TokenKind::String
                && token.range().end == text.len()
                && script.errors.iter().any(|error| {
                    error.kind == ScriptErrorKind::UnclosedString && error.range.start == token.range().start
                })
        };
        let index = script.tokens.iter().rposition(|token| token.kind != TokenKind::Newline)?;
        let token = script.tokens.get(index).filter(|token| is_unterminated(token))?;
        let back = |steps: usize| index.checked_sub(steps).and_then(|index| script.tokens.get(index));
        let is_punct = |steps: usize, punct: Punct| back(steps).is_some_and(|token| token.is_punct(punct));
        // `DTM`, `.`, member, `(`
        let is_dtm_call = is_punct(1, Punct::OpenParen)
            && is_punct(3, Punct::Dot)
            && back(4).is_some_and(|token| token.text(text).eq_ignore_ascii_case("DTM"));
        let callee = back(2).filter(|_| is_dtm_call).map(|token| token.text(text).to_ascii_lowercase());
        Some(Self { start: token.range().start + 1, callee })
    }
}

fn complete_argument(
    context: &CursorContext<'_, '_>,
    cursor: &ScriptCursor<'_>,
    argument: &StringArgument,
    collector: &mut CompletionCollector<'_>,
) {
    let content_len = cursor.after.find(['"', '\n', '\r']).unwrap_or(cursor.after.len());
    let range = argument.start..cursor.offset() + content_len;
    match argument.callee.as_deref() {
        Some("source") => {
            for (name, builder) in known_source_fields(context) {
                let name = name.replace('"', "\"\"");
                cursor.add(builder, &range, Insertion::text(name), collector);
            }
        }
        Some("expandvariables") => {
            environment_variables(cursor.decoded, &cursor.string_range(&range), collector);
        }
        _ => {}
    }
}

fn dtm_members(cursor: &ScriptCursor<'_>, collector: &mut CompletionCollector<'_>) {
    let word = cursor.word();
    let has_arguments =
        cursor.after.get(word.end - cursor.offset()..).is_some_and(|rest| rest.starts_with('('));
    for (index, member) in DTM_MEMBERS.iter().enumerate() {
        let insertion = if has_arguments { Insertion::text(member.name) } else { member_snippet(member) };
        let builder = CompletionBuilder::new(member.name, CompletionKind::Method)
            .detail(describe_dtm_member_kind(member.kind))
            .documentation(dtm_member_doc(member))
            .filter(member.name)
            .order(index);
        cursor.add(builder, &word, insertion, collector);
    }
}

/// A member with its arguments or the assignment.
fn member_snippet(member: &DtmMember) -> Insertion {
    if member.kind == DtmMemberKind::WriteOnlyProperty {
        return Insertion::text(format!("{} = ", member.name));
    }
    let arguments = member.arguments.iter().map(|argument| match *argument {
        "value" => Insertion::tab_stop("value"),
        name => Insertion::text("\"")
            .append(Insertion::tab_stop(if name == "field" { "" } else { name }))
            .append("\""),
    });
    Insertion::text(format!("{}(", member.name)).append(Insertion::join(arguments, ", ")).append(")")
}

fn dtm_events(cursor: &ScriptCursor<'_>, collector: &mut CompletionCollector<'_>) {
    for (index, event) in DTM_EVENTS.iter().enumerate() {
        let builder = CompletionBuilder::new(event.name, CompletionKind::Value)
            .detail(event.description)
            .documentation(dtm_event_doc(event))
            .order(index);
        cursor.add(builder, &cursor.word(), Insertion::text(event.name), collector);
    }
}

/// `DTM`, snippets of Visual Basic, and missing event handlers in the global script.
fn top_level_names(cursor: &ScriptCursor<'_>, collector: &mut CompletionCollector<'_>) {
    let word = cursor.word();
    let dtm = CompletionBuilder::new("DTM", CompletionKind::Module)
        .detail("the row and the result of the job")
        .rank(0);
    cursor.add(dtm, &word, Insertion::text("DTM"), collector);
    for (index, snippet) in VB_SNIPPETS.iter().enumerate() {
        let is_block = snippet.body.contains('\n');
        let kind = if is_block { CompletionKind::Snippet } else { CompletionKind::Function };
        let doc = format!("{}\n\n_Source: {}_", to_sentence(snippet.description), snippet.doc_page);
        let builder = CompletionBuilder::new(snippet.name, kind)
            .detail(snippet.description)
            .documentation_text(doc)
            .filter(snippet.name)
            .rank(3)
            .order(index);
        cursor.add(builder, &word, vb_insertion(snippet), collector);
    }
    if cursor.is_global {
        event_handlers(cursor, collector);
    }
}

fn vb_insertion(snippet: &VbSnippet) -> Insertion {
    let mut parts = snippet.body.split('…');
    let first = Insertion::text(parts.next().unwrap_or_default());
    parts.fold(first, |insertion, part| insertion.append(Insertion::tab_stop("")).append(part))
}

fn event_handlers(cursor: &ScriptCursor<'_>, collector: &mut CompletionCollector<'_>) {
    for (index, event) in DTM_EVENTS.iter().enumerate() {
        if cursor.contains(&format!("handles dtm.{}", event.name.to_ascii_lowercase())) {
            continue;
        }
        let name = format!("Sub DTM_{}", event.name);
        let insertion = Insertion::text(format!("{}\r\n    ", dtm_handler_signature(event)))
            .append(Insertion::tab_stop(""))
            .append("\r\nEnd Sub");
        let builder = CompletionBuilder::new(name.as_str(), CompletionKind::Snippet)
            .detail(event.description)
            .documentation(dtm_event_doc(event))
            .filter(name)
            .rank(4)
            .order(index);
        cursor.add(builder, &cursor.word(), insertion, collector);
    }
}
