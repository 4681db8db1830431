//! Capabilities of the server.

use gen_lsp_types::{
    ChangeNotifications, CodeActionKind, CodeActionOptions, CompletionOptions, DiagnosticOptions,
    ExecuteCommandOptions, Full, InitializeResult, Save, SaveOptions, SemanticTokensLegend,
    SemanticTokensOptions, SemanticTokensOptionsRange, ServerCapabilities, ServerInfo, TextDocumentSyncKind,
    TextDocumentSyncOptions, WorkspaceFoldersServerCapabilities, WorkspaceOptions,
};

use crate::lsp::features::TRIGGER_CHARACTERS;

use super::client_capabilities::ClientCapabilities;
use super::position::encoding_kind;
use super::to_proto::token_types;

/// The kind of the code action that applies all safe fixes.
pub(crate) const FIX_ALL: &str = "source.fixAll.joblint";

/// The command that shows the documentation of a rule.
pub(crate) const EXPLAIN_COMMAND: &str = "joblint.explain";

/// The result of `initialize`.
pub(crate) fn initialize_result(client: &ClientCapabilities) -> InitializeResult {
    let folders = WorkspaceFoldersServerCapabilities {
        supported: Some(true),
        change_notifications: Some(ChangeNotifications::Bool(true)),
    };
    let commands = ExecuteCommandOptions {
        commands: vec![EXPLAIN_COMMAND.to_owned()],
        ..ExecuteCommandOptions::default()
    };
    let capabilities = ServerCapabilities {
        position_encoding: Some(encoding_kind(client.encoding)),
        text_document_sync: Some(document_sync().into()),
        diagnostic_provider: client.pulls_diagnostics.then(|| diagnostics().into()),
        code_action_provider: Some(code_actions(client).into()),
        hover_provider: Some(true.into()),
        completion_provider: Some(completion()),
        document_symbol_provider: Some(true.into()),
        definition_provider: Some(true.into()),
        inlay_hint_provider: Some(true.into()),
        folding_range_provider: Some(true.into()),
        semantic_tokens_provider: Some(semantic_tokens().into()),
        execute_command_provider: Some(commands),
        workspace: Some(WorkspaceOptions { workspace_folders: Some(folders), ..WorkspaceOptions::default() }),
        ..ServerCapabilities::default()
    };
    let version = Some(env!("CARGO_PKG_VERSION").to_owned());
    InitializeResult { capabilities, server_info: Some(ServerInfo { name: "joblint".to_owned(), version }) }
}

fn document_sync() -> TextDocumentSyncOptions {
    TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(TextDocumentSyncKind::Incremental),
        save: Some(Save::SaveOptions(SaveOptions { include_text: Some(false) })),
        ..TextDocumentSyncOptions::default()
    }
}

fn diagnostics() -> DiagnosticOptions {
    DiagnosticOptions {
        identifier: Some("joblint".to_owned()),
        // Jobs are compared with each other.
        inter_file_dependencies: true,
        ..DiagnosticOptions::default()
    }
}

fn code_actions(client: &ClientCapabilities) -> CodeActionOptions {
    CodeActionOptions {
        code_action_kinds: Some(vec![CodeActionKind::QuickFix, CodeActionKind::new(FIX_ALL)]),
        resolve_provider: Some(client.resolves_edits),
        ..CodeActionOptions::default()
    }
}

fn completion() -> CompletionOptions {
    CompletionOptions {
        trigger_characters: Some(TRIGGER_CHARACTERS.iter().map(|typed| (*typed).to_owned()).collect()),
        resolve_provider: Some(false),
        ..CompletionOptions::default()
    }
}

fn semantic_tokens() -> SemanticTokensOptions {
    SemanticTokensOptions {
        legend: SemanticTokensLegend { token_types: token_types(), token_modifiers: Vec::new() },
        range: Some(SemanticTokensOptionsRange::Bool(true)),
        full: Some(Full::Bool(true)),
        ..SemanticTokensOptions::default()
    }
}
