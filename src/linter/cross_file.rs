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

use crate::diagnostic::FileLocation;
use crate::json::Document;
use crate::rule::{Check, CrossFileRule, Diagnostics, DuplicateKey, RuleContext, UniqueKey};
use crate::text::{Decoded, LineIndex, decode};

use super::{JobFile, Linter, Recognition, Scratch, catch_panic, parse, recognize};

/// What is remembered of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct KeyHash {
    rule: &'static str,
    /// Hash of the rule's name and the words.
    hash: u64,
}

impl KeyHash {
    pub(super) fn new(rule: &'static str, claim: &UniqueKey<'_>) -> Self {
        Self { rule, hash: stable_hash(&(rule, &claim.key)) }
    }
}

/// Who claims what.
#[derive(Debug, Default)]
pub struct KeyIndex {
    /// The first file by the hash of its claim.
    first_by_key: HashMap<u64, u32>,
    /// The same by the hash of claim and folder.
    first_by_key_and_folder: HashMap<u64, u32>,
}

/// A claim that an earlier file has made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Collision {
    /// The claim.
    pub key_hash: KeyHash,
    /// The earlier file.
    pub first_file: usize,
    /// Whether it stands in the same folder.
    pub same_folder: bool,
}

impl KeyIndex {
    /// Enters the claims of a file, and says which of them were made before: in the same folder, if
    /// there is such a file, or else anywhere.
    pub fn insert(&mut self, file: usize, path: &str, marks: &[KeyHash]) -> Vec<Collision> {
        let Ok(number) = u32::try_from(file) else { return Vec::new() };
        let folder = stable_hash(&path.rsplit_once('/').map(|(folder, _)| folder));
        let mut clashes = Vec::new();
        for mark in marks {
            let anywhere = *self.first_by_key.entry(mark.hash).or_insert(number);
            let near =
                *self.first_by_key_and_folder.entry(mark.hash.rotate_left(1) ^ folder).or_insert(number);
            let (first, same_folder) = if near == number { (anywhere, false) } else { (near, true) };
            if first != number {
                clashes.push(Collision { key_hash: *mark, first_file: first as usize, same_folder });
            }
        }
        clashes
    }
}

/// Runs a rule that compares files on one of them.
pub(super) fn check_cross_file<'d>(
    across: &CrossFileRule,
    file: &JobFile<'d>,
    repeats: &[DuplicateKey],
    reporter: &mut RuleContext<'_, 'd>,
) {
    (across.check_file)(file, reporter);
    if repeats.is_empty() {
        return;
    }
    let claims = (across.unique_keys)(file);
    let by_words: HashMap<&str, &DuplicateKey> = repeats
        .iter()
        .filter(|repeat| repeat.rule == reporter.rule_name())
        .map(|repeat| (repeat.key.as_str(), repeat))
        .collect();
    for claim in &claims {
        if let Some(repeat) = by_words.get(claim.key.as_str()) {
            (across.report_duplicate)(claim, repeat, reporter);
        }
    }
}

/// The same for the same words in every run.
fn stable_hash(words: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    words.hash(&mut hasher);
    hasher.finish()
}

