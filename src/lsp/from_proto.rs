//! Paths and URIs, offsets and positions: the only place where the protocol's are made.

use std::path::{Path, PathBuf};

use gen_lsp_types::{Position, PositionEncodingKind, Range, Uri};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use crate::text::{EditorPosition, LineIndex, PositionEncoding, Span};

/// What stands in a path of a URI as it is (RFC 3986).
const URI_PATH_ENCODE_SET: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The file that a URI names; `None` for what is no file, such as a buffer that was never saved.
pub(super) fn uri_to_path(uri: &Uri) -> Option<PathBuf> {
    let rest = uri.0.get(..7).filter(|scheme| scheme.eq_ignore_ascii_case("file://"))?;
    let rest = &uri.0[rest.len()..];
    let rest = rest.split(['?', '#']).next().unwrap_or_default();
    let (host, path) = rest.split_at(rest.find('/')?);
    let path = percent_decode_str(path).decode_utf8().ok()?;
    if cfg!(windows) {
        // file:///c%3A/jobs/a.json, file://server/share/a.json
        let path = path.replace('/', "\\");
        if !host.is_empty() && !host.eq_ignore_ascii_case("localhost") {
            return Some(PathBuf::from(format!("\\\\{host}{path}")));
        }
        return Some(PathBuf::from(path.trim_start_matches('\\')));
    }
    Some(PathBuf::from(path.into_owned()))
}

/// The URI of an absolute path.
pub(super) fn path_to_uri(path: &Path) -> Uri {
    let text = path.to_string_lossy();
    if cfg!(windows) {
        let text = text.replace('\\', "/");
        let escaped = utf8_percent_encode(text.trim_start_matches('/'), URI_PATH_ENCODE_SET);
        let unc = text.starts_with("//");
        return Uri(if unc { format!("file://{escaped}") } else { format!("file:///{escaped}") });
    }
    Uri(format!("file://{}", utf8_percent_encode(&text, URI_PATH_ENCODE_SET)))
}

/// The encoding that the client wants most among those that are known.
pub(super) fn negotiate_encoding<'c>(offered: impl IntoIterator<Item = &'c str>) -> PositionEncoding {
    let known = |name: &str| match name {
        "utf-8" => Some(PositionEncoding::Utf8),
        "utf-16" => Some(PositionEncoding::Utf16),
        "utf-32" => Some(PositionEncoding::Utf32),
        _ => None,
    };
    offered.into_iter().find_map(known).unwrap_or(PositionEncoding::Utf16)
}

pub(super) fn encoding_kind(encoding: PositionEncoding) -> PositionEncodingKind {
    match encoding {
        PositionEncoding::Utf8 => PositionEncodingKind::UTF8,
        PositionEncoding::Utf16 => PositionEncodingKind::UTF16,
        PositionEncoding::Utf32 => PositionEncodingKind::UTF32,
    }
}

/// A text, where its lines begin, and what a column is.
#[derive(Debug, Clone, Copy)]
pub(super) struct PositionMapper<'t> {
    pub(super) text: &'t str,
    pub(super) lines: &'t LineIndex,
    pub(super) encoding: PositionEncoding,
}

impl PositionMapper<'_> {
    pub(super) fn position(&self, offset: u32) -> Position {
        let EditorPosition { line, character } = self.lines.editor_position(self.text, offset, self.encoding);
        Position { line, character }
    }

    pub(super) fn range(&self, span: Span) -> Range {
        Range { start: self.position(span.start), end: self.position(span.end) }
    }

    pub(super) fn offset(&self, position: Position) -> u32 {
        let position = EditorPosition { line: position.line, character: position.character };
        self.lines.offset(self.text, position, self.encoding)
    }

    /// The bytes of a range; one that runs backwards is empty.
    pub(super) fn span(&self, range: Range) -> Span {
        Span::new(self.offset(range.start), self.offset(range.end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn round_trips_paths_and_uris() {
        for path in ["/a/b.json", "/with space/ü/😀.json", "/100%/#1?.json", "/", "/a[1]{2}.json"] {
            let uri = path_to_uri(Path::new(path));
            assert!(uri.0.is_ascii() && !uri.0.contains([' ', '#', '?']), "{uri}");
            assert_eq!(uri_to_path(&uri), Some(PathBuf::from(path)));
        }
        for (uri, path) in [
            ("file:///a/b%20c.json", Some("/a/b c.json")),
            ("FILE:///a", Some("/a")),
            ("file:///a?x=1#y", Some("/a")),
            ("file://localhost/a", Some("/a")),
            ("untitled:Untitled-1", None),
            ("https://example.com/a", None),
            ("file://", None),
            ("é", None),
            ("file:///%ff", None),
        ] {
            assert_eq!(uri_to_path(&Uri(uri.to_owned())), path.map(PathBuf::from), "{uri}");
        }
    }

    #[cfg(windows)]
    #[test]
    fn drives_and_shares() {
        for (uri, path) in [
            ("file:///c%3A/jobs/a.json", "c:\\jobs\\a.json"),
            ("file://server/share/a.json", "\\\\server\\share\\a.json"),
        ] {
            assert_eq!(path_of(&Uri(uri.to_owned())), Some(PathBuf::from(path)));
            assert_eq!(uri_of(Path::new(path)).0, uri);
        }
    }

    #[test]
    fn the_client_chooses_the_encoding() {
        assert_eq!(negotiate_encoding([]), PositionEncoding::Utf16);
        assert_eq!(negotiate_encoding(["utf-7"]), PositionEncoding::Utf16);
        assert_eq!(negotiate_encoding(["utf-32", "utf-16"]), PositionEncoding::Utf32);
        assert_eq!(negotiate_encoding(["utf-8", "utf-16"]), PositionEncoding::Utf8);
    }
}
