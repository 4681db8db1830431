//! Tests of the script rules on realistic scripts, one per file in `tests/scripts`.
//!
//! A file contains lines that start with `'!`, followed by the script:
//!
//! - `'! global`: a global script instead of a transform's script.
//! - `'! crlf`: the lines end with carriage return and line feed.
//! - `'! script-unassigned-result 7:5 If`: an expected finding: rule, line and column in the script, and the first line
//!   of the marked text.
//!
//! All findings must be listed, except infos if there is no expectation for their rule.

use std::path::Path;

use joblint::diagnostic::Severity;
use joblint::linter::{FileOrigin, Linter, Scratch};
use joblint::text::{DecodedString, escape_into, unescape};
use walkdir::WalkDir;

struct Case {
    name: String,
    global: bool,
    script: String,
    expected: Vec<String>,
}

fn read_case(path: &Path) -> Case {
    let text = std::fs::read_to_string(path).expect("script");
    let mut case = Case {
        name: path.file_stem().expect("name").to_string_lossy().into_owned(),
        global: false,
        script: String::new(),
        expected: Vec::new(),
    };
    let mut crlf = false;
    for line in text.lines() {
        match line.strip_prefix("'! ") {
            Some("global") => case.global = true,
            Some("crlf") => crlf = true,
            Some(expected) => case.expected.push(expected.to_owned()),
            None => {
                case.script.push_str(line);
                case.script.push_str(if crlf { "\r\n" } else { "\n" });
            }
        }
    }
    case
}

/// Returns a job that contains the script, and the offset of the script in the decoded string.
fn job_with(case: &Case) -> (String, usize) {
    let mut escaped = String::new();
    escape_into(&case.script, &mut escaped);
    if case.global {
        let key = "Destination.ExposedScriptCode";
        (format!(r#"{{"settings": [{{"key": "{key}", "value": "{escaped}"}}]}}"#), 0)
    } else {
        (format!(r#"{{"fieldsMap": [{{"transform": "Script:text={escaped}"}}]}}"#), "Script:text=".len())
    }
}

fn findings(case: &Case) -> Vec<String> {
    let (job, start) = job_with(case);
    let checked = Linter::default().lint(job.as_bytes(), FileOrigin::Explicit, &mut Scratch::default());
    let raw_start =
        job.find(if case.global { "\"value\": \"" } else { "\"transform\": \"" }).expect("string");
    let raw_start = raw_start + if case.global { 10 } else { 14 };
    let raw = &job[raw_start..job.rfind("\"}]").expect("end")];
    let decoded = DecodedString::new(raw, u32::try_from(raw_start).expect("short"));
    let mut found = Vec::new();
    for finding in &checked.diagnostics {
        let is_script_rule = finding.rule.starts_with("script-");
        let infos_expected = case.expected.iter().any(|line| line.starts_with(finding.rule));
        if !is_script_rule || (finding.severity == Severity::Info && !infos_expected) {
            continue;
        }
        let at = (0..=decoded.text().len())
            .find(|&at| {
                decoded.text().is_char_boundary(at) && decoded.raw_span(at, at).start == finding.span.start
            })
            .expect("inside the script");
        let before = decoded.text().get(start..at).expect("after the start of the script");
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        let marked = unescape(finding.span.slice(&job)).into_owned();
        let marked = marked.lines().next().unwrap_or_default();
        found.push(format!("{} {line}:{column} {marked}", finding.rule));
        let has_several_lines = case.script.trim().contains('\n');
        let mentions_line = finding.message.contains(&format!("line {line} of the script"));
        let is_about_whole_script =
            finding.message.starts_with("the script ") || finding.message.starts_with("the end ");
        assert!(
            !has_several_lines || mentions_line || is_about_whole_script,
            "{}: {}",
            case.name,
            finding.message
        );
    }
    found
}

#[test]
fn scripts_match_expectations() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scripts");
    let files: Vec<_> = WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .map(|entry| entry.expect("entry").into_path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "vb"))
        .collect();
    assert!(files.len() >= 60);
    let mut wrong = Vec::new();
    for case in files.iter().map(|file| read_case(file)) {
        let found = findings(&case);
        if found != case.expected {
            wrong.push(format!("{}\n  expected {:#?}\n  found {found:#?}", case.name, case.expected));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
