//! Findings in the protocol's words.

use std::sync::Arc;

use gen_lsp_types::{
    Code, CodeDescription, Diagnostic as Item, DiagnosticRelatedInformation, DiagnosticSeverity,
    DiagnosticTag, Location, TextEdit, Uri,
};
use serde_json::json;

use crate::config::ConfigError;
use crate::diagnostic::{Diagnostic, Fix, Related, Severity};
use crate::rules::find_rule;
use crate::text::{LineIndex, PositionEncoding, Span};

use super::client_capabilities::ClientCapabilities;
use super::documents::Snapshot;
use super::from_proto::PositionMapper;

/// Rules that mark what can be left out without any effect: editors show it faded.
const UNNECESSARY_RULES: &[&str] = &[
    "collection-notification",
    "ignored-source",
    "repeated-setting",
    "unmapped-field",
    "unused-suppression",
];

/// What is said of mistakes in files that are no jobs.
const CONFIGURATION_CODE: &str = "configuration";

/// Finds the document that is shown by a path.
pub(super) type SnapshotLookup<'o> = &'o dyn Fn(&str) -> Option<Arc<Snapshot>>;

/// Turns the findings of one document into what the client reads.
pub(super) struct DiagnosticConverter<'c> {
    pub(super) client: &'c ClientCapabilities,
    pub(super) uri: &'c Uri,
    pub(super) position_mapper: PositionMapper<'c>,
    pub(super) find_snapshot: SnapshotLookup<'c>,
}

impl DiagnosticConverter<'_> {
    pub(super) fn to_lsp(&self, found: &Diagnostic) -> Item {
        let message = match &found.help {
            Some(help) => format!("{}\nhelp: {help}", found.message),
            None => found.message.clone(),
        };
        let url = find_rule(found.rule).map(|rule| CodeDescription { href: Uri(rule.url()) });
        let related: Vec<DiagnosticRelatedInformation> =
            found.related.iter().filter_map(|related| self.related_information(related)).collect();
        let tagged = self.client.unnecessary_tag && UNNECESSARY_RULES.contains(&found.rule);
        Item {
            range: self.position_mapper.range(found.span),
            severity: Some(severity(found.severity)),
            code: Some(Code::String(found.rule.to_owned())),
            code_description: url,
            source: Some("joblint".to_owned()),
            message: message.into(),
            tags: tagged.then(|| vec![DiagnosticTag::Unnecessary]),
            related_information: (self.client.related_information && !related.is_empty()).then_some(related),
            data: Some(json!({
                "pointer": found.pointer,
                "fix": found.fix.as_ref().map(|fix| json!({
                    "title": fix.title,
                    "applicability": fix.applicability.name(),
                    "edits": fix_text_edits(fix, self.position_mapper),
                })),
            })),
        }
    }

    fn related_information(&self, related: &Related) -> Option<DiagnosticRelatedInformation> {
        let location = match &related.other_file {
            None => Location { uri: self.uri.clone(), range: self.position_mapper.range(related.span) },
            Some(elsewhere) => {
                let other = (self.find_snapshot)(&elsewhere.path)?;
                let range = other.position_mapper(self.client.encoding).range(elsewhere.span);
                Location { uri: other.uri.clone(), range }
            }
        };
        Some(DiagnosticRelatedInformation { location, message: related.message.clone() })
    }
}

/// The edits of a fix, in the version of the document that it was found in.
pub(super) fn fix_text_edits(fix: &Fix, positions: PositionMapper<'_>) -> Vec<TextEdit> {
    let edit = |edit: &crate::diagnostic::Edit| TextEdit {
        range: positions.range(edit.span),
        new_text: edit.replacement.clone(),
    };
    fix.edits.iter().map(edit).collect()
}

/// What is wrong with a configuration, an inventory or a baseline.
pub(super) fn config_error_diagnostics(error: &ConfigError, encoding: PositionEncoding) -> Vec<Item> {
    let lines = LineIndex::new(&error.text);
    let positions = PositionMapper { text: &error.text, lines: &lines, encoding };
    let item = |span: Span, message: String| Item {
        range: positions.range(span),
        severity: Some(DiagnosticSeverity::Error),
        code: Some(Code::String(CONFIGURATION_CODE.to_owned())),
        source: Some("joblint".to_owned()),
        message: message.into(),
        ..Item::default()
    };
    let unreadable =
        error.reason.iter().map(|reason| item(Span::empty(0), format!("it cannot be used: {reason}")));
    let problems = error
        .diagnostics
        .iter()
        .map(|problem| item(problem.span, format!("{}\nhelp: {}", problem.message, problem.help)));
    unreadable.chain(problems).collect()
}

fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::Error,
        Severity::Warning => DiagnosticSeverity::Warning,
        Severity::Info => DiagnosticSeverity::Information,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tagged_rules_exist() {
        for rule in UNNECESSARY_RULES {
            assert!(find_rule(rule).is_some(), "{rule}");
        }
    }
}
