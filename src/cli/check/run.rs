//! Checking the files of one run, each alone.

use std::io::Read;
use std::path::{Path, PathBuf};

use rayon::iter::{IndexedParallelIterator, IntoParallelIterator, ParallelIterator};

use crate::config::Date;
use crate::diagnostic::Diagnostic;
use crate::files::{FileError, InputFile, ReadOutcome, read_file};
use crate::linter::{FileOrigin, LintResult, Scratch, file_too_large};
use crate::settings::{BaselineFilter, FileSettings, apply_suppressions};
use crate::text::{Secrets, describe_io_error};

use super::super::args::CheckArgs;
use super::file_result::{FileFindings, FileResult};
use super::fix::{FixOptions, FixOutcome};

/// From how many files on threads are worth their start.
const MIN_PARALLEL_FILES: usize = 32;

/// Files that a thread takes at once.
const CHUNK_SIZE: usize = 16;

/// Memory that one thread keeps from one file to the next.
#[derive(Default)]
pub(super) struct ThreadBuffers {
    pub(super) buffer: Vec<u8>,
    pub(super) scratch: Scratch,
}

/// One run.
pub(super) struct CheckRun<'a> {
    pub(super) arguments: &'a CheckArgs,
    pub(super) baseline_filter: Option<BaselineFilter>,
    pub(super) fix_options: Option<FixOptions>,
    pub(super) today: Option<Date>,
    /// Whether a report carries what is suppressed, too.
    pub(super) reports_suppressed: bool,
}

