//! SARIF 2.1.0, the OASIS standard that code scanning services read.

mod location;
mod model;
mod result;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use super::identity::identities;
use super::redact::{FileView, escape_json};
use super::{FileReport, Report, RuleInfo, RuleLookup, Summary};
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::sanitize;
use location::URI_BASE_ID;
use model::{
    ArtifactLocation, DescriptorProperties, Driver, Invocation, Location, Log, Notification,
    PhysicalLocation, ReportingConfiguration, ReportingDescriptor, Run, SarifResult, Text, Tool, UriBase,
};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

pub(super) struct Sarif<'r> {
    rules: RuleLookup<'r>,
    results: Vec<SarifResult>,
    notifications: Vec<Notification>,
}

impl<'r> Sarif<'r> {
    pub(super) fn new(rules: RuleLookup<'r>) -> Self {
        Self { rules, results: Vec::new(), notifications: Vec::new() }
    }
}

impl Report for Sarif<'_> {
    fn file(&mut self, _: &mut dyn Write, file: &FileReport<'_>) -> io::Result<()> {
        let subject = FileView::new(*file);
        let reported = file.diagnostics.iter().map(|found| (found, None));
        let suppressed = file.suppressed.iter().map(|one| (&one.finding, Some(one.reason.as_str())));
        let mut all: Vec<(usize, (&Diagnostic, Option<&str>))> =
            reported.chain(suppressed).enumerate().collect();
        // A finding keeps its place and its fingerprint when it is suppressed.
        all.sort_by_key(|(_, (found, _))| (found.span.start, found.span.end, found.rule));
        let identities = identities(file, all.iter().map(|(index, (found, _))| (*index, *found)));
        self.results.extend(
            all.iter()
                .zip(identities)
                .map(|((_, (found, reason)), identity)| SarifResult::new(&subject, found, identity, *reason)),
        );
        Ok(())
    }

    fn unreadable_file(&mut self, _: &mut dyn Write, from_root: &str, reason: &str) -> io::Result<()> {
        let physical_location =
            PhysicalLocation { artifact_location: ArtifactLocation::new(from_root), region: None };
        let location = Location { id: None, message: None, physical_location, logical_locations: Vec::new() };
        self.notifications.push(Notification {
            level: "error",
            message: sentence(&sanitize(reason)).into(),
            locations: [location],
        });
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write, _: &Summary) -> io::Result<()> {
        let ids: BTreeSet<&'static str> = self.results.iter().map(|finding| finding.rule_id).collect();
        let places: BTreeMap<&str, usize> = ids.iter().copied().zip(0..).collect();
        for finding in &mut self.results {
            finding.rule_index = places.get(finding.rule_id).copied().unwrap_or_default();
        }
        let failed = !self.notifications.is_empty() || ids.contains("internal-error");
        let run = Run {
            tool: Tool {
                driver: Driver {
                    name: "joblint",
                    semantic_version: env!("CARGO_PKG_VERSION"),
                    version: env!("CARGO_PKG_VERSION"),
                    information_uri: "https://joblint.dev",
                    rules: ids.iter().map(|id| ReportingDescriptor::new(id, (self.rules)(id))).collect(),
                },
            },
            invocations: [Invocation {
                execution_successful: !failed,
                tool_execution_notifications: &self.notifications,
            }],
            original_uri_base_ids: BTreeMap::from([(
                URI_BASE_ID,
                UriBase { description: "The root of the repository.".to_owned().into() },
            )]),
            column_kind: "unicodeCodePoints",
            newline_sequences: ["\r\n", "\n", "\r"],
            results: &self.results,
        };
        let text = serde_json::to_string_pretty(&Log { schema: SCHEMA, version: "2.1.0", runs: [run] })?;
        writeln!(out, "{}", escape_json(&text))
    }
}

impl ReportingDescriptor {
    fn new(id: &'static str, RuleInfo { group, url, severity, summary, docs }: RuleInfo) -> Self {
        let docs = docs.trim();
        let summary = if summary.is_empty() { id } else { summary };
        let first = docs.split("\n\n").next().filter(|first| !first.is_empty() && !first.starts_with('#'));
        let help = Text { text: docs.to_owned(), markdown: Some(docs.to_owned()) };
        Self {
            id,
            short_description: sentence(summary).into(),
            full_description: first
                .map_or_else(|| sentence(summary), |first| first.replace('\n', " "))
                .into(),
            help: (!docs.is_empty()).then_some(help),
            help_uri: url,
            default_configuration: ReportingConfiguration { level: level(severity) },
            properties: DescriptorProperties { tags: [group] },
        }
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// With a capital and a full stop, as viewers that show one sentence expect it.
fn sentence(words: &str) -> String {
    let mut characters = words.chars();
    let first = characters.next().map(|first| first.to_ascii_uppercase());
    let stop = if words.ends_with(['.', '!', '?', ':']) { "" } else { "." };
    format!("{}{}{stop}", first.map(String::from).unwrap_or_default(), characters.as_str())
}
