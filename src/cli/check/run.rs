//! Checks the files of a run, each on its own.

use std::io::Read;
use std::path::Path;

use rayon::iter::{IndexedParallelIterator, IntoParallelIterator, ParallelIterator};

use crate::config::Date;
use crate::diagnostic::{Diagnostic, Suppressed};
use crate::files::{FileError, InputFile, ReadOutcome, read_file};
use crate::fingerprint::{Fingerprint, Fingerprinter};
use crate::fix::fix_file;
use crate::linter::{FileOrigin, LintResult, Scratch, file_too_large};
use crate::settings::{BaselineFilter, FileSettings, SuppressionResult, apply_suppressions};
use crate::source::ParsedFile;
use crate::text::describe_io_error;

use super::super::args::CheckArgs;
use super::file_result::{FileFindings, FileResult};
use super::fix::FixOptions;
use super::fix_outcome::FixOutcome;

/// The number of files from which on starting threads pays off.
const MIN_PARALLEL_FILES: usize = 32;

/// The number of files that a thread takes at once.
const CHUNK_SIZE: usize = 16;

/// The options of a run that apply to all of its files.
pub(super) struct CheckRun<'a> {
    pub(super) arguments: &'a CheckArgs,
    pub(super) baseline_filter: Option<BaselineFilter>,
    pub(super) fix_options: Option<FixOptions>,
    pub(super) today: Option<Date>,
    /// Whether a report contains suppressed findings.
    pub(super) reports_suppressed: bool,
    /// Whether a report or the baseline needs fingerprints.
    pub(super) needs_fingerprints: bool,
}

