//! Code actions and the edits that they apply.

use serde_json::{Value, json};

use super::client::{TestClient, apply_edits, full_capabilities, rule_names, write};

const JOB: &str = "{\n  \"fieldsMap\": [\n    {\"destinationField\": \"😀\", \"iskey\": true, \"forCreateOnly\": false, \"objectType\": 1}\n  ]\n}\n";

fn whole_document_params(client: &TestClient, path: &str, context: Value) -> Value {
    let mut params = client.document_params(path);
    params["range"] = json!({"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}});
    params["context"] = context;
    params
}

fn titles(actions: &Value) -> Vec<&str> {
    actions.as_array().unwrap().iter().filter_map(|action| action["title"].as_str()).collect()
}

fn find_action(actions: &Value, title: &str) -> Value {
    let found = actions.as_array().unwrap().iter().find(|action| action["title"] == title);
    found.unwrap_or_else(|| panic!("{title} in {:?}", titles(actions))).clone()
}

#[test]
fn quick_fix_fixes_its_finding() {
    let mut client = TestClient::start_initialized("quick-fix", full_capabilities());
    let found = client.open_and_lint("a.json", JOB);
    let item = found.iter().find(|item| item["code"] == "member-case").unwrap().clone();
    let mut params = client.document_params("a.json");
    params["range"] = item["range"].clone();
    params["context"] = json!({"diagnostics": [item], "only": ["quickfix"]});
    let actions = client.call("textDocument/codeAction", params);
    let fix = find_action(&actions, "Rename to `isKey`");
    assert_eq!((&fix["kind"], &fix["isPreferred"]), (&json!("quickfix"), &json!(true)));
    assert_eq!(fix["diagnostics"][0], item, "equal to the published diagnostic");
    assert_eq!(fix["edit"]["documentChanges"][0]["textDocument"]["version"], 1);
    let text = apply_edits(JOB, &fix["edit"], &client.uri("a.json"));
    assert_eq!(text, JOB.replace("iskey", "isKey"));
    client.change("a.json", 2, json!([{"text": text}]));
    assert!(!rule_names(&client.diagnostics_of_version("a.json", 2)).contains(&"member-case"));
    client.shutdown();
}

#[test]
fn unsafe_fix_is_not_preferred() {
    let mut client = TestClient::start_initialized("unsafe-fix", full_capabilities());
    let job = r#"{"fieldsMap": [{"destinationField": "cn", "transfrom": "", "objectType": 1}]}"#;
    let found = client.open_and_lint("a.json", job);
    assert!(rule_names(&found).contains(&"unknown-member"), "{found:?}");
    let actions = client.call(
        "textDocument/codeAction",
        whole_document_params(&client, "a.json", json!({"diagnostics": []})),
    );
    let fix = find_action(&actions, "Rename to `transform`");
    assert_eq!(fix["isPreferred"], false);
    client.shutdown();
}

#[test]
fn fix_all_applies_every_safe_fix() {
    for resolves in [true, false] {
        let mut capabilities = full_capabilities();
        if !resolves {
            capabilities["textDocument"]["codeAction"] = json!({});
            capabilities["workspace"]["workspaceEdit"] = json!({});
        }
        let mut client = TestClient::start_initialized(&format!("fix-all-{resolves}"), capabilities);
        client.open_and_lint("a.json", JOB);
        let context = json!({"diagnostics": [], "only": ["source.fixAll"]});
        let actions =
            client.call("textDocument/codeAction", whole_document_params(&client, "a.json", context));
        assert_eq!(titles(&actions), ["Apply all safe fixes"], "only the requested kind");
        let mut all = actions[0].clone();
        assert_eq!(all["kind"], "source.fixAll.joblint");
        if resolves {
            assert!(all.get("edit").is_none());
            all = client.call("codeAction/resolve", all);
        }
        let text = apply_edits(JOB, &all["edit"], &client.uri("a.json"));
        assert_eq!(
            text,
            JOB.replace("iskey", "isKey").replace("false", "true"),
            "fixes are applied repeatedly"
        );
        client.change("a.json", 2, json!([{"text": text}]));
        client.diagnostics_of_version("a.json", 2);
        if resolves {
            assert_eq!(client.call_err("codeAction/resolve", actions[0].clone())["code"], -32801);
        }
        let context = json!({"diagnostics": [], "only": ["source.fixAll.joblint"]});
        let actions =
            client.call("textDocument/codeAction", whole_document_params(&client, "a.json", context));
        assert_eq!(titles(&actions), [""; 0], "no fixes are left");
        client.shutdown();
    }
}

#[test]
fn suppresses_finding_by_pointer() {
    let mut client = TestClient::start_initialized("suppress", full_capabilities());
    client.open_and_lint("jobs/a [1].json", JOB);
    let all = whole_document_params(&client, "jobs/a [1].json", json!({"diagnostics": []}));
    let title = "Suppress `key-not-create-only` here, in joblint.toml";
    let suppress = find_action(&client.call("textDocument/codeAction", all.clone()), title);
    assert_eq!(suppress["isPreferred"], false);
    let changes = &suppress["edit"]["documentChanges"];
    assert_eq!(
        (&changes[0]["kind"], &changes[0]["uri"]),
        (&json!("create"), &json!(client.uri("joblint.toml")))
    );
    let config = apply_edits("", &suppress["edit"], &client.uri("joblint.toml"));
    write(&client.folder, "joblint.toml", &config);
    client.notify(
        "workspace/didChangeWatchedFiles",
        json!({"changes": [{"uri": client.uri("joblint.toml"), "type": 1}]}),
    );
    let found = client.diagnostics_of_version("jobs/a [1].json", 1);
    assert!(!rule_names(&found).contains(&"key-not-create-only"), "{config}");
    assert!(rule_names(&found).contains(&"member-case"), "{config}");

    // The next suppression is added to the open configuration, not to the file on disk.
    let buffer = format!("# more\n{config}");
    client.open_and_lint("joblint.toml", &buffer);
    let suppress = find_action(
        &client.call("textDocument/codeAction", all),
        "Suppress `member-case` here, in joblint.toml",
    );
    assert_eq!(suppress["edit"]["documentChanges"][0]["textDocument"]["version"], 1);
    let config = apply_edits(&buffer, &suppress["edit"], &client.uri("joblint.toml"));
    assert!(config.starts_with("# more") && config.matches("[[suppressions]]").count() == 2, "{config}");
    client.shutdown();
}

#[test]
fn offers_no_suppression_for_inline_table() {
    let mut client = TestClient::start_initialized("suppress-inline", full_capabilities());
    write(&client.folder, "joblint.toml", "suppressions = []\n");
    client.open_and_lint("a.json", JOB);
    let all = whole_document_params(&client, "a.json", json!({"diagnostics": []}));
    let actions = client.call("textDocument/codeAction", all);
    assert!(titles(&actions).iter().all(|title| !title.starts_with("Suppress")));
    assert!(titles(&actions).contains(&"Explain `member-case`"));
    client.shutdown();
}

#[test]
fn shows_rule_documentation() {
    let mut client = TestClient::start_initialized("explain", full_capabilities());
    client.open_and_lint("a.json", JOB);
    let all = whole_document_params(&client, "a.json", json!({"diagnostics": []}));
    let explain =
        find_action(&client.call("textDocument/codeAction", all), "Explain `member-case`")["command"].clone();
    let params = json!({"command": explain["command"], "arguments": explain["arguments"]});
    let page = client.call("workspace/executeCommand", params);
    assert!(page.as_str().unwrap().starts_with("# member-case\n"));
    let shown = client.wait_for_method("window/showDocument")["uri"].as_str().unwrap().to_owned();
    assert!(shown.starts_with("file:///") && shown.ends_with("/member-case.md"));
    let wrong = json!({"command": "joblint.explain", "arguments": ["member-cas"]});
    let error = client.call_err("workspace/executeCommand", wrong);
    assert_eq!(error["message"], "unknown rule `member-cas`; did you mean `member-case`?");
    assert_eq!(
        client.call_err("workspace/executeCommand", json!({"command": "joblint.unknown"}))["code"],
        -32602
    );
    client.shutdown();
}

#[test]
fn fixes_all_findings_of_a_rule() {
    let mut client = TestClient::start_initialized("fix-same", full_capabilities());
    let job = JOB.replace("\"forCreateOnly\"", "\"forcreateonly\"");
    client.open_and_lint("a.json", &job);
    let mut params = client.document_params("a.json");
    let at = json!({"line": 2, "character": 34});
    params["range"] = json!({"start": at, "end": at});
    params["context"] = json!({"diagnostics": []});
    let actions = client.call("textDocument/codeAction", params);
    let all = find_action(&actions, "Fix all 2 `member-case` in this document");
    assert_eq!(apply_edits(&job, &all["edit"], &client.uri("a.json")), JOB.replace("iskey", "isKey"));
    client.shutdown();
}
