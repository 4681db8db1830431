//! `joblint schema`: prints a JSON Schema.

use std::io;

use crate::schema::published_schemas;
use crate::text::{quoted_list, sanitize_line};

use super::streams::{ExitStatus, Streams};

/// Prints a schema from `schemas/`.
pub(super) fn print(kind: &str, streams: &mut Streams<'_>) -> io::Result<ExitStatus> {
    if let Some((_, text)) = published_schemas().iter().find(|(name, _)| *name == kind) {
        write!(streams.output, "{text}")?;
        return Ok(ExitStatus::Success);
    }
    let names: Vec<&str> = published_schemas().iter().map(|(name, _)| *name).collect();
    let expected = quoted_list(&names, "or");
    writeln!(streams.error, "error: unknown schema `{}`; expected {expected}", sanitize_line(kind))?;
    Ok(ExitStatus::Error)
}
