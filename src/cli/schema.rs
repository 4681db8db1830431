//! `joblint schema`.

use std::io;

use crate::schema::published_schemas;
use crate::text::{quoted_list, sanitize_line};

use super::{ExitStatus, Streams};

/// Prints a published schema as it stands in `schemas/`.
pub(super) fn print(kind: &str, streams: &mut Streams<'_>) -> io::Result<ExitStatus> {
    if let Some((_, text)) = published_schemas().iter().find(|(name, _)| *name == kind) {
        write!(streams.output, "{text}")?;
        return Ok(ExitStatus::Success);
    }
    let names: Vec<&str> = published_schemas().iter().map(|(name, _)| *name).collect();
    let advice = quoted_list(&names, "and");
    writeln!(streams.error, "error: there is no schema `{}`; there are {advice}", sanitize_line(kind))?;
    Ok(ExitStatus::Error)
}
