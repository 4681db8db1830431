//! Fixing one text until nothing more can be fixed.

use std::borrow::Cow;

use crate::diagnostic::{Applicability, Diagnostic};
use crate::linter::{FileOrigin, Linter, Scratch};
use crate::text::Secrets;

use super::apply::{apply_fixes, select_non_overlapping};
use super::regression::{FixState, Regression, find_regression, has_valid_syntax};

/// After so many rounds two rules undo each other's work.
const MAX_ITERATIONS: usize = 64;

/// So often what would do harm to a text is tried in smaller parts, before the rest is left alone: each time
/// takes a check of the whole text.
const MAX_ATTEMPTS: usize = 100;

/// A fix that was applied, or that had to be dropped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppliedFix {
    /// The rule whose finding it mends.
    pub rule: &'static str,
    /// What it does.
    pub title: String,
}

/// A text after fixing.
#[derive(Debug)]
pub struct Fixed {
    /// The text; the same bytes as before where nothing was applied.
    pub text: String,
    /// What was applied, in order.
    pub applied: Vec<AppliedFix>,
    /// Fixes that would have made a document worse that can be read. Always empty unless a rule is wrong.
    pub rejected: Vec<AppliedFix>,
}

/// Applies every fix that is trusted at least as far as `least`, again and again until nothing
/// changes. `hide` takes out the findings that are not reported: their fixes are left alone. `None`
/// where nothing can be fixed, or where the text is not the file's own bytes, so that it could not be
/// written back.
#[must_use]
pub fn fix_text(
    linter: &Linter,
    bytes: &[u8],
    origin: FileOrigin,
    min_applicability: Applicability,
    suppress: &dyn Fn(&str, &Secrets, &mut Vec<Diagnostic>),
) -> Option<Fixed> {
    let mut scratch = Scratch::default();
    let first = linter.lint(bytes, origin, &mut scratch);
    if !matches!(first.text, Cow::Borrowed(_)) {
        return None;
    }
    let mut state =
        FixState { text: first.text.to_string(), secrets: first.secrets, diagnostics: first.diagnostics };
    let mut check = |text: String| {
        let checked = linter.lint(text.as_bytes(), origin, &mut scratch);
        let (secrets, found) = (checked.secrets, checked.diagnostics);
        FixState { text, secrets, diagnostics: found }
    };
    let mut fixed = Fixed { text: String::new(), applied: Vec::new(), rejected: Vec::new() };
    for _ in 0..MAX_ITERATIONS {
        let mut reported = state.diagnostics.clone();
        suppress(&state.text, &state.secrets, &mut reported);
        // Nothing that was learnt of the text before is used: a second run would not know it either, and
        // has nothing to do where this round had nothing to do.
        let round = Iteration::run(&state, &reported, min_applicability, &mut check);
        fixed.rejected = round.rejected;
        fixed.applied.extend(round.applied.iter().copied().map(applied_fix));
        match round.after {
            Some(after) => state = after,
            None => break,
        }
    }
    fixed.text = state.text;
    (!fixed.applied.is_empty() || !fixed.rejected.is_empty()).then_some(fixed)
}

/// What became of the fixes of one text.
struct Iteration<'d> {
    applied: Vec<&'d Diagnostic>,
    rejected: Vec<AppliedFix>,
    /// The text with what was applied; `None` where nothing was.
    after: Option<FixState>,
}

impl<'d> Iteration<'d> {
    /// Applies those that go together. Where all of them would do harm, those that stood in their way come
    /// next, until something helps.
    fn run(
        before: &FixState,
        reported: &'d [Diagnostic],
        least: Applicability,
        check: &mut dyn FnMut(String) -> FixState,
    ) -> Self {
        let mut round = Self { applied: Vec::new(), rejected: Vec::new(), after: None };
        let mut left: Vec<&Diagnostic> = reported.iter().collect();
        let mut attempts = MAX_ATTEMPTS;
        while round.after.is_none() && attempts > 0 {
            let chosen = select_non_overlapping(left.iter().copied(), least);
            if chosen.is_empty() {
                break;
            }
            let harmful = round.apply_bisecting(before, &chosen, &mut attempts, check);
            left.retain(|finding| !harmful.iter().any(|harmful| std::ptr::eq(*finding, *harmful)));
        }
        round
    }

