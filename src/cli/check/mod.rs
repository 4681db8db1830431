//! `joblint check`.

mod baseline;
mod cross_file;
mod file_result;
mod fix;
mod introspect;
mod print;
mod report_files;
mod run;
mod suppression_usage;

use std::io;
use std::path::{Path, PathBuf};

use crate::config::{ConfigError, Date};
use crate::diagnostic::{Applicability, Severity};
use crate::files::{FileError, discover, display_path};
use crate::linter::FileOrigin;
use crate::report::{Format, Summary};
use crate::rule::Selection;
use crate::rules::RULES;
use crate::settings::{CliOverrides, FileSettings, SettingsResolver};
use crate::text::sanitize_line;

use super::args::{CheckArgs, FailOn};
use super::{ExitStatus, Streams};
use file_result::FileResult;
use fix::FixOptions;
use run::CheckRun;
use suppression_usage::SuppressionUsage;

/// What a run came to.
struct RunResults<'a> {
    files: &'a [(FileResult, FileSettings)],
    /// What could not be checked.
    errors: &'a [FileError],
    summary: Summary,
}

/// Why a run ended before it began.
enum Abort {
    /// In words.
    Message(String),
    /// A configuration is wrong.
    Config(ConfigError),
}

impl From<ConfigError> for Abort {
    fn from(error: ConfigError) -> Self {
        Self::Config(error)
    }
}

pub(super) fn run(arguments: &CheckArgs, streams: &mut Streams<'_>) -> io::Result<ExitStatus> {
    match check(arguments, streams) {
        Ok(outcome) => outcome,
        Err(Abort::Message(reason)) => {
            writeln!(streams.error, "error: {reason}")?;
            Ok(ExitStatus::Error)
        }
        Err(Abort::Config(error)) => {
            print::print_config_error(&error, arguments, streams)?;
            Ok(ExitStatus::Error)
        }
    }
}

fn check(arguments: &CheckArgs, streams: &mut Streams<'_>) -> Result<io::Result<ExitStatus>, Abort> {
    let selection = Selection::new(RULES, &arguments.select, &arguments.ignore)
        .map_err(|error| Abort::Message(error.to_string()))?;
    let wanted = CliOverrides {
        selection,
        no_config: arguments.no_config,
        fail_on: arguments.fail_on.map(FailOn::severity),
        include_info: arguments.pedantic,
        force_exclude: arguments.force_exclude,
    };
    let here = std::env::current_dir().unwrap_or_default();
    let mut planner = SettingsResolver::new(wanted, here)
        .with_config(arguments.config.as_deref())?
        .with_inventory(&arguments.inventory)?;
    let (stdin, paths): (Vec<PathBuf>, Vec<PathBuf>) =
        arguments.paths.iter().cloned().partition(|path| path == Path::new("-"));
    let discovered = discover(&paths, !arguments.no_gitignore);
    let mut errors = discovered.errors;
    let files = planner.resolve_files(discovered.files)?;
    if arguments.show_files {
        return Ok(introspect::show_files(&files, streams));
    }
    if arguments.show_config {
        return Ok(introspect::show_config(&mut planner, &arguments.paths, streams)?);
    }
    let named: Vec<PathBuf> = files
        .iter()
        .filter(|(file, _)| file.origin != FileOrigin::Discovered)
        .map(|(file, _)| file.path.clone())
        .collect();
    report_files::validate_outputs(arguments, &named).map_err(Abort::Message)?;
    let known = match &arguments.baseline {
        Some(path) if !arguments.write_baseline => Some(baseline::read_baseline(path)?),
        _ => None,
    };
    let fixing = (arguments.fix || arguments.diff).then_some(FixOptions {
        min_applicability: if arguments.unsafe_fixes { Applicability::Unsafe } else { Applicability::Safe },
        write: !arguments.diff,
    });
    let mut formats = arguments.output.iter().map(|output| output.format).chain([arguments.format]);
    let reports_suppressed = formats.any(Format::carries_suppressed);
    let run = CheckRun {
        arguments,
        baseline_filter: known,
        fix_options: fixing,
        today: Date::today(),
        reports_suppressed,
    };

    let mut checked: Vec<(FileResult, FileSettings)> = Vec::new();
    if !stdin.is_empty() {
        let name = arguments.stdin_filename.clone().unwrap_or_else(|| "<stdin>".into());
        let plan = planner.resolve(&name)?;
        match run.check_stdin(&plan, &name, streams.input) {
            Ok(kept) => checked.push((kept, plan)),
            Err(error) => errors.push(error),
        }
    }
    let outcomes = run
        .check_files(files)
        .into_iter()
        .filter_map(|outcome| outcome.map_err(|error| errors.push(error)).ok());
    // Without standard input, the results stay where they are.
    let of_files: Vec<(FileResult, FileSettings)> = outcomes.collect();
    let mut checked = match checked.is_empty() {
        true => of_files,
        false => checked.into_iter().chain(of_files).collect(),
    };
    checked.sort_by(|(left, _), (right, _)| left.path().cmp(right.path()));
    cross_file::report_duplicates(&run, &mut checked);
    let mut usage = SuppressionUsage::default();
    checked.iter().for_each(|(kept, plan)| usage.record(plan, &kept.outcome().used_suppressions));
    let of_configs = usage.findings(&paths, run.today);
    if !of_configs.is_empty() {
        checked.extend(of_configs);
        checked.sort_by(|(left, _), (right, _)| left.path().cmp(right.path()));
    }
    Ok(run.finish(&checked, &errors, streams))
}

