//! Fixing one text until nothing more can be fixed.

use std::borrow::Cow;

use crate::diagnostic::{Applicability, Diagnostic};
use crate::linter::{Linter, Origin, Scratch};
use crate::text::Secrets;

use super::apply::{apply, choose};
use super::harm::{Harm, State, harm, is_readable};

/// After so many rounds two rules undo each other's work.
const ROUNDS: usize = 64;

/// So often what would do harm to a text is tried in smaller parts, before the rest is left alone: each time
/// takes a check of the whole text.
const ATTEMPTS: usize = 100;

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
    pub dropped: Vec<AppliedFix>,
}

/// Applies every fix that is trusted at least as far as `least`, again and again until nothing
/// changes. `hide` takes out the findings that are not reported: their fixes are left alone. `None`
/// where nothing can be fixed, or where the text is not the file's own bytes, so that it could not be
/// written back.
#[must_use]
pub fn fix(
    linter: &Linter,
    bytes: &[u8],
    origin: Origin,
    least: Applicability,
    hide: &dyn Fn(&str, &Secrets, &mut Vec<Diagnostic>),
) -> Option<Fixed> {
    let mut scratch = Scratch::default();
    let first = linter.lint(bytes, origin, &mut scratch);
    if !matches!(first.text, Cow::Borrowed(_)) {
        return None;
    }
    let mut state = State { text: first.text.to_string(), secrets: first.secrets, found: first.diagnostics };
    let mut check = |text: String| {
        let checked = linter.lint(text.as_bytes(), origin, &mut scratch);
        let (secrets, found) = (checked.secrets, checked.diagnostics);
        State { text, secrets, found }
    };
    let mut fixed = Fixed { text: String::new(), applied: Vec::new(), dropped: Vec::new() };
    for _ in 0..ROUNDS {
        let mut reported = state.found.clone();
        hide(&state.text, &state.secrets, &mut reported);
        // Nothing that was learnt of the text before is used: a second run would not know it either, and
        // has nothing to do where this round had nothing to do.
        let round = Round::of(&state, &reported, least, &mut check);
        fixed.dropped = round.dropped;
        fixed.applied.extend(round.applied.iter().copied().map(named));
        match round.after {
            Some(after) => state = after,
            None => break,
        }
    }
    fixed.text = state.text;
    (!fixed.applied.is_empty() || !fixed.dropped.is_empty()).then_some(fixed)
}

/// What became of the fixes of one text.
struct Round<'d> {
    applied: Vec<&'d Diagnostic>,
    dropped: Vec<AppliedFix>,
    /// The text with what was applied; `None` where nothing was.
    after: Option<State>,
}

impl<'d> Round<'d> {
    /// Applies those that go together. Where all of them would do harm, those that stood in their way come
    /// next, until something helps.
    fn of(
        before: &State,
        reported: &'d [Diagnostic],
        least: Applicability,
        check: &mut dyn FnMut(String) -> State,
    ) -> Self {
        let mut round = Self { applied: Vec::new(), dropped: Vec::new(), after: None };
        let mut left: Vec<&Diagnostic> = reported.iter().collect();
        let mut attempts = ATTEMPTS;
        while round.after.is_none() && attempts > 0 {
            let chosen = choose(left.iter().copied(), least);
            if chosen.is_empty() {
                break;
            }
            let harmful = round.apply(before, &chosen, &mut attempts, check);
            left.retain(|finding| !harmful.iter().any(|harmful| std::ptr::eq(*finding, *harmful)));
        }
        round
    }

