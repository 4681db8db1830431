//! What features return, in the protocol's words.

use gen_lsp_types::{
    BaseSymbolInformation, CompletionItem, CompletionItemKind, CompletionItemTextEdit, DocumentSymbol,
    Documentation, FoldingRange, FoldingRangeKind, InlayHint, InsertTextFormat, InsertTextMode, Location,
    MarkupContent, MarkupKind, SemanticToken, SymbolInformation, SymbolKind as Kind, TextEdit, Tooltip, Uri,
};

use super::client_capabilities::ClientCapabilities;
use super::features::{
    Completion, CompletionKind, Fold, FoldKind, HighlightKind, HighlightToken, Hint, InsertText, Symbol,
    SymbolKind,
};
use super::from_proto::PositionMapper;

pub(super) fn markdown(value: String) -> MarkupContent {
    MarkupContent { kind: MarkupKind::Markdown, value }
}

/// Clients that show plain text only get the source, which is made to be read.
pub(super) fn hover_text(value: String, client: &ClientCapabilities) -> MarkupContent {
    let kind = if client.markdown_hover { MarkupKind::Markdown } else { MarkupKind::PlainText };
    MarkupContent { kind, value }
}

pub(super) fn completion_item(
    one: Completion,
    positions: PositionMapper<'_>,
    client: &ClientCapabilities,
) -> CompletionItem {
    let (new_text, format) = match one.insert_text {
        InsertText::Plain(text) => (text, InsertTextFormat::PlainText),
        InsertText::Snippet(text) if client.snippets => (text, InsertTextFormat::Snippet),
        InsertText::Snippet(text) => (strip_tab_stops(&text), InsertTextFormat::PlainText),
    };
    // Lines behind the first one are indented from the line that they are put into.
    let insert_text_mode = new_text.contains('\n').then_some(InsertTextMode::AdjustIndentation);
    let edit = TextEdit { range: positions.range(one.replace_span), new_text };
    CompletionItem {
        label: one.label,
        kind: Some(completion_kind(one.kind)),
        detail: one.detail,
        documentation: one.documentation.map(|text| Documentation::MarkupContent(markdown(text))),
        sort_text: Some(one.sort_text).filter(|key| !key.is_empty()),
        filter_text: Some(one.filter_text).filter(|text| !text.is_empty()),
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

/// A snippet without its tab stops: of a default its text is left, of choices the first one.
fn strip_tab_stops(snippet: &str) -> String {
    let mut text = String::with_capacity(snippet.len());
    let mut rest = snippet.chars().peekable();
    // How each open brace closes: a default ends at `}`, choices at `|}`.
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
                    Some('|') => {
                        text.push_str(&first_choice(&mut rest));
                    }
                    _ => {}
                }
            }
            other => text.push(other),
        }
    }
    text
}

/// The first of `one,two|}`; all of it is read.
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

pub(super) fn document_symbol(one: Symbol, positions: PositionMapper<'_>) -> DocumentSymbol {
    #[allow(deprecated, reason = "the protocol wants the member named")]
    DocumentSymbol {
        name: one.name,
        detail: one.detail,
        kind: match one.kind {
            SymbolKind::Job => Kind::Module,
            SymbolKind::Group => Kind::Namespace,
            SymbolKind::Mapping => Kind::Field,
            SymbolKind::Key => Kind::Key,
            SymbolKind::ObjectType => Kind::Class,
            SymbolKind::Query => Kind::Interface,
            SymbolKind::Setting | SymbolKind::Property => Kind::Property,
            SymbolKind::Script => Kind::Function,
        },
        tags: None,
        deprecated: None,
        range: positions.range(one.span),
        selection_range: positions.range(one.selection),
        children: Some(one.children.into_iter().map(|child| document_symbol(child, positions)).collect()),
    }
}

/// The same as a list, for clients that show no tree.
#[allow(deprecated, reason = "the protocol wants the member named")]
pub(super) fn flatten_symbols(nested: Vec<DocumentSymbol>, uri: &Uri) -> Vec<SymbolInformation> {
    let mut list = Vec::new();
    let mut waiting: Vec<(DocumentSymbol, Option<String>)> =
        nested.into_iter().rev().map(|symbol| (symbol, None)).collect();
    while let Some((symbol, container_name)) = waiting.pop() {
        let children = symbol.children.unwrap_or_default();
        waiting.extend(children.into_iter().rev().map(|child| (child, Some(symbol.name.clone()))));
        list.push(SymbolInformation {
            deprecated: None,
            location: Location { uri: uri.clone(), range: symbol.range },
            base_symbol_information: BaseSymbolInformation {
                name: symbol.name,
                kind: symbol.kind,
                tags: None,
                container_name,
            },
        });
    }
    list
}

