//! Checking the files of one run, each alone.

use std::io::Read;
use std::path::{Path, PathBuf};

use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};

use crate::config::Date;
use crate::diagnostic::Diagnostic;
use crate::files::{Contents, FileError, FoundFile, display_path, read};
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
    pub(super) fn files(&self, files: &[(FoundFile, Plan)]) -> Vec<Result<Kept, FileError>> {
        self.each(files, |(file, plan), workspace| self.file(file, plan, workspace))
    }

    /// Does the same with each of many things, on several threads where that pays.
    pub(super) fn each<T: Sync, R: Send>(
        &self,
        things: &[T],
        work: impl Fn(&T, &mut Workspace) -> R + Send + Sync,
    ) -> Vec<R> {
        let one_by_one = || {
            let mut workspace = Workspace::default();
            things.iter().map(|thing| work(thing, &mut workspace)).collect()
        };
        if things.len() < PARALLEL_FROM || self.arguments.threads == 1 {
            return one_by_one();
        }
        let parallel = || {
            things
                .par_iter()
                .with_min_len(CHUNK)
                .map_init(Workspace::default, |workspace, thing| work(thing, workspace))
                .collect()
        };
        match rayon::ThreadPoolBuilder::new().num_threads(self.arguments.threads).build() {
            Ok(pool) => pool.install(parallel),
            // The system gives no more threads: one will do.
            Err(_) => one_by_one(),
        }
    }

    pub(super) fn file(
        &self,
        file: &FoundFile,
        plan: &Plan,
        workspace: &mut Workspace,
    ) -> Result<Kept, FileError> {
        let limit = self.arguments.max_file_size;
        match read(&file.path, limit, &mut workspace.buffer)? {
            Contents::TooLarge(size) => Ok(self.keep(plan, &file.path, too_large(size, limit))),
            contents => {
                let checked = plan.linter.lint(&workspace.buffer, file.origin, &mut workspace.scratch);
                let mut kept = self.keep(plan, &file.path, checked);
                if contents == Contents::ReadOnce && !kept.marks.is_empty() {
                    kept.standard_input = Some(workspace.buffer.clone());
                }
                Ok(self.fix(plan, kept, &workspace.buffer, file.origin))
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
            return Ok(self.keep(plan, name, too_large(size, limit)));
        }
        let checked = plan.linter.lint(&buffer, Origin::Asked, &mut Scratch::default());
        let kept = Kept { real_path: PathBuf::from("-"), ..self.keep(plan, name, checked) };
        let standard_input = (!kept.marks.is_empty()).then(|| buffer.clone());
        let fixed = self.fix(plan, kept, &buffer, Origin::Asked);
        // Whoever asks for the fixed text on standard output gets it, changed or not.
        let text = fixed.fixed().text.clone().or_else(|| String::from_utf8(buffer).ok());
        let fixed_text = if self.fixing.is_some_and(|fixing| fixing.write) { text } else { None };
        let outcome = fixed.fixed.map_or_else(FixOutcome::default, |outcome| *outcome);
        let outcome = FixOutcome { text: fixed_text, ..outcome };
        Ok(Kept { standard_input, fixed: Some(Box::new(outcome)), ..fixed })
    }

    /// What is kept of a file: nothing of a clean one.
    pub(super) fn keep(&self, plan: &Plan, path: &Path, checked: Checked<'_>) -> Kept {
        let mut kept = Kept::nothing(display_path(path), path.to_owned());
        kept.skipped = checked.skipped;
        kept.marks = checked.marks;
        let mut diagnostics = checked.diagnostics;
        let by_suppressions = suppress(plan, self.today, &mut diagnostics);
        kept.used = by_suppressions.used;
        let mut suppressed = by_suppressions.suppressed;
        if let Some(known) = self.known.as_ref().filter(|_| !checked.skipped) {
            let by_baseline = known.hide(path, &checked.text, &checked.secrets, &mut diagnostics);
            kept.stale = by_baseline.stale;
            suppressed.extend(by_baseline.suppressed);
        }
        kept.hidden = suppressed.len();
        if !self.reports_suppressed {
            suppressed.clear();
        }
        kept.findings = (!diagnostics.is_empty() || !suppressed.is_empty()).then(|| {
            Box::new(Findings {
                text: checked.text.into_owned(),
                secrets: checked.secrets,
                diagnostics,
                suppressed,
            })
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
        let place = (kept.real_path.as_path(), kept.path.as_str());
        let fixed = fixing.run(&plan.linter, place, bytes, origin, &hide);
        let left = fixed.text.as_ref().filter(|_| self.reports_fixed(&fixed)).map(|text| {
            let checked = plan.linter.lint(text.as_bytes(), origin, &mut Scratch::default());
            self.keep(plan, &kept.real_path, checked)
        });
        let fixed = Some(Box::new(fixed));
        match left {
            Some(left) => Kept { path: kept.path, fixed, ..left },
            None => Kept { fixed, ..kept },
        }
    }

    /// Whether what is left after fixing is what is reported.
    pub(super) fn reports_fixed(&self, fixed: &FixOutcome) -> bool {
        let write = self.fixing.is_some_and(|fixing| fixing.write);
        fixed.error.is_none() && (write || self.arguments.fix)
    }
}
