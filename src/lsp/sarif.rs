//! SARIF 2.1.0, the OASIS standard that code scanning services read.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::path::Path;

use serde::Serialize;

use super::identity::{Identity, identities};
use super::safe::{Subject, safe_json};
use super::{FileReport, Report, RuleInfo, RuleLookup, Summary};
use crate::diagnostic::{Applicability, Diagnostic, Edit, Severity};
use crate::text::{Span, sanitize};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// What relative addresses of files are relative to.
const ROOT: &str = "%SRCROOT%";

/// The name under which a finding's fingerprint stands. Its number grows when they are made anew.
const FINGERPRINT: &str = "joblint/v1";

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool,
    invocations: [Invocation<'a>; 1],
    original_uri_base_ids: BTreeMap<&'static str, Root>,
    column_kind: &'static str,
    newline_sequences: [&'static str; 3],
    results: &'a [Finding],
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    semantic_version: &'static str,
    version: &'static str,
    information_uri: &'static str,
    rules: Vec<Descriptor>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor {
    id: &'static str,
    short_description: Text,
    full_description: Text,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<Text>,
    #[serde(skip_serializing_if = "String::is_empty")]
    help_uri: String,
    default_configuration: Configuration,
    properties: Tags,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct Tags {
    tags: [&'static str; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation<'a> {
    execution_successful: bool,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    tool_execution_notifications: &'a [Notification],
}

#[derive(Serialize)]
struct Notification {
    level: &'static str,
    message: Text,
    locations: [Location; 1],
}

#[derive(Serialize)]
struct Root {
    description: Text,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Finding {
    rule_id: &'static str,
    rule_index: usize,
    level: &'static str,
    message: Text,
    locations: [Location; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    partial_fingerprints: BTreeMap<&'static str, String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<Change>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Text>,
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    logical_locations: Vec<LogicalLocation>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactLocation {
    uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri_base_id: Option<&'static str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: u32,
    start_column: u32,
    end_line: u32,
    end_column: u32,
    byte_offset: u32,
    byte_length: u32,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct LogicalLocation {
    fully_qualified_name: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Change {
    description: Text,
    artifact_changes: [ArtifactChange; 1],
    properties: Trust,
}

#[derive(Serialize)]
struct Trust {
    applicability: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactChange {
    artifact_location: ArtifactLocation,
    replacements: Vec<Replacement>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement {
    deleted_region: Region,
    #[serde(skip_serializing_if = "Option::is_none")]
    inserted_content: Option<Text>,
}

/// A message, a description, or the content of a file.
#[derive(Serialize)]
struct Text {
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    markdown: Option<String>,
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self { text, markdown: None }
    }
}

impl ArtifactLocation {
    fn new(from_root: &str) -> Self {
        let encoded = percent_encoded(from_root);
        if !Path::new(from_root).is_absolute() {
            return Self { uri: encoded, uri_base_id: Some(ROOT) };
        }
        let slash = if encoded.starts_with('/') { "" } else { "/" };
        Self { uri: format!("file://{slash}{encoded}"), uri_base_id: None }
    }
}

impl Region {
    fn new(subject: &Subject<'_>, span: Span) -> Self {
        let (start, end) = (subject.position(span.start), subject.position(span.end));
        Self {
            start_line: start.line,
            start_column: start.column,
            end_line: end.line,
            end_column: end.column,
            byte_offset: span.start,
            byte_length: span.len(),
        }
    }
}

impl Location {
    fn new(subject: &Subject<'_>, span: Span, pointer: &str) -> Self {
        let name = subject.masked(pointer).into_owned();
        let logical = (!name.is_empty()).then_some(LogicalLocation { fully_qualified_name: name });
        Self {
            id: None,
            message: None,
            physical_location: PhysicalLocation {
                artifact_location: ArtifactLocation::new(subject.file.from_root),
                region: Some(Region::new(subject, span)),
            },
            logical_locations: logical.into_iter().collect(),
        }
    }
}

impl Finding {
    fn new(subject: &Subject<'_>, diagnostic: &Diagnostic, identity: Identity) -> Self {
        let mut message = sentence(&words(subject, &diagnostic.message));
        if let Some(help) = diagnostic.help.as_deref().filter(|help| !help.is_empty()) {
            message.push(' ');
            message.push_str(&sentence(&words(subject, help)));
        }
        let related = diagnostic.related.iter().zip(1..).map(|(related, id)| Location {
            id: Some(id),
            message: Some(words(subject, &related.message).into()),
            ..Location::new(subject, related.span, &related.pointer)
        });
        let fingerprint = format!("{:016x}:{}", identity.number, identity.nth);
        Self {
            rule_id: diagnostic.rule,
            rule_index: 0,
            level: level(diagnostic.severity),
            message: message.into(),
            locations: [Location::new(subject, diagnostic.span, &diagnostic.pointer)],
            related_locations: related.collect(),
            partial_fingerprints: BTreeMap::from([(FINGERPRINT, fingerprint)]),
            fixes: Change::new(subject, diagnostic).into_iter().collect(),
        }
    }
}

impl Change {
    /// The fix, where it can be applied as it stands here: one that touches a secret cannot, since
    /// its text must not be printed.
    fn new(subject: &Subject<'_>, diagnostic: &Diagnostic) -> Option<Self> {
        let fix = diagnostic.fix.as_ref()?;
        let secret = |edit: &Edit| {
            subject.file.secrets.touch(edit.span) || subject.masked(&edit.replacement) != edit.replacement
        };
        if fix.applicability == Applicability::DisplayOnly || fix.edits.is_empty() || fix.edits.iter().any(secret)
        {
            return None;
        }
        let replacement = |edit: &Edit| Replacement {
            deleted_region: Region::new(subject, edit.span),
            inserted_content: (!edit.replacement.is_empty()).then(|| edit.replacement.clone().into()),
        };
        Some(Self {
            description: sentence(&words(subject, &fix.title)).into(),
            artifact_changes: [ArtifactChange {
                artifact_location: ArtifactLocation::new(subject.file.from_root),
                replacements: fix.edits.iter().map(replacement).collect(),
            }],
            properties: Trust { applicability: fix.applicability.name() },
        })
    }
}

impl Descriptor {
    fn new(id: &'static str, RuleInfo { group, url, severity, summary, docs }: RuleInfo) -> Self {
        let docs = docs.trim();
        let summary = if summary.is_empty() { id } else { summary };
        let first = docs.split("\n\n").next().filter(|first| !first.is_empty() && !first.starts_with('#'));
        let help = Text { text: docs.to_owned(), markdown: Some(docs.to_owned()) };
        Self {
            id,
            short_description: sentence(summary).into(),
            full_description: first.map_or_else(|| sentence(summary), |first| first.replace('\n', " ")).into(),
            help: (!docs.is_empty()).then_some(help),
            help_uri: url,
            default_configuration: Configuration { level: level(severity) },
            properties: Tags { tags: [group] },
        }
    }
}

pub(super) struct Sarif<'r> {
    rules: RuleLookup<'r>,
    findings: Vec<Finding>,
    notifications: Vec<Notification>,
}

impl<'r> Sarif<'r> {
    pub(super) fn new(rules: RuleLookup<'r>) -> Self {
        Self { rules, findings: Vec::new(), notifications: Vec::new() }
    }
}

impl Report for Sarif<'_> {
    fn file(&mut self, _: &mut dyn Write, file: &FileReport<'_>) -> io::Result<()> {
        let subject = Subject::new(*file);
        let findings = file.diagnostics.iter().zip(identities(file));
        self.findings.extend(findings.map(|(found, identity)| Finding::new(&subject, found, identity)));
        Ok(())
    }

    fn unreadable(&mut self, _: &mut dyn Write, from_root: &str, reason: &str) -> io::Result<()> {
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
        let ids: BTreeSet<&'static str> = self.findings.iter().map(|finding| finding.rule_id).collect();
        let places: BTreeMap<&str, usize> = ids.iter().copied().zip(0..).collect();
        for finding in &mut self.findings {
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
                    rules: ids.iter().map(|id| Descriptor::new(id, (self.rules)(id))).collect(),
                },
            },
            invocations: [Invocation {
                execution_successful: !failed,
                tool_execution_notifications: &self.notifications,
            }],
            original_uri_base_ids: BTreeMap::from([(
                ROOT,
                Root { description: "The root of the repository.".to_owned().into() },
            )]),
            column_kind: "unicodeCodePoints",
            newline_sequences: ["\r\n", "\n", "\r"],
            results: &self.findings,
        };
        let text = serde_json::to_string_pretty(&Log { schema: SCHEMA, version: "2.1.0", runs: [run] })?;
        writeln!(out, "{}", safe_json(&text))
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// Words of a finding as viewers may show them: `[text](target)` would become a link.
fn words(subject: &Subject<'_>, words: &str) -> String {
    subject.lines(words).replace("](", "] (")
}

/// With a full stop, as viewers that show one sentence expect it.
fn sentence(words: &str) -> String {
    let stop = if words.ends_with(['.', '!', '?', ':']) { "" } else { "." };
    format!("{words}{stop}")
}

/// A path as it stands in an address.
fn percent_encoded(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                encoded.push(char::from(byte));
            }
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::super::testing::{JOB, at, finding, no_key_field, print_all};
    use super::super::{Format, Summary};
    use super::*;
    use crate::diagnostic::Fix;
    use crate::text::Secrets;
    use serde_json::Value;

    fn result(text: &str, secrets: &Secrets, diagnostic: Diagnostic) -> Value {
        let diagnostics = [diagnostic];
        let file = FileReport::new("jobs/hr.json", text, secrets, &diagnostics);
        let log: Value = serde_json::from_str(&print_all(Format::Sarif, &file, &Summary::default())).unwrap();
        log["runs"][0]["results"][0].clone()
    }

    #[test]
    fn everything_that_a_finding_carries() {
        insta::assert_json_snapshot!(result(JOB, &Secrets::default(), no_key_field()), @"");
    }

    #[test]
    fn a_fix_that_touches_a_secret_is_left_out() {
        let text = r#"{"password": "Hunter2!", "other": 1}"#;
        let secrets = Secrets::new(vec![at(text, "Hunter2!")]);
        let other = at(text, "1");
        let with = |fix: Fix| Diagnostic { fix: Some(fix), ..finding(other, "x") };
        let cases = [
            (with(Fix::safe("a").replace(other, "2")), true),
            (with(Fix::r#unsafe("a").delete(other)), true),
            (with(Fix::safe("a").replace(at(text, "\"Hunter2!\""), "null")), false),
            (with(Fix::safe("a").insert(at(text, "unter2").start, "x")), false),
            (with(Fix::safe("a").replace(other, "\"Hunter2!\"")), false),
            (with(Fix { applicability: Applicability::DisplayOnly, ..Fix::safe("a").delete(other) }), false),
        ];
        for (diagnostic, kept) in cases {
            let result = result(text, &secrets, diagnostic.clone());
            assert_eq!(result["fixes"].is_array(), kept, "{diagnostic:?}");
            assert!(!result.to_string().contains("Hunter2"), "{result}");
        }
    }

    #[test]
    fn paths_become_addresses() {
        let of = |path: &str| serde_json::to_value(ArtifactLocation::new(path)).unwrap();
        assert_eq!(of("a b/é#?:%.json")["uri"], "a%20b/%C3%A9%23%3F%3A%25.json");
        assert_eq!(of("a.json")["uriBaseId"], "%SRCROOT%");
        if cfg!(unix) {
            assert_eq!(of("/srv/a.json"), serde_json::json!({"uri": "file:///srv/a.json"}));
        }
    }

    #[test]
    fn no_link_is_made_of_a_jobs_text() {
        let result = result(JOB, &Secrets::default(), finding(at(JOB, "\"HR\""), "`[x](https://example.com)`"));
        assert_eq!(result["message"]["text"], "`[x] (https://example.com)`.");
    }
}
