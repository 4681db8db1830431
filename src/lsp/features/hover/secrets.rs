//! Secrets: that there is one, and never what it is.

use crate::catalog::secret_by_form;
use crate::job::Value;
use crate::text::Span;

use super::super::markdown::{Card, sentence};
use super::super::spot::{Part, Spot};
use super::{Hover, card};

/// The secret that the cursor stands in.
pub(super) fn under_cursor(spot: &Spot<'_, '_>, value: Value<'_>) -> Option<Hover> {
    let content = value.content_span();
    let at = Span::new(spot.offset, spot.offset.saturating_add(1));
    let touched = spot.secrets().within(value.span()).find(|secret| {
        secret.overlaps(at) || secret.end == spot.offset || (secret.contains(content) && !content.is_empty())
    })?;
    let what = secret_by_form(content.of(spot.document.text())).map(|(form, _)| form.in_words());
    let about = match (spot.part, what) {
        (_, Some(form)) => sentence(&format!("it looks like {form}")),
        (Part::Row(_), None) => "The password that objects are created with.".to_owned(),
        (Part::Setting(entry), None) => {
            entry.known.map(crate::catalog::Setting::explanation).unwrap_or_default()
        }
        _ => String::new(),
    };
    let text = Card::new("Secret").beside("it is never shown").say(about).say(
        "Whoever can read this file can read it: write a placeholder such as `${NAME}` and fill it in when the \
         job is submitted.",
    );
    card(touched, text)
}
