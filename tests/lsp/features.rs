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
