//! Entry points for property tests and fuzz targets, which cannot reach private modules.

use std::ops::Range;

use crate::language::transform;
use crate::text::Placeholders;

use super::describe::transform::{describe_transform, transform_example};
use super::semantic_tokens::sql_tokens;

/// The byte ranges of the tokens of an SQL query.
#[must_use]
pub fn sql_token_ranges(query: &str) -> Vec<Range<usize>> {
    sql_tokens(query, Placeholders::default_ref()).into_iter().map(|(range, _)| range).collect()
}

/// The description of a transform and an example of its result; `None` for invalid transforms.
#[must_use]
pub fn describe(text: &str) -> Option<(String, Option<String>)> {
    let parsed = transform::parse(text).ok()?;
    let example = transform_example(&parsed).map(|example| example.describe());
    Some((describe_transform(&parsed, Placeholders::default_ref()), example))
}
