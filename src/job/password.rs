//! Rows that fill a password, and their options.

use crate::catalog::{CHARACTER_CLASSES, is_password_attribute};
use crate::json::{Document, Kind, NodeId};
use crate::text::Span;

use super::{FieldRow, Nested, has_placeholder};

/// The `options` of a row that fills a password.
#[derive(Debug)]
pub struct PasswordOptions<'d> {
    nested: Nested<'d>,
}

impl<'d> PasswordOptions<'d> {
    /// The options of a row; `None` where it fills no password, has none, or they are filled in at
    /// submission.
    #[must_use]
    pub fn of(row: &FieldRow<'d>) -> Option<Self> {
        if !row.fills_password() {
            return None;
        }
        let value = row.options?;
        let text = value.string()?;
        if text.trim().is_empty() || has_placeholder(&text) {
            return None;
        }
        Some(Self { nested: Nested::new(value)? })
    }

    /// The JSON that they are.
    #[must_use]
    pub fn json(&self) -> &Nested<'d> {
        &self.nested
    }

    /// Whether the product makes up a password for each row. That is inferred: 0 stands in every
    /// published job beside a password that the transform holds.
    #[must_use]
    pub fn are_for_generated(&self) -> bool {
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
            Kind::Null => Some(String::new()),
            _ => document.string(id).map(std::borrow::Cow::into_owned),
        })
    }

    /// Whether each kind of character is on, in the catalog's order; `None` where that is not said
    /// of all of them.
    #[must_use]
    pub fn classes(&self) -> Option<Vec<(bool, Span)>> {
        CHARACTER_CLASSES.iter().map(|(name, _)| self.boolean(name)).collect()
    }

    fn member<T>(
        &self,
        name: &str,
        read: impl FnOnce(&Document<'_>, NodeId) -> Option<T>,
    ) -> Option<(T, Span)> {
        let document = self.nested.document();
        let id = document.get(NodeId::ROOT, name)?;
        Some((read(&document, id)?, document.span(id)))
    }
}

impl FieldRow<'_> {
    /// Whether the row's destination holds a password.
    #[must_use]
    pub fn fills_password(&self) -> bool {
        is_password_attribute(&self.destination())
    }
}
