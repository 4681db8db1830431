//! `joblint check`.

mod baseline;
mod cross_file;
mod file_result;
mod fix;
mod fix_outcome;
mod introspect;
mod print;
mod report_files;
mod repository_paths;
mod results;
mod run;
mod suppression_usage;
#[cfg(test)]
mod tests;

use std::io;
use std::path::{Path, PathBuf};

use crate::config::today;
use crate::diagnostic::{Applicability, Severity};
use crate::files::{FileError, discover, display_path};
use crate::linter::FileOrigin;
use crate::report::{Format, Summary};
use crate::rule::{Selection, Tag};
use crate::rules::{self, RULES};
use crate::settings::{CliOverrides, FileSettings, SettingsResolver};
use crate::text::sanitize_line;

use super::args::{CheckArgs, FailOn};
use super::{ExitStatus, Streams};
use file_result::FileResult;
use fix::FixOptions;
use results::{Abort, RunResults};
use run::CheckRun;
use suppression_usage::SuppressionUsage;

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
    let mut resolver = create_resolver(arguments)?;
    let (stdin, paths): (Vec<PathBuf>, Vec<PathBuf>) =
        arguments.paths.iter().cloned().partition(|path| path == Path::new("-"));
    let discovered = discover(&paths, !arguments.no_gitignore);
    let mut errors = discovered.errors;
    let files = resolver.resolve_files(discovered.files)?;
    if arguments.show_files {
        return Ok(introspect::show_files(&files, streams));
    }
    if arguments.show_config {
        return Ok(introspect::show_config(&mut resolver, &arguments.paths, streams)?);
    }
    let explicit: Vec<PathBuf> = files
        .iter()
        .filter(|(file, _)| file.origin != FileOrigin::Discovered)
        .map(|(file, _)| file.path.clone())
        .collect();
    report_files::validate_outputs(arguments, &explicit).map_err(Abort::Message)?;
    let run = CheckRun::new(arguments)?;

    let mut checked: Vec<(FileResult, FileSettings)> = Vec::new();
    if !stdin.is_empty() {
        let name = arguments.stdin_filename.clone().unwrap_or_else(|| "<stdin>".into());
        let settings = resolver.resolve(&name)?;
        match run.check_stdin(&settings, &name, streams.input) {
            Ok(file) => checked.push((file, settings)),
            Err(error) => errors.push(error),
        }
    }
    let outcomes = run.check_files(files).into_iter();
    checked.extend(outcomes.filter_map(|outcome| outcome.map_err(|error| errors.push(error)).ok()));
    checked.sort_by(|(left, _), (right, _)| left.path.cmp(&right.path));
    cross_file::report_duplicates(&run, &mut checked);
    let mut usage = SuppressionUsage::default();
    checked.iter().for_each(|(file, settings)| usage.record(settings, file.used_suppressions()));
    let config_results = usage.findings(&paths, run.today);
    if !config_results.is_empty() {
        checked.extend(config_results);
        checked.sort_by(|(left, _), (right, _)| left.path.cmp(&right.path));
    }
    Ok(run.finish(&checked, &errors, streams))
}

fn create_resolver(arguments: &CheckArgs) -> Result<SettingsResolver, Abort> {
    let selection = Selection::new(RULES, &arguments.select, &arguments.ignore)
        .map_err(|error| Abort::Message(error.to_string()))?;
    let overrides = CliOverrides {
        selection,
        no_config: arguments.no_config,
        fail_on: arguments.fail_on.map(FailOn::severity),
        include_info: arguments.pedantic,
        force_exclude: arguments.force_exclude,
    };
    let cwd = std::env::current_dir().unwrap_or_default();
    let resolver = SettingsResolver::new(overrides, cwd).with_config(arguments.config.as_deref())?;
    Ok(resolver.with_inventory(&arguments.inventory)?)
}

impl<'a> CheckRun<'a> {
    fn new(arguments: &'a CheckArgs) -> Result<Self, Abort> {
        let baseline_filter = match &arguments.baseline {
            Some(path) if !arguments.write_baseline => Some(baseline::read_baseline(path)?),
            _ => None,
        };
        let min_applicability =
            if arguments.unsafe_fixes { Applicability::Unsafe } else { Applicability::Safe };
        let fix_options = FixOptions { min_applicability, write: !arguments.diff };
        let formats = || arguments.output.iter().map(|output| output.format).chain([arguments.format]);
        Ok(Self {
            arguments,
            baseline_filter,
            fix_options: (arguments.fix || arguments.diff).then_some(fix_options),
            today: today(),
            reports_suppressed: formats().any(Format::carries_suppressed),
            needs_fingerprints: arguments.write_baseline || formats().any(Format::carries_identities),
        })
    }
}

impl CheckRun<'_> {
    fn finish(
        &self,
        checked: &[(FileResult, FileSettings)],
        errors: &[FileError],
        streams: &mut Streams<'_>,
    ) -> io::Result<ExitStatus> {
        let mut failed = print_errors(checked, errors, streams)?;
        if self.arguments.write_baseline {
            let written = self.write_baseline(checked, streams)?;
            return Ok(if written && !failed { ExitStatus::Success } else { ExitStatus::Error });
        }
        self.report_stale_entries(checked, streams)?;
        failed |= checked
            .iter()
            .any(|(file, _)| file.diagnostics().any(|found| rules::has_tag(found.rule, Tag::InternalError)));
        let found = checked
            .iter()
            .any(|(file, settings)| file.diagnostics().any(|found| found.severity >= settings.fail_on));
        let results = RunResults { files: checked, errors, summary: summarize(checked) };
        failed |= !report_files::write_reports(&results, self.arguments, streams)?;
        let status = match (failed, found && !self.arguments.exit_zero) {
            (true, _) => ExitStatus::Error,
            (_, true) => ExitStatus::Findings,
            _ => ExitStatus::Success,
        };
        match print::print_results(&results, self.arguments, streams) {
            // A reader that closes the pipe early does not change the result.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(status),
            Err(error) => Err(error),
            Ok(()) => Ok(status),
        }
    }
}

/// Prints the files that could not be checked, and the fixes that were rejected or not written. Returns whether
/// there are any.
fn print_errors(
    checked: &[(FileResult, FileSettings)],
    errors: &[FileError],
    streams: &mut Streams<'_>,
) -> io::Result<bool> {
    let mut failed = !errors.is_empty();
    for error in errors {
        let path = display_path(&error.path);
        writeln!(streams.error, "error: {}: {}", sanitize_line(&path), sanitize_line(&error.reason))?;
    }
    for (file, fix) in checked.iter().filter_map(|(file, _)| Some((file, file.fix_outcome()?))) {
        let path = sanitize_line(&file.path);
        for title in &fix.rejected {
            failed = true;
            let title = sanitize_line(title);
            writeln!(
                streams.error,
                "error: {path}: a fix was rejected because it would add errors ({title}); this is a bug in joblint: please report it"
            )?;
        }
        if let Some(reason) = &fix.error {
            failed = true;
            writeln!(streams.error, "error: {path}: {}", sanitize_line(reason))?;
        }
    }
    Ok(failed)
}

fn summarize(checked: &[(FileResult, FileSettings)]) -> Summary {
    let mut summary = Summary::default();
    for (file, _) in checked {
        if file.is_skipped {
            summary.skipped += 1;
            continue;
        }
        summary.files += usize::from(!file.is_config);
        if let Some(outcome) = &file.outcome {
            summary.suppressed += outcome.suppressed_count;
            summary.fixed += outcome.fix.applied;
        }
        for found in file.diagnostics() {
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
