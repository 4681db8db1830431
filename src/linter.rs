//! One document through the pipeline.
//!
//! Bytes become text, text a tree, the tree is recognised, checked against its schema and handed
//! to the rules. Recognition comes before any complaint: a file that is no job is left alone.

mod cross_file;
mod normalize;

use std::borrow::Cow;
use std::cell::{Cell, OnceCell};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Severity};
use crate::inventory::Inventory;
use crate::job::{FileKind, JobFile, Recognition, find_secrets, recognize};
use crate::json::{Document, NodeId, SyntaxErrorKind, Tree, parse};
use crate::language::{PlaceholderPatterns, set_placeholder_patterns};
use crate::rule::{
    Check, Diagnostics, DuplicateKey, Level, LintOptions, Rule, RuleContext, RuleSettings, Selection,
};
use crate::rules::{self, RULES};
use crate::schema;
use crate::text::{Decoded, EncodingProblem, Secrets, Span, decode};
use cross_file::check_cross_file;
pub(crate) use normalize::{Normalized, normalize};

pub use cross_file::{Collision, KeyHash, KeyIndex};

/// Why a file is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileOrigin {
    /// It was named: being no job is worth a word.
    Explicit,
    /// The configuration says that it is a job: being none is an error.
    Included,
    /// It was found in a folder: being no job is nobody's business.
    Discovered,
}

/// Memory that is kept from one file to the next.
#[derive(Debug, Default)]
pub struct Scratch {
    tree: Tree,
}

/// What came of a file.
#[derive(Debug)]
pub struct LintResult<'a> {
    /// The text that the findings point into.
    pub text: Cow<'a, str>,
    /// The findings, by position and rule.
    pub diagnostics: Vec<Diagnostic>,
    /// What must not be printed of the text; known only where there are findings.
    pub secrets: Secrets,
    /// Whether it was passed over as something other than a job.
    pub is_skipped: bool,
    /// What it holds that no other file should.
    pub key_hashes: Vec<KeyHash>,
}

/// Checks documents.
#[derive(Clone)]
pub struct Linter {
    rules: &'static [&'static Rule],
    /// Those of them that look at jobs and are on.
    enabled_rules: Arc<[&'static Rule]>,
    selection: Selection,
    settings: Arc<RuleSettings>,
    inventory: Option<Arc<Inventory>>,
    placeholders: Option<Arc<PlaceholderPatterns>>,
    min_severity: Severity,
}

impl Default for Linter {
    fn default() -> Self {
        Self::new(Selection::default())
    }
}

thread_local! {
    /// Whether this thread is inside a rule, whose panic is caught and reported as a finding.
    static IN_RULE: Cell<bool> = const { Cell::new(false) };
}

/// Whether a panic on this thread will be caught and reported, so that nothing else need be printed.
#[must_use]
pub fn panic_is_caught() -> bool {
    IN_RULE.get()
}

/// What a piece of a rule gives; `None` where it panics.
pub(crate) fn catch_panic<T>(piece: impl FnOnce() -> T) -> Option<T> {
    let outside = IN_RULE.replace(true);
    let outcome = catch_unwind(AssertUnwindSafe(piece));
    IN_RULE.set(outside);
    outcome.ok()
}

impl Linter {
    /// A linter with every built-in rule that the selection leaves on.
    #[must_use]
    pub fn new(selection: Selection) -> Self {
        Self::with_rules(RULES, selection)
    }

