//! `--baseline` and `--write-baseline`.

use std::io;
use std::path::Path;

use crate::baseline::Baseline;
use crate::files::display_path;
use crate::fix::write_file;
use crate::settings::{BaselineFilter, FileSettings};
use crate::text::sanitize_line;

use super::super::streams::{Streams, report_write_error};
use super::file_result::FileResult;
use super::results::Abort;
use super::run::CheckRun;

/// The file that `--write-baseline` writes unless `--baseline` is given.
const BASELINE_FILE: &str = "joblint-baseline.json";

pub(super) fn read_baseline(path: &Path) -> Result<BaselineFilter, Abort> {
    let fail = |reason: String| {
        let path = display_path(path);
        let advice = "`--write-baseline` creates one";
        Abort::Message(format!("{}: {}; {advice}", sanitize_line(&path), sanitize_line(&reason)))
    };
    let text = std::fs::read_to_string(path).map_err(|error| fail(error.to_string()))?;
    Ok(BaselineFilter::new(Baseline::parse(&text).map_err(fail)?, path))
}

impl CheckRun<'_> {
    /// Prints the entries of the baseline that match no finding.
    pub(super) fn report_stale_entries(
        &self,
        checked: &[(FileResult, FileSettings)],
        streams: &mut Streams<'_>,
    ) -> io::Result<()> {
        const SHOWN: usize = 20;
        let Some(baseline) = &self.baseline_filter else { return Ok(()) };
        let entries = checked.iter().flat_map(|(file, _)| file.stale_entries());
        let mut stale: Vec<String> = entries.cloned().collect();
        stale
            .extend(baseline.missing_files().iter().map(|path| format!("{path}: the file no longer exists")));
        if stale.is_empty() || self.arguments.quiet {
            return Ok(());
        }
        let (entries, pronoun) = match stale.len() {
            1 => ("1 baseline entry no longer matches any finding".to_owned(), "it"),
            count => (format!("{count} baseline entries no longer match any finding"), "them"),
        };
        writeln!(streams.error, "note: {entries}; run `--write-baseline` to remove {pronoun}:")?;
        for line in stale.iter().take(SHOWN) {
            writeln!(streams.error, "  {}", sanitize_line(line))?;
        }
        if let Some(more @ 1..) = stale.len().checked_sub(SHOWN) {
            writeln!(streams.error, "  … and {more} more")?;
        }
        Ok(())
    }

    /// Records the findings. Files that were not checked keep their entries.
    pub(super) fn write_baseline(
        &self,
        checked: &[(FileResult, FileSettings)],
        streams: &mut Streams<'_>,
    ) -> io::Result<bool> {
        let path = self.arguments.baseline.clone().unwrap_or_else(|| BASELINE_FILE.into());
        let before = std::fs::read_to_string(&path).ok();
        let baseline = before.as_deref().and_then(|text| Baseline::parse(text).ok()).unwrap_or_default();
        let mut filter = BaselineFilter::new(baseline, &path);
        for path in filter.missing_files() {
            filter.baseline.remove(&path);
        }
        for (file, _) in checked.iter().filter(|(file, _)| !file.is_config) {
            let path = filter.entry_path(&file.real_path);
            match file.findings() {
                Some(found) => filter.baseline.record(&path, &found.diagnostics, &found.fingerprints),
                None => filter.baseline.remove(&path),
            }
        }
        if let Err(error) = write_file(&path, filter.baseline.to_json().as_bytes()) {
            report_write_error(&path, &error, streams)?;
            return Ok(false);
        }
        let count = filter.baseline.len();
        let findings = if count == 1 { "finding" } else { "findings" };
        writeln!(
            streams.output,
            "{count} {findings} written to {0}: `joblint check --baseline {0}` reports only other findings",
            sanitize_line(&display_path(&path))
        )?;
        Ok(true)
    }
}
