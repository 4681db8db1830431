//! Text that is filled in when the job is submitted: `${NAME}` or `{{ name }}`, unless the
//! configuration says otherwise.

use std::cell::RefCell;
use std::sync::Arc;

use regex::{Regex, RegexSet};

/// Placeholders of another form than the usual ones.
#[derive(Debug, Clone, Default)]
pub struct PlaceholderPatterns {
    unanchored: RegexSet,
    anchored: Vec<Regex>,
}

impl PlaceholderPatterns {
    /// Placeholders that these regular expressions match.
    ///
    /// # Errors
    /// One of them is no regular expression.
    pub fn new(patterns: &[&str]) -> Result<Self, regex::Error> {
        let anchored = |pattern: &&str| Regex::new(&format!("^(?:{pattern})"));
        Ok(Self {
            unanchored: RegexSet::new(patterns)?,
            anchored: patterns.iter().map(anchored).collect::<Result<_, _>>()?,
        })
    }
}

thread_local! {
    /// What counts as a placeholder in the document that this thread looks at; `None` for the usual
    /// ones. Whether a text is known before submission is asked at many places deep inside rules and
    /// little languages, which have nothing else to do with the configuration.
    static CURRENT: RefCell<Option<Arc<PlaceholderPatterns>>> = const { RefCell::new(None) };
}

/// Puts back what held before when it is dropped.
#[derive(Debug)]
pub struct PlaceholderGuard(Option<Arc<PlaceholderPatterns>>);

impl Drop for PlaceholderGuard {
    fn drop(&mut self) {
        CURRENT.set(self.0.take());
    }
}

/// Makes other placeholders hold on this thread for as long as the scope lives.
#[must_use]
pub fn set_placeholder_patterns(placeholders: Option<Arc<PlaceholderPatterns>>) -> PlaceholderGuard {
    PlaceholderGuard(CURRENT.replace(placeholders))
}

/// Whether the usual placeholders hold, so that each starts with `${` or `{{`.
#[must_use]
pub fn uses_default_placeholders() -> bool {
    CURRENT.with_borrow(Option::is_none)
}

/// Length of the placeholder that the text starts with.
#[must_use]
pub fn leading_placeholder_len(text: &str) -> Option<usize> {
    // A name is short: no search runs to the end of a long text.
    const LONGEST: usize = 256;
    let usual_start = matches!(text.as_bytes(), [b'$' | b'{', b'{', ..]);
    if !usual_start && uses_default_placeholders() {
        return None;
    }
    let end = LONGEST.min(text.len());
    let head = (0..4).find_map(|back| text.get(..end.checked_sub(back)?))?;
    let other = CURRENT.with_borrow(|current| {
        let starts = current.as_ref()?.anchored.iter();
        Some(starts.filter_map(|pattern| pattern.find(head)).map(|found| found.end()).max())
    });
    if let Some(length) = other {
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
    let named = !inner.is_empty() && inner.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.'));
    named.then_some(length)
}

/// Whether a placeholder stands anywhere in the text.
#[must_use]
pub fn contains_placeholder(text: &str) -> bool {
    let other = CURRENT.with_borrow(|current| current.as_ref().map(|other| other.unanchored.is_match(text)));
    if let Some(holds) = other {
        return holds;
    }
    // Both start with an ASCII character and hold a brace, so that every place found is a character's start.
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
        let other = PlaceholderPatterns::new(&[r"#\w+#", r"@@[A-Z]+"]).unwrap();
        {
            let _scope = set_placeholder_patterns(Some(Arc::new(other)));
            assert_eq!(leading_placeholder_len("#TABLE#$]"), Some(7));
            assert_eq!(leading_placeholder_len("x #TABLE#"), None);
            assert!(contains_placeholder("SELECT * FROM @@TABLE"));
            assert!(!contains_placeholder("SELECT * FROM [${TABLE}$]"), "only what is configured");
        }
        assert!(contains_placeholder("${TABLE}") && !contains_placeholder("#TABLE#"));
        assert!(PlaceholderPatterns::new(&["("]).is_err());
    }
}
