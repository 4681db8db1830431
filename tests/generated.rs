//! What is generated from the rules is up to date: their pages, their table, and the findings in
//! `docs/messages.md`.
//!
//! `UPDATE_GENERATED=1 cargo test --test generated` writes it anew.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use joblint::rules::RULES;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Compares a file with what it should hold, or writes it.
fn assert_generated(path: &Path, expected: &str) {
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
fn rule_table(to: &str) -> String {
    let mut table = String::from("| rule | severity | fix | finds |\n|---|---|---|---|\n");
    let mut group = None;
    for rule in RULES {
        if group != Some(rule.group) {
            writeln!(table, "| **{}** | | | |", rule.group.name()).expect("string");
            group = Some(rule.group);
        }
        let (name, severity, fix) = (rule.name, rule.severity, rule.fix.describe());
        writeln!(table, "| [{name}]({to}{name}.md) | {severity} | {fix} | {} |", rule.summary)
            .expect("string");
    }
    table
}

/// The page with the header that follows from the metadata; a page without any header gets one.
fn expected_page(page: &str, header: &str) -> String {
    let is_header =
        |block: &&str| ["# ", "| group ", "Not reported where "].iter().any(|start| block.starts_with(start));
    let mut blocks: Vec<&str> = page.trim_end().split("\n\n").collect();
    // The summary follows the title.
    if blocks.first().is_some_and(|block| block.starts_with("# ")) && blocks.len() > 1 {
        blocks.remove(1);
    }
    let body: Vec<&str> = blocks.into_iter().skip_while(is_header).collect();
    format!("{header}{}\n", body.join("\n\n"))
}

#[test]
fn rule_pages() {
    let folder = root().join("docs/rules");
    for rule in RULES {
        assert_generated(
            &folder.join(format!("{}.md", rule.name)),
            &expected_page(rule.page, &rule.header()),
        );
    }
    assert_generated(&folder.join("README.md"), &format!("# Rules\n\n{}", rule_table("")));
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
    let known = joblint::config::RuleCatalog { rules: RULES, options: joblint::rules::OPTIONS };
    let schema = joblint::config::json_schema(known);
    let text = serde_json::to_string_pretty(&schema).expect("JSON") + "\n";
    assert_generated(&root().join("schemas/config.schema.json"), &text);
    jsonschema::options().build(&schema).expect("a schema");
}

#[test]
fn readme_table() {
    let path = root().join("README.md");
    let readme = std::fs::read_to_string(&path).expect("README.md");
    let (start, end) = ("<!-- rules:start -->\n", "<!-- rules:end -->");
    let (before, rest) = readme.split_once(start).expect("start marker");
    let (_, after) = rest.split_once(end).expect("end marker");
    assert_generated(&path, &format!("{before}{start}{}{end}{after}", rule_table("docs/rules/")));
}

/// A rule, and what the server would have done: its fixture is shown as it is printed.
const SHOWCASED_RULES: &[(&str, &str)] = &[
    (
        "script-unassigned-result",
        "The job runs to its end and reports success, but every row that takes the way without a result is \
         skipped: neither created nor updated. Nobody is told, until somebody misses an object.",
    ),
    (
        "one-key-field",
        "The portal's wizard does not let such a job pass; what the API makes of it is documented nowhere. \
         Nothing in the job tells the server which objects are there already.",
    ),
    (
        "container-outside-scope",
        "The first run works: the accounts are created where the job says. Every later run looks in the other \
         container, does not find them, and tries to create them once more.",
    ),
    (
        "undelivered-password",
        "The server makes up a password for every account, and mails it to nobody, because notifications are \
         off. The accounts are there, and no one can log on with them until each password has been reset.",
    ),
    (
        "provider-id-mismatch",
        "Data sources and identity stores are known by these numbers, and which of the three counts is \
         documented nowhere. The job may read another system than the one that was meant, or come back with \
         a bare `400 Bad request` that names none of its settings.",
    ),
    (
        "json-syntax",
        "The server refuses the whole body with `400 Bad request`, and most parsers stop at the first mistake \
         of several. joblint names each of them, checks everything else in the same run, and mends the \
         commas.",
    ),
];

const MESSAGES_HEADER: &str = "# Messages

Six findings as joblint prints them, and what would have happened without them. The files stand in
`fixtures/invalid/`; this page is written by `tests/generated.rs`.
";

fn render_messages() -> String {
    let mut page = String::from(MESSAGES_HEADER);
    for (rule, otherwise) in SHOWCASED_RULES {
        let file = format!("fixtures/invalid/{rule}.json");
        let output = Command::new(env!("CARGO_BIN_EXE_joblint"))
            .current_dir(root())
            .args(["check", "--no-config", "--select", rule, &file])
            .env_remove("CLICOLOR_FORCE")
            .env("NO_COLOR", "1")
            .output()
            .expect("joblint runs");
        let printed = String::from_utf8(output.stdout).expect("output is UTF-8");
        assert!(printed.contains(&format!("[{rule}]")), "{file}: {printed}");
        // One finding of each, without the summary.
        let first = printed.split("\n\n").next().expect("a finding").trim_end();
        write!(page, "\n## [{rule}](rules/{rule}.md)\n\n```text\n{first}\n```\n\n{otherwise}\n")
            .expect("a string");
    }
    page
}

#[test]
fn messages_page() {
    assert_generated(&root().join("docs/messages.md"), &render_messages());
}
