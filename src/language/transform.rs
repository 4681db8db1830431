//! Transforms: `Join:field=First;separator=.;field=Last`.
//!
//! Published jobs show the written form of three kinds only ("Create a New Job", "Get Job
//! Collection Details"): `Static`, `Join` and `Script`. Nothing is escaped in them, so a static
//! value and a script run to the end of the string, and a separator may itself hold `;` or `=`.
//! `Left`, `Substring` and `Resolve` exist ("Transformation Overview"), but how their parameters are
//! called is not public: any are accepted.

use std::ops::Range;

use nom::bytes::complete::{tag_no_case, take_till, take_until, take_while1};
use nom::character::complete::{char, multispace0};
use nom::combinator::rest;
use nom::multi::separated_list1;
use nom::sequence::{preceded, separated_pair, terminated};
use nom::{IResult, Parser};

use crate::catalog::{TRANSFORMS, TransformKind, transform_kind};

/// A byte range of the decoded text with what stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part<'t> {
    /// The text.
    pub text: &'t str,
    /// Where it stands.
    pub range: Range<usize>,
}

/// A transform that was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transform<'t> {
    /// The kind as it was written.
    pub kind: Part<'t>,
    /// What it says.
    pub body: Body<'t>,
}

/// The parameters of a transform.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body<'t> {
    /// The same text for every row.
    Static(Part<'t>),
    /// Two source fields and what stands between them.
    Join {
        /// First source field.
        first: Part<'t>,
        /// Text between the two.
        separator: Part<'t>,
        /// Second source field.
        second: Part<'t>,
    },
    /// VB.NET.
    Script(Part<'t>),
    /// Left, Substring or Resolve: names and values.
    Parameters(Vec<(Part<'t>, Part<'t>)>),
}

/// Why a transform was not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TransformError<'t> {
    /// The kind is none that the product has.
    UnknownKind(Part<'t>),
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
    let whole = Source(text);
    let Ok((body, name)) = head(text) else {
        return Err(whole.headless());
    };
    let kind = whole.part(name);
    let Some(known) = known_kind(name) else {
        return Err(TransformError::UnknownKind(kind));
    };
    let body = match known.name {
        "Static" => Body::Static(whole.only(body, "value", known)?),
        "Script" => {
            let script = whole.only(body, "text", known)?;
            if script.text.trim().is_empty() {
                let message = "the script is empty".to_owned();
                let help =
                    "assign `DTM.Result`, or clear the transform: a script without a result skips the row";
                return Err(TransformError::Syntax { range: script.range, message, help: help.to_owned() });
            }
            Body::Script(script)
        }
        "Join" => whole.join(body)?,
        _ => Body::Parameters(whole.parameters(body, known)?),
    };
    Ok(Transform { kind, body })
}

/// The text of a Static transform; `None` for everything else.
#[must_use]
pub fn static_value(text: &str) -> Option<Part<'_>> {
    match parse(text).ok()?.body {
        Body::Static(value) => Some(value),
        _ => None,
    }
}

/// The kind that a name stands for, without regard to case.
#[must_use]
pub fn known_kind(name: &str) -> Option<&'static TransformKind> {
    transform_kind(name).or_else(|| TRANSFORMS.iter().find(|kind| kind.name.eq_ignore_ascii_case(name)))
}

/// `Name:`
fn head(text: &str) -> IResult<&str, &str> {
    let word = take_while1(|character: char| character.is_alphanumeric() || character == '_');
    terminated(preceded(multispace0, word), (multispace0, char(':'))).parse(text)
}

/// `name=`, giving what stands behind it.
fn value_of<'t>(
    name: &'static str,
) -> impl Parser<&'t str, Output = &'t str, Error = nom::error::Error<&'t str>> {
    preceded((multispace0, tag_no_case(name), multispace0, char('=')), rest)
}

/// `name=value;name=value`
fn pairs(text: &str) -> IResult<&str, Vec<(&str, &str)>> {
    let name = take_till(|character| character == '=' || character == ';');
    let value = take_till(|character| character == ';');
    separated_list1(char(';'), separated_pair(name, char('='), value)).parse(text)
}

/// The text that parts are taken from.
#[derive(Clone, Copy)]
struct Source<'t>(&'t str);

