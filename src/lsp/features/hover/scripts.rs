//! Scripts: members of `DTM`, event handlers and source fields.

use std::ops::Range;

use crate::catalog::{DTM_MEMBERS, DtmMember, dtm_event};
use crate::job::NodeRef;
use crate::language::script::{self, Arguments, Script};
use crate::lsp::features::cursor_context::CursorContext;
use crate::lsp::features::describe::catalog::{dtm_event_doc, dtm_member_doc};
use crate::lsp::features::markdown::HoverDoc;
use crate::lsp::features::string_cursor::StringCursor;
use crate::lsp::features::types::Hover;
use crate::text::Span;

use super::fields;
use super::response::hover_response;

/// `ExposedScriptCode`, the global script.
pub(super) fn global_script(context: &CursorContext<'_, '_>, value: NodeRef<'_>) -> Option<Hover> {
    let cursor = StringCursor::new(value, context.offset)?;
    script_token(context, &cursor, 0, cursor.text())
}

/// The token at the cursor in a script that starts at `start` of the string.
pub(super) fn script_token(
    context: &CursorContext<'_, '_>,
    cursor: &StringCursor<'_>,
    start: usize,
    text: &str,
) -> Option<Hover> {
    let offset = cursor.offset.checked_sub(start)?;
    let script = script::parse(text);
    let file_span = |range: &Range<usize>| {
        cursor.decoded.raw_span(range.start.saturating_add(start), range.end.saturating_add(start))
    };
    for reference in &script.dtm_references {
        let name = script.member_name(text, reference);
        let (first, last) = (script.tokens.get(reference.start)?, script.tokens.get(reference.member)?);
        let range = first.range().start..last.range().end;
        if range.contains(&offset) {
            let doc = if reference.is_event {
                dtm_event(name).map(dtm_event_doc)
            } else {
                find_dtm_member(name).map(dtm_member_doc)
            };
            return hover_response(file_span(&range), doc?);
        }
        if let Arguments::Literal { value, range, content } = script.arguments(text, reference.member)
            && name.eq_ignore_ascii_case("Source")
            && range.contains(&offset)
        {
            let in_content = content.start <= offset && offset <= content.end;
            let span: Span = file_span(if in_content { &content } else { &range });
            return fields::named_source_field(context, &value, span);
        }
    }
    let (range, doc) = event_handler_at(&script, text, offset)?;
    hover_response(file_span(&range), doc)
}

/// The name of an event handler: `DTM_RowAdded`.
fn event_handler_at(script: &Script, text: &str, offset: usize) -> Option<(Range<usize>, HoverDoc)> {
    script.declarations.iter().find_map(|declaration| {
        let token = script.tokens.get(declaration.name)?;
        let event = token.text(text).get("DTM_".len()..);
        let event = event.filter(|_| token.range().contains(&offset)).and_then(dtm_event)?;
        Some((token.range(), dtm_event_doc(event)))
    })
}

fn find_dtm_member(name: &str) -> Option<&'static DtmMember> {
    DTM_MEMBERS.iter().find(|member| member.name.eq_ignore_ascii_case(name))
}
