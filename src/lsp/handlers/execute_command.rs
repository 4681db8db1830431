//! `workspace/executeCommand`: shows the documentation of a rule and returns it.

use gen_lsp_types::ExecuteCommandParams;
use lsp_server::ResponseError;
use serde_json::Value;

use crate::lsp::event::Event;
use crate::lsp::protocol::response_error::invalid_params;
use crate::lsp::protocol::server_capabilities::EXPLAIN_COMMAND;
use crate::lsp::sync::lock;
use crate::rules::{RULES, find_rule};
use crate::text::closest_match;

use super::context::RequestContext;

pub(crate) fn handle(
    context: &RequestContext,
    params: &ExecuteCommandParams,
) -> Result<String, ResponseError> {
    if params.command != EXPLAIN_COMMAND {
        return Err(invalid_params(format!("unknown command `{}`", params.command)));
    }
    let name = params.arguments.as_ref().and_then(|arguments| arguments.first()).and_then(Value::as_str);
    let name =
        name.ok_or_else(|| invalid_params(format!("`{EXPLAIN_COMMAND}` expects the name of a rule")))?;
    let rule = find_rule(name).ok_or_else(|| {
        let closest = closest_match(name, RULES.iter().map(|rule| rule.name));
        let suggestion = closest.map(|closest| format!("; did you mean `{closest}`?")).unwrap_or_default();
        invalid_params(format!("unknown rule `{name}`{suggestion}"))
    })?;
    if context.capabilities.shows_documents
        && let Some(file) = lock(&context.rule_docs).page_path(rule.name)
    {
        let _ = context.events.send(Event::ShowDocument(file));
    }
    Ok(rule.page.to_owned())
}
