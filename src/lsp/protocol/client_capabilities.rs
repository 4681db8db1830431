//! Capabilities of the client.

use serde_json::Value;

use crate::text::PositionEncoding;

use super::position::negotiate_encoding;

/// The capabilities of the client that affect the server.
///
/// They are read one by one: an invalid capability does not affect the others.
#[derive(Debug, Clone)]
pub(crate) struct ClientCapabilities {
    pub(crate) encoding: PositionEncoding,
    /// The client requests diagnostics; they are not published.
    pub(crate) pulls_diagnostics: bool,
    pub(crate) related_information: bool,
    pub(crate) unnecessary_tag: bool,
    pub(crate) refreshes_diagnostics: bool,
    pub(crate) refreshes_hints: bool,
    /// Edits may refer to a version of a document, and create files.
    pub(crate) document_changes: bool,
    pub(crate) creates_files: bool,
    /// The edits of code actions may be computed by `codeAction/resolve`.
    pub(crate) resolves_edits: bool,
    pub(crate) snippets: bool,
    pub(crate) markdown_hover: bool,
    pub(crate) nested_symbols: bool,
    pub(crate) shows_documents: bool,
    /// The client supports the request `workspace/configuration`.
    pub(crate) configuration: bool,
    pub(crate) registers_configuration: bool,
    pub(crate) registers_watchers: bool,
    pub(crate) relative_patterns: bool,
    pub(crate) line_folding_only: bool,
}

impl ClientCapabilities {
    /// Reads the parameters of `initialize`.
    pub(crate) fn new(params: &Value) -> Self {
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
