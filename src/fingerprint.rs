//! Recognising a finding again when the file around it has changed.
//!
//! A finding is the same as before where its rule, its JSON Pointer and the value it marks are. Rows
//! that are inserted move the pointers of those behind them: then it is the same where the whole row
//! that it stands in is. Secrets have no part in either, so that nothing can be guessed from a
//! fingerprint.

use std::cell::RefCell;
use std::collections::HashMap;

use crate::diagnostic::Diagnostic;
use crate::json::{Document, NodeId, NodeKind, Tree, parse};
use crate::text::{MASK, Secrets, Span};

/// What identifies a finding besides its file and its rule.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint {
    /// JSON Pointer of the value at fault.
    pub pointer: String,
    /// Hash of the text that the finding marks.
    pub value: u64,
    /// Hash of the innermost item of a list that holds the finding; of the document where none does.
    pub element: u64,
}

impl Fingerprint {
    /// The pointer with `*` for every place in a list, which stays when items move.
    #[must_use]
    pub fn normalized_pointer(&self) -> String {
        let is_index = |token: &str| !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_digit());
        let tokens: Vec<&str> =
            self.pointer.split('/').map(|token| if is_index(token) { "*" } else { token }).collect();
        tokens.join("/")
    }

    /// One number for all that stays when the file around a finding of `rule` changes: the shape of
    /// the pointer with the item around it. Outside of lists, where that would be the whole
    /// document, with the value.
    #[must_use]
    pub fn identity(&self, rule: &str) -> u64 {
        let shape = self.normalized_pointer();
        let content = if shape == self.pointer { self.value } else { self.element };
        stable_hash(&[rule.as_bytes(), shape.as_bytes(), &content.to_le_bytes()])
    }
}

/// One number for several parts, the same over versions and machines.
#[must_use]
pub fn stable_hash(parts: &[&[u8]]) -> u64 {
    parts.iter().fold(FNV_OFFSET_BASIS, |state, part| fnv1a(fnv1a(state, part), &[0]))
}

/// Makes the fingerprints of one file's findings.
pub struct Fingerprinter<'a> {
    text: &'a str,
    secrets: &'a Secrets,
    tree: Tree,
    /// Hashes of items, of which many findings can share one.
    content_hashes: RefCell<HashMap<NodeId, u64>>,
    /// The items of lists: many findings may stand in a long one.
    items: RefCell<HashMap<NodeId, Vec<NodeId>>>,
}

impl<'a> Fingerprinter<'a> {
    /// Ready for the findings of a file.
    #[must_use]
    pub fn new(text: &'a str, secrets: &'a Secrets) -> Self {
        let mut tree = Tree::new();
        parse(text, &mut tree);
        Self { text, secrets, tree, content_hashes: RefCell::default(), items: RefCell::default() }
    }

    /// The fingerprint of one of them.
    #[must_use]
    pub fn fingerprint(&self, finding: &Diagnostic) -> Fingerprint {
        let document = Document::new(self.text, &self.tree);
        let value = fnv1a(FNV_OFFSET_BASIS, self.secrets.masked(self.text, finding.span).as_bytes());
        let element = self.innermost_item(&document, &finding.pointer);
        Fingerprint {
            pointer: finding.pointer.clone(),
            value,
            element: self.cached_content_hash(&document, element),
        }
    }

    /// The innermost item of a list on the way to what a pointer names.
    fn innermost_item(&self, document: &Document<'_>, pointer: &str) -> NodeId {
        let (mut element, mut at) = (NodeId::ROOT, NodeId::ROOT);
        let mut tokens = pointer.split('/').skip(1).peekable();
        while let Some(token) = tokens.next() {
            let is_item = document.kind(at) == NodeKind::Array;
            // There is no list behind the last member, and it need not be looked for: there may be very
            // many of them, with a finding each.
            if !is_item && tokens.peek().is_none() {
                break;
            }
            let next = if is_item {
                token.parse().ok().and_then(|index| self.item(document, at, index))
            } else {
                document.get(at, &token.replace("~1", "/").replace("~0", "~"))
            };
            let Some(next) = next else { break };
            at = next;
            if is_item {
                element = at;
            }
        }
        element
    }

    fn item(&self, document: &Document<'_>, array: NodeId, index: usize) -> Option<NodeId> {
        let mut items = self.items.borrow_mut();
        items.entry(array).or_insert_with(|| document.items(array).collect()).get(index).copied()
    }

    fn cached_content_hash(&self, document: &Document<'_>, id: NodeId) -> u64 {
        let known = self.content_hashes.borrow().get(&id).copied();
        known.unwrap_or_else(|| {
            let content = self.content_hash(document, id);
            self.content_hashes.borrow_mut().insert(id, content);
            content
        })
    }

    /// Hash of a value's tokens: indentation makes no difference.
    fn content_hash(&self, document: &Document<'_>, id: NodeId) -> u64 {
        let end = document.next_sibling(id).index();
        let nodes = document.tree().nodes();
        (id.index()..end).fold(FNV_OFFSET_BASIS, |state, index| {
            let Some(node) = nodes.get(index) else { return state };
            let state = fnv1a(state, &[node.kind() as u8]);
            match node.kind() {
                NodeKind::Object | NodeKind::Array => fnv1a(state, &node.child_count().to_le_bytes()),
                _ if self.secrets.overlaps(node.span()) => fnv1a(state, MASK.as_bytes()),
                _ => fnv1a(fnv1a(state, Span::slice(node.span(), self.text).as_bytes()), &[0]),
            }
        })
    }
}

const FNV_OFFSET_BASIS: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a: stable over versions and machines, which a standard hasher does not promise.
fn fnv1a(state: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(state, |state, byte| (state ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linter::{FileOrigin, Linter, Scratch};

    fn fingerprints_of(text: &str, rule: &str) -> Vec<Fingerprint> {
        let checked = Linter::default().lint(text.as_bytes(), FileOrigin::Explicit, &mut Scratch::default());
        let fingerprints = Fingerprinter::new(&checked.text, &checked.secrets);
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
