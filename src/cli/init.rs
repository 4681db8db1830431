//! `joblint init`.

use std::io;
use std::path::Path;

use crate::config::{CONFIG_FILE_NAME, TEMPLATE};
use crate::files::display_path;
use crate::text::{describe_io_error, sanitize_line};

use super::{ExitStatus, Streams};

/// Writes a commented configuration into a folder, unless there is one.
pub(super) fn run(folder: &Path, streams: &mut Streams<'_>) -> io::Result<ExitStatus> {
    let path = folder.join(CONFIG_FILE_NAME);
    let shown = display_path(&path);
    let shown = sanitize_line(&shown);
    let created = std::fs::OpenOptions::new().write(true).create_new(true).open(&path);
    match created.and_then(|mut file| io::Write::write_all(&mut file, TEMPLATE.as_bytes())) {
        Ok(()) => {
            writeln!(streams.output, "{shown} written; its comments say what can be set")?;
            Ok(ExitStatus::Success)
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            writeln!(streams.error, "error: {shown} is there already, and stays as it is")?;
            Ok(ExitStatus::Error)
        }
        Err(error) => {
            writeln!(
                streams.error,
                "error: {shown}: it could not be written: {}",
                describe_io_error(&error)
            )?;
            Ok(ExitStatus::Error)
        }
    }
}
