//! `joblint.toml`, the inventory, and what the user sets in the editor.

use serde_json::{Value, json};

use crate::client::{Client, able, place, pulling, rules, write};
use crate::common::{fixture, repository};

const JOB: &str = "{\n  \"fieldsMap\": [\n    {\"destinationField\": \"cn\", \"iskey\": true, \"forCreateOnly\": false, \"objectType\": 1}\n  ]\n}\n";

/// A client that does not say when files change.
fn unwatched() -> Value {
    let mut able = able();
    able["workspace"]["didChangeWatchedFiles"] = Value::Null;
    able
}

#[test]
fn the_nearest_configuration_holds_and_its_changes_do() {
    let folder = repository("lsp-config");
    write(&folder, "joblint.toml", "[rules]\nmember-case = \"off\"\n");
    let mut client = Client::ready_in(folder, able(), Value::Null);
    let registered = client.hear("client/registerCapability");
    assert_eq!(
        registered["registrations"][0]["registerOptions"]["watchers"][0]["globPattern"],
        "**/joblint.toml"
    );
    let found = client.found("jobs/a.json", JOB);
    assert!(!rules(&found).contains(&"member-case") && rules(&found).contains(&"key-not-create-only"));

    let changed = |client: &mut Client, text: &str| {
        write(&client.folder, "joblint.toml", text);
        let uri = client.uri("joblint.toml");
        client.notify("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": uri, "type": 2}]}));
    };
    changed(&mut client, "[rules]\nkey-not-create-only = \"info\"\n");
    let found = client.published_of("jobs/a.json", 1);
    assert!(rules(&found).contains(&"member-case") && !rules(&found).contains(&"key-not-create-only"));

    changed(&mut client, "[[overrides]]\nfiles = [\"jobs/*\"]\nrules = { member-case = \"error\" }\n");
    let found = client.published_of("jobs/a.json", 1);
    assert_eq!(found.iter().find(|item| item["code"] == "member-case").unwrap()["severity"], 1);

    changed(&mut client, "exclude = [\"jobs\"]\n");
    assert_eq!(client.published_of("jobs/a.json", 1), Vec::<Value>::new());
    client.leave();
}

#[test]
fn mistakes_in_the_configuration_are_shown_in_it_and_stop_nothing() {
    let folder = repository("lsp-config-broken");
    write(&folder, "joblint.toml", "[rules]\nmember-case = \"off\"\n");
    let mut client = Client::ready_in(folder, able(), Value::Null);
    client.found("a.json", JOB);
    write(&client.folder, "joblint.toml", "[rules]\nmember-case = \"offf\"\n");
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": []}));
    let trouble = client.published("joblint.toml");
    let item = &trouble["diagnostics"][0];
    assert_eq!((place(&item["range"]).as_str(), &item["severity"]), ("1:14-1:20", &json!(1)));
    assert!(item["message"].as_str().unwrap().starts_with("`offf` is no severity\nhelp: "), "{item}");
    let message = client.hear("window/showMessage");
    assert_eq!(message["message"], "joblint: joblint.toml cannot be used: `offf` is no severity");
    // What it said last holds on.
    assert!(!rules(&client.published_of("a.json", 1)).contains(&"member-case"));

    // Opened, it is checked as it stands in the editor.
    let found = client.found("joblint.toml", "[rules]\nmember-cas = \"off\"\n");
    assert_eq!(place(&found[0]["range"]), "1:0-1:10");
    client.change("joblint.toml", 2, json!([{"text": "[rules]\n"}]));
    assert_eq!(client.published_of("joblint.toml", 2), Vec::<Value>::new());
    write(&client.folder, "joblint.toml", "[rules]\n");
    client.notify("textDocument/didSave", client.document("joblint.toml"));
    assert!(rules(&client.published_of("a.json", 1)).contains(&"member-case"));
    client.close("joblint.toml");
    assert_eq!(client.published("joblint.toml")["diagnostics"], json!([]));
    client.leave();
}

#[test]
fn an_expired_suppression_is_named_in_the_open_configuration() {
    let mut client = Client::ready("config-expired", able());
    let text =
        "[[suppressions]]\nfile = \"a.json\"\nrule = \"member-case\"\nreason = \"x\"\nexpires = 2001-01-01\n";
    let found = client.found("joblint.toml", text);
    assert_eq!(rules(&found), ["unused-suppression"]);
    assert_eq!(found[0]["tags"], json!([1]));
    client.leave();
}

#[test]
fn files_are_looked_at_for_clients_that_do_not_watch_them() {
    let mut client = Client::ready("config-unwatched", unwatched());
    assert!(rules(&client.found("jobs/a.json", JOB)).contains(&"member-case"));
    write(&client.folder, "joblint.toml", "[rules]\nmember-case = \"off\"\n");
    client.change("jobs/a.json", 2, json!([{"text": JOB}]));
    assert!(!rules(&client.published_of("jobs/a.json", 2)).contains(&"member-case"));
    client.leave();
}

