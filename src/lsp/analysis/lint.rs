//! Lints one version of a document.

use crate::config::{Config, ConfigError};
use crate::files::DEFAULT_MAX_FILE_SIZE;
use crate::linter::{self, FileOrigin, KeyHash, Scratch, file_too_large};
use crate::lsp::session::document_settings::DocumentSettings;
use crate::lsp::session::findings::Findings;
use crate::lsp::session::snapshot::Snapshot;
use crate::rule::DuplicateKey;
use crate::rules::joblint::unused_suppression;
use crate::settings::{FileSettings, RULE_CATALOG};
use crate::source::ParsedFile;

/// Lints a configuration or a job. `find_duplicates` receives the hashes of the keys of a job and
/// returns the keys that other files define already.
pub(crate) fn lint(
    snapshot: &Snapshot,
    settings: DocumentSettings,
    scratch: &mut Scratch,
    find_duplicates: impl FnOnce(Vec<KeyHash>, &mut Scratch) -> Vec<DuplicateKey>,
) -> Findings {
    if snapshot.is_config() {
        lint_config(snapshot, settings)
    } else {
        lint_job(snapshot, settings, scratch, find_duplicates)
    }
}

/// Lints a document without comparing it with other files.
pub(crate) fn lint_alone(snapshot: &Snapshot, settings: DocumentSettings) -> Findings {
    lint(snapshot, settings, &mut Scratch::default(), |_, _| Vec::new())
}

fn lint_job(
    snapshot: &Snapshot,
    settings: DocumentSettings,
    scratch: &mut Scratch,
    find_duplicates: impl FnOnce(Vec<KeyHash>, &mut Scratch) -> Vec<DuplicateKey>,
) -> Findings {
    let FileSettings { linter, .. } = &settings.file;
    let origin = if settings.file.is_included() { FileOrigin::Included } else { FileOrigin::Discovered };
    let size = u64::try_from(snapshot.text.len()).unwrap_or(u64::MAX);
    let is_too_large = size > DEFAULT_MAX_FILE_SIZE;
    let parsed = || snapshot.parsed(linter.placeholders());
    let mut result = if settings.file.is_excluded() {
        linter::Findings::default()
    } else if is_too_large {
        file_too_large(size, DEFAULT_MAX_FILE_SIZE)
    } else {
        linter.check(&parsed(), origin, &[])
    };
    let key_hashes = if snapshot.path.is_some() { result.key_hashes.clone() } else { Vec::new() };
    let duplicates = find_duplicates(key_hashes, scratch);
    if !duplicates.is_empty() {
        result = linter.check(&parsed(), origin, &duplicates);
    }
    let mut diagnostics = result.diagnostics;
    if is_too_large {
        settings.filter_suppressed(&ParsedFile::from_text(""), &mut diagnostics);
    } else if !diagnostics.is_empty() {
        settings.filter_suppressed(&parsed(), &mut diagnostics);
    }
    Findings { diagnostics, config_error: None, settings }
}

/// Checks a configuration with its text in the editor.
fn lint_config(snapshot: &Snapshot, settings: DocumentSettings) -> Findings {
    let path = snapshot.path.clone().unwrap_or_default();
    let text = snapshot.text.strip_prefix('\u{feff}').unwrap_or(&snapshot.text);
    match Config::parse(&path, text, RULE_CATALOG) {
        Ok(config) => {
            let expired = config.suppressions.iter().filter(|one| one.is_expired(settings.today));
            let found = expired.map(|one| unused_suppression::diagnostic(one, true, false)).collect();
            let diagnostics = settings.file.linter.apply_settings(found);
            Findings { diagnostics, config_error: None, settings }
        }
        Err(diagnostics) => {
            let error = ConfigError { path, text: text.to_owned(), reason: None, diagnostics };
            Findings { diagnostics: Vec::new(), config_error: Some(error), settings }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::json::parsed_texts::parsed_jobs;
    use crate::settings::{CliOverrides, SettingsResolver};
    use crate::text::Placeholders;

    #[test]
    fn linting_and_features_share_one_parse_per_version() {
        let text = include_str!("../../../fixtures/invalid/one-key-field.json");
        let snapshot = Snapshot::closed_file(Path::new("/jobs/a.json"), text.to_owned());
        let mut resolver = SettingsResolver::new(CliOverrides::default(), "/jobs".into());
        let file = resolver.resolve(Path::new("/jobs/a.json")).expect("no configuration");
        let settings = DocumentSettings { file, path: None, today: None, baseline: None };
        let parsed = parsed_jobs(|| {
            let findings = lint_alone(&snapshot, settings);
            assert!(!findings.diagnostics.is_empty());
            for _ in 0..3 {
                assert!(snapshot.with_job(&Placeholders::default(), |_, _| ()).is_some());
            }
        });
        assert_eq!(parsed, [text]);
    }
}
