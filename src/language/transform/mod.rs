//! Transforms: `Join:field=First;separator=.;field=Last`.
//!
//! Published jobs contain only three kinds ("Create a New Job", "Get Job Collection Details"):
//! `Static`, `Join` and `Script`. There are no escapes, so a static value and a script extend to the
//! end of the string, and a separator may contain `;` or `=`. `Left`, `Substring` and `Resolve` exist
//! ("Transformation Overview"), but the names of their parameters are not public: any are accepted.

mod parameters;
mod spelling;

use std::ops::Range;

use crate::catalog::{TRANSFORMS, TransformKind, transform_kind};
use crate::text::{closest_match, is_blank};

use parameters::{
    find_parameter, is_word_char, rfind_parameter, split_kind, split_parameters, strip_parameter_name,
};

pub use spelling::spelling_corrections;

/// Text with its byte range.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpannedStr<'t> {
    /// The text.
    pub text: &'t str,
    /// Range in the decoded text.
    pub range: Range<usize>,
}

/// A parsed transform.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transform<'t> {
    /// Kind as written.
    pub kind: SpannedStr<'t>,
    /// Parameters.
    pub body: TransformBody<'t>,
}

/// The parameters of a transform.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TransformBody<'t> {
    /// The value for every row.
    Static(SpannedStr<'t>),
    /// Two source fields and a separator.
    Join {
        /// First source field.
        first: SpannedStr<'t>,
        /// Separator.
        separator: SpannedStr<'t>,
        /// Second source field.
        second: SpannedStr<'t>,
    },
    /// Source code in VB.NET.
    Script(SpannedStr<'t>),
    /// Parameters of Left, Substring or Resolve: names and values.
    Parameters(Vec<(SpannedStr<'t>, SpannedStr<'t>)>),
}

/// Reason why a text is not a valid transform.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TransformError<'t> {
    /// The kind is unknown.
    UnknownKind(SpannedStr<'t>),
    /// The syntax is invalid.
    Syntax {
        /// Position; empty if something is missing.
        range: Range<usize>,
        /// Description of the error.
        message: String,
        /// Advice.
        help: String,
    },
}

/// Parses a transform that is not empty.
///
/// # Errors
/// The first error.
pub fn parse(text: &str) -> Result<Transform<'_>, TransformError<'_>> {
    let input = Input(text);
    let Some((name, body)) = split_kind(text) else {
        return Err(input.missing_kind_error());
    };
    let kind = input.spanned(name);
    let Some(known) = known_kind(name) else {
        return Err(TransformError::UnknownKind(kind));
    };
    let body = match known.name {
        "Static" => TransformBody::Static(input.single_parameter(body, "value", known)?),
        "Script" => {
            let script = input.single_parameter(body, "text", known)?;
            if is_blank(script.text) {
                let message = "the script is empty".to_owned();
                let help = "assign `DTM.Result`, or clear the transform: a script that assigns no result skips the row";
                return Err(TransformError::Syntax { range: script.range, message, help: help.to_owned() });
            }
            TransformBody::Script(script)
        }
        "Join" => input.join(body)?,
        _ => TransformBody::Parameters(input.parameters(body, known)?),
    };
    Ok(Transform { kind, body })
}

/// Value of a Static transform; `None` for other texts.
#[must_use]
pub fn static_value(text: &str) -> Option<SpannedStr<'_>> {
    match parse(text).ok()?.body {
        TransformBody::Static(value) => Some(value),
        _ => None,
    }
}

/// Kind with this name, ignoring case.
#[must_use]
pub(crate) fn known_kind(name: &str) -> Option<&'static TransformKind> {
    transform_kind(name).or_else(|| TRANSFORMS.iter().find(|kind| kind.name.eq_ignore_ascii_case(name)))
}

/// The parsed text.
#[derive(Clone, Copy)]
struct Input<'t>(&'t str);

