//! Unified diffs of fixed texts.

use similar::TextDiff;

/// Formats a diff with three lines of context, as `diff -u` and git do. Empty if the texts are the same.
///
/// Secrets must be masked in both texts. A carriage return at the end of a line is part of the line, as it is
/// for git.
#[must_use]
pub fn unified_diff(path: &str, before: &str, after: &str) -> String {
    if before == after {
        return String::new();
    }
    TextDiff::from_lines(before, after).unified_diff().context_radius(3).header(path, path).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matches_diff_output() {
        assert_eq!(unified_diff("a.json", "same\n", "same\n"), "");
        assert_eq!(
            unified_diff("a.json", "1\n2\n3\n4\n5\n", "1\n2\n3\n4\nfive\n"),
            "--- a.json\n+++ a.json\n@@ -2,4 +2,4 @@\n 2\n 3\n 4\n-5\n+five\n"
        );
        assert!(unified_diff("a.json", "1", "2").contains("\\ No newline at end of file"));
    }
}
