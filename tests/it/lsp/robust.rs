//! No request fails, whatever the document contains.

use serde_json::json;
use walkdir::WalkDir;

use super::client::{TestClient, full_capabilities};
use crate::common::root;

/// Every fixture, and every fourth fixture cut off in the middle, as if it was being typed.
fn fixture_texts() -> Vec<String> {
    let files = WalkDir::new(root().join("fixtures")).sort_by_file_name().into_iter().filter_map(Result::ok);
    let whole: Vec<String> = files
        .filter(|entry| entry.path().extension().is_some_and(|end| end == "json"))
        .filter_map(|entry| std::fs::read_to_string(entry.path()).ok())
        .filter(|text| text.len() < 100_000)
        .collect();
    let cut = |text: &String| {
        let middle = (text.len() / 2..text.len()).find(|at| text.is_char_boundary(*at))?;
        Some(text[..middle].to_owned())
    };
    let halves: Vec<String> = whole.iter().step_by(4).filter_map(cut).collect();
    whole.into_iter().chain(halves).collect()
}

#[test]
fn every_request_is_answered_at_every_position() {
    const MAX_POSITIONS: usize = 25;
    let mut client = TestClient::start_initialized("robust", full_capabilities());
    let mut asked = Vec::new();
    for (number, text) in fixture_texts().into_iter().enumerate() {
        let path = format!("{number}.json");
        client.open(&path, &text);
        let mut whole = client.document_params(&path);
        whole["range"] =
            json!({"start": {"line": 0, "character": 0}, "end": {"line": 99_999, "character": 0}});
        whole["context"] = json!({"diagnostics": []});
        for method in ["documentSymbol", "foldingRange", "inlayHint", "semanticTokens/full", "codeAction"] {
            let method = format!("textDocument/{method}");
            asked.push((client.send_request(&method, whole.clone()), method, path.clone(), 0, 0));
        }
        let lines: Vec<&str> = text.split('\n').collect();
        for place in 0..MAX_POSITIONS {
            let line = lines.len() * place / MAX_POSITIONS;
            // Columns of member names and values in an indented job.
            let character = [8, 14, 24, 40, lines[line].encode_utf16().count()][place % 5];
            for method in ["hover", "completion", "definition"] {
                let method = format!("textDocument/{method}");
                let at = client.position_params(&path, line as u32, character as u32);
                asked.push((client.send_request(&method, at), method, path.clone(), line, character));
            }
        }
        for (id, method, path, line, character) in asked.drain(..) {
            if let Err(error) = client.wait_for_response(id) {
                assert_ne!(error["code"], -32603, "{method} of {path} at {line}:{character}:\n{text}");
            }
        }
        client.close(&path);
    }
    client.shutdown();
}
