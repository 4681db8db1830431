//! What the tests of features share.

use std::fs;
use std::path::Path;

use crate::job::JobFile;
use crate::json::Document;
use crate::lsp::parsed::Parsed;

/// Runs a feature on a text; `None` where it is no job.
pub(super) fn with<T>(text: &str, run: impl FnOnce(&JobFile<'_>, &Document<'_>) -> T) -> Option<T> {
    let parsed = Parsed::new(text.to_owned());
    let document = parsed.document();
    parsed.file(&document).map(|file| run(&file, &document))
}

/// A fixture's text.
pub(super) fn fixture(path: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    fs::read_to_string(root.join(path)).expect("a fixture")
}

/// Every fixture that is text, and each of them cut off at some places.
pub(super) fn sweep(run: impl Fn(&str, &str)) {
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

/// A text with `‹` and `›` around what is meant: the text without them, and what stands between.
pub(super) fn marked(text: &str) -> (String, Vec<std::ops::Range<usize>>) {
    let (mut plain, mut ranges, mut open) = (String::new(), Vec::new(), Vec::new());
    for character in text.chars() {
        match character {
            '‹' => open.push(plain.len()),
            '›' => ranges.push(open.pop().expect("‹ before ›")..plain.len()),
            other => plain.push(other),
        }
    }
    (plain, ranges)
}
