//! The results of a run, or why it ended early.

use crate::config::ConfigError;
use crate::files::FileError;
use crate::report::Summary;
use crate::settings::FileSettings;

use super::file_result::FileResult;

/// The results of a run.
pub(super) struct RunResults<'a> {
    pub(super) files: &'a [(FileResult, FileSettings)],
    /// Files that could not be checked.
    pub(super) errors: &'a [FileError],
    pub(super) summary: Summary,
}

/// Why a run ended before any file was checked.
pub(super) enum Abort {
    Message(String),
    Config(ConfigError),
}

impl From<ConfigError> for Abort {
    fn from(error: ConfigError) -> Self {
        Self::Config(error)
    }
}