impl CheckRun<'_> {
    pub(super) fn check_files(
        &self,
        files: Vec<(InputFile, FileSettings)>,
    ) -> Vec<Result<(FileResult, FileSettings), FileError>> {
        self.par_map(files, |(file, settings), scratch| {
            Ok((self.check_input(file, &settings, scratch)?, settings))
        })
    }

    /// Maps items in order, on several threads if there are enough of them. Each thread has its own scratch.
    pub(super) fn par_map<T: Send, R: Send>(
        &self,
        items: Vec<T>,
        map: impl Fn(T, &mut Scratch) -> R + Send + Sync,
    ) -> Vec<R> {
        let sequential = |items: Vec<T>| {
            let mut scratch = Scratch::default();
            items.into_iter().map(|item| map(item, &mut scratch)).collect()
        };
        if items.len() < MIN_PARALLEL_FILES || self.arguments.threads == 1 {
            return sequential(items);
        }
        let parallel = |items: Vec<T>| {
            items
                .into_par_iter()
                .with_min_len(CHUNK_SIZE)
                .map_init(Scratch::default, |scratch, item| map(item, scratch))
                .collect()
        };
        match rayon::ThreadPoolBuilder::new().num_threads(self.arguments.threads).build() {
            Ok(pool) => pool.install(|| parallel(items)),
            // The system does not permit more threads.
            Err(_) => sequential(items),
        }
    }

    fn check_input(
        &self,
        file: InputFile,
        settings: &FileSettings,
        scratch: &mut Scratch,
    ) -> Result<FileResult, FileError> {
        let limit = self.arguments.max_file_size;
        let InputFile { path, origin } = file;
        let mut buffer = scratch.take_buffer();
        let stream_content = match read_file(&path, limit, &mut buffer)? {
            ReadOutcome::TooLarge(size) => {
                let result = LintResult::without_text(file_too_large(size, limit));
                return Ok(self.build_result(settings, FileResult::clean(path), result, scratch));
            }
            ReadOutcome::CompleteOnce => Some(buffer.clone()),
            ReadOutcome::Complete => None,
        };
        let result = settings.linter.lint(buffer, origin, scratch);
        let mut file = self.fix_and_build_result(settings, FileResult::clean(path), result, origin, scratch);
        if stream_content.is_some() && !file.key_hashes.is_empty() {
            file.outcome_mut().stream_content = stream_content;
        }
        Ok(file)
    }

    /// Checks standard input as if it were the file `name`.
    pub(super) fn check_stdin(
        &self,
        settings: &FileSettings,
        name: &Path,
        input: &mut dyn Read,
    ) -> Result<FileResult, FileError> {
        let limit = self.arguments.max_file_size;
        let mut content = Vec::new();
        let size = input.take(limit.saturating_add(1)).read_to_end(&mut content);
        let size =
            size.map_err(|error| FileError { path: name.to_owned(), reason: describe_io_error(&error) })?;
        let size = u64::try_from(size).unwrap_or(u64::MAX);
        let mut scratch = Scratch::default();
        if size > limit {
            let result = LintResult::without_text(file_too_large(size, limit));
            return Ok(self.build_result(settings, FileResult::clean(name.to_owned()), result, &mut scratch));
        }
        let origin = FileOrigin::Explicit;
        let result = settings.linter.lint(content.as_slice(), origin, &mut scratch);
        let file = FileResult { real_path: "-".into(), ..FileResult::clean(name.to_owned()) };
        let mut file = self.fix_and_build_result(settings, file, result, origin, &mut scratch);
        if !file.key_hashes.is_empty() {
            file.outcome_mut().stream_content = Some(content.clone());
        }
        // With `--fix`, the text is printed even if nothing was fixed.
        let is_printed = self.fix_options.is_some_and(|options| options.write);
        let fix = &mut file.outcome_mut().fix;
        fix.text = fix.text.take().or_else(|| String::from_utf8(content).ok()).filter(|_| is_printed);
        Ok(file)
    }

    /// Applies fixes, and builds the result of the text that is reported: the fixed one or the original one.
    fn fix_and_build_result(
        &self,
        settings: &FileSettings,
        file: FileResult,
        result: LintResult<'_>,
        origin: FileOrigin,
        scratch: &mut Scratch,
    ) -> FileResult {
        let Some(options) = self.fix_options.filter(|options| options.apply_to(&result.diagnostics)) else {
            return self.build_result(settings, file, result, scratch);
        };
        let path = file.baseline_path();
        let suppress = |parsed: &ParsedFile<'_>, found: &mut Vec<Diagnostic>| {
            self.suppress(settings, path, parsed, found);
        };
        let fixed =
            fix_file(&settings.linter, (&result).into(), origin, options.min_applicability, &suppress);
        let (outcome, after) = options.write_or_show(&file, &result.file, fixed);
        let reported = match after {
            Some(after) if self.reports_fixed_text(&outcome) => after,
            _ => result,
        };
        let mut file = self.build_result(settings, file, reported, scratch);
        file.outcome_mut().fix = outcome;
        file
    }

    /// Suppresses findings, and keeps what is reported. Nothing is kept of a clean file.
    pub(super) fn build_result(
        &self,
        settings: &FileSettings,
        file: FileResult,
        result: LintResult<'_>,
        scratch: &mut Scratch,
    ) -> FileResult {
        let LintResult { file: parsed, mut diagnostics, is_skipped, key_hashes } = result;
        let mut file = FileResult { is_skipped, key_hashes: key_hashes.into(), outcome: None, ..file };
        let hidden = if is_skipped {
            Hidden::default()
        } else {
            self.suppress(settings, file.baseline_path(), &parsed, &mut diagnostics)
        };
        let Hidden { mut suppressed, used_suppressions, stale_entries } = hidden;
        if diagnostics.is_empty() && suppressed.is_empty() && stale_entries.is_empty() {
            scratch.reclaim(parsed);
            return file;
        }
        let outcome = file.outcome_mut();
        outcome.suppressed_count = suppressed.len();
        (outcome.used_suppressions, outcome.stale_entries) = (used_suppressions, stale_entries);
        if !self.reports_suppressed {
            suppressed.clear();
        }
        if diagnostics.is_empty() && suppressed.is_empty() {
            scratch.reclaim(parsed);
            return file;
        }
        let fingerprints = self.fingerprints(&parsed, &diagnostics, &suppressed);
        let (text, secrets) = scratch.reclaim_tree(parsed);
        outcome.findings = Some(FileFindings { text, secrets, diagnostics, suppressed, fingerprints });
        file
    }

    /// Removes the findings that are suppressed by the configuration or recorded in the baseline.
    fn suppress(
        &self,
        settings: &FileSettings,
        path: &Path,
        parsed: &ParsedFile<'_>,
        found: &mut Vec<Diagnostic>,
    ) -> Hidden {
        let SuppressionResult { mut suppressed, used_indices } =
            apply_suppressions(settings, self.today, found);
        let mut stale_entries = Vec::new();
        if let Some(baseline) = &self.baseline_filter {
            let known = baseline.filter(path, parsed, found);
            suppressed.extend(known.suppressed);
            stale_entries = known.stale_entries;
        }
        Hidden { suppressed, used_suppressions: used_indices, stale_entries }
    }

    fn fingerprints(
        &self,
        parsed: &ParsedFile<'_>,
        diagnostics: &[Diagnostic],
        suppressed: &[Suppressed],
    ) -> Vec<Fingerprint> {
        if !self.needs_fingerprints {
            return Vec::new();
        }
        let fingerprinter = Fingerprinter::new(parsed);
        let all = diagnostics.iter().chain(suppressed.iter().map(|one| &one.finding));
        all.map(|finding| fingerprinter.fingerprint(finding)).collect()
    }

    /// Whether the findings of the fixed text are reported, and not those of the original text.
    pub(super) fn reports_fixed_text(&self, fix: &FixOutcome) -> bool {
        let write = self.fix_options.is_some_and(|options| options.write);
        fix.error.is_none() && (write || self.arguments.fix)
    }
}

/// The findings of a file that are not reported.
#[derive(Default)]
struct Hidden {
    suppressed: Vec<Suppressed>,
    used_suppressions: Vec<usize>,
    stale_entries: Vec<String>,
}
