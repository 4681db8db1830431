//! Rules that compare files: see [`CrossFileRule`].
//!
//! Checking a file yields a [`KeyHash`] for each of its unique keys. The hashes of all files are inserted
//! into a [`KeyIndex`] in the order of their paths; the index reports [`Collision`]s with earlier files.
//! The first file of a collision is asked for the [location](super::Linter::locate_key) of the key, and the second
//! file is [checked again](super::Linter::check) with that location. The outcome does not depend on the order in
//! which threads finish.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::job::JobFile;
use crate::rule::{CrossFileRule, DuplicateKey, RuleContext, UniqueKey};

/// The hash of a key that must be unique among files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct KeyHash {
    pub(super) rule: &'static str,
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
