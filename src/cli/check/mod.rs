//! `joblint check`.

mod across;
mod fixing;
mod outputs;
mod print;
mod show;
mod usage;

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};

use crate::baseline::Baseline;
use crate::config::{ConfigError, Date};
use crate::diagnostic::{Applicability, Diagnostic, Severity};
use crate::files::{Contents, FileError, FoundFile, discover, display_path, read};
use crate::linter::{Checked, Mark, Origin, Scratch, too_large};
use crate::plan::{KnownFindings, Plan, Planner, Wanted, suppress};
use crate::report::Summary;
use crate::rule::Selection;
use crate::rules::RULES;
use crate::text::{Secrets, sanitize_line};

use super::args::{CheckArgs, FailOn};
use super::{Outcome, Streams};
use fixing::{FixOutcome, Fixing};
use usage::Usage;

/// From how many files on threads are worth their start.
const PARALLEL_FROM: usize = 32;

/// Files that a thread takes at once.
const CHUNK: usize = 16;

/// Where `--write-baseline` writes to unless `--baseline` names a file.
const BASELINE_FILE: &str = "joblint-baseline.json";

/// What is kept of a checked file.
struct Kept {
    /// The path as it is shown.
    path: String,
    real_path: PathBuf,
    skipped: bool,
    /// Whether it is no job file but a configuration that something is said of.
    is_config: bool,
    /// Nothing of a clean file is kept.
    findings: Option<Findings>,
    /// How many findings were taken out.
    hidden: usize,
    /// Suppressions that were used, by their place in the configuration.
    used: Vec<usize>,
    /// Findings of the baseline that are gone.
    stale: Vec<String>,
    fixed: FixOutcome,
    /// What it holds that no other file should.
    marks: Vec<Mark>,
    /// What came from standard input, which cannot be read a second time.
    standard_input: Option<Vec<u8>>,
}

struct Findings {
    text: String,
    secrets: Secrets,
    diagnostics: Vec<Diagnostic>,
}

impl Kept {
    fn nothing(path: String, real_path: PathBuf) -> Self {
        Self {
            path,
            real_path,
            skipped: false,
            is_config: false,
            findings: None,
            hidden: 0,
            used: Vec::new(),
            stale: Vec::new(),
            fixed: FixOutcome::default(),
            marks: Vec::new(),
            standard_input: None,
        }
    }

    fn diagnostics(&self) -> impl Iterator<Item = &Diagnostic> {
        self.findings.iter().flat_map(|findings| &findings.diagnostics)
    }
}

/// Memory that one thread keeps from one file to the next.
#[derive(Default)]
struct Workspace {
    buffer: Vec<u8>,
    scratch: Scratch,
}

/// What a run came to.
struct Results<'a> {
    checked: &'a [(Kept, Plan)],
    /// What could not be checked.
    errors: &'a [FileError],
    summary: Summary,
}

/// One run.
struct Run<'a> {
    arguments: &'a CheckArgs,
    known: Option<KnownFindings>,
    fixing: Option<Fixing>,
    today: Option<Date>,
}

/// Why a run ended before it began.
enum Stop {
    /// In words.
    Said(String),
    /// A configuration is wrong.
    Config(ConfigError),
}

impl From<ConfigError> for Stop {
    fn from(error: ConfigError) -> Self {
        Self::Config(error)
    }
}

pub(super) fn run(arguments: &CheckArgs, streams: &mut Streams<'_>) -> io::Result<Outcome> {
    match check(arguments, streams) {
        Ok(outcome) => outcome,
        Err(Stop::Said(reason)) => {
            writeln!(streams.errors, "error: {reason}")?;
            Ok(Outcome::Failed)
        }
        Err(Stop::Config(error)) => {
            print::config_error(&error, arguments, streams)?;
            Ok(Outcome::Failed)
        }
    }
}

