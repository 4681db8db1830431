//! How the server's text follows the editor's.

use serde_json::json;

use crate::client::{Client, able, place, rules};

const MENDED: &str = "{\n  \"fieldsMap\": [\n    {\"destinationField\": \"😀\", \"isKey\": true, \"forCreateOnly\": false}\n  ]\n}\n";

#[test]
fn edits_break_and_mend_a_document() {
    let mut client = Client::ready("sync", able());
    let found = client.found("a.json", MENDED);
    let key = |found: &[serde_json::Value]| {
        let item = found.iter().find(|item| item["code"] == "key-not-create-only").cloned();
        item.map(|item| place(&item["range"]))
    };
    // UTF-16 columns: the emoji is two of them.
    assert_eq!(key(&found).as_deref(), Some("2:63-2:68"));

    // A comma too many, and an emoji more before everything.
    let at = |line: u32, from: u32, to: u32| json!({"start": {"line": line, "character": from}, "end": {"line": line, "character": to}});
    client.change(
        "a.json",
        2,
        json!([{"range": at(2, 69, 69), "text": ","}, {"range": at(2, 26, 26), "text": "😀"}]),
    );
    let found = client.published_of("a.json", 2);
    assert!(rules(&found).contains(&"json-syntax"), "{found:?}");
    assert_eq!(key(&found).as_deref(), Some("2:65-2:70"), "the rest is checked all the same");

    client.change("a.json", 3, json!([{"range": at(2, 71, 72), "text": ""}]));
    let found = client.published_of("a.json", 3);
    assert!(!rules(&found).contains(&"json-syntax"), "{found:?}");

    client.change("a.json", 4, json!([{"text": "{\"fieldsMap\": ["}]));
    assert!(rules(&client.published_of("a.json", 4)).contains(&"json-syntax"));
    client.change("a.json", 5, json!([{"text": MENDED.replace("false", "true")}]));
    assert_eq!(key(&client.published_of("a.json", 5)), None);
    client.leave();
}

#[test]
fn comments_are_no_end_of_it() {
    let mut client = Client::ready("comments", able());
    let found = client.found("a.json", "// a note\n{\"fieldsMap\": [{\"iskey\": true}] /* more */}");
    assert!(rules(&found).contains(&"member-case"), "{found:?}");
    client.leave();
}

#[test]
fn old_results_are_not_sent() {
    let mut client = Client::ready("stale", able());
    client.open("a.json", MENDED);
    for version in 2..=60 {
        let text = if version % 2 == 0 { MENDED.replace("isKey", "iskey") } else { MENDED.to_owned() };
        client.change("a.json", version, json!([{"text": text}]));
    }
    let mut last = 0;
    while last < 60 {
        let published = client.published("a.json");
        let version = published["version"].as_i64().unwrap();
        assert!(version > last, "version {version} after {last}");
        let wrong = rules(published["diagnostics"].as_array().unwrap()).contains(&"member-case");
        assert_eq!(wrong, version % 2 == 0, "version {version} has its own findings");
        last = version;
    }
    client.leave();
}

#[test]
fn a_document_can_be_closed_and_opened_again() {
    let mut client = Client::ready("reopen", able());
    assert!(!client.found("a.json", MENDED).is_empty());
    client.close("a.json");
    let cleared = client.published("a.json");
    assert_eq!(cleared["diagnostics"], json!([]));
    assert!(cleared.get("version").is_none());
    assert!(!client.found("a.json", MENDED).is_empty());
    client.leave();
}

#[test]
fn versions_need_not_be_numbered() {
    let mut client = Client::ready("no-versions", able());
    client.found("a.json", MENDED);
    let document = json!({"uri": client.uri("a.json"), "version": null});
    let changes = json!([{"text": MENDED.replace("isKey", "iskey")}]);
    client.notify("textDocument/didChange", json!({"textDocument": document, "contentChanges": changes}));
    let published = client.published("a.json");
    assert!(published.get("version").is_none());
    assert!(rules(published["diagnostics"].as_array().unwrap()).contains(&"member-case"));
    client.leave();
}
