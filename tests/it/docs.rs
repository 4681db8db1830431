//! Tests of the documentation and the integrations: commands are valid, links resolve, hooks are documented.

use std::path::PathBuf;

use crate::common::root;
use clap::error::ErrorKind;
use clap::{CommandFactory, Parser};
use joblint::cli::Cli;
use regex::Regex;

/// Returns the hand-written pages and the files of the integrations that run joblint.
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

/// Returns the arguments of every `joblint …` in backquotes or at the start of a line.
fn commands(text: &str) -> Vec<Vec<String>> {
    let text = text.replace("\\\n", " ");
    let inline = Regex::new(r"`joblint ([^`|]*)").unwrap();
    let in_block = Regex::new(r"(?m)^ *(?:- |entry: |- run: |sh ')?joblint ([^'|><#;\n]*)").unwrap();
    let definition = Cli::command();
    let found = inline.captures_iter(&text).chain(in_block.captures_iter(&text));
    let words = found
        .map(|found| found[1].split_whitespace().map(|word| word.trim_matches('"').to_owned()).collect());
    // In prose, `joblint` is not followed by a subcommand.
    words
        .filter(|words: &Vec<String>| {
            words.first().is_some_and(|first| definition.find_subcommand(first).is_some())
        })
        .collect()
}

#[test]
fn documented_commands_are_valid() {
    let mut checked = 0;
    for page in pages() {
        let text = std::fs::read_to_string(&page).unwrap();
        for words in commands(&text) {
            // Variables and optional arguments may expand to any number of words.
            let words = words.iter().filter(|word| !word.starts_with('$') && !word.starts_with('['));
            let arguments: Vec<&str> = ["joblint"].into_iter().chain(words.map(String::as_str)).collect();
            if let Err(error) = Cli::try_parse_from(&arguments) {
                // Prose mentions commands without their arguments. `--help` and `--version` return errors as well.
                let is_mention = error.kind() == ErrorKind::MissingRequiredArgument && arguments.len() == 2;
                assert!(is_mention || !error.use_stderr(), "{}: {arguments:?}\n{error}", page.display());
            }
            checked += 1;
        }
    }
    assert!(checked > 30, "{checked}");
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
