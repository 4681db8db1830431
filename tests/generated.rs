//! What is generated from the rules' metadata is up to date.
//!
//! `UPDATE_GENERATED=1 cargo test --test generated` writes it anew.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use joblint::rules::RULES;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Compares a file with what it should hold, or writes it.
fn keep(path: &Path, expected: &str) {
    let current = std::fs::read_to_string(path).unwrap_or_default();
    if current == expected {
        return;
    }
    if std::env::var_os("UPDATE_GENERATED").is_some() {
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("folder");
        std::fs::write(path, expected).expect("write");
        return;
    }
    panic!("{} is stale: run `UPDATE_GENERATED=1 cargo test --test generated`", path.display());
}

/// The table of rules; links start with `to`.
fn table(to: &str) -> String {
    let mut table = String::from("| rule | severity | fix | finds |\n|---|---|---|---|\n");
    let mut group = None;
    for rule in RULES {
        if group != Some(rule.group) {
            writeln!(table, "| **{}** | | | |", rule.group.name()).expect("string");
            group = Some(rule.group);
        }
        let (name, severity, fix) = (rule.name, rule.severity, rule.fix.in_words());
        writeln!(table, "| [{name}]({to}{name}.md) | {severity} | {fix} | {} |", rule.summary)
            .expect("string");
    }
    table
}

#[test]
fn rule_pages() {
    let folder = root().join("docs/rules");
    for rule in RULES {
        keep(&folder.join(format!("{}.md", rule.name)), &rule.page());
    }
    keep(&folder.join("README.md"), &format!("# Rules\n\n{}", table("")));
    let mut stray: Vec<String> = std::fs::read_dir(&folder)
        .expect("docs/rules")
        .map(|entry| entry.expect("entry").file_name().to_string_lossy().into_owned())
        .filter(|name| name != "README.md")
        .filter(|name| !RULES.iter().any(|rule| *name == format!("{}.md", rule.name)))
        .collect();
    stray.sort();
    assert_eq!(stray, [""; 0], "pages of rules that do not exist");
}

#[test]
fn config_schema() {
    let known = joblint::config::Vocabulary { rules: RULES, options: joblint::rules::OPTIONS };
    let schema = joblint::config::schema(known);
    let text = serde_json::to_string_pretty(&schema).expect("JSON") + "\n";
    keep(&root().join("schemas/config.schema.json"), &text);
    jsonschema::options().build(&schema).expect("a schema");
}

#[test]
fn readme_table() {
    let path = root().join("README.md");
    let readme = std::fs::read_to_string(&path).expect("README.md");
    let (start, end) = ("<!-- rules:start -->\n", "<!-- rules:end -->");
    let (before, rest) = readme.split_once(start).expect("start marker");
    let (_, after) = rest.split_once(end).expect("end marker");
    keep(&path, &format!("{before}{start}{}{end}{after}", table("docs/rules/")));
}
