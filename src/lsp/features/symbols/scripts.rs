//! Symbols of scripts.

use std::cmp::Reverse;
use std::ops::Range;

use crate::job::JobScript;
use crate::lsp::features::types::{Symbol, SymbolKind};

use super::text::truncate_line;

/// The declarations of a script.
pub(super) fn routine_symbols(script: &JobScript<'_>) -> Vec<Symbol> {
    let (parsed, text) = (&script.script, script.text());
    let in_file = |range: Range<usize>| {
        let range = script.to_string_range(&range);
        script.decoded().raw_span(range.start, range.end)
    };
    let mut found: Vec<Symbol> = parsed
        .declarations
        .iter()
        .filter_map(|declaration| {
            let (keyword, name) =
                (parsed.tokens.get(declaration.keyword)?, parsed.tokens.get(declaration.name)?);
            let shown = truncate_line(name.text(text));
            let (span, selection) = (in_file(parsed.range_of(&declaration.header)), in_file(name.range()));
            (!shown.is_empty() && span.contains(selection)).then(|| Symbol {
                name: shown,
                detail: Some(keyword.text(text).to_owned()),
                kind: SymbolKind::Script,
                span,
                selection,
                children: Vec::new(),
            })
        })
        .collect();
    found.sort_by_key(|symbol| (symbol.span.start, Reverse(symbol.span.end)));
    found
}
