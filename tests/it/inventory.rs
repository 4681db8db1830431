//! Tests of `--inventory`: jobs are checked against the data sources and containers of an environment.

use crate::common::{fixture, joblint, repository, write};

/// Returns the exit code, and the rule and marked text of each finding.
fn findings(folder: &std::path::Path, arguments: &[&str]) -> (i32, Vec<(String, String)>) {
    let (code, output, errors) = joblint(folder, &[&["check", "--format", "json"], arguments].concat());
    assert_eq!(errors, "");
    let report: serde_json::Value = serde_json::from_str(&output).unwrap();
    let seen = report["diagnostics"].as_array().unwrap().iter().map(|finding| {
        let path = folder.join(finding["path"].as_str().unwrap());
        let text = std::fs::read_to_string(path).unwrap();
        let at = |end: &str| usize::try_from(finding["span"][end].as_u64().unwrap()).unwrap();
        (finding["rule"].as_str().unwrap().to_owned(), text[at("start")..at("end")].to_owned())
    });
    (code, seen.collect())
}

fn environment(name: &str) -> std::path::PathBuf {
    let folder = repository(name);
    write(&folder, "jobs/hires.json", fixture("jobs/excel-to-ad.json"));
    for file in ["test.json", "production.toml", "get-data-sources.json"] {
        write(&folder, &format!("inventory/{file}"), fixture(&format!("inventory/{file}")));
    }
    folder
}

#[test]
fn checks_job_against_environment() {
    let folder = environment("inventory");
    let config = "[inventory]\nfiles = [\"inventory/test.json\"]\n";
    write(&folder, "joblint.toml", config);
    assert_eq!(findings(&folder, &["jobs"]), (0, vec![]));
    let (code, seen) = findings(&folder, &["jobs", "--inventory", "inventory/production.toml"]);
    assert_eq!(code, 1);
    let expected = [("unknown-provider", "CorpAD"), ("provider-id-unknown", "31")];
    assert_eq!(seen, expected.map(|(rule, text)| (rule.to_owned(), text.to_owned())));

    // Tables and containers are checked only if the names and ids of the providers are known.
    let moved = fixture("jobs/excel-to-ad.json")
        .replace("\"CorpAD\"", "\"ProdAD\"")
        .replace("\"31\"", "\"4\"")
        .replace("\"11\"", "\"2\"");
    write(&folder, "jobs/hires.json", moved);
    let (code, seen) = findings(&folder, &["jobs", "--inventory", "inventory/production.toml"]);
    assert_eq!(code, 1);
    let seen: Vec<(&str, &str)> = seen.iter().map(|(rule, text)| (rule.as_str(), text.as_str())).collect();
    let container = "OU=NewHires,DC=corp,DC=example,DC=com";
    assert!(seen.contains(&("unknown-table", "NewHires")), "{seen:?}");
    assert!(seen.contains(&("unknown-container", container)), "{seen:?}");
}

#[test]
fn accepts_saved_response_as_inventory() {
    let folder = environment("inventory-answer");
    assert_eq!(findings(&folder, &["jobs", "--inventory", "inventory/get-data-sources.json"]), (0, vec![]));
    write(
        &folder,
        "jobs/hires.json",
        fixture("jobs/excel-to-ad.json").replace("NewHireWorkbook", "NewHireWorkbok"),
    );
    let (code, seen) = findings(&folder, &["jobs", "--inventory", "inventory/get-data-sources.json"]);
    assert_eq!((code, seen), (1, vec![("unknown-provider".to_owned(), "NewHireWorkbok".to_owned())]));
}

#[test]
fn invalid_inventory_aborts_run() {
    let folder = environment("inventory-error");
    write(&folder, "bad.json", "{\n  \"data-sources\": [{ \"nme\": \"HR\" }]\n}\n");
    let (code, output, errors) = joblint(&folder, &["check", "--inventory", "bad.json"]);
    assert_eq!((code, output.as_str()), (2, ""));
    insta::assert_snapshot!("inventory_error", errors);
    let (code, _, errors) = joblint(&folder, &["check", "--inventory", "none.json"]);
    assert!(code == 2 && errors.contains("none.json: failed to read the file"), "{errors}");
}

#[test]
fn inventory_schema_accepts_valid_and_rejects_invalid_files() {
    let (code, schema, _) = joblint(&crate::common::root(), &["schema", "inventory"]);
    assert_eq!(code, 0);
    let schema: serde_json::Value = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::options().build(&schema).unwrap();
    let json: serde_json::Value = serde_json::from_str(&fixture("inventory/test.json")).unwrap();
    assert!(validator.is_valid(&json));
    let toml: serde_json::Value = toml::from_str(&fixture("inventory/production.toml")).unwrap();
    assert!(validator.is_valid(&toml));
    assert!(!validator.is_valid(&serde_json::json!({ "data-sources": [{ "id": 1 }] })));
}
