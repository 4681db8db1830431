//! Conversion between paths and URIs.

use std::path::{Path, PathBuf};

use gen_lsp_types::Uri;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// Characters of a path that are percent-encoded in a URI (RFC 3986).
const URI_PATH_ENCODE_SET: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The path of a `file` URI; `None` for all other URIs, such as those of unsaved buffers.
pub(crate) fn uri_to_path(uri: &Uri) -> Option<PathBuf> {
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
pub(crate) fn path_to_uri(path: &Path) -> Uri {
    let text = path.to_string_lossy();
    if cfg!(windows) {
        let text = text.replace('\\', "/");
        let escaped = utf8_percent_encode(text.trim_start_matches('/'), URI_PATH_ENCODE_SET);
        let unc = text.starts_with("//");
        return Uri(if unc { format!("file://{escaped}") } else { format!("file:///{escaped}") });
    }
    Uri(format!("file://{}", utf8_percent_encode(&text, URI_PATH_ENCODE_SET)))
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
    fn converts_drives_and_shares() {
        for (uri, path) in [
            ("file:///c%3A/jobs/a.json", "c:\\jobs\\a.json"),
            ("file://server/share/a.json", "\\\\server\\share\\a.json"),
        ] {
            assert_eq!(uri_to_path(&Uri(uri.to_owned())), Some(PathBuf::from(path)));
            assert_eq!(path_to_uri(Path::new(path)).0, uri);
        }
    }
}
