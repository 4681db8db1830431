//! Showing what is wrong with configurations, inventories and baselines.

use std::collections::HashMap;
use std::io;

use gen_lsp_types::Uri;
use serde_json::json as value;

use crate::text::PositionEncoding;

use super::diagnostics::config_error_diagnostics;
use super::documents::Documents;
use super::from_proto::{path_to_uri, uri_to_path};
use super::settings_store::{ConfigErrors, SettingsStore};
use super::transport::{ClientWriter, JsonBytes, publish_diagnostics, to_json};

/// What is shown of files that cannot be used.
#[derive(Default)]
pub(super) struct ConfigDiagnostics {
    errors: ConfigErrors,
    /// The diagnostics that were sent, by the URI of the file.
    published: HashMap<String, JsonBytes>,
}

impl ConfigDiagnostics {
    /// Takes the files that cannot be used, and says of each, once, that it cannot.
    pub(super) fn set_errors(
        &mut self,
        trouble: ConfigErrors,
        plans: &SettingsStore,
        writer: &mut ClientWriter<'_>,
    ) -> io::Result<()> {
        for (path, error) in &trouble {
            let known = self.errors.get(path);
            if known.is_some_and(|known| known.text == error.text && known.reason == error.reason) {
                continue;
            }
            let first = error.diagnostics.first().map(|problem| &problem.message).or(error.reason.as_ref());
            let words = first.map(String::as_str).unwrap_or_default();
            let message = format!("joblint: {} cannot be used: {words}", plans.display_path(path));
            writer.notify("window/showMessage", &to_json(&value!({"type": 1, "message": message})))?;
        }
        self.errors = trouble;
        Ok(())
    }

    /// Whether mistakes are shown in a file.
    pub(super) fn is_published_for(&self, uri: &Uri) -> bool {
        self.published.contains_key(&uri.0)
    }

    /// Shows mistakes at their places, except in configurations that are open: those have findings of
    /// their own, which are sent or pulled.
    pub(super) fn publish(
        &mut self,
        documents: &Documents,
        encoding: PositionEncoding,
        pulled: bool,
        writer: &mut ClientWriter<'_>,
    ) -> io::Result<()> {
        let mut wanted: HashMap<String, JsonBytes> = HashMap::new();
        for (path, error) in &self.errors {
            if !documents.get_by_path(path).is_some_and(|open| open.is_config()) {
                wanted.insert(path_to_uri(path).0, to_json(&config_error_diagnostics(error, encoding)));
            }
        }
        for uri in self.published.keys().filter(|uri| !wanted.contains_key(*uri)) {
            let uri = Uri(uri.clone());
            let open = uri_to_path(&uri).and_then(|path| documents.get_by_path(&path));
            if pulled || !open.is_some_and(|open| open.is_config()) {
                publish_diagnostics(&uri, None, b"[]", writer)?;
            }
        }
        for (uri, items) in &wanted {
            if self.published.get(uri) != Some(items) {
                publish_diagnostics(&Uri(uri.clone()), None, items, writer)?;
            }
        }
        self.published = wanted;
        Ok(())
    }
}
