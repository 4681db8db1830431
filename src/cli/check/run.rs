//! Checking the files of one run, each alone.

use std::io::Read;
use std::path::{Path, PathBuf};

use rayon::iter::{IndexedParallelIterator, IntoParallelIterator, ParallelIterator};

use crate::config::Date;
use crate::diagnostic::Diagnostic;
use crate::files::{Contents, FileError, FoundFile, read};
use crate::linter::{Checked, Origin, Scratch, too_large};
use crate::plan::{KnownFindings, Plan, suppress};
use crate::text::{Secrets, trouble};

use super::super::args::CheckArgs;
use super::fixing::{FixOutcome, Fixing};
use super::kept::{Findings, Kept};

/// From how many files on threads are worth their start.
const PARALLEL_FROM: usize = 32;

/// Files that a thread takes at once.
const CHUNK: usize = 16;

/// Memory that one thread keeps from one file to the next.
#[derive(Default)]
pub(super) struct Workspace {
    pub(super) buffer: Vec<u8>,
    pub(super) scratch: Scratch,
}

/// One run.
pub(super) struct Run<'a> {
    pub(super) arguments: &'a CheckArgs,
    pub(super) known: Option<KnownFindings>,
    pub(super) fixing: Option<Fixing>,
    pub(super) today: Option<Date>,
    /// Whether a report carries what is suppressed, too.
    pub(super) reports_suppressed: bool,
}

