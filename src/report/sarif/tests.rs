use super::super::testing::{JOB, finding, full_diagnostic, print_report, span_of};
use super::super::{Format, Summary};
use super::*;
use crate::diagnostic::{Applicability, Fix, Suppressed};
use crate::text::Secrets;
use serde_json::{Value, json};

fn result(text: &str, secrets: &Secrets, diagnostic: Diagnostic) -> Value {
    let diagnostics = [diagnostic];
    let file = FileReport::new("jobs/hr.json", text, secrets, &diagnostics);
    let log: Value = serde_json::from_str(&print_report(Format::Sarif, &file, &Summary::default())).unwrap();
    log["runs"][0]["results"][0].clone()
}

#[test]
fn writes_every_field() {
    let result = result(JOB, &Secrets::default(), full_diagnostic());
    assert_eq!(
        result["message"]["text"],
        "No key field for object type User. Set \"isKey\": true on the row that identifies a User; for \
         Active Directory sAMAccountName or employeeID is usual."
    );
    let address = json!({"uri": "jobs/hr.json", "uriBaseId": "%SRCROOT%"});
    assert_eq!(
        result["locations"][0],
        json!({
            "logicalLocations": [{"fullyQualifiedName": "/objectsOption/0/objectType"}],
            "physicalLocation": {
                "artifactLocation": address,
                "region": {
                    "startLine": 4, "startColumn": 7, "endLine": 4, "endColumn": 22,
                    "byteOffset": 45, "byteLength": 15,
                },
            },
        })
    );
    let related = &result["relatedLocations"][0];
    assert_eq!((&related["id"], &related["message"]["text"]), (&json!(1), &json!("this could be the one")));
    assert_eq!(
        result["fixes"],
        json!([{
            "description": {"text": "Mark `mail` as the key."},
            "artifactChanges": [{
                "artifactLocation": address,
                "replacements": [{
                    "deletedRegion": {
                        "startLine": 7, "startColumn": 39, "endLine": 7, "endColumn": 44,
                        "byteOffset": 141, "byteLength": 5,
                    },
                    "insertedContent": {"text": "true"},
                }],
            }],
            "properties": {"applicability": "safe"},
        }])
    );
}

#[test]
fn omits_fix_that_touches_a_secret() {
    let text = r#"{"password": "Hunter2!", "other": 1}"#;
    let secrets = Secrets::new(vec![span_of(text, "Hunter2!")]);
    let other = span_of(text, "1");
    let with_fix = |fix: Fix| Diagnostic { fix: Some(fix), ..finding(other, "x") };
    let cases = [
        (with_fix(Fix::safe("a").replace(other, "2")), true),
        (with_fix(Fix::unsafe_("a").delete(other)), true),
        (with_fix(Fix::safe("a").replace(span_of(text, "\"Hunter2!\""), "null")), false),
        (with_fix(Fix::safe("a").insert(span_of(text, "unter2").start, "x")), false),
        (with_fix(Fix::safe("a").replace(other, "\"Hunter2!\"")), false),
        (with_fix(Fix { applicability: Applicability::DisplayOnly, ..Fix::safe("a").delete(other) }), false),
    ];
    for (diagnostic, has_fix) in cases {
        let result = result(text, &secrets, diagnostic.clone());
        assert_eq!(result["fixes"].is_array(), has_fix, "{diagnostic:?}");
        assert!(!result.to_string().contains("Hunter2"), "{result}");
    }
}

#[test]
fn encodes_paths_as_uris() {
    let uri = |path: &str| serde_json::to_value(ArtifactLocation::new(path)).unwrap();
    assert_eq!(uri("a b/é#?:%.json")["uri"], "a%20b/%C3%A9%23%3F%3A%25.json");
    assert_eq!(uri("a.json")["uriBaseId"], "%SRCROOT%");
    if cfg!(unix) {
        assert_eq!(uri("/srv/a.json"), json!({"uri": "file:///srv/a.json"}));
    }
}

#[test]
fn does_not_create_links() {
    let result =
        result(JOB, &Secrets::default(), finding(span_of(JOB, "\"HR\""), "`[x](https://example.com)`"));
    assert_eq!(result["message"]["text"], "`[x] (https://example.com)`.");
}

#[test]
fn suppressed_finding_keeps_location_and_fingerprint() {
    let secrets = Secrets::new(vec![span_of(JOB, "HR")]);
    let diagnostics =
        [finding(span_of(JOB, "\"fieldsMap\""), "one"), finding(span_of(JOB, "\"fieldsMap\""), "two")];
    let results = |file: &FileReport<'_>| {
        let log: Value =
            serde_json::from_str(&print_report(Format::Sarif, file, &Summary::default())).unwrap();
        log["runs"][0]["results"].as_array().unwrap().clone()
    };
    let all = results(&FileReport::new("a.json", JOB, &secrets, &diagnostics));
    let reason = "agreed \u{1b}[31mwith [HR team](https://example.com)\n::error::x".to_owned();
    let suppressed = [Suppressed { finding: diagnostics[0].clone(), reason }];
    let rest = [diagnostics[1].clone()];
    let file = FileReport { suppressed: &suppressed, ..FileReport::new("a.json", JOB, &secrets, &rest) };
    let mut marked = results(&file);
    marked.sort_by_key(|result| result["message"]["text"].to_string());
    let fingerprints = |results: &[Value]| -> Vec<String> {
        results.iter().map(|result| result["partialFingerprints"]["joblint/v1"].to_string()).collect()
    };
    assert_eq!(marked.len(), 2);
    let mut both = fingerprints(&marked);
    both.sort();
    let mut before = fingerprints(&all);
    before.sort();
    assert_eq!(both, before);
    assert_eq!(marked[1]["suppressions"], Value::Null);
    assert_eq!(
        marked[0]["suppressions"],
        json!([{
            "kind": "external",
            "status": "accepted",
            "justification": "Agreed \\u{1b}[31mwith [HR team] (https://example.com)\n::error::x.",
        }])
    );
}
