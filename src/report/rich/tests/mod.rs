//! Snapshots of the rich format. Review them for readability.

mod unescaped;

use insta::assert_snapshot;

use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::report::testing::{
    JOB, PLAIN, finding, full_diagnostic, labeled, minified, print_file, related, render_rich,
    render_rich_masked, span_of,
};
use crate::report::{FileReport, Format};
use crate::text::{Secrets, Span};

#[test]
fn finding_without_label() {
    let plain = Diagnostic { severity: Severity::Warning, ..finding(span_of(JOB, "\"HR\""), "a short name") };
    assert_snapshot!(render_rich(JOB, &[plain]), @r#"
    warning[some-rule]: a short name
       ╭─[jobs/hr.json:2:11]
     1 │ {
     2 │   "name": "HR",
       ·           ────
     3 │   "objectsOption": [
       ╰────
    "#);
}

#[test]
fn nearby_labels_share_a_frame() {
    assert_snapshot!(render_rich(JOB, &[full_diagnostic()]), @r#"
    error[one-key-field]: no key field for object type User
       ╭─[jobs/hr.json:4:7]
     3 │   "objectsOption": [
     4 │     { "objectType": 1, "isCreate": true }
       ·       ───────┬───────
       ·              ╰── rows of this type are matched by no field
     5 │   ],
     6 │   "fieldsMap": [
     7 │     { "destination": "mail", "isKey": false },
       ·                      ───┬──
       ·                         ╰── this could be the one
     8 │     { "destination": "cn", "isKey": false },
       ╰────
      help: set "isKey": true on the row that identifies a User; for Active
            Directory sAMAccountName or employeeID is usual
       fix: mark `mail` as the key (safe)
            - { "destination": "mail", "isKey": false },
            + { "destination": "mail", "isKey": true },
    "#);
    let mut same_line = labeled(span_of(JOB, "\"isKey\": false"), "this is one");
    same_line.related = vec![related(span_of(JOB, "\"mail\""), "this the other")];
    assert_snapshot!(render_rich(JOB, &[same_line]), @r#"
    error[some-rule]: something is wrong
       ╭─[jobs/hr.json:7:30]
     6 │   "fieldsMap": [
     7 │     { "destination": "mail", "isKey": false },
       ·                      ───┬──  ───────┬──────
       ·                         │           ╰── this is one
       ·                         ╰── this the other
     8 │     { "destination": "cn", "isKey": false },
       ╰────
    "#);
}

#[test]
fn distant_labels_get_frames_primary_first() {
    let first_name = related(span_of(JOB, "\"name\""), "the name");
    let last_field = related(span_of(JOB, "\"sn\""), "a field");
    let mut far = labeled(span_of(JOB, "\"objectType\": 1"), "the type");
    far.related = vec![last_field.clone()];
    let mut behind = labeled(span_of(JOB, "\"sn\""), "a field");
    behind.related = vec![first_name];
    assert_snapshot!(render_rich(JOB, &[far, behind]), @r#"
    error[some-rule]: something is wrong
       ╭─[jobs/hr.json:4:7]
     3 │   "objectsOption": [
     4 │     { "objectType": 1, "isCreate": true }
       ·       ───────┬───────
       ·              ╰── the type
     5 │   ],
       ╰────
        ╭─[jobs/hr.json:9:22]
      8 │     { "destination": "cn", "isKey": false },
      9 │     { "destination": "sn", "isKey": false }
        ·                      ──┬─
        ·                        ╰── a field
     10 │   ]
        ╰────

    error[some-rule]: something is wrong
        ╭─[jobs/hr.json:9:22]
      8 │     { "destination": "cn", "isKey": false },
      9 │     { "destination": "sn", "isKey": false }
        ·                      ──┬─
        ·                        ╰── a field
     10 │   ]
        ╰────
       ╭─[jobs/hr.json:2:3]
     1 │ {
     2 │   "name": "HR",
       ·   ───┬──
       ·      ╰── the name
     3 │   "objectsOption": [
       ╰────
    "#);
}

#[test]
fn nested_labels_are_both_marked() {
    let mut outer = labeled(span_of(JOB, "\"mail\", \"isKey\": false"), "all of this");
    outer.related = vec![related(span_of(JOB, "\"isKey\""), "and this"), related(outer.span, "the same")];
    assert_snapshot!(render_rich(JOB, &[outer]), @r#"
    error[some-rule]: something is wrong
       ╭─[jobs/hr.json:7:22]
     6 │   "fieldsMap": [
     7 │     { "destination": "mail", "isKey": false },
       ·                      ────┬──────┬───
       ·                          │      ╰── and this
       ·                          ╰── all of this; the same
     8 │     { "destination": "cn", "isKey": false },
       ╰────
    "#);
}

#[test]
fn limits_related_labels() {
    let mut many = labeled(span_of(JOB, "\"HR\""), "the first");
    many.related = vec![related(span_of(JOB, "\"name\""), "again"); 8];
    many.related[6].message = "never seen".to_owned();
    let shown = render_rich(JOB, &[many]);
    assert_eq!(shown.matches("again").count(), 5);
    assert!(shown.contains("\n  note: 3 more locations not shown\n"), "{shown}");
}

#[test]
fn shows_long_line_around_label() {
    let text = minified(600);
    let mut bad = labeled(span_of(&text, "\"bad\""), "here");
    let near_end = labeled(span_of(&text, "2]"), "at the end");
    let long = labeled(Span::new(7, 4000), "a long part");
    let alone = bad.clone();
    bad.related = vec![related(span_of(&text, "\"other\""), "and there")];
    assert_snapshot!(render_rich(&text, &[long, alone, bad, near_end]), @r#"
    error[some-rule]: something is wrong
       ╭─[jobs/hr.json:1:8]
     1 │ {"a": ["filler","filler","filler","filler","filler","filler","filler"…
       ·        ───────────────────────────────┬───────────────────────────────
       ·                                       ╰── a long part
       ╰────

    error[some-rule]: something is wrong
       ╭─[jobs/hr.json:1:5408]
     1 │ …r","filler","filler","bad": 1,"filler","filler","filler","filler","fi…
       ·                       ──┬──
       ·                         ╰── here
       ╰────

    error[some-rule]: something is wrong
       ╭─[jobs/hr.json:1:5408]
     1 │ …filler","bad": 1,"filler","fill…"filler","filler", "other": 2]}
       ·          ──┬──                                      ───┬───
       ·            │                                           ╰── and there
       ·            ╰── here
       ╰────

    error[some-rule]: something is wrong
       ╭─[jobs/hr.json:1:10827]
     1 │ …","filler","filler","filler","filler","filler","filler", "other": 2]}
       ·                                                                    ─┬
       ·                                                                     ╰── at the end
       ╰────
    "#);
}

#[test]
fn shows_label_megabytes_into_line() {
    let text = minified(170_000);
    assert!(text.len() > 3_000_000);
    assert_snapshot!(render_rich(&text, &[labeled(span_of(&text, "\"other\""), "here")]), @r#"
    error[some-rule]: something is wrong
       ╭─[jobs/hr.json:1:3060018]
     1 │ …","filler","filler","filler","filler","filler","filler", "other": 2]}
       ·                                                           ───┬───
       ·                                                              ╰── here
       ╰────
    "#);
}

#[test]
fn truncates_long_context_lines() {
    let text = format!("[\n  \"{}\",\n  1\n]", "漢".repeat(300));
    assert_snapshot!(render_rich(&text, &[labeled(span_of(&text, "1"), "here")]), @r#"
    error[some-rule]: something is wrong
       ╭─[jobs/hr.json:3:3]
     2 │   "漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢…
     3 │   1
       ·   ┬
       ·   ╰── here
     4 │ ]
       ╰────
    "#);
}

#[test]
fn shows_empty_spans() {
    let expected = |at, label| labeled(Span::empty(at), label);
    assert_snapshot!(render_rich("", &[expected(0, "expected an object")]), @r"
    error[some-rule]: something is wrong
       ╭─[jobs/hr.json:1:1]
     1 │
       · ▲
       · ╰── expected an object
       ╰────
    ");
    assert_snapshot!(render_rich("{\n  \"a\": 1", &[expected(10, "expected `}`")]), @r#"
    error[some-rule]: something is wrong
       ╭─[jobs/hr.json:2:9]
     1 │ {
     2 │   "a": 1
       ·         ▲
       ·         ╰── expected `}`
       ╰────
    "#);
    assert_snapshot!(render_rich("{\n  \"a\": 1\n", &[expected(11, "expected `}`")]), @r#"
    error[some-rule]: something is wrong
       ╭─[jobs/hr.json:3:1]
     2 │   "a": 1
     3 │
       · ▲
       · ╰── expected `}`
       ╰────
    "#);
    assert_snapshot!(render_rich("{\n  \"a\": 1\n  \"b\": 2\n}\n", &[expected(10, "expected `,`")]), @r#"
    error[some-rule]: something is wrong
       ╭─[jobs/hr.json:2:9]
     1 │ {
     2 │   "a": 1
       ·         ▲
       ·         ╰── expected `,`
     3 │   "b": 2
       ╰────
    "#);
}

#[test]
fn aligns_labels_with_tabs_and_wide_characters() {
    let tabs = "{\n\t\"a\":\t1,\n\t\t\"b\": 2\n}\n";
    assert_snapshot!(render_rich(tabs, &[labeled(span_of(tabs, "1"), "here")]), @r#"
    error[some-rule]: something is wrong
       ╭─[jobs/hr.json:2:7]
     1 │ {
     2 │     "a":    1,
       ·             ┬
       ·             ╰── here
     3 │         "b": 2
       ╰────
    "#);
    let wide = "{\n  \"😀漢字é\": 1\n}";
    assert_snapshot!(render_rich(wide, &[labeled(span_of(wide, "1"), "here")]), @r#"
    error[some-rule]: something is wrong
       ╭─[jobs/hr.json:2:11]
     1 │ {
     2 │   "😀漢字é": 1
       ·              ┬
       ·              ╰── here
     3 │ }
       ╰────
    "#);
}

#[test]
fn excludes_crlf_from_labels() {
    let text = "{\r\n  \"a\": 1,\r\n  \"b\": 2\r\n}\r\n";
    assert_snapshot!(render_rich(text, &[labeled(span_of(text, "1,\r\n"), "here")]), @r#"
    error[some-rule]: something is wrong
       ╭─[jobs/hr.json:2:8]
     1 │ {
     2 │   "a": 1,
       ·        ─┬
       ·         ╰── here
     3 │   "b": 2
       ╰────
    "#);
}

#[test]
fn escapes_unsafe_characters() {
    let text = "{\n  \"a\u{202e}\u{1b}[31m\u{200b}\": 1\n}";
    let odd = Diagnostic {
        help: Some("remove\u{202e} it\nnow".to_owned()),
        related: vec![related(span_of(text, "\u{1b}"), "the \u{1b} one")],
        ..labeled(span_of(text, "1"), "a\u{7}\nb")
    };
    let odd = Diagnostic { message: "odd \u{1b}[2J\nname".to_owned(), ..odd };
    let secrets = Secrets::default();
    let diagnostics = [odd];
    let file = FileReport::new("a\u{1b}[2J\n.json", text, &secrets, &diagnostics);
    assert_snapshot!(print_file(Format::Rich, PLAIN, &file), @r#"
    error[some-rule]: odd \u{1b}[2J\nname
       ╭─[a\u{1b}[2J\n.json:2:9]
     1 │ {
     2 │   "a\u{202e}\u{1b}[31m\u{200b}": 1
       ·             ───┬──  ┬
       ·                │    ╰── a\u{7}\nb
       ·                ╰── the \u{1b} one
     3 │ }
       ╰────
      help: remove\u{202e} it
            now
    "#);
    assert_snapshot!(print_file(Format::Concise, PLAIN, &file), @r"
    a\u{1b}[2J\n.json:2:9: error[some-rule] odd \u{1b}[2J\nname
    ");
}

#[test]
fn masks_secrets() {
    let text = "{\n  \"user\": \"svc\",\n  \"password\": \"hunter2!\",\n  \"x\": 1\n}";
    let hidden = ["hunter2!"];
    let quoting = Diagnostic {
        message: "password `hunter2!` in the file".to_owned(),
        help: Some("do not write hunter2!".to_owned()),
        fix: Some(Fix::unsafe_("replace hunter2! by a placeholder")),
        ..labeled(span_of(text, "\"hunter2!\""), "here")
    };
    assert_snapshot!(render_rich_masked(text, &hidden, &[quoting]), @r#"
    error[some-rule]: password `••••` in the file
       ╭─[jobs/hr.json:3:15]
     2 │   "user": "svc",
     3 │   "password": "••••",
       ·               ───┬──
       ·                  ╰── here
     4 │   "x": 1
       ╰────
      help: do not write ••••
       fix: replace •••• by a placeholder (unsafe: check the result)
    "#);
    assert_snapshot!(render_rich_masked(text, &hidden, &[labeled(span_of(text, "nter"), "a part of it")]), @r#"
    error[some-rule]: something is wrong
       ╭─[jobs/hr.json:3:18]
     2 │   "user": "svc",
     3 │   "password": "••••",
       ·                ──┬─
       ·                  ╰── a part of it
     4 │   "x": 1
       ╰────
    "#);
    assert_snapshot!(render_rich_masked(text, &hidden, &[labeled(span_of(text, "\"x\""), "beside it")]), @r#"
    error[some-rule]: something is wrong
       ╭─[jobs/hr.json:4:3]
     3 │   "password": "••••",
     4 │   "x": 1
       ·   ─┬─
       ·    ╰── beside it
     5 │ }
       ╰────
    "#);
}

#[test]
fn masks_secret_at_truncation_edge() {
    let secret = "Secret".repeat(100);
    let text = format!("{{{}\"p\": \"{secret}\", \"x\": 1}}", " ".repeat(300));
    assert_snapshot!(render_rich_masked(&text, &[&secret], &[labeled(span_of(&text, "\"x\""), "behind it")]), @r#"
    error[some-rule]: something is wrong
       ╭─[jobs/hr.json:1:911]
     1 │ …                                                 "p": "••••", "x": 1}
       ·                                                                ─┬─
       ·                                                                 ╰── behind it
       ╰────
    "#);
}

#[test]
fn marks_first_line_of_multiline_span() {
    let start = span_of(JOB, "\"fieldsMap\"").start;
    assert_snapshot!(render_rich(JOB, &[labeled(Span::new(start, span_of(JOB, "\"sn\"").end), "all of these")]), @r#"
    error[some-rule]: something is wrong
       ╭─[jobs/hr.json:6:3]
     5 │   ],
     6 │   "fieldsMap": [
       ·   ───────┬──────
       ·          ╰── all of these
     7 │     { "destination": "mail", "isKey": false },
       ╰────
    "#);
}
