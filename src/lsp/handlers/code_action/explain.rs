//! Actions that show the documentation of a rule.

use gen_lsp_types::{CodeAction, CodeActionKind, Command, Diagnostic as LspDiagnostic};

use crate::diagnostic::Diagnostic;
use crate::lsp::protocol::server_capabilities::EXPLAIN_COMMAND;
use crate::rules::find_rule;

pub(crate) fn action(finding: &Diagnostic, lsp_diagnostic: &LspDiagnostic) -> Option<CodeAction> {
    find_rule(finding.rule)?;
    let title = format!("Explain `{}`", finding.rule);
    let command = Command {
        title: title.clone(),
        command: EXPLAIN_COMMAND.to_owned(),
        arguments: Some(vec![finding.rule.into()]),
        ..Command::default()
    };
    Some(CodeAction {
        title,
        kind: Some(CodeActionKind::QuickFix),
        diagnostics: Some(vec![lsp_diagnostic.clone()]),
        is_preferred: Some(false),
        command: Some(command),
        ..CodeAction::default()
    })
}