impl<'t> Input<'t> {
    /// Adds the range to `slice`, which must be a slice of the input.
    fn spanned(self, slice: &'t str) -> SpannedStr<'t> {
        let start = self.offset_of(slice);
        SpannedStr { text: slice, range: start..start + slice.len() }
    }

    fn offset_of(self, slice: &str) -> usize {
        (slice.as_ptr() as usize).saturating_sub(self.0.as_ptr() as usize)
    }

    fn error(
        self,
        range: Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> TransformError<'t> {
        TransformError::Syntax { range, message: message.into(), help: help.into() }
    }

    /// Reports that there is no `Name:` at the start.
    fn missing_kind_error(self) -> TransformError<'t> {
        let text = self.0.trim();
        let start = self.offset_of(text);
        let word = &text[..text.find(|character: char| !is_word_char(character)).unwrap_or(text.len())];
        let end = start + word.len();
        if let Some(known) = known_kind(word) {
            let Some(found) = self.0[end..].chars().find(|character| !character.is_whitespace()) else {
                return self.error(
                    end..end,
                    format!("expected `:` after `{}`", known.name),
                    syntax_help(known),
                );
            };
            let at = end + self.0[end..].find(found).unwrap_or(0);
            return self.error(
                at..at + found.len_utf8(),
                format!("expected `:` after `{}`, found `{found}`", known.name),
                syntax_help(known),
            );
        }
        if word.eq_ignore_ascii_case("DTM") {
            return self.error(
                start..end,
                "expected `Script:text=` before the script",
                "write `Script:text=…`",
            );
        }
        if let Some(quoted) = text.strip_prefix(['"', '\'']).filter(|quoted| split_kind(quoted).is_some()) {
            let end = self.offset_of(quoted);
            return self.error(
                start..end,
                "unexpected quote before the transform",
                "remove the inner quotes: they are part of the text",
            );
        }
        let separator = self.0.find([':', '=', ';']).unwrap_or(self.0.len());
        let end = self.0[..separator].trim_end().len();
        self.error(
            if end == 0 { 0..separator.max(1).min(self.0.len()) } else { start.min(end)..end },
            "expected the kind of transform and `:`",
            "write `Static:value=…`, `Join:field=…;separator=…;field=…` or `Script:text=…`; \
             to copy a source field unchanged, specify it in `sourceField` and leave the transform empty",
        )
    }

    /// Parses a body with the single parameter `name`, which extends to the end.
    fn single_parameter(
        self,
        body: &'t str,
        name: &'static str,
        kind: &TransformKind,
    ) -> Result<SpannedStr<'t>, TransformError<'t>> {
        match strip_parameter_name(body, name) {
            Some(value) => Ok(self.spanned(value)),
            None => {
                let start = self.offset_of(body);
                let written = body.split([':', '=', ';']).next().unwrap_or_default().trim_end();
                // A word in place of the parameter name; anything else is the value.
                let is_name = body.len() > written.len() && written.chars().all(is_word_char);
                let end = if is_name { start + written.len() } else { start };
                Err(self.error(
                    start..end,
                    format!("expected `{name}=` after `{}:`", kind.name),
                    syntax_help(kind),
                ))
            }
        }
    }

    /// Parses `field=…;separator=…;field=…`. The first field ends at the first `;separator=`, the
    /// second starts after the last `;field=`.
    fn join(self, body: &'t str) -> Result<TransformBody<'t>, TransformError<'t>> {
        let help = "write `Join:field=…;separator=…;field=…` with exactly two source fields; \
                    more than two need a script";
        let start = self.offset_of(body);
        let Some(fields) = strip_parameter_name(body, "field") else {
            let end = body.find(['=', ';']).map_or(start, |length| start + length);
            return Err(self.error(start..end, "expected `field=` after `Join:`", help));
        };
        let Some(length) = find_parameter(fields, ";separator=") else {
            return Err(self.join_parameter_error(
                fields,
                "separator",
                "expected `;separator=` between the fields of a Join",
                help,
            ));
        };
        let first = &fields[..length];
        let tail = &fields[length + ";separator=".len()..];
        let Some(last) = rfind_parameter(tail, ";field=") else {
            return Err(self.join_parameter_error(
                tail,
                "field",
                "expected a second `;field=` in a Join",
                help,
            ));
        };
        let (separator, second) = (&tail[..last], &tail[last + ";field=".len()..]);
        if find_parameter(separator, ";field=").is_some() {
            let extra = self.offset_of(second);
            return Err(self.error(extra..extra + second.len(), "too many fields in a Join", help));
        }
        for (field, which) in [(first, "first"), (second, "second")] {
            if field.trim().is_empty() {
                let range = self.spanned(field).range;
                return Err(self.error(range, format!("the {which} field of the Join is empty"), help));
            }
        }
        Ok(TransformBody::Join {
            first: self.spanned(first),
            separator: self.spanned(separator),
            second: self.spanned(second),
        })
    }