pub(super) fn inlay_hint(one: Hint, positions: PositionMapper<'_>) -> InlayHint {
    InlayHint {
        position: positions.position(one.offset),
        label: one.label.into(),
        kind: None,
        text_edits: None,
        tooltip: one.tooltip.map(|text| Tooltip::MarkupContent(markdown(text))),
        padding_left: Some(true),
        padding_right: None,
        data: None,
    }
}

/// The lines of a fold; nothing where it lies in one.
///
/// Clients that fold whole lines keep the line of the closing bracket in sight.
pub(super) fn folding_range(
    one: Fold,
    positions: PositionMapper<'_>,
    client: &ClientCapabilities,
) -> Option<FoldingRange> {
    let (start, mut end) = (positions.position(one.span.start), positions.position(one.span.end));
    if client.line_folding_only && one.kind == FoldKind::Region {
        end.line = end.line.saturating_sub(1);
    }
    (start.line < end.line).then(|| FoldingRange {
        start_line: start.line,
        end_line: end.line,
        kind: Some(match one.kind {
            FoldKind::Region => FoldingRangeKind::Region,
            FoldKind::Comment => FoldingRangeKind::Comment,
        }),
        ..FoldingRange::default()
    })
}

/// The kinds of tokens with their names, in the order of their numbers.
const TOKEN_TYPES: [(HighlightKind, &str); 13] = [
    (HighlightKind::Comment, "comment"),
    (HighlightKind::String, "string"),
    (HighlightKind::Number, "number"),
    (HighlightKind::Keyword, "keyword"),
    (HighlightKind::Operator, "operator"),
    (HighlightKind::Property, "property"),
    (HighlightKind::Function, "function"),
    (HighlightKind::Method, "method"),
    (HighlightKind::Variable, "variable"),
    (HighlightKind::Parameter, "parameter"),
    (HighlightKind::Type, "type"),
    (HighlightKind::Namespace, "namespace"),
    (HighlightKind::Macro, "macro"),
];

/// The names of the kinds of tokens.
pub(super) fn token_types() -> Vec<String> {
    TOKEN_TYPES.iter().map(|(_, name)| (*name).to_owned()).collect()
}

/// Tokens in the order of the text, each in relation to the one before it.
pub(super) fn semantic_tokens(
    mut all: Vec<HighlightToken>,
    positions: PositionMapper<'_>,
) -> Vec<SemanticToken> {
    all.sort_by_key(|token| token.span);
    let mut encoded = Vec::with_capacity(all.len());
    let (mut line, mut column) = (0, 0);
    for token in all {
        let range = positions.range(token.span);
        let number = TOKEN_TYPES.iter().position(|(kind, _)| *kind == token.kind);
        let Some(number) = number.and_then(|number| u32::try_from(number).ok()) else { continue };
        if range.start.line != range.end.line || range.start == range.end {
            continue;
        }
        if range.start.line != line {
            column = 0;
        }
        let Some(delta_start) = range.start.character.checked_sub(column) else { continue };
        encoded.push(SemanticToken {
            delta_line: range.start.line - line,
            delta_start,
            length: range.end.character - range.start.character,
            token_type: number,
            token_modifiers_bitset: 0,
        });
        (line, column) = (range.start.line, range.start.character);
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{LineIndex, PositionEncoding, Span};

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

    #[test]
    fn encodes_tokens_relative_to_previous() {
        let text = "😀ab\n cd ef";
        let lines = LineIndex::new(text);
        let positions = PositionMapper { text, lines: &lines, encoding: PositionEncoding::Utf16 };
        let token = |start, end, kind| HighlightToken { span: Span::new(start, end), kind };
        let all = vec![
            token(11, 13, HighlightKind::String),
            token(4, 6, HighlightKind::Comment),
            token(8, 10, HighlightKind::Number),
            token(5, 9, HighlightKind::Macro),
        ];
        let found: Vec<[u32; 4]> = semantic_tokens(all, positions)
            .iter()
            .map(|token| [token.delta_line, token.delta_start, token.length, token.token_type])
            .collect();
        assert_eq!(found, [[0, 2, 2, 0], [1, 1, 2, 2], [0, 3, 2, 1]], "one over two lines is left out");
    }

    #[test]
    fn every_kind_of_token_has_a_name() {
        assert_eq!(token_types().len(), TOKEN_TYPES.len());
        let names: std::collections::HashSet<_> = token_types().into_iter().collect();
        assert_eq!(names.len(), TOKEN_TYPES.len());
    }
}