impl CheckRun<'_> {
    pub(super) fn check_files(
        &self,
        files: Vec<(InputFile, FileSettings)>,
    ) -> Vec<Result<(FileResult, FileSettings), FileError>> {
        self.par_map(files, |(file, plan), workspace| Ok((self.check_file(file, &plan, workspace)?, plan)))
    }

    /// Does the same with each of many things, on several threads where that pays.
    pub(super) fn par_map<T: Send, R: Send>(
        &self,
        things: Vec<T>,
        work: impl Fn(T, &mut ThreadBuffers) -> R + Send + Sync,
    ) -> Vec<R> {
        let one_by_one = |things: Vec<T>| {
            let mut workspace = ThreadBuffers::default();
            things.into_iter().map(|thing| work(thing, &mut workspace)).collect()
        };
        if things.len() < MIN_PARALLEL_FILES || self.arguments.threads == 1 {
            return one_by_one(things);
        }
        let parallel = |things: Vec<T>| {
            things
                .into_par_iter()
                .with_min_len(CHUNK_SIZE)
                .map_init(ThreadBuffers::default, |workspace, thing| work(thing, workspace))
                .collect()
        };
        match rayon::ThreadPoolBuilder::new().num_threads(self.arguments.threads).build() {
            Ok(pool) => pool.install(|| parallel(things)),
            // The system gives no more threads: one will do.
            Err(_) => one_by_one(things),
        }
    }

    fn check_file(
        &self,
        file: InputFile,
        plan: &FileSettings,
        workspace: &mut ThreadBuffers,
    ) -> Result<FileResult, FileError> {
        let limit = self.arguments.max_file_size;
        let InputFile { path, origin } = file;
        match read_file(&path, limit, &mut workspace.buffer)? {
            ReadOutcome::TooLarge(size) => Ok(self.build_result(plan, path, file_too_large(size, limit))),
            contents => {
                let checked = plan.linter.lint(&workspace.buffer, origin, &mut workspace.scratch);
                let mut kept = self.build_result(plan, path, checked);
                if contents == ReadOutcome::CompleteOnce && !kept.key_hashes.is_empty() {
                    kept.outcome_mut().stdin_content = Some(workspace.buffer.clone());
                }
                Ok(self.apply_fixes(plan, kept, &workspace.buffer, origin))
            }
        }
    }

    pub(super) fn check_stdin(
        &self,
        plan: &FileSettings,
        name: &Path,
        input: &mut dyn Read,
    ) -> Result<FileResult, FileError> {
        let limit = self.arguments.max_file_size;
        let mut buffer = Vec::new();
        let taken = input.take(limit.saturating_add(1)).read_to_end(&mut buffer);
        let size =
            taken.map_err(|error| FileError { path: name.to_owned(), reason: describe_io_error(&error) })?;
        let size = u64::try_from(size).unwrap_or(u64::MAX);
        if size > limit {
            return Ok(self.build_result(plan, name.to_owned(), file_too_large(size, limit)));
        }
        let checked = plan.linter.lint(&buffer, FileOrigin::Explicit, &mut Scratch::default());
        let kept = self.build_result(plan, name.to_owned(), checked).with_real_path("-");
        let mut fixed = self.apply_fixes(plan, kept, &buffer, FileOrigin::Explicit);
        if !fixed.key_hashes.is_empty() {
            fixed.outcome_mut().stdin_content = Some(buffer.clone());
        }
        // Whoever asks for the fixed text on standard output gets it, changed or not.
        let text = fixed.fix_outcome().text.clone().or_else(|| String::from_utf8(buffer).ok());
        fixed.outcome_mut().fix_outcome.text =
            text.filter(|_| self.fix_options.is_some_and(|fixing| fixing.write));
        Ok(fixed)
    }

    /// What is kept of a file: nothing of a clean one.
    pub(super) fn build_result(
        &self,
        plan: &FileSettings,
        path: PathBuf,
        checked: LintResult<'_>,
    ) -> FileResult {
        let mut kept = FileResult::clean(path);
        kept.is_skipped = checked.is_skipped;
        kept.key_hashes = checked.key_hashes.into();
        let mut diagnostics = checked.diagnostics;
        let by_suppressions = apply_suppressions(plan, self.today, &mut diagnostics);
        let mut suppressed = by_suppressions.suppressed;
        let mut stale = Vec::new();
        if let Some(known) = self.baseline_filter.as_ref().filter(|_| !checked.is_skipped) {
            let by_baseline =
                known.filter(&kept.real_path, &checked.text, &checked.secrets, &mut diagnostics);
            stale = by_baseline.stale_entries;
            suppressed.extend(by_baseline.suppressed);
        }
        if diagnostics.is_empty() && suppressed.is_empty() && stale.is_empty() {
            return kept;
        }
        let details = kept.outcome_mut();
        (details.suppressed_count, details.used_suppressions, details.stale_entries) =
            (suppressed.len(), by_suppressions.used_indices, stale);
        if !self.reports_suppressed {
            suppressed.clear();
        }
        details.findings = (!diagnostics.is_empty() || !suppressed.is_empty()).then(|| FileFindings {
            text: checked.text.into_owned(),
            secrets: checked.secrets,
            diagnostics,
            suppressed,
        });
        kept
    }

    /// Fixes what can be fixed; what is left is what is reported.
    pub(super) fn apply_fixes(
        &self,
        plan: &FileSettings,
        kept: FileResult,
        bytes: &[u8],
        origin: FileOrigin,
    ) -> FileResult {
        let Some(fixing) = self.fix_options else { return kept };
        let fixable = |finding: &Diagnostic| {
            finding.fix.as_ref().is_some_and(|fix| fix.applicability >= fixing.min_applicability)
        };
        if !kept.diagnostics().any(fixable) {
            return kept;
        }
        let hide = |text: &str, secrets: &Secrets, found: &mut Vec<Diagnostic>| {
            apply_suppressions(plan, self.today, found);
            if let Some(known) = &self.baseline_filter {
                known.filter(&kept.real_path, text, secrets, found);
            }
        };
        let place = (kept.real_path.as_path(), kept.path());
        let fixed = fixing.fix_file(&plan.linter, place, bytes, origin, &hide);
        let left = fixed.text.as_ref().filter(|_| self.reports_fixed_text(&fixed)).map(|text| {
            let checked = plan.linter.lint(text.as_bytes(), origin, &mut Scratch::default());
            self.build_result(plan, kept.real_path.clone(), checked)
        });
        let mut kept = kept;
        if let Some(mut left) = left {
            kept.key_hashes = std::mem::take(&mut left.key_hashes);
            kept.replace_outcome(left);
        }
        kept.outcome_mut().fix_outcome = fixed;
        kept
    }

    /// Whether what is left after fixing is what is reported.
    pub(super) fn reports_fixed_text(&self, fixed: &FixOutcome) -> bool {
        let write = self.fix_options.is_some_and(|fixing| fixing.write);
        fixed.error.is_none() && (write || self.arguments.fix)
    }
}
