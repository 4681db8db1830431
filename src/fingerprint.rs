//! Identity of a finding across changes of its file.
//!
//! A finding is the same as before if its rule, its JSON Pointer and the marked value are the same. Inserted
//! rows move the pointers of the rows after them: then the finding is the same if its whole row is the same.
//! Secrets are excluded from the hashes, so that nothing can be guessed from a fingerprint.

use std::cell::RefCell;
use std::collections::HashMap;

use crate::diagnostic::Diagnostic;
use crate::json::{Document, NodeId, NodeKind};
use crate::source::ParsedFile;
use crate::text::{MASK, Secrets, Span};

/// The parts of a finding's identity other than its file and its rule.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint {
    /// JSON Pointer of the value.
    pub pointer: String,
    /// Hash of the text that the finding marks.
    pub value: u64,
    /// Hash of the innermost array item that contains the finding; of the document if there is none.
    pub element: u64,
}

impl Fingerprint {
    /// The pointer with `*` for every array index, which stays the same when items move.
    #[must_use]
    pub fn normalized_pointer(&self) -> String {
        let is_index = |token: &str| !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_digit());
        let tokens: Vec<&str> =
            self.pointer.split('/').map(|token| if is_index(token) { "*" } else { token }).collect();
        tokens.join("/")
    }

    /// A hash that stays the same when the file around a finding of `rule` changes: of the normalised
    /// pointer and the array item around it, or of the pointer and the value outside of arrays.
    #[must_use]
    pub fn identity(&self, rule: &str) -> u64 {
        let pointer = self.normalized_pointer();
        let content = if pointer == self.pointer { self.value } else { self.element };
        stable_hash(&[rule.as_bytes(), pointer.as_bytes(), &content.to_le_bytes()])
    }
}

/// A hash of several parts that is stable across versions and machines.
#[must_use]
pub fn stable_hash(parts: &[&[u8]]) -> u64 {
    parts.iter().fold(FNV_OFFSET_BASIS, |state, part| fnv1a(fnv1a(state, part), &[0]))
}

/// Computes the fingerprints of the findings of one file.
pub struct Fingerprinter<'a> {
    document: Document<'a>,
    secrets: &'a Secrets,
    /// Hashes of array items, since many findings can be in the same one.
    content_hashes: RefCell<HashMap<NodeId, u64>>,
    /// Items by array, since many findings can be in the same long one.
    items: RefCell<HashMap<NodeId, Vec<NodeId>>>,
}

impl<'a> Fingerprinter<'a> {
    /// Creates a fingerprinter for the findings of a file.
    #[must_use]
    pub fn new(file: &'a ParsedFile<'_>) -> Self {
        Self::with_secrets(file.document(), file.secrets())
    }

    /// Creates a fingerprinter for the findings of a document with these secrets.
    #[must_use]
    pub fn with_secrets(document: Document<'a>, secrets: &'a Secrets) -> Self {
        Self { document, secrets, content_hashes: RefCell::default(), items: RefCell::default() }
    }

    /// Computes the fingerprint of a finding.
    #[must_use]
    pub fn fingerprint(&self, finding: &Diagnostic) -> Fingerprint {
        let marked = self.secrets.masked(self.document.text(), finding.span);
        let element = self.innermost_item(&finding.pointer);
        Fingerprint {
            pointer: finding.pointer.clone(),
            value: fnv1a(FNV_OFFSET_BASIS, marked.as_bytes()),
            element: self.cached_content_hash(element),
        }
    }

    /// The innermost array item on the path of a pointer.
    fn innermost_item(&self, pointer: &str) -> NodeId {
        let document = &self.document;
        let (mut element, mut at) = (NodeId::ROOT, NodeId::ROOT);
        let mut tokens = pointer.split('/').skip(1).peekable();
        while let Some(token) = tokens.next() {
            let is_item = document.kind(at) == NodeKind::Array;
            // The last member does not lead to an array item. Looking it up would be quadratic in an object
            // with very many members and a finding for each.
            if !is_item && tokens.peek().is_none() {
                break;
            }
            let next = if is_item {
                token.parse().ok().and_then(|index| self.item(at, index))
            } else {
                self.written_member(at, &token.replace("~1", "/").replace("~0", "~"))
            };
            let Some(next) = next else { break };
            at = next;
            if is_item {
                element = at;
            }
        }
        element
    }

