//! `docs/messages.md` shows findings as the program prints them.
//!
//! `UPDATE_GENERATED=1 cargo test --test messages` writes it anew.

#![allow(clippy::expect_used, clippy::panic)]

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

/// A rule, and what the server would have done: its fixture is shown as it is printed.
const SHOWN: &[(&str, &str)] = &[
    (
        "script-result",
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
        "password-notification",
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

const OPENING: &str = "# Messages

Six findings as joblint prints them, and what would have happened without them. The files stand in
`fixtures/invalid/`; this page is written by `tests/messages.rs`.
";

fn page() -> String {
    let mut page = String::from(OPENING);
    for (rule, otherwise) in SHOWN {
        let file = format!("fixtures/invalid/{rule}.json");
        let output = Command::new(env!("CARGO_BIN_EXE_joblint"))
            .current_dir(env!("CARGO_MANIFEST_DIR"))
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
fn the_page_shows_what_is_printed() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/messages.md");
    let page = page();
    if std::env::var_os("UPDATE_GENERATED").is_some() {
        std::fs::write(&path, &page).expect("written");
    }
    let current = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        current == page,
        "docs/messages.md is stale: run `UPDATE_GENERATED=1 cargo test --test messages`"
    );
}
