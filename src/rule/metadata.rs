//! Metadata and documentation of rules.

use crate::diagnostic::Severity;
use crate::job::{Job, JobFile};
use crate::json::{Duplicate, SyntaxError};
use crate::schema::Violation;

use super::CrossFileRule;
use super::{RuleContext, RuleHandle};

/// The part of a job that a rule checks. Groups can be selected like rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// Encoding and JSON syntax.
    Syntax,
    /// Structure of the document.
    Schema,
    /// `fieldsMap`.
    Mapping,
    /// Transforms in `fieldsMap`.
    Transform,
    /// Passwords, keys and tokens.
    Secrets,
    /// `settings`.
    Settings,
    /// Source and destination.
    Provider,
    /// `syncQuery`.
    Query,
    /// `objectsOption`.
    Objects,
    /// Scripts in VB.NET.
    Script,
    /// `jobInfo` and collections.
    Job,
    /// joblint itself.
    Joblint,
}

impl Group {
    /// Every group, in the order of the documentation.
    pub const ALL: [Self; 12] = [
        Self::Syntax,
        Self::Schema,
        Self::Mapping,
        Self::Transform,
        Self::Secrets,
        Self::Settings,
        Self::Provider,
        Self::Query,
        Self::Objects,
        Self::Script,
        Self::Job,
        Self::Joblint,
    ];

    /// The name in outputs, configuration and `--select`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Syntax => "syntax",
            Self::Schema => "schema",
            Self::Mapping => "mapping",
            Self::Transform => "transform",
            Self::Secrets => "secrets",
            Self::Settings => "settings",
            Self::Provider => "provider",
            Self::Query => "query",
            Self::Objects => "objects",
            Self::Script => "script",
            Self::Job => "job",
            Self::Joblint => "joblint",
        }
    }
}

/// Whether a rule provides fixes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FixKind {
    /// No fixes.
    None,
    /// Fixes that do not change the meaning of the job.
    Safe,
    /// Fixes that need review.
    Unsafe,
    /// Safe or unsafe fixes, depending on the finding.
    SafeOrUnsafe,
}

impl FixKind {
    /// The text in tables; empty for `None`.
    #[must_use]
    pub fn describe(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Safe => "safe",
            Self::Unsafe => "unsafe",
            Self::SafeOrUnsafe => "safe or unsafe",
        }
    }
}

/// The function that detects a rule's problem, by the data that it looks at.
#[derive(Clone, Copy)]
pub enum Check {
    /// Called for each job of a file.
    Job(for<'d> fn(&Job<'d>, &mut RuleContext<'_, 'd>)),
    /// Called once for a file.
    File(for<'d> fn(&JobFile<'d>, &mut RuleContext<'_, 'd>)),
    /// Compares the files of a run.
    CrossFile(&'static CrossFileRule),
    /// Called for each syntax error.
    Syntax(fn(&SyntaxError, &mut RuleContext<'_, '_>)),
    /// Called for each repeated member of an object.
    Duplicate(fn(&Duplicate, &mut RuleContext<'_, '_>)),
    /// Called for each difference from the schema.
    #[allow(private_interfaces)]
    Schema(fn(&Violation, &mut RuleContext<'_, '_>)),
    /// The problem arises where there is no document to check: a file that cannot be read or decoded, or
    /// is not a job, a rule that panics, a suppression. A function of the rule's file makes the diagnostic.
    External,
}

/// A property of a rule that other parts of joblint depend on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tag {
    /// The marked text has no effect. Editors show it faded.
    Unnecessary,
    /// The marked text is invalid in its language, and the intended meaning is a guess.
    Syntax,
    /// joblint itself has failed. Such diagnostics cannot be turned off, suppressed or recorded in a baseline.
    InternalError,
}

/// The metadata of a rule, and its check.
pub struct Rule {
    /// In kebab-case, naming the problem.
    pub name: &'static str,
    /// The part of a job that it checks.
    pub group: Group,
    /// The default severity; a check can report another.
    pub severity: Severity,
    /// Whether the rule provides fixes.
    pub fix: FixKind,
    /// More specific rules. A diagnostic of this rule is dropped if one of them reports the same subject.
    pub superseded_by: &'static [&'static str],
    /// Properties that other parts of joblint depend on.
    pub tags: &'static [Tag],
    /// The problem in one line.
    pub summary: &'static str,
    /// The page `docs/rules/NAME.md`: a header that repeats the metadata, then why the problem matters and
    /// how to fix it, with examples under `## Wrong` and `## Right` that run as tests. It cites the source of
    /// each fact about the product.
    pub page: &'static str,
    /// The function that reports the problem.
    pub check: Check,
}

/// An example on the page of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Example {
    /// Whether the rule must report it.
    pub is_invalid: bool,
    /// A job, or a part of one.
    pub text: &'static str,
}

impl Rule {
    /// Values of the fields that most rules leave as they are.
    pub(crate) const DEFAULT: Self = Self {
        name: "",
        group: Group::Joblint,
        severity: Severity::Error,
        fix: FixKind::None,
        superseded_by: &[],
        tags: &[],
        summary: "",
        page: "",
        check: Check::External,
    };

    /// The part of the metadata that a check needs.
    pub(crate) fn handle(&self) -> RuleHandle {
        RuleHandle { name: self.name, severity: self.severity, summary: self.summary }
    }

    /// Whether the rule has a tag.
    #[must_use]
    pub fn has_tag(&self, tag: Tag) -> bool {
        self.tags.contains(&tag)
    }

    /// The address of the published page.
    #[must_use]
    pub fn url(&self) -> String {
        format!("https://joblint.dev/rules/{}", self.name)
    }

    /// The page without its header: the explanation and the examples, in Markdown.
    #[must_use]
    pub fn body(&self) -> &'static str {
        let header = self.header();
        self.page.strip_prefix(header.as_str()).unwrap_or(self.page).trim()
    }

    /// The header that the page starts with: title, summary, a table of metadata, and the rules that
    /// supersede this one.
    #[must_use]
    pub fn header(&self) -> String {
        let fix = match self.fix {
            FixKind::None => "none",
            other => other.describe(),
        };
        let mut header = format!(
            "# {}\n\n{}\n\n| group | severity | fix |\n|---|---|---|\n| {} | {} | {fix} |\n\n",
            self.name,
            self.summary,
            self.group.name(),
            self.severity,
        );
        if !self.superseded_by.is_empty() {
            let names: Vec<String> =
                self.superseded_by.iter().map(|name| format!("[{name}]({name}.md)")).collect();
            header.push_str(&format!(
                "Not reported where one of these rules reports the same value: {}.\n\n",
                names.join(", ")
            ));
        }
        header
    }

    /// The examples of the page, in order.
    #[must_use]
    pub fn examples(&self) -> Vec<Example> {
        let mut examples = Vec::new();
        let mut is_invalid = false;
        let mut rest = self.body();
        while let Some(at) = rest.find("```json\n") {
            let heading = rest[..at].rfind("## ").map(|heading| &rest[heading + 3..]);
            if let Some(heading) = heading {
                is_invalid = heading.starts_with("Wrong");
            }
            let body = &rest[at + "```json\n".len()..];
            let Some(end) = body.find("```") else { break };
            examples.push(Example { is_invalid, text: &body[..end] });
            rest = &body[end + 3..];
        }
        examples
    }
}