    /// The first member written with this name. Pointers use the names as written, not the intended ones.
    fn written_member(&self, object: NodeId, name: &str) -> Option<NodeId> {
        let mut members = self.document.members(object);
        members.find(|(key, _)| self.document.string(*key).as_deref() == Some(name)).map(|(_, value)| value)
    }

    fn item(&self, array: NodeId, index: usize) -> Option<NodeId> {
        let mut items = self.items.borrow_mut();
        items.entry(array).or_insert_with(|| self.document.items(array).collect()).get(index).copied()
    }

    fn cached_content_hash(&self, id: NodeId) -> u64 {
        let known = self.content_hashes.borrow().get(&id).copied();
        known.unwrap_or_else(|| {
            let content = self.content_hash(id);
            self.content_hashes.borrow_mut().insert(id, content);
            content
        })
    }

    /// Hash of the tokens of a value, independent of whitespace.
    fn content_hash(&self, id: NodeId) -> u64 {
        let document = &self.document;
        let end = document.next_sibling(id).index();
        let nodes = document.tree().nodes();
        (id.index()..end).fold(FNV_OFFSET_BASIS, |state, index| {
            let Some(node) = nodes.get(index) else { return state };
            let state = fnv1a(state, &[node.kind() as u8]);
            match node.kind() {
                NodeKind::Object | NodeKind::Array => fnv1a(state, &node.child_count().to_le_bytes()),
                _ if self.secrets.overlaps(node.span()) => fnv1a(state, MASK.as_bytes()),
                _ => fnv1a(fnv1a(state, Span::slice(node.span(), document.text()).as_bytes()), &[0]),
            }
        })
    }
}

const FNV_OFFSET_BASIS: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a, which is stable across versions and machines, unlike the hashers of the standard library.
fn fnv1a(state: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(state, |state, byte| (state ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linter::{FileOrigin, Linter, Scratch};

    fn fingerprints_of(text: &str, rule: &str) -> Vec<Fingerprint> {
        let checked = Linter::default().lint(text.as_bytes(), FileOrigin::Explicit, &mut Scratch::default());
        let fingerprints = Fingerprinter::new(&checked.file);
        let found = checked.diagnostics.iter().filter(|found| found.rule == rule);
        found.map(|found| fingerprints.fingerprint(found)).collect()
    }

    #[test]
    fn survives_moved_rows_but_not_changed_values() {
        let row = r#"{"destinationField": "cn", "isKey": true, "forCreateOnly": false}"#;
        let other = r#"{"destinationField": "sn", "isKey": false, "forCreateOnly": true}"#;
        let job = |rows: &str| format!(r#"{{"fieldsMap": [{rows}]}}"#);
        let before = &fingerprints_of(&job(row), "key-not-create-only")[0];
        let reformatted = &fingerprints_of(&job(&row.replace(", ", ",\n    ")), "key-not-create-only")[0];
        assert_eq!(before, reformatted);
        let moved = &fingerprints_of(&job(&format!("{other}, {row}")), "key-not-create-only")[0];
        assert_eq!(
            (moved.normalized_pointer(), moved.element),
            (before.normalized_pointer(), before.element)
        );
        assert_eq!(moved.identity("a"), before.identity("a"));
        assert_ne!(moved.identity("a"), before.identity("b"));
        assert_ne!(moved.pointer, before.pointer);
        let changed = &fingerprints_of(&job(&row.replace("cn", "sn")), "key-not-create-only")[0];
        assert_eq!((&changed.pointer, changed.value), (&before.pointer, before.value));
        assert_ne!(changed.element, before.element);
    }

    #[test]
    fn identity_outside_lists_ignores_the_rest_of_the_document() {
        let job = |name: &str| format!(r#"{{"jobInfo": {{"naem": "{name}"}}, "fieldsMap": []}}"#);
        let identity = |text: &str| fingerprints_of(text, "unknown-member")[0].identity("unknown-member");
        let before = identity(&job("HR"));
        assert_eq!(before, identity(&job("HR").replace("[]", "[{}]")));
        assert_ne!(before, identity(&job("HR").replace("naem", "nmae")));
    }

    #[test]
    fn secrets_do_not_affect_fingerprints() {
        let job = |password: &str| {
            format!(
                r#"{{"fieldsMap": [{{"destinationField": "password", "transform": "Static:value={password}"}}]}}"#
            )
        };
        let [one, other] =
            ["Hunter2!", "Spring-2026"].map(|password| fingerprints_of(&job(password), "plaintext-password"));
        assert_eq!(one, other);
        assert_eq!(one.len(), 1);
    }
}
