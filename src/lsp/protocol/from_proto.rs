//! Parameters that several requests and notifications share.

use std::path::PathBuf;

use gen_lsp_types::{Range, TextDocumentIdentifier, Uri};
use serde::Deserialize;
use serde_json::Value;

use super::uri::uri_to_path;

/// Parameters of a request for a whole document.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct DocumentParams {
    pub(crate) text_document: TextDocumentIdentifier,
}

/// Parameters of a request for a range of a document.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RangeParams {
    pub(crate) text_document: TextDocumentIdentifier,
    pub(crate) range: Range,
}

/// The workspace folders in the parameters of `initialize`; without any, the root folder of older
/// clients or the current folder.
pub(crate) fn workspace_roots(params: &Value) -> Vec<PathBuf> {
    let roots = paths_of_items(params.get("workspaceFolders"));
    if !roots.is_empty() {
        return roots;
    }
    let uri = params.get("rootUri").and_then(Value::as_str);
    let path = params.get("rootPath").and_then(Value::as_str);
    let root = uri.and_then(|uri| uri_to_path(&Uri(uri.to_owned()))).or_else(|| path.map(PathBuf::from));
    root.or_else(|| std::env::current_dir().ok()).into_iter().collect()
}

/// The paths of an array of objects with the member `uri`, such as workspace folders and file changes.
pub(crate) fn paths_of_items(items: Option<&Value>) -> Vec<PathBuf> {
    let path = |item: &Value| uri_to_path(&Uri(item.get("uri")?.as_str()?.to_owned()));
    items.and_then(Value::as_array).into_iter().flatten().filter_map(path).collect()
}
