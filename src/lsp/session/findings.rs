//! Results of linting one version of a document.

use gen_lsp_types::Diagnostic as LspDiagnostic;

use crate::config::ConfigError;
use crate::diagnostic::Diagnostic;

use super::document_settings::DocumentSettings;

pub(crate) struct Findings {
    /// The findings that are neither suppressed nor part of the baseline.
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// The errors of a configuration that could not be parsed.
    pub(crate) config_error: Option<ConfigError>,
    /// The settings that the document was linted with.
    pub(crate) settings: DocumentSettings,
}

/// Findings with their LSP diagnostics.
pub(crate) struct DocumentDiagnostics {
    pub(crate) findings: Findings,
    /// One for each finding, in the same order; those of the configuration error if there is one.
    pub(crate) lsp_diagnostics: Vec<LspDiagnostic>,
    /// The serialised LSP diagnostics.
    pub(crate) json: Vec<u8>,
    /// Hash of `json`, which tells the client whether the diagnostics have changed.
    pub(crate) result_id: String,
}
