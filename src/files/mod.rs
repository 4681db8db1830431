//! Discovery and reading of files.

mod discover;
mod read;

pub use discover::{DiscoveredFiles, FileError, InputFile, discover, json_files_in};
pub use read::{DEFAULT_MAX_FILE_SIZE, ReadOutcome, display_path, read_file, to_slash};
