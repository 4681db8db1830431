//! Which files to read, and reading them.

mod discover;
mod read;

pub use discover::{Discovered, FileError, FoundFile, discover, siblings};
pub use read::{Contents, DEFAULT_MAX_FILE_SIZE, display_path, read};
