//! Checks that span files: see [`Across`](crate::rule::Across).
//!
//! Linting a file gives a [`Mark`] for each of its claims. The [`Ledger`] is told the marks of all
//! files, in order of their paths, and answers which file made a claim before. Of both files, the
//! first is asked for the [place](Linter::first_claim) of its claim, and the second is
//! [linted again](Linter::lint_beside) knowing it. The outcome does not depend on the order in which
//! threads finish.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use crate::diagnostic::Elsewhere;
use crate::json::Document;
use crate::rule::{Across, Check, Claim, Findings, Repeat, Reporter};
use crate::text::{Decoded, LineIndex, decode};

use super::{JobFile, Linter, Recognition, Scratch, catch, parse, recognize};

/// What is remembered of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Mark {
    rule: &'static str,
    /// Hash of the rule's name and the words.
    claim: u64,
}

impl Mark {
    pub(super) fn new(rule: &'static str, claim: &Claim<'_>) -> Self {
        Self { rule, claim: hash(&(rule, &claim.words)) }
    }
}

/// Who claims what.
#[derive(Debug, Default)]
pub struct Ledger {
    /// The first file by the hash of its claim.
    first: HashMap<u64, u32>,
    /// The same by the hash of claim and folder.
    first_in_folder: HashMap<u64, u32>,
}

/// A claim that an earlier file has made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clash {
    /// The claim.
    pub mark: Mark,
    /// The earlier file.
    pub first: usize,
    /// Whether it stands in the same folder.
    pub same_folder: bool,
}

impl Ledger {
    /// Enters the claims of a file, and says which of them were made before: in the same folder, if
    /// there is such a file, or else anywhere.
    pub fn enter(&mut self, file: usize, path: &str, marks: &[Mark]) -> Vec<Clash> {
        let Ok(number) = u32::try_from(file) else { return Vec::new() };
        let folder = hash(&path.rsplit_once('/').map(|(folder, _)| folder));
        let mut clashes = Vec::new();
        for mark in marks {
            let anywhere = *self.first.entry(mark.claim).or_insert(number);
            let near = *self.first_in_folder.entry(mark.claim.rotate_left(1) ^ folder).or_insert(number);
            let (first, same_folder) = if near == number { (anywhere, false) } else { (near, true) };
            if first != number {
                clashes.push(Clash { mark: *mark, first: first as usize, same_folder });
            }
        }
        clashes
    }
}

/// Runs a rule that compares files on one of them.
pub(super) fn report_across<'d>(
    across: &Across,
    file: &JobFile<'d>,
    repeats: &[Repeat],
    reporter: &mut Reporter<'_, 'd>,
) {
    (across.within)(file, reporter);
    if repeats.is_empty() {
        return;
    }
    let claims = (across.claims)(file);
    let by_words: HashMap<&str, &Repeat> = repeats
        .iter()
        .filter(|repeat| repeat.rule == reporter.rule_name())
        .map(|repeat| (repeat.words.as_str(), repeat))
        .collect();
    for claim in &claims {
        if let Some(repeat) = by_words.get(claim.words.as_str()) {
            (across.repeated)(claim, repeat, reporter);
        }
    }
}

/// The same for the same words in every run.
fn hash(words: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    words.hash(&mut hasher);
    hasher.finish()
}

