//! Telling Python from VB.NET.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::Finder;

/// What stands in every conditional expression of Python, and in its imports.
static CONDITIONAL: LazyLock<[Finder<'_>; 2]> =
    LazyLock::new(|| [Finder::new(b" if "), Finder::new(b"else")]);
static IMPORT: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new(b"from"));

/// The first line of a script that only Python has, if there is one.
///
/// Python's words are all in lower case, and its blocks start behind a colon. VB.NET ends statements
/// with colons, too, but an `If` there has `Then` and a `For` has `Each` or `=`.
#[must_use]
pub fn find_python_line(text: &str) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let has_expression = CONDITIONAL.iter().all(|word| word.find(bytes).is_some());
    // Nearly every script is told by what it holds nowhere.
    if !has_expression && !may_open_block(bytes) && IMPORT.find(bytes).is_none() {
        return None;
    }
    let mut start = 0;
    while let Some(rest) = bytes.get(start..).filter(|rest| !rest.is_empty()) {
        let length = memchr::memchr2(b'\n', b'\r', rest).map_or(rest.len(), |end| end + 1);
        let first = rest.iter().find(|byte| !matches!(byte, b' ' | b'\t'));
        // Nearly every line starts with none of Python's words, and not with `DTM`.
        let may_be = match first {
            None | Some(b'\n' | b'\r') => false,
            Some(b'd' | b'e' | b'i' | b'f' | ..=b' ' | 128..) => true,
            Some(first) => has_expression && *first == b'D',
        };
        if may_be {
            let line = text.get(start..start + length)?;
            let code = line.trim();
            if is_python_line(code) {
                let at = start + line.len() - line.trim_start().len();
                return Some(at..at + code.len());
            }
        }
        start += length;
        // A line that ends as on Windows is followed by none that is empty.
        start += usize::from(rest[..length].ends_with(b"\r") && rest.get(length) == Some(&b'\n'));
    }
    None
}

/// Whether a colon may stand at the end of a line, or before a comment there.
fn may_open_block(text: &[u8]) -> bool {
    memchr::memchr_iter(b':', text).any(|colon| {
        let behind = text[colon + 1..].iter().find(|byte| !matches!(byte, b' ' | b'\t'));
        matches!(behind, None | Some(b'#' | ..b' ' | 128..))
    })
}

fn is_python_line(line: &str) -> bool {
    // Python's comments stand behind `#`; what looks like one in a string is not looked into.
    let code = line.split('#').next().unwrap_or_default().trim_end();
    let (word, rest) = code.split_once([' ', '(', ':']).unwrap_or((code, ""));
    let opens = code.ends_with(':');
    let has = |word: &str| rest.split([' ', '\t', '(', ')']).any(|part| part.eq_ignore_ascii_case(word));
    match word {
        "def" => opens && rest.contains('('),
        "elif" => opens,
        "if" => opens && !has("then"),
        "for" => opens && has("in") && !has("each"),
        "except" => opens,
        "from" => has("import") && !code.contains('='),
        _ => conditional_expression(code),
    }
}

/// `DTM.Result = a if b else c`
fn conditional_expression(code: &str) -> bool {
    let Some((target, value)) = code.split_once('=') else { return false };
    if !target.trim().eq_ignore_ascii_case("DTM.Result") {
        return false;
    }
    let unquoted: String = value.split(['"', '\'']).step_by(2).collect();
    match unquoted.split_once(" if ") {
        Some((_, rest)) => rest.contains(" else ") && !rest.to_lowercase().contains(" then "),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distinguishes_python_from_vb() {
        for (text, line) in [
            ("x = 1\nif x == 1:\n  y = 2", "if x == 1:"),
            ("def full(a, b):\n  return a", "def full(a, b):"),
            ("for part in parts: # all\n  pass", "for part in parts: # all"),
            ("from re import sub", "from re import sub"),
            ("x = 1\r\n\tif x:\r\n\t\ty = 2", "if x:"),
            ("if x: \u{3000}# y\n", "if x: \u{3000}# y"),
            ("\"\"\"a: b\"\"\"\nwhile x > 1:\t\r\nexcept:", "except:"),
            ("x = 1\r\u{a0}elif x: # é", "elif x: # é"),
            ("\r\n\r\n  DTM.Result = a if b == \" \"else c\r\n", "DTM.Result = a if b == \" \"else c"),
            ("DTM.Result = \"a\" if x else \"b\"", "DTM.Result = \"a\" if x else \"b\""),
        ] {
            let found = find_python_line(text).map(|range| &text[range]);
            assert_eq!(found, Some(line));
        }
        for text in [
            "If x = 1 Then\nElse:\nEnd If",
            "For Each x In y:\nNext",
            "if x then : y = 1",
            "DTM.Result = \"a if b else c\"",
            "DTM.Result = If(a, b, c)",
            "from = 1 : import = 2",
        ] {
            assert_eq!(find_python_line(text), None, "{text}");
        }
    }
}
