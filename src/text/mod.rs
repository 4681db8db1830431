//! Text of a file: spans, lines and columns, JSON string escapes, safe printing, masking.
//!
//! Independent of Synchronize jobs. Every position is a byte offset into the file as it was read;
//! lines, columns and editor positions are derived from it on demand.

mod case_insensitive;
mod encoding;
mod escapes;
mod io_error;
mod line_index;
mod list;
mod markdown;
mod sanitize;
mod secrets;
mod simd;
mod span;
mod suggest;
mod truncate;
mod whitespace;

pub use case_insensitive::{AsciiCaseMap, case_insensitive_hash};
pub use encoding::{Decoded, EncodingProblem, decode, decode_owned};
pub use escapes::{DecodedString, escape_into, parse_hex4, to_json_string, unescape};
pub use io_error::describe_io_error;
pub use line_index::{EditorPosition, LineColumn, LineIndex, PositionEncoding};
pub use list::{describe_count, quoted_list};
pub use markdown::inline_code;
pub use sanitize::{is_unsafe_to_print, sanitize, sanitize_line};
pub use secrets::{MASK, Secrets};
pub(crate) use simd::Chunk16;
pub use span::Span;
pub(crate) use suggest::{Strictness, has_same_digits};
pub use suggest::{WordShape, closest_match, typo_distance};
pub use truncate::truncate;
pub use whitespace::{is_blank, trimmed};
