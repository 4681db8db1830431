//! Options of rows that fill a password.

use crate::catalog::CHARACTER_CLASSES;
use crate::json::{Document, NodeId, NodeKind};
use crate::text::{Span, is_blank};

use super::{EmbeddedJson, FieldRow};

/// The `options` of a row that fills a password.
#[derive(Debug)]
pub struct PasswordOptions<'d> {
    /// The row.
    pub row: FieldRow<'d>,
    embedded: EmbeddedJson<'d>,
}

impl<'d> PasswordOptions<'d> {
    /// The options of a row; `None` if it does not fill a password, or if its options are blank or a
    /// placeholder.
    pub(super) fn of(row: &FieldRow<'d>) -> Option<Self> {
        if !row.fills_password() {
            return None;
        }
        let value = row.options?;
        let text = value.string()?;
        if is_blank(&text) || value.placeholders().is_unresolved(&text) {
            return None;
        }
        Some(Self { row: *row, embedded: EmbeddedJson::new(value)? })
    }

    /// The parsed options.
    #[must_use]
    pub fn json(&self) -> &EmbeddedJson<'d> {
        &self.embedded
    }

    /// Whether the product generates a password for each row. This is inferred: `passwordType` is 0 in
    /// every documented job whose transform contains the password.
    #[must_use]
    pub fn generates_password(&self) -> bool {
        self.integer("passwordType").is_some_and(|(kind, _)| kind != 0)
    }

    /// An integer and its span in the embedded document.
    #[must_use]
    pub fn integer(&self, name: &str) -> Option<(i64, Span)> {
        self.member(name, |document, id| document.integer(id))
    }

    /// A Boolean and its span in the embedded document.
    #[must_use]
    pub fn boolean(&self, name: &str) -> Option<(bool, Span)> {
        self.member(name, |document, id| document.boolean(id))
    }

    /// A string, which may be `null`, and its span in the embedded document.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<(String, Span)> {
        self.member(name, |document, id| match document.kind(id) {
            NodeKind::Null => Some(String::new()),
            _ => document.string(id).map(std::borrow::Cow::into_owned),
        })
    }

    /// Whether each character class is enabled, in the order of the catalog; `None` unless all are specified.
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
