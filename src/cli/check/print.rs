//! Printing what a run found.

use std::io::{self, Write};

use crate::config::ConfigError;
use crate::diagnostic::{Diagnostic, Severity};
use crate::files::display_path;
use crate::report::{FileReport, Format, RenderOptions, Report, RuleInfo, Statistics, create_report};
use crate::rules::find_rule;
use crate::text::{Secrets, sanitize_line};

use super::super::Streams;
use super::super::args::{CheckArgs, Color};
use super::RunResults;
use super::file_result::FileFindings;
use super::report_files::RepositoryPaths;

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

/// What reports carry about a rule.
pub(super) fn rule_info(name: &str) -> RuleInfo {
    find_rule(name).map_or_else(
        || RuleInfo {
            group: "joblint",
            url: String::new(),
            severity: Severity::Error,
            summary: "",
            docs: "",
        },
        |rule| RuleInfo {
            group: rule.group.name(),
            url: rule.url(),
            severity: rule.severity,
            summary: rule.summary,
            docs: rule.body(),
        },
    )
}

/// The findings, or the changes where only those are shown, or the fixed text of standard input.
pub(super) fn print_results(
    results: &RunResults<'_>,
    arguments: &CheckArgs,
    streams: &mut Streams<'_>,
) -> io::Result<()> {
    let options = render_options(arguments, streams);
    let RunResults { files: checked, summary, .. } = results;
    if arguments.diff {
        for (kept, _) in *checked {
            streams.output.write_all(kept.fix_outcome().diff.as_bytes())?;
        }
        if !arguments.quiet {
            let fixes = summary.fixed;
            let noun = if fixes == 1 { "fix" } else { "fixes" };
            writeln!(streams.error, "{fixes} {noun} shown, nothing written")?;
        }
        return streams.output.flush();
    }
    let stdin_text = checked.iter().find_map(|(kept, _)| {
        (kept.real_path.as_os_str() == "-").then_some(kept.fix_outcome().text.as_deref()).flatten()
    });
    // The fixed text has standard output for itself.
    let out: &mut dyn Write = match stdin_text {
        Some(text) => {
            streams.output.write_all(text.as_bytes())?;
            streams.output.flush()?;
            &mut *streams.error
        }
        None => &mut *streams.output,
    };
    let mut report = create_report(arguments.format, options, &rule_info);
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
    // What a program reads has standard output for itself.
    if !arguments.format.allows_trailing_text() {
        write_statistics(results, arguments, options, &mut *streams.error)?;
    }
    Ok(())
}

/// Everything but the sentence at the end, which a document for programs is complete without.
pub(super) fn write_document(
    format: Format,
    report: &mut dyn Report,
    results: &RunResults<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let place = RepositoryPaths::from_current_dir();
    for (kept, plan) in results.files.iter().filter(|(kept, _)| !kept.is_skipped) {
        // What is only suppressed is a finding where the format can say so.
        let shown =
            |findings: &&FileFindings| !findings.diagnostics.is_empty() || format.carries_suppressed();
        match kept.outcome().findings.as_ref().filter(shown) {
            Some(findings) => report.file(
                out,
                &FileReport {
                    path: kept.path(),
                    from_root: &place.relative_to_root(kept.path()),
                    text: &findings.text,
                    secrets: &findings.secrets,
                    diagnostics: &findings.diagnostics,
                    suppressed: &findings.suppressed,
                    fail_on: plan.fail_on,
                },
            )?,
            None => report.clean_file(out, &|| place.relative_to_root(kept.path()))?,
        }
    }
    for error in results.errors {
        report.unreadable_file(out, &place.relative_to_root(&display_path(&error.path)), &error.reason)?;
    }
    report.finish(out, &results.summary)
}

/// The table of rules, where it was asked for.
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
    results.files.iter().flat_map(|(kept, _)| kept.diagnostics()).for_each(|found| statistics.add(found));
    // Each finding of the rich format ends with an empty line.
    if arguments.format != Format::Rich
        && results.files.iter().any(|(kept, _)| kept.diagnostics().next().is_some())
    {
        writeln!(out)?;
    }
    statistics.print(out, options)
}

/// What is wrong with a configuration, drawn as findings in it.
pub(super) fn print_config_error(
    error: &ConfigError,
    arguments: &CheckArgs,
    streams: &mut Streams<'_>,
) -> io::Result<()> {
    let options = render_options(arguments, streams);
    let path = display_path(&error.path);
    if let Some(reason) = &error.reason {
        let path = sanitize_line(&path);
        return writeln!(streams.error, "error: {path}: it cannot be read: {}", sanitize_line(reason));
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
    let mut report = create_report(Format::Rich, RenderOptions { links: false, ..options }, &rule_info);
    report.file(&mut *streams.error, &file)?;
    writeln!(streams.error, "nothing was checked: this has to be mended first")
}
