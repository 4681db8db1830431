//! Fixing one text until nothing more can be fixed.

use std::borrow::Cow;
use std::collections::HashSet;

use crate::diagnostic::{Applicability, Diagnostic, Fix};
use crate::linter::{Linter, Origin, Scratch};
use crate::text::Secrets;

use super::apply::{apply, choose};
use super::harm::{Harm, harm, syntax_mistakes};

/// After so many rounds two rules undo each other's work.
const ROUNDS: usize = 64;

/// So often fixes that did harm are tried in smaller parts, before the rest of them is left alone: of a
/// text of nothing but mistakes each takes a check of the whole text.
const ATTEMPTS: usize = 100;

/// So often in all, however often they are tried again because others were applied.
const ALL_ATTEMPTS: usize = 5 * ATTEMPTS;

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
    let mut fixed = Fixed { text: String::new(), applied: Vec::new(), dropped: Vec::new() };
    let mut refused: HashSet<Key> = HashSet::new();
    let mut is_changed = false;
    let (mut attempts, mut all_attempts) = (ATTEMPTS, ALL_ATTEMPTS);
    for _ in 0..ROUNDS {
        let mut reported = state.found.clone();
        reported.retain(|finding| finding.fix.is_none() || !refused.contains(&key(finding)));
        hide(&state.text, &state.secrets, &mut reported);
        let chosen = choose(&reported, least);
        if chosen.is_empty() || attempts == 0 {
            if !is_changed || refused.is_empty() {
                break;
            }
            // What did harm to the text as it was may help it as it is: only where nothing helps from
            // the start has a second run nothing to do.
            refused.clear();
            fixed.dropped.clear();
            is_changed = false;
            all_attempts -= ATTEMPTS.min(all_attempts) - attempts;
            attempts = ATTEMPTS.min(all_attempts);
            continue;
        }
        let mut check = |text: String| {
            let checked = linter.lint(text.as_bytes(), origin, &mut scratch);
            let (secrets, found) = (checked.secrets, checked.diagnostics);
            State { text, secrets, found }
        };
        let Round { applied, harmful, after } = Round::of(&state, &chosen, &mut attempts, &mut check);
        // How a broken text was meant is a guess, which every change of it may change: a document's,
        // or that of a script or a query in it.
        let is_readable = syntax_mistakes(&state.found) == 0;
        for (finding, harm) in harmful {
            if harm == Harm::AddsErrors && is_readable && !finding.rule.ends_with("-syntax") {
                fixed.dropped.push(named(finding));
            }
            refused.insert(key(finding));
        }
        fixed.applied.extend(applied.iter().map(|finding| named(finding)));
        if let Some(after) = after {
            state = after;
            is_changed = true;
        }
    }
    fixed.text = state.text;
    (!fixed.applied.is_empty() || !fixed.dropped.is_empty()).then_some(fixed)
}

struct State {
    text: String,
    secrets: Secrets,
    found: Vec<Diagnostic>,
}

/// What became of the fixes that were chosen together.
struct Round<'d> {
    applied: Vec<&'d Diagnostic>,
    harmful: Vec<(&'d Diagnostic, Harm)>,
    /// The text with what was applied; `None` where nothing was.
    after: Option<State>,
}

impl<'d> Round<'d> {
    /// Applies all of them; where that does harm each half of them, and so on down to the ones to blame.
    /// Each harm takes one of the attempts.
    fn of(
        before: &State,
        chosen: &[&'d Diagnostic],
        attempts: &mut usize,
        check: &mut dyn FnMut(String) -> State,
    ) -> Self {
        let mut round = Self { applied: Vec::new(), harmful: Vec::new(), after: None };
        let mut parts = vec![chosen];
        while let Some(part) = parts.pop().filter(|_| *attempts > 0) {
            let fixes = round.applied.iter().chain(part).filter_map(|finding| finding.fix.as_ref());
            let after = check(apply(&before.text, fixes));
            let found = &round.after.as_ref().unwrap_or(before).found;
            let Some(harm) = harm(found, &after.found, part) else {
                round.applied.extend(part);
                round.after = Some(after);
                continue;
            };
            *attempts -= 1;
            if let &[alone] = part {
                round.harmful.push((alone, harm));
            } else {
                let (first, second) = part.split_at(part.len() / 2);
                parts.extend([second, first]);
            }
        }
        round
    }
}

/// A fix that is not tried again.
type Key = (&'static str, String, String);

fn key(finding: &Diagnostic) -> Key {
    (finding.rule, finding.pointer.clone(), title(finding))
}

fn title(finding: &Diagnostic) -> String {
    finding.fix.as_ref().map(|fix: &Fix| fix.title.clone()).unwrap_or_default()
}

fn named(finding: &Diagnostic) -> AppliedFix {
    AppliedFix { rule: finding.rule, title: title(finding) }
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
        use crate::diagnostic::Severity;
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
