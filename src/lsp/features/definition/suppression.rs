//! From a suppression in `joblint.toml` to what it is for.

use std::path::Path;

use crate::config::Config;
use crate::lsp::features::Place;
use crate::lsp::parsed::Parsed;
use crate::text::Span;

/// The place in a job that the suppression at `offset` of a configuration is for: the value that its
/// pointer names, or the start of the file. `None` for one that is for several files.
///
/// `read` gives the text of a file, as the editor has it.
pub(crate) fn suppressed(
    config: &Config,
    offset: u32,
    read: impl FnOnce(&Path) -> Option<String>,
) -> Option<Place> {
    let at = config.suppressions.iter().rposition(|suppression| suppression.span.start <= offset)?;
    let suppression = config.suppressions.get(at)?;
    // Behind the last one other tables may follow.
    let between = Span::new(suppression.span.start, offset).of(&config.text);
    let is_other_table = |line: &str| line.trim_start().starts_with('[');
    if between.lines().skip(1).any(is_other_table) {
        return None;
    }
    let written = suppression.file.strip_prefix("./").unwrap_or(&suppression.file);
    if written.contains(['*', '?', '[', '{']) {
        return None;
    }
    let path = config.folder.join(written);
    let parsed = Parsed::new(read(&path)?);
    let document = parsed.document();
    let value = suppression.pointer.as_deref().and_then(|pointer| document.find(pointer));
    let span = value.map_or(Span::empty(0), |value| document.span(value));
    Some(Place { path: Some(path), span })
}
