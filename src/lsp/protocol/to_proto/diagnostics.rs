//! Findings and configuration errors as LSP diagnostics.

use gen_lsp_types::{
    Code, CodeDescription, Diagnostic as LspDiagnostic, DiagnosticRelatedInformation, DiagnosticSeverity,
    DiagnosticTag, Location, TextEdit, Uri,
};
use serde_json::json;

use crate::config::ConfigError;
use crate::diagnostic::{Diagnostic, FileLocation, Fix, Related, Severity};
use crate::rule::Tag;
use crate::rules::find_rule;
use crate::text::{LineIndex, PositionEncoding, Span};

use crate::lsp::protocol::client_capabilities::ClientCapabilities;
use crate::lsp::protocol::position::PositionMapper;

/// The code of diagnostics of configurations, inventories and baselines.
const CONFIGURATION_CODE: &str = "configuration";

/// Resolves a location in another file; `None` if the file cannot be read.
pub(crate) type LocationLookup<'o> = &'o dyn Fn(&FileLocation) -> Option<Location>;

/// Converts the findings of one document to LSP diagnostics.
pub(crate) struct DiagnosticConverter<'c> {
    pub(crate) client: &'c ClientCapabilities,
    pub(crate) uri: &'c Uri,
    pub(crate) position_mapper: PositionMapper<'c>,
    pub(crate) find_location: LocationLookup<'c>,
}

impl DiagnosticConverter<'_> {
    pub(crate) fn to_lsp(&self, finding: &Diagnostic) -> LspDiagnostic {
        let message = match &finding.help {
            Some(help) => format!("{}\nhelp: {help}", finding.message),
            None => finding.message.clone(),
        };
        let rule = find_rule(finding.rule);
        let url = rule.map(|rule| CodeDescription { href: Uri(rule.url()) });
        let related: Vec<DiagnosticRelatedInformation> =
            finding.related.iter().filter_map(|related| self.related_information(related)).collect();
        let tagged = self.client.unnecessary_tag && rule.is_some_and(|rule| rule.has_tag(Tag::Unnecessary));
        LspDiagnostic {
            range: self.position_mapper.range(finding.span),
            severity: Some(severity(finding.severity)),
            code: Some(Code::String(finding.rule.to_owned())),
            code_description: url,
            source: Some("joblint".to_owned()),
            message: message.into(),
            tags: tagged.then(|| vec![DiagnosticTag::Unnecessary]),
            related_information: (self.client.related_information && !related.is_empty()).then_some(related),
            data: Some(json!({
                "pointer": finding.pointer,
                "fix": finding.fix.as_ref().map(|fix| json!({
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
            Some(other) => (self.find_location)(other)?,
        };
        Some(DiagnosticRelatedInformation { location, message: related.message.clone() })
    }
}

/// The edits of a fix, for the version of the document in which the finding was reported.
pub(crate) fn fix_text_edits(fix: &Fix, positions: PositionMapper<'_>) -> Vec<TextEdit> {
    let edit = |edit: &crate::diagnostic::Edit| TextEdit {
        range: positions.range(edit.span),
        new_text: edit.replacement.clone(),
    };
    fix.edits.iter().map(edit).collect()
}

/// Diagnostics of a configuration, inventory or baseline that could not be loaded.
pub(crate) fn config_error_diagnostics(
    error: &ConfigError,
    encoding: PositionEncoding,
) -> Vec<LspDiagnostic> {
    let lines = LineIndex::new(&error.text);
    let positions = PositionMapper { text: &error.text, lines: &lines, encoding };
    let item = |span: Span, message: String| LspDiagnostic {
        range: positions.range(span),
        severity: Some(DiagnosticSeverity::Error),
        code: Some(Code::String(CONFIGURATION_CODE.to_owned())),
        source: Some("joblint".to_owned()),
        message: message.into(),
        ..LspDiagnostic::default()
    };
    let unreadable =
        error.reason.iter().map(|reason| item(Span::empty(0), format!("failed to load this file: {reason}")));
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
