//! `joblint check`.

use std::io::{self, Read, Write};
use std::path::Path;

use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};

use crate::diagnostic::{Diagnostic, Severity};
use crate::files::{Contents, FileError, FoundFile, discover, display_path, read};
use crate::linter::{Checked, Linter, Origin, Scratch, too_large};
use crate::report::{FileReport, Format, RenderOptions, RuleInfo, Summary, make};
use crate::rule::Selection;
use crate::rules::{RULES, find};
use crate::text::{Secrets, sanitize_line};

use super::args::{CheckArgs, Color};
use super::{Outcome, Streams};

/// From how many files on threads are worth their start.
const PARALLEL_FROM: usize = 32;

/// Files that a thread takes at once.
const CHUNK: usize = 16;

/// What is kept of a checked file.
struct Kept {
    path: String,
    skipped: bool,
    /// Nothing of a clean file is kept.
    findings: Option<Findings>,
}

struct Findings {
    text: String,
    secrets: Secrets,
    diagnostics: Vec<Diagnostic>,
}

/// Memory that one thread keeps from one file to the next.
#[derive(Default)]
struct Workspace {
    buffer: Vec<u8>,
    scratch: Scratch,
}

/// One run.
struct Run<'a> {
    linter: Linter,
    arguments: &'a CheckArgs,
}

pub(super) fn run(arguments: &CheckArgs, streams: &mut Streams<'_>) -> io::Result<Outcome> {
    let selection = match Selection::new(RULES, &arguments.select, &arguments.ignore) {
        Ok(selection) => selection,
        Err(error) => {
            writeln!(streams.errors, "error: {error}")?;
            return Ok(Outcome::Failed);
        }
    };
    let fail_on = arguments.fail_on.severity();
    let least =
        if arguments.pedantic || fail_on == Severity::Info { Severity::Info } else { Severity::Warning };
    let run = Run { linter: Linter::new(selection).at_least(least), arguments };

    let mut errors: Vec<FileError> = Vec::new();
    let mut checked: Vec<Kept> = Vec::new();
    let (stdin, paths): (Vec<_>, Vec<_>) =
        arguments.paths.iter().cloned().partition(|path| path == Path::new("-"));
    if !stdin.is_empty() {
        match run.standard_input(streams.input) {
            Ok(kept) => checked.push(kept),
            Err(error) => errors.push(error),
        }
    }
    let discovered = discover(&paths, !arguments.no_gitignore);
    errors.extend(discovered.errors);
    for outcome in run.files(&discovered.files) {
        match outcome {
            Ok(kept) => checked.push(kept),
            Err(error) => errors.push(error),
        }
    }
    for error in &errors {
        let path = display_path(&error.path);
        writeln!(streams.errors, "error: {}: {}", sanitize_line(&path), sanitize_line(&error.reason))?;
    }

    checked.sort_by(|left, right| left.path.cmp(&right.path));
    let summary = summarize(&checked);
    let worst = checked.iter().filter_map(|kept| kept.findings.as_ref()).flat_map(|found| &found.diagnostics);
    let failed = !errors.is_empty() || worst.clone().any(|found| found.rule == "internal-error");
    let found = worst.map(|found| found.severity).max().is_some_and(|worst| worst >= fail_on);
    let outcome = match (failed, found && !arguments.exit_zero) {
        (true, _) => Outcome::Failed,
        (_, true) => Outcome::Found,
        _ => Outcome::Clean,
    };
    match print(&checked, &summary, arguments, streams) {
        // Whoever read the output has seen enough; what was found stays found.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(outcome),
        Err(error) => Err(error),
        Ok(()) => Ok(outcome),
    }
}

impl Run<'_> {
    fn files(&self, files: &[FoundFile]) -> Vec<Result<Kept, FileError>> {
        if files.len() < PARALLEL_FROM || self.arguments.threads == 1 {
            let mut workspace = Workspace::default();
            return files.iter().map(|file| self.file(file, &mut workspace)).collect();
        }
        let parallel = || {
            files
                .par_iter()
                .with_min_len(CHUNK)
                .map_init(Workspace::default, |workspace, file| self.file(file, workspace))
                .collect()
        };
        match rayon::ThreadPoolBuilder::new().num_threads(self.arguments.threads).build() {
            Ok(pool) => pool.install(parallel),
            // The system gives no more threads: one will do.
            Err(_) => {
                let mut workspace = Workspace::default();
                files.iter().map(|file| self.file(file, &mut workspace)).collect()
            }
        }
    }

    fn file(&self, file: &FoundFile, workspace: &mut Workspace) -> Result<Kept, FileError> {
        let limit = self.arguments.max_file_size;
        let path = || display_path(&file.path);
        match read(&file.path, limit, &mut workspace.buffer)? {
            Contents::TooLarge(size) => Ok(keep(path(), too_large(size, limit))),
            Contents::Read => {
                let checked = self.linter.lint(&workspace.buffer, file.origin, &mut workspace.scratch);
                Ok(keep(path(), checked))
            }
        }
    }

    fn standard_input(&self, input: &mut dyn Read) -> Result<Kept, FileError> {
        let name = self.arguments.stdin_filename.clone().unwrap_or_else(|| "<stdin>".into());
        let limit = self.arguments.max_file_size;
        let mut buffer = Vec::new();
        let taken = input.take(limit.saturating_add(1)).read_to_end(&mut buffer);
        let size = taken.map_err(|error| FileError { path: name.clone(), reason: error.to_string() })?;
        let size = u64::try_from(size).unwrap_or(u64::MAX);
        if size > limit {
            return Ok(keep(display_path(&name), too_large(size, limit)));
        }
        let checked = self.linter.lint(&buffer, Origin::Asked, &mut Scratch::default());
        Ok(keep(display_path(&name), checked))
    }
}

/// What is printed of a file; nothing is kept of a clean one.
fn keep(path: String, checked: Checked<'_>) -> Kept {
    let findings = (!checked.diagnostics.is_empty()).then(|| Findings {
        text: checked.text.into_owned(),
        secrets: checked.secrets,
        diagnostics: checked.diagnostics,
    });
    Kept { path, skipped: checked.skipped, findings }
}

fn summarize(checked: &[Kept]) -> Summary {
    let mut summary = Summary::default();
    for kept in checked {
        if kept.skipped {
            summary.skipped += 1;
            continue;
        }
        summary.files += 1;
        for found in kept.findings.iter().flat_map(|findings| &findings.diagnostics) {
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

fn print(
    checked: &[Kept],
    summary: &Summary,
    arguments: &CheckArgs,
    streams: &mut Streams<'_>,
) -> io::Result<()> {
    let color = match arguments.color {
        Color::Auto => streams.color,
        Color::Always => true,
        Color::Never => false,
    };
    let options = RenderOptions {
        color,
        unicode: true,
        width: streams.width.unwrap_or(100),
        links: color && streams.terminal,
    };
    let lookup = |name: &str| {
        find(name).map_or_else(
            || RuleInfo { group: "joblint", url: String::new() },
            |rule| RuleInfo { group: rule.group.name(), url: rule.url() },
        )
    };
    let mut report = make(arguments.format, options, &lookup);
    let mut out = io::BufWriter::new(&mut *streams.output);
    for kept in checked {
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
