//! Tests of several formats, and invariants of all formats.

use clap::ValueEnum;
use insta::assert_snapshot;
use proptest::prelude::*;

use super::testing::{
    JOB, PLAIN, finding, full_diagnostic, labeled, minified, print_file, print_report, print_report_with,
    related, render_rich, span_of,
};
use super::*;
use crate::diagnostic::{Diagnostic, Fix};
use crate::text::{Secrets, Span};

#[test]
fn renders_ascii_colours_and_links() {
    let secrets = Secrets::default();
    let text = minified(100);
    let diagnostics = [labeled(span_of(&text, "\"bad\""), "here")];
    let file = FileReport::new("hr.json", &text, &secrets, &diagnostics);
    let ascii = RenderOptions { unicode: false, ..PLAIN };
    assert_snapshot!(print_file(Format::Rich, ascii, &file), @r#"
    error[some-rule]: something is wrong
       ,-[hr.json:1:908]
     1 | ...r","filler","filler","bad": 1,"filler","filler","filler","filler","fi...
       :                         ^^|^^
       :                           `-- here
       `----
    "#);
    let rich = RenderOptions { color: true, links: true, ..PLAIN };
    let diagnostics = [full_diagnostic()];
    let file = FileReport::new("hr.json", JOB, &secrets, &diagnostics);
    assert_snapshot!(print_file(Format::Rich, rich, &file).replace('\u{1b}', "^"), @r#"
    ^]8;;https://joblint.dev/rules/one-key-field^\^[1;31merror[one-key-field]^[0m^]8;;^\^[1m: no key field for object type User^[0m
       ╭─[^[36mhr.json:4:7^[0m]
     ^[2m3^[0m │   "objectsOption": [
     ^[2m4^[0m │     { "objectType": 1, "isCreate": true }
       · ^[31;1m      ───────┬───────^[0m
       ·              ^[31;1m╰── ^[31;1mrows of this type are matched by no field^[0m^[0m
     ^[2m5^[0m │   ],
     ^[2m6^[0m │   "fieldsMap": [
     ^[2m7^[0m │     { "destination": "mail", "isKey": false },
       · ^[36m                     ───┬──^[0m
       ·                         ^[36m╰── ^[36mthis could be the one^[0m^[0m
     ^[2m8^[0m │     { "destination": "cn", "isKey": false },
       ╰────
    ^[36m  help: ^[0mset "isKey": true on the row that identifies a User; for Active
            Directory sAMAccountName or employeeID is usual
       ^[36mfix:^[0m mark `mail` as the key (safe)
            ^[31m- { "destination": "mail", "isKey": false },^[0m
            ^[32m+ { "destination": "mail", "isKey": true },^[0m
    "#);
    assert_snapshot!(print_file(Format::Concise, rich, &file).replace('\u{1b}', "^"), @r"
    hr.json:4:7: ^]8;;https://joblint.dev/rules/one-key-field^\^[1;31merror[one-key-field]^[0m^]8;;^\ no key field for object type User
    ");
}

#[test]
fn human_readable_formats_end_with_summary() {
    let summary = Summary { files: 1, errors: 1, fixable: 1, ..Summary::default() };
    let secrets = Secrets::default();
    let diagnostics = [full_diagnostic()];
    let file = FileReport::new("jobs/hr.json", JOB, &secrets, &diagnostics);
    let sentence = "1 error in 1 file checked; it has a fix\n";
    assert!(print_report(Format::Rich, &file, &summary).ends_with(&format!("\n\n{sentence}")));
    assert_snapshot!(print_report(Format::Concise, &file, &summary), @r"
    jobs/hr.json:4:7: error[one-key-field] no key field for object type User
    1 error in 1 file checked; it has a fix
    ");
}

#[test]
fn json_format_is_stable() {
    let summary = Summary { files: 3, errors: 1, warnings: 1, fixable: 1, ..Summary::default() };
    let secrets = Secrets::default();
    let diagnostics = [finding(span_of(JOB, "\"HR\""), "plain"), full_diagnostic()];
    let file = FileReport::new("jobs/hr.json", JOB, &secrets, &diagnostics);
    let output = print_report(Format::Json, &file, &summary);
    let version = format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION"));
    assert_snapshot!(output.replace(&version, "\"version\": \"(this)\""), @r#"
    {
      "version": 1,
      "tool": {
        "name": "joblint",
        "version": "(this)"
      },
      "summary": {
        "files": 3,
        "skipped": 0,
        "errors": 1,
        "warnings": 1,
        "infos": 0,
        "fixable": 1,
        "suppressed": 0
      },
      "diagnostics": [
        {
          "rule": "some-rule",
          "group": "joblint",
          "severity": "error",
          "message": "plain",
          "url": "",
          "path": "jobs/hr.json",
          "pointer": "",
          "span": {
            "start": 12,
            "end": 16
          },
          "start": {
            "line": 2,
            "column": 11
          },
          "end": {
            "line": 2,
            "column": 15
          }
        },
        {
          "rule": "one-key-field",
          "group": "mapping",
          "severity": "error",
          "message": "no key field for object type User",
          "help": "set \"isKey\": true on the row that identifies a User; for Active Directory sAMAccountName or employeeID is usual",
          "url": "https://joblint.dev/rules/one-key-field",
          "path": "jobs/hr.json",
          "pointer": "/objectsOption/0/objectType",
          "span": {
            "start": 45,
            "end": 60
          },
          "start": {
            "line": 4,
            "column": 7
          },
          "end": {
            "line": 4,
            "column": 22
          },
          "related": [
            {
              "message": "this could be the one",
              "path": "jobs/hr.json",
              "pointer": "/there",
              "span": {
                "start": 124,
                "end": 130
              },
              "start": {
                "line": 7,
                "column": 22
              },
              "end": {
                "line": 7,
                "column": 28
              }
            }
          ],
          "fix": {
            "title": "mark `mail` as the key",
            "applicability": "safe",
            "edits": [
              {
                "span": {
                  "start": 141,
                  "end": 146
                },
                "replacement": "true"
              }
            ]
          }
        }
      ]
    }
    "#);
}

#[test]
fn json_masks_secrets() {
    let text = r#"{"password": "hunter\"2"}"#;
    let secrets = Secrets::new(vec![span_of(text, r#"hunter\"2"#)]);
    let quoting = Diagnostic {
        help: Some("not hunter\"2".to_owned()),
        related: vec![related(Span::new(0, 1), "hunter\"2")],
        fix: Some(Fix::safe("drop hunter\"2").replace(Span::new(1, 2), r#""hunter\"2""#)),
        ..finding(Span::new(0, 1), "it is hunter\"2")
    };
    let diagnostics = [quoting];
    let file = FileReport::new("a.json", text, &secrets, &diagnostics);
    let output = print_report(Format::Json, &file, &Summary::default());
    assert!(!output.contains("hunter"), "{output}");
    assert_eq!(output.matches("••••").count(), 5);
}

#[test]
fn json_without_files_is_valid() {
    let mut out = Vec::new();
    create_reporter(Format::Json, PLAIN).finish(&mut out, &Summary::default()).expect("memory");
    let document: serde_json::Value = serde_json::from_slice(&out).expect("it is JSON");
    assert_eq!(document["diagnostics"], serde_json::json!([]));
}

/// 3,000 findings in a file of 5 MB: each must cost only the lines it shows.
#[test]
fn renders_thousands_of_findings_in_large_file() {
    for separator in [",\n", ","] {
        let text = format!("\"key\": \"é and some value\"{separator}").repeat(200_000);
        let step = u32::try_from(text.len() / 3000).expect("a small number");
        let diagnostics: Vec<Diagnostic> =
            (0..3000).map(|nth| labeled(Span::new(nth * step, nth * step + 5), "here")).collect();
        assert_eq!(render_rich(&text, &diagnostics).matches("here").count(), 3000);
    }
}

proptest! {
    /// For arbitrary text, spans and secrets, no format panics or prints a secret.
    #[test]
    fn never_panics_and_never_leaks_secrets(
        parts in prop::collection::vec(
            prop_oneof![
                Just("a"), Just("\""), Just("\\"), Just("\n"), Just("\r"), Just("\r\n"), Just("\t"), Just("é"),
                Just("😀"), Just("\u{202e}"), Just("\u{301}"), Just("ZZ"), Just("ZZ\nZZ"),
                Just("some longer text of a line, to have lines cut"),
            ],
            0..60,
        ),
        ranges in prop::collection::vec((0u32..400, 0u32..90), 1..8),
        secret_ranges in prop::collection::vec((0u32..400, 0u32..9), 0..3),
        width in 0usize..100,
    ) {
        let text = parts.concat();
        let mut hidden: Vec<Span> =
            text.match_indices('Z').map(|(at, found)| Span::from_usize(at, at + found.len())).collect();
        hidden.extend(secret_ranges.iter().map(|&(start, length)| Span::new(start, start + length)));
        let secrets = Secrets::new(hidden);
        let spans: Vec<Span> = ranges.iter().map(|&(start, length)| Span::new(start, start + length)).collect();
        let mut with_related = labeled(spans[0], "here");
        with_related.related = spans[1..].iter().map(|&span| related(span, "there")).collect();
        let diagnostics = [finding(spans[0], "alone"), with_related];
        let file = FileReport::new("a.json", &text, &secrets, &diagnostics);
        for &format in Format::value_variants() {
            for (unicode, color) in [(true, false), (false, true)] {
                let options = RenderOptions { width, unicode, color, links: false };
                let printed = print_report_with(format, options, &file, &Summary::default());
                prop_assert!(!printed.contains('Z'), "{printed}");
                prop_assert!(!printed.contains('\u{202e}'), "{printed}");
                prop_assert!(!printed.contains("Failed to read"), "{printed}");
            }
        }
    }
}
