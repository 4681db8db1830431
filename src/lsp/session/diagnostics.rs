//! Conversion of findings to the LSP diagnostics that are sent to the client.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use gen_lsp_types::{Diagnostic as LspDiagnostic, Location};

use crate::diagnostic::FileLocation;
use crate::lsp::protocol::client::to_json;
use crate::lsp::protocol::client_capabilities::ClientCapabilities;
use crate::lsp::protocol::to_proto::{DiagnosticConverter, config_error_diagnostics};

use super::findings::{DocumentDiagnostics, Findings};
use super::snapshot::Snapshot;

/// Finds the document or file with a display path.
pub(crate) type SnapshotLookup<'o> = &'o dyn Fn(&str) -> Option<Arc<Snapshot>>;

/// Converts findings to the LSP diagnostics of a client with certain capabilities.
#[derive(Clone)]
pub(crate) struct DiagnosticsRenderer {
    capabilities: Arc<ClientCapabilities>,
}

impl DiagnosticsRenderer {
    pub(crate) fn new(capabilities: Arc<ClientCapabilities>) -> Self {
        Self { capabilities }
    }

    /// `find_snapshot` resolves the other files that findings refer to.
    pub(crate) fn render(
        &self,
        snapshot: &Snapshot,
        findings: Findings,
        find_snapshot: SnapshotLookup<'_>,
    ) -> DocumentDiagnostics {
        let lsp_diagnostics = match &findings.config_error {
            Some(error) => config_error_diagnostics(error, self.capabilities.encoding),
            None => self.convert(snapshot, &findings, find_snapshot),
        };
        let json = to_json(&lsp_diagnostics);
        let mut hasher = DefaultHasher::new();
        json.hash(&mut hasher);
        let result_id = format!("{:016x}", hasher.finish());
        DocumentDiagnostics { findings, lsp_diagnostics, json, result_id }
    }

    fn convert(
        &self,
        snapshot: &Snapshot,
        findings: &Findings,
        find_snapshot: SnapshotLookup<'_>,
    ) -> Vec<LspDiagnostic> {
        let encoding = self.capabilities.encoding;
        let find_location = |location: &FileLocation| {
            let other = find_snapshot(&location.path)?;
            let range = other.position_mapper(encoding).range(location.span);
            Some(Location { uri: other.uri.clone(), range })
        };
        let converter = DiagnosticConverter {
            client: &self.capabilities,
            uri: &snapshot.uri,
            position_mapper: snapshot.position_mapper(encoding),
            find_location: &find_location,
        };
        findings.diagnostics.iter().map(|finding| converter.to_lsp(finding)).collect()
    }
}
