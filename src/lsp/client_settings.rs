//! What the user sets in the editor.

use std::path::PathBuf;

use serde_json::Value;

use crate::rule::Selection;
use crate::rules::RULES;
use crate::text::closest_match;

/// The settings, as the client sends them: as initialization options, as the section `joblint` of
/// its configuration, or both.
#[derive(Debug, Clone, Default)]
pub(super) struct ClientSettings {
    /// Findings of severity info, too.
    pub(super) pedantic: bool,
    /// One configuration for every file.
    pub(super) config: Option<PathBuf>,
    /// Which rules are on.
    pub(super) selection: Selection,
    /// Inventory files instead of the configuration's.
    pub(super) inventory: Vec<PathBuf>,
    /// Findings that are known.
    pub(super) baseline: Option<PathBuf>,
}

const KEYS: &[&str] = &["pedantic", "config", "select", "ignore", "inventory", "baseline"];

impl ClientSettings {
    /// Reads the settings, and says what is wrong with them. What is wrong counts as absent.
    pub(super) fn new(value: &Value) -> (Self, Vec<String>) {
        let value = value.get("joblint").unwrap_or(value);
        let mut problems = Vec::new();
        let mut settings = Self::default();
        let Value::Object(members) = value else {
            if !value.is_null() {
                problems.push("the settings are not an object".to_owned());
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
                // Clients keep settings of their own in the same section.
                other => {
                    if let Some(meant) = closest_match(other, KEYS.iter().copied()) {
                        reader.problems.push(format!("unknown setting `{other}`: did you mean `{meant}`?"));
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
    fn report_type_error(&mut self, key: &str, wanted: &str) {
        self.problems.push(format!("the setting `{key}` has to be {wanted}"));
    }

    fn read_bool(&mut self, key: &str, value: &Value) -> bool {
        if !value.is_boolean() && !value.is_null() {
            self.report_type_error(key, "true or false");
        }
        value.as_bool().unwrap_or(false)
    }

    /// A text; one that is empty counts as absent, as a settings page leaves it.
    fn read_string(&mut self, key: &str, value: &Value) -> Option<String> {
        if !value.is_string() && !value.is_null() {
            self.report_type_error(key, "a text");
        }
        value.as_str().filter(|text| !text.is_empty()).map(str::to_owned)
    }

    fn read_string_list(&mut self, key: &str, value: &Value) -> Vec<String> {
        let texts = value.as_array().map(|items| items.iter().map(|item| item.as_str().map(str::to_owned)));
        match (texts.map(Iterator::collect::<Option<Vec<String>>>), value) {
            (Some(Some(texts)), _) => texts,
            (None, Value::Null) => Vec::new(),
            _ => {
                self.report_type_error(key, "a list of texts");
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
                "the setting `select` has to be a list of texts",
                "there is no rule or group `secrts`; did you mean `secrets`?",
            ]
        );
    }

    #[test]
    fn the_section_may_be_wrapped_or_absent() {
        let (settings, problems) = ClientSettings::new(&json!({"joblint": {"pedantic": true}}));
        assert!(settings.pedantic && problems.is_empty());
        for nothing in [json!(null), json!({}), json!({"pedantic": null, "select": null, "config": null})] {
            let (settings, problems) = ClientSettings::new(&nothing);
            assert!(!settings.pedantic && problems.is_empty(), "{nothing}");
        }
        assert_eq!(ClientSettings::new(&json!(7)).1.len(), 1);
    }
}
