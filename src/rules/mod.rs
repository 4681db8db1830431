//! The rules: one file each, in a folder for each group.

#![allow(elided_lifetimes_in_paths)]

#[macro_use]
mod macros;

#[cfg(test)]
pub(crate) mod builders;
pub(crate) mod job;
pub(crate) mod joblint;
pub(crate) mod mapping;
pub(crate) mod objects;
pub(crate) mod prelude;
pub(crate) mod provider;
pub(crate) mod query;
mod registry;
pub(crate) mod schema;
pub(crate) mod script;
pub(crate) mod secrets;
pub(crate) mod settings;
pub(crate) mod syntax;
#[cfg(test)]
pub(crate) mod testing;
pub(crate) mod transform;

pub use registry::RULES;

use crate::rule::{Rule, RuleOption, Tag};

/// All options of rules.
pub static OPTIONS: &[&RuleOption] = &[&mapping::one_key_field::ALLOW_SEVERAL];

/// Whether the rule with this name has a tag.
pub(crate) fn has_tag(name: &str, tag: Tag) -> bool {
    find_rule(name).is_some_and(|rule| rule.has_tag(tag))
}

/// Finds a rule by its name.
#[must_use]
pub fn find_rule(name: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.name == name).copied()
}

#[cfg(test)]
mod tests {
    use super::{RULES, Rule, find_rule};

    #[test]
    fn names_are_unique_and_kebab_case() {
        let mut names: Vec<&str> = RULES.iter().map(|rule| rule.name).collect();
        for name in &names {
            assert!(name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'), "{name}");
        }
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), RULES.len());
    }

    #[test]
    fn superseded_by_names_existing_rules_without_cycles() {
        fn follow_superseded_by(rule: &Rule, path: &mut Vec<&'static str>) {
            assert!(!path.contains(&rule.name), "{path:?} is a cycle");
            path.push(rule.name);
            for better in rule.superseded_by {
                follow_superseded_by(
                    find_rule(better).unwrap_or_else(|| panic!("{}: no rule {better}", rule.name)),
                    path,
                );
            }
            path.pop();
        }
        for rule in RULES {
            follow_superseded_by(rule, &mut Vec::new());
        }
    }

    #[test]
    fn rules_are_grouped_and_have_summaries() {
        assert!(RULES.is_sorted_by_key(|rule| rule.group));
        for rule in RULES {
            assert!(!rule.summary.is_empty() && !rule.summary.ends_with('.'), "{}", rule.name);
            assert!(rule.body().len() > 80, "{} is hardly documented", rule.name);
        }
    }
}
