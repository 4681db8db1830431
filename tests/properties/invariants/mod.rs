//! What holds of any input. Property tests and fuzz targets share these bodies.

// Each program that includes this module uses a part of it.
#![allow(dead_code, clippy::expect_used, clippy::unwrap_used, clippy::panic)]

pub(crate) mod check;
pub(crate) mod editing;
pub(crate) mod fix;
pub(crate) mod input;
pub(crate) mod json;
pub(crate) mod languages;
pub(crate) mod report;

use std::ops::Range;

use joblint::text::Span;

/// A range of bytes is one of this text's, on character boundaries.
fn assert_range(text: &str, range: &Range<usize>) {
    assert!(text.get(range.clone()).is_some(), "{range:?} is no part of a text of {} bytes", text.len());
}

fn assert_span(text: &str, span: Span) {
    assert!(span.start <= span.end, "{span:?}");
    assert_range(text, &span.range());
}
