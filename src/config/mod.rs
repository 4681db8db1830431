//! The configuration: `joblint.toml`.

mod date;
mod discover;
mod model;
mod parse;
mod schema;
mod suppression;
mod toml_table;

pub use date::{Date, today};
pub use discover::{CONFIG_FILE_NAME, ConfigCache, ConfigError, load_config, load_inventory};
pub use model::{Config, Override, RuleCatalog};
pub use schema::json_schema;
pub use suppression::Suppression;
pub use toml_table::ConfigDiagnostic;

/// A configuration that explains every option.
pub const TEMPLATE: &str = include_str!("template.toml");
