//! JUnit XML: each file is a test case, which fails if the file makes the run fail.

use std::io::{self, Write};

use super::concise;
use super::redact::{FileView, escape_ci_commands, printable_path};
use super::{FileReport, Reporter, Summary};
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::{pluralize, sanitize_line};

#[derive(Default)]
pub(super) struct Junit {
    cases: Vec<TestCase>,
}

#[derive(Default)]
struct TestCase {
    path: String,
    failure: Option<Failure>,
    /// The findings that do not make the run fail.
    other_findings: String,
    /// Why the file could not be checked.
    error: Option<String>,
}

/// The findings that make the run fail.
struct Failure {
    message: String,
    text: String,
}

impl Reporter for Junit {
    fn file(&mut self, _: &mut dyn Write, file: &FileReport<'_>) -> io::Result<()> {
        let view = FileView::new(*file);
        let (failing, others): (Vec<&Diagnostic>, Vec<&Diagnostic>) =
            file.diagnostics.iter().partition(|diagnostic| diagnostic.severity >= file.fail_on);
        let text = |diagnostics: &[&Diagnostic]| {
            diagnostics.iter().map(|diagnostic| format_finding(&view, diagnostic)).collect()
        };
        let failure = (!failing.is_empty())
            .then(|| Failure { message: count_by_severity(&failing), text: text(&failing) });
        let path = file.from_root.to_owned();
        self.cases.push(TestCase { path, failure, other_findings: text(&others), error: None });
        Ok(())
    }

    fn clean_file(&mut self, _: &mut dyn Write, from_root: &dyn Fn() -> String) -> io::Result<()> {
        self.cases.push(TestCase { path: from_root(), ..TestCase::default() });
        Ok(())
    }

    fn unreadable_file(&mut self, _: &mut dyn Write, from_root: &str, reason: &str) -> io::Result<()> {
        let error = Some(sanitize_line(reason).into_owned());
        self.cases.push(TestCase { path: from_root.to_owned(), error, ..TestCase::default() });
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write, _: &Summary) -> io::Result<()> {
        let failures = self.cases.iter().filter(|case| case.failure.is_some()).count();
        let errors = self.cases.iter().filter(|case| case.error.is_some()).count();
        let counts = format!("tests=\"{}\" failures=\"{failures}\" errors=\"{errors}\"", self.cases.len());
        writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
        writeln!(out, "<testsuites name=\"joblint\" {counts}>")?;
        writeln!(out, "  <testsuite name=\"joblint\" {counts} skipped=\"0\">")?;
        self.cases.iter().try_for_each(|case| case.write_xml(out))?;
        writeln!(out, "  </testsuite>")?;
        writeln!(out, "</testsuites>")
    }
}

impl TestCase {
    fn write_xml(&self, out: &mut dyn Write) -> io::Result<()> {
        let path = escape_xml(&printable_path(&self.path));
        // No attribute `file`, which some tools use for links: Jenkins' schema rejects it.
        write!(out, "    <testcase classname=\"joblint\" name=\"{path}\"")?;
        if self.failure.is_none() && self.error.is_none() && self.other_findings.is_empty() {
            return writeln!(out, "/>");
        }
        writeln!(out, ">")?;
        if let Some(reason) = &self.error {
            writeln!(out, "      <error type=\"unreadable\" message=\"{}\"/>", escape_xml(reason))?;
        }
        if let Some(Failure { message, text }) = &self.failure {
            let (message, text) = (escape_xml(message), escape_xml(text));
            writeln!(out, "      <failure type=\"findings\" message=\"{message}\">{text}</failure>")?;
        }
        if !self.other_findings.is_empty() {
            writeln!(out, "      <system-out>{}</system-out>", escape_xml(&self.other_findings))?;
        }
        writeln!(out, "    </testcase>")
    }
}

/// The finding in the concise format, followed by its help.
fn format_finding(view: &FileView<'_>, diagnostic: &Diagnostic) -> String {
    let mut text = concise::format_line(view, diagnostic);
    text.push('\n');
    for line in diagnostic.help.iter().flat_map(|help| help.lines()) {
        text.push_str(&format!("  {}\n", view.single_line(line)));
    }
    text
}

/// `2 errors, 1 warning`.
fn count_by_severity(diagnostics: &[&Diagnostic]) -> String {
    let count = |severity| diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count();
    let counts: Vec<String> = [Severity::Error, Severity::Warning, Severity::Info]
        .into_iter()
        .map(|severity| (count(severity), severity.name()))
        .filter(|(count, _)| *count > 0)
        .map(|(count, name)| pluralize(count, name))
        .collect();
    counts.join(", ")
}

/// Escapes text for attributes and content. Printable text can still contain the two noncharacters that XML
/// 1.0 forbids.
fn escape_xml(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in escape_ci_commands(text).chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&apos;"),
            '\u{fffe}' | '\u{ffff}' => safe.push_str(&format!("\\u{{{:x}}}", character as u32)),
            _ => safe.push(character),
        }
    }
    safe
}
