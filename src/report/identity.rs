//! What findings are recognised by from one report to the next.

use std::collections::HashMap;

use super::FileReport;
use crate::diagnostic::Diagnostic;
use crate::fingerprint::Fingerprinter;

/// A finding's identity within its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Identity {
    /// Of the rule, the shape of the pointer and the row around the finding.
    pub(super) hash: u64,
    /// Which one it is of those that share all of that, from 1 on.
    pub(super) occurrence: usize,
}

/// The identities of a file's findings, in their order. No two are the same.
pub(super) fn identities<'d>(
    file: &FileReport<'_>,
    findings: impl IntoIterator<Item = &'d Diagnostic>,
) -> Vec<Identity> {
    let fingerprints = Fingerprinter::new(file.text, file.secrets);
    let mut seen: HashMap<u64, usize> = HashMap::new();
    let mut identity = |number| {
        let nth = seen.entry(number).or_default();
        *nth += 1;
        Identity { hash: number, occurrence: *nth }
    };
    findings.into_iter().map(|found| identity(fingerprints.fingerprint(found).identity(found.rule))).collect()
}
