//! What editors ask about a job.

use serde_json::{Value, json};

use crate::client::{Client, able};
use crate::common::fixture;

const JOB: &str = "jobs/excel-to-ad.json";

#[test]
fn a_finding_is_explained_beside_the_cursor() {
    let mut client = Client::ready("hover", able());
    client.found("a.json", "{\"fieldsMap\": [{\"destinationField\": \"😀\", \"iskey\": true}]}");
    let hover = client.ask("textDocument/hover", client.at("a.json", 0, 45));
    let words = hover["contents"]["value"].as_str().unwrap();
    assert!(words.contains("**[member-case](https://joblint.dev/rules/member-case)**"), "{words}");
    assert!(!words.contains("## Wrong"), "without the examples");
    assert_eq!(client.ask("textDocument/hover", client.at("a.json", 9, 9)), Value::Null);
    client.leave();
}

#[test]
fn a_job_has_an_outline() {
    let mut client = Client::ready("symbols", able());
    client.open("a.json", &fixture(JOB));
    let symbols = client.ask("textDocument/documentSymbol", client.document("a.json"));
    assert!(!symbols.as_array().unwrap().is_empty());
    client.open("tsconfig.json", "{\"compilerOptions\": {}}");
    assert_eq!(client.ask("textDocument/documentSymbol", client.document("tsconfig.json")), json!([]));
    client.leave();
    let mut client = Client::ready("symbols-flat", json!({}));
    client.open("a.json", &fixture(JOB));
    let symbols = client.ask("textDocument/documentSymbol", client.document("a.json"));
    assert_eq!(symbols[1]["location"]["uri"], client.uri("a.json"));
    assert_eq!(symbols[1]["containerName"], symbols[0]["name"]);
    client.leave();
}

#[test]
fn numbers_and_transforms_are_annotated_and_blocks_fold() {
    let mut client = Client::ready("hints", able());
    let text = fixture(JOB);
    client.open("a.json", &text);
    let mut params = client.document("a.json");
    params["range"] = json!({"start": {"line": 0, "character": 0}, "end": {"line": 9999, "character": 0}});
    let hints = client.ask("textDocument/inlayHint", params);
    let labels: Vec<&str> =
        hints.as_array().unwrap().iter().filter_map(|hint| hint["label"].as_str()).collect();
    assert!(labels.iter().any(|label| label.contains("User")), "{labels:?}");
    let folds = client.ask("textDocument/foldingRange", client.document("a.json"));
    let last = text.lines().count() as u64 - 1;
    assert!(folds.as_array().unwrap().iter().any(|fold| fold["startLine"] == 0 && fold["endLine"] == last));
    client.leave();
}

/// The position of a piece of text, some characters into it, in UTF-16 columns.
fn inside(text: &str, piece: &str, skip: usize) -> (u32, u32) {
    let at = text.find(piece).unwrap_or_else(|| panic!("{piece}")) + skip;
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    (text[..at].matches('\n').count() as u32, text[start..at].encode_utf16().count() as u32)
}

#[test]
fn what_is_under_the_cursor_is_explained() {
    let mut client = Client::ready("hover-job", able());
    let text = fixture(JOB);
    client.open("a.json", &text);
    for (piece, skip, says) in [
        ("\"objectType\": 1", 15, "User"),
        ("\"fieldsMap\"", 3, "fieldsMap"),
        ("Source.ProviderName", 2, "Source.ProviderName"),
    ] {
        let (line, character) = inside(&text, piece, skip);
        let hover = client.ask("textDocument/hover", client.at("a.json", line, character));
        let words = hover["contents"]["value"].as_str().unwrap_or_default();
        assert!(words.contains(says), "{piece}: {hover}");
        assert_eq!(hover["range"]["start"]["line"], line);
    }
    client.leave();
}

#[test]
fn a_password_is_never_shown() {
    let mut client = Client::ready("hover-secret", able());
    let text = fixture("invalid/plaintext-password.json");
    let found = client.found("a.json", &text);
    let item = found.iter().find(|item| item["code"] == "plaintext-password").unwrap();
    let (start, end) = (&item["range"]["start"], &item["range"]["end"]);
    let line = text.lines().nth(start["line"].as_u64().unwrap() as usize).unwrap();
    let secret: String = line
        .chars()
        .skip(start["character"].as_u64().unwrap() as usize)
        .take((end["character"].as_u64().unwrap() - start["character"].as_u64().unwrap()) as usize)
        .collect();
    let params = json!({"textDocument": {"uri": client.uri("a.json")}, "position": start});
    let hover = client.ask("textDocument/hover", params);
    assert!(hover["contents"]["value"].as_str().unwrap().contains("plaintext-password"));
    assert!(secret.len() > 4 && !hover.to_string().contains(&secret), "{secret}: {hover}");
    client.leave();
}

#[test]
fn the_way_to_where_things_come_from_is_shown() {
    let mut client = Client::ready("definition", able());
    let text = fixture("collections/nightly.json");
    client.open("c.json", &text);
    // The summary entry of the first job leads to the job, and the job back to it.
    let summary = text.find("\"jobCollectionInfo\"").unwrap();
    let entry = summary + text[summary..].find("\"jobs\"").unwrap();
    let (line, character) = inside(&text[entry..], "\"name\"", 2);
    let line = line + text[..entry].matches('\n').count() as u32;
    let job = client.ask("textDocument/definition", client.at("c.json", line, character));
    assert_eq!(job["uri"], client.uri("c.json"));
    assert_ne!(job["range"]["start"]["line"], line);
    let params = json!({"textDocument": {"uri": client.uri("c.json")}, "position": job["range"]["start"]});
    let back = client.ask("textDocument/definition", params);
    assert_eq!(back["range"]["start"]["line"], line);
    assert_eq!(client.ask("textDocument/definition", client.at("c.json", 0, 0)), Value::Null);

    client.open("a.json", "{\"fieldsMap\": [{\"isKey\": true, \"forCreateOnly\": false}]}");
    let config = "[[suppressions]]\nfile = \"a.json\"\nrule = \"key-not-create-only\"\npointer = \"/fieldsMap/0/forCreateOnly\"\nreason = \"agreed\"\n";
    client.open("joblint.toml", config);
    let place = client.ask("textDocument/definition", client.at("joblint.toml", 3, 3));
    assert_eq!(place["uri"], client.uri("a.json"));
    assert_eq!(
        crate::client::place(&place["range"]),
        "0:48-0:53",
        "in the document that is open, not on disk"
    );
    client.leave();
}

#[test]
fn the_inside_of_strings_has_colours() {
    let mut client = Client::ready("tokens", able());
    client.open("a.json", &fixture(JOB));
    let legend = client.capabilities["semanticTokensProvider"]["legend"]["tokenTypes"].clone();
    assert!(legend.as_array().unwrap().contains(&json!("keyword")));
    let all = client.ask("textDocument/semanticTokens/full", client.document("a.json"));
    let data = all["data"].as_array().unwrap();
    assert!(!data.is_empty() && data.len().is_multiple_of(5));
    let mut params = client.document("a.json");
    params["range"] = json!({"start": {"line": 0, "character": 0}, "end": {"line": 1, "character": 0}});
    let few = client.ask("textDocument/semanticTokens/range", params);
    assert!(few["data"].as_array().unwrap().len() < data.len());
    client.leave();
}
