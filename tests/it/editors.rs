//! Tests that the manifest of the VS Code extension agrees with the project.

use std::fs;
use std::path::Path;

use serde_json::Value;

fn manifest() -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("editors/vscode/package.json");
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn extension_and_crate_have_the_same_version() {
    assert_eq!(manifest()["version"], env!("CARGO_PKG_VERSION"));
}

#[test]
fn extension_references_existing_schemas() {
    let contributes = &manifest()["contributes"];
    let schemas = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas");
    for entry in contributes["jsonValidation"].as_array().unwrap() {
        let name = entry["url"].as_str().unwrap().strip_prefix("./schemas/").unwrap();
        assert!(schemas.join(name).is_file(), "{name}");
    }
    let config: Value =
        serde_json::from_str(&fs::read_to_string(schemas.join("config.schema.json")).unwrap()).unwrap();
    assert_eq!(contributes["tomlValidation"][0]["url"], config["$id"]);
}
