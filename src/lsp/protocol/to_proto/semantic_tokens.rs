//! Highlighted tokens as semantic tokens.

use gen_lsp_types::SemanticToken;

use crate::lsp::features::{HighlightKind, HighlightToken};
use crate::lsp::protocol::position::PositionMapper;

/// Token types and their names; the index is the number of the type in the protocol.
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

/// The names of the token types, for the legend.
pub(crate) fn token_types() -> Vec<String> {
    TOKEN_TYPES.iter().map(|(_, name)| (*name).to_owned()).collect()
}

/// Sorts and encodes tokens; the position of each token is relative to the previous one. Tokens that
/// span several lines or overlap are dropped.
pub(crate) fn semantic_tokens(
    mut tokens: Vec<HighlightToken>,
    positions: PositionMapper<'_>,
) -> Vec<SemanticToken> {
    tokens.sort_by_key(|token| token.span);
    let mut encoded = Vec::with_capacity(tokens.len());
    let (mut line, mut column) = (0, 0);
    for token in tokens {
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
        assert_eq!(found, [[0, 2, 2, 0], [1, 1, 2, 2], [0, 3, 2, 1]], "the token over two lines is dropped");
    }

    #[test]
    fn token_type_names_are_unique() {
        assert_eq!(token_types().len(), TOKEN_TYPES.len());
        let names: std::collections::HashSet<_> = token_types().into_iter().collect();
        assert_eq!(names.len(), TOKEN_TYPES.len());
    }
}