impl Linter {
    /// The rules that compare files and are on.
    pub(super) fn rules_across(&self) -> impl Iterator<Item = (&'static str, &'static Across)> + '_ {
        self.running.iter().filter_map(|rule| match rule.check {
            Check::Across(across) => Some((rule.name, across)),
            _ => None,
        })
    }

    /// What a file claims; nothing where a rule fails, which was reported then.
    pub(super) fn marks(&self, file: &JobFile<'_>) -> Vec<Mark> {
        let mut marks = Vec::new();
        for (rule, across) in self.rules_across() {
            let claims = catch(|| (across.claims)(file)).unwrap_or_default();
            marks.extend(claims.iter().map(|claim| Mark::new(rule, claim)));
        }
        marks
    }

    /// Whether a finding about the clash would be shown.
    #[must_use]
    pub fn wants(&self, clash: &Clash) -> bool {
        let rule = self.rules.iter().find(|rule| rule.name == clash.mark.rule && self.is_on(rule.name));
        rule.is_some_and(|rule| match rule.check {
            Check::Across(across) => {
                let severity = if clash.same_folder { rule.severity } else { across.in_other_folders };
                self.settings.severity(rule, severity) >= self.least
            }
            _ => false,
        })
    }

    /// Where the file of these bytes makes the claim of a clash; `None` if it no longer does.
    #[must_use]
    pub fn first_claim(
        &self,
        bytes: &[u8],
        path: &str,
        clash: &Clash,
        scratch: &mut Scratch,
    ) -> Option<Repeat> {
        let Decoded { text, .. } = decode(bytes);
        let tree = &mut scratch.tree;
        parse(&text, tree);
        let Recognition::Recognized(kind, root) = recognize(&Document::new(&text, tree)) else {
            return None;
        };
        self.structure(&text, tree, kind, root, &mut Findings::default());
        let document = Document::new(&text, tree);
        let file = JobFile::new(&document, kind, root);
        let (rule, across) = self.rules_across().find(|(rule, _)| *rule == clash.mark.rule)?;
        let claims = catch(|| (across.claims)(&file))?;
        let claim = claims.into_iter().find(|claim| Mark::new(rule, claim) == clash.mark)?;
        let (span, index) = (claim.at.span(), LineIndex::new(&text));
        let first = Elsewhere {
            path: path.to_owned(),
            span,
            pointer: document.pointer(claim.at.id()),
            start: index.line_column(&text, span.start),
            end: index.line_column(&text, span.end),
        };
        Some(Repeat { rule, words: claim.words, first: Arc::new(first), same_folder: clash.same_folder })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Severity;
    use crate::linter::Origin;

    fn job(name: &str) -> String {
        format!(r#"{{"isTemplate": false, "jobInfo": {{"name": "{name}"}}}}"#)
    }

    fn marks(linter: &Linter, text: &str) -> Vec<Mark> {
        linter.lint(text.as_bytes(), Origin::Asked, &mut Scratch::default()).marks
    }

    #[test]
    fn the_ledger_prefers_a_file_in_the_same_folder() {
        let marks = marks(&Linter::default(), &job("Users"));
        let mut ledger = Ledger::default();
        let mut enter = |file, path| {
            let clashes = ledger.enter(file, path, &marks);
            clashes.first().map(|clash| (clash.first, clash.same_folder))
        };
        assert_eq!(enter(0, "a/users.json"), None);
        assert_eq!(enter(1, "b/users.json"), Some((0, false)));
        assert_eq!(enter(2, "b/users-2.json"), Some((1, true)));
        assert_eq!(enter(3, "a/x/users.json"), Some((0, false)));
        assert_eq!(enter(4, "a/users-2.json"), Some((0, true)));
    }

    #[test]
    fn only_single_jobs_of_one_kind_claim_a_name() {
        let linter = Linter::default();
        let users = marks(&linter, &job("Users"));
        assert_eq!(users.len(), 1);
        assert_eq!(marks(&linter, &job(" USERS ")), users);
        assert_ne!(marks(&linter, &job("Groups")), users);
        let template = job("Users").replace("false", "true");
        assert_ne!(marks(&linter, &template), users);
        // A member whose name is misspelt is read as what was meant.
        assert_eq!(marks(&linter, &job("Users").replace("name", "nmae")), users);
        for text in [
            job(""),
            job("${NAME}"),
            format!(r#"{{"count": 0, "data": {}}}"#, job("Users")),
            format!(r#"{{"jobCollectionInfo": {{}}, "jobs": [{}]}}"#, job("Users")),
        ] {
            assert_eq!(marks(&linter, &text), [], "{text}");
        }
    }

    #[test]
    fn the_second_file_is_told_where_the_first_one_claims_it() {
        let linter = Linter::default();
        let mut scratch = Scratch::default();
        let first = format!("\n{}", job("Users"));
        let mark = marks(&linter, &first)[0];
        for (same_folder, severity) in [(true, Severity::Warning), (false, Severity::Info)] {
            let clash = Clash { mark, first: 0, same_folder };
            let repeat = linter.first_claim(first.as_bytes(), "a.json", &clash, &mut scratch).unwrap();
            assert_eq!((repeat.first.start.line, repeat.first.start.column), (2, 43));
            let second = job("users");
            let checked = linter.lint_beside(second.as_bytes(), Origin::Asked, &[repeat], &mut scratch);
            let found: Vec<_> =
                checked.diagnostics.iter().filter(|found| found.rule == "duplicate-job-name").collect();
            assert_eq!(found.len(), 1);
            assert_eq!((found[0].severity, found[0].span.of(&second)), (severity, "\"users\""));
            let related = found[0].related[0].elsewhere.as_ref().unwrap();
            assert_eq!((related.path.as_str(), related.span.of(&first)), ("a.json", "\"Users\""));
            let wanted = linter.clone().at_least(Severity::Warning).wants(&clash);
            assert_eq!(wanted, same_folder);
        }
        let clash = Clash { mark, first: 0, same_folder: true };
        let changed = linter.first_claim(job("Groups").as_bytes(), "a.json", &clash, &mut scratch);
        assert!(changed.is_none(), "the file was changed meanwhile");
    }
}
