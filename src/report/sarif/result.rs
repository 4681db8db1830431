//! One finding, with its fingerprint, fix and suppression.

use std::collections::BTreeMap;

use super::super::identity::Identity;
use super::super::redact::FileView;
use super::model::{
    ArtifactChange, ArtifactLocation, FixProperties, Location, Region, Replacement, SarifFix, SarifResult,
    Suppression,
};
use super::{level, sentence};
use crate::diagnostic::{Applicability, Diagnostic, Edit};

/// The name under which a finding's fingerprint stands. Its number grows when they are made anew.
const FINGERPRINT_KEY: &str = "joblint/v1";

impl SarifResult {
    pub(super) fn new(
        subject: &FileView<'_>,
        diagnostic: &Diagnostic,
        identity: Identity,
        suppressed: Option<&str>,
    ) -> Self {
        let mut message = sentence(&escape_links(subject, &diagnostic.message));
        if let Some(help) = diagnostic.help.as_deref().filter(|help| !help.is_empty()) {
            message.push(' ');
            message.push_str(&sentence(&escape_links(subject, help)));
        }
        let related = diagnostic.related.iter().zip(1..).map(|(related, id)| Location {
            id: Some(id),
            message: Some(escape_links(subject, &related.message).into()),
            ..match &related.other_file {
                Some(elsewhere) => Location::in_other_file(subject, elsewhere),
                None => Location::new(subject, related.span, &related.pointer),
            }
        });
        let fingerprint = format!("{:016x}:{}", identity.hash, identity.occurrence);
        Self {
            rule_id: diagnostic.rule,
            rule_index: 0,
            level: level(diagnostic.severity),
            message: message.into(),
            locations: [Location::new(subject, diagnostic.span, &diagnostic.pointer)],
            related_locations: related.collect(),
            partial_fingerprints: BTreeMap::from([(FINGERPRINT_KEY, fingerprint)]),
            fixes: SarifFix::new(subject, diagnostic).into_iter().collect(),
            // It stands in joblint.toml or in the baseline, and not in the file that it is about.
            suppressions: suppressed.map(|reason| {
                [Suppression {
                    kind: "external",
                    status: "accepted",
                    justification: sentence(&escape_links(subject, reason)),
                }]
            }),
        }
    }
}

impl SarifFix {
    /// The fix, where it can be applied as it stands here: one that touches a secret cannot, since
    /// its text must not be printed.
    fn new(subject: &FileView<'_>, diagnostic: &Diagnostic) -> Option<Self> {
        let fix = diagnostic.fix.as_ref()?;
        let secret = |edit: &Edit| {
            subject.file.secrets.overlaps(edit.span) || subject.masked(&edit.replacement) != edit.replacement
        };
        if fix.applicability == Applicability::DisplayOnly
            || fix.edits.is_empty()
            || fix.edits.iter().any(secret)
        {
            return None;
        }
        let replacement = |edit: &Edit| Replacement {
            deleted_region: Region::new(subject, edit.span),
            inserted_content: (!edit.replacement.is_empty()).then(|| edit.replacement.clone().into()),
        };
        Some(Self {
            description: sentence(&escape_links(subject, &fix.title)).into(),
            artifact_changes: [ArtifactChange {
                artifact_location: ArtifactLocation::new(subject.file.from_root),
                replacements: fix.edits.iter().map(replacement).collect(),
            }],
            properties: FixProperties { applicability: fix.applicability.name() },
        })
    }
}

/// Words of a finding as viewers may show them: `[text](target)` would become a link.
fn escape_links(subject: &FileView<'_>, words: &str) -> String {
    subject.multi_line(words).replace("](", "] (")
}
