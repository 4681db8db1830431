//! `textDocument/definition`: from a value of a job to its definition, and from a suppression to the
//! suppressed value.

use gen_lsp_types::{Location, TextDocumentPositionParams};
use lsp_server::ResponseError;

use crate::config::Config;
use crate::lsp::features::{NavigationTarget, goto_definition, suppression_target};
use crate::lsp::protocol::position::PositionMapper;
use crate::lsp::protocol::uri::path_to_uri;
use crate::lsp::session::snapshot::Snapshot;
use crate::settings::RULE_CATALOG;
use crate::text::LineIndex;

use super::context::RequestContext;

pub(crate) fn handle(
    context: &RequestContext,
    params: &TextDocumentPositionParams,
) -> Result<Option<Location>, ResponseError> {
    let snapshot = context.document(&params.text_document.uri)?;
    let offset = context.position_mapper(&snapshot).offset(params.position);
    let target = if snapshot.is_config() {
        let path = snapshot.path.clone().unwrap_or_default();
        let config = Config::parse(&path, &snapshot.text, RULE_CATALOG).ok();
        config.and_then(|config| suppression_target(&config, offset, |path| context.file_text(path)))
    } else {
        context.with_job(&snapshot, |file, document| goto_definition(file, document, offset)).flatten()
    };
    Ok(target.and_then(|target| location(context, &snapshot, &target)))
}

/// The location of a target in the document or in another file; `None` if the file cannot be read.
fn location(context: &RequestContext, snapshot: &Snapshot, target: &NavigationTarget) -> Option<Location> {
    let Some(path) = &target.path else {
        let range = context.position_mapper(snapshot).range(target.span);
        return Some(Location { uri: snapshot.uri.clone(), range });
    };
    let text = context.file_text(path)?;
    let lines = LineIndex::new(&text);
    let positions = PositionMapper { text: &text, lines: &lines, encoding: context.capabilities.encoding };
    let open = context.documents.get_by_path(path);
    let uri = open.map_or_else(|| path_to_uri(path), |open| open.uri.clone());
    Some(Location { uri, range: positions.range(target.span) })
}
