//! Placeholders that are replaced before a job is submitted: `${NAME}` or `{{ name }}`, or others
//! by configuration.

use std::cell::RefCell;
use std::sync::Arc;

use regex::{Regex, RegexSet};

/// Configured patterns that replace the default ones.
#[derive(Debug, Clone, Default)]
pub struct PlaceholderPatterns {
    unanchored: RegexSet,
    anchored: Vec<Regex>,
}

impl PlaceholderPatterns {
    /// Compiles regular expressions.
    ///
    /// # Errors
    /// A pattern is not a valid regular expression.
    pub fn new(patterns: &[&str]) -> Result<Self, regex::Error> {
        let anchored = |pattern: &&str| Regex::new(&format!("^(?:{pattern})"));
        Ok(Self {
            unanchored: RegexSet::new(patterns)?,
            anchored: patterns.iter().map(anchored).collect::<Result<_, _>>()?,
        })
    }
}

thread_local! {
    /// Patterns for the document that this thread is processing; `None` for the default ones.
    /// Thread-local because placeholders are checked deep inside rules and language parsers, which
    /// do not depend on the configuration otherwise.
    static CURRENT: RefCell<Option<Arc<PlaceholderPatterns>>> = const { RefCell::new(None) };
}

/// Restores the previous patterns when dropped.
#[derive(Debug)]
pub struct PlaceholderGuard(Option<Arc<PlaceholderPatterns>>);

impl Drop for PlaceholderGuard {
    fn drop(&mut self) {
        CURRENT.set(self.0.take());
    }
}

/// Sets the patterns of this thread for the lifetime of the guard.
#[must_use]
pub(crate) fn set_placeholder_patterns(placeholders: Option<Arc<PlaceholderPatterns>>) -> PlaceholderGuard {
    PlaceholderGuard(CURRENT.replace(placeholders))
}

/// Whether the default patterns are set, so that each placeholder starts with `${` or `{{`.
#[must_use]
pub(crate) fn uses_default_placeholders() -> bool {
    CURRENT.with_borrow(Option::is_none)
}

/// Length of the placeholder that the text starts with.
#[must_use]
pub(crate) fn leading_placeholder_len(text: &str) -> Option<usize> {
    // Names are short: the search must not run to the end of a long text.
    const MAX_LENGTH: usize = 256;
    let has_default_start = matches!(text.as_bytes(), [b'$' | b'{', b'{', ..]);
    if !has_default_start && uses_default_placeholders() {
        return None;
    }
    let end = MAX_LENGTH.min(text.len());
    let head = (0..4).find_map(|back| text.get(..end.checked_sub(back)?))?;
    let configured = CURRENT.with_borrow(|current| {
        let starts = current.as_ref()?.anchored.iter();
        Some(starts.filter_map(|pattern| pattern.find(head)).map(|found| found.end()).max())
    });
    if let Some(length) = configured {
        return length.filter(|length| *length > 0);
    }
    let (inner, length) = if let Some(rest) = head.strip_prefix("${") {
        let inner = &rest[..rest.find('}')?];
        (inner, inner.len() + 3)
    } else {
        let rest = head.strip_prefix("{{")?;
        let inner = &rest[..rest.find("}}")?];
        (inner.trim_matches(' '), inner.len() + 4)
    };
    let is_name = !inner.is_empty() && inner.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.'));
    is_name.then_some(length)
}

/// Whether the text contains a placeholder.
#[must_use]
pub fn contains_placeholder(text: &str) -> bool {
    let configured =
        CURRENT.with_borrow(|current| current.as_ref().map(|patterns| patterns.unanchored.is_match(text)));
    if let Some(is_match) = configured {
        return is_match;
    }
    // Placeholders start with an ASCII character before a brace, so that slicing is at a boundary.
    memchr::memchr_iter(b'{', text.as_bytes()).any(|brace| {
        brace.checked_sub(1).is_some_and(|at| {
            matches!(text.as_bytes()[at], b'$' | b'{') && leading_placeholder_len(&text[at..]).is_some()
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recognizes_placeholders() {
        assert_eq!(leading_placeholder_len("${TABLE}$]"), Some(8));
        assert_eq!(leading_placeholder_len("{{ hr.table }} x"), Some(14));
        for text in ["${}", "$x", "{{}}", "{call x}", "{{a b}}", "", "${a-b}"] {
            assert_eq!(leading_placeholder_len(text), None, "{text}");
        }
        assert!(contains_placeholder("SELECT * FROM [${TABLE}$]"));
        assert!(!contains_placeholder("SELECT * FROM [Sheet1$]"));
    }

    #[test]
    fn uses_configured_patterns() {
        let patterns = PlaceholderPatterns::new(&[r"#\w+#", r"@@[A-Z]+"]).unwrap();
        {
            let _guard = set_placeholder_patterns(Some(Arc::new(patterns)));
            assert_eq!(leading_placeholder_len("#TABLE#$]"), Some(7));
            assert_eq!(leading_placeholder_len("x #TABLE#"), None);
            assert!(contains_placeholder("SELECT * FROM @@TABLE"));
            assert!(!contains_placeholder("SELECT * FROM [${TABLE}$]"), "only the configured patterns");
        }
        assert!(contains_placeholder("${TABLE}") && !contains_placeholder("#TABLE#"));
        assert!(PlaceholderPatterns::new(&["("]).is_err());
    }
}
