//! Where something is: addresses of files, regions, logical names.

use std::path::Path;

use super::super::redact::FileView;
use super::model::{ArtifactLocation, Location, LogicalLocation, PhysicalLocation, Region};
use crate::diagnostic::FileLocation;
use crate::text::Span;

/// What relative addresses of files are relative to.
pub(super) const URI_BASE_ID: &str = "%SRCROOT%";

impl ArtifactLocation {
    pub(super) fn new(from_root: &str) -> Self {
        let encoded = percent_encoded(from_root);
        if !Path::new(from_root).is_absolute() {
            return Self { uri: encoded, uri_base_id: Some(URI_BASE_ID) };
        }
        let slash = if encoded.starts_with('/') { "" } else { "/" };
        Self { uri: format!("file://{slash}{encoded}"), uri_base_id: None }
    }
}

impl Region {
    pub(super) fn new(subject: &FileView<'_>, span: Span) -> Self {
        let (start, end) = (subject.position(span.start), subject.position(span.end));
        Self {
            start_line: start.line,
            start_column: start.column,
            end_line: end.line,
            end_column: end.column,
            byte_offset: span.start,
            byte_length: span.len(),
        }
    }
}

impl Location {
    pub(super) fn new(subject: &FileView<'_>, span: Span, pointer: &str) -> Self {
        let name = subject.masked(pointer).into_owned();
        let logical = (!name.is_empty()).then_some(LogicalLocation { fully_qualified_name: name });
        Self {
            id: None,
            message: None,
            physical_location: PhysicalLocation {
                artifact_location: ArtifactLocation::new(subject.file.from_root),
                region: Some(Region::new(subject, span)),
            },
            logical_locations: logical.into_iter().collect(),
        }
    }
}

impl Location {
    /// A place in another file.
    pub(super) fn in_other_file(subject: &FileView<'_>, place: &FileLocation) -> Self {
        // Both paths are shown alike; what stands before this file's stands before the other's.
        let file = &subject.file;
        let path = match file.from_root.strip_suffix(file.path) {
            Some(before) if !place.path.starts_with("..") && !Path::new(&place.path).is_absolute() => {
                format!("{before}{}", place.path)
            }
            _ => place.path.clone(),
        };
        let name = subject.masked(&place.pointer).into_owned();
        let logical = (!name.is_empty()).then_some(LogicalLocation { fully_qualified_name: name });
        let region = Region {
            start_line: place.start.line,
            start_column: place.start.column,
            end_line: place.end.line,
            end_column: place.end.column,
            byte_offset: place.span.start,
            byte_length: place.span.len(),
        };
        Self {
            id: None,
            message: None,
            physical_location: PhysicalLocation {
                artifact_location: ArtifactLocation::new(&path),
                region: Some(region),
            },
            logical_locations: logical.into_iter().collect(),
        }
    }
}

/// A path as it stands in an address.
fn percent_encoded(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                encoded.push(char::from(byte));
            }
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}
