//! What the client can do.

use serde_json::Value;

use crate::text::PositionEncoding;

use super::from_proto::negotiate_encoding;

/// What of the client's capabilities makes a difference.
///
/// They are read one by one: a client that writes one of them oddly keeps the others.
#[derive(Debug, Clone)]
pub(super) struct ClientCapabilities {
    pub(super) encoding: PositionEncoding,
    /// Diagnostics are asked for, and need not be sent.
    pub(super) pulls_diagnostics: bool,
    pub(super) related_information: bool,
    pub(super) unnecessary_tag: bool,
    pub(super) refreshes_diagnostics: bool,
    pub(super) refreshes_hints: bool,
    /// Edits can name the version that they are for, and files can be created.
    pub(super) document_changes: bool,
    pub(super) creates_files: bool,
    /// Code actions as such, not just as commands.
    pub(super) resolves_edits: bool,
    pub(super) snippets: bool,
    pub(super) markdown_hover: bool,
    pub(super) nested_symbols: bool,
    pub(super) shows_documents: bool,
    /// The client answers `workspace/configuration`.
    pub(super) configuration: bool,
    pub(super) registers_configuration: bool,
    pub(super) registers_watchers: bool,
    pub(super) relative_patterns: bool,
    pub(super) line_folding_only: bool,
}

impl ClientCapabilities {
    /// Reads the parameters of `initialize`.
    pub(super) fn new(params: &Value) -> Self {
        let get = |path: &str| params.pointer(&format!("/capabilities/{path}"));
        let is = |path: &str| get(path).and_then(Value::as_bool) == Some(true);
        let texts = |path: &str| -> Vec<&str> {
            get(path).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect()
        };
        let tags = get("textDocument/publishDiagnostics/tagSupport/valueSet");
        let pulls = get("textDocument/diagnostic").is_some_and(Value::is_object);
        let pulled = |name: &str| pulls && is(&format!("textDocument/diagnostic/{name}"));
        let hover = get("textDocument/hover/contentFormat").and_then(Value::as_array);
        Self {
            encoding: negotiate_encoding(texts("general/positionEncodings")),
            pulls_diagnostics: pulls,
            related_information: is("textDocument/publishDiagnostics/relatedInformation")
                || pulled("relatedInformation"),
            unnecessary_tag: tags.and_then(Value::as_array).is_some_and(|tags| tags.contains(&1.into())),
            refreshes_diagnostics: is("workspace/diagnostics/refreshSupport"),
            refreshes_hints: is("workspace/inlayHint/refreshSupport"),
            document_changes: is("workspace/workspaceEdit/documentChanges"),
            creates_files: texts("workspace/workspaceEdit/resourceOperations").contains(&"create"),
            resolves_edits: texts("textDocument/codeAction/resolveSupport/properties").contains(&"edit"),
            snippets: is("textDocument/completion/completionItem/snippetSupport"),
            markdown_hover: hover.is_none_or(|kinds| kinds.contains(&"markdown".into())),
            nested_symbols: is("textDocument/documentSymbol/hierarchicalDocumentSymbolSupport"),
            shows_documents: is("window/showDocument/support"),
            configuration: is("workspace/configuration"),
            registers_configuration: is("workspace/didChangeConfiguration/dynamicRegistration"),
            registers_watchers: is("workspace/didChangeWatchedFiles/dynamicRegistration"),
            relative_patterns: is("workspace/didChangeWatchedFiles/relativePatternSupport"),
            line_folding_only: is("textDocument/foldingRange/lineFoldingOnly"),
        }
    }
}