    /// Explains why `;name=` was not found in a Join: it is misspelled, has surrounding spaces,
    /// follows a comma, or is missing.
    fn join_parameter_error(
        self,
        text: &'t str,
        name: &str,
        missing: &str,
        help: &str,
    ) -> TransformError<'t> {
        let is_name = |part: &str| {
            let written = part.split('=').next().unwrap_or_default().trim();
            part.contains('=') && closest_match(written, [name]).is_some()
        };
        for separator in [';', ','] {
            let Some(part) = text.split(separator).skip(1).find(|part| is_name(part)) else { continue };
            let written = part.split('=').next().unwrap_or_default();
            let start = self.offset_of(part);
            let (range, message) = if separator == ',' {
                (start - 1..start, format!("expected `;` before `{name}=`, found `,`"))
            } else if written.trim().eq_ignore_ascii_case(name) {
                (start..start + written.len(), format!("unexpected space next to `{name}` in a Join"))
            } else {
                let word = written.trim();
                let start = self.offset_of(word);
                (start..start + word.len(), format!("misspelled `{name}=` in a Join: `{word}=`"))
            };
            return self.error(range, message, help);
        }
        let end = if name == "separator" { text.find(';').unwrap_or(text.len()) } else { text.len() };
        let at = self.offset_of(text) + end;
        self.error(at..at, missing, help)
    }

    /// Parses the parameters of a kind without public syntax.
    fn parameters(
        self,
        body: &'t str,
        kind: &TransformKind,
    ) -> Result<Vec<(SpannedStr<'t>, SpannedStr<'t>)>, TransformError<'t>> {
        if kind.name == "Resolve" {
            if body.trim().is_empty() {
                let start = self.offset_of(body);
                return Err(self.error(
                    start..start,
                    "expected a filter after `Resolve:`",
                    syntax_help(kind),
                ));
            }
            // A filter may contain any character.
            let (name, value) = body.split_once('=').unwrap_or(("", body));
            return Ok(vec![(self.spanned(name), self.spanned(value))]);
        }
        let found = match split_parameters(body) {
            Some(("", found)) => found,
            Some((unread, _)) => {
                let start = self.offset_of(unread);
                let end = start + unread[1..].find(';').map_or(unread.len(), |length| length + 1);
                return Err(self.error(
                    start..end,
                    "expected a parameter as `name=value`",
                    "parameters are separated by `;`",
                ));
            }
            None => {
                let start = self.offset_of(body);
                let message = format!("expected parameters after `{}:`", kind.name);
                return Err(self.error(
                    start..self.0.len(),
                    message,
                    "parameters are written `name=value`, separated by `;`",
                ));
            }
        };
        for (name, value) in &found {
            let range = self.spanned(value).range;
            if name.trim().eq_ignore_ascii_case("field") {
                if value.trim().is_empty() {
                    return Err(self.error(
                        range,
                        format!("the field of `{}` is empty", kind.name),
                        "write the name of a source field",
                    ));
                }
            } else if !is_valid_count(name, value) {
                let message = format!("`{}` must be a positive integer", name.trim());
                return Err(self.error(range, message, "the value is a number of characters"));
            }
        }
        Ok(found.into_iter().map(|(name, value)| (self.spanned(name), self.spanned(value))).collect())
    }
}

/// Whether the value of a parameter may be a number of characters. A start index may be 0.
fn is_valid_count(name: &str, value: &str) -> bool {
    let (name, value) = (name.to_ascii_lowercase(), value.trim());
    if value.starts_with("${") || value.starts_with("{{") {
        return true;
    }
    let min = u32::from(!(name.contains("start") || name.contains("index")));
    value.parse::<u32>().is_ok_and(|count| count >= min)
}

fn syntax_help(kind: &TransformKind) -> String {
    kind.syntax.map_or_else(
        || format!("write parameters as `name=value` after `{}:`, separated by `;`", kind.name),
        |syntax| format!("write `{syntax}`"),
    )
}

#[cfg(test)]
mod tests;
