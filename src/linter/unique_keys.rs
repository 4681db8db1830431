//! The unique keys of a file, for rules that compare files.

use std::sync::Arc;

use crate::diagnostic::FileLocation;
use crate::job::JobFile;
use crate::rule::{Check, CrossFileRule, DuplicateKey};
use crate::source::ParsedFile;
use crate::text::LineIndex;

use super::cross_file::{Collision, KeyHash};
use super::{Linter, catch_panic};

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
    use super::super::cross_file::KeyIndex;
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
