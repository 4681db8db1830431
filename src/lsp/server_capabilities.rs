//! What the server can do.

use gen_lsp_types::{
    ChangeNotifications, CodeActionKind, CodeActionOptions, CompletionOptions, DiagnosticOptions,
    ExecuteCommandOptions, Full, InitializeResult, Save, SaveOptions, SemanticTokensLegend,
    SemanticTokensOptions, SemanticTokensOptionsRange, ServerCapabilities, ServerInfo, TextDocumentSyncKind,
    TextDocumentSyncOptions, WorkspaceFoldersServerCapabilities, WorkspaceOptions,
};

use super::client_capabilities::ClientCapabilities;
use super::features::TRIGGER_CHARACTERS;
use super::from_proto::encoding_kind;
use super::rule_docs::EXPLAIN_COMMAND;
use super::to_proto::token_types;

/// The kind of code action that applies every safe fix.
pub(super) const FIX_ALL: &str = "source.fixAll.joblint";

/// The answer to `initialize`.
pub(super) fn initialize_result(client: &ClientCapabilities) -> InitializeResult {
    let sync = TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(TextDocumentSyncKind::Incremental),
        save: Some(Save::SaveOptions(SaveOptions { include_text: Some(false) })),
        ..TextDocumentSyncOptions::default()
    };
    let diagnostics = DiagnosticOptions {
        identifier: Some("joblint".to_owned()),
        // A job may repeat the name of another.
        inter_file_dependencies: true,
        ..DiagnosticOptions::default()
    };
    let actions = CodeActionOptions {
        code_action_kinds: Some(vec![CodeActionKind::QuickFix, CodeActionKind::new(FIX_ALL)]),
        resolve_provider: Some(client.resolves_edits),
        ..CodeActionOptions::default()
    };
    let completion = CompletionOptions {
        trigger_characters: Some(TRIGGER_CHARACTERS.iter().map(|typed| (*typed).to_owned()).collect()),
        resolve_provider: Some(false),
        ..CompletionOptions::default()
    };
    let tokens = SemanticTokensOptions {
        legend: SemanticTokensLegend { token_types: token_types(), token_modifiers: Vec::new() },
        range: Some(SemanticTokensOptionsRange::Bool(true)),
        full: Some(Full::Bool(true)),
        ..SemanticTokensOptions::default()
    };
    let folders = WorkspaceFoldersServerCapabilities {
        supported: Some(true),
        change_notifications: Some(ChangeNotifications::Bool(true)),
    };
    let capabilities = ServerCapabilities {
        position_encoding: Some(encoding_kind(client.encoding)),
        text_document_sync: Some(sync.into()),
        diagnostic_provider: client.pulls_diagnostics.then(|| diagnostics.into()),
        code_action_provider: Some(actions.into()),
        hover_provider: Some(true.into()),
        completion_provider: Some(completion),
        document_symbol_provider: Some(true.into()),
        definition_provider: Some(true.into()),
        inlay_hint_provider: Some(true.into()),
        folding_range_provider: Some(true.into()),
        semantic_tokens_provider: Some(tokens.into()),
        execute_command_provider: Some(ExecuteCommandOptions {
            commands: vec![EXPLAIN_COMMAND.to_owned()],
            ..ExecuteCommandOptions::default()
        }),
        workspace: Some(WorkspaceOptions { workspace_folders: Some(folders), ..WorkspaceOptions::default() }),
        ..ServerCapabilities::default()
    };
    let version = Some(env!("CARGO_PKG_VERSION").to_owned());
    InitializeResult { capabilities, server_info: Some(ServerInfo { name: "joblint".to_owned(), version }) }
}
