//! `--output FORMAT=FILE`: additional reports in files.

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};

use crate::files::display_path;
use crate::fix::write_file;
use crate::report::{RenderOptions, create_reporter};
use crate::settings::normalize_path;
use crate::text::sanitize_line;

use super::super::args::{CheckArgs, Output};
use super::super::streams::{Streams, report_write_error};
use super::print;
use super::results::RunResults;

/// The options of reports that are not printed to a terminal.
const FILE_RENDER_OPTIONS: RenderOptions =
    RenderOptions { color: false, unicode: true, width: 100, links: false };

/// Rejects outputs that would overwrite one another or a file that the run reads.
pub(super) fn validate_outputs(arguments: &CheckArgs, checked: &[PathBuf]) -> Result<(), String> {
    let mut taken: HashMap<PathBuf, &str> = HashMap::new();
    let read = [(&arguments.baseline, "the baseline"), (&arguments.config, "the configuration")];
    for (path, role) in read.iter().filter_map(|(path, role)| Some((path.as_ref()?, role))) {
        taken.insert(canonical_or_absolute(path), role);
    }
    for path in checked {
        taken.insert(canonical_or_absolute(path), "a file to check");
    }
    for output in &arguments.output {
        let identity = canonical_or_absolute(&output.file);
        // Several reports can be written to one device.
        let is_device = std::fs::metadata(&identity).is_ok_and(|data| !data.is_file() && !data.is_dir());
        if is_device {
            continue;
        }
        if let Some(role) = taken.insert(identity, "another report") {
            let path = display_path(&output.file);
            return Err(format!("--output {}: this file is also {role}", sanitize_line(&path)));
        }
    }
    Ok(())
}

/// Returns the same path for all spellings of it, whether the file exists or not.
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

/// Writes each requested report to its file. Returns whether all of them were written.
pub(super) fn write_reports(
    results: &RunResults<'_>,
    arguments: &CheckArgs,
    streams: &mut Streams<'_>,
) -> io::Result<bool> {
    let mut all_written = true;
    for output in &arguments.output {
        if let Err(error) = write_report(output, results, arguments) {
            all_written = false;
            report_write_error(&output.file, &error, streams)?;
        }
    }
    Ok(all_written)
}

/// Renders the whole report before the file is replaced, so that a failure leaves the old file.
fn write_report(output: &Output, results: &RunResults<'_>, arguments: &CheckArgs) -> io::Result<()> {
    let is_output = |path: &Path| {
        path.file_name() == output.file.file_name()
            && canonical_or_absolute(path) == canonical_or_absolute(&output.file)
    };
    if results.files.iter().any(|(file, _)| !file.is_skipped && is_output(&file.real_path)) {
        return Err(io::Error::other("the file was checked in the same run"));
    }
    let mut text = Vec::new();
    let mut report = create_reporter(output.format, FILE_RENDER_OPTIONS);
    print::write_document(output.format, &mut *report, results, &mut text)?;
    if !arguments.quiet {
        report.summary(&mut text, &results.summary)?;
    }
    write_file(&output.file, &text)
}
