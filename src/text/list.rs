//! Lists and counts in messages.

/// Formats words as `` `a`, `b` and `c` ``. Lists at most five words and counts the rest.
#[must_use]
pub(crate) fn quoted_list(words: &[&str], conjunction: &str) -> String {
    const MAX_LISTED: usize = 5;
    let mut items: Vec<String> = words.iter().take(MAX_LISTED).map(|word| format!("`{word}`")).collect();
    if let Some(more @ 1..) = words.len().checked_sub(MAX_LISTED) {
        items.push(format!("{more} more"));
    }
    join_list(&items, conjunction)
}

/// Joins items as `a, b and c`.
fn join_list(items: &[String], conjunction: &str) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [head @ .., last] => format!("{} {conjunction} {last}", head.join(", ")),
    }
}

/// Formats a number of occurrences: "once", "twice", "3 times".
#[must_use]
pub(crate) fn describe_count(count: usize) -> String {
    match count {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        more => format!("{more} times"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_quoted_lists() {
        assert_eq!(quoted_list(&["a"], "or"), "`a`");
        assert_eq!(quoted_list(&["a", "b"], "or"), "`a` or `b`");
        assert_eq!(quoted_list(&["a", "b", "c"], "and"), "`a`, `b` and `c`");
        assert_eq!(
            quoted_list(&["a", "b", "c", "d", "e", "f", "g"], "and"),
            "`a`, `b`, `c`, `d`, `e` and 2 more"
        );
    }
}
