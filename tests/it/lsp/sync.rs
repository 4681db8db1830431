//! Synchronisation of documents.

use serde_json::json;

use super::client::{TestClient, format_range, full_capabilities, rule_names};

const VALID_JOB: &str = "{\n  \"fieldsMap\": [\n    {\"destinationField\": \"😀\", \"isKey\": true, \"forCreateOnly\": false}\n  ]\n}\n";

#[test]
fn edits_break_and_fix_a_document() {
    let mut client = TestClient::start_initialized("sync", full_capabilities());
    let found = client.open_and_lint("a.json", VALID_JOB);
    let key = |found: &[serde_json::Value]| {
        let item = found.iter().find(|item| item["code"] == "key-not-create-only").cloned();
        item.map(|item| format_range(&item["range"]))
    };
    // The emoji has two UTF-16 columns.
    assert_eq!(key(&found).as_deref(), Some("2:63-2:68"));

    // Inserts a superfluous comma, and an emoji before it.
    let at = |line: u32, from: u32, to: u32| json!({"start": {"line": line, "character": from}, "end": {"line": line, "character": to}});
    client.change(
        "a.json",
        2,
        json!([{"range": at(2, 69, 69), "text": ","}, {"range": at(2, 26, 26), "text": "😀"}]),
    );
    let found = client.diagnostics_of_version("a.json", 2);
    assert!(rule_names(&found).contains(&"json-syntax"), "{found:?}");
    assert_eq!(key(&found).as_deref(), Some("2:65-2:70"), "the rest is still checked");

    client.change("a.json", 3, json!([{"range": at(2, 71, 72), "text": ""}]));
    let found = client.diagnostics_of_version("a.json", 3);
    assert!(!rule_names(&found).contains(&"json-syntax"), "{found:?}");

    client.change("a.json", 4, json!([{"text": "{\"fieldsMap\": ["}]));
    assert!(rule_names(&client.diagnostics_of_version("a.json", 4)).contains(&"json-syntax"));
    client.change("a.json", 5, json!([{"text": VALID_JOB.replace("false", "true")}]));
    assert_eq!(key(&client.diagnostics_of_version("a.json", 5)), None);
    client.shutdown();
}

#[test]
fn lints_documents_with_comments() {
    let mut client = TestClient::start_initialized("comments", full_capabilities());
    let found = client.open_and_lint("a.json", "// a note\n{\"fieldsMap\": [{\"iskey\": true}] /* more */}");
    assert!(rule_names(&found).contains(&"member-case"), "{found:?}");
    client.shutdown();
}

#[test]
fn drops_stale_results() {
    let mut client = TestClient::start_initialized("stale", full_capabilities());
    client.open("a.json", VALID_JOB);
    for version in 2..=60 {
        let text = if version % 2 == 0 { VALID_JOB.replace("isKey", "iskey") } else { VALID_JOB.to_owned() };
        client.change("a.json", version, json!([{"text": text}]));
    }
    let mut last = 0;
    while last < 60 {
        let published = client.wait_for_diagnostics("a.json");
        let version = published["version"].as_i64().unwrap();
        assert!(version > last, "version {version} after {last}");
        let wrong = rule_names(published["diagnostics"].as_array().unwrap()).contains(&"member-case");
        assert_eq!(wrong, version % 2 == 0, "version {version} has its own findings");
        last = version;
    }
    client.shutdown();
}

#[test]
fn document_can_be_reopened() {
    let mut client = TestClient::start_initialized("reopen", full_capabilities());
    assert!(!client.open_and_lint("a.json", VALID_JOB).is_empty());
    client.close("a.json");
    let cleared = client.wait_for_diagnostics("a.json");
    assert_eq!(cleared["diagnostics"], json!([]));
    assert!(cleared.get("version").is_none());
    assert!(!client.open_and_lint("a.json", VALID_JOB).is_empty());
    client.shutdown();
}

#[test]
fn accepts_missing_versions() {
    let mut client = TestClient::start_initialized("no-versions", full_capabilities());
    client.open_and_lint("a.json", VALID_JOB);
    let document = json!({"uri": client.uri("a.json"), "version": null});
    let changes = json!([{"text": VALID_JOB.replace("isKey", "iskey")}]);
    client.notify("textDocument/didChange", json!({"textDocument": document, "contentChanges": changes}));
    let published = client.wait_for_diagnostics("a.json");
    assert!(published.get("version").is_none());
    assert!(rule_names(published["diagnostics"].as_array().unwrap()).contains(&"member-case"));
    client.shutdown();
}
