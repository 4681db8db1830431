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
pub use discover::{ConfigError, Configs, FILE_NAME, load, load_inventory};
pub use file::{Config, Override, Vocabulary};
pub use reader::Problem;
pub use schema::schema;
pub use suppression::Suppression;

/// A commented configuration, for a team that begins.
pub const STARTER: &str = include_str!("starter.toml");
