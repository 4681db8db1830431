//! From a suppression in `joblint.toml` to what it is for.

use std::path::Path;

use crate::config::Config;
use crate::lsp::features::NavigationTarget;
use crate::lsp::parsed::ParsedDocument;
use crate::text::Span;

/// The place in a job that the suppression at `offset` of a configuration is for: the value that its
/// pointer names, or the start of the file. `None` for one that is for several files.
///
/// `read` gives the text of a file, as the editor has it.
pub(crate) fn suppression_target(
    config: &Config,
    offset: u32,
    read: impl FnOnce(&Path) -> Option<String>,
) -> Option<NavigationTarget> {
    let at = config.suppressions.iter().rposition(|suppression| suppression.span.start <= offset)?;
    let suppression = config.suppressions.get(at)?;
    // Behind the last one other tables may follow.
    let between = Span::new(suppression.span.start, offset).slice(&config.text);
    let is_other_table = |line: &str| line.trim_start().starts_with('[');
    if between.lines().skip(1).any(is_other_table) {
        return None;
    }
    let written = suppression.pattern.strip_prefix("./").unwrap_or(&suppression.pattern);
    if written.contains(['*', '?', '[', '{']) {
        return None;
    }
    let path = config.folder.join(written);
    let parsed = ParsedDocument::new(read(&path)?);
    let document = parsed.document();
    let value = suppression.pointer.as_deref().and_then(|pointer| document.find_by_pointer(pointer));
    let span = value.map_or(Span::empty(0), |value| document.span(value));
    Some(NavigationTarget { path: Some(path), span })
}