fn check(arguments: &CheckArgs, streams: &mut Streams<'_>) -> Result<io::Result<Outcome>, Stop> {
    let selection = Selection::new(RULES, &arguments.select, &arguments.ignore)
        .map_err(|error| Stop::Said(error.to_string()))?;
    let wanted = Wanted {
        selection,
        no_config: arguments.no_config,
        fail_on: arguments.fail_on.map(FailOn::severity),
        infos: arguments.pedantic,
        force_exclude: arguments.force_exclude,
    };
    let here = std::env::current_dir().unwrap_or_default();
    let mut planner = Planner::new(wanted, here)
        .with_config(arguments.config.as_deref())?
        .with_inventory(&arguments.inventory)?;
    let (stdin, paths): (Vec<PathBuf>, Vec<PathBuf>) =
        arguments.paths.iter().cloned().partition(|path| path == Path::new("-"));
    let discovered = discover(&paths, !arguments.no_gitignore);
    let mut errors = discovered.errors;
    let files = planner.plan(discovered.files)?;
    if arguments.show_files {
        return Ok(show::files(&files, streams));
    }
    if arguments.show_config {
        return Ok(show::config(&mut planner, &arguments.paths, streams)?);
    }
    let named: Vec<PathBuf> = files
        .iter()
        .filter(|(file, _)| file.origin != Origin::Discovered)
        .map(|(file, _)| file.path.clone())
        .collect();
    outputs::check(arguments, &named).map_err(Stop::Said)?;
    let known = match &arguments.baseline {
        Some(path) if !arguments.write_baseline => Some(read_baseline(path)?),
        _ => None,
    };
    let fixing = (arguments.fix || arguments.diff).then_some(Fixing {
        least: if arguments.unsafe_fixes { Applicability::Unsafe } else { Applicability::Safe },
        write: !arguments.diff,
    });
    let run = Run { arguments, known, fixing, today: Date::today() };

    let mut checked: Vec<(Kept, Plan)> = Vec::new();
    if !stdin.is_empty() {
        let name = arguments.stdin_filename.clone().unwrap_or_else(|| "<stdin>".into());
        let plan = planner.plan_of(&name)?;
        match run.standard_input(&plan, &name, streams.input) {
            Ok(kept) => checked.push((kept, plan)),
            Err(error) => errors.push(error),
        }
    }
    for (outcome, (_, plan)) in run.files(&files).into_iter().zip(&files) {
        match outcome {
            Ok(kept) => checked.push((kept, plan.clone())),
            Err(error) => errors.push(error),
        }
    }
    checked.sort_by(|(left, _), (right, _)| left.path.cmp(&right.path));
    across::compare(&run, &mut checked);
    let mut usage = Usage::default();
    checked.iter().for_each(|(kept, plan)| usage.note(plan, &kept.used));
    checked.extend(usage.findings(&paths, run.today));
    checked.sort_by(|(left, _), (right, _)| left.path.cmp(&right.path));
    Ok(run.finish(&checked, &errors, streams))
}

fn read_baseline(path: &Path) -> Result<KnownFindings, Stop> {
    let fail = |reason: String| {
        let shown = display_path(path);
        let advice = "`--write-baseline` makes one";
        Stop::Said(format!("{}: {}; {advice}", sanitize_line(&shown), sanitize_line(&reason)))
    };
    let text = std::fs::read_to_string(path).map_err(|error| fail(error.to_string()))?;
    Ok(KnownFindings::new(Baseline::parse(&text).map_err(fail)?, path))
}

