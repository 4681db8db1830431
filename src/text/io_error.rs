//! What the operating system says, in words.

use std::io::{Error as IoError, ErrorKind};

/// An operating system's error as a person would say it: without its number, and without the path of a
/// temporary file that nobody asked for.
#[must_use]
pub fn describe_io_error(error: &IoError) -> String {
    let words = error.to_string();
    let (own, number) = words.split_once(" (os error ").unwrap_or((&words, ""));
    if number.is_empty() && error.get_ref().is_some() {
        return words;
    }
    match error.kind() {
        ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        ErrorKind::PermissionDenied => "permission denied".to_owned(),
        ErrorKind::IsADirectory => "it is a folder".to_owned(),
        ErrorKind::NotADirectory => "a part of the path is no folder".to_owned(),
        ErrorKind::StorageFull => "the disk is full".to_owned(),
        ErrorKind::QuotaExceeded => "the disk quota is used up".to_owned(),
        ErrorKind::ReadOnlyFilesystem => "the file system is read-only".to_owned(),
        _ => own.to_lowercase(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn describes_io_errors() {
        let folder = std::env::temp_dir();
        for (error, words) in [
            (IoError::from(ErrorKind::StorageFull), "the disk is full"),
            (std::fs::read(folder.join("no/such")).unwrap_err(), "there is no such file or folder"),
            (IoError::new(ErrorKind::PermissionDenied, "it is read-only"), "it is read-only"),
            (tempfile::tempfile_in(folder.join("no/such")).unwrap_err(), "there is no such file or folder"),
        ] {
            assert_eq!(describe_io_error(&error), words);
        }
        #[cfg(unix)]
        assert_eq!(describe_io_error(&IoError::from_raw_os_error(5)), "input/output error");
    }
}
