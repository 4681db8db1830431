//! Prints the results of a run.

use std::io::{self, Write};

use crate::config::ConfigError;
use crate::diagnostic::{Diagnostic, Severity};
use crate::files::display_path;
use crate::report::{FileReport, Format, RenderOptions, Reporter, Statistics, create_reporter};
use crate::text::{Secrets, sanitize_line};

use super::super::Streams;
use super::super::args::{CheckArgs, Color};
use super::file_result::FileFindings;
use super::repository_paths::RepositoryPaths;
use super::results::RunResults;

fn render_options(arguments: &CheckArgs, streams: &Streams<'_>) -> RenderOptions {
    let color = match arguments.color {
        Color::Auto => streams.color,
        Color::Always => true,
        Color::Never => false,
    };
    RenderOptions {
        color,
        unicode: true,
        width: streams.width.unwrap_or(100),
        links: color && streams.is_terminal,
    }
}

/// Prints the findings, the changes with `--diff`, or the fixed text of standard input.
pub(super) fn print_results(
    results: &RunResults<'_>,
    arguments: &CheckArgs,
    streams: &mut Streams<'_>,
) -> io::Result<()> {
    let options = render_options(arguments, streams);
    let RunResults { files: checked, summary, .. } = results;
    if arguments.diff {
        for fix in checked.iter().filter_map(|(file, _)| file.fix_outcome()) {
            streams.output.write_all(fix.diff.as_bytes())?;
        }
        if !arguments.quiet {
            let fixes = summary.fixed;
            let noun = if fixes == 1 { "fix" } else { "fixes" };
            writeln!(streams.error, "{fixes} {noun} shown, no files changed")?;
        }
        return streams.output.flush();
    }
    let stdin = checked.iter().find(|(file, _)| file.real_path.as_os_str() == "-");
    let stdin_text = stdin.and_then(|(file, _)| file.fix_outcome()?.text.as_deref());
    // If the fixed text is printed to standard output, the findings are printed to standard error.
    let out: &mut dyn Write = match stdin_text {
        Some(text) => {
            streams.output.write_all(text.as_bytes())?;
            streams.output.flush()?;
            &mut *streams.error
        }
        None => &mut *streams.output,
    };
    let mut report = create_reporter(arguments.format, options);
    let mut out = io::BufWriter::new(out);
    write_document(arguments.format, &mut *report, results, &mut out)?;
    if arguments.format.allows_trailing_text() {
        write_statistics(results, arguments, options, &mut out)?;
    }
    if !arguments.quiet {
        report.summary(&mut out, summary)?;
    }
    out.flush()?;
    drop(out);
    // Formats for programs do not permit other output after the report.
    if !arguments.format.allows_trailing_text() {
        write_statistics(results, arguments, options, &mut *streams.error)?;
    }
    Ok(())
}

/// Writes the whole report except for the summary.
pub(super) fn write_document(
    format: Format,
    report: &mut dyn Reporter,
    results: &RunResults<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let paths = RepositoryPaths::from_current_dir();
    for (file, settings) in results.files.iter().filter(|(file, _)| !file.is_skipped) {
        let is_reported =
            |findings: &&FileFindings| !findings.diagnostics.is_empty() || format.carries_suppressed();
        match file.findings().filter(is_reported) {
            Some(findings) => report.file(
                out,
                &FileReport {
                    path: &file.path,
                    from_root: &paths.relative_to_root(&file.path),
                    text: &findings.text,
                    secrets: &findings.secrets,
                    diagnostics: &findings.diagnostics,
                    suppressed: &findings.suppressed,
                    fingerprints: &findings.fingerprints,
                    fail_on: settings.fail_on,
                },
            )?,
            None => report.clean_file(out, &|| paths.relative_to_root(&file.path))?,
        }
    }
    for error in results.errors {
        report.unreadable_file(out, &paths.relative_to_root(&display_path(&error.path)), &error.reason)?;
    }
    report.finish(out, &results.summary)
}

/// Writes the number of findings by rule if it was requested.
fn write_statistics(
    results: &RunResults<'_>,
    arguments: &CheckArgs,
    options: RenderOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    if !arguments.statistics {
        return Ok(());
    }
    let mut statistics = Statistics::default();
    results.files.iter().flat_map(|(file, _)| file.diagnostics()).for_each(|found| statistics.add(found));
    // In the rich format, each finding ends with an empty line.
    if arguments.format != Format::Rich
        && results.files.iter().any(|(file, _)| file.diagnostics().next().is_some())
    {
        writeln!(out)?;
    }
    statistics.print(out, options)
}

/// Prints the errors in a configuration as findings.
pub(super) fn print_config_error(
    error: &ConfigError,
    arguments: &CheckArgs,
    streams: &mut Streams<'_>,
) -> io::Result<()> {
    let options = render_options(arguments, streams);
    let path = display_path(&error.path);
    if let Some(reason) = &error.reason {
        let path = sanitize_line(&path);
        return writeln!(streams.error, "error: {path}: failed to read the file: {}", sanitize_line(reason));
    }
    let diagnostics: Vec<Diagnostic> = error
        .diagnostics
        .iter()
        .map(|problem| Diagnostic {
            help: Some(problem.help.clone()),
            ..Diagnostic::new("configuration", Severity::Error, problem.span, problem.message.clone())
        })
        .collect();
    let secrets = Secrets::default();
    let file = FileReport::new(&path, &error.text, &secrets, &diagnostics);
    let mut report = create_reporter(Format::Rich, RenderOptions { links: false, ..options });
    report.file(&mut *streams.error, &file)?;
    writeln!(streams.error, "no files were checked: fix the configuration or inventory first")
}
