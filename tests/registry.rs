//! The rules that exist are those that are documented to exist, by name and group.
//!
//! A rule that is added, renamed or dropped changes what users write in `--select`, in `joblint.toml`
//! and in suppressions: this list is where one sees that it did.

#![allow(clippy::expect_used, clippy::panic)]

use joblint::rules::RULES;

const DOCUMENTED_RULES: &[(&str, &[&str])] = &[
    (
        "syntax",
        &[
            "json-syntax",
            "duplicate-member",
            "text-encoding",
            "unrecognized-document",
            "too-large",
            "too-deep",
        ],
    ),
    ("schema", &["unknown-member", "member-case", "missing-member", "wrong-type", "invalid-value"]),
    (
        "mapping",
        &[
            "one-key-field",
            "key-not-create-only",
            "expected-key",
            "name-based-key",
            "duplicate-destination",
            "unmapped-field",
            "ignored-source",
            "mandatory-attribute",
            "missing-delimiter",
            "unknown-source-field",
            "misspelled-attribute",
            "disables-created-account",
        ],
    ),
    (
        "transform",
        &[
            "transform-syntax",
            "unknown-transform",
            "transform-case",
            "empty-separator",
            "unknown-environment-variable",
            "resolve-destination",
            "invalid-account-name",
            "invalid-choice",
        ],
    ),
    (
        "secrets",
        &[
            "plaintext-password",
            "weak-password",
            "invalid-password-options",
            "undelivered-password",
            "embedded-secret",
        ],
    ),
    (
        "settings",
        &[
            "duplicate-setting",
            "repeated-setting",
            "invalid-setting-value",
            "setting-data-type",
            "unknown-setting",
            "setting-case",
            "missing-setting",
            "owner-mismatch",
        ],
    ),
    (
        "provider",
        &[
            "provider-mismatch",
            "provider-id-mismatch",
            "misspelled-provider",
            "source-only-provider",
            "same-source-and-destination",
            "container-mismatch",
            "unknown-provider",
            "provider-id-unknown",
            "unknown-table",
            "excel-limits",
        ],
    ),
    (
        "query",
        &[
            "missing-query",
            "duplicate-query",
            "query-type-mismatch",
            "filter-syntax",
            "filter-operator",
            "sql-syntax",
            "sql-not-select",
            "incremental-without-timestamp",
            "table-mismatch",
            "excel-sheet-reference",
            "object-class-mismatch",
            "select-star",
        ],
    ),
    (
        "objects",
        &[
            "object-type-mismatch",
            "object-name-mismatch",
            "missing-container",
            "invalid-distinguished-name",
            "container-outside-scope",
            "unknown-container",
            "delete-on-directory",
            "delete-with-partial-source",
            "missing-member-key",
            "nothing-to-do",
        ],
    ),
    (
        "script",
        &[
            "script-syntax",
            "script-unassigned-result",
            "script-result-read",
            "script-forbidden",
            "script-unknown-member",
            "script-source-argument",
            "script-undeclared",
            "script-unguarded",
            "script-hardcoded-path",
            "script-invalid-handler",
            "script-language",
        ],
    ),
    (
        "job",
        &[
            "job-name",
            "invalid-on-failure",
            "job-type-mismatch",
            "leftover-server-state",
            "api-response",
            "notification",
            "collection-summary",
            "invalid-run-order",
            "collection-notification",
            "duplicate-job-name",
        ],
    ),
    ("joblint", &["unused-suppression", "internal-error"]),
];

#[test]
fn every_rule_is_documented_in_its_group() {
    for rule in RULES {
        let group =
            DOCUMENTED_RULES.iter().find(|(_, names)| names.contains(&rule.name)).map(|(group, _)| *group);
        assert_eq!(group, Some(rule.group.name()), "{}: list it in tests/registry.rs", rule.name);
    }
}

#[test]
fn every_documented_rule_exists() {
    let names = DOCUMENTED_RULES.iter().flat_map(|(_, names)| names.iter().copied());
    let missing: Vec<&str> = names.filter(|name| joblint::rules::find_rule(name).is_none()).collect();
    assert_eq!(missing, [""; 0]);
}
