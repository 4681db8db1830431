//! Every rule: one file each, and one line here.

use crate::rule::{Rule, RuleOption};

/// Declares the module of each rule and lists it.
macro_rules! registry {
    ($($module:ident,)*) => {
        $(pub(crate) mod $module;)*

        /// Every rule, by group.
        pub static RULES: &[&Rule] = &[$(&$module::RULE,)*];
    };
}

registry! {
    // syntax
    json_syntax,
    duplicate_member,
    text_encoding,
    unrecognized_document,
    too_large,
    too_deep,

    // schema
    unknown_member,
    member_case,
    missing_member,
    wrong_type,
    invalid_value,

    // mapping
    one_key_field,
    key_not_create_only,
    expected_key,
    name_based_key,
    duplicate_destination,
    unmapped_field,
    ignored_source,
    mandatory_attribute,
    missing_delimiter,
    misspelled_attribute,
    disable_account,
    unknown_source_field,

    // transform
    transform_syntax,
    unknown_transform,
    transform_case,
    empty_separator,
    environment_variable,
    resolve_destination,
    invalid_account_name,
    fixed_choice,

    // secrets
    plaintext_password,
    weak_password,
    password_options,
    password_notification,
    embedded_secret,

    // settings
    duplicate_setting,
    repeated_setting,
    setting_value,
    setting_data_type,
    unknown_setting,
    setting_case,
    missing_setting,
    owner_mismatch,

    // provider
    provider_mismatch,
    provider_id_mismatch,
    unknown_provider,
    provider_id_unknown,
    unknown_table,
    misspelled_provider,
    source_only_provider,
    same_source_and_destination,
    container_mismatch,
    excel_limits,

    // query
    missing_query,
    duplicate_query,
    query_type,
    filter_syntax,
    filter_operator,
    object_class_mismatch,
    sql_syntax,
    sql_not_select,
    table_mismatch,
    excel_sheet_reference,
    incremental_without_timestamp,
    select_star,

    // objects
    object_type_mismatch,
    object_name,
    missing_container,
    distinguished_name,
    container_outside_scope,
    delete_on_directory,
    delete_with_partial_source,
    member_key,
    nothing_to_do,
    unknown_container,

    // script
    script_syntax,
    script_result,
    script_result_read,
    script_forbidden,
    script_member,
    script_source_argument,
    script_undeclared,
    script_unguarded,
    script_path,
    script_handler,
    script_language,

    // job and collection
    job_name,
    on_failure,
    job_type,
    server_state,
    api_response,
    notification,
    collection_summary,
    run_order,
    collection_notification,
    duplicate_job_name,

    // joblint itself
    unused_suppression,
    internal_error,
}

/// Every option of a rule.
pub static OPTIONS: &[&RuleOption] = &[&one_key_field::ALLOW_SEVERAL];

/// The rule of a name.
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
            assert!(!path.contains(&rule.name), "{path:?} gives way to itself");
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
            assert!(rule.docs.len() > 80, "{} is hardly documented", rule.name);
        }
    }
}
