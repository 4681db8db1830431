//! Findings that depend on several files of a run.

use std::collections::HashMap;

use crate::files::{ReadOutcome, read_file};
use crate::linter::{Collision, FileOrigin, KeyHash, KeyIndex, LintResult, Scratch};
use crate::rule::DuplicateKey;
use crate::settings::FileSettings;
use crate::source::ParsedFile;

use super::file_result::FileResult;
use super::run::CheckRun;

/// A key and the index of the first file that has it.
type FirstOccurrence = (usize, KeyHash);

/// Checks each file with a key of an earlier file once more, so that the duplicate is reported.
///
/// `checked` is sorted by path, so that the outcome is the same in every run.
pub(super) fn report_duplicates(run: &CheckRun<'_>, checked: &mut [(FileResult, FileSettings)]) {
    let files = find_collisions(checked);
    let duplicates = locate_first_occurrences(run, checked, &files);
    let rechecked = run.par_map(files.iter().collect(), |(index, collisions), scratch| {
        let (file, settings) = &checked[*index];
        let duplicate = |collision: &Collision| {
            let duplicate = duplicates.get(&first_occurrence(collision))?.clone();
            Some(DuplicateKey { same_folder: collision.same_folder, ..duplicate })
        };
        let duplicates: Vec<DuplicateKey> = collisions.iter().filter_map(duplicate).collect();
        if duplicates.is_empty() {
            return None;
        }
        let parsed = reparse(run, file, settings, scratch)?;
        let findings = settings.linter.check(&parsed, FileOrigin::Explicit, &duplicates);
        let target =
            FileResult { real_path: file.real_path.clone(), ..FileResult::clean(file.path.clone().into()) };
        Some(run.build_result(settings, target, LintResult::new(parsed, findings), scratch))
    });
    for ((index, _), rechecked) in files.iter().zip(rechecked) {
        if let (Some(rechecked), Some((file, _))) = (rechecked, checked.get_mut(*index)) {
            file.replace_findings(rechecked);
        }
    }
}

/// Locates the keys of all collisions in the first files that have them.
fn locate_first_occurrences(
    run: &CheckRun<'_>,
    checked: &[(FileResult, FileSettings)],
    files: &[(usize, Vec<Collision>)],
) -> HashMap<FirstOccurrence, DuplicateKey> {
    let collisions = files.iter().flat_map(|(_, collisions)| collisions);
    let first: HashMap<FirstOccurrence, &Collision> =
        collisions.map(|collision| (first_occurrence(collision), collision)).collect();
    let located = run.par_map(first.into_iter().collect(), |(key, collision), scratch| {
        let (file, settings) = &checked[collision.first_file];
        let parsed = reparse(run, file, settings, scratch)?;
        let duplicate = settings.linter.locate_key(&parsed, &file.path, collision);
        scratch.reclaim(parsed);
        Some((key, duplicate?))
    });
    located.into_iter().flatten().collect()
}

fn first_occurrence(collision: &Collision) -> FirstOccurrence {
    (collision.first_file, collision.key_hash)
}

/// Returns the files with a key of an earlier file, as far as a finding would be reported.
fn find_collisions(checked: &[(FileResult, FileSettings)]) -> Vec<(usize, Vec<Collision>)> {
    let mut keys = KeyIndex::default();
    let mut files = Vec::new();
    for (index, (file, settings)) in checked.iter().enumerate() {
        // Standard input may have the path of one of the files.
        let is_repeated = index.checked_sub(1).is_some_and(|before| checked[before].0.path == file.path);
        if is_repeated || file.key_hashes.is_empty() {
            continue;
        }
        let mut collisions = keys.insert(index, &file.path, &file.key_hashes);
        collisions.retain(|collision| settings.linter.is_reported(collision));
        if !collisions.is_empty() {
            files.push((index, collisions));
        }
    }
    files
}

/// Parses the text that the findings of a file refer to; `None` if it is no longer available.
fn reparse<'f>(
    run: &CheckRun<'_>,
    file: &'f FileResult,
    settings: &FileSettings,
    scratch: &mut Scratch,
) -> Option<ParsedFile<'f>> {
    let with_placeholders =
        |parsed: ParsedFile<'f>| parsed.with_placeholders(settings.linter.placeholders().clone());
    if let Some(outcome) = &file.outcome {
        let fixed = outcome.fix.text.as_deref().filter(|_| run.reports_fixed_text(&outcome.fix));
        if let Some(content) = fixed.map(str::as_bytes).or(outcome.stream_content.as_deref()) {
            return Some(with_placeholders(ParsedFile::parse(content, scratch)));
        }
    }
    let mut buffer = scratch.take_buffer();
    let outcome = read_file(&file.real_path, run.arguments.max_file_size, &mut buffer);
    matches!(outcome, Ok(ReadOutcome::Complete))
        .then(|| with_placeholders(ParsedFile::parse(buffer, scratch)))
}