impl Linter {
    /// The rules that compare files and are on.
    pub(super) fn cross_file_rules(
        &self,
    ) -> impl Iterator<Item = (&'static str, &'static CrossFileRule)> + '_ {
        self.enabled_rules.iter().filter_map(|rule| match rule.check {
            Check::CrossFile(across) => Some((rule.name, across)),
            _ => None,
        })
    }

    /// What a file claims; nothing where a rule fails, which was reported then.
    pub(super) fn key_hashes(&self, file: &JobFile<'_>) -> Vec<KeyHash> {
        let mut marks = Vec::new();
        for (rule, across) in self.cross_file_rules() {
            let claims = catch_panic(|| (across.unique_keys)(file)).unwrap_or_default();
            marks.extend(claims.iter().map(|claim| KeyHash::new(rule, claim)));
        }
        marks
    }

    /// Whether a finding about the clash would be shown.
    #[must_use]
    pub fn is_reported(&self, clash: &Collision) -> bool {
        let rule = self
            .rules
            .iter()
            .find(|rule| rule.name == clash.key_hash.rule && self.is_rule_selected(rule.name));
        rule.is_some_and(|rule| match rule.check {
            Check::CrossFile(across) => {
                let severity = if clash.same_folder { rule.severity } else { across.severity_across_folders };
                self.settings.severity(rule, severity) >= self.min_severity
            }
            _ => false,
        })
    }

    /// Where the file of these bytes makes the claim of a clash; `None` if it no longer does.
    #[must_use]
    pub fn locate_key(
        &self,
        bytes: &[u8],
        path: &str,
        clash: &Collision,
        scratch: &mut Scratch,
    ) -> Option<DuplicateKey> {
        let Decoded { text, .. } = decode(bytes);
        let tree = &mut scratch.tree;
        parse(&text, tree);
        let Recognition::Recognized(kind, root) = recognize(&Document::new(&text, tree)) else {
            return None;
        };
        self.check_structure(&text, tree, kind, root, &mut Diagnostics::default());
        let document = Document::new(&text, tree);
        let file = JobFile::new(&document, kind, root);
        let (rule, across) = self.cross_file_rules().find(|(rule, _)| *rule == clash.key_hash.rule)?;
        let claims = catch_panic(|| (across.unique_keys)(&file))?;
        let claim = claims.into_iter().find(|claim| KeyHash::new(rule, claim) == clash.key_hash)?;
        let (span, index) = (claim.node.span(), LineIndex::new(&text));
        let first = FileLocation {
            path: path.to_owned(),
            span,
            pointer: document.pointer(claim.node.id()),
            start: index.line_column(&text, span.start),
            end: index.line_column(&text, span.end),
        };
        Some(DuplicateKey {
            rule,
            key: claim.key,
            first_location: Arc::new(first),
            same_folder: clash.same_folder,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Severity;
    use crate::linter::FileOrigin;

    fn job(name: &str) -> String {
        format!(r#"{{"isTemplate": false, "jobInfo": {{"name": "{name}"}}}}"#)
    }

    fn key_hashes(linter: &Linter, text: &str) -> Vec<KeyHash> {
        linter.lint(text.as_bytes(), FileOrigin::Explicit, &mut Scratch::default()).key_hashes
    }

    #[test]
    fn prefers_collision_in_same_folder() {
        let marks = key_hashes(&Linter::default(), &job("Users"));
        let mut ledger = KeyIndex::default();
        let mut enter = |file, path| {
            let clashes = ledger.insert(file, path, &marks);
            clashes.first().map(|clash| (clash.first_file, clash.same_folder))
        };
        assert_eq!(enter(0, "a/users.json"), None);
        assert_eq!(enter(1, "b/users.json"), Some((0, false)));
        assert_eq!(enter(2, "b/users-2.json"), Some((1, true)));
        assert_eq!(enter(3, "a/x/users.json"), Some((0, false)));
        assert_eq!(enter(4, "a/users-2.json"), Some((0, true)));
    }

    #[test]
    fn only_single_jobs_have_a_name_key() {
        let linter = Linter::default();
        let users = key_hashes(&linter, &job("Users"));
        assert_eq!(users.len(), 1);
        assert_eq!(key_hashes(&linter, &job(" USERS ")), users);
        assert_ne!(key_hashes(&linter, &job("Groups")), users);
        let template = job("Users").replace("false", "true");
        assert_ne!(key_hashes(&linter, &template), users);
        // A member whose name is misspelt is read as what was meant.
        assert_eq!(key_hashes(&linter, &job("Users").replace("name", "nmae")), users);
        for text in [
            job(""),
            job("${NAME}"),
            format!(r#"{{"count": 0, "data": {}}}"#, job("Users")),
            format!(r#"{{"jobCollectionInfo": {{}}, "jobs": [{}]}}"#, job("Users")),
        ] {
            assert_eq!(key_hashes(&linter, &text), [], "{text}");
        }
    }

    #[test]
    fn reports_location_of_first_occurrence() {
        let linter = Linter::default();
        let mut scratch = Scratch::default();
        let first = format!("\n{}", job("Users"));
        let mark = key_hashes(&linter, &first)[0];
        for (same_folder, severity) in [(true, Severity::Warning), (false, Severity::Info)] {
            let clash = Collision { key_hash: mark, first_file: 0, same_folder };
            let repeat = linter.locate_key(first.as_bytes(), "a.json", &clash, &mut scratch).unwrap();
            assert_eq!((repeat.first_location.start.line, repeat.first_location.start.column), (2, 43));
            let second = job("users");
            let checked =
                linter.lint_with_duplicates(second.as_bytes(), FileOrigin::Explicit, &[repeat], &mut scratch);
            let found: Vec<_> =
                checked.diagnostics.iter().filter(|found| found.rule == "duplicate-job-name").collect();
            assert_eq!(found.len(), 1);
            assert_eq!((found[0].severity, found[0].span.slice(&second)), (severity, "\"users\""));
            let related = found[0].related[0].other_file.as_ref().unwrap();
            assert_eq!((related.path.as_str(), related.span.slice(&first)), ("a.json", "\"Users\""));
            let wanted = linter.clone().with_min_severity(Severity::Warning).is_reported(&clash);
            assert_eq!(wanted, same_folder);
        }
        let clash = Collision { key_hash: mark, first_file: 0, same_folder: true };
        let changed = linter.locate_key(job("Groups").as_bytes(), "a.json", &clash, &mut scratch);
        assert!(changed.is_none(), "the file was changed meanwhile");
    }
}
