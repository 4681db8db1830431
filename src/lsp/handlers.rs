//! What a client can ask for.

use std::path::Path;
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex};

use gen_lsp_types::{
    CodeAction, CompletionItem, CompletionParams, DocumentSymbol, ExecuteCommandParams, FoldingRange, Hover,
    InlayHint, Location, Range, SemanticTokens, TextDocumentIdentifier, TextDocumentPositionParams, Uri,
};
use lsp_server::ErrorCode;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::language::set_placeholder_patterns;
use crate::rules::find_rule;
use crate::settings::RULE_CATALOG;
use crate::text::{LineIndex, Span, closest_match};

use super::actions;
use super::client_capabilities::ClientCapabilities;
use super::documents::{Documents, Snapshot};
use super::features::{
    FeatureContext, complete, document_symbols, folding_ranges, goto_definition, hover, inlay_hints,
    semantic_tokens, should_trigger, suppression_target,
};
use super::from_proto::{PositionMapper, path_to_uri};
use super::lint::{DocumentDiagnostics, LintWorker};
use super::rule_docs::{EXPLAIN_COMMAND, RuleDocs, rule_summary};
use super::server::{Event, lock};
use super::settings_store::{SettingsStore, feature_context};
use super::to_proto;
use super::transport::{JsonBytes, ResponseError, to_json};

/// What is on the desk of whoever answers a request: the documents as they were when it came.
pub(super) struct RequestContext {
    pub(super) client: Arc<ClientCapabilities>,
    pub(super) settings_store: Arc<Mutex<SettingsStore>>,
    pub(super) rule_docs: Arc<Mutex<RuleDocs>>,
    pub(super) documents: Documents,
    pub(super) events: Sender<Event>,
}

impl RequestContext {
    pub(super) fn document(&self, uri: &Uri) -> Result<Arc<Snapshot>, ResponseError> {
        let not_open = || ResponseError::new(ErrorCode::InvalidParams, format!("{} is not open", uri.0));
        self.documents.get(uri).map(Arc::clone).ok_or_else(not_open)
    }

    /// What was found in a document; it is checked now if nobody has done so.
    pub(super) fn diagnostics(&self, snapshot: &Arc<Snapshot>) -> Arc<DocumentDiagnostics> {
        if let Some(known) = snapshot.diagnostics() {
            return known;
        }
        let (nobody, _) = channel();
        let alone = LintWorker::new(Arc::clone(&self.client), Arc::clone(&self.settings_store), nobody)
            .lint(snapshot);
        // Meanwhile somebody may have, who knows the other documents.
        snapshot.diagnostics().unwrap_or_else(|| Arc::new(alone))
    }

    /// The text of a file, as the editor has it.
    fn file_text(&self, path: &Path) -> Option<String> {
        match self.documents.get_by_path(path) {
            Some(open) => Some(String::clone(&open.text)),
            None => std::fs::read_to_string(path).ok(),
        }
    }

    fn feature_context(&self, snapshot: &Snapshot) -> FeatureContext {
        feature_context(&lock(&self.settings_store).file_settings(snapshot.path.as_deref()).linter)
    }
}

/// Answers a request.
pub(super) type Handler = fn(&RequestContext, Value) -> Result<JsonBytes, ResponseError>;

/// Who answers a request; `None` for one that nobody knows.
pub(super) fn find_handler(method: &str) -> Option<Handler> {
    Some(match method {
        "textDocument/hover" => |desk, params| with_params(params, |params| handle_hover(desk, &params)),
        "textDocument/completion" => {
            |desk, params| with_params(params, |params| handle_completion(desk, &params))
        }
        "textDocument/documentSymbol" => {
            |desk, params| with_params(params, |params| handle_document_symbol(desk, &params))
        }
        "textDocument/inlayHint" => {
            |desk, params| with_params(params, |params| handle_inlay_hint(desk, &params))
        }
        "textDocument/foldingRange" => {
            |desk, params| with_params(params, |params| handle_folding_range(desk, &params))
        }
        "textDocument/definition" => {
            |desk, params| with_params(params, |params| handle_goto_definition(desk, &params))
        }
        "textDocument/semanticTokens/full" => |desk, params| {
            with_params(params, |params: DocumentParams| {
                handle_semantic_tokens(desk, &params.text_document, None)
            })
        },
        "textDocument/semanticTokens/range" => |desk, params| {
            with_params(params, |params: RangeParams| {
                handle_semantic_tokens(desk, &params.text_document, Some(params.range))
            })
        },
        "textDocument/codeAction" => {
            |desk, params| with_params(params, |params| actions::handle_code_action(desk, &params))
        }
        "codeAction/resolve" => |desk, params| {
            with_params(params, |action: CodeAction| actions::handle_code_action_resolve(desk, action))
        },
        "workspace/executeCommand" => {
            |desk, params| with_params(params, |params| handle_execute_command(desk, &params))
        }
        _ => return None,
    })
}

