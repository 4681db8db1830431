//! Hover, symbols, hints, folding, definitions and semantic tokens.

use serde_json::{Value, json};

use super::client::{TestClient, full_capabilities};
use crate::common::fixture;

const JOB: &str = "jobs/excel-to-ad.json";

#[test]
fn hover_explains_finding() {
    let mut client = TestClient::start_initialized("hover", full_capabilities());
    client.open_and_lint("a.json", "{\"fieldsMap\": [{\"destinationField\": \"😀\", \"iskey\": true}]}");
    let hover = client.call("textDocument/hover", client.position_params("a.json", 0, 45));
    let markdown = hover["contents"]["value"].as_str().unwrap();
    assert!(markdown.contains("**[member-case](https://joblint.dev/rules/member-case)**"), "{markdown}");
    assert!(!markdown.contains("## Wrong"), "without the examples");
    assert_eq!(client.call("textDocument/hover", client.position_params("a.json", 9, 9)), Value::Null);
    client.shutdown();
}

#[test]
fn provides_document_symbols() {
    let mut client = TestClient::start_initialized("symbols", full_capabilities());
    client.open("a.json", &fixture(JOB));
    let symbols = client.call("textDocument/documentSymbol", client.document_params("a.json"));
    assert!(!symbols.as_array().unwrap().is_empty());
    client.open("tsconfig.json", "{\"compilerOptions\": {}}");
    assert_eq!(
        client.call("textDocument/documentSymbol", client.document_params("tsconfig.json")),
        json!([])
    );
    client.shutdown();
    let mut client = TestClient::start_initialized("symbols-flat", json!({}));
    client.open("a.json", &fixture(JOB));
    let symbols = client.call("textDocument/documentSymbol", client.document_params("a.json"));
    assert_eq!(symbols[1]["location"]["uri"], client.uri("a.json"));
    assert_eq!(symbols[1]["containerName"], symbols[0]["name"]);
    client.shutdown();
}

#[test]
fn provides_inlay_hints_and_folding() {
    let mut client = TestClient::start_initialized("hints", full_capabilities());
    let text = fixture(JOB);
    client.open("a.json", &text);
    let mut params = client.document_params("a.json");
    params["range"] = json!({"start": {"line": 0, "character": 0}, "end": {"line": 9999, "character": 0}});
    let hints = client.call("textDocument/inlayHint", params);
    let labels: Vec<&str> =
        hints.as_array().unwrap().iter().filter_map(|hint| hint["label"].as_str()).collect();
    assert!(labels.iter().any(|label| label.contains("User")), "{labels:?}");
    let folds = client.call("textDocument/foldingRange", client.document_params("a.json"));
    let last = text.lines().count() as u64 - 1;
    assert!(folds.as_array().unwrap().iter().any(|fold| fold["startLine"] == 0 && fold["endLine"] == last));
    client.shutdown();
}

/// The position of a piece of text, some characters into it, in UTF-16 columns.
fn position_of(text: &str, piece: &str, skip: usize) -> (u32, u32) {
    let at = text.find(piece).unwrap_or_else(|| panic!("{piece}")) + skip;
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    (text[..at].matches('\n').count() as u32, text[start..at].encode_utf16().count() as u32)
}

#[test]
fn hover_explains_token_under_cursor() {
    let mut client = TestClient::start_initialized("hover-job", full_capabilities());
    let text = fixture(JOB);
    client.open("a.json", &text);
    for (piece, skip, expected) in [
        ("\"objectType\": 1", 15, "User"),
        ("\"fieldsMap\"", 3, "fieldsMap"),
        ("Source.ProviderName", 2, "Source.ProviderName"),
    ] {
        let (line, character) = position_of(&text, piece, skip);
        let hover = client.call("textDocument/hover", client.position_params("a.json", line, character));
        let markdown = hover["contents"]["value"].as_str().unwrap_or_default();
        assert!(markdown.contains(expected), "{piece}: {hover}");
        assert_eq!(hover["range"]["start"]["line"], line);
    }
    client.shutdown();
}

