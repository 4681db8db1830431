//! Settings that the user makes in the editor.

use std::path::PathBuf;

use serde_json::Value;

use crate::rule::Selection;
use crate::rules::RULES;
use crate::text::closest_match;

/// Settings of the client, which are sent as initialization options, as the section `joblint` of its
/// configuration, or both.
#[derive(Debug, Clone, Default)]
pub(crate) struct ClientSettings {
    /// Includes findings of severity info.
    pub(crate) pedantic: bool,
    /// The configuration of all files, instead of the closest `joblint.toml` of each.
    pub(crate) config: Option<PathBuf>,
    pub(crate) selection: Selection,
    /// Inventory files; if not empty, they replace those of the configuration.
    pub(crate) inventory: Vec<PathBuf>,
    pub(crate) baseline: Option<PathBuf>,
}

const KEYS: &[&str] = &["pedantic", "config", "select", "ignore", "inventory", "baseline"];

impl ClientSettings {
    /// Reads the settings, and returns a message for each invalid one. Invalid settings are ignored.
    pub(crate) fn new(value: &Value) -> (Self, Vec<String>) {
        let value = value.get("joblint").unwrap_or(value);
        let mut problems = Vec::new();
        let mut settings = Self::default();
        let Value::Object(members) = value else {
            if !value.is_null() {
                problems.push("the settings must be an object".to_owned());
            }
            return (settings, problems);
        };
        let mut reader = SettingsReader { problems: &mut problems };
        let (mut select, mut ignore) = (Vec::new(), Vec::new());
        for (key, value) in members {
            match key.as_str() {
                "pedantic" => settings.pedantic = reader.read_bool(key, value),
                "config" => settings.config = reader.read_string(key, value).map(PathBuf::from),
                "baseline" => settings.baseline = reader.read_string(key, value).map(PathBuf::from),
                "select" => select = reader.read_string_list(key, value),
                "ignore" => ignore = reader.read_string_list(key, value),
                "inventory" => {
                    settings.inventory =
                        reader.read_string_list(key, value).into_iter().map(PathBuf::from).collect();
                }
                // The section may contain settings of the client itself.
                other => {
                    if let Some(closest) = closest_match(other, KEYS.iter().copied()) {
                        reader.problems.push(format!("unknown setting `{other}`: did you mean `{closest}`?"));
                    }
                }
            }
        }
        match Selection::new(RULES, &select, &ignore) {
            Ok(selection) => settings.selection = selection,
            Err(unknown) => problems.push(unknown.to_string()),
        }
        (settings, problems)
    }
}

struct SettingsReader<'p> {
    problems: &'p mut Vec<String>,
}

impl SettingsReader<'_> {
    fn report_type_error(&mut self, key: &str, expected: &str) {
        self.problems.push(format!("setting `{key}` must be {expected}"));
    }

    fn read_bool(&mut self, key: &str, value: &Value) -> bool {
        if !value.is_boolean() && !value.is_null() {
            self.report_type_error(key, "a boolean");
        }
        value.as_bool().unwrap_or(false)
    }

    /// Treats an empty string as absent, since settings pages send empty strings for unset settings.
    fn read_string(&mut self, key: &str, value: &Value) -> Option<String> {
        if !value.is_string() && !value.is_null() {
            self.report_type_error(key, "a string");
        }
        value.as_str().filter(|string| !string.is_empty()).map(str::to_owned)
    }

    fn read_string_list(&mut self, key: &str, value: &Value) -> Vec<String> {
        let strings = value.as_array().map(|items| items.iter().map(|item| item.as_str().map(str::to_owned)));
        match (strings.map(Iterator::collect::<Option<Vec<String>>>), value) {
            (Some(Some(strings)), _) => strings,
            (None, Value::Null) => Vec::new(),
            _ => {
                self.report_type_error(key, "an array of strings");
                Vec::new()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn reports_invalid_settings_and_applies_the_rest() {
        let (settings, problems) = ClientSettings::new(&json!({
            "pedantic": true, "config": "", "select": "schema", "ignore": ["secrts"], "trace": {"server": "off"},
            "inventry": [], "baseline": "known.json",
        }));
        assert!(settings.pedantic && settings.config.is_none());
        assert_eq!(settings.baseline, Some(PathBuf::from("known.json")));
        assert_eq!(
            problems,
            [
                "unknown setting `inventry`: did you mean `inventory`?",
                "setting `select` must be an array of strings",
                "there is no rule or group `secrts`; did you mean `secrets`?",
            ]
        );
    }

    #[test]
    fn accepts_wrapped_and_absent_section() {
        let (settings, problems) = ClientSettings::new(&json!({"joblint": {"pedantic": true}}));
        assert!(settings.pedantic && problems.is_empty());
        for nothing in [json!(null), json!({}), json!({"pedantic": null, "select": null, "config": null})] {
            let (settings, problems) = ClientSettings::new(&nothing);
            assert!(!settings.pedantic && problems.is_empty(), "{nothing}");
        }
        assert_eq!(ClientSettings::new(&json!(7)).1.len(), 1);
    }
}
