//! JSON inside strings, and distinguished names.

use crate::catalog::{container_detail, password_option};
use crate::job::{FieldRow, Nested, Value};
use crate::language::distinguished_name;
use crate::lsp::cursor::{At, cursor};
use crate::text::{Span, code};

use super::super::markdown::{Card, escaped, here, sentence};
use super::super::spot::Spot;
use super::{Hover, card};

/// A string that holds a distinguished name.
pub(super) fn container(spot: &Spot<'_, '_>, value: Value<'_>) -> Option<Hover> {
    if spot.hides(value.span()) {
        return None;
    }
    card(value.content_span(), named_container(spot, &value.string()?)?)
}

fn named_container(spot: &Spot<'_, '_>, name: &str) -> Option<Card> {
    let read = distinguished_name::parse(name).ok()?;
    let text = Card::new("Container").say(sentence(&escaped(&read.in_words())));
    let listed = spot.job.and_then(|job| {
        use crate::job::SideName::{Destination, Source};
        [Destination, Source].into_iter().find_map(|side| {
            let system = super::super::fields::system(job, spot.environment, side)?;
            system.has_container(name).then(|| format!("The inventory lists it in {}.", code(&system.name)))
        })
    });
    Some(text.say_if(listed))
}

/// `options` of a password.
pub(super) fn options(spot: &Spot<'_, '_>, row: &FieldRow<'_>, value: Value<'_>) -> Option<Hover> {
    if !row.fills_password() || spot.hides(value.span()) {
        return None;
    }
    let inside = member_inside(spot, value)?;
    let known = password_option(&inside.name)?;
    let text = Card::new(format!("`{}`", known.name))
        .beside(known.form.in_words())
        .say(sentence(known.meaning))
        .source("Auto-generate Unique Password");
    card(inside.span, text)
}

/// `Source.ContainerDetails` and `Destination.ContainerDetails`
pub(super) fn container_details(spot: &Spot<'_, '_>, value: Value<'_>) -> Option<Hover> {
    let inside = member_inside(spot, value)?;
    let known = container_detail(&inside.name)?;
    let mut text = Card::new(format!("`{}`", known.name)).say(sentence(known.meaning));
    if known.name == "DistinguishedName"
        && let Some(said) =
            inside.held.and_then(|name| Some(distinguished_name::parse(&name).ok()?.in_words()))
    {
        text = text.say(here(&escaped(&said)));
    }
    card(inside.span, text.source("Get Job Collection Details"))
}

/// The member under the cursor in the JSON of a string.
struct Inside {
    /// Its name.
    name: String,
    /// Where the token under the cursor stands in the file.
    span: Span,
    /// Its value, where that is a string.
    held: Option<String>,
}

fn member_inside(spot: &Spot<'_, '_>, value: Value<'_>) -> Option<Inside> {
    let nested = Nested::new(value)?;
    let at = nested.decoded()?.decoded_range(Span::empty(spot.offset)).start;
    let document = nested.document();
    let inner = cursor(&document, u32::try_from(at).ok()?);
    let (token, name, held) = match inner.at {
        At::Name { name, value } => (name, name, document.string(value)),
        At::Value => (inner.innermost()?, inner.member?, document.string(inner.innermost()?)),
        At::Gap { .. } | At::Outside => return None,
    };
    Some(Inside {
        name: document.name(name).into_owned(),
        span: nested.in_file(document.span(token)),
        held: held.map(std::borrow::Cow::into_owned),
    })
}
