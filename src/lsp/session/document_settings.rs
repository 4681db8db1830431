//! Settings of one document.

use std::path::PathBuf;
use std::sync::Arc;

use crate::config::Date;
use crate::diagnostic::Diagnostic;
use crate::settings::{BaselineFilter, FileSettings, apply_suppressions};
use crate::source::ParsedFile;

/// The settings that apply to one version of a document.
#[derive(Clone)]
pub(crate) struct DocumentSettings {
    pub(crate) file: FileSettings,
    pub(crate) path: Option<PathBuf>,
    /// The date on which suppressions are checked for expiry.
    pub(crate) today: Option<Date>,
    pub(crate) baseline: Option<Arc<BaselineFilter>>,
}

impl DocumentSettings {
    /// Removes the findings that are suppressed or part of the baseline.
    pub(crate) fn filter_suppressed(&self, file: &ParsedFile<'_>, findings: &mut Vec<Diagnostic>) {
        apply_suppressions(&self.file, self.today, findings);
        if let (Some(baseline), Some(path)) = (&self.baseline, &self.path) {
            baseline.filter(path, file, findings);
        }
    }
}
