//! The JSON Schema of `joblint.toml`, generated from the rules.

use serde_json::{Map, Value, json};

use crate::rule::Group;

use super::model::{LEVEL_NAMES, RuleCatalog};

/// Generates the JSON Schema (draft 2020-12) for editors and `joblint schema config`. A test compares
/// `schemas/config.schema.json` with it.
#[must_use]
pub fn json_schema(catalog: RuleCatalog) -> Value {
    let level = |description: &str| json!({ "enum": LEVEL_NAMES, "description": description });
    let mut rules = Map::new();
    for group in Group::ALL {
        let description = format!(
            "Severity of all rules of the group {}; the setting of a rule overrides it.",
            group.name()
        );
        rules.insert(group.name().to_owned(), level(&description));
    }
    for rule in catalog.rules {
        let description = format!("{}. Default: {}.", rule.summary, rule.severity);
        let mut table = Map::new();
        table.insert("severity".to_owned(), level("Severity of the findings."));
        for option in catalog.options.iter().filter(|option| option.rule == rule.name) {
            let described =
                json!({ "type": "boolean", "default": option.default, "description": option.description });
            table.insert(option.name.to_owned(), described);
        }
        let choices = json!([
            { "enum": LEVEL_NAMES },
            { "type": "object", "properties": table, "additionalProperties": false }
        ]);
        rules.insert(
            rule.name.to_owned(),
            json!({ "description": description, "default": rule.severity.name(), "anyOf": choices }),
        );
    }
    let globs = |description: &str| json!({ "type": "array", "items": { "type": "string" }, "description": description });
    let names: Vec<&str> = catalog.rules.iter().map(|rule| rule.name).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://joblint.dev/schemas/config.schema.json",
        "title": "joblint.toml",
        "description": "Configuration of joblint for a folder and everything below it.",
        "type": "object",
        "additionalProperties": false,
        "properties": {
            "required-version": {
                "type": "string",
                "description": "Required version of joblint, for example >=0.1."
            },
            "include": globs("Files that must be Synchronize jobs, as globs relative to this folder. A file that is not recognised as a job is an error."),
            "exclude": globs("Files and folders that are skipped, as globs relative to this folder."),
            "fail-on": {
                "enum": &LEVEL_NAMES[1..],
                "default": "error",
                "description": "Lowest severity for which the exit code is 1."
            },
            "placeholders": {
                "type": "array",
                "items": { "type": "string", "format": "regex" },
                "default": [r"\$\{\w+\}", r"\{\{ *[\w.]+ *\}\}"],
                "description": "Regular expressions for text that is replaced before a job is submitted."
            },
            "rules": {
                "$ref": "#/$defs/rules",
                "description": "Severities and options of rules and groups."
            },
            "overrides": {
                "type": "array",
                "description": "Rule settings for some files; later tables override earlier ones.",
                "items": {
                    "type": "object",
                    "additionalProperties": false,
                    "required": ["files", "rules"],
                    "properties": {
                        "files": globs("Globs relative to this folder."),
                        "rules": { "$ref": "#/$defs/rules" }
                    }
                }
            },
            "suppressions": {
                "type": "array",
                "description": "Accepted findings that are not reported.",
                "items": {
                    "type": "object",
                    "additionalProperties": false,
                    "required": ["file", "rule", "reason"],
                    "properties": {
                        "file": { "type": "string", "description": "Glob of files, relative to this folder." },
                        "rule": { "enum": names, "description": "Name of the rule." },
                        "pointer": {
                            "type": "string",
                            "pattern": "^(/.*)?$",
                            "description": "JSON Pointer of a value: only findings at or below it are suppressed. Without it, all findings of the rule in the files are suppressed."
                        },
                        "reason": { "type": "string", "minLength": 1, "description": "Who accepted the finding, and why." },
                        "expires": { "type": "string", "format": "date", "description": "Last day on which the suppression applies: 2027-01-31, without quotes." }
                    }
                }
            },
            "inventory": {
                "type": "object",
                "additionalProperties": false,
                "required": ["files"],
                "description": "Data sources and identity stores of the target environment.",
                "properties": { "files": globs("Inventory files and saved API responses, as paths relative to this folder.") }
            }
        },
        "$defs": {
            "rules": { "type": "object", "additionalProperties": false, "properties": rules }
        }
    })
}
