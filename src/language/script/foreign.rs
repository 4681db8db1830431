//! Telling Python from VB.NET.

use std::ops::Range;

/// The first line of a script that only Python has, if there is one.
///
/// Python's words are all in lower case, and its blocks start behind a colon. VB.NET ends statements
/// with colons, too, but an `If` there has `Then` and a `For` has `Each` or `=`.
#[must_use]
pub fn is_python(text: &str) -> Option<Range<usize>> {
    let has_expression = memchr::memmem::find(text.as_bytes(), b" if ").is_some();
    let mut start = 0;
    let ends = memchr::memchr2_iter(b'\n', b'\r', text.as_bytes()).map(|end| end + 1).chain([text.len()]);
    for end in ends {
        let line = text.get(start..end)?;
        let code = line.trim();
        // Nearly every line starts with none of Python's words.
        let may_start = matches!(code.as_bytes().first(), Some(b'd' | b'e' | b'i' | b'f'));
        if (may_start || has_expression) && is_python_line(code) {
            let at = start + line.len() - line.trim_start().len();
            return Some(at..at + code.len());
        }
        start = end;
    }
    None
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
    fn python_is_told_from_visual_basic() {
        for (text, line) in [
            ("x = 1\nif x == 1:\n  y = 2", "if x == 1:"),
            ("def full(a, b):\n  return a", "def full(a, b):"),
            ("for part in parts: # all\n  pass", "for part in parts: # all"),
            ("from re import sub", "from re import sub"),
            ("DTM.Result = \"a\" if x else \"b\"", "DTM.Result = \"a\" if x else \"b\""),
        ] {
            let found = is_python(text).map(|range| &text[range]);
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
            assert_eq!(is_python(text), None, "{text}");
        }
    }
}
