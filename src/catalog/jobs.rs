//! What `jobInfo` may say of a job.

/// What a collection can do when a job fails. Source: "Synchronized Job Collection", "On Failure".
pub const FAILURE_ACTIONS: &[&str] = &["Abort", "Continue"];

/// What `lastOutCome` says of a job that never ran. Source: the samples of "Create a New Job" and
/// "Get Job Details".
pub const NO_OUTCOME: &str = "None";

/// What `jobInfo.type` says. Source: the samples of "Create a New Job" (1), "Create a New Job
/// Collection" (2) and "Get Job Names" (3, for the built-in templates).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JobKind {
    /// A job that stands alone.
    Single,
    /// A job in a collection.
    InCollection,
    /// A template that comes with the product.
    BuiltInTemplate,
}

impl JobKind {
    const ALL: [Self; 3] = [Self::Single, Self::InCollection, Self::BuiltInTemplate];

    /// The number in `jobInfo.type`.
    #[must_use]
    pub fn number(self) -> i64 {
        match self {
            Self::Single => 1,
            Self::InCollection => 2,
            Self::BuiltInTemplate => 3,
        }
    }

    /// The kind of a number, as it is written.
    #[must_use]
    pub fn from_number(written: &str) -> Option<Self> {
        let number: i64 = written.parse().ok()?;
        Self::ALL.into_iter().find(|kind| kind.number() == number)
    }

    /// In words.
    #[must_use]
    pub fn describe(self) -> &'static str {
        match self {
            Self::Single => "a job that stands alone",
            Self::InCollection => "a job in a collection",
            Self::BuiltInTemplate => "a built-in template",
        }
    }
}

/// The members of `jobInfo` that an entry of a collection's summary list need not repeat. Source: the
/// samples of "Create a New Job Collection" and "Get Job Collection Details".
pub const OMITTED_IN_SUMMARIES: &[&str] = &["smartgroupSchedule", "enabled", "collectionId"];
