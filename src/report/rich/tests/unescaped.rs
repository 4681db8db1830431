//! Snapshots of findings inside of strings, which are shown unescaped. Review them for readability.

use insta::assert_snapshot;

use crate::diagnostic::Diagnostic;
use crate::report::testing::{labeled, related, render_rich, render_rich_masked, span_of};
use crate::text::Span;

/// A finding that marks `part` in the string of the member `script`.
fn inside_script(text: &str, part: &str) -> Diagnostic {
    let start = text.find("\"script\": \"").expect("member") + "\"script\": \"".len();
    let end = text[start..].find("\"\n").expect("end") + start;
    Diagnostic {
        enclosing_string: Some(Span::from_usize(start, end)),
        ..labeled(span_of(text, part), "here")
    }
}

#[test]
fn shows_multiline_string_unescaped() {
    let text = r#"{
  "script": "Dim a = \"\u00e9\"\r\nIf a = \"x\" Then\r\n\tb = 1\r\nEnd If"
}"#;
    let found = Diagnostic {
        related: vec![
            related(span_of(text, "End If"), "it ends here"),
            related(span_of(text, "\"script\""), "this member"),
        ],
        ..inside_script(text, r#"\"x\""#)
    };
    assert_snapshot!(render_rich(text, &[found]), @r#"
    error[some-rule]: something is wrong
       ╭─[jobs/hr.json:2:43]
     1 │ Dim a = "é"
     2 │ If a = "x" Then
       ·        ─┬─
       ·         ╰── here
     3 │     b = 1
     4 │ End If
       · ───┬──
       ·    ╰── it ends here
       ╰────
       ╭─[jobs/hr.json:2:3]
     1 │ {
     2 │   "script": "Dim a = \"\u00e9\"\r\nIf a = \"x\" Then\r\n\tb = 1\r\nEnd If"
       ·   ────┬───
       ·       ╰── this member
     3 │ }
       ╰────
    "#);
}

#[test]
fn masks_secrets_and_control_characters_in_unescaped_string() {
    let text = r#"{
  "script": "a = \"hunter2\\\"\nb = \"\u001b[31m\u202e\"\nc"
}"#;
    let secret = r#"hunter2\\"#;
    assert_snapshot!(render_rich_masked(text, &[secret], &[inside_script(text, "b =")]), @r#"
    error[some-rule]: something is wrong
       ╭─[jobs/hr.json:2:33]
     1 │ a = "••••"
     2 │ b = "\u{1b}[31m\u{202e}"
       · ─┬─
       ·  ╰── here
     3 │ c
       ╰────
    "#);
}

#[test]
fn shows_long_string_unescaped() {
    let text =
        format!("{{\n  \"script\": \"{}mark{}\"\n}}", r#"\"é\" & "#.repeat(40), r#" & \"é\""#.repeat(40));
    assert_snapshot!(render_rich(&text, &[inside_script(&text, "mark")]), @r#"
    error[some-rule]: something is wrong
       ╭─[jobs/hr.json:2:334]
     1 │ … & "é" & "é" & "é" & mark & "é" & "é" & "é" & "é" & "é" & "é" & "é" &…
       ·                       ──┬─
       ·                         ╰── here
       ╰────
    "#);
}

#[test]
fn shows_short_string_in_context() {
    let text = "{\n  \"script\": \"a = \\\"x\\\" mark\"\n}";
    assert!(render_rich(text, &[inside_script(text, "mark")]).contains("\"script\": "));
}

#[test]
fn renders_many_findings_in_long_string_quickly() {
    let text = format!("{{\n  \"script\": \"{}\"\n}}", "x = 1\\n".repeat(20_000));
    let start = text.find("x = 1").expect("start");
    let found: Vec<Diagnostic> = (0..500)
        .map(|line| Diagnostic {
            span: Span::from_usize(start + line * 7, start + line * 7 + 1),
            ..inside_script(&text, "x")
        })
        .collect();
    // The string is decoded once, not once per finding.
    assert!(render_rich(&text, &found).lines().count() < 500 * 10);
}
