//! Workflow commands of GitHub Actions, which become annotations of a pull request
//! ("Workflow commands for GitHub Actions").

use std::cmp::Reverse;
use std::io::{self, Write};

use super::concise;
use super::redact::FileView;
use super::{FileReport, Reporter, Summary};
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::pluralize;

/// GitHub shows this many annotations of each kind per step and silently drops the others.
const MAX_ANNOTATIONS: usize = 10;

#[derive(Default)]
pub(super) struct Github {
    annotations: Vec<Annotation>,
}

struct Annotation {
    severity: Severity,
    command: String,
    /// The finding in the concise format, printed if the annotation would be dropped.
    line: String,
}

impl Reporter for Github {
    fn file(&mut self, _: &mut dyn Write, file: &FileReport<'_>) -> io::Result<()> {
        let view = FileView::new(*file);
        self.annotations.extend(file.diagnostics.iter().map(|diagnostic| Annotation {
            severity: diagnostic.severity,
            command: workflow_command(&view, diagnostic),
            line: concise::format_line(&view, diagnostic),
        }));
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write, _: &Summary) -> io::Result<()> {
        self.annotations.sort_by_key(|annotation| Reverse(annotation.severity));
        let mut rest = Vec::new();
        for kind in self.annotations.chunk_by(|left, right| left.severity == right.severity) {
            let (shown, dropped) = kind.split_at(kind.len().min(MAX_ANNOTATIONS));
            shown.iter().try_for_each(|annotation| writeln!(out, "{}", annotation.command))?;
            rest.extend(dropped);
        }
        if !rest.is_empty() {
            let count = pluralize(rest.len(), "more finding");
            writeln!(out, "{count} (GitHub shows {MAX_ANNOTATIONS} annotations of each kind):")?;
            rest.iter().try_for_each(|annotation| writeln!(out, "{}", annotation.line))?;
        }
        Ok(())
    }

    fn summary(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        writeln!(out, "{summary}")
    }
}

fn workflow_command(view: &FileView<'_>, diagnostic: &Diagnostic) -> String {
    let kind = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let (start, end) = (view.position(diagnostic.span.start), view.position(diagnostic.span.end));
    // GitHub rejects columns if the span covers several lines.
    let columns = if start.line == end.line {
        // An empty span is shown at the character after it.
        let end = end.column.max(start.column.saturating_add(1));
        format!(",col={},endColumn={end}", start.column)
    } else {
        String::new()
    };
    let mut message = view.single_line(&diagnostic.message);
    if let Some(help) = diagnostic.help.as_deref().filter(|help| !help.is_empty()) {
        message.push('\n');
        message.push_str(&view.multi_line(help));
    }
    format!(
        "::{kind} file={},line={},endLine={}{columns},title={}::{}",
        escape_property(&view.single_line(view.file.from_root)),
        start.line,
        end.line,
        escape_property(&format!("joblint: {}", diagnostic.rule)),
        escape_data(&message)
    )
}

/// Escapes the text after the second `::`.
fn escape_data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes the value of a property, which ends at a comma or a colon.
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
            finding(Span::new(0, span_of(JOB, "objectType").start), "multiline"),
            Diagnostic { severity: Severity::Info, ..finding(Span::new(5, 5), "empty") },
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
                "::error file=a%2Cb%3Ac%25.json,line=1,endLine=4,title=joblint%3A some-rule::multiline",
                "::notice file=a%2Cb%3Ac%25.json,line=2,endLine=2,col=4,endColumn=5,title=joblint%3A \
                 some-rule::empty",
                &summary.to_string(),
            ]
        );
    }

    #[test]
    fn limits_annotations_per_kind() {
        let secrets = Secrets::default();
        let span = span_of(JOB, "\"HR\"");
        let mut diagnostics = Vec::new();
        for _ in 0..12 {
            diagnostics.push(Diagnostic { severity: Severity::Warning, ..finding(span, "w") });
            diagnostics.push(finding(span, "e"));
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
