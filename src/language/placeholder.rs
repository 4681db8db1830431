//! Text that is filled in when the job is submitted: `${NAME}` or `{{ name }}`.

/// Length of the placeholder that the text starts with.
#[must_use]
pub fn placeholder_at(text: &str) -> Option<usize> {
    // A name is short: no search runs to the end of a long text.
    const LONGEST: usize = 256;
    let end = LONGEST.min(text.len());
    let head = (0..4).find_map(|back| text.get(..end.checked_sub(back)?))?;
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
    // Both start with an ASCII character, so that every place found is a character's start.
    let starts = memchr::memchr2_iter(b'$', b'{', text.as_bytes());
    starts.into_iter().any(|at| placeholder_at(&text[at..]).is_some())
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
}
