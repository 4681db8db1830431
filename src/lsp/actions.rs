//! Code actions: mend a finding, mend everything, agree on a finding, explain it.

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;

use gen_lsp_types::{
    CodeAction, CodeActionKind, Command, CreateFile, CreateFileOptions, Diagnostic as Item, DocumentChange,
    Edit, OptionalVersionedTextDocumentIdentifier, Range, TextDocumentEdit, TextDocumentIdentifier, TextEdit,
    Uri, WorkspaceEdit,
};
use lsp_server::ErrorCode;
use serde::{Deserialize, Serialize};
use similar::{DiffTag, TextDiff};

use crate::diagnostic::{Applicability, Diagnostic};
use crate::fix::{fix_text, select_non_overlapping};
use crate::linter::FileOrigin;
use crate::text::{LineIndex, Secrets, Span};

use super::client_capabilities::ClientCapabilities;
use super::diagnostics::fix_text_edits;
use super::documents::Snapshot;
use super::from_proto::{PositionMapper, path_to_uri};
use super::handlers::RequestContext;
use super::lint::DocumentDiagnostics;
use super::rule_docs::EXPLAIN_COMMAND;
use super::server::lock;
use super::server_capabilities::FIX_ALL;
use super::suppress::{new_config_path, suppression_edit};
use super::transport::ResponseError;

/// For how many findings suppressions are offered.
const MAX_SUPPRESS_ACTIONS: usize = 20;

/// What a client asks for.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct CodeActionParams {
    text_document: TextDocumentIdentifier,
    range: Range,
    #[serde(default)]
    context: CodeActionContext,
}

#[derive(Debug, Default, Deserialize)]
struct CodeActionContext {
    #[serde(default)]
    only: Option<Vec<String>>,
}

