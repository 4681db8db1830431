//! Words in messages: suggesting the nearest one, listing a few.

/// The candidate that `word` was most likely meant to be, or `None` when nothing is near enough.
///
/// Comparison disregards case. One edit is allowed in short words, two from six letters on, three
/// from twelve on; transposed neighbours count as one edit.
#[must_use]
pub fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let lower = word.to_lowercase();
    let allowed = match lower.chars().count() {
        0..=1 => 0,
        2..=5 => 1,
        6..=11 => 2,
        _ => 3,
    };
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        if candidate.len().abs_diff(lower.len()) > 2 * allowed {
            continue;
        }
        let distance = strsim::osa_distance(&lower, &candidate.to_lowercase());
        if distance <= allowed && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// `` `a`, `b` and `c` ``: at most five words are named, the rest counted.
#[must_use]
pub fn quoted_list(words: &[&str], last_joint: &str) -> String {
    const SHOWN: usize = 5;
    let mut items: Vec<String> = words.iter().take(SHOWN).map(|word| format!("`{word}`")).collect();
    if let Some(more @ 1..) = words.len().checked_sub(SHOWN) {
        items.push(format!("{more} more"));
    }
    match items.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [head @ .., last] => format!("{} {last_joint} {last}", head.join(", ")),
    }
}

/// How often, in words: "once", "twice", "3 times".
#[must_use]
pub fn times(count: usize) -> String {
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
    fn suggests_what_was_meant() {
        let kinds = ["Static", "Resolve", "Join", "Left", "Substring", "Script"];
        assert_eq!(nearest("Sttaic", kinds), Some("Static"));
        assert_eq!(nearest("join", kinds), Some("Join"));
        assert_eq!(nearest("Scrpt", kinds), Some("Script"));
        assert_eq!(nearest("Concat", kinds), None);
        assert_eq!(nearest("", kinds), None);
    }

    #[test]
    fn prefers_the_closest() {
        assert_eq!(nearest("isKye", ["isKeys", "isKey"]), Some("isKey"));
    }

    #[test]
    fn lists_read_as_sentences() {
        assert_eq!(quoted_list(&["a"], "or"), "`a`");
        assert_eq!(quoted_list(&["a", "b"], "or"), "`a` or `b`");
        assert_eq!(quoted_list(&["a", "b", "c"], "and"), "`a`, `b` and `c`");
        assert_eq!(
            quoted_list(&["a", "b", "c", "d", "e", "f", "g"], "and"),
            "`a`, `b`, `c`, `d`, `e` and 2 more"
        );
    }
}