    /// A linter with other rules.
    #[must_use]
    pub fn with_rules(rules: &'static [&'static Rule], selection: Selection) -> Self {
        let linter = Self {
            rules,
            enabled_rules: Arc::default(),
            selection,
            settings: Arc::default(),
            inventory: None,
            placeholders: None,
            min_severity: Severity::Info,
        };
        linter.with_enabled_rules()
    }

    /// The same with the rules that the selection and the settings leave on.
    fn with_enabled_rules(self) -> Self {
        let on = |rule: &&&Rule| !matches!(rule.check, Check::Builtin) && self.is_rule_selected(rule.name);
        Self { enabled_rules: self.rules.iter().filter(on).copied().collect(), ..self }
    }

    /// The same with the levels and options that a configuration sets.
    #[must_use]
    pub fn with_settings(self, settings: Arc<RuleSettings>) -> Self {
        Self { settings, ..self }.with_enabled_rules()
    }

    /// The same with other placeholders than the usual ones.
    #[must_use]
    pub fn with_placeholders(self, placeholders: Option<Arc<PlaceholderPatterns>>) -> Self {
        Self { placeholders, ..self }
    }

    /// The same with what exists in the target environment.
    #[must_use]
    pub fn with_inventory(self, inventory: Option<Arc<Inventory>>) -> Self {
        Self { inventory, ..self }
    }

    /// The same without findings below a severity, which then cost nothing.
    #[must_use]
    pub fn with_min_severity(self, least: Severity) -> Self {
        Self { min_severity: least, ..self }
    }

    /// Checks the bytes of one file.
    #[must_use]
    pub fn lint<'a>(&self, bytes: &'a [u8], origin: FileOrigin, scratch: &mut Scratch) -> LintResult<'a> {
        self.lint_with_duplicates(bytes, origin, &[], scratch)
    }

    /// Checks the bytes of one file, knowing which of its claims another one makes.
    #[must_use]
    pub fn lint_with_duplicates<'a>(
        &self,
        bytes: &'a [u8],
        origin: FileOrigin,
        repeats: &[DuplicateKey],
        scratch: &mut Scratch,
    ) -> LintResult<'a> {
        let _placeholders = set_placeholder_patterns(self.placeholders.clone());
        let Decoded { text, problem } = decode(bytes);
        let tree = &mut scratch.tree;
        parse(&text, tree);
        let (kind, root) = match recognize(&Document::new(&text, tree)) {
            Recognition::Recognized(kind, root) => (kind, root),
            _ if origin == FileOrigin::Discovered => return LintResult::new_skipped(text),
            other => {
                let mut found = Diagnostics::default();
                found.extend(unrecognized_diagnostics(&Document::new(&text, tree), other, problem, origin));
                return self.finalize(text, tree, found);
            }
        };
        let mut found = Diagnostics::default();
        if let Some(problem) = problem {
            found.push(rules::syntax::text_encoding::report(problem));
            if matches!(problem, EncodingProblem::WideUnicode(_)) {
                // Positions in the transcoded text are not positions in the file.
                return self.finalize(text, tree, found);
            }
        }
        self.check_structure(&text, tree, kind, root, &mut found);
        let secrets = OnceCell::new();
        let document = Document::new(&text, tree);
        let file = JobFile::new(&document, kind, root);
        self.run_rules(&file, &document, &secrets, repeats, &mut found);
        let marks = self.key_hashes(&file);
        LintResult { key_hashes: marks, ..self.finalize(text, tree, found) }
    }

    /// Syntax, duplicate members and the schema; afterwards misspelt members are read as what was
    /// meant.
    fn check_structure(
        &self,
        text: &str,
        tree: &mut Tree,
        kind: FileKind,
        root: NodeId,
        found: &mut Diagnostics,
    ) {
        let Normalized { duplicates, unknown_members: unknown, is_valid: valid } =
            normalize(text, tree, kind, root);
        if valid && duplicates.is_empty() {
            return;
        }
        let document = Document::new(text, tree);
        found.extend(tree.errors().iter().map(|error| error.diagnostic(&document)));
        found
            .extend(duplicates.iter().map(|twice| rules::syntax::duplicate_member::report(&document, twice)));
        found.extend(unknown.iter().map(|member| schema::unknown_member_diagnostic(&document, member)));
        if !valid {
            let mut violations = Vec::new();
            schema::collect_violations(&document, root, kind.schema(), &mut violations);
            found.extend(violations);
        }
    }

    /// Runs every rule that is on; one that fails becomes a finding of its own.
    fn run_rules<'d>(
        &self,
        file: &JobFile<'d>,
        document: &'d Document<'d>,
        secrets: &OnceCell<Secrets>,
        repeats: &[DuplicateKey],
        found: &mut Diagnostics,
    ) {
        let context = LintOptions {
            settings: &self.settings,
            inventory: self.inventory.as_deref(),
            min_severity: self.min_severity,
        };
        let mut rest = self.enabled_rules.iter();
        let mut running: Option<(&'static Rule, usize)> = None;
        // What a failing rule has found is taken back, and the run goes on behind it.
        while catch_panic(|| {
            for rule in rest.by_ref() {
                running = Some((rule, found.len()));
                let mut reporter = RuleContext::new(document, secrets, rule, context, found);
                match rule.check {
                    Check::Job(check) => file.jobs.iter().for_each(|job| check(job, &mut reporter)),
                    Check::File(check) => check(file, &mut reporter),
                    Check::CrossFile(across) => check_cross_file(across, file, repeats, &mut reporter),
                    Check::Builtin => {}
                }
            }
        })
        .is_none()
        {
            let Some((rule, before)) = running else { return };
            found.truncate(before);
            found.push(rules::joblint::internal_error::report(rule));
        }
    }

    /// The levels and options that it was made with.
    #[must_use]
    pub fn settings(&self) -> &Arc<RuleSettings> {
        &self.settings
    }

    /// What it knows of the target environment.
    #[must_use]
    pub fn inventory(&self) -> Option<&Arc<Inventory>> {
        self.inventory.as_ref()
    }

    /// The placeholders that it looks for instead of the usual ones.
    #[must_use]
    pub fn placeholders(&self) -> Option<&Arc<PlaceholderPatterns>> {
        self.placeholders.as_ref()
    }

    /// Whether a rule runs and its usual findings are shown.
    #[must_use]
    pub fn is_rule_enabled(&self, rule: &Rule) -> bool {
        self.is_rule_selected(rule.name) && self.settings.severity(rule, rule.severity) >= self.min_severity
    }

    /// Findings of other origin than a job file, as the settings want them.
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
                finding.severity = self.settings.severity(rule, finding.severity);
            }
        }
    }

    /// Whether a rule runs. What was selected by name runs even where the configuration turns it off.
    fn is_rule_selected(&self, rule: &str) -> bool {
        let off = self.settings.level(rule) == Some(Level::Off) && !self.selection.selects(rule);
        self.selection.is_enabled(rule) && !off
    }

    fn passes_filters(&self, finding: &Diagnostic) -> bool {
        finding.severity >= self.min_severity && self.is_rule_selected(finding.rule)
    }

    fn finalize<'a>(&self, text: Cow<'a, str>, tree: &Tree, mut found: Diagnostics) -> LintResult<'a> {
        self.apply_severities(found.iter_mut());
        let found = found.resolve_overlaps(self.rules, |finding| self.passes_filters(finding));
        self.build_result(text, tree, found)
    }

    fn build_result<'a>(
        &self,
        text: Cow<'a, str>,
        tree: &Tree,
        mut found: Vec<Diagnostic>,
    ) -> LintResult<'a> {
        found.retain(|finding| self.passes_filters(finding));
        found.sort_by(|left, right| {
            (left.span, left.rule, &left.message).cmp(&(right.span, right.rule, &right.message))
        });
        let secrets =
            if found.is_empty() { Secrets::default() } else { find_secrets(&Document::new(&text, tree)) };
        LintResult { text, diagnostics: found, secrets, is_skipped: false, key_hashes: Vec::new() }
    }
}