impl CodeActionContext {
    /// Whether actions of a kind are asked for: that kind, or one that it is a part of.
    fn includes_kind(&self, kind: &str) -> bool {
        let covers = |asked: &String| {
            asked.is_empty()
                || kind
                    .strip_prefix(asked.as_str())
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        self.only.as_ref().is_none_or(|only| only.iter().any(covers))
    }
}

/// What is worked out only when the action is chosen.
#[derive(Debug, Serialize, Deserialize)]
struct FixAllData {
    uri: Uri,
    version: Option<i32>,
}

/// The actions for a range of a document.
pub(super) fn handle_code_action(
    desk: &RequestContext,
    params: &CodeActionParams,
) -> Result<Vec<CodeAction>, ResponseError> {
    let snapshot = desk.document(&params.text_document.uri)?;
    let findings = desk.diagnostics(&snapshot);
    let marked = snapshot.position_mapper(desk.client.encoding).span(params.range);
    let mut actions = Vec::new();
    if params.context.includes_kind("quickfix") {
        let here: Vec<(&Diagnostic, &Item)> = findings
            .diagnostics
            .iter()
            .zip(&findings.lsp_diagnostics)
            .filter(|(found, _)| found.span.start <= marked.end && marked.start <= found.span.end)
            .collect();
        let snapshot = &snapshot;
        actions.extend(here.iter().filter_map(|(found, item)| quick_fix(desk, snapshot, found, item)));
        let mut seen = HashSet::new();
        let one_of_each: Vec<&(&Diagnostic, &Item)> =
            here.iter().filter(|(found, _)| seen.insert(found.rule)).collect();
        actions.extend(
            one_of_each.iter().filter_map(|(found, _)| fix_all_of_rule(desk, snapshot, &findings, found)),
        );
        // Whoever marks the whole document does not want to agree on everything in it.
        let mut seen = HashSet::new();
        for (found, item) in here.iter().take(MAX_SUPPRESS_ACTIONS) {
            if seen.insert((found.rule, &found.pointer)) {
                actions.extend(suppress_action(desk, snapshot, &findings, found, item));
            }
        }
        actions.extend(one_of_each.iter().filter_map(|(found, item)| explain_action(found, item)));
    }
    let fixable =
        |found: &Diagnostic| found.fix.as_ref().is_some_and(|fix| fix.applicability == Applicability::Safe);
    if params.context.includes_kind(FIX_ALL) && findings.diagnostics.iter().any(fixable) {
        let mut action = CodeAction {
            title: "Apply all safe fixes".to_owned(),
            kind: Some(CodeActionKind::new(FIX_ALL)),
            ..CodeAction::default()
        };
        if desk.client.resolves_edits {
            let data = FixAllData { uri: snapshot.uri.clone(), version: snapshot.version };
            action.data = serde_json::to_value(data).ok();
        } else {
            action.edit = Some(fix_all_edit(desk, &snapshot, &findings));
        }
        actions.push(action);
    }
    Ok(actions)
}

/// Adds what an action does.
pub(super) fn handle_code_action_resolve(
    desk: &RequestContext,
    mut action: CodeAction,
) -> Result<CodeAction, ResponseError> {
    let Some(data) = action.data.clone() else { return Ok(action) };
    let data: FixAllData = serde_json::from_value(data)
        .map_err(|error| ResponseError::new(ErrorCode::InvalidParams, error.to_string()))?;
    let snapshot = desk.document(&data.uri)?;
    if snapshot.version != data.version {
        return Err(ResponseError::new(ErrorCode::ContentModified, "the document has changed meanwhile"));
    }
    let findings = desk.diagnostics(&snapshot);
    action.edit = Some(fix_all_edit(desk, &snapshot, &findings));
    Ok(action)
}

fn quick_fix(
    desk: &RequestContext,
    snapshot: &Snapshot,
    found: &Diagnostic,
    item: &Item,
) -> Option<CodeAction> {
    let fix = found.fix.as_ref().filter(|fix| fix.applicability > Applicability::DisplayOnly)?;
    let edits = fix_text_edits(fix, snapshot.position_mapper(desk.client.encoding));
    Some(CodeAction {
        title: capitalize(&fix.title),
        kind: Some(CodeActionKind::QuickFix),
        diagnostics: Some(vec![item.clone()]),
        is_preferred: Some(fix.applicability == Applicability::Safe),
        edit: Some(workspace_edit(&desk.client, &snapshot.uri, snapshot.version, edits)),
        ..CodeAction::default()
    })
}

/// The safe fixes of every finding of the same rule, where there are several.
fn fix_all_of_rule(
    desk: &RequestContext,
    snapshot: &Snapshot,
    findings: &DocumentDiagnostics,
    found: &Diagnostic,
) -> Option<CodeAction> {
    let alike = |other: &&Diagnostic| other.rule == found.rule;
    let of_rule: Vec<Diagnostic> = findings.diagnostics.iter().filter(alike).cloned().collect();
    let chosen = select_non_overlapping(&of_rule, Applicability::Safe);
    if chosen.len() < 2 {
        return None;
    }
    let positions = snapshot.position_mapper(desk.client.encoding);
    let edits =
        chosen.iter().filter_map(|one| one.fix.as_ref()).flat_map(|fix| fix_text_edits(fix, positions));
    Some(CodeAction {
        title: format!("Fix all {} `{}` in this document", chosen.len(), found.rule),
        kind: Some(CodeActionKind::QuickFix),
        is_preferred: Some(false),
        edit: Some(workspace_edit(&desk.client, &snapshot.uri, snapshot.version, edits.collect())),
        ..CodeAction::default()
    })
}

/// Every safe fix, in rounds until none is left.
fn fix_all_edit(desk: &RequestContext, snapshot: &Snapshot, findings: &DocumentDiagnostics) -> WorkspaceEdit {
    let plan = &findings.settings;
    let path = snapshot.path.as_deref();
    let hide = |text: &str, secrets: &Secrets, found: &mut Vec<Diagnostic>| {
        lock(&desk.settings_store).filter_suppressed(plan, path, text, secrets, found);
    };
    let fixed =
        fix_text(&plan.linter, snapshot.text.as_bytes(), FileOrigin::Discovered, Applicability::Safe, &hide);
    let positions = snapshot.position_mapper(desk.client.encoding);
    let changed = fixed.map(|fixed| diff_edits(&snapshot.text, &fixed.text)).unwrap_or_default();
    let edits = changed
        .into_iter()
        .map(|(span, new_text)| TextEdit { range: positions.range(span), new_text })
        .collect();
    workspace_edit(&desk.client, &snapshot.uri, snapshot.version, edits)
}

/// The edits that make one text the other: whole lines that differ, without what they share at their
/// ends, so that the cursor stays where it is.
fn diff_edits(before: &str, after: &str) -> Vec<(Span, String)> {
    let diff = TextDiff::from_lines(before, after);
    let starts = |lines: usize, line: &dyn Fn(usize) -> usize| -> Vec<usize> {
        let mut at = 0;
        let mut starts = vec![0];
        for number in 0..lines {
            at += line(number);
            starts.push(at);
        }
        starts
    };
    let old = starts(diff.old_len(), &|line| diff.old_slice(line).map_or(0, str::len));
    let new = starts(diff.new_len(), &|line| diff.new_slice(line).map_or(0, str::len));
    let mut edits = Vec::new();
    for change in diff.ops().iter().filter(|change| change.tag() != DiffTag::Equal) {
        let (was, is) = (change.old_range(), change.new_range());
        let old_text = &before[old[was.start]..old[was.end]];
        let new_text = &after[new[is.start]..new[is.end]];
        let shared = old_text.chars().zip(new_text.chars()).take_while(|(left, right)| left == right);
        let start: usize = shared.map(|(left, _)| left.len_utf8()).sum();
        let (old_rest, new_rest) = (&old_text[start..], &new_text[start..]);
        let shared =
            old_rest.chars().rev().zip(new_rest.chars().rev()).take_while(|(left, right)| left == right);
        let end: usize = shared.map(|(left, _)| left.len_utf8()).sum();
        let span = Span::from_usize(old[was.start] + start, old[was.end] - end);
        edits.push((span, new_rest[..new_rest.len() - end].to_owned()));
    }
    edits
}

fn suppress_action(
    desk: &RequestContext,
    snapshot: &Snapshot,
    findings: &DocumentDiagnostics,
    found: &Diagnostic,
    item: &Item,
) -> Option<CodeAction> {
    // A mistake in the configuration itself, or in joblint, is nothing to agree on.
    if snapshot.is_config() || found.rule == "internal-error" {
        return None;
    }
    let path = snapshot.path.as_deref()?;
    let (config, relative) = match &findings.settings.config {
        Some(config) => (config.path.clone(), findings.settings.relative_path.clone()),
        None => {
            let config = new_config_path(path, lock(&desk.settings_store).workspace_root(path))?;
            let relative = path.strip_prefix(config.parent()?).ok()?.to_owned();
            (config, relative)
        }
    };
    let edit = append_suppression(desk, &config, &relative, found)?;
    Some(CodeAction {
        title: format!("Suppress `{}` here, in joblint.toml", found.rule),
        kind: Some(CodeActionKind::QuickFix),
        diagnostics: Some(vec![item.clone()]),
        is_preferred: Some(false),
        edit: Some(edit),
        ..CodeAction::default()
    })
}

/// The edit that adds a suppression to a configuration, which may be open, or be created.
fn append_suppression(
    desk: &RequestContext,
    config: &Path,
    relative: &Path,
    found: &Diagnostic,
) -> Option<WorkspaceEdit> {
    let open: Option<Arc<Snapshot>> = desk.documents.get_by_path(config).map(Arc::clone);
    let on_disk =
        if open.is_none() && config.exists() { Some(std::fs::read_to_string(config).ok()?) } else { None };
    let before = open.as_ref().map(|open| open.text.as_str()).or(on_disk.as_deref());
    let added = suppression_edit(config, before.unwrap_or_default(), relative, found)?;
    let text = before.unwrap_or_default();
    let lines = LineIndex::new(text);
    let positions = PositionMapper { text, lines: &lines, encoding: desk.client.encoding };
    let end = positions.position(u32::try_from(text.len()).ok()?);
    let edit = TextEdit { range: Range { start: end, end }, new_text: added.text };
    let uri = open.as_ref().map_or_else(|| path_to_uri(&added.path), |open| open.uri.clone());
    let version = open.as_ref().and_then(|open| open.version);
    if before.is_some() {
        return Some(workspace_edit(&desk.client, &uri, version, vec![edit]));
    }
    if !desk.client.document_changes || !desk.client.creates_files {
        return None;
    }
    let options = CreateFileOptions { ignore_if_exists: Some(true), overwrite: None };
    let create = CreateFile { uri: uri.clone(), options: Some(options), annotation_id: None };
    let mut whole = workspace_edit(&desk.client, &uri, None, vec![edit]);
    whole.document_changes.as_mut()?.insert(0, DocumentChange::CreateFile(create));
    Some(whole)
}

fn explain_action(found: &Diagnostic, item: &Item) -> Option<CodeAction> {
    crate::rules::find_rule(found.rule)?;
    let title = format!("Explain `{}`", found.rule);
    let command = Command {
        title: title.clone(),
        command: EXPLAIN_COMMAND.to_owned(),
        arguments: Some(vec![found.rule.into()]),
        ..Command::default()
    };
    Some(CodeAction {
        title,
        kind: Some(CodeActionKind::QuickFix),
        diagnostics: Some(vec![item.clone()]),
        is_preferred: Some(false),
        command: Some(command),
        ..CodeAction::default()
    })
}

/// Edits of one document, for its version where the client can tell versions apart.
fn workspace_edit(
    client: &ClientCapabilities,
    uri: &Uri,
    version: Option<i32>,
    edits: Vec<TextEdit>,
) -> WorkspaceEdit {
    if !client.document_changes {
        return WorkspaceEdit {
            changes: Some(HashMap::from([(uri.clone(), edits)])),
            ..WorkspaceEdit::default()
        };
    }
    let edit = TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier {
            version,
            text_document_identifier: TextDocumentIdentifier { uri: uri.clone() },
        },
        edits: edits.into_iter().map(Edit::TextEdit).collect(),
    };
    let changes = vec![DocumentChange::TextDocumentEdit(edit)];
    WorkspaceEdit { document_changes: Some(changes), ..WorkspaceEdit::default() }
}