/// What is asked of a whole document.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct DocumentParams {
    text_document: TextDocumentIdentifier,
}

/// What is asked of a part of a document.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RangeParams {
    text_document: TextDocumentIdentifier,
    range: Range,
}

fn with_params<P: DeserializeOwned, R: Serialize>(
    params: Value,
    work: impl FnOnce(P) -> Result<R, ResponseError>,
) -> Result<JsonBytes, ResponseError> {
    let params = serde_json::from_value(params)
        .map_err(|error| ResponseError::new(ErrorCode::InvalidParams, error.to_string()))?;
    work(params).map(|result| to_json(&result))
}

/// What stands under the cursor, and what was found there.
fn handle_hover(
    desk: &RequestContext,
    params: &TextDocumentPositionParams,
) -> Result<Option<Hover>, ResponseError> {
    let snapshot = desk.document(&params.text_document.uri)?;
    let positions = snapshot.position_mapper(desk.client.encoding);
    let offset = positions.offset(params.position);
    let environment = desk.feature_context(&snapshot);
    let _placeholders = set_placeholder_patterns(environment.placeholders.clone());
    let shown = snapshot.with_job(|file, document| hover(file, document, offset, &environment)).flatten();
    let findings = desk.diagnostics(&snapshot);
    let mut rules: Vec<&Diagnostic> = Vec::new();
    for found in &findings.diagnostics {
        let under = found.span.start <= offset && offset < found.span.end.max(found.span.start + 1);
        if under && !rules.iter().any(|known| known.rule == found.rule) {
            rules.push(found);
        }
    }
    // Of several findings, the one that marks least is meant most.
    rules.sort_by_key(|found| found.span.len());
    let span = shown.as_ref().map(|shown| shown.span).or_else(|| rules.first().map(|found| found.span));
    let parts: Vec<String> = shown
        .into_iter()
        .map(|shown| shown.markdown)
        .chain(rules.iter().filter_map(|found| rule_summary(found)))
        .collect();
    Ok(span.filter(|_| !parts.is_empty()).map(|span| Hover {
        contents: to_proto::hover_text(parts.join("\n\n---\n\n"), &desk.client).into(),
        range: Some(positions.range(span)),
    }))
}

/// What can be written at the cursor. The list is whole: the client filters it while a word is typed.
fn handle_completion(
    desk: &RequestContext,
    params: &CompletionParams,
) -> Result<Vec<CompletionItem>, ResponseError> {
    let TextDocumentPositionParams { text_document, position } = &params.text_document_position_params;
    let snapshot = desk.document(&text_document.uri)?;
    let positions = snapshot.position_mapper(desk.client.encoding);
    let offset = positions.offset(*position);
    let environment = desk.feature_context(&snapshot);
    let _placeholders = set_placeholder_patterns(environment.placeholders.clone());
    let typed = params.context.as_ref().and_then(|context| context.trigger_character.as_deref());
    let found = snapshot.with_job(|file, document| match typed {
        Some(typed) if !should_trigger(document, offset, typed) => Vec::new(),
        _ => complete(file, document, offset, &environment),
    });
    let found = found.unwrap_or_default().into_iter();
    Ok(found.map(|one| to_proto::completion_item(one, positions, &desk.client)).collect())
}

fn handle_document_symbol(desk: &RequestContext, params: &DocumentParams) -> Result<Value, ResponseError> {
    let snapshot = desk.document(&params.text_document.uri)?;
    let positions = snapshot.position_mapper(desk.client.encoding);
    let symbols = snapshot.with_job(document_symbols).unwrap_or_default();
    let nested: Vec<DocumentSymbol> =
        symbols.into_iter().map(|symbol| to_proto::document_symbol(symbol, positions)).collect();
    let shown = if desk.client.nested_symbols {
        serde_json::to_value(nested)
    } else {
        serde_json::to_value(to_proto::flatten_symbols(nested, &snapshot.uri))
    };
    Ok(shown.unwrap_or_default())
}

