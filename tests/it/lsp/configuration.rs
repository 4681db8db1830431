//! `joblint.toml`, the inventory and the settings of the editor.

use serde_json::{Value, json};

use super::client::{TestClient, format_range, full_capabilities, pull_capabilities, rule_names, write};
use crate::common::{fixture, repository};

const JOB: &str = "{\n  \"fieldsMap\": [\n    {\"destinationField\": \"cn\", \"iskey\": true, \"forCreateOnly\": false, \"objectType\": 1}\n  ]\n}\n";

/// The capabilities of a client that does not report changed files.
fn without_file_watching() -> Value {
    let mut capabilities = full_capabilities();
    capabilities["workspace"]["didChangeWatchedFiles"] = Value::Null;
    capabilities
}

#[test]
fn applies_closest_configuration_and_its_changes() {
    let folder = repository("lsp-config");
    write(&folder, "joblint.toml", "[rules]\nmember-case = \"off\"\n");
    let mut client = TestClient::start_initialized_in(folder, full_capabilities(), Value::Null);
    let registered = client.wait_for_method("client/registerCapability");
    assert_eq!(
        registered["registrations"][0]["registerOptions"]["watchers"][0]["globPattern"],
        "**/joblint.toml"
    );
    let found = client.open_and_lint("jobs/a.json", JOB);
    assert!(
        !rule_names(&found).contains(&"member-case") && rule_names(&found).contains(&"key-not-create-only")
    );

    let changed = |client: &mut TestClient, text: &str| {
        write(&client.folder, "joblint.toml", text);
        let uri = client.uri("joblint.toml");
        client.notify("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": uri, "type": 2}]}));
    };
    changed(&mut client, "[rules]\nkey-not-create-only = \"info\"\n");
    let found = client.diagnostics_of_version("jobs/a.json", 1);
    assert!(
        rule_names(&found).contains(&"member-case") && !rule_names(&found).contains(&"key-not-create-only")
    );

    changed(&mut client, "[[overrides]]\nfiles = [\"jobs/*\"]\nrules = { member-case = \"error\" }\n");
    let found = client.diagnostics_of_version("jobs/a.json", 1);
    assert_eq!(found.iter().find(|item| item["code"] == "member-case").unwrap()["severity"], 1);

    changed(&mut client, "exclude = [\"jobs\"]\n");
    assert_eq!(client.diagnostics_of_version("jobs/a.json", 1), Vec::<Value>::new());
    client.shutdown();
}

#[test]
fn publishes_configuration_errors_and_keeps_linting() {
    let folder = repository("lsp-config-broken");
    write(&folder, "joblint.toml", "[rules]\nmember-case = \"off\"\n");
    let mut client = TestClient::start_initialized_in(folder, full_capabilities(), Value::Null);
    client.open_and_lint("a.json", JOB);
    write(&client.folder, "joblint.toml", "[rules]\nmember-case = \"offf\"\n");
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": []}));
    let published = client.wait_for_diagnostics("joblint.toml");
    let item = &published["diagnostics"][0];
    assert_eq!((format_range(&item["range"]).as_str(), &item["severity"]), ("1:14-1:20", &json!(1)));
    assert!(item["message"].as_str().unwrap().starts_with("unknown severity `offf`\nhelp: "), "{item}");
    let message = client.wait_for_method("window/showMessage");
    assert_eq!(message["message"], "joblint: failed to load joblint.toml: unknown severity `offf`");
    // The last valid configuration stays in effect.
    assert!(!rule_names(&client.diagnostics_of_version("a.json", 1)).contains(&"member-case"));

    // An open configuration is checked with its text in the editor.
    let found = client.open_and_lint("joblint.toml", "[rules]\nmember-cas = \"off\"\n");
    assert_eq!(format_range(&found[0]["range"]), "1:0-1:10");
    client.change("joblint.toml", 2, json!([{"text": "[rules]\n"}]));
    assert_eq!(client.diagnostics_of_version("joblint.toml", 2), Vec::<Value>::new());
    write(&client.folder, "joblint.toml", "[rules]\n");
    client.notify("textDocument/didSave", client.document_params("joblint.toml"));
    assert!(rule_names(&client.diagnostics_of_version("a.json", 1)).contains(&"member-case"));
    client.close("joblint.toml");
    assert_eq!(client.wait_for_diagnostics("joblint.toml")["diagnostics"], json!([]));
    client.shutdown();
}

