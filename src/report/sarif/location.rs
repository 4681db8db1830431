//! SARIF locations: URIs of files, regions, logical names.

use std::borrow::Cow;
use std::path::Path;

use super::super::redact::FileView;
use super::model::{ArtifactLocation, Location, LogicalLocation, PhysicalLocation, Region};
use crate::diagnostic::FileLocation;
use crate::text::Span;

/// Base of relative URIs.
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
    pub(super) fn new(view: &FileView<'_>, span: Span) -> Self {
        let (start, end) = (view.position(span.start), view.position(span.end));
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
    pub(super) fn new(view: &FileView<'_>, span: Span, pointer: &str) -> Self {
        let artifact = ArtifactLocation::new(view.file.from_root);
        Self::with_parts(artifact, Region::new(view, span), view.masked(pointer))
    }

    /// A location in another file.
    pub(super) fn in_other_file(view: &FileView<'_>, other: &FileLocation) -> Self {
        // Both paths are relative to the working directory: the prefix that makes this file's path relative
        // to the repository root also applies to the other one.
        let file = &view.file;
        let path = match file.from_root.strip_suffix(file.path) {
            Some(prefix) if !other.path.starts_with("..") && !Path::new(&other.path).is_absolute() => {
                format!("{prefix}{}", other.path)
            }
            _ => other.path.clone(),
        };
        let region = Region {
            start_line: other.start.line,
            start_column: other.start.column,
            end_line: other.end.line,
            end_column: other.end.column,
            byte_offset: other.span.start,
            byte_length: other.span.len(),
        };
        Self::with_parts(ArtifactLocation::new(&path), region, view.masked(&other.pointer))
    }

    fn with_parts(artifact_location: ArtifactLocation, region: Region, pointer: Cow<'_, str>) -> Self {
        let name = pointer.into_owned();
        let logical = (!name.is_empty()).then_some(LogicalLocation { fully_qualified_name: name });
        Self {
            id: None,
            message: None,
            physical_location: PhysicalLocation { artifact_location, region: Some(region) },
            logical_locations: logical.into_iter().collect(),
        }
    }
}

/// Percent-encodes a path for a URI.
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
