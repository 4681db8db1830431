//! Open documents, and how their text follows the editor's.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use gen_lsp_types::{TextDocumentContentChangeEvent as Change, Uri};

use crate::config::CONFIG_FILE_NAME;
use crate::job::JobFile;
use crate::json::Document;
use crate::text::{LineIndex, PositionEncoding};

use super::from_proto::{PositionMapper, uri_to_path};
use super::lint::DocumentDiagnostics;
use super::parsed::ParsedDocument;

/// One version of one document. What is worked out of it is kept with it.
pub(super) struct Snapshot {
    pub(super) uri: Uri,
    /// The file, where it is one.
    pub(super) path: Option<PathBuf>,
    /// The client's number of this version, where it numbers them.
    pub(super) version: Option<i32>,
    /// No two versions of any documents have the same.
    pub(super) revision: u64,
    pub(super) text: Arc<String>,
    lines: OnceLock<LineIndex>,
    parsed: OnceLock<ParsedDocument>,
    diagnostics: Mutex<Option<Arc<DocumentDiagnostics>>>,
}

impl Snapshot {
    pub(super) fn new(uri: Uri, version: Option<i32>, revision: u64, text: Arc<String>) -> Self {
        Self {
            path: uri_to_path(&uri),
            uri,
            version,
            revision,
            text,
            lines: OnceLock::new(),
            parsed: OnceLock::new(),
            diagnostics: Mutex::new(None),
        }
    }

    pub(super) fn line_index(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(&self.text))
    }

    pub(super) fn position_mapper(&self, encoding: PositionEncoding) -> PositionMapper<'_> {
        PositionMapper { text: &self.text, lines: self.line_index(), encoding }
    }

    /// Whether it is no job but a configuration.
    pub(super) fn is_config(&self) -> bool {
        self.path.as_deref().and_then(Path::file_name).is_some_and(|name| name == CONFIG_FILE_NAME)
    }

    pub(super) fn parsed(&self) -> &ParsedDocument {
        self.parsed.get_or_init(|| ParsedDocument::new(Arc::clone(&self.text)))
    }

    /// Looks at it as a job; `None` where it is none.
    pub(super) fn with_job<T>(
        &self,
        look: impl for<'d> FnOnce(&JobFile<'d>, &'d Document<'d>) -> T,
    ) -> Option<T> {
        if self.is_config() {
            return None;
        }
        let document = self.parsed().document();
        let file = self.parsed().job_file(&document)?;
        Some(look(&file, &document))
    }

    /// What was found in it last.
    pub(super) fn diagnostics(&self) -> Option<Arc<DocumentDiagnostics>> {
        self.diagnostics.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn set_diagnostics(&self, findings: Arc<DocumentDiagnostics>) {
        *self.diagnostics.lock().unwrap_or_else(PoisonError::into_inner) = Some(findings);
    }
}

/// The documents that are open, by their URIs as the client writes them.
#[derive(Clone, Default)]
pub(super) struct Documents {
    open: HashMap<String, Arc<Snapshot>>,
    revision: u64,
}

impl Documents {
    pub(super) fn open(&mut self, uri: Uri, version: Option<i32>, text: String) -> Arc<Snapshot> {
        self.revision += 1;
        let key = uri.0.clone();
        let snapshot = Arc::new(Snapshot::new(uri, version, self.revision, Arc::new(text)));
        self.open.insert(key, Arc::clone(&snapshot));
        snapshot
    }

    /// Applies changes; `None` where the document is not open.
    pub(super) fn change(
        &mut self,
        uri: &Uri,
        version: Option<i32>,
        changes: Vec<Change>,
        encoding: PositionEncoding,
    ) -> Option<Arc<Snapshot>> {
        let old = self.open.get(&uri.0)?;
        let mut text = String::clone(&old.text);
        apply_changes(&mut text, Some(old.line_index()), changes, encoding);
        self.revision += 1;
        let snapshot = Arc::new(Snapshot::new(uri.clone(), version, self.revision, Arc::new(text)));
        self.open.insert(uri.0.clone(), Arc::clone(&snapshot));
        Some(snapshot)
    }

    pub(super) fn close(&mut self, uri: &Uri) -> Option<Arc<Snapshot>> {
        self.open.remove(&uri.0)
    }

    pub(super) fn get(&self, uri: &Uri) -> Option<&Arc<Snapshot>> {
        self.open.get(&uri.0)
    }

    /// The open document of a file.
    pub(super) fn get_by_path(&self, path: &Path) -> Option<&Arc<Snapshot>> {
        self.open.values().find(|snapshot| snapshot.path.as_deref() == Some(path))
    }
}

