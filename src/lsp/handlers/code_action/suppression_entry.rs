//! Text of suppressions in `joblint.toml`.

use std::path::{Path, PathBuf};

use crate::config::{CONFIG_FILE_NAME, Config};
use crate::diagnostic::Diagnostic;
use crate::settings::RULE_CATALOG;

/// The text to append to a configuration to suppress a finding. `None` if the configuration would be
/// invalid with it, because it is invalid already or contains its suppressions as an inline array.
pub(crate) fn suppression_entry(
    config: &Path,
    config_text: &str,
    file: &Path,
    finding: &Diagnostic,
) -> Option<String> {
    let line_break = if config_text.contains("\r\n") { "\r\n" } else { "\n" };
    let file = file.to_string_lossy().replace('\\', "/");
    let mut lines = vec!["[[suppressions]]".to_owned()];
    lines.push(format!("file = {}", toml_string(&globset::escape(&file))));
    lines.push(format!("rule = {}", toml_string(finding.rule)));
    if !finding.pointer.is_empty() {
        lines.push(format!("pointer = {}", toml_string(&finding.pointer)));
    }
    lines.push("reason = \"TODO: explain why this is acceptable and who approved it\"".to_owned());
    let mut text = match config_text {
        "" => String::new(),
        _ if config_text.ends_with('\n') => line_break.to_owned(),
        _ => line_break.repeat(2),
    };
    for line in lines {
        text.push_str(&line);
        text.push_str(line_break);
    }
    let whole = format!("{}{text}", config_text.strip_prefix('\u{feff}').unwrap_or(config_text));
    Config::parse(config, &whole, RULE_CATALOG).ok()?;
    Some(text)
}

/// The path of a new configuration for a file: in the root of the repository, in the workspace folder
/// or in the folder of the file.
pub(crate) fn new_config_path(file: &Path, workspace_root: Option<&Path>) -> Option<PathBuf> {
    let folder = file.parent()?;
    let repository = folder.ancestors().find(|folder| folder.join(".git").exists());
    Some(repository.or(workspace_root).unwrap_or(folder).join(CONFIG_FILE_NAME))
}

/// Formats a TOML string. The escapes of JSON are valid in TOML.
fn toml_string(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Severity;
    use crate::text::Span;

    fn add_suppression(before: &str, file: &str, pointer: &str) -> Option<String> {
        let mut finding = Diagnostic::new("one-key-field", Severity::Error, Span::empty(0), "");
        finding.pointer = pointer.to_owned();
        let config = Path::new("/repo/joblint.toml");
        let added = suppression_entry(config, before, Path::new(file), &finding)?;
        let whole = format!("{before}{added}");
        let config = Config::parse(config, &whole, RULE_CATALOG).unwrap();
        let suppression = config.suppressions.last().unwrap();
        assert!(suppression.matcher.is_match(file), "{file}");
        assert!(suppression.matches(&finding));
        Some(added)
    }

    #[test]
    fn adds_suppression_table() {
        let text = add_suppression("", "jobs/users.json", "/fieldsMap/0").unwrap();
        assert_eq!(
            text,
            "[[suppressions]]\nfile = \"jobs/users.json\"\nrule = \"one-key-field\"\npointer = \"/fieldsMap/0\"\n\
             reason = \"TODO: explain why this is acceptable and who approved it\"\n"
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
    fn returns_none_if_config_would_be_invalid() {
        for before in ["suppressions = []\n", "[rules", "unknown = 1\n"] {
            assert_eq!(add_suppression(before, "a.json", ""), None, "{before}");
        }
    }
}
