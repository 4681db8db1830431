//! A Code Quality report for GitLab ("Code Quality report format").

use std::collections::HashSet;
use std::io::{self, Write};

use serde::Serialize;

use super::identity::{Identity, identities};
use super::redact::{FileView, escape_json};
use super::{FileReport, Reporter, Summary};
use crate::diagnostic::Severity;
use crate::fingerprint::stable_hash;

#[derive(Serialize)]
struct Issue {
    description: String,
    check_name: &'static str,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
    end: u32,
}

#[derive(Default)]
pub(super) struct Gitlab {
    issues: Vec<Issue>,
    fingerprints: HashSet<u64>,
}

impl Gitlab {
    /// Computes a unique fingerprint. It is independent of line numbers, so that GitLab does not report a
    /// moved finding as new.
    fn fingerprint(&mut self, path: &str, identity: Identity) -> String {
        let occurrence = u64::try_from(identity.occurrence).unwrap_or(u64::MAX);
        let parts = [path.as_bytes(), &identity.hash.to_le_bytes(), &occurrence.to_le_bytes()];
        let mut fingerprint = stable_hash(&parts);
        while !self.fingerprints.insert(fingerprint) {
            fingerprint = fingerprint.wrapping_add(1);
        }
        format!("{fingerprint:016x}")
    }
}

impl Reporter for Gitlab {
    fn file(&mut self, _: &mut dyn Write, file: &FileReport<'_>) -> io::Result<()> {
        let view = FileView::new(*file);
        for (diagnostic, identity) in
            file.diagnostics.iter().zip(identities(file, file.diagnostics.iter().enumerate()))
        {
            let lines = Lines {
                begin: view.position(diagnostic.span.start).line,
                end: view.position(diagnostic.span.end).line,
            };
            let issue = Issue {
                description: view.single_line(&diagnostic.message),
                check_name: diagnostic.rule,
                fingerprint: self.fingerprint(file.from_root, identity),
                severity: gitlab_severity(diagnostic.severity),
                location: Location { path: file.from_root.to_owned(), lines },
            };
            self.issues.push(issue);
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write, _: &Summary) -> io::Result<()> {
        let text = serde_json::to_string_pretty(&self.issues)?;
        writeln!(out, "{}", escape_json(&text))
    }
}

/// One of `info`, `minor`, `major`, `critical` and `blocker`.
fn gitlab_severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "critical",
        Severity::Warning => "minor",
        Severity::Info => "info",
    }
}
