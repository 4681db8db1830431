//! Runs all rules on a parsed file.

mod cross_file;
mod structure;
mod unique_keys;

use std::borrow::Cow;
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Severity};
use crate::inventory::Inventory;
use crate::json::{Document, SyntaxErrorKind};
use crate::rule::{
    Check, Diagnostics, DuplicateKey, Level, LintOptions, Rule, RuleContext, RuleSettings, Selection, Tag,
    resolve_overlaps,
};
use crate::rules::{self, RULES};
use crate::source::{ParsedFile, Recognition};
use crate::text::{EncodingProblem, Placeholders, Secrets, Span};
use cross_file::check_cross_file;
use structure::Structure;

pub use crate::source::Scratch;
pub use cross_file::{Collision, KeyHash, KeyIndex};

/// How a file came to be checked. Decides what is reported if it is not a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileOrigin {
    /// Given on the command line: a finding if it is not a job.
    Explicit,
    /// Matched by `include` in the configuration: an error if it is not a job.
    Included,
    /// Found in a folder: skipped if it is not a job.
    Discovered,
}

/// The findings of one file.
#[derive(Debug, Default)]
pub struct Findings {
    /// The findings, sorted by position and rule.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether the file was skipped because it is not a job.
    pub is_skipped: bool,
    /// The values that must be unique among files, such as the job's name.
    pub key_hashes: Vec<KeyHash>,
}

/// A parsed file with its findings.
#[derive(Debug)]
pub struct LintResult<'a> {
    /// The file that the findings refer to.
    pub file: ParsedFile<'a>,
    /// See [`Findings::diagnostics`].
    pub diagnostics: Vec<Diagnostic>,
    /// See [`Findings::is_skipped`].
    pub is_skipped: bool,
    /// See [`Findings::key_hashes`].
    pub key_hashes: Vec<KeyHash>,
}

impl<'a> LintResult<'a> {
    /// Combines a file with its findings.
    #[must_use]
    pub fn new(file: ParsedFile<'a>, findings: Findings) -> Self {
        let Findings { diagnostics, is_skipped, key_hashes } = findings;
        Self { file, diagnostics, is_skipped, key_hashes }
    }

    /// Findings of a file whose content is not available.
    #[must_use]
    pub fn without_text(findings: Findings) -> LintResult<'static> {
        LintResult::new(ParsedFile::from_text(""), findings)
    }

    /// The text that the findings refer to.
    #[must_use]
    pub fn text(&self) -> &str {
        self.file.text()
    }

    /// The parts of the text that must never be printed.
    #[must_use]
    pub fn secrets(&self) -> &Secrets {
        self.file.secrets()
    }
}

/// Checks files with a set of rules and the settings that apply to them.
#[derive(Clone)]
pub struct Linter {
    rules: &'static [&'static Rule],
    /// The rules that are enabled and not built into an earlier stage.
    enabled_rules: Arc<[&'static Rule]>,
    selection: Selection,
    settings: Arc<RuleSettings>,
    inventory: Option<Arc<Inventory>>,
    placeholders: Placeholders,
    min_severity: Severity,
}

impl Default for Linter {
    fn default() -> Self {
        Self::new(Selection::default())
    }
}

thread_local! {
    /// Whether this thread runs a rule, whose panic is caught and reported as a finding.
    static IN_RULE: Cell<bool> = const { Cell::new(false) };
}

/// Whether a panic on this thread is caught and reported as a finding, so that the panic hook can be silent.
#[must_use]
pub fn panic_is_caught() -> bool {
    IN_RULE.get()
}

/// Returns the result of `run`, or `None` if it panics.
pub(crate) fn catch_panic<T>(run: impl FnOnce() -> T) -> Option<T> {
    let outer = IN_RULE.replace(true);
    let outcome = catch_unwind(AssertUnwindSafe(run));
    IN_RULE.set(outer);
    outcome.ok()
}

impl Linter {
    /// Creates a linter with the built-in rules that the selection enables.
    #[must_use]
    pub fn new(selection: Selection) -> Self {
        Self::with_rules(RULES, selection)
    }

