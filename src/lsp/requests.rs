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
use crate::language::placeholder_scope;
use crate::plan::VOCABULARY;
use crate::rules::find;
use crate::text::{LineIndex, Span, nearest};

use super::actions;
use super::client::Client;
use super::convert;
use super::documents::{Documents, Snapshot};
use super::explain::{EXPLAIN, Pages, of_finding};
use super::features::{
    Environment, complete, definition, folds, hints, hover, is_worth_a_list, suppressed, symbols, tokens,
};
use super::lint::{Findings, Worker};
use super::location::{Positions, uri_of};
use super::plans::{Plans, environment};
use super::server::{Event, lock};
use super::transport::{Json, Refusal, json};

/// What is on the desk of whoever answers a request: the documents as they were when it came.
pub(super) struct Desk {
    pub(super) client: Arc<Client>,
    pub(super) plans: Arc<Mutex<Plans>>,
    pub(super) pages: Arc<Mutex<Pages>>,
    pub(super) documents: Documents,
    pub(super) events: Sender<Event>,
}

impl Desk {
    pub(super) fn document(&self, uri: &Uri) -> Result<Arc<Snapshot>, Refusal> {
        let not_open = || Refusal::new(ErrorCode::InvalidParams, format!("{} is not open", uri.0));
        self.documents.get(uri).map(Arc::clone).ok_or_else(not_open)
    }

    /// What was found in a document; it is checked now if nobody has done so.
    pub(super) fn findings(&self, snapshot: &Arc<Snapshot>) -> Arc<Findings> {
        if let Some(known) = snapshot.findings() {
            return known;
        }
        let (nobody, _) = channel();
        let alone = Worker::new(Arc::clone(&self.client), Arc::clone(&self.plans), nobody).look_at(snapshot);
        // Meanwhile somebody may have, who knows the other documents.
        snapshot.findings().unwrap_or_else(|| Arc::new(alone))
    }

    /// The text of a file, as the editor has it.
    fn text(&self, path: &Path) -> Option<String> {
        match self.documents.at(path) {
            Some(open) => Some(String::clone(&open.text)),
            None => std::fs::read_to_string(path).ok(),
        }
    }

    fn environment(&self, snapshot: &Snapshot) -> Environment {
        environment(&lock(&self.plans).plan(snapshot.path.as_deref()).linter)
    }
}

/// Answers a request.
pub(super) type Handler = fn(&Desk, Value) -> Result<Json, Refusal>;

/// Who answers a request; `None` for one that nobody knows.
pub(super) fn handler(method: &str) -> Option<Handler> {
    Some(match method {
        "textDocument/hover" => |desk, params| answer(params, |params| hovering(desk, &params)),
        "textDocument/completion" => |desk, params| answer(params, |params| completing(desk, &params)),
        "textDocument/documentSymbol" => |desk, params| answer(params, |params| outline(desk, &params)),
        "textDocument/inlayHint" => |desk, params| answer(params, |params| hinting(desk, &params)),
        "textDocument/foldingRange" => |desk, params| answer(params, |params| folding(desk, &params)),
        "textDocument/definition" => |desk, params| answer(params, |params| defining(desk, &params)),
        "textDocument/semanticTokens/full" => {
            |desk, params| answer(params, |params: OfDocument| painting(desk, &params.text_document, None))
        }
        "textDocument/semanticTokens/range" => |desk, params| {
            answer(params, |params: InRange| painting(desk, &params.text_document, Some(params.range)))
        },
        "textDocument/codeAction" => |desk, params| answer(params, |params| actions::actions(desk, &params)),
        "codeAction/resolve" => {
            |desk, params| answer(params, |action: CodeAction| actions::resolve(desk, action))
        }
        "workspace/executeCommand" => |desk, params| answer(params, |params| execute(desk, &params)),
        _ => return None,
    })
}

/// What is asked of a whole document.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct OfDocument {
    text_document: TextDocumentIdentifier,
}

/// What is asked of a part of a document.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct InRange {
    text_document: TextDocumentIdentifier,
    range: Range,
}

fn answer<P: DeserializeOwned, R: Serialize>(
    params: Value,
    work: impl FnOnce(P) -> Result<R, Refusal>,
) -> Result<Json, Refusal> {
    let params = serde_json::from_value(params)
        .map_err(|error| Refusal::new(ErrorCode::InvalidParams, error.to_string()))?;
    work(params).map(|result| json(&result))
}

/// What stands under the cursor, and what was found there.
fn hovering(desk: &Desk, params: &TextDocumentPositionParams) -> Result<Option<Hover>, Refusal> {
    let snapshot = desk.document(&params.text_document.uri)?;
    let positions = snapshot.positions(desk.client.encoding);
    let offset = positions.offset(params.position);
    let environment = desk.environment(&snapshot);
    let _placeholders = placeholder_scope(environment.placeholders.clone());
    let shown = snapshot.as_job(|file, document| hover(file, document, offset, &environment)).flatten();
    let findings = desk.findings(&snapshot);
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
        .chain(rules.iter().filter_map(|found| of_finding(found)))
        .collect();
    Ok(span.filter(|_| !parts.is_empty()).map(|span| Hover {
        contents: convert::hover_text(parts.join("\n\n---\n\n"), &desk.client).into(),
        range: Some(positions.range(span)),
    }))
}

