//! Symbols as document symbols.

use gen_lsp_types::{
    BaseSymbolInformation, DocumentSymbol, Location, SymbolInformation, SymbolKind as LspSymbolKind, Uri,
};

use crate::lsp::features::{Symbol, SymbolKind};
use crate::lsp::protocol::position::PositionMapper;

pub(crate) fn document_symbol(symbol: Symbol, positions: PositionMapper<'_>) -> DocumentSymbol {
    #[allow(deprecated, reason = "the struct literal must list the member")]
    DocumentSymbol {
        name: symbol.name,
        detail: symbol.detail,
        kind: match symbol.kind {
            SymbolKind::Job => LspSymbolKind::Module,
            SymbolKind::Group => LspSymbolKind::Namespace,
            SymbolKind::Mapping => LspSymbolKind::Field,
            SymbolKind::Key => LspSymbolKind::Key,
            SymbolKind::ObjectType => LspSymbolKind::Class,
            SymbolKind::Query => LspSymbolKind::Interface,
            SymbolKind::Setting | SymbolKind::Property => LspSymbolKind::Property,
            SymbolKind::Script => LspSymbolKind::Function,
        },
        tags: None,
        deprecated: None,
        range: positions.range(symbol.span),
        selection_range: positions.range(symbol.selection),
        children: Some(symbol.children.into_iter().map(|child| document_symbol(child, positions)).collect()),
    }
}

/// Flattens symbols for clients that do not support nested symbols.
#[allow(deprecated, reason = "the struct literal must list the member")]
pub(crate) fn flatten_symbols(nested: Vec<DocumentSymbol>, uri: &Uri) -> Vec<SymbolInformation> {
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
