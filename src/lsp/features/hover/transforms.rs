//! Transforms.

use crate::catalog::{Variable, VariableScope, fixed_choice, variable};
use crate::job::{FieldRow, Value, shown_string};
use crate::language::transform::{Body, Transform, known_kind, parse};
use crate::language::variables::mentions;
use crate::text::Span;

use super::super::markdown::{Card, sentence};
use super::super::spot::Spot;
use super::{Hover, card, fields, scripts};

/// `transform`
pub(super) fn transform(spot: &Spot<'_, '_>, row: &FieldRow<'_>, value: Value<'_>) -> Option<Hover> {
    let decoded = value.decoded()?;
    let read = parse(decoded.text()).ok()?;
    let at = decoded.decoded_range(Span::empty(spot.offset)).start;
    let inside = |range: &std::ops::Range<usize>| range.start <= at && at <= range.end;
    match &read.body {
        Body::Join { first, second, .. } => {
            for part in [first, second] {
                if inside(&part.range) {
                    let span = decoded.raw_span(part.range.start, part.range.end);
                    return fields::source_named(spot, part.text, span);
                }
            }
        }
        Body::Parameters(parameters) => {
            let named = parameters
                .iter()
                .find(|(name, value)| name.text.trim().eq_ignore_ascii_case("field") && inside(&value.range));
            if let Some((_, part)) = named {
                let span = decoded.raw_span(part.range.start, part.range.end);
                return fields::source_named(spot, part.text, span);
            }
        }
        Body::Script(script) => {
            let token = scripts::token(spot, &decoded, script.range.start, script.text, at);
            if token.is_some() {
                return token;
            }
        }
        Body::Static(text) => {
            let named = mentions(text.text).into_iter().find(|mention| {
                let start = text.range.start + mention.range.start;
                start <= at && at < text.range.start + mention.range.end
            });
            if let Some((mention, known)) =
                named.and_then(|mention| Some((mention.clone(), variable(mention.name)?)))
                && !spot.hides(value.span())
            {
                let start = text.range.start;
                let span = decoded.raw_span(start + mention.range.start, start + mention.range.end);
                return card(span, variable_card(known));
            }
        }
    }
    let shown = shown_string(spot.document, value.id(), spot.secrets())?;
    let text = explained(&parse(&shown).ok()?);
    let choice = fixed_choice(row.destination()).filter(|_| matches!(read.body, Body::Static(_)));
    card(value.content_span(), text.say_if(choice.map(|choice| format!("It decides {}.", choice.meaning))))
}

/// An environment variable.
fn variable_card(known: &Variable) -> Card {
    let scope = match known.scope {
        VariableScope::Product => "The product fills it in itself.",
        VariableScope::Machine => "It is the same for all of the machine that runs the job.",
        VariableScope::Account => "It is that of the account that runs the job, not of the object.",
        VariableScope::CommandPrompt => "Only the command prompt knows it: a job does not fill it in.",
    };
    let title = Card::new(format!("`%{}%`", known.name)).beside("environment variable");
    title.say(sentence(known.meaning)).say(scope).source(known.source)
}

/// A transform by its kind, in words and with an example.
fn explained(read: &Transform<'_>) -> Card {
    let kind = known_kind(read.kind.text);
    let title = Card::new(kind.map_or(read.kind.text, |kind| kind.name));
    let title = match kind {
        Some(kind) => title.beside(kind.meaning),
        None => title,
    };
    let text = title.say(sentence(&read.in_words()));
    let text = text.say_if(read.example().map(|example| format!("Example: {}.", example.in_words())));
    text.source("Transformation Overview")
}
