//! Helpers for the tests of features.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use crate::inventory;
use crate::job::JobFile;
use crate::json::Document;
use crate::source::ParsedFile;
use crate::text::Placeholders;

use super::types::FeatureContext;

/// Runs a feature on a text; `None` if it is not a job.
pub(super) fn with_job<T>(text: &str, run: impl FnOnce(&JobFile<'_>, &Document<'_>) -> T) -> Option<T> {
    with_job_and_placeholders(text, Placeholders::default(), run)
}

/// Runs a feature on a text with configured placeholders; `None` if the text is not a job.
pub(super) fn with_job_and_placeholders<T>(
    text: &str,
    placeholders: Placeholders,
    run: impl FnOnce(&JobFile<'_>, &Document<'_>) -> T,
) -> Option<T> {
    let parsed = ParsedFile::from_text(text.to_owned()).with_placeholders(placeholders);
    let document = parsed.document();
    parsed.job_file(&document).map(|file| run(&file, &document))
}

/// The text of a fixture.
pub(super) fn fixture(path: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    fs::read_to_string(root.join(path)).expect("a fixture")
}

/// Runs a check on every text fixture and on truncated copies of it.
pub(super) fn for_each_fixture(run: impl Fn(&str, &str)) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let files = walkdir::WalkDir::new(&root).sort_by_file_name();
    for entry in files.into_iter().filter_map(Result::ok).filter(|entry| entry.file_type().is_file()) {
        let Ok(text) = fs::read_to_string(entry.path()) else { continue };
        let name = entry.path().display().to_string();
        run(&name, &text);
        for part in 1..4 {
            let mut end = text.len() * part / 4 + part;
            while !text.is_char_boundary(end.min(text.len())) {
                end += 1;
            }
            run(&name, &text[..end.min(text.len())]);
        }
    }
}

/// Marks the cursor in a text.
pub(super) const CURSOR_MARK: char = '▮';

/// The text without the cursor mark, and the offset of the mark.
pub(super) fn extract_cursor(text: &str) -> (String, u32) {
    let at = text.find(CURSOR_MARK).expect("a cursor");
    (text.replacen(CURSOR_MARK, "", 1), u32::try_from(at).expect("short"))
}

/// A context with an inventory.
pub(super) fn context_with_inventory(inventory: &str) -> FeatureContext {
    let inventory = inventory::parse("inventory.json", inventory).ok();
    FeatureContext { inventory: inventory.map(Arc::new) }
}

/// The fixtures of folders, with their names.
pub(super) fn fixtures(folders: &[&str]) -> Vec<(String, ParsedFile<'static>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut found = Vec::new();
    for folder in folders {
        let files = walkdir::WalkDir::new(root.join(folder)).sort_by_file_name();
        for entry in files.into_iter().filter_map(Result::ok).filter(|entry| entry.file_type().is_file()) {
            let bytes = fs::read(entry.path()).expect("readable");
            let text = crate::text::decode(&bytes).text.into_owned();
            found.push((entry.file_name().to_string_lossy().into_owned(), ParsedFile::from_text(text)));
        }
    }
    found
}
