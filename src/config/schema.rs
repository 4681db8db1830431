//! The JSON Schema of `joblint.toml`, made from the rules.

use serde_json::{Map, Value, json};

use crate::rule::Group;

use super::file::{LEVEL_NAMES, RuleCatalog};

/// The schema (draft 2020-12), for editors and for `joblint schema config`. The file in `schemas/` is
/// this.
#[must_use]
pub fn json_schema(catalog: RuleCatalog) -> Value {
    let level = |about: &str| json!({ "enum": LEVEL_NAMES, "description": about });
    let mut rules = Map::new();
    for group in Group::ALL {
        let about = format!(
            "Severity of all rules of the group {}, unless a rule's own line says otherwise.",
            group.name()
        );
        rules.insert(group.name().to_owned(), level(&about));
    }
    for rule in catalog.rules {
        let about = format!("{}. Default: {}.", rule.summary, rule.severity);
        let mut table = Map::new();
        table.insert("severity".to_owned(), level("Severity of its usual findings."));
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
            json!({ "description": about, "default": rule.severity.name(), "anyOf": choices }),
        );
    }
    let globs = |about: &str| json!({ "type": "array", "items": { "type": "string" }, "description": about });
    let names: Vec<&str> = catalog.rules.iter().map(|rule| rule.name).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://joblint.dev/schemas/config.schema.json",
        "title": "joblint.toml",
        "description": "Settings of joblint for a folder and those below it.",
        "type": "object",
        "additionalProperties": false,
        "properties": {
            "required-version": {
                "type": "string",
                "description": "The versions of joblint that may be used, such as >=0.1."
            },
            "include": globs("Files that must be Synchronize jobs, as globs from this folder: one that is not recognised is an error."),
            "exclude": globs("Files and folders that are not looked into, as globs from this folder."),
            "fail-on": {
                "enum": &LEVEL_NAMES[1..],
                "default": "error",
                "description": "The least severity that makes the exit code 1."
            },
            "placeholders": {
                "type": "array",
                "items": { "type": "string", "format": "regex" },
                "default": [r"\$\{\w+\}", r"\{\{ *[\w.]+ *\}\}"],
                "description": "Text that is filled in when a job is submitted, as regular expressions."
            },
            "rules": {
                "$ref": "#/$defs/rules",
                "description": "Severities and options of rules and groups."
            },
            "overrides": {
                "type": "array",
                "description": "Other severities for some files; later tables win.",
                "items": {
                    "type": "object",
                    "additionalProperties": false,
                    "required": ["files", "rules"],
                    "properties": {
                        "files": globs("The files, as globs from this folder."),
                        "rules": { "$ref": "#/$defs/rules" }
                    }
                }
            },
            "suppressions": {
                "type": "array",
                "description": "Findings that were agreed on.",
                "items": {
                    "type": "object",
                    "additionalProperties": false,
                    "required": ["file", "rule", "reason"],
                    "properties": {
                        "file": { "type": "string", "description": "The files, as a glob from this folder." },
                        "rule": { "enum": names, "description": "The rule." },
                        "pointer": {
                            "type": "string",
                            "pattern": "^(/.*)?$",
                            "description": "JSON Pointer of the value; findings below it count, too. Any place where it is left out."
                        },
                        "reason": { "type": "string", "minLength": 1, "description": "Who agreed to it, and why." },
                        "expires": { "type": "string", "format": "date", "description": "The last day it holds, as 2027-01-31 without quotes." }
                    }
                }
            },
            "inventory": {
                "type": "object",
                "additionalProperties": false,
                "required": ["files"],
                "description": "What really exists in the target environment.",
                "properties": { "files": globs("Inventory files and saved API answers, by their paths from this folder.") }
            }
        },
        "$defs": {
            "rules": { "type": "object", "additionalProperties": false, "properties": rules }
        }
    })
}
