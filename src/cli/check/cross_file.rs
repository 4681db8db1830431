//! What can only be said of a file beside the others.

use std::collections::{HashMap, HashSet};

use crate::files::{ReadOutcome, read_file};
use crate::linter::{Collision, FileOrigin, KeyHash, KeyIndex};
use crate::rule::DuplicateKey;
use crate::settings::FileSettings;

use super::file_result::{FileOutcome, FileResult};
use super::run::{CheckRun, ThreadBuffers};

/// A claim of the file at that place.
type KeyOccurrence = (usize, KeyHash);

/// Checks the files that claim what an earlier one has claimed once more, knowing it.
///
/// `checked` is sorted by path, so that the outcome is the same in every run.
pub(super) fn report_duplicates(run: &CheckRun<'_>, checked: &mut [(FileResult, FileSettings)]) {
    let files = find_collisions(checked);
    if files.is_empty() {
        return;
    }
    let all: HashSet<KeyOccurrence> =
        files.iter().flat_map(|(_, found)| found).map(first_occurrence).collect();
    let clashes = files.iter().flat_map(|(_, clashes)| clashes);
    let mut left = all;
    let sources: Vec<&Collision> = clashes.filter(|clash| left.remove(&first_occurrence(clash))).collect();
    let first_claims = run.par_map(sources.clone(), |clash, workspace| {
        let (kept, plan) = &checked[clash.first_file];
        reload_text(run, kept, workspace)
            .then(|| plan.linter.locate_key(&workspace.buffer, kept.path(), clash, &mut workspace.scratch))?
    });
    let known: HashMap<KeyOccurrence, DuplicateKey> = sources
        .iter()
        .zip(first_claims)
        .filter_map(|(clash, repeat)| Some((first_occurrence(clash), repeat?)))
        .collect();
    let outcomes = run.par_map(files.iter().collect(), |(file, clashes), workspace| {
        let repeat = |clash: &Collision| {
            let repeat = known.get(&first_occurrence(clash))?.clone();
            Some(DuplicateKey { same_folder: clash.same_folder, ..repeat })
        };
        let repeats: Vec<DuplicateKey> = clashes.iter().filter_map(repeat).collect();
        let (kept, plan) = &checked[*file];
        if repeats.is_empty() || !reload_text(run, kept, workspace) {
            return None;
        }
        let linter = &plan.linter;
        let found = linter.lint_with_duplicates(
            &workspace.buffer,
            FileOrigin::Explicit,
            &repeats,
            &mut workspace.scratch,
        );
        let is_file = kept.outcome().stdin_content.is_none();
        let path = if is_file { kept.real_path.clone() } else { kept.path().into() };
        Some(run.build_result(plan, path, found))
    });
    for ((file, _), outcome) in files.iter().zip(outcomes) {
        if let Some(new) = outcome {
            let (old, _) = &mut checked[*file];
            let FileOutcome { fix_outcome: fixed, stdin_content: standard_input, .. } =
                std::mem::take(old.outcome_mut());
            old.replace_outcome(new);
            (old.outcome_mut().fix_outcome, old.outcome_mut().stdin_content) = (fixed, standard_input);
        }
    }
}

fn first_occurrence(clash: &Collision) -> KeyOccurrence {
    (clash.first_file, clash.key_hash)
}

/// The files that claim what an earlier one has claimed, as far as a finding would be shown.
fn find_collisions(checked: &[(FileResult, FileSettings)]) -> Vec<(usize, Vec<Collision>)> {
    let mut ledger = KeyIndex::default();
    let mut files = Vec::new();
    for (file, (kept, plan)) in checked.iter().enumerate() {
        // Standard input may be one of the files.
        let known = file.checked_sub(1).is_some_and(|before| checked[before].0.path() == kept.path());
        if known || kept.key_hashes.is_empty() {
            continue;
        }
        let mut clashes = ledger.insert(file, kept.path(), &kept.key_hashes);
        clashes.retain(|clash| plan.linter.is_reported(clash));
        if !clashes.is_empty() {
            files.push((file, clashes));
        }
    }
    files
}

/// Fills the buffer with the text that the findings of a file are about; `false` if it is gone.
fn reload_text(run: &CheckRun<'_>, kept: &FileResult, workspace: &mut ThreadBuffers) -> bool {
    let fixed = kept.fix_outcome().text.as_ref().filter(|_| run.reports_fixed_text(kept.fix_outcome()));
    let text = fixed.map(String::as_bytes).or(kept.outcome().stdin_content.as_deref());
    match text {
        Some(text) => {
            workspace.buffer.clear();
            workspace.buffer.extend_from_slice(text);
            true
        }
        None => {
            let read = read_file(&kept.real_path, run.arguments.max_file_size, &mut workspace.buffer);
            matches!(read, Ok(ReadOutcome::Complete))
        }
    }
}
