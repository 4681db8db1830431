//! Completions as completion items.

use gen_lsp_types::{
    CompletionItem, CompletionItemKind, CompletionItemTextEdit, Documentation, InsertTextFormat,
    InsertTextMode, TextEdit,
};

use crate::lsp::features::{Completion, CompletionKind, InsertText};
use crate::lsp::protocol::client_capabilities::ClientCapabilities;
use crate::lsp::protocol::position::PositionMapper;

use super::markup::markdown;

pub(crate) fn completion_item(
    completion: Completion,
    positions: PositionMapper<'_>,
    client: &ClientCapabilities,
) -> CompletionItem {
    let (new_text, format) = match completion.insert_text {
        InsertText::Plain(text) => (text, InsertTextFormat::PlainText),
        InsertText::Snippet(text) if client.snippets => (text, InsertTextFormat::Snippet),
        InsertText::Snippet(text) => (strip_tab_stops(&text), InsertTextFormat::PlainText),
    };
    // All lines but the first are indented relative to the line of the cursor.
    let insert_text_mode = new_text.contains('\n').then_some(InsertTextMode::AdjustIndentation);
    let edit = TextEdit { range: positions.range(completion.replace_span), new_text };
    CompletionItem {
        label: completion.label,
        kind: Some(completion_kind(completion.kind)),
        detail: completion.detail,
        documentation: completion.documentation.map(|text| Documentation::MarkupContent(markdown(text))),
        sort_text: Some(completion.sort_text).filter(|key| !key.is_empty()),
        filter_text: Some(completion.filter_text).filter(|text| !text.is_empty()),
        insert_text_format: Some(format),
        insert_text_mode,
        text_edit: Some(CompletionItemTextEdit::TextEdit(edit)),
        ..CompletionItem::default()
    }
}

fn completion_kind(kind: CompletionKind) -> CompletionItemKind {
    match kind {
        CompletionKind::Property => CompletionItemKind::Property,
        CompletionKind::Value => CompletionItemKind::Value,
        CompletionKind::Enum => CompletionItemKind::EnumMember,
        CompletionKind::Keyword => CompletionItemKind::Keyword,
        CompletionKind::Field => CompletionItemKind::Field,
        CompletionKind::Function => CompletionItemKind::Function,
        CompletionKind::Method => CompletionItemKind::Method,
        CompletionKind::Module => CompletionItemKind::Module,
        CompletionKind::Folder => CompletionItemKind::Folder,
        CompletionKind::Operator => CompletionItemKind::Operator,
        CompletionKind::Snippet => CompletionItemKind::Snippet,
    }
}

/// Replaces tab stops by their default text or their first choice.
fn strip_tab_stops(snippet: &str) -> String {
    let mut text = String::with_capacity(snippet.len());
    let mut rest = snippet.chars().peekable();
    // Number of tab stops with a default text that are not closed yet.
    let mut open = 0_u32;
    while let Some(next) = rest.next() {
        match next {
            '\\' => text.extend(rest.next()),
            '}' if open > 0 => open -= 1,
            '$' if rest.peek().is_some_and(char::is_ascii_digit) => {
                while rest.next_if(char::is_ascii_digit).is_some() {}
            }
            '$' if rest.peek() == Some(&'{') => {
                rest.next();
                while rest.next_if(char::is_ascii_digit).is_some() {}
                match rest.next() {
                    Some(':') => open += 1,
                    Some('|') => text.push_str(&first_choice(&mut rest)),
                    _ => {}
                }
            }
            other => text.push(other),
        }
    }
    text
}

/// Reads choices up to their end (`one,two|}`) and returns the first one.
fn first_choice(rest: &mut impl Iterator<Item = char>) -> String {
    let mut first = String::new();
    let mut in_first = true;
    while let Some(next) = rest.next() {
        match next {
            '\\' => {
                let escaped = rest.next();
                first.extend(escaped.filter(|_| in_first));
            }
            ',' => in_first = false,
            '|' => {
                rest.next();
                break;
            }
            other if in_first => first.push(other),
            _ => {}
        }
    }
    first
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strips_tab_stops() {
        for (snippet, text) in [
            ("a", "a"),
            ("\"$1\": $0", "\"\": "),
            ("${1:First} and ${2:Last}$0", "First and Last"),
            ("${1|true,false|},", "true,"),
            ("${1|a\\,b,c|}", "a,b"),
            ("\\$1 \\} \\\\", "$1 } \\"),
            ("{ \"a\": ${1:{\\}} }", "{ \"a\": {} }"),
            ("${1}x$", "x$"),
            ("${1:", ""),
            ("${1|a", "a"),
        ] {
            assert_eq!(strip_tab_stops(snippet), text, "{snippet}");
        }
    }
}
