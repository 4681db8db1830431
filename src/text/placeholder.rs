//! Placeholders: text that is replaced when the job is submitted.

use std::sync::Arc;

use regex::{Regex, RegexSet};

use super::trimmed;

/// No placeholder is longer, so that no search runs to the end of a long text.
const MAX_LEN: usize = 256;

/// Recognises placeholders: `${NAME}` and `{{ name }}`, or those that the configuration defines instead.
#[derive(Debug, Clone, Default)]
pub struct Placeholders {
    patterns: Option<Arc<Patterns>>,
}

#[derive(Debug)]
struct Patterns {
    unanchored: RegexSet,
    anchored: Vec<Regex>,
}

static DEFAULT: Placeholders = Placeholders { patterns: None };

impl Placeholders {
    /// Recognises the text that these regular expressions match.
    ///
    /// # Errors
    /// One of them is not a valid regular expression.
    pub fn from_patterns(patterns: &[&str]) -> Result<Self, regex::Error> {
        let anchored = |pattern: &&str| Regex::new(&format!("^(?:{pattern})"));
        let patterns = Patterns {
            unanchored: RegexSet::new(patterns)?,
            anchored: patterns.iter().map(anchored).collect::<Result<_, _>>()?,
        };
        Ok(Self { patterns: Some(Arc::new(patterns)) })
    }

    /// The placeholders that are recognised unless the configuration defines others.
    #[must_use]
    pub fn default_ref() -> &'static Self {
        &DEFAULT
    }

    /// Whether these are the default placeholders, so that each starts with `${` or `{{`.
    #[must_use]
    pub fn is_default(&self) -> bool {
        self.patterns.is_none()
    }

    /// Length of the placeholder at the start of the text.
    #[must_use]
    pub fn leading_len(&self, text: &str) -> Option<usize> {
        let Some(patterns) = &self.patterns else { return default_leading_len(text) };
        let head = head(text)?;
        let ends = patterns.anchored.iter().filter_map(|pattern| pattern.find(head)).map(|found| found.end());
        ends.max().filter(|length| *length > 0)
    }

    /// Whether the text contains a placeholder.
    #[must_use]
    pub fn is_in(&self, text: &str) -> bool {
        if let Some(patterns) = &self.patterns {
            return patterns.unanchored.is_match(text);
        }
        // Both forms start with an ASCII character and contain a brace, so that every slice is at the start of a
        // character.
        memchr::memchr_iter(b'{', text.as_bytes()).any(|brace| {
            brace.checked_sub(1).is_some_and(|start| {
                matches!(text.as_bytes()[start], b'$' | b'{') && default_leading_len(&text[start..]).is_some()
            })
        })
    }

    /// Whether the text is one placeholder.
    #[must_use]
    pub fn is_whole(&self, text: &str) -> bool {
        self.leading_len(text.trim()) == Some(text.trim().len())
    }

    /// Whether the value of the text is unknown until the job is submitted: it contains a placeholder, or is an
    /// environment variable.
    #[must_use]
    pub fn is_unresolved(&self, text: &str) -> bool {
        self.is_in(text) || is_env_variable(text)
    }
}

impl PartialEq for Placeholders {
    fn eq(&self, other: &Self) -> bool {
        match (&self.patterns, &other.patterns) {
            (Some(own), Some(other)) => {
                Arc::ptr_eq(own, other) || own.unanchored.patterns() == other.unanchored.patterns()
            }
            (None, None) => true,
            _ => false,
        }
    }
}

impl Eq for Placeholders {}

/// The start of the text, as far as a placeholder can reach.
fn head(text: &str) -> Option<&str> {
    let end = MAX_LEN.min(text.len());
    (0..4).find_map(|back| text.get(..end.checked_sub(back)?))
}

fn default_leading_len(text: &str) -> Option<usize> {
    if !matches!(text.as_bytes(), [b'$' | b'{', b'{', ..]) {
        return None;
    }
    let head = head(text)?;
    let (name, length) = if let Some(rest) = head.strip_prefix("${") {
        let name = &rest[..rest.find('}')?];
        (name, name.len() + 3)
    } else {
        let rest = head.strip_prefix("{{")?;
        let name = &rest[..rest.find("}}")?];
        (name.trim_matches(' '), name.len() + 4)
    };
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.'));
    is_name.then_some(length)
}

/// Whether the text is `%NAME%`.
fn is_env_variable(text: &str) -> bool {
    let name = trimmed(text).strip_prefix('%').and_then(|rest| rest.strip_suffix('%'));
    name.is_some_and(|name| !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recognizes_default_placeholders() {
        let placeholders = Placeholders::default();
        assert_eq!(placeholders.leading_len("${TABLE}$]"), Some(8));
        assert_eq!(placeholders.leading_len("{{ hr.table }} x"), Some(14));
        for text in ["${}", "$x", "{{}}", "{call x}", "{{a b}}", "", "${a-b}"] {
            assert_eq!(placeholders.leading_len(text), None, "{text}");
        }
        assert!(placeholders.is_in("SELECT * FROM [${TABLE}$]"));
        assert!(!placeholders.is_in("SELECT * FROM [Sheet1$]"));
        assert!(placeholders.is_whole(" ${A} ") && !placeholders.is_whole("${A}b"));
        assert!(placeholders.is_unresolved("%USERNAME%") && !placeholders.is_unresolved("50%"));
    }

    #[test]
    fn recognizes_only_configured_patterns() {
        let configured = Placeholders::from_patterns(&[r"#\w+#", r"@@[A-Z]+"]).unwrap();
        assert_eq!(configured.leading_len("#TABLE#$]"), Some(7));
        assert_eq!(configured.leading_len("x #TABLE#"), None);
        assert!(configured.is_in("SELECT * FROM @@TABLE"));
        assert!(!configured.is_in("SELECT * FROM [${TABLE}$]"));
        assert!(Placeholders::from_patterns(&["("]).is_err());
    }

    #[test]
    fn compares_patterns() {
        let parse = |pattern: &str| Placeholders::from_patterns(&[pattern]).unwrap();
        assert_eq!(parse("a"), parse("a"));
        assert_ne!(parse("a"), parse("b"));
        assert_ne!(parse("a"), Placeholders::default());
    }
}