/// Applies changes one after the other, each in the text that the one before has left.
///
/// Editors send the changes of several cursors from the bottom up: as long as a change lies above all
/// lines that were changed before, the index of lines still holds for it and is not made anew.
fn apply_changes(
    text: &mut String,
    lines: Option<&LineIndex>,
    changes: Vec<Change>,
    encoding: PositionEncoding,
) {
    let mut own = None;
    let mut given = lines;
    let mut holds_before = u32::MAX;
    for change in changes {
        match change {
            Change::TextDocumentContentChangeWholeDocument(whole) => {
                *text = whole.text;
                (given, own) = (None, None);
            }
            Change::TextDocumentContentChangePartial(part) => {
                if part.range.start.line.max(part.range.end.line) >= holds_before {
                    (given, own) = (None, None);
                }
                let known = match given {
                    Some(given) => given,
                    None => own.get_or_insert_with(|| LineIndex::new(text)),
                };
                let span = PositionMapper { text, lines: known, encoding }.span(part.range);
                // What is put at the start of a line may change how the line above ends.
                holds_before = known.line_of(span.start).saturating_sub(1);
                text.replace_range(span.range(), &part.text);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use gen_lsp_types::{
        Position, Range, TextDocumentContentChangePartial, TextDocumentContentChangeWholeDocument,
    };
    use proptest::prelude::*;

    fn partial_change(range: Range, text: &str) -> Change {
        Change::TextDocumentContentChangePartial(TextDocumentContentChangePartial {
            range,
            text: text.to_owned(),
            ..TextDocumentContentChangePartial::default()
        })
    }

    fn range(start: (u32, u32), end: (u32, u32)) -> Range {
        let position = |(line, character)| Position { line, character };
        Range { start: position(start), end: position(end) }
    }

    /// The text after changes in one message.
    fn apply_in_one_message(text: &str, changes: Vec<Change>, encoding: PositionEncoding) -> String {
        let mut documents = Documents::default();
        let uri = Uri("untitled:1".to_owned());
        documents.open(uri.clone(), Some(1), text.to_owned());
        String::clone(&documents.change(&uri, Some(2), changes, encoding).unwrap().text)
    }

    #[test]
    fn columns_are_counted_in_the_negotiated_units() {
        for (encoding, column) in
            [(PositionEncoding::Utf8, 6), (PositionEncoding::Utf16, 3), (PositionEncoding::Utf32, 2)]
        {
            let change = partial_change(range((1, column), (1, column + 1)), "!");
            assert_eq!(
                apply_in_one_message("a\né😀xy\nb", vec![change], encoding),
                "a\né😀!y\nb",
                "{encoding:?}"
            );
        }
    }

    #[test]
    fn positions_outside_of_the_text_are_moved_into_it() {
        for (range, expected) in [
            (range((0, 99), (0, 99)), "ab!\ncd"),
            (range((9, 0), (9, 9)), "ab\ncd!"),
            (range((0, 1), (0, 0)), "a!b\ncd"),
            (range((1, 1), (0, 1)), "ab\nc!d"),
        ] {
            assert_eq!(
                apply_in_one_message("ab\ncd", vec![partial_change(range, "!")], PositionEncoding::Utf16),
                expected
            );
        }
        let half = partial_change(range((0, 1), (0, 1)), "!");
        assert_eq!(
            apply_in_one_message("😀", vec![half], PositionEncoding::Utf16),
            "!😀",
            "half a surrogate pair"
        );
    }

    #[test]
    fn each_change_is_made_in_the_text_before_it() {
        let whole = Change::TextDocumentContentChangeWholeDocument(TextDocumentContentChangeWholeDocument {
            text: "x\ny".to_owned(),
        });
        let changes = vec![
            partial_change(range((0, 0), (0, 0)), "1\n2\n"),
            whole,
            partial_change(range((1, 0), (1, 1)), "z\r"),
            partial_change(range((2, 0), (2, 0)), "\nw"),
        ];
        assert_eq!(apply_in_one_message("a", changes, PositionEncoding::Utf16), "x\nz\r\nw");
    }

    /// An edit as a place in characters, how many of them are replaced, and by what.
    fn edits() -> impl Strategy<Value = Vec<Vec<(usize, usize, String)>>> {
        let text = proptest::collection::vec(
            prop_oneof![Just("a"), Just("é"), Just("😀"), Just("\n"), Just("\r"), Just("\r\n"), Just("\"")],
            0..4,
        );
        let edit = (0..60_usize, 0..5_usize, text.prop_map(|parts| parts.concat()));
        proptest::collection::vec(proptest::collection::vec(edit, 1..4), 1..8)
    }

    proptest! {
        #[test]
        fn edits_come_to_the_same_as_full_replacements(
            start in "[aé😀\n\r\"{}]{0,40}",
            messages in edits(),
            encoding in prop_oneof![
                Just(PositionEncoding::Utf8), Just(PositionEncoding::Utf16), Just(PositionEncoding::Utf32)
            ],
        ) {
            let mut documents = Documents::default();
            let uri = Uri("untitled:1".to_owned());
            documents.open(uri.clone(), None, start.clone());
            let mut expected = start;
            for (version, message) in (1..).zip(messages) {
                let mut changes = Vec::new();
                for (at, length, new) in message {
                    let places: Vec<usize> =
                        expected.char_indices().map(|(at, _)| at).chain([expected.len()]).collect();
                    let from = at.min(places.len() - 1);
                    let to = (from + length).min(places.len() - 1);
                    let (mut from, mut to) = (places[from], places[to]);
                    // No position stands between the two characters of a line break.
                    for place in [&mut from, &mut to] {
                        if expected[..*place].ends_with('\r') && expected[*place..].starts_with('\n') {
                            *place -= 1;
                        }
                    }
                    let lines = LineIndex::new(&expected);
                    let positions = PositionMapper { text: &expected, lines: &lines, encoding };
                    let range = Range {
                        start: positions.position(from as u32), end: positions.position(to as u32)
                    };
                    changes.push(partial_change(range, &new));
                    expected.replace_range(from..to, &new);
                }
                let snapshot = documents.change(&uri, Some(version), changes, encoding).unwrap();
                prop_assert_eq!(&*snapshot.text, &expected);
                prop_assert_eq!(snapshot.version, Some(version));
            }
        }
    }
}
