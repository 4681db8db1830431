//! From a suppression in `joblint.toml` to the suppressed value.

use std::path::Path;

use crate::config::Config;
use crate::lsp::features::types::NavigationTarget;
use crate::source::ParsedFile;
use crate::text::Span;

/// The target of the suppression at an offset of a configuration: the value of its pointer, or else the start of the
/// file. `None` for patterns that match several files.
///
/// `read` returns the text of a file, including unsaved changes in the editor.
pub(crate) fn suppression_target(
    config: &Config,
    offset: u32,
    read: impl FnOnce(&Path) -> Option<String>,
) -> Option<NavigationTarget> {
    let suppression = config.suppressions.iter().rfind(|suppression| suppression.span.start <= offset)?;
    // Another table may start between the suppression and the offset.
    let between = Span::new(suppression.span.start, offset).slice(&config.text);
    let is_other_table = |line: &str| line.trim_start().starts_with('[');
    if between.lines().skip(1).any(is_other_table) {
        return None;
    }
    let pattern = suppression.pattern.strip_prefix("./").unwrap_or(&suppression.pattern);
    if pattern.contains(['*', '?', '[', '{']) {
        return None;
    }
    let path = config.folder.join(pattern);
    let parsed = ParsedFile::from_text(read(&path)?);
    let document = parsed.document();
    let value = suppression.pointer.as_deref().and_then(|pointer| document.find_by_pointer(pointer));
    let span = value.map_or(Span::empty(0), |value| document.span(value));
    Some(NavigationTarget { path: Some(path), span })
}
