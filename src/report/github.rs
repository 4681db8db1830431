//! Workflow commands of GitHub Actions, which become annotations of a pull request
//! ("Workflow commands for GitHub Actions").

use std::cmp::Reverse;
use std::io::{self, Write};

use super::concise;
use super::redact::FileView;
use super::{FileReport, Report, Summary};
use crate::diagnostic::{Diagnostic, Severity};

/// Annotations that are shown of each kind in one step; further ones are dropped without a word.
const MAX_ANNOTATIONS: usize = 10;

#[derive(Default)]
pub(super) struct Github {
    findings: Vec<GithubAnnotation>,
}

struct GithubAnnotation {
    severity: Severity,
    /// As a workflow command.
    command: String,
    /// As a line for people.
    line: String,
}

impl Report for Github {
    fn file(&mut self, _: &mut dyn Write, file: &FileReport<'_>) -> io::Result<()> {
        let subject = FileView::new(*file);
        self.findings.extend(file.diagnostics.iter().map(|diagnostic| GithubAnnotation {
            severity: diagnostic.severity,
            command: workflow_command(&subject, diagnostic),
            line: concise::format_line(&subject, diagnostic),
        }));
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write, _: &Summary) -> io::Result<()> {
        self.findings.sort_by_key(|finding| Reverse(finding.severity));
        let mut rest = Vec::new();
        for same in self.findings.chunk_by(|one, other| one.severity == other.severity) {
            let (shown, dropped) = same.split_at(same.len().min(MAX_ANNOTATIONS));
            shown.iter().try_for_each(|finding| writeln!(out, "{}", finding.command))?;
            rest.extend(dropped);
        }
        if !rest.is_empty() {
            let findings = if rest.len() == 1 { "finding" } else { "findings" };
            let count = rest.len();
            writeln!(
                out,
                "{count} more {findings} (GitHub shows {MAX_ANNOTATIONS} annotations of each kind):"
            )?;
            rest.iter().try_for_each(|finding| writeln!(out, "{}", finding.line))?;
        }
        Ok(())
    }

    fn summary(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        writeln!(out, "{summary}")
    }
}

fn workflow_command(subject: &FileView<'_>, diagnostic: &Diagnostic) -> String {
    let kind = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let (start, end) = (subject.position(diagnostic.span.start), subject.position(diagnostic.span.end));
    // Columns are refused where the place goes over several lines.
    let columns = if start.line == end.line {
        // A place without width is shown at the character behind it.
        let end = end.column.max(start.column.saturating_add(1));
        format!(",col={},endColumn={end}", start.column)
    } else {
        String::new()
    };
    let mut message = subject.single_line(&diagnostic.message);
    if let Some(help) = diagnostic.help.as_deref().filter(|help| !help.is_empty()) {
        message.push('\n');
        message.push_str(&subject.multi_line(help));
    }
    format!(
        "::{kind} file={},line={},endLine={}{columns},title={}::{}",
        escape_property(&subject.single_line(subject.file.from_root)),
        start.line,
        end.line,
        escape_property(&format!("joblint: {}", diagnostic.rule)),
        escape_data(&message)
    )
}

/// What stands behind the second `::`, as the runner unescapes it.
fn escape_data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property, which ends at a comma or a colon.
fn escape_property(text: &str) -> String {
    escape_data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::super::testing::{JOB, finding, print_report, span_of};
    use super::super::{Format, Summary};
    use super::*;
    use crate::text::{Secrets, Span};

    #[test]
    fn escapes_properties_and_messages() {
        let secrets = Secrets::default();
        let diagnostics = [
            Diagnostic {
                help: Some("one\ntwo".to_owned()),
                ..finding(span_of(JOB, "\"HR\""), "50%, a::b\r\n::x")
            },
            finding(Span::new(0, span_of(JOB, "objectType").start), "over lines"),
            Diagnostic { severity: Severity::Info, ..finding(Span::new(5, 5), "no width") },
        ];
        let file = FileReport::new("a,b:c%.json", JOB, &secrets, &diagnostics);
        let summary = Summary { files: 1, errors: 2, infos: 1, ..Summary::default() };
        let lines: Vec<String> =
            print_report(Format::Github, &file, &summary).lines().map(str::to_owned).collect();
        assert_eq!(
            lines,
            [
                "::error file=a%2Cb%3Ac%25.json,line=2,endLine=2,col=11,endColumn=15,title=joblint%3A \
                 some-rule::50%25, a::b\\r\\n::x%0Aone%0Atwo",
                "::error file=a%2Cb%3Ac%25.json,line=1,endLine=4,title=joblint%3A some-rule::over lines",
                "::notice file=a%2Cb%3Ac%25.json,line=2,endLine=2,col=4,endColumn=5,title=joblint%3A \
                 some-rule::no width",
                &summary.to_string(),
            ]
        );
    }

    #[test]
    fn limits_annotations_per_kind() {
        let secrets = Secrets::default();
        let place = span_of(JOB, "\"HR\"");
        let mut diagnostics = Vec::new();
        for _ in 0..12 {
            diagnostics.push(Diagnostic { severity: Severity::Warning, ..finding(place, "w") });
            diagnostics.push(finding(place, "e"));
        }
        let file = FileReport::new("::error::.json", JOB, &secrets, &diagnostics);
        let output = print_report(Format::Github, &file, &Summary::default());
        let lines: Vec<&str> = output.lines().collect();
        assert!(
            lines[..10].iter().all(|line| line.starts_with("::error file=%3A%3Aerror%3A%3A.json,line=2,"))
        );
        assert!(lines[10..20].iter().all(|line| line.starts_with("::warning ")));
        assert_eq!(lines[20], "4 more findings (GitHub shows 10 annotations of each kind):");
        assert_eq!(lines[21], "./::error::.json:2:11: error[some-rule] e");
        assert_eq!(lines[24], "./::error::.json:2:11: warning[some-rule] w");
        assert_eq!(lines.len(), 26);
    }
}