impl Run<'_> {
    pub(super) fn files(&self, files: Vec<(FoundFile, Plan)>) -> Vec<Result<(Kept, Plan), FileError>> {
        self.each(files, |(file, plan), workspace| Ok((self.file(file, &plan, workspace)?, plan)))
    }

    /// Does the same with each of many things, on several threads where that pays.
    pub(super) fn each<T: Send, R: Send>(
        &self,
        things: Vec<T>,
        work: impl Fn(T, &mut Workspace) -> R + Send + Sync,
    ) -> Vec<R> {
        let one_by_one = |things: Vec<T>| {
            let mut workspace = Workspace::default();
            things.into_iter().map(|thing| work(thing, &mut workspace)).collect()
        };
        if things.len() < PARALLEL_FROM || self.arguments.threads == 1 {
            return one_by_one(things);
        }
        let parallel = |things: Vec<T>| {
            things
                .into_par_iter()
                .with_min_len(CHUNK)
                .map_init(Workspace::default, |workspace, thing| work(thing, workspace))
                .collect()
        };
        match rayon::ThreadPoolBuilder::new().num_threads(self.arguments.threads).build() {
            Ok(pool) => pool.install(|| parallel(things)),
            // The system gives no more threads: one will do.
            Err(_) => one_by_one(things),
        }
    }

    fn file(&self, file: FoundFile, plan: &Plan, workspace: &mut Workspace) -> Result<Kept, FileError> {
        let limit = self.arguments.max_file_size;
        let FoundFile { path, origin } = file;
        match read(&path, limit, &mut workspace.buffer)? {
            Contents::TooLarge(size) => Ok(self.keep(plan, path, too_large(size, limit))),
            contents => {
                let checked = plan.linter.lint(&workspace.buffer, origin, &mut workspace.scratch);
                let mut kept = self.keep(plan, path, checked);
                if contents == Contents::ReadOnce && !kept.marks.is_empty() {
                    kept.details_mut().standard_input = Some(workspace.buffer.clone());
                }
                Ok(self.fix(plan, kept, &workspace.buffer, origin))
            }
        }
    }

    pub(super) fn standard_input(
        &self,
        plan: &Plan,
        name: &Path,
        input: &mut dyn Read,
    ) -> Result<Kept, FileError> {
        let limit = self.arguments.max_file_size;
        let mut buffer = Vec::new();
        let taken = input.take(limit.saturating_add(1)).read_to_end(&mut buffer);
        let size = taken.map_err(|error| FileError { path: name.to_owned(), reason: trouble(&error) })?;
        let size = u64::try_from(size).unwrap_or(u64::MAX);
        if size > limit {
            return Ok(self.keep(plan, name.to_owned(), too_large(size, limit)));
        }
        let checked = plan.linter.lint(&buffer, Origin::Asked, &mut Scratch::default());
        let kept = self.keep(plan, name.to_owned(), checked).really("-");
        let mut fixed = self.fix(plan, kept, &buffer, Origin::Asked);
        if !fixed.marks.is_empty() {
            fixed.details_mut().standard_input = Some(buffer.clone());
        }
        // Whoever asks for the fixed text on standard output gets it, changed or not.
        let text = fixed.fixed().text.clone().or_else(|| String::from_utf8(buffer).ok());
        fixed.details_mut().fixed.text = text.filter(|_| self.fixing.is_some_and(|fixing| fixing.write));
        Ok(fixed)
    }

    /// What is kept of a file: nothing of a clean one.
    pub(super) fn keep(&self, plan: &Plan, path: PathBuf, checked: Checked<'_>) -> Kept {
        let mut kept = Kept::nothing(path);
        kept.skipped = checked.skipped;
        kept.marks = checked.marks.into();
        let mut diagnostics = checked.diagnostics;
        let by_suppressions = suppress(plan, self.today, &mut diagnostics);
        let mut suppressed = by_suppressions.suppressed;
        let mut stale = Vec::new();
        if let Some(known) = self.known.as_ref().filter(|_| !checked.skipped) {
            let by_baseline = known.hide(&kept.real_path, &checked.text, &checked.secrets, &mut diagnostics);
            stale = by_baseline.stale;
            suppressed.extend(by_baseline.suppressed);
        }
        if diagnostics.is_empty() && suppressed.is_empty() && stale.is_empty() {
            return kept;
        }
        let details = kept.details_mut();
        (details.hidden, details.used, details.stale) = (suppressed.len(), by_suppressions.used, stale);
        if !self.reports_suppressed {
            suppressed.clear();
        }
        details.findings = (!diagnostics.is_empty() || !suppressed.is_empty()).then(|| Findings {
            text: checked.text.into_owned(),
            secrets: checked.secrets,
            diagnostics,
            suppressed,
        });
        kept
    }

    /// Fixes what can be fixed; what is left is what is reported.
    pub(super) fn fix(&self, plan: &Plan, kept: Kept, bytes: &[u8], origin: Origin) -> Kept {
        let Some(fixing) = self.fixing else { return kept };
        let fixable =
            |finding: &Diagnostic| finding.fix.as_ref().is_some_and(|fix| fix.applicability >= fixing.least);
        if !kept.diagnostics().any(fixable) {
            return kept;
        }
        let hide = |text: &str, secrets: &Secrets, found: &mut Vec<Diagnostic>| {
            suppress(plan, self.today, found);
            if let Some(known) = &self.known {
                known.hide(&kept.real_path, text, secrets, found);
            }
        };
        let place = (kept.real_path.as_path(), kept.path());
        let fixed = fixing.run(&plan.linter, place, bytes, origin, &hide);
        let left = fixed.text.as_ref().filter(|_| self.reports_fixed(&fixed)).map(|text| {
            let checked = plan.linter.lint(text.as_bytes(), origin, &mut Scratch::default());
            self.keep(plan, kept.real_path.clone(), checked)
        });
        let mut kept = kept;
        if let Some(mut left) = left {
            kept.marks = std::mem::take(&mut left.marks);
            kept.set_details(left);
        }
        kept.details_mut().fixed = fixed;
        kept
    }

    /// Whether what is left after fixing is what is reported.
    pub(super) fn reports_fixed(&self, fixed: &FixOutcome) -> bool {
        let write = self.fixing.is_some_and(|fixing| fixing.write);
        fixed.error.is_none() && (write || self.arguments.fix)
    }
}
