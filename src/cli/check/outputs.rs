//! `--output FORMAT=FILE`: further reports, each into a file.

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};

use crate::files::display_path;
use crate::fix::write_file;
use crate::plan::normal;
use crate::report::{RenderOptions, make};
use crate::text::{sanitize_line, trouble};

use super::super::Streams;
use super::super::args::{CheckArgs, Output};
use super::{Results, print};

/// How a report is drawn that is no terminal's.
const IN_A_FILE: RenderOptions = RenderOptions { color: false, unicode: true, width: 100, links: false };

/// Where the run takes place.
pub(super) struct Place {
    here: PathBuf,
    /// The nearest folder above with a `.git`; the working directory where there is none.
    root: PathBuf,
}

impl Place {
    pub(super) fn here() -> Self {
        let here = std::env::current_dir().unwrap_or_default();
        let root = here.ancestors().find(|above| above.join(".git").exists()).unwrap_or(&here).to_owned();
        Self { here, root }
    }

    /// A shown path as it is from the repository's root; absolute where it lies outside.
    pub(super) fn in_repository(&self, shown: &str) -> String {
        let absolute = normal(&self.here.join(shown));
        let path = absolute.strip_prefix(&self.root).unwrap_or(&absolute).to_string_lossy();
        if std::path::MAIN_SEPARATOR == '/' { path.into_owned() } else { path.replace('\\', "/") }
    }
}

/// Refuses outputs that would overwrite one another or what the run reads.
pub(super) fn check(arguments: &CheckArgs, named: &[PathBuf]) -> Result<(), String> {
    let mut taken: HashMap<PathBuf, &str> = HashMap::new();
    let read = [(&arguments.baseline, "the baseline"), (&arguments.config, "the configuration")];
    for (path, what) in read.iter().filter_map(|(path, what)| Some((path.as_ref()?, what))) {
        taken.insert(identity(path), what);
    }
    for path in named {
        taken.insert(identity(path), "a file that is checked");
    }
    for output in &arguments.output {
        let identity = identity(&output.file);
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
fn identity(path: &Path) -> PathBuf {
    if let Ok(found) = path.canonicalize() {
        return found;
    }
    let absolute = normal(&std::env::current_dir().unwrap_or_default().join(path));
    match (absolute.parent().and_then(|folder| folder.canonicalize().ok()), absolute.file_name()) {
        (Some(folder), Some(name)) => folder.join(name),
        _ => absolute,
    }
}

/// Writes every report that was asked for into its file. Gives whether all could be written.
pub(super) fn write(
    results: &Results<'_>,
    arguments: &CheckArgs,
    streams: &mut Streams<'_>,
) -> io::Result<bool> {
    let mut all = true;
    for output in &arguments.output {
        if let Err(error) = one(output, results, arguments) {
            all = false;
            let shown = display_path(&output.file);
            let reason = sanitize_line(&trouble(&error)).into_owned();
            writeln!(streams.errors, "error: {}: it could not be written: {reason}", sanitize_line(&shown))?;
        }
    }
    Ok(all)
}

/// The whole report is made before the file is touched, and takes its place at once: a failure on the
/// way leaves what was there.
fn one(output: &Output, results: &Results<'_>, arguments: &CheckArgs) -> io::Result<()> {
    let same =
        |path: &Path| path.file_name() == output.file.file_name() && identity(path) == identity(&output.file);
    if results.checked.iter().any(|(kept, _)| !kept.skipped && same(&kept.real_path)) {
        return Err(io::Error::other("it is a file that was checked"));
    }
    let mut text = Vec::new();
    let mut report = make(output.format, IN_A_FILE, &print::rule_info);
    print::document(output.format, &mut *report, results, &mut text)?;
    if !arguments.quiet {
        report.summary(&mut text, &results.summary)?;
    }
    write_file(&output.file, &text)
}