#[test]
fn reports_expired_suppression_in_open_configuration() {
    let mut client = TestClient::start_initialized("config-expired", full_capabilities());
    let text =
        "[[suppressions]]\nfile = \"a.json\"\nrule = \"member-case\"\nreason = \"x\"\nexpires = 2001-01-01\n";
    let found = client.open_and_lint("joblint.toml", text);
    assert_eq!(rule_names(&found), ["unused-suppression"]);
    assert_eq!(found[0]["tags"], json!([1]));
    client.shutdown();
}

#[test]
fn reloads_changed_files_without_client_watching() {
    let mut client = TestClient::start_initialized("config-unwatched", without_file_watching());
    assert!(rule_names(&client.open_and_lint("jobs/a.json", JOB)).contains(&"member-case"));
    write(&client.folder, "joblint.toml", "[rules]\nmember-case = \"off\"\n");
    client.change("jobs/a.json", 2, json!([{"text": JOB}]));
    assert!(!rule_names(&client.diagnostics_of_version("jobs/a.json", 2)).contains(&"member-case"));
    client.shutdown();
}

#[test]
fn reloads_changed_inventory() {
    let folder = repository("lsp-inventory");
    write(&folder, "joblint.toml", "[inventory]\nfiles = [\"env/test.toml\"]\n");
    let inventory = |name: &str| format!("[[data-sources]]\nname = \"{name}\"\n");
    write(&folder, "env/test.toml", &inventory("Elsewhere"));
    let mut client = TestClient::start_initialized_in(folder, full_capabilities(), Value::Null);
    let before = client.open_and_lint("a.json", &fixture("jobs/excel-to-ad.json"));
    let watched = client
        .wait_for_message(|message| message.to_string().contains("test.toml") && message.get("id").is_some());
    let watchers = watched["params"]["registrations"][0]["registerOptions"]["watchers"].clone();
    assert_eq!(watchers[2]["globPattern"]["baseUri"], client.uri("env"));
    write(&client.folder, "env/test.toml", &inventory("NewHireWorkbook"));
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": []}));
    let after = client.diagnostics_of_version("a.json", 1);
    assert!(rule_names(&before).contains(&"unknown-provider"), "{before:?}");
    assert!(!rule_names(&after).contains(&"unknown-provider"), "{after:?}");

    write(&client.folder, "env/test.toml", "nonsense");
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": []}));
    let published = client.wait_for_diagnostics("env/test.toml");
    assert_eq!(published["diagnostics"].as_array().unwrap().len(), 1);
    assert!(
        !rule_names(&client.diagnostics_of_version("a.json", 1)).contains(&"unknown-provider"),
        "the last valid inventory stays in effect"
    );
    // The error remains published while the file is open.
    client.open("env/test.toml", "nonsense");
    client.change("a.json", 2, json!([{"text": "{}"}]));
    client.diagnostics_of_version("a.json", 2);
    write(&client.folder, "env/test.toml", &inventory("NewHireWorkbook"));
    client.notify("textDocument/didSave", client.document_params("env/test.toml"));
    assert_eq!(
        client.wait_for_diagnostics("env/test.toml")["diagnostics"],
        json!([]),
        "the error is removed only after it was fixed"
    );
    client.shutdown();
}

#[test]
fn accepts_settings_at_start_and_on_change() {
    let folder = repository("lsp-settings");
    let options = json!({"pedantic": true, "ignore": ["member-case", "nonsense"]});
    let mut client = TestClient::start_initialized_in(folder, full_capabilities(), options);
    assert_eq!(
        client.wait_for_method("window/showMessage")["message"],
        "joblint: there is no rule or group `nonsense`; `joblint rules` lists them"
    );
    client.notify(
        "workspace/didChangeConfiguration",
        json!({"settings": {"joblint": {"ignore": ["member-case"]}}}),
    );
    assert!(!rule_names(&client.open_and_lint("a.json", JOB)).contains(&"member-case"));
    client.notify(
        "workspace/didChangeConfiguration",
        json!({"settings": {"joblint": {"select": ["member-case"]}}}),
    );
    assert_eq!(rule_names(&client.diagnostics_of_version("a.json", 1)), ["member-case"]);
    client.shutdown();
}

