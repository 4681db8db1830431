//! `joblint schema`.

use std::io;

use crate::schema::published;
use crate::text::{quoted_list, sanitize_line};

use super::{Outcome, Streams};

/// Prints a published schema as it stands in `schemas/`.
pub(super) fn print(kind: &str, streams: &mut Streams<'_>) -> io::Result<Outcome> {
    if let Some((_, text)) = published().iter().find(|(name, _)| *name == kind) {
        write!(streams.output, "{text}")?;
        return Ok(Outcome::Clean);
    }
    let names: Vec<&str> = published().iter().map(|(name, _)| *name).collect();
    let advice = quoted_list(&names, "and");
    writeln!(streams.errors, "error: there is no schema `{}`; there are {advice}", sanitize_line(kind))?;
    Ok(Outcome::Failed)
}