    /// Applies those that do no harm, and returns those that do. Where all together do, each half of them is
    /// tried, and so on down to the ones to blame; each harm takes one of the attempts. From the start of
    /// the text to its end: where there are too many to blame, all before the last of them is mended, and
    /// stays so.
    fn apply_bisecting(
        &mut self,
        before: &FixState,
        chosen: &[&'d Diagnostic],
        attempts: &mut usize,
        check: &mut dyn FnMut(String) -> FixState,
    ) -> Vec<&'d Diagnostic> {
        let mut harmful = Vec::new();
        let mut parts = vec![chosen];
        while let Some(part) = parts.pop().filter(|_| *attempts > 0) {
            let fixes = self.applied.iter().chain(part).filter_map(|finding| finding.fix.as_ref());
            let after = check(apply_fixes(&before.text, fixes));
            let Some(harm) = find_regression(self.after.as_ref().unwrap_or(before), &after, part) else {
                self.applied.extend(part);
                self.after = Some(after);
                continue;
            };
            *attempts -= 1;
            if let &[alone] = part {
                // How a broken text was meant is a guess, which every change of it may change: a
                // document's, or that of a script or a query in it.
                if harm == Regression::NewErrors
                    && has_valid_syntax(before)
                    && !alone.rule.ends_with("-syntax")
                {
                    self.rejected.push(applied_fix(alone));
                }
                harmful.push(alone);
            } else {
                let (first, second) = part.split_at(part.len() / 2);
                parts.extend([second, first]);
            }
        }
        harmful
    }
}

fn applied_fix(finding: &Diagnostic) -> AppliedFix {
    let title = finding.fix.as_ref().map(|fix| fix.title.clone());
    AppliedFix { rule: finding.rule, title: title.unwrap_or_default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fixed(text: &str, least: Applicability) -> Option<Fixed> {
        fix_text(&Linter::default(), text.as_bytes(), FileOrigin::Explicit, least, &|_, _, _| {})
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
            for least in [Applicability::Safe, Applicability::Unsafe] {
                let Some(done) = fixed(text, least) else { continue };
                assert_eq!(done.rejected, []);
                assert!(fixed(&done.text, least).is_none(), "a second run changes nothing");
            }
        }
    }

    #[test]
    fn rejected_fix_does_not_block_others() {
        let mended = r#"{"a": 1}"#;
        let rows = [r#"{"a": 1,}"#; 150].join(", ");
        let text =
            format!(r#"{{"fieldsMap": [{{"queryType""isSource":sSource": true }}], "settings": [{rows}]}}"#);
        let Some(done) = fixed(&text, Applicability::Safe) else { panic!("nothing was fixed") };
        assert_eq!((done.text.matches(mended).count(), done.rejected.as_slice()), (150, &[][..]));
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
        // Both jobs lack their type until the defaults are put in, and have the wrong one then.
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
        assert!(
            fix_text(&Linter::default(), &wide, FileOrigin::Explicit, Applicability::Unsafe, &|_, _, _| {})
                .is_none()
        );
    }

    mod faulty_rules {
        use std::sync::atomic::{AtomicUsize, Ordering};

        use super::*;
        use crate::diagnostic::{Fix, Severity};
        use crate::job::Job;
        use crate::rule::{Check, FixKind, Group, Rule, RuleContext, Selection};

        static FAULTY_RULE: Rule = Rule {
            name: "careless",
            group: Group::Mapping,
            severity: Severity::Warning,
            fix: FixKind::Safe,
            superseded_by: &[],
            summary: "",
            page: "",
            check: Check::Job(check),
        };

        static RULES: [&Rule; 1] = [&FAULTY_RULE];

        /// Offers to break the document, and to mend another place.
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
            static RULES: [&Rule; 1] = [&COUNTING_RULE];
            let rows = [r#"{"destinationField": "bad"}"#; 1000].join(", ");
            let text = format!(r#"{{"fieldsMap": [{rows}]}}"#);
            let linter = Linter::with_rules(&RULES, Selection::default());
            let done =
                fix_text(&linter, text.as_bytes(), FileOrigin::Explicit, Applicability::Safe, &|_, _, _| {});
            assert_eq!(done.map(|done| done.text), Some(text));
            assert!(CHECKS.load(Ordering::Relaxed) < 150, "{CHECKS:?}");
        }

        #[test]
        fn second_run_changes_nothing() {
            let linter = Linter::with_rules(&RULES, Selection::default());
            let run = |text: &str| {
                fix_text(&linter, text.as_bytes(), FileOrigin::Explicit, Applicability::Safe, &|_, _, _| {})
            };
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
            let Some(done) =
                fix_text(&linter, text.as_bytes(), FileOrigin::Explicit, Applicability::Safe, &|_, _, _| {})
            else {
                panic!("nothing was fixed");
            };
            assert_eq!(done.text, text.replace("good", "ok"));
            assert_eq!((done.applied.len(), done.rejected.len()), (1, 1));
        }
    }
}