    /// Applies those that do no harm, and returns those that do. Where all together do, each half of them is
    /// tried, and so on down to the ones to blame; each harm takes one of the attempts. From the start of
    /// the text to its end: where there are too many to blame, all before the last of them is mended, and
    /// stays so.
    fn apply(
        &mut self,
        before: &State,
        chosen: &[&'d Diagnostic],
        attempts: &mut usize,
        check: &mut dyn FnMut(String) -> State,
    ) -> Vec<&'d Diagnostic> {
        let mut harmful = Vec::new();
        let mut parts = vec![chosen];
        while let Some(part) = parts.pop().filter(|_| *attempts > 0) {
            let fixes = self.applied.iter().chain(part).filter_map(|finding| finding.fix.as_ref());
            let after = check(apply(&before.text, fixes));
            let Some(harm) = harm(self.after.as_ref().unwrap_or(before), &after, part) else {
                self.applied.extend(part);
                self.after = Some(after);
                continue;
            };
            *attempts -= 1;
            if let &[alone] = part {
                // How a broken text was meant is a guess, which every change of it may change: a
                // document's, or that of a script or a query in it.
                if harm == Harm::AddsErrors && is_readable(before) && !alone.rule.ends_with("-syntax") {
                    self.dropped.push(named(alone));
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

fn named(finding: &Diagnostic) -> AppliedFix {
    let title = finding.fix.as_ref().map(|fix| fix.title.clone());
    AppliedFix { rule: finding.rule, title: title.unwrap_or_default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fixed(text: &str, least: Applicability) -> Option<Fixed> {
        fix(&Linter::default(), text.as_bytes(), Origin::Asked, least, &|_, _, _| {})
    }

    #[test]
    fn rounds_follow_one_another_until_nothing_is_left() {
        let text = "\u{feff}{\"fieldsmap\": [{\"isKey\": true,\r\n\t\"forCreateOnly\": false,}]}\r\n";
        let Some(done) = fixed(text, Applicability::Safe) else { panic!("nothing was fixed") };
        assert_eq!(done.text, "{\"fieldsMap\": [{\"isKey\": true,\r\n\t\"forCreateOnly\": true}]}\r\n");
        assert!(done.dropped.is_empty(), "{:?}", done.dropped);
        assert!(fixed(&done.text, Applicability::Safe).is_none(), "a second run changes nothing");
    }

    #[test]
    fn what_a_right_name_brings_to_light_is_no_harm() {
        let text = r#"{"fieldsMap": [{"destinationField": "member", "objectType": 4}],
            "objectsOption": [{"objectType": 4, "isSelected": true, "isCreate": true, "displayName": "User"}],
            "settings": [{"key": "Destination.ProviderName", "value": "Active Directory"}]}"#;
        let Some(done) = fixed(text, Applicability::Unsafe) else { panic!("nothing was fixed") };
        assert_eq!(done.dropped, []);
        assert!(done.text.contains(r#""displayName": "Group""#), "{}", done.text);
    }

    #[test]
    fn what_gave_way_may_come_to_light() {
        let text = r#"{"settings": [{"key": "Source.Endpoint", "value": "x", "dataType": "int32"}]}"#;
        let Some(done) = fixed(text, Applicability::Safe) else { panic!("nothing was fixed") };
        assert_eq!(done.dropped, []);
        assert!(done.text.contains("System.Int32"), "{}", done.text);
    }

    #[test]
    fn guesses_about_broken_syntax_may_not_go_together() {
        for text in [
            r#"{"fieldsMap": [{"sourceField": "A"}], "syncQuery": [{"queryType""isSource":sSource": true }]}"#,
            r#"{ "syncQuery": [{ "query": "UPDATE Staff SET Seen = 1ryType": "SQL",query": "S"qource": true }] }"#,
            r#"{ "syncQuery": [{ "q}ery": "department Contaun \"HR\"", "queryType": "GrDpu"oI, "isSource": true }] }"#,
        ] {
            for least in [Applicability::Safe, Applicability::Unsafe] {
                let Some(done) = fixed(text, least) else { continue };
                assert_eq!(done.dropped, []);
                assert!(fixed(&done.text, least).is_none(), "a second run changes nothing");
            }
        }
    }

    #[test]
    fn one_guess_that_does_harm_holds_up_no_other_fix() {
        let mended = r#"{"a": 1}"#;
        let rows = [r#"{"a": 1,}"#; 150].join(", ");
        let text =
            format!(r#"{{"fieldsMap": [{{"queryType""isSource":sSource": true }}], "settings": [{rows}]}}"#);
        let Some(done) = fixed(&text, Applicability::Safe) else { panic!("nothing was fixed") };
        assert_eq!((done.text.matches(mended).count(), done.dropped.as_slice()), (150, &[][..]));
    }

    #[test]
    fn more_mistakes_than_the_parser_names_are_mended_all_the_same() {
        let rows = [r#"{"a": 1,}"#; 20_500].join(", ");
        let Some(done) = fixed(&format!(r#"{{"fieldsMap": [{rows}]}}"#), Applicability::Safe) else {
            panic!("nothing was fixed")
        };
        assert_eq!((done.text.matches(",}").count(), done.dropped.as_slice()), (0, &[][..]));
    }

    #[test]
    fn a_mistake_that_another_fix_brings_to_light_is_none_that_stayed() {
        // Both jobs lack their type until the defaults are put in, and have the wrong one then.
        let text = r#"{"jobCollectionInfo": {"name": "A"},
            "jobs": [{"jobInfo": {"name": "B", "runOrder": 1}}, {"jobInfo": {"name": "C", "runOrder": 1}}]}"#;
        let Some(done) = fixed(text, Applicability::Unsafe) else { panic!("nothing was fixed") };
        assert!(done.applied.iter().any(|fix| fix.rule == "job-type"), "{:?}", done.applied);
        assert_eq!(done.dropped, []);
        assert!(fixed(&done.text, Applicability::Unsafe).is_none(), "a second run changes nothing");
    }

    #[test]
    fn what_is_put_where_nothing_is_read_is_not_put_there() {
        let deep = "[".repeat(300);
        let text = format!(r#"{{"jobInfo": {{"a": {deep}{{"settings": 1, "fieldsMap": "#);
        let again = fixed(&text, Applicability::Unsafe).and_then(|done| {
            assert_eq!(done.dropped, []);
            fixed(&done.text, Applicability::Unsafe)
        });
        assert!(again.is_none(), "{again:?}");
    }

    #[test]
    fn what_is_not_the_files_own_text_is_left_alone() {
        let wide: Vec<u8> = "{\"jobInfo\": {},}".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(
            fix(&Linter::default(), &wide, Origin::Asked, Applicability::Unsafe, &|_, _, _| {}).is_none()
        );
    }

    mod rules_that_err {
        use std::sync::atomic::{AtomicUsize, Ordering};

        use super::*;
        use crate::diagnostic::{Fix, Severity};
        use crate::job::Job;
        use crate::rule::{Check, FixKind, Group, Reporter, Rule, Selection};

        static CARELESS: Rule = Rule {
            name: "careless",
            group: Group::Mapping,
            severity: Severity::Warning,
            fix: FixKind::Safe,
            gives_way_to: &[],
            summary: "",
            docs: "",
            check: Check::Job(check),
        };

        static RULES: [&Rule; 1] = [&CARELESS];

        /// Offers to break the document, and to mend another place.
        fn check(job: &Job<'_>, report: &mut Reporter<'_, '_>) {
            for row in &job.rows {
                let Some(field) =
                    row.destination_field.filter(|field| field.string().as_deref() != Some("ok"))
                else {
                    continue;
                };
                let good = field.string().as_deref() == Some("good");
                let replacement = if good { "\"ok\"" } else { "]" };
                report.at(field).fix(Fix::safe("change it").replace(field.span(), replacement));
            }
        }

        #[test]
        fn are_not_tried_without_end() {
            static CHECKS: AtomicUsize = AtomicUsize::new(0);
            static HARMFUL: Rule = Rule {
                check: Check::Job(|job, report| {
                    CHECKS.fetch_add(1, Ordering::Relaxed);
                    check(job, report);
                }),
                ..CARELESS
            };
            static RULES: [&Rule; 1] = [&HARMFUL];
            let rows = [r#"{"destinationField": "bad"}"#; 1000].join(", ");
            let text = format!(r#"{{"fieldsMap": [{rows}]}}"#);
            let linter = Linter::with_rules(&RULES, Selection::default());
            let done = fix(&linter, text.as_bytes(), Origin::Asked, Applicability::Safe, &|_, _, _| {});
            assert_eq!(done.map(|done| done.text), Some(text));
            assert!(CHECKS.load(Ordering::Relaxed) < 150, "{CHECKS:?}");
        }

        #[test]
        fn leave_a_second_run_nothing_to_do() {
            let linter = Linter::with_rules(&RULES, Selection::default());
            let run =
                |text: &str| fix(&linter, text.as_bytes(), Origin::Asked, Applicability::Safe, &|_, _, _| {});
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
        fn are_stopped_and_named() {
            let linter = Linter::with_rules(&RULES, Selection::default());
            let text = r#"{"fieldsMap": [{"destinationField": "bad"}, {"destinationField": "good"}]}"#;
            let Some(done) = fix(&linter, text.as_bytes(), Origin::Asked, Applicability::Safe, &|_, _, _| {})
            else {
                panic!("nothing was fixed");
            };
            assert_eq!(done.text, text.replace("good", "ok"));
            assert_eq!((done.applied.len(), done.dropped.len()), (1, 1));
        }
    }
}
