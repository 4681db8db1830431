use std::path::Path;

use crate::config::{Config, ConfigDiagnostic, RuleCatalog};
use crate::diagnostic::Severity;
use crate::rule::Level;

fn parse(source: &str) -> Result<Config, Vec<ConfigDiagnostic>> {
    let known = RuleCatalog { rules: crate::rules::RULES, options: crate::rules::OPTIONS };
    Config::parse(Path::new("/repo/joblint.toml"), source, known)
}

#[test]
fn parses_every_key() {
    let config = parse(
        r#"
required-version = ">=0.1"
include = ["jobs/**/*.json"]
exclude = ["**/archive/**"]
fail-on = "warning"
placeholders = ['\$\{\w+\}', '\{\{ *[\w.]+ *\}\}']

[rules]
plaintext-password = "error"
secrets = "off"
one-key-field = { severity = "warning", allow-several = true }

[[overrides]]
files = ["jobs/lab/**"]
rules = { plaintext-password = "off" }

[[suppressions]]
file = "jobs/legacy.json"
rule = "one-key-field"
pointer = "/objectsOption/0/isDelete"
reason = "agreed with the directory team"
expires = 2027-01-31

[inventory]
files = ["inventory/prod.json"]
"#,
    )
    .unwrap();
    assert!(config.include.is_match("jobs/hr/a.json"));
    assert!(!config.include.is_match("other/a.json"));
    assert!(config.exclude.is_match("jobs/archive/a.json"));
    assert_eq!(config.fail_on, Some(Severity::Warning));
    let level = |rule| config.rules.level(rule);
    assert_eq!(level("plaintext-password"), Some(Level::On(Severity::Error)), "a rule beats its group");
    assert_eq!(level("one-key-field"), Some(Level::On(Severity::Warning)));
    assert_eq!(config.rules.option("one-key-field", "allow-several"), Some(true));
    assert!(config.overrides[0].files.is_match("jobs/lab/x/a.json"));
    assert_eq!(config.overrides[0].rules.level("plaintext-password"), Some(Level::Off));
    let suppression = &config.suppressions[0];
    assert_eq!(suppression.span.slice(&config.text), "[[suppressions]]");
    assert_eq!(suppression.expires.unwrap().to_string(), "2027-01-31");
    assert!(suppression.matcher.is_match("jobs/legacy.json"));
    assert_eq!(config.inventory[0].0, Path::new("inventory/prod.json"));
    assert!(parse("").is_ok());
}

#[test]
fn reports_each_error_with_span_and_suggestion() {
    for (source, token, message, help) in [
        ("exlude = []", "exlude", "unknown key", "`exclude`"),
        ("colour = 1", "colour", "unknown key", "are `required-version`"),
        (r#"include = "jobs""#, r#""jobs""#, "expected an array", "array"),
        ("include = [1]", "1", "expected a string", "string"),
        (r#"exclude = ["a/{b"]"#, r#""a/{b""#, "not a valid glob", "{a,b}"),
        (r#"fail-on = "warn""#, r#""warn""#, "unknown severity", "\"warning\""),
        (r#"fail-on = "off""#, r#""off""#, "unknown severity", "`info`"),
        ("fail-on = true", "true", "expected a string", "string"),
        (r#"required-version = "new""#, r#""new""#, "not a version requirement", ">=0.1"),
        (r#"required-version = ">=99""#, r#"">=99""#, "required version >=99", "install"),
        ("placeholders = ['(']", "'('", "not a valid regular expression", "single quotes"),
        ("placeholders = ['x*']", "'x*'", "matches the empty text", "hide"),
        (
            "[rules]\nplaintext-pasword = \"off\"",
            "plaintext-pasword",
            "unknown rule or group",
            "`plaintext-password`",
        ),
        ("[rules]\none-key-field = \"fatal\"", "\"fatal\"", "unknown severity", "`off`"),
        (
            "[rules]\none-key-field = { allow-sevral = true }",
            "allow-sevral",
            "unknown key",
            "`allow-several`",
        ),
        ("[rules]\none-key-field = { allow-several = 1 }", "1", "expected a boolean", "write"),
        ("[rules]\nsecrets = 3", "3", "expected a string", "string"),
        ("rules = 1", "1", "expected a table", "table"),
        ("[[overrides]]\nrules = {}", "[[overrides]]", "missing key `files`", "an override requires"),
        ("[overrides]\nfiles = []", "", "array of tables", "[[overrides]]"),
        ("[[suppressions]]\nfile = 'a'\nrule = 'json-syntax'\nreason = ' '", "' '", "reason is empty", "who"),
        ("[[suppressions]]\nfile = 'a'\nrule = 'x'\nreason = 'r'", "'x'", "unknown rule", "joblint rules"),
        (
            "[[suppressions]]\nfile = 'a'\nrule = 'json-syntax'",
            "[[suppressions]]",
            "missing key `reason`",
            "a suppression requires",
        ),
        (
            "[[suppressions]]\nfile = 'a'\nrule = 'json-syntax'\nreason = 'r'\npointer = 'a/b'",
            "'a/b'",
            "not a JSON Pointer",
            "/a/b",
        ),
        (
            "[[suppressions]]\nfile = 'a'\nrule = 'json-syntax'\nreason = 'r'\nexpires = 'soon'",
            "'soon'",
            "not a date",
            "2027-01-31",
        ),
        ("[inventory]\nfile = []", "file", "unknown key", "`files`"),
        ("a = = 1", "", "invalid TOML", "fix"),
        ("x = [1,", "", "invalid TOML", "fix"),
    ] {
        let problems = parse(source).err().unwrap_or_else(|| panic!("{source} is accepted"));
        let found = &problems[0];
        if !token.is_empty() {
            assert_eq!(found.span.slice(source), token, "{source}\n{problems:#?}");
        }
        assert!(found.message.contains(message), "{source}\n{problems:#?}");
        assert!(found.help.contains(help), "{source}\n{problems:#?}");
    }
}