#[test]
fn requests_settings_from_client() {
    let folder = repository("lsp-settings-asked");
    let mut capabilities = full_capabilities();
    capabilities["workspace"]["configuration"] = json!(true);
    capabilities["workspace"]["didChangeConfiguration"] = json!({"dynamicRegistration": true});
    let mut client = TestClient::start_in(folder);
    client.settings = json!({"select": ["member-case"]});
    client.initialize(capabilities, Value::Null);
    client.wait_for_method("workspace/configuration");
    client.open("a.json", JOB);
    loop {
        let found = client.diagnostics_of_version("a.json", 1);
        if rule_names(&found) == ["member-case"] {
            break;
        }
    }
    client.settings = json!({"select": ["key-not-create-only"]});
    client.notify("workspace/didChangeConfiguration", json!({"settings": null}));
    client.wait_for_method("workspace/configuration");
    assert_eq!(rule_names(&client.diagnostics_of_version("a.json", 1)), ["key-not-create-only"]);
    client.shutdown();
}

#[test]
fn uses_configuration_and_baseline_from_settings() {
    let folder = repository("lsp-settings-files");
    write(&folder, "joblint.toml", "[rules]\nmember-case = \"off\"\n");
    write(&folder, "other/lint.toml", "");
    write(&folder, "a.json", JOB);
    let known = [
        "check",
        "--no-config",
        "--write-baseline",
        "--baseline",
        "known.json",
        "--select",
        "key-not-create-only",
        "a.json",
    ];
    assert_eq!(crate::common::joblint(&folder, &known).0, 0);
    let options = json!({"config": "${workspaceFolder}/other/lint.toml", "baseline": "known.json"});
    let mut client = TestClient::start_initialized_in(folder, full_capabilities(), options);
    let found = client.open_and_lint("a.json", JOB);
    assert!(
        rule_names(&found).contains(&"member-case") && !rule_names(&found).contains(&"key-not-create-only"),
        "{found:?}"
    );
    client.shutdown();
}

#[test]
fn asks_pull_clients_to_refresh() {
    let mut client = TestClient::start_initialized("config-pull", pull_capabilities());
    client.open("a.json", JOB);
    let report = client.call("textDocument/diagnostic", client.document_params("a.json"));
    assert!(rule_names(report["items"].as_array().unwrap()).contains(&"member-case"));
    write(&client.folder, "joblint.toml", "[rules]\nmember-case = \"off\"\n");
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": []}));
    client.wait_for_method("workspace/diagnostic/refresh");
    let report = client.call("textDocument/diagnostic", client.document_params("a.json"));
    assert!(!rule_names(report["items"].as_array().unwrap()).contains(&"member-case"));
    client.shutdown();
}

#[test]
fn untitled_buffer_uses_first_workspace_folder() {
    let folder = repository("lsp-folders");
    write(&folder, "one/joblint.toml", "[rules]\nmember-case = \"off\"\n");
    write(&folder, "two/readme", "");
    let mut client = TestClient::start_in(folder);
    let folder = |client: &TestClient, name: &str| json!({"uri": client.uri(name), "name": name});
    let params = json!({"capabilities": full_capabilities(), "workspaceFolders": [folder(&client, "one")]});
    client.call("initialize", params);
    client.notify("initialized", json!({}));
    let uri = "untitled:Untitled-1";
    let item = json!({"uri": uri, "languageId": "json", "version": 1, "text": JOB});
    client.notify("textDocument/didOpen", json!({"textDocument": item}));
    let published = |client: &mut TestClient| {
        let message = client.wait_for_message(|message| message["params"]["uri"] == uri);
        rule_names(message["params"]["diagnostics"].as_array().unwrap()).contains(&"member-case")
    };
    assert!(!published(&mut client));
    let event = json!({"added": [folder(&client, "two")], "removed": [folder(&client, "one")]});
    client.notify("workspace/didChangeWorkspaceFolders", json!({"event": event}));
    assert!(published(&mut client));
    client.shutdown();
}
