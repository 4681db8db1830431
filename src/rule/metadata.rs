//! A rule's metadata and documentation.

use crate::diagnostic::Severity;
use crate::job::{Job, JobFile};
use crate::json::{Duplicate, SyntaxError};
use crate::schema::Violation;

use super::CrossFileRule;
use super::RuleContext;

/// What part of a job a rule looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// The file and its JSON.
    Syntax,
    /// The shape of the document.
    Schema,
    /// `fieldsMap`.
    Mapping,
    /// The transforms in it.
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
    /// VB.NET.
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

    /// The name used in every output and by `--select`.
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

/// Whether a rule's findings come with a fix.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FixKind {
    /// Never.
    None,
    /// Sometimes or always, and it cannot change what the job means.
    Safe,
    /// Sometimes or always, but a person has to look.
    Unsafe,
    /// Some findings have a safe one, others an unsafe one.
    SafeOrUnsafe,
}

impl FixKind {
    /// In words, for tables; empty for none.
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
    Schema(fn(&Violation, &mut RuleContext<'_, '_>)),
    /// The problem arises where there is no document to check: a file that cannot be read or decoded, or
    /// is not a job, a rule that panics, a suppression. A function of the rule's file makes the diagnostic.
    External,
}

/// A rule.
pub struct Rule {
    /// Its name, in kebab-case, naming the problem.
    pub name: &'static str,
    /// The part of a job it looks at.
    pub group: Group,
    /// How bad its findings are, unless a finding says otherwise.
    pub severity: Severity,
    /// Whether its findings come with a fix.
    pub fix: FixKind,
    /// The rules that know better: where one of them has a finding about the same subject, this
    /// rule's is dropped. Usually empty.
    pub superseded_by: &'static [&'static str],
    /// What it finds, in one line.
    pub summary: &'static str,
    /// The page `docs/rules/NAME.md`: a header that repeats the metadata, then why the problem matters and
    /// what to do, with examples under `## Wrong` and `## Right` that run as tests. Cites the source of
    /// each product fact.
    pub page: &'static str,
    /// How it finds it.
    pub check: Check,
}

/// A switch of a rule that the configuration can set.
#[derive(Debug)]
pub struct RuleOption {
    /// The rule it belongs to.
    pub rule: &'static str,
    /// Its name, in kebab-case.
    pub name: &'static str,
    /// Its value where nothing is configured.
    pub default: bool,
    /// What it does when it is on.
    pub description: &'static str,
}

/// One example in a rule's documentation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Example {
    /// Whether the rule must find something in it.
    pub is_invalid: bool,
    /// The job, or the part of one that matters.
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
        summary: "",
        page: "",
        check: Check::External,
    };

    /// Where its page is published.
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
