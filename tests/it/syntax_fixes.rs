//! Tests of fixes for syntax errors, applied one at a time: each resolves its error and introduces no others.

use joblint::diagnostic::{Diagnostic, Fix};
use joblint::linter::{FileOrigin, Linter, Scratch};

fn syntax_errors(text: &str) -> Vec<Diagnostic> {
    let checked = Linter::default().lint(text.as_bytes(), FileOrigin::Explicit, &mut Scratch::default());
    checked.diagnostics.into_iter().filter(|found| found.rule == "json-syntax").collect()
}

fn apply_fix(text: &str, fix: &Fix) -> String {
    let mut fixed = String::new();
    let mut at = 0;
    for edit in &fix.edits {
        fixed.push_str(&text[at..edit.span.start as usize]);
        fixed.push_str(&edit.replacement);
        at = edit.span.end as usize;
    }
    fixed.push_str(&text[at..]);
    fixed
}

/// Returns a job that contains the given members.
fn job(members: &str) -> String {
    format!("{{\n  \"jobInfo\": {{ \"name\": \"hr\" }},\n  {members}\n}}\n")
}

#[test]
fn fix_resolves_single_error() {
    for (broken, expected) in [
        (r#""fieldsMap": [1, 2,]"#, r#""fieldsMap": [1, 2]"#),
        (r#""fieldsMap": [1,, 2]"#, r#""fieldsMap": [1, 2]"#),
        (r#""fieldsMap": [1 2]"#, r#""fieldsMap": [1, 2]"#),
        ("\"isTemplate\": true\n  \"hasAccess\": true", "\"isTemplate\": true,\n  \"hasAccess\": true"),
        (r#""fieldsMap": [1; 2]"#, r#""fieldsMap": [1, 2]"#),
        (r#""isTemplate" true"#, r#""isTemplate": true"#),
        (r#""isTemplate" = true"#, r#""isTemplate" : true"#),
        (r#""isTemplate" => true"#, r#""isTemplate" : true"#),
        (r#"isTemplate: true"#, r#""isTemplate": true"#),
        (r#""isTemplate": true // why"#, r#""isTemplate": true "#),
        (r#"/* why */ "isTemplate": true"#, r#" "isTemplate": true"#),
        (r#""isTemplate": True"#, r#""isTemplate": true"#),
        (r#""delimiterSchema": None"#, r#""delimiterSchema": null"#),
        (r#""hasAccess": yes"#, r#""hasAccess": true"#),
        (r#""sourceSchema": 'a "b" it\'s'"#, r#""sourceSchema": "a \"b\" it's""#),
        (r#"'isTemplate': true"#, r#""isTemplate": true"#),
        (r#""sourceSchema": HR feed""#, r#""sourceSchema": "HR feed""#),
        (r#"isTemplate": true"#, r#""isTemplate": true"#),
        ("\"sourceSchema\": \"If a\r\nEnd \\\"If\\\"\n\"", r#""sourceSchema": "If a\r\nEnd \"If\"\n""#),
        (r#""sourceSchema": "C:\data""#, r#""sourceSchema": "C:\\data""#),
    ] {
        let text = job(broken);
        let found = syntax_errors(&text);
        assert_eq!(found.len(), 1, "{text}\n{found:#?}");
        let fix = found[0].fix.as_ref().unwrap_or_else(|| panic!("no fix: {text}"));
        let fixed = apply_fix(&text, fix);
        assert_eq!(fixed, job(expected));
        serde_json::from_str::<serde_json::Value>(&fixed).unwrap_or_else(|error| panic!("{fixed}\n{error}"));
    }
}

#[test]
fn each_fix_removes_one_error() {
    let broken = std::fs::read_to_string("fixtures/invalid/json-syntax.json").unwrap();
    let all = [
        broken,
        job(r#""isTemplate" True, hasAccess = 'yes',, "fieldsMap": [1 2; 3,] // end"#),
        job("\"a\": \"\\d\\q\", 'b': [ , 1 ], \"c\" => None # x"),
    ];
    for text in all {
        let found = syntax_errors(&text);
        assert!(found.len() > 1);
        for fix in found.iter().filter_map(|found| found.fix.as_ref()) {
            let left = syntax_errors(&apply_fix(&text, fix));
            assert!(left.len() < found.len(), "{text}\n{fix:?}\n{left:#?}");
        }
    }
}

#[test]
fn repeated_fixes_produce_valid_json() {
    let mut text = job(r#""isTemplate" True, hasAccess = yes,, "fieldsMap": [1 2; 3,] // end"#);
    let error_count = syntax_errors(&text).len();
    for _ in 0..error_count {
        let found = syntax_errors(&text);
        let Some(fix) = found.iter().find_map(|found| found.fix.as_ref()) else { break };
        text = apply_fix(&text, fix);
    }
    serde_json::from_str::<serde_json::Value>(&text).unwrap_or_else(|error| panic!("{text}\n{error}"));
}
