//! Adding a suppression to `joblint.toml`.

use std::path::{Path, PathBuf};

use crate::config::{CONFIG_FILE_NAME, Config};
use crate::diagnostic::Diagnostic;
use crate::settings::RULE_CATALOG;

/// A table that is put at the end of a configuration.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct SuppressionEdit {
    /// The configuration.
    pub(super) path: PathBuf,
    /// What is put at its end.
    pub(super) text: String,
}

/// What silences one finding. `None` where a configuration with it would not be understood: one that
/// is broken, or that lists its suppressions in another form.
pub(super) fn suppression_edit(
    config: &Path,
    before: &str,
    file: &Path,
    found: &Diagnostic,
) -> Option<SuppressionEdit> {
    let line_break = if before.contains("\r\n") { "\r\n" } else { "\n" };
    let file = file.to_string_lossy().replace('\\', "/");
    let mut lines = vec!["[[suppressions]]".to_owned()];
    lines.push(format!("file = {}", toml_string(&globset::escape(&file))));
    lines.push(format!("rule = {}", toml_string(found.rule)));
    if !found.pointer.is_empty() {
        lines.push(format!("pointer = {}", toml_string(&found.pointer)));
    }
    lines.push("reason = \"TODO: say who agreed to this, and why\"".to_owned());
    let mut text = match before {
        "" => String::new(),
        _ if before.ends_with('\n') => line_break.to_owned(),
        _ => line_break.repeat(2),
    };
    for line in lines {
        text.push_str(&line);
        text.push_str(line_break);
    }
    let whole = format!("{}{text}", before.strip_prefix('\u{feff}').unwrap_or(before));
    Config::parse(config, &whole, RULE_CATALOG).ok()?;
    Some(SuppressionEdit { path: config.to_owned(), text })
}

/// Where the configuration of a file belongs that has none: into the folder of the repository, or
/// that the editor works in, or the file's own.
pub(super) fn new_config_path(file: &Path, root: Option<&Path>) -> Option<PathBuf> {
    let folder = file.parent()?;
    let repository = folder.ancestors().find(|above| above.join(".git").exists());
    Some(repository.or(root).unwrap_or(folder).join(CONFIG_FILE_NAME))
}

/// A text as TOML writes it: the escapes of JSON are among those of TOML.
fn toml_string(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Severity;
    use crate::text::Span;

    fn add_suppression(before: &str, file: &str, pointer: &str) -> Option<String> {
        let mut found = Diagnostic::new("one-key-field", Severity::Error, Span::empty(0), "");
        found.pointer = pointer.to_owned();
        let config = Path::new("/repo/joblint.toml");
        let added = suppression_edit(config, before, Path::new(file), &found)?;
        let whole = format!("{before}{}", added.text);
        let config = Config::parse(config, &whole, RULE_CATALOG).unwrap();
        let suppression = config.suppressions.last().unwrap();
        assert!(suppression.matcher.is_match(file), "{file}");
        assert!(suppression.matches(&found));
        Some(added.text)
    }

    #[test]
    fn adds_suppression_table() {
        let text = add_suppression("", "jobs/users.json", "/fieldsMap/0").unwrap();
        assert_eq!(
            text,
            "[[suppressions]]\nfile = \"jobs/users.json\"\nrule = \"one-key-field\"\npointer = \"/fieldsMap/0\"\n\
             reason = \"TODO: say who agreed to this, and why\"\n"
        );
        let text = add_suppression("fail-on = \"warning\"", "a.json", "").unwrap();
        assert!(text.starts_with("\n\n[[") && !text.contains("pointer"));
        assert!(
            add_suppression("[rules]\r\n", "a.json", "/\"\\")
                .unwrap()
                .starts_with("\r\n[[suppressions]]\r\nfile")
        );
        for file in ["jobs/[old] {a,b}*?.json", "with space/ü.json"] {
            assert!(add_suppression("", file, "/fieldsMap").is_some());
        }
    }

    #[test]
    fn refuses_configs_that_would_not_parse() {
        for before in ["suppressions = []\n", "[rules", "unknown = 1\n"] {
            assert_eq!(add_suppression(before, "a.json", ""), None, "{before}");
        }
    }
}
