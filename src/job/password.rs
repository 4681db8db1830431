//! Rows that fill a password, and their options.

use crate::catalog::CHARACTER_CLASSES;
use crate::json::{Document, NodeId, NodeKind};
use crate::text::{Span, is_blank};

use super::{EmbeddedJson, FieldRow, Job, has_placeholder};

/// The `options` of a row that fills a password.
#[derive(Debug)]
pub struct PasswordOptions<'d> {
    /// The row.
    pub row: FieldRow<'d>,
    embedded: EmbeddedJson<'d>,
}

impl<'d> Job<'d> {
    /// The options of the rows that fill a password, in document order. Read when they are first asked
    /// for.
    #[must_use]
    pub fn password_options(&self) -> &[PasswordOptions<'d>] {
        self.password_options.get_or_init(|| self.rows.iter().filter_map(PasswordOptions::of).collect())
    }

    /// The options of one row.
    #[must_use]
    pub fn password_options_of(&self, row: &FieldRow<'_>) -> Option<&PasswordOptions<'d>> {
        let (options, row) = (self.password_options(), row.value.id());
        let place = options.binary_search_by_key(&row, |options| options.row.value.id()).ok()?;
        options.get(place)
    }
}

impl<'d> PasswordOptions<'d> {
    /// The options of a row; `None` where it fills no password, has none, or they are filled in at
    /// submission.
    fn of(row: &FieldRow<'d>) -> Option<Self> {
        if !row.fills_password() {
            return None;
        }
        let value = row.options?;
        let text = value.string()?;
        if is_blank(&text) || has_placeholder(&text) {
            return None;
        }
        Some(Self { row: *row, embedded: EmbeddedJson::new(value)? })
    }

    /// The JSON that they are.
    #[must_use]
    pub fn json(&self) -> &EmbeddedJson<'d> {
        &self.embedded
    }

    /// Whether the product makes up a password for each row. That is inferred: 0 stands in every
    /// published job beside a password that the transform holds.
    #[must_use]
    pub fn generates_password(&self) -> bool {
        self.integer("passwordType").is_some_and(|(kind, _)| kind != 0)
    }

    /// A whole number and its place in the document inside.
    #[must_use]
    pub fn integer(&self, name: &str) -> Option<(i64, Span)> {
        self.member(name, |document, id| document.integer(id))
    }

    /// A truth value and its place in the document inside.
    #[must_use]
    pub fn boolean(&self, name: &str) -> Option<(bool, Span)> {
        self.member(name, |document, id| document.boolean(id))
    }

    /// A text, which may be `null`, and its place in the document inside.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<(String, Span)> {
        self.member(name, |document, id| match document.kind(id) {
            NodeKind::Null => Some(String::new()),
            _ => document.string(id).map(std::borrow::Cow::into_owned),
        })
    }

    /// Whether each kind of character is on, in the catalog's order; `None` where that is not said
    /// of all of them.
    #[must_use]
    pub fn character_classes(&self) -> Option<Vec<(bool, Span)>> {
        CHARACTER_CLASSES.iter().map(|(name, _)| self.boolean(name)).collect()
    }

    fn member<T>(
        &self,
        name: &str,
        read: impl FnOnce(&Document<'_>, NodeId) -> Option<T>,
    ) -> Option<(T, Span)> {
        let document = self.embedded.document();
        let id = document.get(NodeId::ROOT, name)?;
        Some((read(&document, id)?, document.span(id)))
    }
}