fn handle_inlay_hint(desk: &RequestContext, params: &RangeParams) -> Result<Vec<InlayHint>, ResponseError> {
    let snapshot = desk.document(&params.text_document.uri)?;
    let positions = snapshot.position_mapper(desk.client.encoding);
    let range = positions.span(params.range);
    let environment = desk.feature_context(&snapshot);
    let _placeholders = set_placeholder_patterns(environment.placeholders.clone());
    let hints = snapshot.with_job(|file, document| inlay_hints(file, document, range)).unwrap_or_default();
    Ok(hints.into_iter().map(|hint| to_proto::inlay_hint(hint, positions)).collect())
}

fn handle_folding_range(
    desk: &RequestContext,
    params: &DocumentParams,
) -> Result<Vec<FoldingRange>, ResponseError> {
    let snapshot = desk.document(&params.text_document.uri)?;
    let positions = snapshot.position_mapper(desk.client.encoding);
    let folds = snapshot.with_job(|_, document| folding_ranges(document)).unwrap_or_default();
    Ok(folds.into_iter().filter_map(|fold| to_proto::folding_range(fold, positions, &desk.client)).collect())
}

/// Where what stands under the cursor comes from.
fn handle_goto_definition(
    desk: &RequestContext,
    params: &TextDocumentPositionParams,
) -> Result<Option<Location>, ResponseError> {
    let snapshot = desk.document(&params.text_document.uri)?;
    let positions = snapshot.position_mapper(desk.client.encoding);
    let offset = positions.offset(params.position);
    let place = if snapshot.is_config() {
        let path = snapshot.path.clone().unwrap_or_default();
        let config = Config::parse(&path, &snapshot.text, RULE_CATALOG).ok();
        config.and_then(|config| suppression_target(&config, offset, |path| desk.file_text(path)))
    } else {
        snapshot.with_job(|file, document| goto_definition(file, document, offset)).flatten()
    };
    let Some(place) = place else { return Ok(None) };
    let Some(path) = &place.path else {
        return Ok(Some(Location { uri: snapshot.uri.clone(), range: positions.range(place.span) }));
    };
    let Some(text) = desk.file_text(path) else { return Ok(None) };
    let lines = LineIndex::new(&text);
    let positions = PositionMapper { text: &text, lines: &lines, encoding: desk.client.encoding };
    let uri = desk.documents.get_by_path(path).map_or_else(|| path_to_uri(path), |open| open.uri.clone());
    Ok(Some(Location { uri, range: positions.range(place.span) }))
}

fn handle_semantic_tokens(
    desk: &RequestContext,
    document: &TextDocumentIdentifier,
    range: Option<Range>,
) -> Result<SemanticTokens, ResponseError> {
    let snapshot = desk.document(&document.uri)?;
    let positions = snapshot.position_mapper(desk.client.encoding);
    let range = range.map_or(Span::from_usize(0, snapshot.text.len()), |range| positions.span(range));
    let environment = desk.feature_context(&snapshot);
    let _placeholders = set_placeholder_patterns(environment.placeholders.clone());
    let found =
        snapshot.with_job(|file, document| semantic_tokens(file, document, range)).unwrap_or_default();
    Ok(SemanticTokens { result_id: None, data: to_proto::semantic_tokens(found, positions) })
}

/// Commands: the page of a rule, as a document where the client shows them, and as the result.
fn handle_execute_command(
    desk: &RequestContext,
    params: &ExecuteCommandParams,
) -> Result<String, ResponseError> {
    let wrong = |reason: String| ResponseError::new(ErrorCode::InvalidParams, reason);
    if params.command != EXPLAIN_COMMAND {
        return Err(wrong(format!("there is no command `{}`", params.command)));
    }
    let name = params.arguments.as_ref().and_then(|arguments| arguments.first()).and_then(Value::as_str);
    let name = name.ok_or_else(|| wrong(format!("`{EXPLAIN_COMMAND}` wants the name of a rule")))?;
    let rule = find_rule(name).ok_or_else(|| {
        let meant = closest_match(name, crate::rules::RULES.iter().map(|rule| rule.name));
        let meant = meant.map(|meant| format!("; did you mean `{meant}`?")).unwrap_or_default();
        wrong(format!("there is no rule `{name}`{meant}"))
    })?;
    if desk.client.shows_documents
        && let Some(file) = lock(&desk.rule_docs).page_path(rule.name)
    {
        let _ = desk.events.send(Event::ShowDocument(path_to_uri(&file)));
    }
    Ok(rule.page.to_owned())
}
