//! The configuration: `joblint.toml`.

mod date;
mod discover;
mod file;
#[cfg(test)]
mod file_tests;
mod reader;
mod schema;
mod suppression;

pub use date::Date;
pub use discover::{CONFIG_FILE_NAME, ConfigCache, ConfigError, load_config, load_inventory};
pub use file::{Config, Override, RuleCatalog};
pub use reader::ConfigDiagnostic;
pub use schema::json_schema;
pub use suppression::Suppression;

/// A commented configuration, for a team that begins.
pub const TEMPLATE: &str = include_str!("starter.toml");
