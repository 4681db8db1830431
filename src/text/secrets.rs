//! Masking of secrets in output.

use super::Span;

/// Replacement for a secret; its length does not reveal the length of the secret.
pub(crate) const MASK: &str = "••••";

/// Spans of a file that must never be printed.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Secrets {
    /// Sorted, disjoint and not empty.
    spans: Vec<Span>,
}

impl Secrets {
    /// Sorts spans and merges overlapping and adjacent ones.
    #[must_use]
    pub fn new(mut spans: Vec<Span>) -> Self {
        spans.retain(|span| !span.is_empty());
        spans.sort_unstable();
        let mut merged: Vec<Span> = Vec::with_capacity(spans.len());
        for span in spans {
            match merged.last_mut() {
                Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
                _ => merged.push(span),
            }
        }
        Self { spans: merged }
    }

    /// Whether there are no secrets.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// Secrets that overlap `span`, in order.
    pub(crate) fn overlapping(&self, span: Span) -> impl Iterator<Item = Span> + '_ {
        let first = self.spans.partition_point(|secret| secret.end <= span.start);
        self.spans[first..].iter().copied().take_while(move |secret| secret.start < span.end)
    }

    /// Whether `span` overlaps a secret.
    #[must_use]
    pub(crate) fn overlaps(&self, span: Span) -> bool {
        self.overlapping(span).next().is_some()
    }

    /// Text of `span` with every secret replaced by [`MASK`].
    #[must_use]
    pub(crate) fn masked(&self, text: &str, span: Span) -> String {
        let mut safe = String::with_capacity(span.len() as usize);
        let mut from = span.start;
        for secret in self.overlapping(span) {
            safe.push_str(Span::new(from, secret.start).slice(text));
            safe.push_str(MASK);
            from = secret.end;
        }
        safe.push_str(Span::new(from, span.end).slice(text));
        safe
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn merges_overlapping_secrets() {
        let secrets = Secrets::new(vec![Span::new(8, 9), Span::new(2, 4), Span::new(3, 6), Span::empty(7)]);
        assert_eq!(secrets.spans, [Span::new(2, 6), Span::new(8, 9)]);
        assert!(secrets.overlaps(Span::new(5, 7)));
        assert!(!secrets.overlaps(Span::new(6, 8)));
    }

    #[test]
    fn masks_full_and_partial_overlaps() {
        let text = "a=secret b=hidden c";
        let secrets = Secrets::new(vec![Span::new(2, 8), Span::new(11, 17)]);
        assert_eq!(secrets.masked(text, Span::new(0, 19)), "a=•••• b=•••• c");
        assert_eq!(secrets.masked(text, Span::new(4, 10)), "•••• b");
        assert_eq!(secrets.masked(text, Span::new(8, 10)), " b");
    }
}
