//! What the documentation and the integrations tell people to type is what joblint takes.

use std::path::PathBuf;

use crate::common::root;
use clap::error::ErrorKind;
use clap::{CommandFactory, Parser};
use joblint::cli::Cli;
use regex::Regex;

/// The pages that people write, and what runs joblint elsewhere.
fn pages() -> Vec<PathBuf> {
    let mut pages: Vec<PathBuf> = std::fs::read_dir(root().join("docs"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .chain(
            [
                "README.md",
                "CONTRIBUTING.md",
                "Dockerfile",
                ".pre-commit-hooks.yaml",
                "integrations/gitlab/joblint.yml",
            ]
            .map(|file| root().join(file)),
        )
        .chain(["integrations/github/check", ".github/workflows/ci.yml"].map(|file| root().join(file)))
        .collect();
    pages.sort();
    pages
}

/// Every `joblint …` of a text, in quotation or at the start of a line of code.
fn commands(text: &str) -> Vec<Vec<String>> {
    let text = text.replace("\\\n", " ");
    let quoted = Regex::new(r"`joblint ([^`|]*)").unwrap();
    let typed = Regex::new(r"(?m)^ *(?:- |entry: |- run: |sh ')?joblint ([^'|><#;\n]*)").unwrap();
    let definition = Cli::command();
    let found = quoted.captures_iter(&text).chain(typed.captures_iter(&text));
    let words = found
        .map(|found| found[1].split_whitespace().map(|word| word.trim_matches('"').to_owned()).collect());
    // Running text goes on behind the name with other words.
    words
        .filter(|words: &Vec<String>| {
            words.first().is_some_and(|first| definition.find_subcommand(first).is_some())
        })
        .collect()
}

#[test]
fn documented_commands_are_valid() {
    let mut tried = 0;
    for page in pages() {
        let text = std::fs::read_to_string(&page).unwrap();
        for words in commands(&text) {
            // Words in capitals stand for something, and variables for several words or none.
            let words = words.iter().filter(|word| !word.starts_with('$') && !word.starts_with('['));
            let arguments: Vec<&str> = ["joblint"].into_iter().chain(words.map(String::as_str)).collect();
            if let Err(error) = Cli::try_parse_from(&arguments) {
                // A command may be named without its argument; help is no mistake.
                let named = error.kind() == ErrorKind::MissingRequiredArgument && arguments.len() == 2;
                assert!(named || !error.use_stderr(), "{}: {arguments:?}\n{error}", page.display());
            }
            tried += 1;
        }
    }
    assert!(tried > 30, "{tried}");
}

#[test]
fn links_resolve() {
    let link = Regex::new(r"\]\(([^)#:]+)(#[^)]*)?\)").unwrap();
    for page in pages().iter().filter(|page| page.extension().is_some_and(|extension| extension == "md")) {
        let text = std::fs::read_to_string(page).unwrap();
        for found in link.captures_iter(&text) {
            let target = page.parent().unwrap().join(&found[1]);
            assert!(target.exists(), "{}: {}", page.display(), &found[1]);
        }
    }
}

#[test]
fn every_hook_is_documented() {
    let hooks = std::fs::read_to_string(root().join(".pre-commit-hooks.yaml")).unwrap();
    let page = std::fs::read_to_string(root().join("docs/pre-commit.md")).unwrap();
    let ids: Vec<&str> = hooks.lines().filter_map(|line| line.strip_prefix("- id: ")).collect();
    assert_eq!(ids, ["joblint", "joblint-system", "joblint-fix"]);
    assert!(ids.iter().all(|id| page.contains(&format!("| `{id}` |"))));
    assert_eq!(hooks.matches("entry: joblint check --force-exclude").count(), ids.len());
}
