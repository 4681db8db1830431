//! `--output FORMAT=FILE`: further reports, each into a file.

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};

use crate::files::display_path;
use crate::fix::write_file;
use crate::report::{RenderOptions, create_report};
use crate::settings::normalize_path;
use crate::text::{describe_io_error, sanitize_line};

use super::super::Streams;
use super::super::args::{CheckArgs, Output};
use super::{RunResults, print};

/// How a report is drawn that is no terminal's.
const FILE_RENDER_OPTIONS: RenderOptions =
    RenderOptions { color: false, unicode: true, width: 100, links: false };

/// Where the run takes place.
pub(super) struct RepositoryPaths {
    cwd: PathBuf,
    /// The nearest folder above with a `.git`; the working directory where there is none.
    root: PathBuf,
}

impl RepositoryPaths {
    pub(super) fn from_current_dir() -> Self {
        let here = std::env::current_dir().unwrap_or_default();
        let root = here.ancestors().find(|above| above.join(".git").exists()).unwrap_or(&here).to_owned();
        Self { cwd: here, root }
    }

    /// A shown path as it is from the repository's root; absolute where it lies outside.
    pub(super) fn relative_to_root(&self, shown: &str) -> String {
        let absolute = normalize_path(&self.cwd.join(shown));
        let path = absolute.strip_prefix(&self.root).unwrap_or(&absolute).to_string_lossy();
        if std::path::MAIN_SEPARATOR == '/' { path.into_owned() } else { path.replace('\\', "/") }
    }
}

/// Refuses outputs that would overwrite one another or what the run reads.
pub(super) fn validate_outputs(arguments: &CheckArgs, named: &[PathBuf]) -> Result<(), String> {
    let mut taken: HashMap<PathBuf, &str> = HashMap::new();
    let read = [(&arguments.baseline, "the baseline"), (&arguments.config, "the configuration")];
    for (path, what) in read.iter().filter_map(|(path, what)| Some((path.as_ref()?, what))) {
        taken.insert(canonical_or_absolute(path), what);
    }
    for path in named {
        taken.insert(canonical_or_absolute(path), "a file that is checked");
    }
    for output in &arguments.output {
        let identity = canonical_or_absolute(&output.file);
        // A device takes what it is given, as often as it is.
        let is_device = std::fs::metadata(&identity).is_ok_and(|data| !data.is_file() && !data.is_dir());
        if is_device {
            continue;
        }
        if let Some(what) = taken.insert(identity, "another report") {
            let shown = display_path(&output.file);
            return Err(format!("--output {}: this file is {what}, too", sanitize_line(&shown)));
        }
    }
    Ok(())
}

/// What is the same for two spellings of one path, whether the file is there yet or not.
fn canonical_or_absolute(path: &Path) -> PathBuf {
    if let Ok(found) = path.canonicalize() {
        return found;
    }
    let absolute = normalize_path(&std::env::current_dir().unwrap_or_default().join(path));
    match (absolute.parent().and_then(|folder| folder.canonicalize().ok()), absolute.file_name()) {
        (Some(folder), Some(name)) => folder.join(name),
        _ => absolute,
    }
}

/// Writes every report that was asked for into its file. Gives whether all could be written.
pub(super) fn write_reports(
    results: &RunResults<'_>,
    arguments: &CheckArgs,
    streams: &mut Streams<'_>,
) -> io::Result<bool> {
    let mut all = true;
    for output in &arguments.output {
        if let Err(error) = write_report(output, results, arguments) {
            all = false;
            let shown = display_path(&output.file);
            let reason = sanitize_line(&describe_io_error(&error)).into_owned();
            writeln!(streams.error, "error: {}: it could not be written: {reason}", sanitize_line(&shown))?;
        }
    }
    Ok(all)
}

/// The whole report is made before the file is touched, and takes its place at once: a failure on the
/// way leaves what was there.
fn write_report(output: &Output, results: &RunResults<'_>, arguments: &CheckArgs) -> io::Result<()> {
    let same = |path: &Path| {
        path.file_name() == output.file.file_name()
            && canonical_or_absolute(path) == canonical_or_absolute(&output.file)
    };
    if results.files.iter().any(|(kept, _)| !kept.is_skipped && same(&kept.real_path)) {
        return Err(io::Error::other("it is a file that was checked"));
    }
    let mut text = Vec::new();
    let mut report = create_report(output.format, FILE_RENDER_OPTIONS, &print::rule_info);
    print::write_document(output.format, &mut *report, results, &mut text)?;
    if !arguments.quiet {
        report.summary(&mut text, &results.summary)?;
    }
    write_file(&output.file, &text)
}
