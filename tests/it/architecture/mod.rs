//! Tests that the dependencies of the code follow docs/architecture.md: modules depend only on modules above them in its
//! table, and there are no dependency cycles between files.

mod graph;

use std::collections::BTreeSet;
use std::path::Path;

use graph::{Crate, cycles};

const PAGE: &str = include_str!("../../../docs/architecture.md");

fn source() -> Crate {
    Crate::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"))
}

/// Returns the modules in the order of the table in docs/architecture.md.
fn documented_modules() -> Vec<&'static str> {
    let rows = PAGE.lines().skip_while(|line| !line.starts_with("| module")).skip(2);
    rows.map_while(|line| line.strip_prefix("| `")?.split('`').next()).collect()
}

#[test]
fn page_lists_every_module() {
    let listed: BTreeSet<String> = documented_modules().into_iter().map(str::to_owned).collect();
    assert_eq!(listed, source().top_level_modules());
}

#[test]
fn modules_depend_only_on_modules_above() {
    let modules = documented_modules();
    let position = |module: &str| modules.iter().position(|known| *known == module);
    let mut wrong = Vec::new();
    for dependency in source().dependencies() {
        let (Some(from), Some(to)) = (dependency.from.first(), dependency.to.first()) else { continue };
        if from != to && position(to) >= position(from) {
            wrong.push(dependency.to_string());
        }
    }
    assert!(
        wrong.is_empty(),
        "dependencies against the order of docs/architecture.md:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn files_have_no_cycles() {
    let source = source();
    let dependencies = source.dependencies();
    let mut report = String::new();
    for cycle in cycles(&dependencies) {
        report.push_str("cycle:\n");
        let inside = |path| cycle.contains(path);
        for dependency in dependencies.iter().filter(|edge| inside(&edge.from) && inside(&edge.to)) {
            report.push_str(&format!("  {dependency}\n"));
        }
    }
    assert!(report.is_empty(), "files that depend on each other:\n{report}");
}

#[test]
fn diagram_shows_documented_modules() {
    let diagram = PAGE.split("```mermaid").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let drawn: BTreeSet<&str> = diagram
        .lines()
        .filter(|line| line.contains("-->"))
        .flat_map(|line| line.split("-->"))
        .map(|end| end.trim().split(['[', '(']).next().unwrap().trim())
        .filter(|word| !matches!(*word, "bytes" | "out"))
        .collect();
    let modules = documented_modules();
    assert!(drawn.iter().all(|module| modules.contains(module)), "{drawn:?}");
    // The diagram leaves out modules that are not stages of the pipeline.
    let not_drawn: Vec<&str> = modules.into_iter().filter(|module| !drawn.contains(module)).collect();
    assert_eq!(not_drawn, ["diagnostic", "fingerprint", "baseline"]);
}
