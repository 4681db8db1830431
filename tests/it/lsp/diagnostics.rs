//! Published and pulled diagnostics.

use serde_json::{Value, json};

use super::client::{TestClient, format_range, full_capabilities, pull_capabilities, rule_names, write};
use crate::common::{fixture, root};

const JOB: &str = r#"{
  "fieldsMap": [
    {"destinationField": "cn", "isKey": true, "forCreateOnly": false, "objectType": 1},
    {"destinationField": "cn", "isKey": false, "objectType": 1}
  ]
}"#;

fn job_named(name: &str) -> String {
    json!({"isTemplate": false, "jobInfo": {"name": name}, "fieldsMap": []}).to_string()
}

#[test]
fn diagnostic_has_all_fields() {
    let mut client = TestClient::start_initialized("diagnostics", full_capabilities());
    let found = client.open_and_lint("a.json", JOB);
    let of = |rule: &str| found.iter().find(|item| item["code"] == rule).unwrap_or_else(|| panic!("{rule}"));
    let key = of("key-not-create-only");
    assert_eq!(key["severity"], 1);
    assert_eq!(key["source"], "joblint");
    assert_eq!(key["codeDescription"]["href"], "https://joblint.dev/rules/key-not-create-only");
    assert!(key["message"].as_str().unwrap().contains("\nhelp: "));
    assert_eq!(key["data"]["pointer"], "/fieldsMap/0/forCreateOnly");
    assert_eq!(key["data"]["fix"]["applicability"], "safe");
    let edit = &key["data"]["fix"]["edits"][0];
    assert_eq!((format_range(&edit["range"]).as_str(), &edit["newText"]), ("2:63-2:68", &json!("true")));
    let twice = of("duplicate-destination");
    assert_eq!(format_range(&twice["range"]), "3:25-3:29");
    let related = &twice["relatedInformation"][0];
    assert_eq!(related["location"]["uri"], client.uri("a.json"));
    assert_eq!(format_range(&related["location"]["range"]), "2:25-2:29");
    client.shutdown();
}

#[test]
fn tags_unnecessary_members() {
    let job =
        r#"{"fieldsMap": [{"destinationField": "c", "sourceField": "", "transform": "", "objectType": 1}]}"#;
    let mut client = TestClient::start_initialized("tags", full_capabilities());
    let found = client.open_and_lint("a.json", job);
    let item = found.iter().find(|item| item["code"] == "unmapped-field").unwrap();
    assert_eq!(item["tags"], json!([1]));
    client.shutdown();
    let mut client = TestClient::start_initialized("tags-none", json!({}));
    let found = client.open_and_lint("a.json", job);
    assert!(found.iter().all(|item| item.get("tags").is_none() && item.get("relatedInformation").is_none()));
    client.shutdown();
}

#[test]
fn reports_the_same_as_the_command_line() {
    let mut client = TestClient::start_initialized("same", full_capabilities());
    for path in [
        "invalid/first-look.json",
        "invalid/json-syntax.json",
        "jobs/excel-to-ad.json",
        "invalid/script-syntax.json",
    ] {
        let found = client.open_and_lint(path, &fixture(path));
        let (_, output, _) =
            crate::common::joblint(&root(), &["check", "--format", "json", &format!("fixtures/{path}")]);
        let report: Value = serde_json::from_str(&output).unwrap();
        let expected: Vec<&str> = report["diagnostics"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|found| found["rule"].as_str())
            .collect();
        assert_eq!(rule_names(&found), expected, "{path}");
        client.close(path);
    }
    client.shutdown();
}

#[test]
fn ignores_documents_that_are_not_jobs() {
    let mut client = TestClient::start_initialized("no-job", full_capabilities());
    for (path, text) in [
        ("tsconfig.json", "{\"compilerOptions\": {,}}"),
        ("empty.json", ""),
        ("list.json", "[1, 2"),
        ("words.json", "not JSON at all"),
    ] {
        assert_eq!(client.open_and_lint(path, text), Vec::<Value>::new(), "{path}");
    }
    let uri = "untitled:Untitled-1";
    let item = json!({"uri": uri, "languageId": "json", "version": 1, "text": JOB});
    client.notify("textDocument/didOpen", json!({"textDocument": item}));
    let published = client.wait_for_message(|message| message["params"]["uri"] == uri);
    assert!(!published["params"]["diagnostics"].as_array().unwrap().is_empty(), "a buffer without a file");
    client.shutdown();
}

#[test]
fn reports_duplicates_in_open_documents() {
    let mut client = TestClient::start_initialized("across", full_capabilities());
    assert!(
        !rule_names(&client.open_and_lint("b.json", &job_named("Users"))).contains(&"duplicate-job-name")
    );
    assert!(
        !rule_names(&client.open_and_lint("a.json", &job_named("Users"))).contains(&"duplicate-job-name")
    );
    // The later path of the two has the finding, as on the command line.
    let found = client.diagnostics_of_version("b.json", 1);
    let item = found.iter().find(|item| item["code"] == "duplicate-job-name").unwrap();
    assert!(item["message"].as_str().unwrap().contains("a.json"));
    let location = &item["relatedInformation"][0]["location"];
    assert_eq!(location["uri"], client.uri("a.json"));
    client.change("a.json", 2, json!([{"text": job_named("Groups")}]));
    assert!(!rule_names(&client.diagnostics_of_version("b.json", 1)).contains(&"duplicate-job-name"));
    client.change("a.json", 3, json!([{"text": job_named("Users")}]));
    assert!(rule_names(&client.diagnostics_of_version("b.json", 1)).contains(&"duplicate-job-name"));
    client.close("a.json");
    assert!(!rule_names(&client.diagnostics_of_version("b.json", 1)).contains(&"duplicate-job-name"));
    client.shutdown();
}

