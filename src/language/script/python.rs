//! Detection of Python.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::Finder;

/// Words that are part of every conditional expression, and of imports.
static CONDITIONAL: LazyLock<[Finder<'_>; 2]> =
    LazyLock::new(|| [Finder::new(b" if "), Finder::new(b"else")]);
static IMPORT: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new(b"from"));

/// The first line of a script that is Python and not VB.NET, if there is one.
///
/// Python's keywords are in lower case, and its blocks start after a colon. VB.NET also separates
/// statements by colons, but its `If` has `Then` and its `For` has `Each` or `=`.
#[must_use]
pub fn find_python_line(text: &str) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let has_expression = CONDITIONAL.iter().all(|word| word.find(bytes).is_some());
    // Fast path: nearly all scripts lack these.
    if !has_expression && !may_open_block(bytes) && IMPORT.find(bytes).is_none() {
        return None;
    }
    let mut start = 0;
    while let Some(rest) = bytes.get(start..).filter(|rest| !rest.is_empty()) {
        let length = memchr::memchr2(b'\n', b'\r', rest).map_or(rest.len(), |end| end + 1);
        let first = rest.iter().find(|byte| !matches!(byte, b' ' | b'\t'));
        // Fast path: nearly all lines start with another character.
        let may_be_python = match first {
            None | Some(b'\n' | b'\r') => false,
            Some(b'd' | b'e' | b'i' | b'f' | ..=b' ' | 128..) => true,
            Some(first) => has_expression && *first == b'D',
        };
        if may_be_python {
            let line = text.get(start..start + length)?;
            let code = line.trim();
            if is_python_line(code) {
                let at = start + line.len() - line.trim_start().len();
                return Some(at..at + code.len());
            }
        }
        start += length;
        // Skips the second byte of a Windows line break.
        start += usize::from(rest[..length].ends_with(b"\r") && rest.get(length) == Some(&b'\n'));
    }
    None
}

/// Whether there is a colon at the end of a line, or before a comment.
fn may_open_block(text: &[u8]) -> bool {
    memchr::memchr_iter(b':', text).any(|colon| {
        let next = text[colon + 1..].iter().find(|byte| !matches!(byte, b' ' | b'\t'));
        matches!(next, None | Some(b'#' | ..b' ' | 128..))
    })
}

fn is_python_line(line: &str) -> bool {
    // Removes the comment; a `#` in a string is not handled.
    let code = line.split('#').next().unwrap_or_default().trim_end();
    let (word, rest) = code.split_once([' ', '(', ':']).unwrap_or((code, ""));
    let is_block = code.ends_with(':');
    let has = |word: &str| rest.split([' ', '\t', '(', ')']).any(|part| part.eq_ignore_ascii_case(word));
    match word {
        "def" => is_block && rest.contains('('),
        "elif" => is_block,
        "if" => is_block && !has("then"),
        "for" => is_block && has("in") && !has("each"),
        "except" => is_block,
        "from" => has("import") && !code.contains('='),
        _ => is_conditional_assignment(code),
    }
}

/// Whether a line is `DTM.Result = a if b else c`.
fn is_conditional_assignment(code: &str) -> bool {
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
