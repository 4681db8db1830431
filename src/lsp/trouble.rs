//! Showing what is wrong with configurations, inventories and baselines.

use std::collections::HashMap;
use std::io;

use gen_lsp_types::Uri;
use serde_json::json as value;

use crate::text::PositionEncoding;

use super::diagnostics::config_items;
use super::documents::Documents;
use super::location::{path_of, uri_of};
use super::plans::{Plans, Trouble};
use super::transport::{Json, Outlet, json, publish};

/// What is shown of files that cannot be used.
#[derive(Default)]
pub(super) struct Shown {
    trouble: Trouble,
    /// The diagnostics that were sent, by the URI of the file.
    sent: HashMap<String, Json>,
}

impl Shown {
    /// Takes the files that cannot be used, and says of each, once, that it cannot.
    pub(super) fn take(
        &mut self,
        trouble: Trouble,
        plans: &Plans,
        outlet: &mut Outlet<'_>,
    ) -> io::Result<()> {
        for (path, error) in &trouble {
            let known = self.trouble.get(path);
            if known.is_some_and(|known| known.text == error.text && known.reason == error.reason) {
                continue;
            }
            let first = error.problems.first().map(|problem| &problem.message).or(error.reason.as_ref());
            let words = first.map(String::as_str).unwrap_or_default();
            let message = format!("joblint: {} cannot be used: {words}", plans.shown(path));
            outlet.notify("window/showMessage", &json(&value!({"type": 1, "message": message})))?;
        }
        self.trouble = trouble;
        Ok(())
    }

    /// Whether mistakes are shown in a file.
    pub(super) fn covers(&self, uri: &Uri) -> bool {
        self.sent.contains_key(&uri.0)
    }

    /// Shows mistakes at their places, except in configurations that are open: those have findings of
    /// their own, which are sent or pulled.
    pub(super) fn show(
        &mut self,
        documents: &Documents,
        encoding: PositionEncoding,
        pulled: bool,
        outlet: &mut Outlet<'_>,
    ) -> io::Result<()> {
        let mut wanted: HashMap<String, Json> = HashMap::new();
        for (path, error) in &self.trouble {
            if !documents.at(path).is_some_and(|open| open.is_config()) {
                wanted.insert(uri_of(path).0, json(&config_items(error, encoding)));
            }
        }
        for uri in self.sent.keys().filter(|uri| !wanted.contains_key(*uri)) {
            let uri = Uri(uri.clone());
            let open = path_of(&uri).and_then(|path| documents.at(&path));
            if pulled || !open.is_some_and(|open| open.is_config()) {
                publish(&uri, None, b"[]", outlet)?;
            }
        }
        for (uri, items) in &wanted {
            if self.sent.get(uri) != Some(items) {
                publish(&Uri(uri.clone()), None, items, outlet)?;
            }
        }
        self.sent = wanted;
        Ok(())
    }
}
