//! Fixing one text until nothing more can be fixed.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use crate::diagnostic::{Applicability, Diagnostic, Fix, Severity};
use crate::linter::{Linter, Origin, Scratch};
use crate::rule::Group;
use crate::rules;
use crate::text::Secrets;

use super::apply::{apply, choose};

/// After so many rounds two rules undo each other's work.
const ROUNDS: usize = 32;

/// So many fixes are tried alone in a round, where all of them together do harm.
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
/// changes. `hide` takes out the findings that are not reported: their fixes are left alone. `None` where nothing can be fixed, or where the text is not the file's own bytes, so that
/// it could not be written back.
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
    let mut refused: HashSet<(&'static str, String, String)> = HashSet::new();
    for _ in 0..ROUNDS {
        state.found.retain(|finding| {
            finding.fix.is_none()
                || !refused.contains(&(finding.rule, finding.pointer.clone(), title(finding)))
        });
        let mut reported = state.found.clone();
        hide(&state.text, &state.secrets, &mut reported);
        let chosen = choose(&reported, least);
        if chosen.is_empty() {
            break;
        }
        let mut attempt = |finding: &[&Diagnostic]| {
            let text = apply(&state.text, finding.iter().filter_map(|finding| finding.fix.as_ref()));
            let checked = linter.lint(text.as_bytes(), origin, &mut scratch);
            let (secrets, found) = (checked.secrets, checked.diagnostics);
            State { text, secrets, found }
        };
        let together = attempt(&chosen);
        // What is still there when it was mended would be mended for ever: it stands where nothing is read.
        let idle = still_there(&state.found, &together.found, &chosen);
        if !idle.is_empty() {
            refused.extend(idle);
            continue;
        }
        let applied: Vec<AppliedFix> = chosen.iter().map(|finding| named(finding)).collect();
        if is_better(&state.found, &together.found, &chosen) {
            fixed.applied.extend(applied);
            state = together;
            continue;
        }
        let mistakes = syntax_mistakes(&state.found);
        // One of them is to blame: the first that does no harm alone is applied, what does is dropped.
        let mut next = None;
        for finding in chosen.into_iter().take(ATTEMPTS) {
            let alone = attempt(&[finding]);
            if is_better(&state.found, &alone.found, &[finding]) {
                fixed.applied.push(named(finding));
                next = Some(alone);
                break;
            }
            // How a broken text was meant is a guess, which every change of it may change: a document's,
            // or that of a script or a query in it.
            if mistakes == 0 && !finding.rule.ends_with("-syntax") {
                fixed.dropped.push(named(finding));
            }
            refused.insert((finding.rule, finding.pointer.clone(), title(finding)));
        }
        if let Some(next) = next {
            state = next;
            if syntax_mistakes(&state.found) < mistakes {
                // Now it reads differently: what did harm before may help.
                refused.clear();
            }
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

fn title(finding: &Diagnostic) -> String {
    finding.fix.as_ref().map(|fix: &Fix| fix.title.clone()).unwrap_or_default()
}

fn named(finding: &Diagnostic) -> AppliedFix {
    AppliedFix { rule: finding.rule, title: title(finding) }
}

/// The fixes whose findings are as many as before.
fn still_there(
    before: &[Diagnostic],
    after: &[Diagnostic],
    fixed: &[&Diagnostic],
) -> Vec<(&'static str, String, String)> {
    fn count(found: &[Diagnostic]) -> HashMap<(&'static str, &str), usize> {
        let mut count = HashMap::new();
        found
            .iter()
            .for_each(|finding| *count.entry((finding.rule, finding.message.as_str())).or_default() += 1);
        count
    }
    let (before, after) = (count(before), count(after));
    let is_idle = |finding: &&&Diagnostic| {
        let key = (finding.rule, finding.message.as_str());
        finding.rule != "json-syntax" && after.get(&key) >= before.get(&key)
    };
    fixed
        .iter()
        .filter(is_idle)
        .map(|finding| (finding.rule, finding.pointer.clone(), title(finding)))
        .collect()
}

fn syntax_mistakes(found: &[Diagnostic]) -> usize {
    found.iter().filter(|finding| finding.rule == "json-syntax").count()
}

/// Whether a change does no harm. One of the syntax has to leave fewer mistakes in it: guesses could else
/// follow one another for ever.
fn is_better(before: &[Diagnostic], after: &[Diagnostic], fixed: &[&Diagnostic]) -> bool {
    let mends_syntax = fixed.iter().any(|finding| finding.rule == "json-syntax");
    let is_progress = !mends_syntax || syntax_mistakes(after) < syntax_mistakes(before);
    is_progress && !is_worse(before, after, fixed)
}

/// Whether errors were added.
///
/// A fix of the syntax or the shape makes more of the document readable, so that mistakes behind it
/// come to light: such a fix answers for errors of its own stage and those before it only. So does an
/// unsafe fix, which may change what the job means: an object type with its right name is known to need
/// attributes. It answers for errors of its own rule, too.
fn is_worse(before: &[Diagnostic], after: &[Diagnostic], fixed: &[&Diagnostic]) -> bool {
    let stage = |rule: &str| match rules::find(rule).map(|rule| rule.group) {
        Some(Group::Syntax) => 0,
        Some(Group::Schema) => 1,
        _ => 2,
    };
    let answers_for = fixed.iter().map(|finding| stage(finding.rule)).min().unwrap_or(2);
    let is_safe = |finding: &&Diagnostic| {
        finding.fix.as_ref().is_none_or(|fix| fix.applicability == Applicability::Safe)
    };
    let all_safe = fixed.iter().all(is_safe);
    let counts = |finding: &Diagnostic| {
        let stage = stage(finding.rule);
        let is_own = || fixed.iter().any(|fixed| fixed.rule == finding.rule);
        stage <= answers_for && (all_safe || stage < 2 || is_own())
    };
    let errors = |found: &[Diagnostic]| {
        let mut count: HashMap<&'static str, usize> = HashMap::new();
        for finding in found {
            if finding.severity == Severity::Error && counts(finding) {
                *count.entry(finding.rule).or_default() += 1;
            }
        }
        count
    };
    let before = errors(before);
    errors(after).iter().any(|(rule, count)| *count > before.get(rule).copied().unwrap_or_default())
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
        use super::*;
        use crate::job::Job;
        use crate::rule::{Check, FixKind, Reporter, Rule, Selection};

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
