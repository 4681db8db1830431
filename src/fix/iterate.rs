//! Applies fixes to a text until none is left.

use crate::diagnostic::{Applicability, Diagnostic};
use crate::linter::{FileOrigin, LintResult, Linter, Scratch};
use crate::rule::Tag;
use crate::rules;
use crate::source::ParsedFile;

use super::apply::{apply_fixes, select_non_overlapping};
use super::checked_text::CheckedText;
use super::regression::{Regression, find_regression, has_valid_syntax};

/// After this many iterations, two rules must be undoing each other's fixes.
const MAX_ITERATIONS: usize = 64;

/// How often a set of fixes that causes a regression is split before the rest is left alone. Each attempt checks
/// the whole text.
const MAX_ATTEMPTS: usize = 100;

/// A fix that was applied or rejected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppliedFix {
    /// The rule that offered the fix.
    pub rule: &'static str,
    /// The title of the fix.
    pub title: String,
}

/// The outcome of fixing a text.
#[derive(Debug)]
pub struct Fixed {
    /// The fixed text with its findings; `None` if no fix was applied.
    pub result: Option<LintResult<'static>>,
    /// The applied fixes in order.
    pub applied: Vec<AppliedFix>,
    /// Fixes that would have added errors to a readable document. Always empty unless a rule has a bug.
    pub rejected: Vec<AppliedFix>,
}

/// Applies the fixes of a checked file repeatedly until nothing changes, and checks each resulting text once.
///
/// Fixes below `min_applicability` are not applied, nor are those of the findings that `suppress` removes.
/// Nothing is applied if the text is not exactly the bytes of the file, so that it could not be written back.
#[must_use]
pub fn fix_file(
    linter: &Linter,
    first: CheckedText<'_>,
    origin: FileOrigin,
    min_applicability: Applicability,
    suppress: &dyn Fn(&ParsedFile<'_>, &mut Vec<Diagnostic>),
) -> Fixed {
    let mut fixed = Fixed { result: None, applied: Vec::new(), rejected: Vec::new() };
    if !first.file.is_lossless() {
        return fixed;
    }
    let mut fixer = Fixer { linter, origin, min_applicability, scratch: Scratch::default() };
    for _ in 0..MAX_ITERATIONS {
        let before = fixed.result.as_ref().map_or(first, CheckedText::from);
        let mut reported = before.diagnostics.to_vec();
        suppress(before.file, &mut reported);
        // Nothing is remembered from earlier iterations: a second run would not know it either, and must have
        // nothing to do where this iteration has nothing to do.
        let Iteration { applied, rejected, after } = fixer.run_iteration(before, &reported);
        fixed.rejected = rejected;
        fixed.applied.extend(applied.into_iter().map(applied_fix));
        let Some(after) = after else { break };
        if let Some(before) = fixed.result.replace(after) {
            fixer.scratch.reclaim(before.file);
        }
    }
    fixed
}

/// The outcome of [`fix_text`].
#[derive(Debug)]
pub struct FixedText {
    /// The fixed text; the original one if no fix was applied.
    pub text: String,
    /// See [`Fixed::applied`].
    pub applied: Vec<AppliedFix>,
    /// See [`Fixed::rejected`].
    pub rejected: Vec<AppliedFix>,
}

/// Checks and fixes the bytes of a file; `None` if no fix was applied or rejected.
#[must_use]
pub fn fix_text(linter: &Linter, bytes: &[u8], min_applicability: Applicability) -> Option<FixedText> {
    let origin = FileOrigin::Explicit;
    let first = linter.lint(bytes, origin, &mut Scratch::default());
    let fixed = fix_file(linter, (&first).into(), origin, min_applicability, &|_, _| {});
    let Fixed { result, applied, rejected } = fixed;
    let text = result.unwrap_or(first).file.into_text();
    (!applied.is_empty() || !rejected.is_empty()).then_some(FixedText { text, applied, rejected })
}

/// Checks and fixes texts with the same settings.
struct Fixer<'l> {
    linter: &'l Linter,
    origin: FileOrigin,
    min_applicability: Applicability,
    scratch: Scratch,
}

