//! SARIF 2.1.0, the OASIS standard format for code scanning.

mod location;
mod model;
mod result;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use super::identity::identities;
use super::redact::{FileView, escape_json};
use super::{FileReport, Reporter, Summary};
use crate::diagnostic::{Diagnostic, Severity};
use crate::rule::Rule;
use crate::rules::find_rule;
use crate::rules::joblint::internal_error;
use crate::text::sanitize;
use location::URI_BASE_ID;
use model::{
    ArtifactLocation, DescriptorProperties, Driver, Invocation, Location, Log, Notification,
    PhysicalLocation, ReportingConfiguration, ReportingDescriptor, Run, SarifResult, Text, Tool, UriBase,
};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

#[derive(Default)]
pub(super) struct Sarif {
    results: Vec<SarifResult>,
    notifications: Vec<Notification>,
}

impl Reporter for Sarif {
    fn file(&mut self, _: &mut dyn Write, file: &FileReport<'_>) -> io::Result<()> {
        let view = FileView::new(*file);
        let reported = file.diagnostics.iter().map(|diagnostic| (diagnostic, None));
        let suppressed = file.suppressed.iter();
        let suppressed = suppressed.map(|suppressed| (&suppressed.finding, Some(suppressed.reason.as_str())));
        let mut all: Vec<(usize, (&Diagnostic, Option<&str>))> =
            reported.chain(suppressed).enumerate().collect();
        // Suppressing a finding must not change its index or fingerprint.
        all.sort_by_key(|(_, (diagnostic, _))| (diagnostic.span.start, diagnostic.span.end, diagnostic.rule));
        let identities = identities(file, all.iter().map(|(index, (diagnostic, _))| (*index, *diagnostic)));
        self.results.extend(all.iter().zip(identities).map(|((_, (diagnostic, reason)), identity)| {
            SarifResult::new(&view, diagnostic, identity, *reason)
        }));
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
        let ids: BTreeSet<&'static str> = self.results.iter().map(|result| result.rule_id).collect();
        let indexes: BTreeMap<&str, usize> = ids.iter().copied().zip(0..).collect();
        for result in &mut self.results {
            result.rule_index = indexes.get(result.rule_id).copied().unwrap_or_default();
        }
        let failed = !self.notifications.is_empty() || ids.contains(internal_error::RULE.name);
        let run = Run {
            tool: Tool {
                driver: Driver {
                    name: "joblint",
                    semantic_version: env!("CARGO_PKG_VERSION"),
                    version: env!("CARGO_PKG_VERSION"),
                    information_uri: "https://joblint.dev",
                    rules: ids.iter().map(|id| ReportingDescriptor::new(id)).collect(),
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
    fn new(id: &'static str) -> Self {
        let rule = find_rule(id);
        let (summary, docs) = rule.map_or((id, ""), |rule| (rule.summary, rule.body()));
        let first = docs.split("\n\n").next().filter(|first| !first.is_empty() && !first.starts_with('#'));
        let help = Text { text: docs.to_owned(), markdown: Some(docs.to_owned()) };
        Self {
            id,
            short_description: sentence(summary).into(),
            full_description: first
                .map_or_else(|| sentence(summary), |first| first.replace('\n', " "))
                .into(),
            help: (!docs.is_empty()).then_some(help),
            help_uri: rule.map(Rule::url).unwrap_or_default(),
            default_configuration: ReportingConfiguration {
                level: level(rule.map_or(Severity::Error, |rule| rule.severity)),
            },
            properties: DescriptorProperties { tags: [rule.map_or("joblint", |rule| rule.group.name())] },
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

/// Adds a capital letter and a full stop.
fn sentence(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters.next().map(|first| first.to_ascii_uppercase());
    let stop = if text.ends_with(['.', '!', '?', ':']) { "" } else { "." };
    format!("{}{}{stop}", first.map(String::from).unwrap_or_default(), characters.as_str())
}