impl<'t> Source<'t> {
    /// A part of the text: `slice` must have been cut from it.
    fn part(self, slice: &'t str) -> Part<'t> {
        let start = self.start(slice);
        Part { text: slice, range: start..start + slice.len() }
    }

    fn start(self, slice: &str) -> usize {
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
    fn headless(self) -> TransformError<'t> {
        let word = self.0.trim();
        if let Some(known) = known_kind(word) {
            let end = self.start(word) + word.len();
            return self.error(end..end, format!("`:` is missing after `{}`", known.name), form_of(known));
        }
        let separator = self.0.find([':', '=', ';']).unwrap_or(self.0.len());
        self.error(
            0..separator.max(1).min(self.0.len()),
            "a transform starts with its kind and a colon",
            "write `Static:value=…`, `Join:field=…;separator=…;field=…` or `Script:text=…`; \
             to copy a source field as it is, name it in `sourceField` and leave the transform empty",
        )
    }

    /// A body with the one parameter `name`, which runs to the end.
    fn only(
        self,
        body: &'t str,
        name: &'static str,
        kind: &TransformKind,
    ) -> Result<Part<'t>, TransformError<'t>> {
        match value_of(name).parse(body) {
            Ok((_, value)) => Ok(self.part(value)),
            Err(_) => {
                let start = self.start(body);
                let end = body.find('=').map_or(start, |length| start + length);
                Err(self.error(
                    start..end,
                    format!("`{name}=` is missing after `{}:`", kind.name),
                    form_of(kind),
                ))
            }
        }
    }

    /// `field=…;separator=…;field=…`: the first field ends at the first `;separator=`, the second
    /// starts behind the last `;field=`, the separator is all between.
    fn join(self, body: &'t str) -> Result<Body<'t>, TransformError<'t>> {
        let form = "write `Join:field=…;separator=…;field=…` with exactly two source fields; \
                    more than two need a script";
        let start = self.start(body);
        let Ok((_, fields)) = value_of("field").parse(body) else {
            let end = body.find(['=', ';']).map_or(start, |length| start + length);
            return Err(self.error(start..end, "`field=` is missing after `Join:`", form));
        };
        let lower = fields.to_ascii_lowercase();
        let Ok((behind, first)) =
            take_until::<_, _, nom::error::Error<&str>>(";separator=").parse(lower.as_str())
        else {
            let end = fields.find(';').unwrap_or(fields.len());
            let at = self.start(fields) + end;
            return Err(self.error(at..at, "`;separator=` is missing between the fields of a Join", form));
        };
        let first = &fields[..first.len()];
        let behind = &fields[fields.len() - behind.len()..];
        let tail = &behind[";separator=".len()..];
        let Some(last) = tail.to_ascii_lowercase().rfind(";field=") else {
            let at = self.0.len();
            return Err(self.error(at..at, "the second `;field=` of a Join is missing", form));
        };
        let (separator, second) = (&tail[..last], &tail[last + ";field=".len()..]);
        if separator.to_ascii_lowercase().contains(";field=") {
            let extra = self.start(second);
            return Err(self.error(
                extra..extra + second.len(),
                "a Join has two fields, this one has more",
                form,
            ));
        }
        for (field, which) in [(first, "first"), (second, "second")] {
            if field.trim().is_empty() {
                let range = self.part(field).range;
                return Err(self.error(range, format!("the {which} field of the Join has no name"), form));
            }
        }
        Ok(Body::Join { first: self.part(first), separator: self.part(separator), second: self.part(second) })
    }

    /// The parameters of a kind whose form is not public.
    fn parameters(
        self,
        body: &'t str,
        kind: &TransformKind,
    ) -> Result<Vec<(Part<'t>, Part<'t>)>, TransformError<'t>> {
        if kind.name == "Resolve" {
            // A filter may hold anything.
            let (name, value) = body.split_once('=').unwrap_or(("", body));
            return Ok(vec![(self.part(name), self.part(value))]);
        }
        let found = match pairs(body) {
            Ok(("", found)) => found,
            Ok((unread, _)) => {
                let start = self.start(unread);
                let end = start + unread[1..].find(';').map_or(unread.len(), |length| length + 1);
                return Err(self.error(
                    start..end,
                    "a parameter is written `name=value`",
                    "parameters are separated by `;`",
                ));
            }
            Err(_) => {
                let start = self.start(body);
                let message = format!("`{}` has no parameters", kind.name);
                return Err(self.error(
                    start..self.0.len(),
                    message,
                    "parameters are written `name=value`, separated by `;`",
                ));
            }
        };
        for (name, value) in &found {
            let range = self.part(value).range;
            if name.trim().eq_ignore_ascii_case("field") {
                if value.trim().is_empty() {
                    return Err(self.error(
                        range,
                        format!("the field of `{}` has no name", kind.name),
                        "name a source field",
                    ));
                }
            } else if !is_count(name, value) {
                let message = format!("`{}` must be a positive whole number", name.trim());
                return Err(self.error(range, message, "characters are counted in whole numbers"));
            }
        }
        Ok(found.into_iter().map(|(name, value)| (self.part(name), self.part(value))).collect())
    }
}

