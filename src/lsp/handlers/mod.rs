//! Handlers of requests, notifications, responses and events.

mod code_action;
mod completion;
mod context;
mod definition;
mod diagnostic;
mod document_symbol;
pub(crate) mod event;
mod execute_command;
mod folding_range;
mod hover;
mod inlay_hint;
pub(crate) mod notifications;
pub(crate) mod response;
mod semantic_tokens;

use std::io;

use lsp_server::{ErrorCode, Request, ResponseError};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::protocol::client::{ClientWriter, JsonBytes, to_json};
use super::protocol::response_error::{invalid_params, response_error};
use super::session::Session;

use context::RequestContext;

/// Parses the parameters of a request and returns its serialised result.
type RequestHandler = fn(&RequestContext, Value) -> Result<JsonBytes, ResponseError>;

fn request_handler(method: &str) -> Option<RequestHandler> {
    Some(match method {
        "codeAction/resolve" => |context, params| run(context, params, code_action::handle_resolve),
        "textDocument/codeAction" => |context, params| run(context, params, code_action::handle),
        "textDocument/completion" => |context, params| run(context, params, completion::handle),
        "textDocument/definition" => |context, params| run(context, params, definition::handle),
        "textDocument/documentSymbol" => |context, params| run(context, params, document_symbol::handle),
        "textDocument/foldingRange" => |context, params| run(context, params, folding_range::handle),
        "textDocument/hover" => |context, params| run(context, params, hover::handle),
        "textDocument/inlayHint" => |context, params| run(context, params, inlay_hint::handle),
        "textDocument/semanticTokens/full" => {
            |context, params| run(context, params, semantic_tokens::handle_full)
        }
        "textDocument/semanticTokens/range" => {
            |context, params| run(context, params, semantic_tokens::handle_range)
        }
        "workspace/executeCommand" => |context, params| run(context, params, execute_command::handle),
        _ => return None,
    })
}

fn run<P: DeserializeOwned, R: Serialize>(
    context: &RequestContext,
    params: Value,
    handle: fn(&RequestContext, &P) -> Result<R, ResponseError>,
) -> Result<JsonBytes, ResponseError> {
    let params = serde_json::from_value(params).map_err(|error| invalid_params(error.to_string()))?;
    handle(context, &params).map(|result| to_json(&result))
}

/// Starts a request on another thread; its response arrives as an event.
pub(crate) fn handle_request(
    session: &mut Session,
    request: Request,
    writer: &mut ClientWriter<'_>,
) -> io::Result<()> {
    let Request { id, method, params } = request;
    if method == "textDocument/diagnostic" {
        return diagnostic::handle(session, id, params, writer);
    }
    let Some(handle) = request_handler(&method) else {
        let message = format!("unknown request method `{method}`");
        return writer.respond_err(&id, &response_error(ErrorCode::MethodNotFound, message));
    };
    let context = RequestContext::new(session);
    let cancelled = session.request_queue.register(&id, None);
    session.request_pool.spawn(id, cancelled, move || handle(&context, params));
    Ok(())
}
