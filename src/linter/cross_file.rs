//! Rules that compare files: see [`CrossFileRule`].
//!
//! Checking a file yields a [`KeyHash`] for each of its unique keys. The hashes of all files are inserted
//! into a [`KeyIndex`] in the order of their paths; the index reports [`Collision`]s with earlier files.
//! The first file of a collision is asked for the [location](Linter::locate_key) of the key, and the second
//! file is [checked again](Linter::check) with that location. The outcome does not depend on the order in
//! which threads finish.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use crate::diagnostic::FileLocation;
use crate::job::JobFile;
use crate::rule::{Check, CrossFileRule, DuplicateKey, RuleContext, UniqueKey};
use crate::source::ParsedFile;
use crate::text::LineIndex;

use super::{Linter, catch_panic};

/// The hash of a key that must be unique among files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct KeyHash {
    rule: &'static str,
    /// Hash of the rule's name and the key.
    hash: u64,
}

impl KeyHash {
    pub(super) fn new(rule: &'static str, key: &UniqueKey<'_>) -> Self {
        Self { rule, hash: stable_hash(&(rule, &key.key)) }
    }
}

/// The first file of each key.
#[derive(Debug, Default)]
pub struct KeyIndex {
    first_by_key: HashMap<u64, u32>,
    first_by_key_and_folder: HashMap<u64, u32>,
}

/// A key that an earlier file also has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Collision {
    /// The key.
    pub key_hash: KeyHash,
    /// The index of the earlier file.
    pub first_file: usize,
    /// Whether both files are in the same folder.
    pub same_folder: bool,
}

impl KeyIndex {
    /// Inserts the keys of a file, and returns those that an earlier file has: one of the same folder if
    /// there is one, otherwise the first.
    pub fn insert(&mut self, file: usize, path: &str, key_hashes: &[KeyHash]) -> Vec<Collision> {
        let Ok(number) = u32::try_from(file) else { return Vec::new() };
        let folder = stable_hash(&path.rsplit_once('/').map(|(folder, _)| folder));
        let mut collisions = Vec::new();
        for key_hash in key_hashes {
            let anywhere = *self.first_by_key.entry(key_hash.hash).or_insert(number);
            let in_folder =
                *self.first_by_key_and_folder.entry(key_hash.hash.rotate_left(1) ^ folder).or_insert(number);
            let (first, same_folder) =
                if in_folder == number { (anywhere, false) } else { (in_folder, true) };
            if first != number {
                collisions.push(Collision { key_hash: *key_hash, first_file: first as usize, same_folder });
            }
        }
        collisions
    }
}

/// Runs a rule that compares files on one of them.
pub(super) fn check_cross_file<'d>(
    rule: &CrossFileRule,
    file: &JobFile<'d>,
    duplicates: &[DuplicateKey],
    context: &mut RuleContext<'_, 'd>,
) {
    (rule.check_file)(file, context);
    if duplicates.is_empty() {
        return;
    }
    let duplicates: HashMap<&str, &DuplicateKey> = duplicates
        .iter()
        .filter(|duplicate| duplicate.rule == context.rule_name())
        .map(|duplicate| (duplicate.key.as_str(), duplicate))
        .collect();
    for key in &(rule.unique_keys)(file) {
        if let Some(duplicate) = duplicates.get(key.key.as_str()) {
            (rule.report_duplicate)(key, duplicate, context);
        }
    }
}

/// A hash that is the same in every run.
fn stable_hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