    /// Creates a linter with other rules.
    #[must_use]
    pub fn with_rules(rules: &'static [&'static Rule], selection: Selection) -> Self {
        let linter = Self {
            rules,
            enabled_rules: Arc::default(),
            selection,
            settings: Arc::default(),
            inventory: None,
            placeholders: Placeholders::default(),
            min_severity: Severity::Info,
        };
        linter.with_enabled_rules()
    }

    fn with_enabled_rules(self) -> Self {
        let is_enabled =
            |rule: &&&Rule| !matches!(rule.check, Check::External) && self.is_rule_selected(rule.name);
        Self { enabled_rules: self.rules.iter().filter(is_enabled).copied().collect(), ..self }
    }

    /// Sets the severities and options from the configuration.
    #[must_use]
    pub fn with_settings(self, settings: Arc<RuleSettings>) -> Self {
        Self { settings, ..self }.with_enabled_rules()
    }

    /// Sets placeholders that replace the default ones.
    #[must_use]
    pub fn with_placeholders(self, placeholders: Placeholders) -> Self {
        Self { placeholders, ..self }
    }

    /// Sets the inventory of the target environment.
    #[must_use]
    pub fn with_inventory(self, inventory: Option<Arc<Inventory>>) -> Self {
        Self { inventory, ..self }
    }

    /// Drops findings below a severity. Rules can skip the work for them.
    #[must_use]
    pub fn with_min_severity(self, min_severity: Severity) -> Self {
        Self { min_severity, ..self }
    }

    /// Parses and checks the bytes of one file. [`Scratch::reclaim`] takes the allocations of the result back.
    #[must_use]
    pub fn lint<'a>(
        &self,
        bytes: impl Into<Cow<'a, [u8]>>,
        origin: FileOrigin,
        scratch: &mut Scratch,
    ) -> LintResult<'a> {
        self.lint_parsed(ParsedFile::parse(bytes, scratch), origin)
    }

    /// Checks a parsed file with the placeholders of the linter, and returns it with the findings.
    #[must_use]
    pub fn lint_parsed<'a>(&self, file: ParsedFile<'a>, origin: FileOrigin) -> LintResult<'a> {
        let file = file.with_placeholders(self.placeholders.clone());
        let findings = self.check(&file, origin, &[]);
        LintResult::new(file, findings)
    }

    /// Checks a parsed file, which has the placeholders of the linter. `duplicates` are its keys that another file also has.
    #[must_use]
    pub fn check(&self, file: &ParsedFile<'_>, origin: FileOrigin, duplicates: &[DuplicateKey]) -> Findings {
        let document = file.document();
        let Some(job_file) = file.job_file(&document) else {
            return self.check_unrecognized(file, &document, origin);
        };
        let mut found = Diagnostics::default();
        found.extend(file.encoding_problem().map(rules::syntax::text_encoding::diagnostic));
        self.run_rules(
            file,
            &document,
            &Structure::new(file, &document),
            |check, ctx| match check {
                Check::Job(check) => job_file.jobs.iter().for_each(|job| check(job, ctx)),
                Check::File(check) => check(&job_file, ctx),
                Check::CrossFile(check) => check_cross_file(check, &job_file, duplicates, ctx),
                _ => {}
            },
            &mut found,
        );
        let key_hashes = self.key_hashes(&job_file);
        Findings { key_hashes, ..self.finalize(found) }
    }

    /// Checks a file that is not a job.
    fn check_unrecognized(
        &self,
        file: &ParsedFile<'_>,
        document: &Document<'_>,
        origin: FileOrigin,
    ) -> Findings {
        if origin == FileOrigin::Discovered {
            return Findings { is_skipped: true, ..Findings::default() };
        }
        let mut found = Diagnostics::default();
        let errors = document.tree().errors();
        // A document that is nested too deeply was not read to its end, and may well be a job.
        let is_too_deep = errors.iter().any(|error| error.kind == SyntaxErrorKind::TooDeep);
        let problem = file.encoding_problem();
        if let Some(problem) = problem.filter(|problem| !matches!(problem, EncodingProblem::ByteOrderMark)) {
            found.push(rules::syntax::text_encoding::diagnostic(problem));
        } else if is_too_deep || file.recognition() == Recognition::Unreadable {
            self.run_rules(file, document, &Structure::syntax_only(errors), |_, _| {}, &mut found);
        } else {
            let mut finding = rules::syntax::unrecognized_document::diagnostic(document);
            if origin == FileOrigin::Included {
                finding.severity = Severity::Error;
            }
            found.push(finding);
        }
        self.finalize(found)
    }

    /// Runs every enabled rule: on the structure of the document, then with `run_check`. A rule that panics is
    /// replaced by a finding.
    fn run_rules<'d>(
        &self,
        file: &ParsedFile<'_>,
        document: &'d Document<'d>,
        structure: &Structure<'_>,
        run_check: impl Fn(Check, &mut RuleContext<'_, 'd>),
        found: &mut Diagnostics,
    ) {
        let options = LintOptions {
            settings: &self.settings,
            inventory: self.inventory.as_deref(),
            min_severity: self.min_severity,
        };
        for rule in self.enabled_rules.iter().copied() {
            let count_before = found.len();
            let outcome = catch_panic(|| {
                let mut ctx = RuleContext::new(file, document, rule.handle(), options, found);
                structure.run_check(rule.check, &mut ctx);
                run_check(rule.check, &mut ctx);
            });
            if outcome.is_none() {
                found.truncate(count_before);
                found.push(rules::joblint::internal_error::diagnostic(rule));
            }
        }
    }

    /// The severities and options from the configuration.
    #[must_use]
    pub fn settings(&self) -> &Arc<RuleSettings> {
        &self.settings
    }

    /// The inventory of the target environment.
    #[must_use]
    pub fn inventory(&self) -> Option<&Arc<Inventory>> {
        self.inventory.as_ref()
    }

    /// The placeholders that replace the default ones.
    #[must_use]
    pub fn placeholders(&self) -> &Placeholders {
        &self.placeholders
    }

    /// Whether a rule runs, and findings of its default severity are reported.
    #[must_use]
    pub fn is_rule_enabled(&self, rule: &Rule) -> bool {
        self.is_rule_selected(rule.name)
            && self.settings.severity(rule.handle(), rule.severity) >= self.min_severity
    }

    /// Applies the settings to findings that do not come from a job file.
    #[must_use]
    pub fn apply_settings(&self, mut found: Vec<Diagnostic>) -> Vec<Diagnostic> {
        self.apply_severities(&mut found);
        found.retain(|finding| self.passes_filters(finding));
        found
    }

    fn apply_severities<'f>(&self, found: impl IntoIterator<Item = &'f mut Diagnostic>) {
        if *self.settings == RuleSettings::default() {
            return;
        }
        for finding in found {
            if let Some(rule) = self.rules.iter().find(|rule| rule.name == finding.rule) {
                finding.severity = self.settings.severity(rule.handle(), finding.severity);
            }
        }
    }

    /// Whether a rule runs. A rule selected by name runs even if the configuration turns it off.
    fn is_rule_selected(&self, rule: &str) -> bool {
        let is_off = self.settings.level(rule) == Some(Level::Off) && !self.selection.selects(rule);
        self.selection.is_enabled(rule) && !is_off || rules::has_tag(rule, Tag::InternalError)
    }

    fn passes_filters(&self, finding: &Diagnostic) -> bool {
        finding.severity >= self.min_severity && self.is_rule_selected(finding.rule)
    }

    /// Applies severities, resolves overlaps, filters and sorts.
    fn finalize(&self, mut found: Diagnostics) -> Findings {
        self.apply_severities(found.iter_mut());
        let mut diagnostics = resolve_overlaps(found, self.rules, |finding| self.passes_filters(finding));
        diagnostics.retain(|finding| self.passes_filters(finding));
        diagnostics.sort_by(|left, right| {
            (left.span, left.rule, &left.message).cmp(&(right.span, right.rule, &right.message))
        });
        Findings { diagnostics, ..Findings::default() }
    }
}

