//! Actions that suppress a finding in `joblint.toml`.

use std::path::{Path, PathBuf};

use gen_lsp_types::{
    CodeAction, CodeActionKind, CreateFile, CreateFileOptions, Diagnostic as LspDiagnostic, DocumentChange,
    Range, TextEdit, WorkspaceEdit,
};

use crate::diagnostic::Diagnostic;
use crate::lsp::handlers::context::RequestContext;
use crate::lsp::protocol::position::PositionMapper;
use crate::lsp::protocol::uri::path_to_uri;
use crate::lsp::session::snapshot::Snapshot;
use crate::lsp::sync::lock;
use crate::rule::Tag;
use crate::rules;
use crate::settings::FileSettings;
use crate::text::LineIndex;

use super::suppression_entry::{new_config_path, suppression_entry};
use super::workspace_edit::workspace_edit;

pub(crate) fn action(
    context: &RequestContext,
    snapshot: &Snapshot,
    settings: &FileSettings,
    (finding, lsp_diagnostic): (&Diagnostic, &LspDiagnostic),
) -> Option<CodeAction> {
    // Mistakes in the configuration itself and bugs in joblint cannot be suppressed.
    if snapshot.is_config() || rules::has_tag(finding.rule, Tag::InternalError) {
        return None;
    }
    let (config, relative_path) = config_for(context, settings, snapshot.path.as_deref()?)?;
    let edit = append_suppression(context, &config, &relative_path, finding)?;
    Some(CodeAction {
        title: format!("Suppress `{}` here, in joblint.toml", finding.rule),
        kind: Some(CodeActionKind::QuickFix),
        diagnostics: Some(vec![lsp_diagnostic.clone()]),
        is_preferred: Some(false),
        edit: Some(edit),
        ..CodeAction::default()
    })
}

/// The path of the existing or new configuration of a file, and the path of the file relative to it.
fn config_for(context: &RequestContext, settings: &FileSettings, path: &Path) -> Option<(PathBuf, PathBuf)> {
    if let Some(config) = &settings.config {
        return Some((config.path.clone(), settings.relative_path.clone()));
    }
    let config = new_config_path(path, lock(&context.settings_store).workspace_root(path))?;
    let relative_path = path.strip_prefix(config.parent()?).ok()?.to_owned();
    Some((config, relative_path))
}

/// The edit that appends a suppression to a configuration, which may be open or not exist yet.
fn append_suppression(
    context: &RequestContext,
    config: &Path,
    relative_path: &Path,
    finding: &Diagnostic,
) -> Option<WorkspaceEdit> {
    let capabilities = &context.capabilities;
    let open = context.documents.get_by_path(config);
    let on_disk = match open {
        None if config.exists() => Some(std::fs::read_to_string(config).ok()?),
        _ => None,
    };
    let existing = open.map(|open| open.text.as_str()).or(on_disk.as_deref());
    let text = existing.unwrap_or_default();
    let new_text = suppression_entry(config, text, relative_path, finding)?;
    let lines = LineIndex::new(text);
    let positions = PositionMapper { text, lines: &lines, encoding: capabilities.encoding };
    let end = positions.position(u32::try_from(text.len()).ok()?);
    let edit = TextEdit { range: Range { start: end, end }, new_text };
    let uri = open.map_or_else(|| path_to_uri(config), |open| open.uri.clone());
    if existing.is_some() {
        let version = open.and_then(|open| open.version);
        return Some(workspace_edit(capabilities, &uri, version, vec![edit]));
    }
    if !capabilities.document_changes || !capabilities.creates_files {
        return None;
    }
    let options = CreateFileOptions { ignore_if_exists: Some(true), overwrite: None };
    let create = CreateFile { uri: uri.clone(), options: Some(options), annotation_id: None };
    let mut edit = workspace_edit(capabilities, &uri, None, vec![edit]);
    edit.document_changes.as_mut()?.insert(0, DocumentChange::CreateFile(create));
    Some(edit)
}