#[test]
fn an_inventory_is_read_watched_and_read_again() {
    let folder = repository("lsp-inventory");
    write(&folder, "joblint.toml", "[inventory]\nfiles = [\"env/test.toml\"]\n");
    let inventory = |name: &str| format!("[[data-sources]]\nname = \"{name}\"\n");
    write(&folder, "env/test.toml", &inventory("Elsewhere"));
    let mut client = Client::ready_in(folder, able(), Value::Null);
    let before = client.found("a.json", &fixture("jobs/excel-to-ad.json"));
    let watched =
        client.wait(|message| message.to_string().contains("test.toml") && message.get("id").is_some());
    let watchers = watched["params"]["registrations"][0]["registerOptions"]["watchers"].clone();
    assert_eq!(watchers[2]["globPattern"]["baseUri"], client.uri("env"));
    write(&client.folder, "env/test.toml", &inventory("NewHireWorkbook"));
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": []}));
    let after = client.published_of("a.json", 1);
    assert!(rules(&before).contains(&"unknown-provider"), "{before:?}");
    assert!(!rules(&after).contains(&"unknown-provider"), "{after:?}");

    write(&client.folder, "env/test.toml", "nonsense");
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": []}));
    let trouble = client.published("env/test.toml");
    assert_eq!(trouble["diagnostics"].as_array().unwrap().len(), 1);
    assert!(
        !rules(&client.published_of("a.json", 1)).contains(&"unknown-provider"),
        "what it said last holds"
    );
    // Opened to be mended, it shows its mistake still.
    client.open("env/test.toml", "nonsense");
    client.change("a.json", 2, json!([{"text": "{}"}]));
    client.published_of("a.json", 2);
    write(&client.folder, "env/test.toml", &inventory("NewHireWorkbook"));
    client.notify("textDocument/didSave", client.document("env/test.toml"));
    assert_eq!(
        client.published("env/test.toml")["diagnostics"],
        json!([]),
        "and nothing before it is mended"
    );
    client.leave();
}

#[test]
fn settings_come_with_the_first_message_or_later() {
    let folder = repository("lsp-settings");
    let options = json!({"pedantic": true, "ignore": ["member-case", "nonsense"]});
    let mut client = Client::ready_in(folder, able(), options);
    assert_eq!(
        client.hear("window/showMessage")["message"],
        "joblint: there is no rule or group `nonsense`; `joblint rules` lists them"
    );
    client.notify(
        "workspace/didChangeConfiguration",
        json!({"settings": {"joblint": {"ignore": ["member-case"]}}}),
    );
    assert!(!rules(&client.found("a.json", JOB)).contains(&"member-case"));
    client.notify(
        "workspace/didChangeConfiguration",
        json!({"settings": {"joblint": {"select": ["member-case"]}}}),
    );
    assert_eq!(rules(&client.published_of("a.json", 1)), ["member-case"]);
    client.leave();
}

#[test]
fn settings_are_asked_for_where_the_client_keeps_them() {
    let folder = repository("lsp-settings-asked");
    let mut capabilities = able();
    capabilities["workspace"]["configuration"] = json!(true);
    capabilities["workspace"]["didChangeConfiguration"] = json!({"dynamicRegistration": true});
    let mut client = Client::start_in(folder);
    client.settings = json!({"select": ["member-case"]});
    client.initialize(capabilities, Value::Null);
    client.hear("workspace/configuration");
    client.open("a.json", JOB);
    loop {
        let found = client.published_of("a.json", 1);
        if rules(&found) == ["member-case"] {
            break;
        }
    }
    client.settings = json!({"select": ["key-not-create-only"]});
    client.notify("workspace/didChangeConfiguration", json!({"settings": null}));
    client.hear("workspace/configuration");
    assert_eq!(rules(&client.published_of("a.json", 1)), ["key-not-create-only"]);
    client.leave();
}

#[test]
fn one_configuration_and_a_baseline_can_be_named() {
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
    let mut client = Client::ready_in(folder, able(), options);
    let found = client.found("a.json", JOB);
    assert!(
        rules(&found).contains(&"member-case") && !rules(&found).contains(&"key-not-create-only"),
        "{found:?}"
    );
    client.leave();
}

#[test]
fn clients_that_ask_for_diagnostics_are_told_when_to() {
    let mut client = Client::ready("config-pull", pulling());
    client.open("a.json", JOB);
    let report = client.ask("textDocument/diagnostic", client.document("a.json"));
    assert!(rules(report["items"].as_array().unwrap()).contains(&"member-case"));
    write(&client.folder, "joblint.toml", "[rules]\nmember-case = \"off\"\n");
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": []}));
    client.hear("workspace/diagnostic/refresh");
    let report = client.ask("textDocument/diagnostic", client.document("a.json"));
    assert!(!rules(report["items"].as_array().unwrap()).contains(&"member-case"));
    client.leave();
}

#[test]
fn a_buffer_without_a_file_follows_the_first_folder() {
    let folder = repository("lsp-folders");
    write(&folder, "one/joblint.toml", "[rules]\nmember-case = \"off\"\n");
    write(&folder, "two/readme", "");
    let mut client = Client::start_in(folder);
    let folder = |client: &Client, name: &str| json!({"uri": client.uri(name), "name": name});
    let params = json!({"capabilities": able(), "workspaceFolders": [folder(&client, "one")]});
    client.ask("initialize", params);
    client.notify("initialized", json!({}));
    let uri = "untitled:Untitled-1";
    let item = json!({"uri": uri, "languageId": "json", "version": 1, "text": JOB});
    client.notify("textDocument/didOpen", json!({"textDocument": item}));
    let published = |client: &mut Client| {
        let message = client.wait(|message| message["params"]["uri"] == uri);
        rules(message["params"]["diagnostics"].as_array().unwrap()).contains(&"member-case")
    };
    assert!(!published(&mut client));
    let event = json!({"added": [folder(&client, "two")], "removed": [folder(&client, "one")]});
    client.notify("workspace/didChangeWorkspaceFolders", json!({"event": event}));
    assert!(published(&mut client));
    client.leave();
}
