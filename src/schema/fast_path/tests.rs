use walkdir::WalkDir;

use super::*;
use crate::job::{Recognition, recognize};
use crate::json::{Tree, duplicate_members, parse};
use crate::schema::is_valid;

#[test]
fn schemas_compile_to_fast_validators() {
    assert!(JOB_FAST_VALIDATOR.is_some() && COLLECTION_FAST_VALIDATOR.is_some());
}

/// Whether the fast path accepts a text, after checking that the validator agrees.
fn is_accepted(text: &str) -> bool {
    let mut tree = Tree::new();
    parse(text, &mut tree);
    let recognized = recognize(&Document::new(text, &tree));
    let Recognition::Recognized(kind, root) = recognized else { return false };
    let passes = is_definitely_valid(&Document::new(text, &tree), root, kind.schema());
    if passes && tree.errors().is_empty() {
        let document = Document::new(text, &tree);
        assert!(duplicate_members(&document).is_empty(), "{text}");
        assert!(is_valid(&document, root, kind.schema()), "{text}");
    }
    passes
}

fn fixtures(folder: &str) -> Vec<String> {
    let root = format!("{}/fixtures/{folder}", env!("CARGO_MANIFEST_DIR"));
    let files = WalkDir::new(root).sort_by_file_name().into_iter().map(Result::unwrap);
    let files = files.filter(|entry| entry.file_type().is_file());
    files.filter_map(|entry| std::fs::read_to_string(entry.path()).ok()).collect()
}

#[test]
fn accepts_valid_jobs() {
    for text in fixtures("jobs") {
        assert!(is_accepted(&text), "{}", text.get(..200).unwrap_or(&text));
    }
}

#[test]
fn rejects_invalid_jobs() {
    for text in fixtures("invalid") {
        is_accepted(&text);
    }
    for text in fixtures("jobs") {
        for (found, instead) in [
            ("\"isKey\": true", "\"isKey\": \"true\""),
            ("\"isKey\": true", "\"isKey\": true, \"isKey\": true"),
            ("\"isKey\": true", "\"isKeys\": true"),
            ("\"isKey\": true,", ""),
            ("\"queryType\": \"SQL\"", "\"queryType\": \"Sql\""),
            ("\"timesRun\": 0", "\"timesRun\": -1"),
            ("\"dataType\": \"System.String\"", "\"dataType\": \"String\""),
        ] {
            let broken = text.replacen(found, instead, 1);
            assert!(broken == text || !is_accepted(&broken), "{instead}");
        }
    }
}

#[test]
fn never_accepts_what_the_validator_rejects() {
    // Every value of a job replaced by each of these.
    let values = [
        "null",
        "true",
        "0",
        "-1",
        "1.0",
        "\"\"",
        "\"SQL\"",
        "[]",
        "{}",
        "[{}]",
        "{\"a\":1,\"b\":2}",
        "{\"a\":1,\"a\":2}",
        "[{\"a\":1,\"a\":2}]",
    ];
    for text in fixtures("jobs").iter().take(3) {
        let mut tree = Tree::new();
        parse(text, &mut tree);
        for node in tree.nodes().iter().step_by(3) {
            for value in values {
                let range = node.span().range();
                is_accepted(&format!("{}{value}{}", &text[..range.start], &text[range.end..]));
            }
        }
    }
}
