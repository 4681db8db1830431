//! `joblint init`: creates a configuration file.

use std::io;
use std::path::Path;

use crate::config::{CONFIG_FILE_NAME, TEMPLATE};
use crate::files::display_path;
use crate::text::sanitize_line;

use super::streams::{ExitStatus, Streams, report_write_error};

/// Writes a commented configuration to a folder that does not have one.
pub(super) fn run(folder: &Path, streams: &mut Streams<'_>) -> io::Result<ExitStatus> {
    let path = folder.join(CONFIG_FILE_NAME);
    let shown = display_path(&path);
    let shown = sanitize_line(&shown);
    let created = std::fs::OpenOptions::new().write(true).create_new(true).open(&path);
    match created.and_then(|mut file| io::Write::write_all(&mut file, TEMPLATE.as_bytes())) {
        Ok(()) => {
            writeln!(streams.output, "created {shown}; its comments describe the available settings")?;
            Ok(ExitStatus::Success)
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            writeln!(streams.error, "error: {shown} already exists and was not changed")?;
            Ok(ExitStatus::Error)
        }
        Err(error) => {
            report_write_error(&path, &error, streams)?;
            Ok(ExitStatus::Error)
        }
    }
}
