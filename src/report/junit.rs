//! JUnit XML: each file is a test case, which fails where the file makes the run fail.

use std::io::{self, Write};

use super::concise;
use super::redact::{FileView, escape_ci_commands, printable_path};
use super::{FileReport, Report, Summary};
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::sanitize_line;

#[derive(Default)]
pub(super) struct Junit {
    cases: Vec<TestCase>,
}

#[derive(Default)]
struct TestCase {
    path: String,
    /// Headline and text of the findings that make the run fail.
    failure: Option<(String, String)>,
    /// The text of the others.
    other_findings: String,
    /// Why the file could not be checked.
    error: Option<String>,
}

impl Report for Junit {
    fn file(&mut self, _: &mut dyn Write, file: &FileReport<'_>) -> io::Result<()> {
        let subject = FileView::new(*file);
        let (failing, others): (Vec<&Diagnostic>, Vec<&Diagnostic>) =
            file.diagnostics.iter().partition(|found| found.severity >= file.fail_on);
        let text =
            |found: &[&Diagnostic]| found.iter().map(|found| format_finding(&subject, found)).collect();
        let failure = failing.first().map(|_| (count_by_severity(&failing), text(&failing)));
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
        let figures = format!("tests=\"{}\" failures=\"{failures}\" errors=\"{errors}\"", self.cases.len());
        writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
        writeln!(out, "<testsuites name=\"joblint\" {figures}>")?;
        writeln!(out, "  <testsuite name=\"joblint\" {figures} skipped=\"0\">")?;
        self.cases.iter().try_for_each(|case| case.write_xml(out))?;
        writeln!(out, "  </testsuite>")?;
        writeln!(out, "</testsuites>")
    }
}

impl TestCase {
    fn write_xml(&self, out: &mut dyn Write) -> io::Result<()> {
        let path = escape_xml(&printable_path(&self.path));
        // Some readers write an attribute `file` for links; Jenkins' schema refuses a test case with one.
        write!(out, "    <testcase classname=\"joblint\" name=\"{path}\"")?;
        if self.failure.is_none() && self.error.is_none() && self.other_findings.is_empty() {
            return writeln!(out, "/>");
        }
        writeln!(out, ">")?;
        if let Some(reason) = &self.error {
            writeln!(out, "      <error type=\"unreadable\" message=\"{}\"/>", escape_xml(reason))?;
        }
        if let Some((headline, text)) = &self.failure {
            let (headline, text) = (escape_xml(headline), escape_xml(text));
            writeln!(out, "      <failure type=\"findings\" message=\"{headline}\">{text}</failure>")?;
        }
        if !self.other_findings.is_empty() {
            writeln!(out, "      <system-out>{}</system-out>", escape_xml(&self.other_findings))?;
        }
        writeln!(out, "    </testcase>")
    }
}

/// A finding as the concise format has it, with its help.
fn format_finding(subject: &FileView<'_>, diagnostic: &Diagnostic) -> String {
    let mut text = concise::format_line(subject, diagnostic);
    text.push('\n');
    for line in diagnostic.help.iter().flat_map(|help| help.lines()) {
        text.push_str(&format!("  {}\n", subject.single_line(line)));
    }
    text
}

/// `2 errors and 1 warning`.
fn count_by_severity(found: &[&Diagnostic]) -> String {
    let of = |severity| found.iter().filter(|found| found.severity == severity).count();
    let kinds = [Severity::Error, Severity::Warning, Severity::Info];
    let words: Vec<String> = kinds
        .iter()
        .map(|kind| (of(*kind), kind))
        .filter(|(count, _)| *count > 0)
        .map(|(count, kind)| format!("{count} {kind}{}", if count == 1 { "" } else { "s" }))
        .collect();
    words.join(", ")
}

/// Text as it may stand in XML, in an attribute or between tags. What has been made safe to print
/// still may hold the two characters beyond the control characters that XML 1.0 forbids.
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
