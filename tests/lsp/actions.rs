//! Code actions, applied as an editor applies them.

use serde_json::{Value, json};

use crate::client::{Client, able, applied, rules, write};

const JOB: &str = "{\n  \"fieldsMap\": [\n    {\"destinationField\": \"😀\", \"iskey\": true, \"forCreateOnly\": false, \"objectType\": 1}\n  ]\n}\n";

fn everywhere(client: &Client, path: &str, context: Value) -> Value {
    let mut params = client.document(path);
    params["range"] = json!({"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}});
    params["context"] = context;
    params
}

fn titles(actions: &Value) -> Vec<&str> {
    actions.as_array().unwrap().iter().filter_map(|action| action["title"].as_str()).collect()
}

fn action(actions: &Value, title: &str) -> Value {
    let found = actions.as_array().unwrap().iter().find(|action| action["title"] == title);
    found.unwrap_or_else(|| panic!("{title} in {:?}", titles(actions))).clone()
}

#[test]
fn a_quick_fix_mends_its_finding() {
    let mut client = Client::ready("quick-fix", able());
    let found = client.found("a.json", JOB);
    let item = found.iter().find(|item| item["code"] == "member-case").unwrap().clone();
    let mut params = client.document("a.json");
    params["range"] = item["range"].clone();
    params["context"] = json!({"diagnostics": [item], "only": ["quickfix"]});
    let actions = client.ask("textDocument/codeAction", params);
    let fix = action(&actions, "Rename to `isKey`");
    assert_eq!((&fix["kind"], &fix["isPreferred"]), (&json!("quickfix"), &json!(true)));
    assert_eq!(fix["diagnostics"][0], item, "the same as was sent");
    assert_eq!(fix["edit"]["documentChanges"][0]["textDocument"]["version"], 1);
    let text = applied(JOB, &fix["edit"], &client.uri("a.json"));
    assert_eq!(text, JOB.replace("iskey", "isKey"));
    client.change("a.json", 2, json!([{"text": text}]));
    assert!(!rules(&client.published_of("a.json", 2)).contains(&"member-case"));
    client.leave();
}

#[test]
fn a_fix_that_needs_a_look_is_not_preferred() {
    let mut client = Client::ready("unsafe-fix", able());
    let job = r#"{"fieldsMap": [{"destinationField": "cn", "transfrom": "", "objectType": 1}]}"#;
    let found = client.found("a.json", job);
    assert!(rules(&found).contains(&"unknown-member"), "{found:?}");
    let actions =
        client.ask("textDocument/codeAction", everywhere(&client, "a.json", json!({"diagnostics": []})));
    let fix = action(&actions, "Rename to `transform`");
    assert_eq!(fix["isPreferred"], false);
    client.leave();
}

#[test]
fn everything_safe_is_mended_at_once() {
    for resolves in [true, false] {
        let mut capabilities = able();
        if !resolves {
            capabilities["textDocument"]["codeAction"] = json!({});
            capabilities["workspace"]["workspaceEdit"] = json!({});
        }
        let mut client = Client::ready(&format!("fix-all-{resolves}"), capabilities);
        client.found("a.json", JOB);
        let context = json!({"diagnostics": [], "only": ["source.fixAll"]});
        let actions = client.ask("textDocument/codeAction", everywhere(&client, "a.json", context));
        assert_eq!(titles(&actions), ["Apply all safe fixes"], "only what was asked for");
        let mut all = actions[0].clone();
        assert_eq!(all["kind"], "source.fixAll.joblint");
        if resolves {
            assert!(all.get("edit").is_none());
            all = client.ask("codeAction/resolve", all);
        }
        let text = applied(JOB, &all["edit"], &client.uri("a.json"));
        assert_eq!(text, JOB.replace("iskey", "isKey").replace("false", "true"), "in rounds");
        client.change("a.json", 2, json!([{"text": text}]));
        client.published_of("a.json", 2);
        if resolves {
            assert_eq!(client.fail("codeAction/resolve", actions[0].clone())["code"], -32801);
        }
        let context = json!({"diagnostics": [], "only": ["source.fixAll.joblint"]});
        let actions = client.ask("textDocument/codeAction", everywhere(&client, "a.json", context));
        assert_eq!(titles(&actions), [""; 0], "nothing is left to mend");
        client.leave();
    }
}

#[test]
fn a_finding_is_suppressed_where_it_stands() {
    let mut client = Client::ready("suppress", able());
    client.found("jobs/a [1].json", JOB);
    let all = everywhere(&client, "jobs/a [1].json", json!({"diagnostics": []}));
    let title = "Suppress `key-not-create-only` here, in joblint.toml";
    let suppress = action(&client.ask("textDocument/codeAction", all.clone()), title);
    assert_eq!(suppress["isPreferred"], false);
    let changes = &suppress["edit"]["documentChanges"];
    assert_eq!(
        (&changes[0]["kind"], &changes[0]["uri"]),
        (&json!("create"), &json!(client.uri("joblint.toml")))
    );
    let config = applied("", &suppress["edit"], &client.uri("joblint.toml"));
    write(&client.folder, "joblint.toml", &config);
    client.notify(
        "workspace/didChangeWatchedFiles",
        json!({"changes": [{"uri": client.uri("joblint.toml"), "type": 1}]}),
    );
    let found = client.published_of("jobs/a [1].json", 1);
    assert!(!rules(&found).contains(&"key-not-create-only"), "{config}");
    assert!(rules(&found).contains(&"member-case"), "{config}");

    // The next one goes into the buffer, which says more than the file.
    let buffer = format!("# more\n{config}");
    client.found("joblint.toml", &buffer);
    let suppress =
        action(&client.ask("textDocument/codeAction", all), "Suppress `member-case` here, in joblint.toml");
    assert_eq!(suppress["edit"]["documentChanges"][0]["textDocument"]["version"], 1);
    let config = applied(&buffer, &suppress["edit"], &client.uri("joblint.toml"));
    assert!(config.starts_with("# more") && config.matches("[[suppressions]]").count() == 2, "{config}");
    client.leave();
}

#[test]
fn no_suppression_is_offered_that_would_not_hold() {
    let mut client = Client::ready("suppress-inline", able());
    write(&client.folder, "joblint.toml", "suppressions = []\n");
    client.found("a.json", JOB);
    let all = everywhere(&client, "a.json", json!({"diagnostics": []}));
    let actions = client.ask("textDocument/codeAction", all);
    assert!(titles(&actions).iter().all(|title| !title.starts_with("Suppress")));
    assert!(titles(&actions).contains(&"Explain `member-case`"));
    client.leave();
}

#[test]
fn a_rule_is_explained() {
    let mut client = Client::ready("explain", able());
    client.found("a.json", JOB);
    let all = everywhere(&client, "a.json", json!({"diagnostics": []}));
    let explain =
        action(&client.ask("textDocument/codeAction", all), "Explain `member-case`")["command"].clone();
    let params = json!({"command": explain["command"], "arguments": explain["arguments"]});
    let page = client.ask("workspace/executeCommand", params);
    assert!(page.as_str().unwrap().starts_with("# member-case\n"));
    let shown = client.hear("window/showDocument")["uri"].as_str().unwrap().to_owned();
    assert!(shown.starts_with("file:///") && shown.ends_with("/member-case.md"));
    let wrong = json!({"command": "joblint.explain", "arguments": ["member-cas"]});
    let error = client.fail("workspace/executeCommand", wrong);
    assert_eq!(error["message"], "there is no rule `member-cas`; did you mean `member-case`?");
    assert_eq!(client.fail("workspace/executeCommand", json!({"command": "joblint.dance"}))["code"], -32602);
    client.leave();
}

#[test]
fn the_same_mistake_is_mended_everywhere() {
    let mut client = Client::ready("fix-same", able());
    let job = JOB.replace("\"forCreateOnly\"", "\"forcreateonly\"");
    client.found("a.json", &job);
    let mut params = client.document("a.json");
    let at = json!({"line": 2, "character": 34});
    params["range"] = json!({"start": at, "end": at});
    params["context"] = json!({"diagnostics": []});
    let actions = client.ask("textDocument/codeAction", params);
    let all = action(&actions, "Fix all 2 `member-case` in this document");
    assert_eq!(applied(&job, &all["edit"], &client.uri("a.json")), JOB.replace("iskey", "isKey"));
    client.leave();
}