/// The outcome of the fixes of one text.
#[derive(Default)]
struct Iteration<'d> {
    applied: Vec<&'d Diagnostic>,
    rejected: Vec<AppliedFix>,
    /// The text with the applied fixes; `None` if there are none.
    after: Option<LintResult<'static>>,
}

impl Fixer<'_> {
    /// Applies fixes that do not overlap. If all of them cause regressions, those that they overlapped are
    /// tried next, until one can be applied.
    fn run_iteration<'d>(&mut self, before: CheckedText<'_>, reported: &'d [Diagnostic]) -> Iteration<'d> {
        let mut iteration = Iteration::default();
        let mut candidates: Vec<&Diagnostic> = reported.iter().collect();
        let mut attempts = MAX_ATTEMPTS;
        while iteration.after.is_none() && attempts > 0 {
            let selected = select_non_overlapping(candidates.iter().copied(), self.min_applicability);
            if selected.is_empty() {
                break;
            }
            let harmful = self.apply_bisecting(&mut iteration, before, &selected, &mut attempts);
            candidates.retain(|finding| !harmful.iter().any(|harmful| std::ptr::eq(*finding, *harmful)));
        }
        iteration
    }

    /// Applies the fixes that cause no regression, and returns the others.
    ///
    /// A set of fixes that causes a regression is bisected, which takes one of the attempts. Sets are tried from
    /// the start of the text to its end, so that all fixes before the last attempt are applied.
    fn apply_bisecting<'d>(
        &mut self,
        iteration: &mut Iteration<'d>,
        before: CheckedText<'_>,
        selected: &[&'d Diagnostic],
        attempts: &mut usize,
    ) -> Vec<&'d Diagnostic> {
        let mut harmful = Vec::new();
        let mut parts = vec![selected];
        while let Some(part) = parts.pop().filter(|_| *attempts > 0) {
            let fixes = iteration.applied.iter().chain(part).filter_map(|finding| finding.fix.as_ref());
            let after = self.check(apply_fixes(before.file.text(), fixes));
            let previous = iteration.after.as_ref().map_or(before, CheckedText::from);
            let Some(regression) = find_regression(previous, CheckedText::from(&after), part) else {
                iteration.applied.extend(part);
                iteration.after = Some(after);
                continue;
            };
            self.scratch.reclaim(after.file);
            *attempts -= 1;
            if let &[finding] = part {
                if is_rule_bug(regression, before, finding) {
                    iteration.rejected.push(applied_fix(finding));
                }
                harmful.push(finding);
            } else {
                let (first, second) = part.split_at(part.len() / 2);
                parts.extend([second, first]);
            }
        }
        harmful
    }

    fn check(&mut self, text: String) -> LintResult<'static> {
        self.linter.lint_parsed(ParsedFile::parse_text(text, &mut self.scratch), self.origin)
    }
}

/// Whether a regression is the fault of the rule: the fix caused new errors although the text before it had
/// valid syntax, and the finding is not a syntax error itself. Fixes for syntax errors are guesses.
fn is_rule_bug(regression: Regression, before: CheckedText<'_>, finding: &Diagnostic) -> bool {
    regression == Regression::NewErrors
        && has_valid_syntax(before)
        && !rules::has_tag(finding.rule, Tag::Syntax)
}

