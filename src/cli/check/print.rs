//! Printing what a run found.

use std::io::{self, Write};

use crate::config::ConfigError;
use crate::diagnostic::{Diagnostic, Severity};
use crate::files::display_path;
use crate::report::{FileReport, Format, RenderOptions, RuleInfo, Summary, make};
use crate::rules::find;
use crate::text::{Secrets, sanitize_line};

use super::super::Streams;
use super::super::args::{CheckArgs, Color};
use super::Kept;
use super::plan::Plan;

fn options(arguments: &CheckArgs, streams: &Streams<'_>) -> RenderOptions {
    let color = match arguments.color {
        Color::Auto => streams.color,
        Color::Always => true,
        Color::Never => false,
    };
    RenderOptions {
        color,
        unicode: true,
        width: streams.width.unwrap_or(100),
        links: color && streams.terminal,
    }
}

fn rule_info(name: &str) -> RuleInfo {
    find(name).map_or_else(
        || RuleInfo { group: "joblint", url: String::new() },
        |rule| RuleInfo { group: rule.group.name(), url: rule.url() },
    )
}

/// The findings, or the changes where only those are shown, or the fixed text of standard input.
pub(super) fn everything(
    checked: &[(Kept, Plan)],
    summary: &Summary,
    arguments: &CheckArgs,
    streams: &mut Streams<'_>,
) -> io::Result<()> {
    let options = options(arguments, streams);
    if arguments.diff {
        for (kept, _) in checked {
            streams.output.write_all(kept.fixed.diff.as_bytes())?;
        }
        if !arguments.quiet {
            let fixes = summary.fixed;
            let noun = if fixes == 1 { "fix" } else { "fixes" };
            writeln!(streams.errors, "{fixes} {noun} shown, nothing written")?;
        }
        return streams.output.flush();
    }
    let stdin_text = checked.iter().find_map(|(kept, _)| {
        (kept.real_path.as_os_str() == "-").then_some(kept.fixed.text.as_deref()).flatten()
    });
    // The fixed text has standard output for itself.
    let out: &mut dyn Write = match stdin_text {
        Some(text) => {
            streams.output.write_all(text.as_bytes())?;
            streams.output.flush()?;
            &mut *streams.errors
        }
        None => &mut *streams.output,
    };
    let mut report = make(arguments.format, options, &rule_info);
    let mut out = io::BufWriter::new(out);
    for (kept, _) in checked {
        let Some(findings) = &kept.findings else { continue };
        let file = FileReport {
            path: &kept.path,
            text: &findings.text,
            secrets: &findings.secrets,
            diagnostics: &findings.diagnostics,
        };
        report.file(&mut out, &file)?;
    }
    // A JSON document without its end would be none.
    if !arguments.quiet || arguments.format == Format::Json {
        report.finish(&mut out, summary)?;
    }
    out.flush()
}

/// What is wrong with a configuration, drawn as findings in it.
pub(super) fn config_error(
    error: &ConfigError,
    arguments: &CheckArgs,
    streams: &mut Streams<'_>,
) -> io::Result<()> {
    let options = options(arguments, streams);
    let path = display_path(&error.path);
    if let Some(reason) = &error.reason {
        let path = sanitize_line(&path);
        return writeln!(streams.errors, "error: {path}: it cannot be read: {}", sanitize_line(reason));
    }
    let diagnostics: Vec<Diagnostic> = error
        .problems
        .iter()
        .map(|problem| Diagnostic {
            help: Some(problem.help.clone()),
            ..Diagnostic::new("configuration", Severity::Error, problem.span, problem.message.clone())
        })
        .collect();
    let file = FileReport {
        path: &path,
        text: &error.text,
        secrets: &Secrets::default(),
        diagnostics: &diagnostics,
    };
    let mut report = make(Format::Rich, RenderOptions { links: false, ..options }, &rule_info);
    report.file(&mut *streams.errors, &file)?;
    writeln!(streams.errors, "nothing was checked: this has to be mended first")
}
