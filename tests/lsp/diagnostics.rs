//! What is sent of findings, and what is answered.

use serde_json::{Value, json};

use crate::client::{Client, able, place, pulling, rules, write};
use crate::common::{fixture, root};

const JOB: &str = r#"{
  "fieldsMap": [
    {"destinationField": "cn", "isKey": true, "forCreateOnly": false, "objectType": 1},
    {"destinationField": "cn", "isKey": false, "objectType": 1}
  ]
}"#;

fn named(name: &str) -> String {
    json!({"isTemplate": false, "jobInfo": {"name": name}, "fieldsMap": []}).to_string()
}

#[test]
fn a_finding_carries_everything_that_is_known() {
    let mut client = Client::ready("diagnostics", able());
    let found = client.found("a.json", JOB);
    let of = |rule: &str| found.iter().find(|item| item["code"] == rule).unwrap_or_else(|| panic!("{rule}"));
    let key = of("key-not-create-only");
    assert_eq!(key["severity"], 1);
    assert_eq!(key["source"], "joblint");
    assert_eq!(key["codeDescription"]["href"], "https://joblint.dev/rules/key-not-create-only");
    assert!(key["message"].as_str().unwrap().contains("\nhelp: "));
    assert_eq!(key["data"]["pointer"], "/fieldsMap/0/forCreateOnly");
    assert_eq!(key["data"]["fix"]["applicability"], "safe");
    let edit = &key["data"]["fix"]["edits"][0];
    assert_eq!((place(&edit["range"]).as_str(), &edit["newText"]), ("2:63-2:68", &json!("true")));
    let twice = of("duplicate-destination");
    assert_eq!(place(&twice["range"]), "3:25-3:29");
    let related = &twice["relatedInformation"][0];
    assert_eq!(related["location"]["uri"], client.uri("a.json"));
    assert_eq!(place(&related["location"]["range"]), "2:25-2:29");
    client.leave();
}

#[test]
fn what_has_no_effect_is_tagged() {
    let job =
        r#"{"fieldsMap": [{"destinationField": "c", "sourceField": "", "transform": "", "objectType": 1}]}"#;
    let mut client = Client::ready("tags", able());
    let found = client.found("a.json", job);
    let item = found.iter().find(|item| item["code"] == "unmapped-field").unwrap();
    assert_eq!(item["tags"], json!([1]));
    client.leave();
    let mut client = Client::ready("tags-none", json!({}));
    let found = client.found("a.json", job);
    assert!(found.iter().all(|item| item.get("tags").is_none() && item.get("relatedInformation").is_none()));
    client.leave();
}

#[test]
fn the_same_is_found_as_on_the_command_line() {
    let mut client = Client::ready("same", able());
    for path in [
        "invalid/first-look.json",
        "invalid/json-syntax.json",
        "jobs/excel-to-ad.json",
        "invalid/script-syntax.json",
    ] {
        let found = client.found(path, &fixture(path));
        let (_, output, _) =
            crate::common::joblint(&root(), &["check", "--format", "json", &format!("fixtures/{path}")]);
        let report: Value = serde_json::from_str(&output).unwrap();
        let told: Vec<&str> = report["diagnostics"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|found| found["rule"].as_str())
            .collect();
        assert_eq!(rules(&found), told, "{path}");
        client.close(path);
    }
    client.leave();
}

#[test]
fn what_is_no_job_is_left_alone() {
    let mut client = Client::ready("no-job", able());
    for (path, text) in [
        ("tsconfig.json", "{\"compilerOptions\": {,}}"),
        ("empty.json", ""),
        ("list.json", "[1, 2"),
        ("words.json", "not JSON at all"),
    ] {
        assert_eq!(client.found(path, text), Vec::<Value>::new(), "{path}");
    }
    let uri = "untitled:Untitled-1";
    let item = json!({"uri": uri, "languageId": "json", "version": 1, "text": JOB});
    client.notify("textDocument/didOpen", json!({"textDocument": item}));
    let published = client.wait(|message| message["params"]["uri"] == uri);
    assert!(!published["params"]["diagnostics"].as_array().unwrap().is_empty(), "a buffer without a file");
    client.leave();
}

#[test]
fn documents_are_compared_with_one_another() {
    let mut client = Client::ready("across", able());
    assert!(!rules(&client.found("b.json", &named("Users"))).contains(&"duplicate-job-name"));
    assert!(!rules(&client.found("a.json", &named("Users"))).contains(&"duplicate-job-name"));
    // The one whose path comes later is told, as on the command line.
    let found = client.published_of("b.json", 1);
    let item = found.iter().find(|item| item["code"] == "duplicate-job-name").unwrap();
    assert!(item["message"].as_str().unwrap().contains("a.json"));
    let elsewhere = &item["relatedInformation"][0]["location"];
    assert_eq!(elsewhere["uri"], client.uri("a.json"));
    client.change("a.json", 2, json!([{"text": named("Groups")}]));
    assert!(!rules(&client.published_of("b.json", 1)).contains(&"duplicate-job-name"));
    client.change("a.json", 3, json!([{"text": named("Users")}]));
    assert!(rules(&client.published_of("b.json", 1)).contains(&"duplicate-job-name"));
    client.close("a.json");
    assert!(!rules(&client.published_of("b.json", 1)).contains(&"duplicate-job-name"));
    client.leave();
}

