//! One file, decoded, parsed, recognised and normalised once: what every later stage reads.
//!
//! A [`ParsedFile`] is shared by the linter, fingerprints, the baseline, diffs and the language server, so
//! that no text is parsed twice.

mod normalize;
mod recognize;
mod secrets;
mod text;

use std::borrow::Cow;
use std::sync::OnceLock;

use crate::json::{Document, Duplicate, NodeId, Tree, parse};
use crate::schema::UnknownMember;
use crate::text::{Decoded, EncodingProblem, Placeholders, Secrets, Span, decode, decode_owned};
use normalize::{Normalized, normalize};

pub use recognize::{FileKind, Recognition, recognize};
pub use secrets::find_secrets;
pub use text::SourceText;

/// Allocations that are reused from one file to the next.
#[derive(Debug, Default)]
pub struct Scratch {
    tree: Tree,
    buffer: Vec<u8>,
}

impl Scratch {
    /// Takes back the allocations of a file that is no longer needed.
    pub fn reclaim(&mut self, file: ParsedFile<'_>) {
        self.tree = file.tree;
        if let SourceText::Owned(text) = file.text {
            self.buffer = text.into_bytes();
        }
    }

    /// Takes the tree of a file back, and returns its text and secrets.
    pub fn reclaim_tree(&mut self, mut file: ParsedFile<'_>) -> (String, Secrets) {
        let _ = file.secrets();
        let secrets = file.secrets.take().unwrap_or_default();
        self.tree = file.tree;
        let mut text = file.text.into_string();
        // The buffer may have been used for a larger file before.
        text.shrink_to_fit();
        (text, secrets)
    }

    /// Takes the buffer of the last reclaimed file, to read the next one into.
    #[must_use]
    pub fn take_buffer(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.buffer)
    }
}

/// A text with its tree, and whether it is a job.
///
/// The typed view borrows from a [`Document`], which borrows from this:
///
/// ```ignore
/// let document = file.document();
/// let Some(job_file) = file.job_file(&document) else { return };
/// ```
#[derive(Debug)]
pub struct ParsedFile<'a> {
    text: SourceText<'a>,
    tree: Tree,
    encoding_problem: Option<EncodingProblem>,
    recognition: Recognition,
    normalized: Normalized,
    secrets: OnceLock<Secrets>,
    placeholders: Placeholders,
}

impl<'a> ParsedFile<'a> {
    /// Parses the bytes of a file, however broken.
    #[must_use]
    pub fn parse(bytes: impl Into<Cow<'a, [u8]>>, scratch: &mut Scratch) -> Self {
        let Decoded { text, problem } = match bytes.into() {
            Cow::Borrowed(bytes) => decode(bytes),
            Cow::Owned(bytes) => decode_owned(bytes),
        };
        Self::new(text.into(), problem, scratch)
    }

    /// Parses a text, however broken.
    #[must_use]
    pub fn from_text(text: impl Into<SourceText<'a>>) -> Self {
        Self::parse_text(text, &mut Scratch::default())
    }

    /// Parses a text, however broken, with the allocations of another file.
    #[must_use]
    pub fn parse_text(text: impl Into<SourceText<'a>>, scratch: &mut Scratch) -> Self {
        Self::new(text.into(), None, scratch)
    }

    fn new(text: SourceText<'a>, encoding_problem: Option<EncodingProblem>, scratch: &mut Scratch) -> Self {
        let mut tree = std::mem::take(&mut scratch.tree);
        parse(&text, &mut tree);
        let recognition = recognize(&Document::new(&text, &tree));
        let normalized = match recognition {
            Recognition::Recognized(kind, root) => normalize(&text, &mut tree, kind, root),
            Recognition::Other | Recognition::Unreadable => Normalized::default(),
        };
        let secrets = OnceLock::new();
        let placeholders = Placeholders::default();
        Self { text, tree, encoding_problem, recognition, normalized, secrets, placeholders }
    }

    /// Sets the placeholders that replace the default ones.
    #[must_use]
    pub fn with_placeholders(self, placeholders: Placeholders) -> Self {
        // Secrets that are placeholders are not masked.
        Self { placeholders, secrets: OnceLock::new(), ..self }
    }

    /// The placeholders that the text may contain.
    #[must_use]
    pub fn placeholders(&self) -> &Placeholders {
        &self.placeholders
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The whole text with its secrets masked.
    #[must_use]
    pub fn masked_text(&self) -> String {
        self.secrets().masked(self.text(), Span::from_usize(0, self.text().len()))
    }

    /// The whole text, moved where the file owns it.
    #[must_use]
    pub fn into_text(self) -> String {
        self.text.into_string()
    }

    /// The text and its tree.
    #[must_use]
    pub fn document(&self) -> Document<'_> {
        Document::new(&self.text, &self.tree).with_placeholders(&self.placeholders)
    }

    /// The encoding problem of the bytes.
    #[must_use]
    pub fn encoding_problem(&self) -> Option<EncodingProblem> {
        self.encoding_problem
    }

    /// Whether the text is exactly the bytes of the file, so that a changed text can be written back.
    #[must_use]
    pub fn is_lossless(&self) -> bool {
        matches!(self.encoding_problem, None | Some(EncodingProblem::ByteOrderMark))
    }

    /// Whether and where the file contains a job or a collection.
    #[must_use]
    pub fn recognition(&self) -> Recognition {
        self.recognition
    }

    /// The kind and the root of the job or collection; `None` if the file is something else.
    #[must_use]
    pub fn recognized(&self) -> Option<(FileKind, NodeId)> {
        match self.recognition {
            Recognition::Recognized(kind, root) => Some((kind, root)),
            Recognition::Other | Recognition::Unreadable => None,
        }
    }

    /// Members whose name occurs more than once in their object.
    #[must_use]
    pub fn duplicates(&self) -> &[Duplicate] {
        &self.normalized.duplicates
    }

    /// Members that the schema does not define.
    #[must_use]
    pub fn unknown_members(&self) -> &[UnknownMember] {
        &self.normalized.unknown_members
    }

    /// Whether the syntax is correct and the schema accepts the document.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        self.normalized.is_valid
    }

    /// The parts of the text that must never be printed, found on first use.
    #[must_use]
    pub fn secrets(&self) -> &Secrets {
        self.secrets.get_or_init(|| find_secrets(&self.document()))
    }
}