/// Reports a file that is too large to be read.
#[must_use]
pub fn file_too_large(size: u64, limit: u64) -> Findings {
    let finding = rules::syntax::too_large::diagnostic(size, limit, Span::empty(0));
    Findings { diagnostics: vec![finding], ..Findings::default() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::mapping::one_key_field::ALLOW_SEVERAL;

    fn rules_found(
        settings: &RuleSettings,
        select: &[&str],
        min_severity: Severity,
    ) -> Vec<(&'static str, Severity)> {
        let job = br#"{"fieldsMap": [{"objectType": 1, "isKey": true}, {"objectType": 1, "isKey": true}],
            "objectsOption": [{"objectType": 1, "isSelected": true}]}"#;
        let select: Vec<String> = select.iter().map(|name| (*name).to_owned()).collect();
        let linter = Linter::new(Selection::new(RULES, &select, &[]).unwrap())
            .with_settings(Arc::new(settings.clone()))
            .with_min_severity(min_severity);
        let checked = linter.lint(job, FileOrigin::Explicit, &mut Scratch::default());
        let found = checked.diagnostics.iter().map(|found| (found.rule, found.severity));
        found.filter(|(rule, _)| *rule == "one-key-field").collect()
    }

    #[test]
    fn applies_configured_severities_and_options() {
        let mut settings = RuleSettings::default();
        let found = |settings: &RuleSettings| rules_found(settings, &[], Severity::Warning);
        assert_eq!(found(&settings), [("one-key-field", Severity::Error)]);
        settings.set_level("one-key-field", Level::On(Severity::Warning));
        assert_eq!(found(&settings), [("one-key-field", Severity::Warning)]);
        settings.set_level("one-key-field", Level::On(Severity::Info));
        assert_eq!(found(&settings), []);
        settings.set_level("one-key-field", Level::Off);
        assert_eq!(found(&settings), []);
        let selected = rules_found(&settings, &["one-key-field"], Severity::Warning);
        assert_eq!(selected, [("one-key-field", Severity::Error)], "the command line decides");
        let mut settings = RuleSettings::default();
        settings.set_option(ALLOW_SEVERAL.rule, ALLOW_SEVERAL.name, true);
        assert_eq!(found(&settings), []);
    }
}
