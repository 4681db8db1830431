//! The text of a file, by whom it is owned.

use std::borrow::Cow;
use std::ops::Deref;
use std::sync::Arc;

/// The text of a file: borrowed, owned, or shared with an open document of the language server.
#[derive(Debug, Clone)]
pub enum SourceText<'a> {
    /// Borrowed from the caller.
    Borrowed(&'a str),
    /// Owned, and moved to whoever needs it longest.
    Owned(String),
    /// Shared between threads.
    Shared(Arc<String>),
}

impl SourceText<'_> {
    pub(super) fn into_string(self) -> String {
        match self {
            Self::Borrowed(text) => text.to_owned(),
            Self::Owned(text) => text,
            Self::Shared(text) => Arc::unwrap_or_clone(text),
        }
    }
}

impl Deref for SourceText<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        match self {
            Self::Borrowed(text) => text,
            Self::Owned(text) => text,
            Self::Shared(text) => text,
        }
    }
}

impl<'a> From<&'a str> for SourceText<'a> {
    fn from(text: &'a str) -> Self {
        Self::Borrowed(text)
    }
}

impl From<String> for SourceText<'_> {
    fn from(text: String) -> Self {
        Self::Owned(text)
    }
}

impl From<Arc<String>> for SourceText<'_> {
    fn from(text: Arc<String>) -> Self {
        Self::Shared(text)
    }
}

impl<'a> From<Cow<'a, str>> for SourceText<'a> {
    fn from(text: Cow<'a, str>) -> Self {
        match text {
            Cow::Borrowed(text) => Self::Borrowed(text),
            Cow::Owned(text) => Self::Owned(text),
        }
    }
}
