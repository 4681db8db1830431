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
mod placeholder;
mod plural;
mod sanitize;
mod secrets;
mod simd;
mod span;
mod suggest;
mod truncate;
mod whitespace;

pub use case_insensitive::AsciiCaseMap;
pub(crate) use case_insensitive::case_insensitive_hash;
pub use encoding::{Decoded, EncodingProblem};
pub(crate) use encoding::{decode, decode_owned};
pub use escapes::{DecodedString, escape_into, unescape};
pub(crate) use escapes::{parse_hex4, to_json_string};
pub(crate) use io_error::describe_io_error;
pub use line_index::{EditorPosition, LineColumn, LineIndex, PositionEncoding};
pub(crate) use list::{describe_count, quoted_list};
pub(crate) use markdown::inline_code;
pub use placeholder::Placeholders;
pub(crate) use plural::pluralize;
pub use sanitize::is_unsafe_to_print;
pub(crate) use sanitize::{sanitize, sanitize_line};
pub(crate) use secrets::MASK;
pub use secrets::Secrets;
pub(crate) use simd::Chunk16;
pub use span::Span;
pub use suggest::WordShape;
pub(crate) use suggest::{Strictness, closest_match, has_same_digits, typo_distance};
pub use truncate::truncate;
pub(crate) use whitespace::is_blank;
pub use whitespace::trimmed;