/// Whether a parameter that is no field can be a count of characters. A place to start at may be 0.
fn is_count(name: &str, value: &str) -> bool {
    let (name, value) = (name.to_ascii_lowercase(), value.trim());
    if value.starts_with("${") || value.starts_with("{{") {
        return true;
    }
    let least = u32::from(!(name.contains("start") || name.contains("index")));
    value.parse::<u32>().is_ok_and(|count| count >= least)
}

fn form_of(kind: &TransformKind) -> String {
    kind.form.map_or_else(
        || format!("`{}:` is followed by its parameters as `name=value`, separated by `;`", kind.name),
        |form| format!("write `{form}`"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_forms_are_understood() {
        let join = parse("Join:field=First;separator=_api_;field=Last").expect("join");
        let Body::Join { first, separator, second } = join.body else { panic!("no join") };
        assert_eq!((first.text, separator.text, second.text), ("First", "_api_", "Last"));
        assert_eq!((first.range, separator.range, second.range), (11..16, 27..32, 39..43));

        let script = "Script:text=DTM.Result = DTM.Source(\"cn\") & \";field=\"";
        assert!(
            matches!(parse(script), Ok(Transform { body: Body::Script(part), .. }) if part.range.start == 12)
        );
        assert!(
            matches!(parse("Static:value=a;b=c"), Ok(Transform { body: Body::Static(part), .. }) if part.text == "a;b=c")
        );
        assert!(
            matches!(parse("Static:value="), Ok(Transform { body: Body::Static(part), .. }) if part.text.is_empty())
        );
    }

    #[test]
    fn separators_may_hold_anything() {
        for (text, expected) in [
            ("Join:field=a;separator=; ;field=b", "; "),
            ("Join:field=a;separator==;field=b", "="),
            ("Join:field=a;separator=;field=b", ""),
            ("join:Field=a;Separator=é;FIELD=b", "é"),
        ] {
            let Ok(Transform { body: Body::Join { separator, .. }, .. }) = parse(text) else {
                panic!("{text}")
            };
            assert_eq!(separator.text, expected);
        }
    }

    #[test]
    fn kinds_without_a_public_form_take_any_parameters() {
        for text in [
            "Left:field=Last;length=3",
            "Left:count=3;field=Last",
            "Substring:field=Phone;start=0;length=2",
            "Left:field=Last;length=${N}",
            "Resolve:filter=(cn = \"x\";y)",
            "Resolve:anything",
        ] {
            assert!(parse(text).is_ok(), "{text}");
        }
    }

    #[test]
    fn mistakes_are_found_at_their_character() {
        for (text, range, message) in [
            ("Static", 6..6, "`:` is missing after `Static`"),
            ("Static:val=8", 7..10, "`value=` is missing after `Static:`"),
            ("Static:8", 7..7, "`value=` is missing after `Static:`"),
            ("Script:DTM.Result = 1", 7..18, "`text=` is missing after `Script:`"),
            ("Script:text= ", 12..13, "the script is empty"),
            ("First", 0..5, "a transform starts with its kind and a colon"),
            ("=x", 0..1, "a transform starts with its kind and a colon"),
            ("Join:First;Last", 5..10, "`field=` is missing after `Join:`"),
            ("Join:field=a;field=b", 12..12, "`;separator=` is missing between the fields of a Join"),
            ("Join:field=a;separator=.", 24..24, "the second `;field=` of a Join is missing"),
            ("Join:field=;separator=.;field=b", 11..11, "the first field of the Join has no name"),
            ("Join:field=a;separator=.;field= ", 31..32, "the second field of the Join has no name"),
            (
                "Join:field=a;separator=.;field=b;separator=.;field=c",
                51..52,
                "a Join has two fields, this one has more",
            ),
            ("Left:field=a;length=x", 20..21, "`length` must be a positive whole number"),
            ("Left:field=a;length=0", 20..21, "`length` must be a positive whole number"),
            ("Left:field=;length=2", 11..11, "the field of `Left` has no name"),
            ("Left:", 5..5, "`Left` has no parameters"),
            ("Left:field=a;3", 12..14, "a parameter is written `name=value`"),
        ] {
            match parse(text) {
                Err(TransformError::Syntax { range: found, message: said, .. }) => {
                    assert_eq!((said.as_str(), found), (message, range), "{text}");
                }
                other => panic!("{text}: {other:?}"),
            }
        }
    }

    #[test]
    fn unknown_kinds_are_named() {
        for (text, kind) in [("Sttaic:value=1", "Sttaic"), ("Concat:a", "Concat"), ("C:\\share", "C")] {
            assert!(
                matches!(parse(text), Err(TransformError::UnknownKind(part)) if part.text == kind),
                "{text}"
            );
        }
    }
}
