//! Checks that files generated from the rules are up to date: the registry, the headers of pages, tables, the
//! configuration schema and `docs/messages.md`.
//!
//! `scripts/update-generated` updates them.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use joblint::rule::Group;
use joblint::rules::RULES;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Compares a file with its expected content, or writes it if `UPDATE_GENERATED` is set.
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
    panic!("{} is stale: run `scripts/update-generated`", path.display());
}

/// Renders the table of rules.
fn rule_table(link_prefix: &str) -> String {
    let mut table = String::from("| rule | severity | fix | finds |\n|---|---|---|---|\n");
    let mut group = None;
    for rule in RULES {
        if group != Some(rule.group) {
            writeln!(table, "| **{}** | | | |", rule.group.name()).expect("string");
            group = Some(rule.group);
        }
        let (name, severity, fix) = (rule.name, rule.severity, rule.fix.describe());
        writeln!(table, "| [{name}]({link_prefix}{name}.md) | {severity} | {fix} | {} |", rule.summary)
            .expect("string");
    }
    table
}

/// Replaces the header of a page, or adds it if there is none.
fn expected_page(page: &str, header: &str) -> String {
    let is_header =
        |block: &&str| ["# ", "| group ", "Not reported where "].iter().any(|start| block.starts_with(start));
    let mut blocks: Vec<&str> = page.trim_end().split("\n\n").collect();
    // Remove the summary after the title.
    if blocks.first().is_some_and(|block| block.starts_with("# ")) && blocks.len() > 1 {
        blocks.remove(1);
    }
    let body: Vec<&str> = blocks.into_iter().skip_while(is_header).collect();
    format!("{header}{}\n", body.join("\n\n"))
}

/// The paths of the rules that the group folders declare, in the order of the registry.
fn declared_rules() -> Vec<String> {
    let mut paths = Vec::new();
    for group in Group::ALL {
        let file = root().join("src/rules").join(group.name()).join("mod.rs");
        let text = std::fs::read_to_string(&file).expect("the module of a group");
        let modules = text.lines().filter_map(|line| line.strip_prefix("pub(crate) mod ")?.strip_suffix(';'));
        let mut modules: Vec<&str> = modules.collect();
        modules.sort_unstable();
        paths.extend(modules.iter().map(|module| format!("&{}::{module}::RULE,", group.name())));
    }
    paths
}

#[test]
fn registry_lists_every_declared_rule() {
    let registry = std::fs::read_to_string(root().join("src/rules/registry.rs")).expect("the registry");
    let listed: Vec<&str> =
        registry.lines().map(str::trim).filter(|line| line.ends_with("::RULE,")).collect();
    assert_eq!(listed, declared_rules(), "src/rules/registry.rs is stale: run `scripts/update-generated`");
}

#[test]
fn rules_are_named_after_their_modules() {
    let paths =
        RULES.iter().map(|rule| format!("&{}::{}::RULE,", rule.group.name(), rule.name.replace('-', "_")));
    assert_eq!(paths.collect::<Vec<_>>(), declared_rules());
}

#[test]
fn rule_pages_are_current() {
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
    assert_eq!(stray, [""; 0], "pages without a rule");
}

#[test]
fn config_schema_is_current() {
    let catalog = joblint::config::RuleCatalog { rules: RULES, options: joblint::rules::OPTIONS };
    let schema = joblint::config::json_schema(catalog);
    let text = serde_json::to_string_pretty(&schema).expect("JSON") + "\n";
    assert_generated(&root().join("schemas/config.schema.json"), &text);
    jsonschema::options().build(&schema).expect("a schema");
}

#[test]
fn readme_table_is_current() {
    let path = root().join("README.md");
    let readme = std::fs::read_to_string(&path).expect("README.md");
    let (start, end) = ("<!-- rules:start -->\n", "<!-- rules:end -->");
    let (before, rest) = readme.split_once(start).expect("start marker");
    let (_, after) = rest.split_once(end).expect("end marker");
    assert_generated(&path, &format!("{before}{start}{}{end}{after}", rule_table("docs/rules/")));
}

/// The rules that `docs/messages.md` presents, with the consequences of the mistake.
const SHOWCASED_RULES: &[(&str, &str)] = &[
    (
        "script-unassigned-result",
        "The job runs to completion and reports success, but every row that reaches the path without a \
         result is skipped: it is neither created nor updated. The server does not report this, so the \
         problem is noticed only when an object is missing.",
    ),
    (
        "one-key-field",
        "The portal's wizard rejects such a job, but the behaviour of the API is undocumented. Nothing in \
         the job tells the server which objects already exist.",
    ),
    (
        "container-outside-scope",
        "The first run works: the accounts are created in the specified container. Every later run searches \
         the other container, does not find them, and tries to create them again.",
    ),
    (
        "undelivered-password",
        "The server generates a password for every account but does not mail it to anyone, because \
         notifications are off. The accounts exist, but no one can log on until each password has been \
         reset.",
    ),
    (
        "provider-id-mismatch",
        "The server identifies data sources and identity stores by these ids, and it is not documented \
         which of the three it uses. The job may read from the wrong system, or fail with a bare `400 Bad \
         request` that does not mention any of its settings.",
    ),
    (
        "json-syntax",
        "The server rejects the whole body with `400 Bad request`, and most parsers stop at the first of \
         several errors. joblint reports all of them, checks everything else in the same run, and fixes \
         missing and extra commas.",
    ),
];

const MESSAGES_HEADER: &str = "# Messages

Six findings as joblint prints them, and the damage that they prevent. The files are in `fixtures/invalid/`; this page is
generated by `tests/it/generated.rs`.
";

fn render_messages() -> String {
    let mut page = String::from(MESSAGES_HEADER);
    for (rule, consequences) in SHOWCASED_RULES {
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
        // The first finding, without the summary.
        let first = printed.split("\n\n").next().expect("a finding").trim_end();
        write!(page, "\n## [{rule}](rules/{rule}.md)\n\n```text\n{first}\n```\n\n{consequences}\n")
            .expect("a string");
    }
    page
}

#[test]
fn messages_page_is_current() {
    assert_generated(&root().join("docs/messages.md"), &render_messages());
}
