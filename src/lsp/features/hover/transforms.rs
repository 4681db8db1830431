//! Transforms.

use crate::job::{Value, shown_string};
use crate::language::transform::{Body, Transform, known_kind, parse};
use crate::text::Span;

use super::super::markdown::{Card, sentence};
use super::super::spot::Spot;
use super::{Hover, card, fields, scripts};

/// `transform`
pub(super) fn transform(spot: &Spot<'_, '_>, value: Value<'_>) -> Option<Hover> {
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
        Body::Static(_) => {}
    }
    let shown = shown_string(spot.document, value.id(), spot.secrets())?;
    card(value.content_span(), explained(&parse(&shown).ok()?))
}

/// A transform by its kind, in words and with an example.
pub(in super::super) fn explained(read: &Transform<'_>) -> Card {
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
