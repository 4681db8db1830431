//! The picture of the house agrees with the code.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use walkdir::WalkDir;

const PAGE: &str = include_str!("../docs/architecture.md");

/// The rooms in the order of the page's table.
fn modules() -> Vec<&'static str> {
    let rows = PAGE.lines().skip_while(|line| !line.starts_with("| module")).skip(2);
    rows.map_while(|line| line.strip_prefix("| `")?.split('`').next()).collect()
}

/// What each room asks of others, with one file that does.
fn dependencies() -> BTreeMap<(String, String), String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut arrows = BTreeMap::new();
    for entry in WalkDir::new(&root).sort_by_file_name() {
        let entry = entry.unwrap();
        let path = entry.path().strip_prefix(&root).unwrap();
        let shown = path.display().to_string().replace('\\', "/");
        // The rules' own test harness runs the linter.
        let is_test = shown.ends_with("tests.rs") || shown == "rule/testing.rs";
        if path.extension().is_none_or(|extension| extension != "rs") || is_test {
            continue;
        }
        let room = shown.split('/').next().unwrap().trim_end_matches(".rs").to_owned();
        if matches!(room.as_str(), "lib" | "main") {
            continue;
        }
        let text = std::fs::read_to_string(entry.path()).unwrap();
        let code = text.split("#[cfg(test)]\nmod").next().unwrap();
        let code = code.lines().filter(|line| !line.trim_start().starts_with("//"));
        for line in code {
            for (at, found) in line.match_indices("crate::") {
                let behind = &line[at + found.len()..];
                let other: String = behind.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                if other != room && !other.is_empty() && !line.contains("$crate") {
                    arrows.entry((room.clone(), other)).or_insert_with(|| shown.clone());
                }
            }
        }
    }
    arrows
}

#[test]
fn page_lists_every_module() {
    let listed: BTreeSet<&str> = modules().into_iter().collect();
    let library = include_str!("../src/lib.rs");
    let declared = library.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    assert_eq!(listed, declared.collect());
}

#[test]
fn modules_depend_only_on_modules_above() {
    let rooms = modules();
    let floor = |room: &str| rooms.iter().position(|known| *known == room);
    for ((room, other), file) in dependencies() {
        let (Some(here), Some(there)) = (floor(&room), floor(&other)) else {
            panic!("{file} asks `{other}`, which the page does not list");
        };
        assert!(there < here, "{file}: `{room}` asks `{other}`, which stands below it");
    }
}

#[test]
fn diagram_shows_existing_modules() {
    let picture = PAGE.split("```mermaid").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let words: BTreeSet<&str> = picture
        .lines()
        .filter(|line| line.contains("-->"))
        .flat_map(|line| line.split("-->"))
        .map(|end| end.trim().split(['[', '(']).next().unwrap().trim())
        .filter(|word| !matches!(*word, "bytes" | "out"))
        .collect();
    let rooms = modules();
    assert!(words.iter().all(|word| rooms.contains(word)), "{words:?}");
    // Those that are not drawn lie beside the way: what is found, and knowing it again.
    let not_drawn: Vec<&str> = rooms.into_iter().filter(|room| !words.contains(room)).collect();
    assert_eq!(not_drawn, ["diagnostic", "fingerprint", "baseline"]);
}