impl<'a> LintResult<'a> {
    fn new_skipped(text: Cow<'a, str>) -> Self {
        let (diagnostics, secrets) = (Vec::new(), Secrets::default());
        Self { text, diagnostics, secrets, is_skipped: true, key_hashes: Vec::new() }
    }
}

/// What there is to say of a file that was asked for and is no job.
fn unrecognized_diagnostics(
    document: &Document<'_>,
    recognition: Recognition,
    problem: Option<EncodingProblem>,
    origin: FileOrigin,
) -> Vec<Diagnostic> {
    if let Some(problem) = problem.filter(|problem| !matches!(problem, EncodingProblem::ByteOrderMark)) {
        return vec![rules::syntax::text_encoding::report(problem)];
    }
    let errors = document.tree().errors();
    // Nothing is known of what is too deep to be read: it may well be a job.
    let too_deep = errors.iter().any(|error| error.kind == SyntaxErrorKind::TooDeep);
    if too_deep || recognition == Recognition::Unreadable {
        return errors.iter().map(|error| error.diagnostic(document)).collect();
    }
    let mut finding = rules::syntax::unrecognized_document::report(document);
    if origin == FileOrigin::Included {
        finding.severity = Severity::Error;
    }
    vec![finding]
}

/// The finding of a file that is too large to be read.
#[must_use]
pub fn file_too_large(size: u64, limit: u64) -> LintResult<'static> {
    let mut checked = LintResult::new_skipped(Cow::Borrowed(""));
    checked.is_skipped = false;
    checked.diagnostics.push(rules::syntax::too_large::report(size, limit, Span::empty(0)));
    checked
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::mapping::one_key_field::ALLOW_SEVERAL;

    fn rules_found(
        settings: &RuleSettings,
        select: &[&str],
        least: Severity,
    ) -> Vec<(&'static str, Severity)> {
        let job = br#"{"fieldsMap": [{"objectType": 1, "isKey": true}, {"objectType": 1, "isKey": true}],
            "objectsOption": [{"objectType": 1, "isSelected": true}]}"#;
        let select: Vec<String> = select.iter().map(|name| (*name).to_owned()).collect();
        let linter = Linter::new(Selection::new(RULES, &select, &[]).unwrap())
            .with_settings(Arc::new(settings.clone()))
            .with_min_severity(least);
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
