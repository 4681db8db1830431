//! What can only be said of a file beside the others.

use std::collections::{HashMap, HashSet};

use crate::files::{Contents, read};
use crate::linter::{Clash, Ledger, Mark, Origin};
use crate::plan::Plan;
use crate::rule::Repeat;

use super::kept::{Details, Kept};
use super::run::{Run, Workspace};

/// A claim of the file at that place.
type Source = (usize, Mark);

/// Checks the files that claim what an earlier one has claimed once more, knowing it.
///
/// `checked` is sorted by path, so that the outcome is the same in every run.
pub(super) fn compare(run: &Run<'_>, checked: &mut [(Kept, Plan)]) {
    let files = clashing(checked);
    if files.is_empty() {
        return;
    }
    let all: HashSet<Source> = files.iter().flat_map(|(_, found)| found).map(source).collect();
    let clashes = files.iter().flat_map(|(_, clashes)| clashes);
    let mut left = all;
    let sources: Vec<&Clash> = clashes.filter(|clash| left.remove(&source(clash))).collect();
    let first_claims = run.each(sources.clone(), |clash, workspace| {
        let (kept, plan) = &checked[clash.first];
        again(run, kept, workspace)
            .then(|| plan.linter.first_claim(&workspace.buffer, kept.path(), clash, &mut workspace.scratch))?
    });
    let known: HashMap<Source, Repeat> = sources
        .iter()
        .zip(first_claims)
        .filter_map(|(clash, repeat)| Some((source(clash), repeat?)))
        .collect();
    let outcomes = run.each(files.iter().collect(), |(file, clashes), workspace| {
        let repeat = |clash: &Clash| {
            let repeat = known.get(&source(clash))?.clone();
            Some(Repeat { same_folder: clash.same_folder, ..repeat })
        };
        let repeats: Vec<Repeat> = clashes.iter().filter_map(repeat).collect();
        let (kept, plan) = &checked[*file];
        if repeats.is_empty() || !again(run, kept, workspace) {
            return None;
        }
        let linter = &plan.linter;
        let found = linter.lint_beside(&workspace.buffer, Origin::Asked, &repeats, &mut workspace.scratch);
        let is_file = kept.details().standard_input.is_none();
        let path = if is_file { kept.real_path.clone() } else { kept.path().into() };
        Some(run.keep(plan, path, found))
    });
    for ((file, _), outcome) in files.iter().zip(outcomes) {
        if let Some(new) = outcome {
            let (old, _) = &mut checked[*file];
            let Details { fixed, standard_input, .. } = std::mem::take(old.details_mut());
            old.set_details(new);
            (old.details_mut().fixed, old.details_mut().standard_input) = (fixed, standard_input);
        }
    }
}

fn source(clash: &Clash) -> Source {
    (clash.first, clash.mark)
}

/// The files that claim what an earlier one has claimed, as far as a finding would be shown.
fn clashing(checked: &[(Kept, Plan)]) -> Vec<(usize, Vec<Clash>)> {
    let mut ledger = Ledger::default();
    let mut files = Vec::new();
    for (file, (kept, plan)) in checked.iter().enumerate() {
        // Standard input may be one of the files.
        let known = file.checked_sub(1).is_some_and(|before| checked[before].0.path() == kept.path());
        if known || kept.marks.is_empty() {
            continue;
        }
        let mut clashes = ledger.enter(file, kept.path(), &kept.marks);
        clashes.retain(|clash| plan.linter.wants(clash));
        if !clashes.is_empty() {
            files.push((file, clashes));
        }
    }
    files
}

/// Fills the buffer with the text that the findings of a file are about; `false` if it is gone.
fn again(run: &Run<'_>, kept: &Kept, workspace: &mut Workspace) -> bool {
    let fixed = kept.fixed().text.as_ref().filter(|_| run.reports_fixed(kept.fixed()));
    let text = fixed.map(String::as_bytes).or(kept.details().standard_input.as_deref());
    match text {
        Some(text) => {
            workspace.buffer.clear();
            workspace.buffer.extend_from_slice(text);
            true
        }
        None => {
            let read = read(&kept.real_path, run.arguments.max_file_size, &mut workspace.buffer);
            matches!(read, Ok(Contents::Read))
        }
    }
}
