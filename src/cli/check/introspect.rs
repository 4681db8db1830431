//! `--show-files` and `--show-config`.

use std::io::{self, Write};
use std::path::PathBuf;

use crate::config::ConfigError;
use crate::files::{InputFile, display_path};
use crate::rule::Level;
use crate::rules::{OPTIONS, RULES};
use crate::settings::{FileSettings, SettingsResolver};
use crate::text::sanitize_line;

use super::super::{ExitStatus, Streams};

/// Prints the files that would be checked, one per line.
pub(super) fn show_files(
    files: &[(InputFile, FileSettings)],
    streams: &mut Streams<'_>,
) -> io::Result<ExitStatus> {
    let mut out = io::BufWriter::new(&mut *streams.output);
    for (file, _) in files {
        writeln!(out, "{}", sanitize_line(&display_path(&file.path)))?;
    }
    out.flush()?;
    Ok(ExitStatus::Success)
}

/// Prints the settings that apply to each path as TOML.
pub(super) fn show_config(
    resolver: &mut SettingsResolver,
    paths: &[PathBuf],
    streams: &mut Streams<'_>,
) -> Result<io::Result<ExitStatus>, ConfigError> {
    let mut text = String::new();
    for path in paths {
        // The settings of a folder are those of the files in it.
        let file = if path.is_dir() { path.join("*.json") } else { path.clone() };
        write_settings(&display_path(path), &resolver.resolve(&file)?, &mut text);
    }
    Ok(streams.output.write_all(text.as_bytes()).map(|()| ExitStatus::Success))
}

fn write_settings(path: &str, settings: &FileSettings, text: &mut String) {
    let name = if path.is_empty() { "." } else { path };
    let origin = settings.config.as_ref().map_or_else(
        || "no joblint.toml: default settings".to_owned(),
        |config| format!("from {}", display_path(&config.path)),
    );
    text.push_str(&format!(
        "# {}: {}\nfail-on = \"{}\"\n\n[rules]\n",
        sanitize_line(name),
        sanitize_line(&origin),
        settings.fail_on
    ));
    for rule in RULES {
        let configured = settings.linter.settings().level(rule.name);
        let level = match configured {
            Some(Level::Off) => "off",
            Some(Level::On(severity)) => severity.name(),
            None => rule.severity.name(),
        };
        let mut value = format!("\"{level}\"");
        for option in OPTIONS.iter().filter(|option| option.rule == rule.name) {
            let set = settings.linter.settings().option(option.rule, option.name).unwrap_or(option.default);
            value = format!("{{ severity = \"{level}\", {} = {set} }}", option.name);
        }
        let note =
            if configured.is_some() { format!("  # default: {}", rule.severity) } else { String::new() };
        text.push_str(&format!("{} = {value}{note}\n", rule.name));
    }
    text.push('\n');
}
