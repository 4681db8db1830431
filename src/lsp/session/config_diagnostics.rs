//! Diagnostics of configurations, inventories and baselines that could not be loaded.

use std::collections::HashMap;
use std::io;

use gen_lsp_types::Uri;

use crate::lsp::protocol::client::{ClientWriter, JsonBytes, MessageType, to_json};
use crate::lsp::protocol::to_proto::config_error_diagnostics;
use crate::lsp::protocol::uri::{path_to_uri, uri_to_path};
use crate::text::PositionEncoding;

use super::documents::Documents;
use super::loaded_files::ConfigErrors;
use super::settings_store::SettingsStore;

#[derive(Default)]
pub(crate) struct ConfigDiagnostics {
    errors: ConfigErrors,
    /// The published diagnostics, by the URI of the file.
    published: HashMap<String, JsonBytes>,
}

impl ConfigDiagnostics {
    /// Replaces the errors and shows a message for each new or changed one. Diagnostics are published
    /// separately.
    pub(crate) fn set_errors(
        &mut self,
        errors: ConfigErrors,
        settings: &SettingsStore,
        writer: &mut ClientWriter<'_>,
    ) -> io::Result<()> {
        for (path, error) in &errors {
            let known = self.errors.get(path);
            if known.is_some_and(|known| known.text == error.text && known.reason == error.reason) {
                continue;
            }
            let first = error.diagnostics.first().map(|problem| &problem.message).or(error.reason.as_ref());
            let reason = first.map(String::as_str).unwrap_or_default();
            let message = format!("failed to load {}: {reason}", settings.display_path(path));
            writer.show_message(MessageType::Error, &message)?;
        }
        self.errors = errors;
        Ok(())
    }

    pub(crate) fn is_published_for(&self, uri: &Uri) -> bool {
        self.published.contains_key(&uri.0)
    }

    /// Publishes the errors, except those of open configurations, which are linted like other documents.
    pub(crate) fn publish(
        &mut self,
        documents: &Documents,
        encoding: PositionEncoding,
        pulls_diagnostics: bool,
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
            if pulls_diagnostics || !open.is_some_and(|open| open.is_config()) {
                writer.publish_diagnostics(&uri, None, b"[]")?;
            }
        }
        for (uri, items) in &wanted {
            if self.published.get(uri) != Some(items) {
                writer.publish_diagnostics(&Uri(uri.clone()), None, items)?;
            }
        }
        self.published = wanted;
        Ok(())
    }
}