#[test]
fn hover_masks_passwords() {
    let mut client = TestClient::start_initialized("hover-secret", full_capabilities());
    let text = fixture("invalid/plaintext-password.json");
    let found = client.open_and_lint("a.json", &text);
    let item = found.iter().find(|item| item["code"] == "plaintext-password").unwrap();
    let (start, end) = (&item["range"]["start"], &item["range"]["end"]);
    let line = text.lines().nth(start["line"].as_u64().unwrap() as usize).unwrap();
    let secret: String = line
        .chars()
        .skip(start["character"].as_u64().unwrap() as usize)
        .take((end["character"].as_u64().unwrap() - start["character"].as_u64().unwrap()) as usize)
        .collect();
    let params = json!({"textDocument": {"uri": client.uri("a.json")}, "position": start});
    let hover = client.call("textDocument/hover", params);
    assert!(hover["contents"]["value"].as_str().unwrap().contains("plaintext-password"));
    assert!(secret.len() > 4 && !hover.to_string().contains(&secret), "{secret}: {hover}");
    client.shutdown();
}

#[test]
fn goto_definition_finds_targets() {
    let mut client = TestClient::start_initialized("definition", full_capabilities());
    let text = fixture("collections/nightly.json");
    client.open("c.json", &text);
    // From the summary entry of the first job to the job, and back.
    let summary = text.find("\"jobCollectionInfo\"").unwrap();
    let entry = summary + text[summary..].find("\"jobs\"").unwrap();
    let (line, character) = position_of(&text[entry..], "\"name\"", 2);
    let line = line + text[..entry].matches('\n').count() as u32;
    let job = client.call("textDocument/definition", client.position_params("c.json", line, character));
    assert_eq!(job["uri"], client.uri("c.json"));
    assert_ne!(job["range"]["start"]["line"], line);
    let params = json!({"textDocument": {"uri": client.uri("c.json")}, "position": job["range"]["start"]});
    let back = client.call("textDocument/definition", params);
    assert_eq!(back["range"]["start"]["line"], line);
    assert_eq!(client.call("textDocument/definition", client.position_params("c.json", 0, 0)), Value::Null);

    client.open("a.json", "{\"fieldsMap\": [{\"isKey\": true, \"forCreateOnly\": false}]}");
    let config = "[[suppressions]]\nfile = \"a.json\"\nrule = \"key-not-create-only\"\npointer = \"/fieldsMap/0/forCreateOnly\"\nreason = \"agreed\"\n";
    client.open("joblint.toml", config);
    let place = client.call("textDocument/definition", client.position_params("joblint.toml", 3, 3));
    assert_eq!(place["uri"], client.uri("a.json"));
    assert_eq!(
        super::client::format_range(&place["range"]),
        "0:48-0:53",
        "in the open document, not in the file on disk"
    );
    client.shutdown();
}

#[test]
fn semantic_tokens_cover_embedded_languages() {
    let mut client = TestClient::start_initialized("tokens", full_capabilities());
    client.open("a.json", &fixture(JOB));
    let legend = client.capabilities["semanticTokensProvider"]["legend"]["tokenTypes"].clone();
    assert!(legend.as_array().unwrap().contains(&json!("keyword")));
    let all = client.call("textDocument/semanticTokens/full", client.document_params("a.json"));
    let data = all["data"].as_array().unwrap();
    assert!(!data.is_empty() && data.len().is_multiple_of(5));
    let mut params = client.document_params("a.json");
    params["range"] = json!({"start": {"line": 0, "character": 0}, "end": {"line": 1, "character": 0}});
    let few = client.call("textDocument/semanticTokens/range", params);
    assert!(few["data"].as_array().unwrap().len() < data.len());
    client.shutdown();
}
