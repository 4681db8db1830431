//! SARIF results: findings with fingerprint, fix and suppression.

use std::collections::BTreeMap;

use super::super::identity::Identity;
use super::super::redact::FileView;
use super::model::{
    ArtifactChange, ArtifactLocation, FixProperties, Location, Region, Replacement, SarifFix, SarifResult,
    Suppression,
};
use super::{level, sentence};
use crate::diagnostic::{Applicability, Diagnostic, Edit};

/// Key of the fingerprint. The version is incremented if the computation of fingerprints changes.
const FINGERPRINT_KEY: &str = "joblint/v1";

impl SarifResult {
    pub(super) fn new(
        view: &FileView<'_>,
        diagnostic: &Diagnostic,
        identity: Identity,
        suppressed: Option<&str>,
    ) -> Self {
        let mut message = sentence(&escape_links(view, &diagnostic.message));
        if let Some(help) = diagnostic.help.as_deref().filter(|help| !help.is_empty()) {
            message.push(' ');
            message.push_str(&sentence(&escape_links(view, help)));
        }
        let related = diagnostic.related.iter().zip(1..).map(|(related, id)| Location {
            id: Some(id),
            message: Some(escape_links(view, &related.message).into()),
            ..match &related.other_file {
                Some(other) => Location::in_other_file(view, other),
                None => Location::new(view, related.span, &related.pointer),
            }
        });
        let fingerprint = format!("{:016x}:{}", identity.hash, identity.occurrence);
        Self {
            rule_id: diagnostic.rule,
            rule_index: 0,
            level: level(diagnostic.severity),
            message: message.into(),
            locations: [Location::new(view, diagnostic.span, &diagnostic.pointer)],
            related_locations: related.collect(),
            partial_fingerprints: BTreeMap::from([(FINGERPRINT_KEY, fingerprint)]),
            fixes: SarifFix::new(view, diagnostic).into_iter().collect(),
            // External, because suppressions are in joblint.toml or the baseline, not in the checked file.
            suppressions: suppressed.map(|reason| {
                [Suppression {
                    kind: "external",
                    status: "accepted",
                    justification: sentence(&escape_links(view, reason)),
                }]
            }),
        }
    }
}

impl SarifFix {
    /// The fix if a program can apply it. A fix that affects a secret is omitted because its text must not be
    /// printed.
    fn new(view: &FileView<'_>, diagnostic: &Diagnostic) -> Option<Self> {
        let fix = diagnostic.fix.as_ref()?;
        let has_secret = |edit: &Edit| {
            view.file.secrets.overlaps(edit.span) || view.masked(&edit.replacement) != edit.replacement
        };
        if fix.applicability == Applicability::DisplayOnly
            || fix.edits.is_empty()
            || fix.edits.iter().any(has_secret)
        {
            return None;
        }
        let replacement = |edit: &Edit| Replacement {
            deleted_region: Region::new(view, edit.span),
            inserted_content: (!edit.replacement.is_empty()).then(|| edit.replacement.clone().into()),
        };
        Some(Self {
            description: sentence(&escape_links(view, &fix.title)).into(),
            artifact_changes: [ArtifactChange {
                artifact_location: ArtifactLocation::new(view.file.from_root),
                replacements: fix.edits.iter().map(replacement).collect(),
            }],
            properties: FixProperties { applicability: fix.applicability.name() },
        })
    }
}

/// Prevents viewers from rendering `[text](target)` in a message as a link.
fn escape_links(view: &FileView<'_>, text: &str) -> String {
    view.multi_line(text).replace("](", "] (")
}
