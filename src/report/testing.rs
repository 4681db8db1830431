//! Helpers for the tests of all formats.

use super::{FileReport, Format, RenderOptions, Summary, create_reporter};
use crate::diagnostic::{Diagnostic, Fix, Related, Severity};
use crate::text::{Secrets, Span};

pub(super) const PLAIN: RenderOptions =
    RenderOptions { color: false, unicode: true, width: 80, links: false };

/// The report of one file without the summary.
pub(super) fn print_file(format: Format, options: RenderOptions, file: &FileReport<'_>) -> String {
    let mut out = Vec::new();
    create_reporter(format, options).file(&mut out, file).expect("writing to memory works");
    String::from_utf8(out).expect("reports are UTF-8")
}

/// The report of one file with the summary.
pub(super) fn print_report(format: Format, file: &FileReport<'_>, summary: &Summary) -> String {
    print_report_with(format, PLAIN, file, summary)
}

/// The report of one file with the summary and the given options.
pub(super) fn print_report_with(
    format: Format,
    options: RenderOptions,
    file: &FileReport<'_>,
    summary: &Summary,
) -> String {
    let mut out = Vec::new();
    let mut reporter = create_reporter(format, options);
    reporter.file(&mut out, file).expect("writing to memory works");
    reporter.finish(&mut out, summary).expect("writing to memory works");
    reporter.summary(&mut out, summary).expect("writing to memory works");
    String::from_utf8(out).expect("reports are UTF-8")
}

/// The rich rendering of findings in a text without secrets.
pub(super) fn render_rich(text: &str, diagnostics: &[Diagnostic]) -> String {
    let secrets = Secrets::default();
    print_file(Format::Rich, PLAIN, &FileReport::new("jobs/hr.json", text, &secrets, diagnostics))
}

/// The rich rendering of findings in a text with secrets.
pub(super) fn render_rich_masked(text: &str, hidden: &[&str], diagnostics: &[Diagnostic]) -> String {
    let secrets = Secrets::new(hidden.iter().map(|part| span_of(text, part)).collect());
    print_file(Format::Rich, PLAIN, &FileReport::new("jobs/hr.json", text, &secrets, diagnostics))
}

/// The span of the first occurrence of `part` in `text`.
pub(super) fn span_of(text: &str, part: &str) -> Span {
    let start = text.find(part).expect("the part is in the text");
    Span::from_usize(start, start + part.len())
}

pub(super) fn finding(span: Span, message: &str) -> Diagnostic {
    Diagnostic::new("some-rule", Severity::Error, span, message)
}

pub(super) fn labeled(span: Span, label: &'static str) -> Diagnostic {
    Diagnostic { label: Some(label.into()), ..finding(span, "something is wrong") }
}

pub(super) fn related(span: Span, message: &str) -> Related {
    Related { span, pointer: "/there".to_owned(), message: message.to_owned(), other_file: None }
}

pub(super) const JOB: &str = r#"{
  "name": "HR",
  "objectsOption": [
    { "objectType": 1, "isCreate": true }
  ],
  "fieldsMap": [
    { "destination": "mail", "isKey": false },
    { "destination": "cn", "isKey": false },
    { "destination": "sn", "isKey": false }
  ]
}
"#;

/// A finding in [`JOB`] with all optional fields.
pub(super) fn full_diagnostic() -> Diagnostic {
    Diagnostic {
        rule: "one-key-field",
        pointer: "/objectsOption/0/objectType".to_owned(),
        label: Some("rows of this type are matched by no field".into()),
        help: Some(
            "set \"isKey\": true on the row that identifies a User; for Active Directory \
             sAMAccountName or employeeID is usual"
                .to_owned(),
        ),
        related: vec![related(span_of(JOB, "\"mail\""), "this could be the one")],
        fix: Some(Fix::safe("mark `mail` as the key").replace(span_of(JOB, "false"), "true")),
        ..finding(span_of(JOB, "\"objectType\": 1"), "no key field for object type User")
    }
}

/// A minified file with the member `bad` in the middle.
pub(super) fn minified(items: usize) -> String {
    let filler = "\"filler\",".repeat(items);
    format!("{{\"a\": [{filler}\"bad\": 1,{filler} \"other\": 2]}}")
}