#[test]
fn reports_duplicates_in_sibling_files() {
    let mut client = TestClient::start_initialized("siblings", full_capabilities());
    write(&client.folder, "jobs/a.json", &job_named("Users"));
    write(&client.folder, "jobs/tsconfig.json", "{}");
    client.open("jobs/b.json", &job_named("Users"));
    let twice = |items: &[Value]| items.iter().find(|item| item["code"] == "duplicate-job-name").cloned();
    // The findings of the document alone are sent first.
    assert_eq!(twice(&client.diagnostics_of_version("jobs/b.json", 1)), None);
    let item = twice(&client.diagnostics_of_version("jobs/b.json", 1)).unwrap();
    let location = &item["relatedInformation"][0]["location"];
    assert_eq!(location["uri"], client.uri("jobs/a.json"));
    assert_eq!(location["range"]["start"]["line"], 0);

    let changed = |client: &mut TestClient, name: &str| {
        write(&client.folder, "jobs/a.json", &job_named(name));
        let change = json!({"uri": client.uri("jobs/a.json"), "type": 2});
        client.notify("workspace/didChangeWatchedFiles", json!({"changes": [change]}));
    };
    changed(&mut client, "Groups");
    assert_eq!(twice(&client.diagnostics_of_version("jobs/b.json", 1)), None);
    changed(&mut client, "Users");
    assert!(twice(&client.diagnostics_of_version("jobs/b.json", 1)).is_some());
    // The text in the editor is used instead of the file on disk.
    client.open("jobs/a.json", &job_named("Groups"));
    assert_eq!(twice(&client.diagnostics_of_version("jobs/b.json", 1)), None);
    client.close("jobs/a.json");
    assert!(twice(&client.diagnostics_of_version("jobs/b.json", 1)).is_some());
    client.shutdown();
}

#[test]
fn pull_clients_get_no_pushed_diagnostics() {
    let mut client = TestClient::start_initialized("pull", pull_capabilities());
    assert_eq!(client.capabilities["diagnosticProvider"]["interFileDependencies"], true);
    client.open("a.json", JOB);
    let report = client.call("textDocument/diagnostic", client.document_params("a.json"));
    assert_eq!(report["kind"], "full");
    assert!(rule_names(report["items"].as_array().unwrap()).contains(&"key-not-create-only"));
    let mut again = client.document_params("a.json");
    again["previousResultId"] = report["resultId"].clone();
    let same = client.call("textDocument/diagnostic", again.clone());
    assert_eq!(same, json!({"kind": "unchanged", "resultId": report["resultId"]}));
    client.change("a.json", 2, json!([{"text": JOB.replace("false, \"obj", "true, \"obj")}]));
    let other = client.call("textDocument/diagnostic", again);
    assert_eq!(other["kind"], "full");
    assert!(!rule_names(other["items"].as_array().unwrap()).contains(&"key-not-create-only"));
    let closed = client.call("textDocument/diagnostic", client.document_params("not-open.json"));
    assert_eq!(closed, json!({"kind": "full", "items": []}));

    // Another document changes the findings: the client is told to pull again.
    client.change("a.json", 3, json!([{"text": job_named("Users")}]));
    client.call("textDocument/diagnostic", client.document_params("a.json"));
    client.open("Z.json", &job_named("Users"));
    client.call("textDocument/diagnostic", client.document_params("Z.json"));
    client.wait_for_method("workspace/diagnostic/refresh");
    let report = client.call("textDocument/diagnostic", client.document_params("a.json"));
    assert!(rule_names(report["items"].as_array().unwrap()).contains(&"duplicate-job-name"));
    assert!(!client.has_received("textDocument/publishDiagnostics"));
    client.shutdown();
}

#[test]
fn cancels_stale_diagnostic_requests() {
    let mut client = TestClient::start_initialized("pull-stale", pull_capabilities());
    client.open("a.json", JOB);
    for version in 2..30 {
        let id = client.send_request("textDocument/diagnostic", client.document_params("a.json"));
        client.change("a.json", version, json!([{"text": JOB}]));
        if let Err(error) = client.wait_for_response(id) {
            assert_eq!((&error["code"], &error["data"]["retriggerRequest"]), (&json!(-32802), &json!(true)));
        }
    }
    client.shutdown();
}

#[test]
fn messages_show_no_secrets() {
    let mut client = TestClient::start_initialized("secrets", full_capabilities());
    for path in
        ["invalid/plaintext-password.json", "invalid/embedded-secret.json", "invalid/weak-password.json"]
    {
        let text = fixture(path);
        let found = client.open_and_lint(path, &text);
        assert!(!found.is_empty());
        let (_, shown, _) =
            crate::common::joblint(&root(), &["check", "--format", "json", &format!("fixtures/{path}")]);
        client.close(path);
        for item in &found {
            let message = item["message"].as_str().unwrap().split("\nhelp: ").next().unwrap();
            let quoted = serde_json::to_string(message).unwrap();
            assert!(
                shown.contains(quoted.trim_matches('"')),
                "equal to the message of the command line: {message}"
            );
        }
    }
    client.shutdown();
}
