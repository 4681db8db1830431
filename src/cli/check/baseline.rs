//! `--baseline` and `--write-baseline`.

use std::io;
use std::path::Path;

use crate::baseline::Baseline;
use crate::files::display_path;
use crate::fix::write_file;
use crate::settings::{BaselineFilter, FileSettings};
use crate::text::{describe_io_error, sanitize_line};

use super::super::Streams;
use super::Abort;
use super::file_result::FileResult;
use super::run::CheckRun;

/// Where `--write-baseline` writes to unless `--baseline` names a file.
const BASELINE_FILE: &str = "joblint-baseline.json";

pub(super) fn read_baseline(path: &Path) -> Result<BaselineFilter, Abort> {
    let fail = |reason: String| {
        let shown = display_path(path);
        let advice = "`--write-baseline` makes one";
        Abort::Message(format!("{}: {}; {advice}", sanitize_line(&shown), sanitize_line(&reason)))
    };
    let text = std::fs::read_to_string(path).map_err(|error| fail(error.to_string()))?;
    Ok(BaselineFilter::new(Baseline::parse(&text).map_err(fail)?, path))
}

impl CheckRun<'_> {
    /// Says which findings of the baseline are gone.
    pub(super) fn report_stale_entries(
        &self,
        checked: &[(FileResult, FileSettings)],
        streams: &mut Streams<'_>,
    ) -> io::Result<()> {
        const SHOWN: usize = 20;
        let Some(known) = &self.baseline_filter else { return Ok(()) };
        let mut stale: Vec<String> =
            checked.iter().flat_map(|(kept, _)| kept.outcome().stale_entries.clone()).collect();
        stale.extend(known.missing_files().iter().map(|name| format!("{name}: the file is gone")));
        if stale.is_empty() || self.arguments.quiet {
            return Ok(());
        }
        let entries =
            if stale.len() == 1 { "1 finding of the baseline is" } else { "findings of the baseline are" };
        let count = if stale.len() == 1 { String::new() } else { format!("{} ", stale.len()) };
        writeln!(streams.error, "note: {count}{entries} gone; `--write-baseline` forgets what was mended:")?;
        for line in stale.iter().take(SHOWN) {
            writeln!(streams.error, "  {}", sanitize_line(line))?;
        }
        if let Some(more @ 1..) = stale.len().checked_sub(SHOWN) {
            writeln!(streams.error, "  … and {more} more")?;
        }
        Ok(())
    }

    /// Writes what was found as what is known. Files that were not checked keep their entries.
    pub(super) fn write_baseline(
        &self,
        checked: &[(FileResult, FileSettings)],
        streams: &mut Streams<'_>,
    ) -> io::Result<bool> {
        let path = self.arguments.baseline.clone().unwrap_or_else(|| BASELINE_FILE.into());
        let before = std::fs::read_to_string(&path).ok();
        let baseline = before.as_deref().and_then(|text| Baseline::parse(text).ok()).unwrap_or_default();
        let mut known = BaselineFilter::new(baseline, &path);
        for name in known.missing_files() {
            known.baseline.remove(&name);
        }
        for (kept, _) in checked.iter().filter(|(kept, _)| !kept.is_config) {
            let name = known.entry_path(&kept.real_path);
            match &kept.outcome().findings {
                Some(found) => known.baseline.record(&name, &found.text, &found.secrets, &found.diagnostics),
                None => known.baseline.remove(&name),
            }
        }
        let shown = display_path(&path);
        if let Err(error) = write_file(&path, known.baseline.to_json().as_bytes()) {
            writeln!(
                streams.error,
                "error: {}: it could not be written: {}",
                sanitize_line(&shown),
                describe_io_error(&error)
            )?;
            return Ok(false);
        }
        let count = known.baseline.len();
        let findings = if count == 1 { "finding" } else { "findings" };
        writeln!(
            streams.output,
            "{count} {findings} written to {0}: `joblint check --baseline {0}` reports only others",
            sanitize_line(&shown)
        )?;
        Ok(true)
    }
}
