//! Identities by which findings are matched with those of other reports.

use std::collections::HashMap;

use super::FileReport;
use crate::diagnostic::Diagnostic;
use crate::fingerprint::Fingerprinter;
use crate::json::{Document, Tree, parse};

/// A finding's identity within its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Identity {
    /// Hash of the rule, the normalised pointer and the array item around the finding.
    pub(super) hash: u64,
    /// Distinguishes findings with the same hash, starting at 1.
    pub(super) occurrence: usize,
}

/// Returns the identities of findings in their order. Each finding comes with its index in the fingerprints of
/// the file. No two identities are the same.
pub(super) fn identities<'d>(
    file: &FileReport<'_>,
    findings: impl IntoIterator<Item = (usize, &'d Diagnostic)>,
) -> Vec<Identity> {
    let mut tree = Tree::new();
    if file.fingerprints.is_empty() {
        parse(file.text, &mut tree);
    }
    let fingerprinter = Fingerprinter::with_secrets(Document::new(file.text, &tree), file.secrets);
    let mut counts: HashMap<u64, usize> = HashMap::new();
    let identity = |(index, finding): (usize, &Diagnostic)| {
        let hash = match file.fingerprints.get(index) {
            Some(fingerprint) => fingerprint.identity(finding.rule),
            None => fingerprinter.fingerprint(finding).identity(finding.rule),
        };
        let occurrence = counts.entry(hash).or_default();
        *occurrence += 1;
        Identity { hash, occurrence: *occurrence }
    };
    findings.into_iter().map(identity).collect()
}
