//! Messages for errors of the operating system.

use std::io::{Error as IoError, ErrorKind};

/// Describes an error without its number and without the path of a temporary file, which the user
/// did not ask for.
#[must_use]
pub(crate) fn describe_io_error(error: &IoError) -> String {
    let message = error.to_string();
    let (description, number) = message.split_once(" (os error ").unwrap_or((&message, ""));
    if number.is_empty() && error.get_ref().is_some() {
        return message;
    }
    match error.kind() {
        ErrorKind::NotFound => "no such file or folder".to_owned(),
        ErrorKind::PermissionDenied => "permission denied".to_owned(),
        ErrorKind::IsADirectory => "is a folder".to_owned(),
        ErrorKind::NotADirectory => "a component of the path is not a folder".to_owned(),
        ErrorKind::StorageFull => "the disk is full".to_owned(),
        ErrorKind::QuotaExceeded => "the disk quota is exceeded".to_owned(),
        ErrorKind::ReadOnlyFilesystem => "the file system is read-only".to_owned(),
        _ => description.to_lowercase(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn describes_io_errors() {
        let folder = std::env::temp_dir();
        for (error, expected) in [
            (IoError::from(ErrorKind::StorageFull), "the disk is full"),
            (std::fs::read(folder.join("no/such")).unwrap_err(), "no such file or folder"),
            (IoError::new(ErrorKind::PermissionDenied, "it is read-only"), "it is read-only"),
            (tempfile::tempfile_in(folder.join("no/such")).unwrap_err(), "no such file or folder"),
        ] {
            assert_eq!(describe_io_error(&error), expected);
        }
        #[cfg(unix)]
        assert_eq!(describe_io_error(&IoError::from_raw_os_error(5)), "input/output error");
    }
}
