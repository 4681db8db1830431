//! `joblint init`.

use std::io;
use std::path::Path;

use crate::config::{FILE_NAME, STARTER};
use crate::files::display_path;
use crate::text::{sanitize_line, trouble};

use super::{Outcome, Streams};

/// Writes a commented configuration into a folder, unless there is one.
pub(super) fn run(folder: &Path, streams: &mut Streams<'_>) -> io::Result<Outcome> {
    let path = folder.join(FILE_NAME);
    let shown = display_path(&path);
    let shown = sanitize_line(&shown);
    let created = std::fs::OpenOptions::new().write(true).create_new(true).open(&path);
    match created.and_then(|mut file| io::Write::write_all(&mut file, STARTER.as_bytes())) {
        Ok(()) => {
            writeln!(streams.output, "{shown} written; its comments say what can be set")?;
            Ok(Outcome::Clean)
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            writeln!(streams.errors, "error: {shown} is there already, and stays as it is")?;
            Ok(Outcome::Failed)
        }
        Err(error) => {
            writeln!(streams.errors, "error: {shown}: it could not be written: {}", trouble(&error))?;
            Ok(Outcome::Failed)
        }
    }
}