fn capitalize(title: &str) -> String {
    let mut letters = title.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn apply_edits(before: &str, edits: &[(Span, String)]) -> String {
        let mut text = before.to_owned();
        for (span, new) in edits.iter().rev() {
            text.replace_range(span.range(), new);
        }
        text
    }

    #[test]
    fn edits_only_changed_text() {
        let edits = diff_edits("a\nbcd\ne\n", "a\nbxd\ne\n");
        assert_eq!(edits, [(Span::new(3, 4), "x".to_owned())]);
        assert_eq!(diff_edits("same", "same"), []);
    }

    proptest! {
        #[test]
        fn edits_make_one_text_the_other(before in "[aé\n]{0,30}", after in "[aé\n]{0,30}") {
            prop_assert_eq!(apply_edits(&before, &diff_edits(&before, &after)), after);
        }
    }

    #[test]
    fn matches_kinds_by_prefix() {
        let wants = |only: &[&str], kind: &str| {
            CodeActionContext { only: Some(only.iter().map(|kind| (*kind).to_owned()).collect()) }
                .includes_kind(kind)
        };
        for asked in ["source", "source.fixAll", "source.fixAll.joblint", ""] {
            assert!(wants(&[asked], FIX_ALL), "{asked}");
        }
        for asked in ["source.fix", "source.fixAll.other", "quickfix", "source.fixAll.joblint.more"] {
            assert!(!wants(&[asked], FIX_ALL), "{asked}");
        }
        assert!(CodeActionContext::default().includes_kind("quickfix"));
        assert!(!wants(&[], "quickfix"));
    }
}