impl Linter {
    /// The enabled rules that compare files, with their names.
    pub(super) fn cross_file_rules(
        &self,
    ) -> impl Iterator<Item = (&'static str, &'static CrossFileRule)> + '_ {
        self.enabled_rules.iter().filter_map(|rule| match rule.check {
            Check::CrossFile(cross_file) => Some((rule.name, cross_file)),
            _ => None,
        })
    }

    /// The keys of a file; none of a rule that panics, which was reported before.
    pub(super) fn key_hashes(&self, file: &JobFile<'_>) -> Vec<KeyHash> {
        let mut key_hashes = Vec::new();
        for (name, rule) in self.cross_file_rules() {
            let keys = catch_panic(|| (rule.unique_keys)(file)).unwrap_or_default();
            key_hashes.extend(keys.iter().map(|key| KeyHash::new(name, key)));
        }
        key_hashes
    }

    /// Whether a finding about the collision would be reported.
    #[must_use]
    pub fn is_reported(&self, collision: &Collision) -> bool {
        let rule = self
            .rules
            .iter()
            .find(|rule| rule.name == collision.key_hash.rule && self.is_rule_selected(rule.name));
        rule.is_some_and(|rule| match rule.check {
            Check::CrossFile(cross_file) => {
                let severity =
                    if collision.same_folder { rule.severity } else { cross_file.severity_across_folders };
                self.settings.severity(rule.handle(), severity) >= self.min_severity
            }
            _ => false,
        })
    }

    /// Locates the key of a collision in the first file; `None` if the file no longer has it.
    #[must_use]
    pub fn locate_key(
        &self,
        file: &ParsedFile<'_>,
        path: &str,
        collision: &Collision,
    ) -> Option<DuplicateKey> {
        let document = file.document();
        let job_file = file.job_file(&document)?;
        let (name, rule) = self.cross_file_rules().find(|(name, _)| *name == collision.key_hash.rule)?;
        let keys = catch_panic(|| (rule.unique_keys)(&job_file))?;
        let key = keys.into_iter().find(|key| KeyHash::new(name, key) == collision.key_hash)?;
        let (span, lines) = (key.node.span(), LineIndex::new(file.text()));
        let first_location = FileLocation {
            path: path.to_owned(),
            span,
            pointer: document.pointer(key.node.id()),
            start: lines.line_column(file.text(), span.start),
            end: lines.line_column(file.text(), span.end),
        };
        Some(DuplicateKey {
            rule: name,
            key: key.key,
            first_location: Arc::new(first_location),
            same_folder: collision.same_folder,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Severity;
    use crate::linter::{FileOrigin, Scratch};

    fn job(name: &str) -> String {
        format!(r#"{{"isTemplate": false, "jobInfo": {{"name": "{name}"}}}}"#)
    }

    fn key_hashes(linter: &Linter, text: &str) -> Vec<KeyHash> {
        linter.lint(text.as_bytes(), FileOrigin::Explicit, &mut Scratch::default()).key_hashes
    }

    #[test]
    fn prefers_collision_in_same_folder() {
        let hashes = key_hashes(&Linter::default(), &job("Users"));
        let mut index = KeyIndex::default();
        let mut insert = |file, path| {
            let collisions = index.insert(file, path, &hashes);
            collisions.first().map(|collision| (collision.first_file, collision.same_folder))
        };
        assert_eq!(insert(0, "a/users.json"), None);
        assert_eq!(insert(1, "b/users.json"), Some((0, false)));
        assert_eq!(insert(2, "b/users-2.json"), Some((1, true)));
        assert_eq!(insert(3, "a/x/users.json"), Some((0, false)));
        assert_eq!(insert(4, "a/users-2.json"), Some((0, true)));
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
        // A misspelt member is read by its intended name.
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
        let first = format!("\n{}", job("Users"));
        let key_hash = key_hashes(&linter, &first)[0];
        for (same_folder, severity) in [(true, Severity::Warning), (false, Severity::Info)] {
            let collision = Collision { key_hash, first_file: 0, same_folder };
            let duplicate =
                linter.locate_key(&ParsedFile::from_text(first.as_str()), "a.json", &collision).unwrap();
            assert_eq!((duplicate.first_location.start.line, duplicate.first_location.start.column), (2, 43));
            let second = job("users");
            let checked =
                linter.check(&ParsedFile::from_text(second.as_str()), FileOrigin::Explicit, &[duplicate]);
            let found: Vec<_> =
                checked.diagnostics.iter().filter(|found| found.rule == "duplicate-job-name").collect();
            assert_eq!(found.len(), 1);
            assert_eq!((found[0].severity, found[0].span.slice(&second)), (severity, "\"users\""));
            let related = found[0].related[0].other_file.as_ref().unwrap();
            assert_eq!((related.path.as_str(), related.span.slice(&first)), ("a.json", "\"Users\""));
            let is_reported = linter.clone().with_min_severity(Severity::Warning).is_reported(&collision);
            assert_eq!(is_reported, same_folder);
        }
        let collision = Collision { key_hash, first_file: 0, same_folder: true };
        let changed = linter.locate_key(&ParsedFile::from_text(job("Groups")), "a.json", &collision);
        assert!(changed.is_none(), "the file has changed since");
    }
}