#[test]
fn documents_are_compared_with_the_files_beside_them() {
    let mut client = Client::ready("siblings", able());
    write(&client.folder, "jobs/a.json", &named("Users"));
    write(&client.folder, "jobs/tsconfig.json", "{}");
    client.open("jobs/b.json", &named("Users"));
    let twice = |items: &[Value]| items.iter().find(|item| item["code"] == "duplicate-job-name").cloned();
    // What is found alone is sent at once.
    assert_eq!(twice(&client.published_of("jobs/b.json", 1)), None);
    let item = twice(&client.published_of("jobs/b.json", 1)).unwrap();
    let elsewhere = &item["relatedInformation"][0]["location"];
    assert_eq!(elsewhere["uri"], client.uri("jobs/a.json"));
    assert_eq!(elsewhere["range"]["start"]["line"], 0);

    let changed = |client: &mut Client, name: &str| {
        write(&client.folder, "jobs/a.json", &named(name));
        let change = json!({"uri": client.uri("jobs/a.json"), "type": 2});
        client.notify("workspace/didChangeWatchedFiles", json!({"changes": [change]}));
    };
    changed(&mut client, "Groups");
    assert_eq!(twice(&client.published_of("jobs/b.json", 1)), None);
    changed(&mut client, "Users");
    assert!(twice(&client.published_of("jobs/b.json", 1)).is_some());
    // What the editor has counts, and not what is on the disk.
    client.open("jobs/a.json", &named("Groups"));
    assert_eq!(twice(&client.published_of("jobs/b.json", 1)), None);
    client.close("jobs/a.json");
    assert!(twice(&client.published_of("jobs/b.json", 1)).is_some());
    client.leave();
}

#[test]
fn clients_that_ask_are_answered_and_sent_nothing() {
    let mut client = Client::ready("pull", pulling());
    assert_eq!(client.capabilities["diagnosticProvider"]["interFileDependencies"], true);
    client.open("a.json", JOB);
    let report = client.ask("textDocument/diagnostic", client.document("a.json"));
    assert_eq!(report["kind"], "full");
    assert!(rules(report["items"].as_array().unwrap()).contains(&"key-not-create-only"));
    let mut again = client.document("a.json");
    again["previousResultId"] = report["resultId"].clone();
    let same = client.ask("textDocument/diagnostic", again.clone());
    assert_eq!(same, json!({"kind": "unchanged", "resultId": report["resultId"]}));
    client.change("a.json", 2, json!([{"text": JOB.replace("false, \"obj", "true, \"obj")}]));
    let other = client.ask("textDocument/diagnostic", again);
    assert_eq!(other["kind"], "full");
    assert!(!rules(other["items"].as_array().unwrap()).contains(&"key-not-create-only"));
    let closed = client.ask("textDocument/diagnostic", client.document("not-open.json"));
    assert_eq!(closed, json!({"kind": "full", "items": []}));

    // Another document makes a difference: the client is told to ask again.
    client.change("a.json", 3, json!([{"text": named("Users")}]));
    client.ask("textDocument/diagnostic", client.document("a.json"));
    client.open("Z.json", &named("Users"));
    client.ask("textDocument/diagnostic", client.document("Z.json"));
    client.hear("workspace/diagnostic/refresh");
    let report = client.ask("textDocument/diagnostic", client.document("a.json"));
    assert!(rules(report["items"].as_array().unwrap()).contains(&"duplicate-job-name"));
    assert!(!client.has_heard("textDocument/publishDiagnostics"));
    client.leave();
}

#[test]
fn a_question_about_a_version_that_is_gone_is_to_be_asked_again() {
    let mut client = Client::ready("pull-stale", pulling());
    client.open("a.json", JOB);
    for version in 2..30 {
        let id = client.request("textDocument/diagnostic", client.document("a.json"));
        client.change("a.json", version, json!([{"text": JOB}]));
        if let Err(error) = client.answer(id) {
            assert_eq!((&error["code"], &error["data"]["retriggerRequest"]), (&json!(-32802), &json!(true)));
        }
    }
    client.leave();
}

#[test]
fn secrets_stay_where_they_are() {
    let mut client = Client::ready("secrets", able());
    for path in
        ["invalid/plaintext-password.json", "invalid/embedded-secret.json", "invalid/weak-password.json"]
    {
        let text = fixture(path);
        let found = client.found(path, &text);
        assert!(!found.is_empty());
        let (_, shown, _) =
            crate::common::joblint(&root(), &["check", "--format", "json", &format!("fixtures/{path}")]);
        client.close(path);
        for item in &found {
            let message = item["message"].as_str().unwrap().split("\nhelp: ").next().unwrap();
            let quoted = serde_json::to_string(message).unwrap();
            assert!(shown.contains(quoted.trim_matches('"')), "the same words as elsewhere: {message}");
        }
    }
    client.leave();
}
