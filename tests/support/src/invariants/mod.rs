//! Invariants that hold for any input, checked by property tests and fuzz targets.

pub mod check;
pub mod editing;
pub mod fix;
pub mod input;
pub mod json;
pub mod languages;
pub mod report;

use std::ops::Range;

use joblint::text::Span;

/// Asserts that a range lies in the text, on character boundaries.
fn assert_range(text: &str, range: &Range<usize>) {
    assert!(
        text.get(range.clone()).is_some(),
        "{range:?} is not a valid range of a text of {} bytes",
        text.len()
    );
}

fn assert_span(text: &str, span: Span) {
    assert!(span.start <= span.end, "{span:?}");
    assert_range(text, &span.range());
}
