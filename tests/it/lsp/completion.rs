//! Completion at the cursor and while the user types.

use serde_json::{Value, json};

use super::client::{TestClient, apply_edits, full_capabilities, write};

/// Requests completion at the cursor (`▮`). Returns the text without the cursor and the items.
fn complete_at_cursor(
    client: &mut TestClient,
    path: &str,
    text: &str,
    typed: Option<&str>,
) -> (String, Vec<Value>) {
    let at = text.find('▮').expect("a cursor");
    let line = text[..at].matches('\n').count() as u32;
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let character = text[start..at].encode_utf16().count() as u32;
    let plain = text.replacen('▮', "", 1);
    client.open(path, &plain);
    let mut params = client.position_params(path, line, character);
    params["context"] = match typed {
        Some(typed) => json!({"triggerKind": 2, "triggerCharacter": typed}),
        None => json!({"triggerKind": 1}),
    };
    let found = client.call("textDocument/completion", params);
    client.close(path);
    (plain, found.as_array().expect("an array").clone())
}

fn label(item: &Value) -> &str {
    item["label"].as_str().unwrap_or_default()
}

/// The text after an item was accepted by a client without snippets.
fn accept(client: &TestClient, path: &str, text: &str, items: &[Value], wanted: &str) -> String {
    let item = items.iter().find(|item| label(item) == wanted);
    let item = item.unwrap_or_else(|| panic!("{wanted}: {:?}", items.iter().map(label).collect::<Vec<_>>()));
    let uri = client.uri(path);
    apply_edits(text, &json!({"changes": {uri.as_str(): [item["textEdit"]]}}), &uri)
}

#[test]
fn completes_in_five_contexts() {
    let mut client = TestClient::start_initialized("completion", json!({}));
    assert!(client.capabilities["completionProvider"]["triggerCharacters"].as_array().is_some());
    for (text, wanted, whole) in [
        // An incomplete member name after an emoji.
        (
            "{\n  \"fieldsMap\": [\n    {\"sourceField\": \"😀\", \"isK▮\n  ]\n}",
            "isKey",
            "{\n  \"fieldsMap\": [\n    {\"sourceField\": \"😀\", \"isKey\": false\n  ]\n}",
        ),
        // A value of an enumeration.
        (
            "{\"syncQuery\": [{\"queryType\": ▮}]}",
            "GroupID",
            "{\"syncQuery\": [{\"queryType\": \"GroupID\"}]}",
        ),
        // A key of the settings, with its other members.
        (
            "{\"settings\": [{\"key\": \"▮\"}], \"isTemplate\": false}",
            "Source.IsTableProvider",
            "{\"settings\": [{\"key\": \"Source.IsTableProvider\", \"value\": \"True\", \"dataType\": \"System.String\", \"objectType\": null}], \"isTemplate\": false}",
        ),
        // A member of the script object in a string.
        (
            "{\"fieldsMap\": [{\"transform\": \"Script:text=DTM.Result = \\\"é\\\" & DTM.▮\"}]}",
            "Source",
            "{\"fieldsMap\": [{\"transform\": \"Script:text=DTM.Result = \\\"é\\\" & DTM.Source(\\\"\\\")\"}]}",
        ),
        // An operator of a filter.
        (
            "{\"syncQuery\": [{\"queryType\": \"GroupID\", \"query\": \"department ▮\"}]}",
            "Starts With",
            "{\"syncQuery\": [{\"queryType\": \"GroupID\", \"query\": \"department Starts With \\\"\\\"\"}]}",
        ),
    ] {
        let (plain, items) = complete_at_cursor(&mut client, "a.json", text, None);
        assert_eq!(accept(&client, "a.json", &plain, &items, wanted), whole);
        let item = items.iter().find(|item| label(item) == wanted).expect("the item is offered");
        assert_eq!(item["insertTextFormat"], 1);
        assert!(item["sortText"].is_string() && item["filterText"].is_string(), "{item}");
    }
    client.shutdown();
}

#[test]
fn sends_snippets_and_documentation_if_supported() {
    let mut client = TestClient::start_initialized("completion-snippets", full_capabilities());
    let text = "{\n  \"jobInfo\": {},\n  \"settings\": [\n    ▮\n  ]\n}";
    let (_, items) = complete_at_cursor(&mut client, "a.json", text, None);
    let item = items.iter().find(|item| label(item) == "IsNotificationEnabled").expect("the item is offered");
    let new = item["textEdit"]["newText"].as_str().unwrap();
    assert!(new.contains("\n  \"value\": \"${1|True,False|}\",\n"), "{new}");
    assert_eq!((&item["insertTextFormat"], &item["insertTextMode"]), (&json!(2), &json!(2)));
    assert!(item["documentation"]["value"].as_str().unwrap().contains("mail"), "{item}");
    client.shutdown();
}

#[test]
fn completes_from_inventory() {
    let mut client = TestClient::start_initialized("completion-inventory", full_capabilities());
    write(&client.folder, "joblint.toml", "[inventory]\nfiles = [\"inventory.toml\"]\n");
    let inventory = "[[data-sources]]\nname = \"HR\"\nid = 4\n[[data-sources.tables]]\nname = \"Staff\"\ncolumns = [\"First\", \"Last\"]\n\n[[identity-stores]]\nname = \"Corp\"\ncontainers = [\"OU=Staff,DC=example,DC=com\"]\n";
    write(&client.folder, "inventory.toml", inventory);
    for (text, wanted) in [
        (r#"{"jobInfo": {"sourceProvider": "▮"}}"#, "HR"),
        (
            r#"{"jobInfo": {"sourceProvider": "HR"}, "settings": [{"key": "Source.Table", "value": "▮"}]}"#,
            "Staff",
        ),
        (
            r#"{"jobInfo": {"sourceProvider": "HR"}, "fieldsMap": [{"sourceField": "▮"}], "settings": [{"key": "Source.Table", "value": "Staff"}]}"#,
            "Last",
        ),
        (
            r#"{"objectsOption": [{"containerOptionValue": "▮"}], "jobInfo": {}}"#,
            "OU=Staff,DC=example,DC=com",
        ),
    ] {
        let (_, items) = complete_at_cursor(&mut client, "a.json", text, Some("\""));
        assert!(items.iter().any(|item| label(item) == wanted), "{text}: {items:?}");
    }
    client.shutdown();
}

#[test]
fn does_not_interrupt_typing() {
    let mut client = TestClient::start_initialized("completion-typing", full_capabilities());
    for (text, typed, is_offered) in [
        (r#"{"fieldsMap": [{"▮}]}"#, "\"", true),
        (r#"{"fieldsMap": [{"isKey"▮}]}"#, "\"", false),
        (r#"{"fieldsMap": [{"isKey":▮}]}"#, ":", true),
        (r#"{"fieldsMap": [{"isKey": ▮}]}"#, " ", true),
        (r#"{"fieldsMap": [▮]}"#, "[", false),
        (r#"{"fieldsMap": [{}, ▮]}"#, " ", false),
        (r#"{"fieldsMap": [{"transform": "Join:▮"}]}"#, ":", true),
        (r#"{"fieldsMap": [{"transform": "Script:text=DTM.▮"}]}"#, ".", true),
        (r#"{"jobInfo": {"description": "new ▮"}}"#, " ", false),
        (r#"{"compilerOptions": {"▮"}}"#, "\"", false),
    ] {
        let (_, items) = complete_at_cursor(&mut client, "a.json", text, Some(typed));
        assert_eq!(!items.is_empty(), is_offered, "{text} {items:?}");
    }
    client.shutdown();
}
