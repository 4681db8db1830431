//! The diagnostics of one document, and the resolution of overlaps between rules.
//!
//! One mistake is one diagnostic. If several rules detect the same mistake, only the most specific one
//! reports it: a rule lists the more specific rules in [`Rule::superseded_by`](super::Rule::superseded_by), and its diagnostics have
//! subjects. A diagnostic is dropped if a more specific rule reports the same subject. Neither the order
//! of rules nor whether the superseding diagnostic is dropped itself makes a difference.

use crate::diagnostic::Diagnostic;
use crate::job::{Job, NodeRef, Side, SideName};
use crate::json::NodeId;

/// The thing that a diagnostic is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Subject {
    /// A value of the document. The marked value is always a subject unless the subjects are cleared.
    Value(NodeId),
    /// An object type of a job.
    ObjectType {
        /// The job.
        job: NodeId,
        /// Number of the object type.
        number: i64,
    },
    /// The source or the destination of a job.
    Side {
        /// The job.
        job: NodeId,
        /// Which side.
        side: SideName,
    },
}

impl Subject {
    /// An object type of a job, by its number.
    pub(crate) fn object_type(job: &Job<'_>, number: i64) -> Self {
        Self::ObjectType { job: job.value.id(), number }
    }
}

impl From<&Side<'_, '_>> for Subject {
    fn from(side: &Side<'_, '_>) -> Self {
        Self::Side { job: side.job, side: side.name }
    }
}

impl From<NodeRef<'_>> for Subject {
    fn from(value: NodeRef<'_>) -> Self {
        Self::Value(value.id())
    }
}

/// The diagnostics of one document.
#[derive(Debug, Default)]
pub struct Diagnostics {
    pub(super) diagnostics: Vec<Diagnostic>,
    /// The subjects of diagnostics, each with the index of its diagnostic. Diagnostics from before the rules
    /// have none.
    pub(super) subjects: Vec<(usize, Subject)>,
}

impl Diagnostics {
    /// Adds a diagnostic without a subject.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Adds diagnostics without subjects.
    pub fn extend(&mut self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        self.diagnostics.extend(diagnostics);
    }

    /// The number of diagnostics.
    #[must_use]
    pub fn len(&self) -> usize {
        self.diagnostics.len()
    }

    /// Whether there are no diagnostics.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.diagnostics.is_empty()
    }

    /// Removes all but the first `length` diagnostics.
    pub fn truncate(&mut self, length: usize) {
        self.diagnostics.truncate(length);
        self.subjects.retain(|(index, _)| *index < length);
    }

    /// Iterates over the diagnostics.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut Diagnostic> {
        self.diagnostics.iter_mut()
    }

    pub(super) fn last_mut(&mut self) -> Option<&mut Diagnostic> {
        self.diagnostics.last_mut()
    }

    /// Adds a subject to the last diagnostic.
    pub(super) fn add_subject(&mut self, subject: Subject) {
        if let Some(last) = self.diagnostics.len().checked_sub(1) {
            self.subjects.push((last, subject));
        }
    }

    /// Removes the subjects of the last diagnostic.
    pub(super) fn clear_subjects(&mut self) {
        if let Some(last) = self.diagnostics.len().checked_sub(1) {
            while self.subjects.pop_if(|(index, _)| *index == last).is_some() {}
        }
    }
}
