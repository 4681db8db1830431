//! Source fields and destination fields.

use crate::catalog::{
    Choices, Values, fixed_choice, is_disable_account, is_password_attribute, object_type, object_type_name,
};
use crate::job::{Job, Value};
use crate::language::sql::unquoted;
use crate::text::{Span, code, quoted_list};

use super::super::fields::{Destination, Need, Origin, readers, source_fields};
use super::super::markdown::Card;
use super::super::spot::{Part, Spot};
use super::{Hover, card};

/// A string that names a source field.
pub(super) fn source(spot: &Spot<'_, '_>, value: Value<'_>, span: Span) -> Option<Hover> {
    if spot.hides(span) {
        return None;
    }
    let name = value.string()?;
    source_named(spot, &name, span)
}

/// A source field by its name.
pub(super) fn source_named(spot: &Spot<'_, '_>, name: &str, span: Span) -> Option<Hover> {
    let bare = unquoted(name);
    if bare.is_empty() {
        return None;
    }
    let job = spot.job?;
    let but = match spot.part {
        Part::Row(row) => Some(row.value),
        _ => None,
    };
    let known = source_fields(job, spot.environment, spot.type_number(), but);
    let found = known.iter().find(|field| field.name.eq_ignore_ascii_case(&bare));
    let origin = found.map(|field| {
        let from = field.from.as_deref().map(code);
        match (field.origin, from) {
            (Origin::Query, Some(table)) => format!("The source query delivers it, from {table}."),
            (Origin::Query, None) => "The source query delivers it.".to_owned(),
            (Origin::Inventory, Some(table)) => format!("The inventory lists it as a column of {table}."),
            (Origin::Directory, Some(directory)) => format!("It is an attribute of {directory}."),
            _ => "Other rows read it, too.".to_owned(),
        }
    });
    let values =
        match job.side(crate::job::SideName::Source).provider().and_then(crate::catalog::Directory::of) {
            Some(directory) => directory.attribute(&bare).map(|attribute| values_in_words(attribute.values)),
            None => None,
        };
    let text = Card::new("Source field").beside(code(&bare)).say_if(origin).say_if(values);
    card(span, text.say_if(filled_from(job, spot.type_number(), &bare)))
}

/// What is filled from a source field.
pub(super) fn filled_from(job: &Job<'_>, number: Option<i64>, name: &str) -> Option<String> {
    let found = readers(job, number, name);
    let names: Vec<&str> = found.iter().map(String::as_str).collect();
    (!names.is_empty()).then(|| format!("It goes into {}.", quoted_list(&names, "and")))
}

/// `destinationField`
pub(super) fn destination(spot: &Spot<'_, '_>, value: Value<'_>) -> Option<Hover> {
    let name = value.string()?;
    let name = name.trim();
    if name.is_empty() || spot.hides(value.span()) {
        return None;
    }
    card(value.content_span(), attribute(spot, name))
}

/// A destination field by its name.
pub(in super::super) fn attribute(spot: &Spot<'_, '_>, name: &str) -> Card {
    let number = spot.type_number();
    let Some(job) = spot.job else { return Card::new("Destination field").beside(code(name)) };
    let destination = Destination::of(job, number);
    let known = destination.attribute(name);
    let mut text = match (known, destination.directory) {
        (Some(known), Some(directory)) => {
            Card::new(code(known.name)).beside(format!("attribute of {}", directory.name()))
        }
        _ => Card::new("Destination field").beside(code(name)),
    };
    let object = number.and_then(object_type_name).map_or_else(|| "object".to_owned(), str::to_owned);
    let named = job.objects.iter().find(|option| number.is_some() && option.type_number() == number);
    let named = named.and_then(|option| object_type(&option.display_name?.string()?));
    let object = named.map_or(object, |known| known.name.to_owned());
    text = match destination.need(name) {
        Need::Required => {
            text.say(format!("Mandatory: no object of the type {object} can be created without it."))
        }
        Need::Expected => {
            text.say(format!("Mandatory for new objects of the type {object}, as the manual lists it."))
        }
        Need::Optional => text,
    };
    if destination.is_usual_key(name) {
        text = text.say("It is what such objects are usually found by: the key.");
    }
    if let Some(choice) = fixed_choice(name) {
        let takes = match choice.choices {
            Choices::Words(words) => quoted_list(words, "or"),
            Choices::Country => "a country code of two capital letters, such as `GB`".to_owned(),
        };
        text = text.say(format!("It takes {takes}: {}.", choice.meaning)).source(choice.source);
    } else if is_password_attribute(name) {
        text = text.say(
            "The password of the object. `options` says how it is made up; a typed password does not belong into \
             a file that is shared.",
        );
    } else if is_disable_account(name) {
        text = text.say("`True` disables the account, `False` enables it.");
    }
    if let Some(known) = known {
        text = text.say(values_in_words(known.values)).source(known.source);
    }
    text
}

pub(super) fn values_in_words(values: Values) -> &'static str {
    match values {
        Values::One => "It holds one value.",
        Values::UsuallyOne => "It may hold several values, and usually holds one.",
        Values::Many => "It holds several values: `delimiter` says what stands between them.",
    }
}