impl CheckRun<'_> {
    fn finish(
        &self,
        checked: &[(FileResult, FileSettings)],
        errors: &[FileError],
        streams: &mut Streams<'_>,
    ) -> io::Result<ExitStatus> {
        let mut failed = !errors.is_empty();
        for error in errors {
            let path = display_path(&error.path);
            writeln!(streams.error, "error: {}: {}", sanitize_line(&path), sanitize_line(&error.reason))?;
        }
        for (kept, _) in checked {
            let path = || sanitize_line(kept.path());
            for title in &kept.fix_outcome().rejected {
                failed = true;
                let title = sanitize_line(title);
                writeln!(
                    streams.error,
                    "error: {}: a fix would have added errors and was dropped ({title}); this is a mistake in joblint: please report it",
                    path()
                )?;
            }
            if let Some(reason) = &kept.fix_outcome().error {
                failed = true;
                writeln!(streams.error, "error: {}: {}", path(), sanitize_line(reason))?;
            }
        }
        if self.arguments.write_baseline {
            let written = self.write_baseline(checked, streams)?;
            return Ok(if written && !failed { ExitStatus::Success } else { ExitStatus::Error });
        }
        self.report_stale_entries(checked, streams)?;
        failed |=
            checked.iter().any(|(kept, _)| kept.diagnostics().any(|found| found.rule == "internal-error"));
        let found =
            checked.iter().any(|(kept, plan)| kept.diagnostics().any(|found| found.severity >= plan.fail_on));
        let results = RunResults { files: checked, errors, summary: summarize(checked) };
        failed |= !report_files::write_reports(&results, self.arguments, streams)?;
        let outcome = match (failed, found && !self.arguments.exit_zero) {
            (true, _) => ExitStatus::Error,
            (_, true) => ExitStatus::Findings,
            _ => ExitStatus::Success,
        };
        match print::print_results(&results, self.arguments, streams) {
            // Whoever read the output has seen enough; what was found stays found.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(outcome),
            Err(error) => Err(error),
            Ok(()) => Ok(outcome),
        }
    }
}

fn summarize(checked: &[(FileResult, FileSettings)]) -> Summary {
    let mut summary = Summary::default();
    for (kept, _) in checked {
        if kept.is_skipped {
            summary.skipped += 1;
            continue;
        }
        summary.files += usize::from(!kept.is_config);
        summary.suppressed += kept.outcome().suppressed_count;
        summary.fixed += kept.fix_outcome().applied;
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
