//! Visual Basic names that scripts can use without a declaration.

/// Constants, functions and properties that can be read without parentheses or a dot, from the
/// namespaces that scripts import ("DTM Script": System, System.Text, System.Text.RegularExpressions,
/// System.IO, System.Math; the global script of published jobs: Microsoft.VisualBasic). In lower
/// case.
#[rustfmt::skip]
const BUILTIN_NAMES: &[&str] = &[
    // Product
    "dtm",
    // System.Math
    "pi", "e", "tau",
    // Microsoft.VisualBasic: functions and properties
    "beep", "command", "curdir", "datestring", "dir", "err", "erl", "filesystem", "freefile", "getexception",
    "information", "inputbox", "interaction", "isdbnull", "my", "now", "randomize", "rnd", "scriptengine",
    "spc", "strings", "tab", "timeofday", "timer", "timestring", "today",
];

/// Whether a name, in lower case, is predefined.
#[must_use]
pub(crate) fn is_builtin_vb_name(name: &str) -> bool {
    // The constants of Microsoft.VisualBasic: vbCrLf, vbTab, vbTextCompare, …
    name.starts_with("vb") || BUILTIN_NAMES.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_names_in_lower_case() {
        assert!(BUILTIN_NAMES.iter().all(|name| name.to_lowercase() == **name));
        assert!(is_builtin_vb_name("vbcrlf") && is_builtin_vb_name("now") && is_builtin_vb_name("pi"));
        assert!(!is_builtin_vb_name("surname"));
    }
}
