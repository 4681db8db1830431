//! Values of members of `jobInfo`.

/// Actions of a collection after a failed job. Source: "Synchronized Job Collection", "On Failure".
pub(crate) const FAILURE_ACTIONS: &[&str] = &["Abort", "Continue"];

/// Value of `lastOutCome` before the first run. Source: the samples of "Create a New Job" and
/// "Get Job Details".
pub(crate) const NO_OUTCOME: &str = "None";

/// Values of `jobInfo.type`. Source: the samples of "Create a New Job" (1), "Create a New Job
/// Collection" (2) and "Get Job Names" (3, for the built-in templates).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JobKind {
    /// A job outside a collection.
    Single,
    /// A job in a collection.
    InCollection,
    /// A template that is part of the product.
    BuiltInTemplate,
}

impl JobKind {
    const ALL: [Self; 3] = [Self::Single, Self::InCollection, Self::BuiltInTemplate];

    /// Number in `jobInfo.type`.
    #[must_use]
    pub fn number(self) -> i64 {
        match self {
            Self::Single => 1,
            Self::InCollection => 2,
            Self::BuiltInTemplate => 3,
        }
    }

    /// Kind with this number, given as text.
    #[must_use]
    pub(crate) fn from_number(written: &str) -> Option<Self> {
        let number: i64 = written.parse().ok()?;
        Self::ALL.into_iter().find(|kind| kind.number() == number)
    }

    /// Noun phrase for messages.
    #[must_use]
    pub fn describe(self) -> &'static str {
        match self {
            Self::Single => "a standalone job",
            Self::InCollection => "a job in a collection",
            Self::BuiltInTemplate => "a built-in template",
        }
    }
}

/// Members of `jobInfo` that may be omitted in the summary list of a collection. Source: the samples
/// of "Create a New Job Collection" and "Get Job Collection Details".
pub(crate) const OMITTED_IN_SUMMARIES: &[&str] = &["smartgroupSchedule", "enabled", "collectionId"];
