//! Transforms: `Join:field=First;separator=.;field=Last`.
//!
//! Published jobs show the written form of three kinds only ("Create a New Job", "Get Job
//! Collection Details"): `Static`, `Join` and `Script`. Nothing is escaped in them, so a static
//! value and a script run to the end of the string, and a separator may itself hold `;` or `=`.
//! `Left`, `Substring` and `Resolve` exist ("Transformation Overview"), but how their parameters are
//! called is not public: any are accepted.

mod parameters;
mod spelling;

use std::ops::Range;

use crate::catalog::{TRANSFORMS, TransformKind, transform_kind};
use crate::text::{closest_match, is_blank};

use parameters::{
    find_parameter, is_word_char, rfind_parameter, split_kind, split_parameters, strip_parameter_name,
};

pub use spelling::spelling_corrections;

/// A byte range of the decoded text with what stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpannedStr<'t> {
    /// The text.
    pub text: &'t str,
    /// Where it stands.
    pub range: Range<usize>,
}

/// A transform that was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transform<'t> {
    /// The kind as it was written.
    pub kind: SpannedStr<'t>,
    /// What it says.
    pub body: TransformBody<'t>,
}

/// The parameters of a transform.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TransformBody<'t> {
    /// The same text for every row.
    Static(SpannedStr<'t>),
    /// Two source fields and what stands between them.
    Join {
        /// First source field.
        first: SpannedStr<'t>,
        /// Text between the two.
        separator: SpannedStr<'t>,
        /// Second source field.
        second: SpannedStr<'t>,
    },
    /// VB.NET.
    Script(SpannedStr<'t>),
    /// Left, Substring or Resolve: names and values.
    Parameters(Vec<(SpannedStr<'t>, SpannedStr<'t>)>),
}

/// Why a transform was not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TransformError<'t> {
    /// The kind is none that the product has.
    UnknownKind(SpannedStr<'t>),
    /// The form is wrong.
    Syntax {
        /// The text at fault; empty where something is missing.
        range: Range<usize>,
        /// What is wrong there.
        message: String,
        /// What to write.
        help: String,
    },
}

/// Parses a transform that is not empty.
///
/// # Errors
/// The first mistake in it.
pub fn parse(text: &str) -> Result<Transform<'_>, TransformError<'_>> {
    let whole = Input(text);
    let Some((name, body)) = split_kind(text) else {
        return Err(whole.missing_kind_error());
    };
    let kind = whole.spanned(name);
    let Some(known) = known_kind(name) else {
        return Err(TransformError::UnknownKind(kind));
    };
    let body = match known.name {
        "Static" => TransformBody::Static(whole.single_parameter(body, "value", known)?),
        "Script" => {
            let script = whole.single_parameter(body, "text", known)?;
            if is_blank(script.text) {
                let message = "the script is empty".to_owned();
                let help =
                    "assign `DTM.Result`, or clear the transform: a script without a result skips the row";
                return Err(TransformError::Syntax { range: script.range, message, help: help.to_owned() });
            }
            TransformBody::Script(script)
        }
        "Join" => whole.join(body)?,
        _ => TransformBody::Parameters(whole.parameters(body, known)?),
    };
    Ok(Transform { kind, body })
}

/// The text of a Static transform; `None` for everything else.
#[must_use]
pub fn static_value(text: &str) -> Option<SpannedStr<'_>> {
    match parse(text).ok()?.body {
        TransformBody::Static(value) => Some(value),
        _ => None,
    }
}

/// The kind that a name stands for, without regard to case.
#[must_use]
pub fn known_kind(name: &str) -> Option<&'static TransformKind> {
    transform_kind(name).or_else(|| TRANSFORMS.iter().find(|kind| kind.name.eq_ignore_ascii_case(name)))
}

/// The text that parts are taken from.
#[derive(Clone, Copy)]
struct Input<'t>(&'t str);

impl<'t> Input<'t> {
    /// A part of the text: `slice` must have been cut from it.
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