fn applied_fix(finding: &Diagnostic) -> AppliedFix {
    let title = finding.fix.as_ref().map(|fix| fix.title.clone());
    AppliedFix { rule: finding.rule, title: title.unwrap_or_default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fixed(text: &str, min_applicability: Applicability) -> Option<FixedText> {
        fix_text(&Linter::default(), text.as_bytes(), min_applicability)
    }

    #[test]
    fn iterates_until_stable() {
        let text = "\u{feff}{\"fieldsmap\": [{\"isKey\": true,\r\n\t\"forCreateOnly\": false,}]}\r\n";
        let Some(done) = fixed(text, Applicability::Safe) else { panic!("nothing was fixed") };
        assert_eq!(done.text, "{\"fieldsMap\": [{\"isKey\": true,\r\n\t\"forCreateOnly\": true}]}\r\n");
        assert!(done.rejected.is_empty(), "{:?}", done.rejected);
        assert!(fixed(&done.text, Applicability::Safe).is_none(), "a second run changes nothing");
    }

    #[test]
    fn allows_errors_revealed_by_corrected_name() {
        let text = r#"{"fieldsMap": [{"destinationField": "member", "objectType": 4}],
            "objectsOption": [{"objectType": 4, "isSelected": true, "isCreate": true, "displayName": "User"}],
            "settings": [{"key": "Destination.ProviderName", "value": "Active Directory"}]}"#;
        let Some(done) = fixed(text, Applicability::Unsafe) else { panic!("nothing was fixed") };
        assert_eq!(done.rejected, []);
        assert!(done.text.contains(r#""displayName": "Group""#), "{}", done.text);
    }

    #[test]
    fn allows_errors_superseded_before() {
        let text = r#"{"settings": [{"key": "Source.Endpoint", "value": "x", "dataType": "int32"}]}"#;
        let Some(done) = fixed(text, Applicability::Safe) else { panic!("nothing was fixed") };
        assert_eq!(done.rejected, []);
        assert!(done.text.contains("System.Int32"), "{}", done.text);
    }

    #[test]
    fn resolves_conflicting_syntax_fixes() {
        for text in [
            r#"{"fieldsMap": [{"sourceField": "A"}], "syncQuery": [{"queryType""isSource":sSource": true }]}"#,
            r#"{ "syncQuery": [{ "query": "UPDATE Staff SET Seen = 1ryType": "SQL",query": "S"qource": true }] }"#,
            r#"{ "syncQuery": [{ "q}ery": "department Contaun \"HR\"", "queryType": "GrDpu"oI, "isSource": true }] }"#,
        ] {
            for min_applicability in [Applicability::Safe, Applicability::Unsafe] {
                let Some(done) = fixed(text, min_applicability) else { continue };
                assert_eq!(done.rejected, []);
                assert!(fixed(&done.text, min_applicability).is_none(), "a second run changes nothing");
            }
        }
    }

    #[test]
    fn rejected_fix_does_not_block_others() {
        let fixed_row = r#"{"a": 1}"#;
        let rows = [r#"{"a": 1,}"#; 150].join(", ");
        let text =
            format!(r#"{{"fieldsMap": [{{"queryType""isSource":sSource": true }}], "settings": [{rows}]}}"#);
        let Some(done) = fixed(&text, Applicability::Safe) else { panic!("nothing was fixed") };
        assert_eq!((done.text.matches(fixed_row).count(), done.rejected.as_slice()), (150, &[][..]));
    }

    #[test]
    fn fixes_more_errors_than_parser_limit() {
        let rows = [r#"{"a": 1,}"#; 20_500].join(", ");
        let Some(done) = fixed(&format!(r#"{{"fieldsMap": [{rows}]}}"#), Applicability::Safe) else {
            panic!("nothing was fixed")
        };
        assert_eq!((done.text.matches(",}").count(), done.rejected.as_slice()), (0, &[][..]));
    }

    #[test]
    fn revealed_error_is_not_lack_of_progress() {
        // Both jobs lack their type until the defaults are inserted, which are then wrong.
        let text = r#"{"jobCollectionInfo": {"name": "A"},
            "jobs": [{"jobInfo": {"name": "B", "runOrder": 1}}, {"jobInfo": {"name": "C", "runOrder": 1}}]}"#;
        let Some(done) = fixed(text, Applicability::Unsafe) else { panic!("nothing was fixed") };
        assert!(done.applied.iter().any(|fix| fix.rule == "job-type-mismatch"), "{:?}", done.applied);
        assert_eq!(done.rejected, []);
        assert!(fixed(&done.text, Applicability::Unsafe).is_none(), "a second run changes nothing");
    }

    #[test]
    fn does_not_edit_beyond_depth_limit() {
        let deep = "[".repeat(300);
        let text = format!(r#"{{"jobInfo": {{"a": {deep}{{"settings": 1, "fieldsMap": "#);
        let again = fixed(&text, Applicability::Unsafe).and_then(|done| {
            assert_eq!(done.rejected, []);
            fixed(&done.text, Applicability::Unsafe)
        });
        assert!(again.is_none(), "{again:?}");
    }

    #[test]
    fn does_not_fix_transcoded_text() {
        let wide: Vec<u8> = "{\"jobInfo\": {},}".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(fix_text(&Linter::default(), &wide, Applicability::Unsafe).is_none());
    }

    mod faulty_rules {
        use std::sync::atomic::{AtomicUsize, Ordering};

        use super::*;
        use crate::diagnostic::{Fix, Severity};
        use crate::job::Job;
        use crate::rule::{Check, FixKind, Group, Rule, RuleContext, Selection};
        use crate::rules::syntax::json_syntax;

        static FAULTY_RULE: Rule = Rule {
            name: "faulty",
            group: Group::Mapping,
            severity: Severity::Warning,
            fix: FixKind::Safe,
            check: Check::Job(check),
            ..Rule::DEFAULT
        };

        /// Bad fixes are recognised by the syntax errors that they cause.
        static RULES: [&Rule; 2] = [&json_syntax::RULE, &FAULTY_RULE];

        /// Offers a fix that breaks the document, and a good one for another row.
        fn check(job: &Job<'_>, report: &mut RuleContext<'_, '_>) {
            for row in &job.rows {
                let Some(field) =
                    row.destination_field.filter(|field| field.string().as_deref() != Some("ok"))
                else {
                    continue;
                };
                let good = field.string().as_deref() == Some("good");
                let replacement = if good { "\"ok\"" } else { "]" };
                report.report(field).fix(Fix::safe("change it").replace(field.span(), replacement));
            }
        }

        #[test]
        fn bounds_number_of_attempts() {
            static CHECKS: AtomicUsize = AtomicUsize::new(0);
            static COUNTING_RULE: Rule = Rule {
                check: Check::Job(|job, report| {
                    CHECKS.fetch_add(1, Ordering::Relaxed);
                    check(job, report);
                }),
                ..FAULTY_RULE
            };
            static RULES: [&Rule; 2] = [&json_syntax::RULE, &COUNTING_RULE];
            let rows = [r#"{"destinationField": "bad"}"#; 1000].join(", ");
            let text = format!(r#"{{"fieldsMap": [{rows}]}}"#);
            let linter = Linter::with_rules(&RULES, Selection::default());
            let done = fix_text(&linter, text.as_bytes(), Applicability::Safe);
            assert_eq!(done.map(|done| done.text), Some(text));
            assert!(CHECKS.load(Ordering::Relaxed) < 150, "{CHECKS:?}");
        }

        #[test]
        fn second_run_changes_nothing() {
            let linter = Linter::with_rules(&RULES, Selection::default());
            let run = |text: &str| fix_text(&linter, text.as_bytes(), Applicability::Safe);
            for bad in [1, 30, 200] {
                let rows = format!(
                    r#"{}{{"destinationField": "good"}}"#,
                    r#"{"destinationField": "bad"}, "#.repeat(bad)
                );
                let text = format!(r#"{{"fieldsMap": [{}]}}"#, [rows.as_str(); 10].join(", "));
                let text = run(&text).map_or(text, |done| done.text);
                let again = run(&text).map_or(text.clone(), |done| done.text);
                assert_eq!(
                    again.matches("ok").count(),
                    text.matches("ok").count(),
                    "{bad} before each good one"
                );
            }
        }

        #[test]
        fn rejects_and_reports_bad_fix() {
            let linter = Linter::with_rules(&RULES, Selection::default());
            let text = r#"{"fieldsMap": [{"destinationField": "bad"}, {"destinationField": "good"}]}"#;
            let Some(done) = fix_text(&linter, text.as_bytes(), Applicability::Safe) else {
                panic!("nothing was fixed");
            };
            assert_eq!(done.text, text.replace("good", "ok"));
            assert_eq!((done.applied.len(), done.rejected.len()), (1, 1));
        }
    }
}