impl Run<'_> {
    fn files(&self, files: &[(FoundFile, Plan)]) -> Vec<Result<Kept, FileError>> {
        self.each(files, |(file, plan), workspace| self.file(file, plan, workspace))
    }

    /// Does the same with each of many things, on several threads where that pays.
    fn each<T: Sync, R: Send>(
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

    fn file(&self, file: &FoundFile, plan: &Plan, workspace: &mut Workspace) -> Result<Kept, FileError> {
        let limit = self.arguments.max_file_size;
        match read(&file.path, limit, &mut workspace.buffer)? {
            Contents::TooLarge(size) => Ok(self.keep(plan, &file.path, too_large(size, limit))),
            Contents::Read => {
                let checked = plan.linter.lint(&workspace.buffer, file.origin, &mut workspace.scratch);
                let kept = self.keep(plan, &file.path, checked);
                Ok(self.fix(plan, kept, &workspace.buffer, file.origin))
            }
        }
    }

    fn standard_input(&self, plan: &Plan, name: &Path, input: &mut dyn Read) -> Result<Kept, FileError> {
        let limit = self.arguments.max_file_size;
        let mut buffer = Vec::new();
        let taken = input.take(limit.saturating_add(1)).read_to_end(&mut buffer);
        let size = taken.map_err(|error| FileError { path: name.to_owned(), reason: error.to_string() })?;
        let size = u64::try_from(size).unwrap_or(u64::MAX);
        if size > limit {
            return Ok(self.keep(plan, name, too_large(size, limit)));
        }
        let checked = plan.linter.lint(&buffer, Origin::Asked, &mut Scratch::default());
        let kept = Kept { real_path: PathBuf::from("-"), ..self.keep(plan, name, checked) };
        let standard_input = (!kept.marks.is_empty()).then(|| buffer.clone());
        let fixed = self.fix(plan, kept, &buffer, Origin::Asked);
        // Whoever asks for the fixed text on standard output gets it, changed or not.
        let text = fixed.fixed.text.clone().or_else(|| String::from_utf8(buffer).ok());
        let fixed_text = if self.fixing.is_some_and(|fixing| fixing.write) { text } else { None };
        Ok(Kept { standard_input, fixed: FixOutcome { text: fixed_text, ..fixed.fixed }, ..fixed })
    }

    /// What is kept of a file: nothing of a clean one.
    fn keep(&self, plan: &Plan, path: &Path, checked: Checked<'_>) -> Kept {
        let mut kept = Kept::nothing(display_path(path), path.to_owned());
        kept.skipped = checked.skipped;
        kept.marks = checked.marks;
        let mut diagnostics = checked.diagnostics;
        let all = diagnostics.len();
        kept.used = suppress(plan, self.today, &mut diagnostics);
        if let Some(known) = self.known.as_ref().filter(|_| !checked.skipped) {
            kept.stale = known.hide(path, &checked.text, &checked.secrets, &mut diagnostics);
        }
        kept.hidden = all - diagnostics.len();
        kept.findings = (!diagnostics.is_empty()).then(|| Findings {
            text: checked.text.into_owned(),
            secrets: checked.secrets,
            diagnostics,
        });
        kept
    }

    /// Fixes what can be fixed; what is left is what is reported.
    fn fix(&self, plan: &Plan, kept: Kept, bytes: &[u8], origin: Origin) -> Kept {
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
        match &fixed.text {
            Some(text) if self.reports_fixed(&fixed) => {
                let checked = plan.linter.lint(text.as_bytes(), origin, &mut Scratch::default());
                let left = self.keep(plan, &kept.real_path, checked);
                Kept { path: kept.path.clone(), fixed, ..left }
            }
            _ => Kept { fixed, ..kept },
        }
    }

    /// Whether what is left after fixing is what is reported.
    fn reports_fixed(&self, fixed: &FixOutcome) -> bool {
        let write = self.fixing.is_some_and(|fixing| fixing.write);
        fixed.error.is_none() && (write || self.arguments.fix)
    }

    fn finish(
        &self,
        checked: &[(Kept, Plan)],
        errors: &[FileError],
        streams: &mut Streams<'_>,
    ) -> io::Result<Outcome> {
        let mut failed = !errors.is_empty();
        for error in errors {
            let path = display_path(&error.path);
            writeln!(streams.errors, "error: {}: {}", sanitize_line(&path), sanitize_line(&error.reason))?;
        }
        for (kept, _) in checked {
            let path = sanitize_line(&kept.path);
            for title in &kept.fixed.dropped {
                failed = true;
                let title = sanitize_line(title);
                writeln!(
                    streams.errors,
                    "error: {path}: a fix would have added errors and was dropped ({title}); this is a mistake in joblint: please report it"
                )?;
            }
            if let Some(reason) = &kept.fixed.error {
                failed = true;
                writeln!(streams.errors, "error: {path}: {}", sanitize_line(reason))?;
            }
        }
        if self.arguments.write_baseline {
            let written = self.write_baseline(checked, streams)?;
            return Ok(if written && !failed { Outcome::Clean } else { Outcome::Failed });
        }
        self.name_stale(checked, streams)?;
        failed |=
            checked.iter().any(|(kept, _)| kept.diagnostics().any(|found| found.rule == "internal-error"));
        let found =
            checked.iter().any(|(kept, plan)| kept.diagnostics().any(|found| found.severity >= plan.fail_on));
        let results = Results { checked, errors, summary: summarize(checked) };
        failed |= !outputs::write(&results, self.arguments, streams)?;
        let outcome = match (failed, found && !self.arguments.exit_zero) {
            (true, _) => Outcome::Failed,
            (_, true) => Outcome::Found,
            _ => Outcome::Clean,
        };
        match print::everything(&results, self.arguments, streams) {
            // Whoever read the output has seen enough; what was found stays found.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(outcome),
            Err(error) => Err(error),
            Ok(()) => Ok(outcome),
        }
    }

    /// Says which findings of the baseline are gone.
    fn name_stale(&self, checked: &[(Kept, Plan)], streams: &mut Streams<'_>) -> io::Result<()> {
        const SHOWN: usize = 20;
        let Some(known) = &self.known else { return Ok(()) };
        let mut stale: Vec<String> = checked.iter().flat_map(|(kept, _)| kept.stale.clone()).collect();
        stale.extend(known.missing_files().iter().map(|name| format!("{name}: the file is gone")));
        if stale.is_empty() || self.arguments.quiet {
            return Ok(());
        }
        let entries =
            if stale.len() == 1 { "1 finding of the baseline is" } else { "findings of the baseline are" };
        let count = if stale.len() == 1 { String::new() } else { format!("{} ", stale.len()) };
        writeln!(streams.errors, "note: {count}{entries} gone; `--write-baseline` forgets what was mended:")?;
        for line in stale.iter().take(SHOWN) {
            writeln!(streams.errors, "  {}", sanitize_line(line))?;
        }
        if let Some(more @ 1..) = stale.len().checked_sub(SHOWN) {
            writeln!(streams.errors, "  … and {more} more")?;
        }
        Ok(())
    }

    /// Writes what was found as what is known. Files that were not checked keep their entries.
    fn write_baseline(&self, checked: &[(Kept, Plan)], streams: &mut Streams<'_>) -> io::Result<bool> {
        let path = self.arguments.baseline.clone().unwrap_or_else(|| BASELINE_FILE.into());
        let before = std::fs::read_to_string(&path).ok();
        let baseline = before.as_deref().and_then(|text| Baseline::parse(text).ok()).unwrap_or_default();
        let mut known = KnownFindings::new(baseline, &path);
        for name in known.missing_files() {
            known.baseline.forget(&name);
        }
        for (kept, _) in checked.iter().filter(|(kept, _)| !kept.is_config) {
            let name = known.name(&kept.real_path);
            match &kept.findings {
                Some(found) => known.baseline.record(&name, &found.text, &found.secrets, &found.diagnostics),
                None => known.baseline.forget(&name),
            }
        }
        let shown = display_path(&path);
        if let Err(error) = std::fs::write(&path, known.baseline.to_json()) {
            writeln!(streams.errors, "error: {}: it could not be written: {error}", sanitize_line(&shown))?;
            return Ok(false);
        }
        let count = known.baseline.len();
        let findings = if count == 1 { "finding" } else { "findings" };
        writeln!(
            streams.output,
            "{count} {findings} written to {0}: `joblint check --baseline {0}` reports only others",
            sanitize_line(&shown)
        )?;
        Ok(true)
    }
}

fn summarize(checked: &[(Kept, Plan)]) -> Summary {
    let mut summary = Summary::default();
    for (kept, _) in checked {
        if kept.skipped {
            summary.skipped += 1;
            continue;
        }
        summary.files += usize::from(!kept.is_config);
        summary.suppressed += kept.hidden;
        summary.fixed += kept.fixed.applied;
        for found in kept.diagnostics() {
            match found.severity {
                Severity::Error => summary.errors += 1,
                Severity::Warning => summary.warnings += 1,
                Severity::Info => summary.infos += 1,
            }
            summary.fixable += usize::from(found.fix.is_some());
        }
    }
    summary
}