/// What can be written at the cursor. The list is whole: the client filters it while a word is typed.
fn completing(desk: &Desk, params: &CompletionParams) -> Result<Vec<CompletionItem>, Refusal> {
    let TextDocumentPositionParams { text_document, position } = &params.text_document_position_params;
    let snapshot = desk.document(&text_document.uri)?;
    let positions = snapshot.positions(desk.client.encoding);
    let offset = positions.offset(*position);
    let environment = desk.environment(&snapshot);
    let _placeholders = placeholder_scope(environment.placeholders.clone());
    let typed = params.context.as_ref().and_then(|context| context.trigger_character.as_deref());
    let found = snapshot.as_job(|file, document| match typed {
        Some(typed) if !is_worth_a_list(document, offset, typed) => Vec::new(),
        _ => complete(file, document, offset, &environment),
    });
    let found = found.unwrap_or_default().into_iter();
    Ok(found.map(|one| convert::completion(one, positions, &desk.client)).collect())
}

fn outline(desk: &Desk, params: &OfDocument) -> Result<Value, Refusal> {
    let snapshot = desk.document(&params.text_document.uri)?;
    let positions = snapshot.positions(desk.client.encoding);
    let symbols = snapshot.as_job(symbols).unwrap_or_default();
    let nested: Vec<DocumentSymbol> =
        symbols.into_iter().map(|symbol| convert::symbol(symbol, positions)).collect();
    let shown = if desk.client.nested_symbols {
        serde_json::to_value(nested)
    } else {
        serde_json::to_value(convert::flat(nested, &snapshot.uri))
    };
    Ok(shown.unwrap_or_default())
}

fn hinting(desk: &Desk, params: &InRange) -> Result<Vec<InlayHint>, Refusal> {
    let snapshot = desk.document(&params.text_document.uri)?;
    let positions = snapshot.positions(desk.client.encoding);
    let range = positions.span(params.range);
    let environment = desk.environment(&snapshot);
    let _placeholders = placeholder_scope(environment.placeholders.clone());
    let hints = snapshot.as_job(|file, document| hints(file, document, range)).unwrap_or_default();
    Ok(hints.into_iter().map(|hint| convert::hint(hint, positions)).collect())
}

fn folding(desk: &Desk, params: &OfDocument) -> Result<Vec<FoldingRange>, Refusal> {
    let snapshot = desk.document(&params.text_document.uri)?;
    let positions = snapshot.positions(desk.client.encoding);
    let folds = snapshot.as_job(|_, document| folds(document)).unwrap_or_default();
    Ok(folds.into_iter().filter_map(|fold| convert::fold(fold, positions, &desk.client)).collect())
}

/// Where what stands under the cursor comes from.
fn defining(desk: &Desk, params: &TextDocumentPositionParams) -> Result<Option<Location>, Refusal> {
    let snapshot = desk.document(&params.text_document.uri)?;
    let positions = snapshot.positions(desk.client.encoding);
    let offset = positions.offset(params.position);
    let place = if snapshot.is_config() {
        let path = snapshot.path.clone().unwrap_or_default();
        let config = Config::parse(&path, &snapshot.text, VOCABULARY).ok();
        config.and_then(|config| suppressed(&config, offset, |path| desk.text(path)))
    } else {
        snapshot.as_job(|file, document| definition(file, document, offset)).flatten()
    };
    let Some(place) = place else { return Ok(None) };
    let Some(path) = &place.path else {
        return Ok(Some(Location { uri: snapshot.uri.clone(), range: positions.range(place.span) }));
    };
    let Some(text) = desk.text(path) else { return Ok(None) };
    let lines = LineIndex::new(&text);
    let positions = Positions { text: &text, lines: &lines, encoding: desk.client.encoding };
    let uri = desk.documents.at(path).map_or_else(|| uri_of(path), |open| open.uri.clone());
    Ok(Some(Location { uri, range: positions.range(place.span) }))
}

fn painting(
    desk: &Desk,
    document: &TextDocumentIdentifier,
    range: Option<Range>,
) -> Result<SemanticTokens, Refusal> {
    let snapshot = desk.document(&document.uri)?;
    let positions = snapshot.positions(desk.client.encoding);
    let range = range.map_or(Span::from_usize(0, snapshot.text.len()), |range| positions.span(range));
    let environment = desk.environment(&snapshot);
    let _placeholders = placeholder_scope(environment.placeholders.clone());
    let found = snapshot.as_job(|file, document| tokens(file, document, range)).unwrap_or_default();
    Ok(SemanticTokens { result_id: None, data: convert::tokens(found, positions) })
}

/// Commands: the page of a rule, as a document where the client shows them, and as the result.
fn execute(desk: &Desk, params: &ExecuteCommandParams) -> Result<String, Refusal> {
    let wrong = |reason: String| Refusal::new(ErrorCode::InvalidParams, reason);
    if params.command != EXPLAIN {
        return Err(wrong(format!("there is no command `{}`", params.command)));
    }
    let name = params.arguments.as_ref().and_then(|arguments| arguments.first()).and_then(Value::as_str);
    let name = name.ok_or_else(|| wrong(format!("`{EXPLAIN}` wants the name of a rule")))?;
    let rule = find(name).ok_or_else(|| {
        let meant = nearest(name, crate::rules::RULES.iter().map(|rule| rule.name));
        let meant = meant.map(|meant| format!("; did you mean `{meant}`?")).unwrap_or_default();
        wrong(format!("there is no rule `{name}`{meant}"))
    })?;
    if desk.client.shows_documents
        && let Some(file) = lock(&desk.pages).file(rule.name)
    {
        let _ = desk.events.send(Event::Show(uri_of(&file)));
    }
    Ok(rule.page())
}