    /// There is no `Name:` at the start.
    fn missing_kind_error(self) -> TransformError<'t> {
        let text = self.0.trim();
        let start = self.offset_of(text);
        let word = &text[..text.find(|character: char| !is_word_char(character)).unwrap_or(text.len())];
        let behind = start + word.len();
        if let Some(known) = known_kind(word) {
            let Some(instead) = self.0[behind..].chars().find(|character| !character.is_whitespace()) else {
                return self.error(
                    behind..behind,
                    format!("`:` is missing after `{}`", known.name),
                    syntax_help(known),
                );
            };
            let at = behind + self.0[behind..].find(instead).unwrap_or(0);
            return self.error(
                at..at + instead.len_utf8(),
                format!("`:` belongs after `{}`, not `{instead}`", known.name),
                syntax_help(known),
            );
        }
        if word.eq_ignore_ascii_case("DTM") {
            return self.error(
                start..behind,
                "a script without `Script:text=` before it",
                "write `Script:text=…`",
            );
        }
        if let Some(quoted) = text.strip_prefix(['"', '\'']).filter(|quoted| split_kind(quoted).is_some()) {
            let end = self.offset_of(quoted);
            return self.error(
                start..end,
                "a transform stands in no quotes of its own",
                "take out the quotes inside: they become part of the text",
            );
        }
        let separator = self.0.find([':', '=', ';']).unwrap_or(self.0.len());
        let end = self.0[..separator].trim_end().len();
        self.error(
            if end == 0 { 0..separator.max(1).min(self.0.len()) } else { start.min(end)..end },
            "a transform starts with its kind and a colon",
            "write `Static:value=…`, `Join:field=…;separator=…;field=…` or `Script:text=…`; \
             to copy a source field as it is, name it in `sourceField` and leave the transform empty",
        )
    }

    /// A body with the one parameter `name`, which runs to the end.
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
                // A word that stands where the parameter's name belongs; anything else is the value.
                let is_name = body.len() > written.len() && written.chars().all(is_word_char);
                let end = if is_name { start + written.len() } else { start };
                Err(self.error(
                    start..end,
                    format!("`{name}=` is missing after `{}:`", kind.name),
                    syntax_help(kind),
                ))
            }
        }
    }

    /// `field=…;separator=…;field=…`: the first field ends at the first `;separator=`, the second
    /// starts behind the last `;field=`, the separator is all between.
    fn join(self, body: &'t str) -> Result<TransformBody<'t>, TransformError<'t>> {
        let form = "write `Join:field=…;separator=…;field=…` with exactly two source fields; \
                    more than two need a script";
        let start = self.offset_of(body);
        let Some(fields) = strip_parameter_name(body, "field") else {
            let end = body.find(['=', ';']).map_or(start, |length| start + length);
            return Err(self.error(start..end, "`field=` is missing after `Join:`", form));
        };
        let Some(length) = find_parameter(fields, ";separator=") else {
            return Err(self.join_parameter_error(
                fields,
                "separator",
                "`;separator=` is missing between the fields of a Join",
                form,
            ));
        };
        let first = &fields[..length];
        let tail = &fields[length + ";separator=".len()..];
        let Some(last) = rfind_parameter(tail, ";field=") else {
            return Err(self.join_parameter_error(
                tail,
                "field",
                "the second `;field=` of a Join is missing",
                form,
            ));
        };
        let (separator, second) = (&tail[..last], &tail[last + ";field=".len()..]);
        if find_parameter(separator, ";field=").is_some() {
            let extra = self.offset_of(second);
            return Err(self.error(
                extra..extra + second.len(),
                "a Join has two fields, this one has more",
                form,
            ));
        }
        for (field, which) in [(first, "first"), (second, "second")] {
            if field.trim().is_empty() {
                let range = self.spanned(field).range;
                return Err(self.error(range, format!("the {which} field of the Join has no name"), form));
            }
        }
        Ok(TransformBody::Join {
            first: self.spanned(first),
            separator: self.spanned(separator),
            second: self.spanned(second),
        })
    }

    /// Why `;name=` is not found in a Join: it is misspelt, a blank stands before it, a comma stands
    /// for the `;`, or it is not there.
    fn join_parameter_error(
        self,
        text: &'t str,
        name: &str,
        missing: &str,
        form: &str,
    ) -> TransformError<'t> {
        let is_name = |part: &str| {
            let written = part.split('=').next().unwrap_or_default().trim();
            part.contains('=') && closest_match(written, [name]).is_some()
        };
        for joint in [';', ','] {
            let Some(part) = text.split(joint).skip(1).find(|part| is_name(part)) else { continue };
            let written = part.split('=').next().unwrap_or_default();
            let start = self.offset_of(part);
            let (range, message) = if joint == ',' {
                (start - 1..start, format!("`;` belongs before `{name}=`, not `,`"))
            } else if written.trim().eq_ignore_ascii_case(name) {
                (start..start + written.len(), format!("blanks stand beside `{name}` in a Join"))
            } else {
                let word = written.trim();
                let start = self.offset_of(word);
                (start..start + word.len(), format!("`{word}=` in a Join should be spelt `{name}=`"))
            };
            return self.error(range, message, form);
        }
        let end = if name == "separator" { text.find(';').unwrap_or(text.len()) } else { text.len() };
        let at = self.offset_of(text) + end;
        self.error(at..at, missing, form)
    }

    /// The parameters of a kind whose form is not public.
    fn parameters(
        self,
        body: &'t str,
        kind: &TransformKind,
    ) -> Result<Vec<(SpannedStr<'t>, SpannedStr<'t>)>, TransformError<'t>> {
        if kind.name == "Resolve" {
            if body.trim().is_empty() {
                let start = self.offset_of(body);
                return Err(self.error(start..start, "`Resolve` has no filter", syntax_help(kind)));
            }
            // A filter may hold anything.
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
                    "a parameter is written `name=value`",
                    "parameters are separated by `;`",
                ));
            }
            None => {
                let start = self.offset_of(body);
                let message = format!("`{}` has no parameters", kind.name);
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
                        format!("the field of `{}` has no name", kind.name),
                        "name a source field",
                    ));
                }
            } else if !is_valid_count(name, value) {
                let message = format!("`{}` must be a positive whole number", name.trim());
                return Err(self.error(range, message, "characters are counted in whole numbers"));
            }
        }
        Ok(found.into_iter().map(|(name, value)| (self.spanned(name), self.spanned(value))).collect())
    }
}

/// Whether a parameter that is no field can be a count of characters. A place to start at may be 0.
fn is_valid_count(name: &str, value: &str) -> bool {
    let (name, value) = (name.to_ascii_lowercase(), value.trim());
    if value.starts_with("${") || value.starts_with("{{") {
        return true;
    }
    let least = u32::from(!(name.contains("start") || name.contains("index")));
    value.parse::<u32>().is_ok_and(|count| count >= least)
}

fn syntax_help(kind: &TransformKind) -> String {
    kind.syntax.map_or_else(
        || format!("`{}:` is followed by its parameters as `name=value`, separated by `;`", kind.name),
        |form| format!("write `{form}`"),
    )
}

#[cfg(test)]
mod tests;
