//! Text that is filled in when the job is submitted: `${NAME}` or `{{ name }}`, unless the
//! configuration says otherwise.

use std::cell::RefCell;
use std::sync::Arc;

use regex::{Regex, RegexSet};

/// Placeholders of another form than the usual ones.
#[derive(Debug, Clone, Default)]
pub struct Placeholders {
    anywhere: RegexSet,
    at_start: Vec<Regex>,
}

impl Placeholders {
    /// Placeholders that these regular expressions match.
    ///
    /// # Errors
    /// One of them is no regular expression.
    pub fn new(patterns: &[&str]) -> Result<Self, regex::Error> {
        let anchored = |pattern: &&str| Regex::new(&format!("^(?:{pattern})"));
        Ok(Self {
            anywhere: RegexSet::new(patterns)?,
            at_start: patterns.iter().map(anchored).collect::<Result<_, _>>()?,
        })
    }
}

thread_local! {
    /// What counts as a placeholder in the document that this thread looks at; `None` for the usual
    /// ones. Whether a text is known before submission is asked at many places deep inside rules and
    /// little languages, which have nothing else to do with the configuration.
    static CURRENT: RefCell<Option<Arc<Placeholders>>> = const { RefCell::new(None) };
}

/// Puts back what held before when it is dropped.
#[derive(Debug)]
pub struct PlaceholderScope(Option<Arc<Placeholders>>);

impl Drop for PlaceholderScope {
    fn drop(&mut self) {
        CURRENT.set(self.0.take());
    }
}

/// Makes other placeholders hold on this thread for as long as the scope lives.
#[must_use]
pub fn placeholder_scope(placeholders: Option<Arc<Placeholders>>) -> PlaceholderScope {
    PlaceholderScope(CURRENT.replace(placeholders))
}

/// Whether the usual placeholders hold, so that each starts with `${` or `{{`.
#[must_use]
pub fn placeholders_are_usual() -> bool {
    CURRENT.with_borrow(Option::is_none)
}

/// Length of the placeholder that the text starts with.
#[must_use]
pub fn placeholder_at(text: &str) -> Option<usize> {
    // A name is short: no search runs to the end of a long text.
    const LONGEST: usize = 256;
    let usual_start = matches!(text.as_bytes(), [b'$' | b'{', b'{', ..]);
    if !usual_start && placeholders_are_usual() {
        return None;
    }
    let end = LONGEST.min(text.len());
    let head = (0..4).find_map(|back| text.get(..end.checked_sub(back)?))?;
    let other = CURRENT.with_borrow(|current| {
        let starts = current.as_ref()?.at_start.iter();
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
pub fn holds_placeholder(text: &str) -> bool {
    let other = CURRENT.with_borrow(|current| current.as_ref().map(|other| other.anywhere.is_match(text)));
    if let Some(holds) = other {
        return holds;
    }
    // Both start with an ASCII character and hold a brace, so that every place found is a character's start.
    memchr::memchr_iter(b'{', text.as_bytes()).any(|brace| {
        brace.checked_sub(1).is_some_and(|at| {
            matches!(text.as_bytes()[at], b'$' | b'{') && placeholder_at(&text[at..]).is_some()
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_known_by_their_form() {
        assert_eq!(placeholder_at("${TABLE}$]"), Some(8));
        assert_eq!(placeholder_at("{{ hr.table }} x"), Some(14));
        for text in ["${}", "$x", "{{}}", "{call x}", "{{a b}}", "", "${a-b}"] {
            assert_eq!(placeholder_at(text), None, "{text}");
        }
        assert!(holds_placeholder("SELECT * FROM [${TABLE}$]"));
        assert!(!holds_placeholder("SELECT * FROM [Sheet1$]"));
    }

    #[test]
    fn other_forms_hold_where_they_are_configured() {
        let other = Placeholders::new(&[r"#\w+#", r"@@[A-Z]+"]).unwrap();
        {
            let _scope = placeholder_scope(Some(Arc::new(other)));
            assert_eq!(placeholder_at("#TABLE#$]"), Some(7));
            assert_eq!(placeholder_at("x #TABLE#"), None);
            assert!(holds_placeholder("SELECT * FROM @@TABLE"));
            assert!(!holds_placeholder("SELECT * FROM [${TABLE}$]"), "only what is configured");
        }
        assert!(holds_placeholder("${TABLE}") && !holds_placeholder("#TABLE#"));
        assert!(Placeholders::new(&["("]).is_err());
    }
}
