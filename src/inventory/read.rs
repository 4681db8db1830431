//! Parser of inventory files: joblint's own format, in JSON or TOML, and saved API responses of the
//! product.

use serde::Deserialize;

use crate::catalog::ProviderClass;
use crate::text::Span;

use super::{ConnectedSystem, Inventory, Table};

/// An error in an inventory file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InventoryError {
    /// Position of the error.
    pub span: Span,
    /// Description of the error.
    pub message: String,
}

/// joblint's own format, described by `schemas/inventory.schema.json`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct InventoryFile {
    #[serde(rename = "$schema")]
    _schema: Option<String>,
    #[serde(default)]
    data_sources: Vec<DataSource>,
    #[serde(default)]
    identity_stores: Vec<IdentityStore>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DataSource {
    name: String,
    id: Option<i64>,
    provider: Option<String>,
    #[serde(default)]
    tables: Vec<FileTable>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct FileTable {
    name: String,
    #[serde(default)]
    columns: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct IdentityStore {
    name: String,
    id: Option<i64>,
    provider: Option<String>,
    #[serde(default)]
    containers: Vec<String>,
}

/// A saved response of "Get All Data Sources" or of a single data source. Other members are ignored.
#[derive(Debug, Deserialize)]
struct ApiResponse {
    data: ApiData,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum ApiData {
    Many(Vec<ApiDataSource>),
    One(Box<ApiDataSource>),
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct ApiDataSource {
    name: String,
    id: Option<i64>,
    provider_type_name: Option<String>,
    #[serde(alias = "dataSourceType")]
    r#type: Option<i64>,
}

/// Providers by the number of the data source type in API responses. Source: "Get All Data Sources"
/// and the pages that create a data source of each type.
const DATA_SOURCE_TYPES: &[(i64, &str)] = &[
    (1, "Microsoft Excel"),
    (2, "Microsoft Access"),
    (3, "SQL Server"),
    (4, "Text/CSV"),
    (5, "Oracle"),
    (6, "ODBC"),
];

/// Parses an inventory file: TOML if the file name ends in `.toml`, otherwise JSON.
///
/// # Errors
/// The text is neither an inventory nor a saved API response.
pub fn parse(name: &str, text: &str) -> Result<Inventory, InventoryError> {
    if name.to_ascii_lowercase().ends_with(".toml") {
        return toml::from_str::<InventoryFile>(text).map(InventoryFile::into_inventory).map_err(|error| {
            let range = error.span().unwrap_or(0..0);
            InventoryError {
                span: Span::from_usize(range.start, range.end),
                message: error.message().to_owned(),
            }
        });
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if let Ok(sources) = serde_json::from_str::<Vec<ApiDataSource>>(text) {
        return Ok(from_api_sources(sources));
    }
    if let Ok(ApiResponse { data }) = serde_json::from_str::<ApiResponse>(text) {
        return Ok(from_api_sources(match data {
            ApiData::Many(sources) => sources,
            ApiData::One(source) => vec![*source],
        }));
    }
    serde_json::from_str::<InventoryFile>(text).map(InventoryFile::into_inventory).map_err(|error| {
        let at = offset(text, error.line(), error.column());
        let message = error.to_string();
        let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(message, _)| message);
        InventoryError { span: Span::from_usize(at, at), message: message.to_owned() }
    })
}

/// Converts a one-based line and column in bytes to an offset.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let mut at = (start + column.saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

impl InventoryFile {
    fn into_inventory(self) -> Inventory {
        let sources = self.data_sources.into_iter().map(|source| ConnectedSystem {
            class: ProviderClass::Table,
            name: source.name,
            id: source.id,
            provider: source.provider,
            tables: source
                .tables
                .into_iter()
                .map(|table| Table { name: table.name, columns: table.columns })
                .collect(),
            containers: Vec::new(),
        });
        let stores = self.identity_stores.into_iter().map(|store| ConnectedSystem {
            class: ProviderClass::Directory,
            name: store.name,
            id: store.id,
            provider: store.provider,
            tables: Vec::new(),
            containers: store.containers,
        });
        Inventory { systems: sources.chain(stores).collect() }
    }
}

fn from_api_sources(sources: Vec<ApiDataSource>) -> Inventory {
    let systems = sources.into_iter().map(|source| {
        let by_number =
            source.r#type.and_then(|number| DATA_SOURCE_TYPES.iter().find(|(known, _)| *known == number));
        ConnectedSystem {
            class: ProviderClass::Table,
            name: source.name,
            id: source.id,
            provider: source.provider_type_name.or_else(|| by_number.map(|(_, name)| (*name).to_owned())),
            tables: Vec::new(),
            containers: Vec::new(),
        }
    });
    Inventory { systems: systems.collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_and_toml_are_equivalent() {
        let json = r#"{
            "$schema": "inventory.schema.json",
            "data-sources": [{"name": "HR", "id": 4, "provider": "Microsoft Excel", "tables": [{"name": "Staff", "columns": ["First"]}]}],
            "identity-stores": [{"name": "Corp", "containers": ["OU=A,DC=example,DC=com"]}]
        }"#;
        let toml = r#"
            [[data-sources]]
            name = "HR"
            id = 4
            provider = "Microsoft Excel"
            tables = [{ name = "Staff", columns = ["First"] }]
            [[identity-stores]]
            name = "Corp"
            containers = ["OU=A,DC=example,DC=com"]
        "#;
        let read = parse("a.json", json).unwrap();
        assert_eq!(read, parse("a.TOML", toml).unwrap());
        let hr = read.system(Some(ProviderClass::Table), " hr").unwrap();
        assert_eq!((hr.id, hr.tables[0].columns.as_slice()), (Some(4), &["First".to_owned()][..]));
        assert!(read.system(Some(ProviderClass::Directory), "HR").is_none());
        assert!(read.system(None, "corp").unwrap().has_container("ou=a, dc=example, dc=com"));
    }

    #[test]
    fn reads_api_responses() {
        let response = r#"{"count": 2, "status": 0, "message": null, "data": [
            {"id": 4, "name": "Excel_API", "providerTypeName": "Microsoft Excel", "type": 1, "fileServer": null},
            {"id": 5, "name": "Ora", "providerTypeName": null, "type": 5}]}"#;
        let read = parse("sources.json", response).unwrap();
        let systems = read.systems_of_class(Some(ProviderClass::Table)).unwrap();
        let seen: Vec<_> = systems.iter().map(|system| (system.id, system.provider.as_deref())).collect();
        assert_eq!(seen, [(Some(4), Some("Microsoft Excel")), (Some(5), Some("Oracle"))]);
        assert!(
            read.systems_of_class(Some(ProviderClass::Directory)).is_none(),
            "nothing is known of directories"
        );
        assert!(read.systems_of_class(None).is_none());
    }

    #[test]
    fn errors_have_spans() {
        for (name, text, token_start, message) in [
            ("a.json", "{\"data-sources\": [{\"nme\": \"x\"}]}", 23, "unknown field `nme`"),
            ("a.json", "{\"data-sources\": 1}", 17, "invalid type"),
            ("a.json", "", 0, "EOF"),
            ("a.toml", "[[data-source]]\nname = 'x'", 2, "unknown field `data-source`"),
            ("a.toml", "x = = 1", 4, ""),
        ] {
            let error = parse(name, text).unwrap_err();
            assert!(error.message.contains(message), "{error:?}");
            assert!(error.span.start.abs_diff(token_start) <= 3, "{text}: {error:?}");
        }
    }
}
