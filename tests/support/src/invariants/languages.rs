//! Invariants of the parsers for the languages inside strings, and for configuration files, inventories and baselines.

use std::path::Path;

use joblint::baseline::Baseline;
use joblint::config::Config;
use joblint::language::script::{
    Arguments, declared_names, find_python_line, unassigned_paths, undeclared_names,
};
use joblint::language::{distinguished_name, env_refs, filter, guid, script, sql, transform};
use joblint::settings::RULE_CATALOG;
use joblint::text::Placeholders;

use super::{assert_range, assert_span};

pub fn parse_transform(text: &str) {
    let range_of = |part: &transform::SpannedStr<'_>| {
        assert_range(text, &part.range);
        assert_eq!(&text[part.range.clone()], part.text);
    };
    match transform::parse(text) {
        Ok(found) => {
            range_of(&found.kind);
            match &found.body {
                transform::TransformBody::Static(part) | transform::TransformBody::Script(part) => {
                    range_of(part);
                }
                transform::TransformBody::Join { first, separator, second } => {
                    [first, separator, second].into_iter().for_each(range_of);
                }
                transform::TransformBody::Parameters(all) => {
                    all.iter().for_each(|(name, value)| {
                        range_of(name);
                        range_of(value);
                    });
                }
            }
            let corrections = transform::spelling_corrections(text, &found);
            corrections.iter().for_each(|(range, _)| assert_range(text, range));
        }
        Err(transform::TransformError::UnknownKind(part)) => range_of(&part),
        Err(transform::TransformError::Syntax { range, message, .. }) => {
            assert_range(text, &range);
            assert!(!message.is_empty());
        }
    }
    if let Some(part) = transform::static_value(text) {
        range_of(&part);
    }
    env_refs::variable_refs(text).iter().for_each(|reference| assert_range(text, &reference.range));
    guid::find_guids(text).for_each(drop);
    let _ = Placeholders::default_ref().is_in(text);
}

pub fn parse_filter(text: &str) {
    let found = filter::parse(text, Placeholders::default_ref());
    let mut previous_end = 0;
    for node in &found.nodes {
        let range = match node {
            filter::FilterNode::Open(range)
            | filter::FilterNode::Close(range)
            | filter::FilterNode::Not(range)
            | filter::FilterNode::LogicalOp(_, range) => range.clone(),
            filter::FilterNode::Condition(condition) => {
                assert_range(text, &condition.attribute);
                let mut end = condition.attribute.end;
                if let Some(operator) = &condition.operator {
                    assert_range(text, &operator.range);
                    end = end.max(operator.range.end);
                }
                if let Some(value) = &condition.value {
                    assert_range(text, &value.range);
                    assert_range(text, &value.content);
                    end = end.max(value.range.end);
                }
                let _ = (condition.describe(text), condition.is_equality());
                condition.attribute.start..end
            }
        };
        assert_range(text, &range);
        assert!(range.start >= previous_end, "nodes are out of order: {:?}", found.nodes);
        previous_end = range.end;
    }
    for error in &found.errors {
        assert_range(text, &error.range);
        error.fix.iter().for_each(|(_, range, _)| assert_range(text, range));
    }
    found.row_filter(text).iter().for_each(|range| assert_range(text, range));
    let _ = found.describe(text);
}

pub fn parse_query(text: &str) {
    let mut previous_end = 0;
    for range in joblint::lsp::internals::sql_token_ranges(text) {
        assert_range(text, &range);
        assert!(range.start >= previous_end, "tokens overlap");
        previous_end = range.end;
    }
    let found = sql::parse(text, Placeholders::default_ref());
    assert_range(text, &found.verb);
    for range in
        [&found.second_statement, &found.preamble, &found.star, &found.row_filter, &found.into_clause]
    {
        range.iter().for_each(|range| assert_range(text, range));
    }
    found.tables.iter().for_each(|table| assert_range(text, &table.range));
    found.columns.iter().flatten().for_each(|column| assert_range(text, &column.range));
    found.errors.iter().for_each(|error| assert_range(text, &error.range));
    let _ = (sql::unquoted(text), sql::column_key(text));
}

pub fn parse_distinguished_name(text: &str) {
    match distinguished_name::parse(text) {
        Ok(name) => {
            for part in &name.rdns {
                assert_range(text, &part.range);
                for attribute in &part.attributes {
                    assert_range(text, &attribute.type_range);
                    assert_range(text, &attribute.value_range);
                }
            }
            assert_eq!(name, name.clone());
            assert!(!name.is_below(&name));
            if let Some(parent) = name.parent() {
                assert!(name.is_below(&parent));
            }
            let _ = (name.domain(), name.describe());
        }
        Err(error) => assert_range(text, &error.range),
    }
    if let Some(name) = distinguished_name::from_canonical(text) {
        assert!(distinguished_name::parse(&name).is_ok(), "{name}");
    }
    // Escaping and parsing a value returns the same value.
    let whole = format!("CN={}", distinguished_name::escape_value(text));
    if let Ok(name) = distinguished_name::parse(&whole) {
        let attributes: Vec<_> = name.rdns.iter().flat_map(|part| &part.attributes).collect();
        assert_eq!(attributes.len(), 1, "{whole}");
        assert_eq!(attributes[0].value, text, "{whole}");
    }
}

pub fn parse_script(text: &str) {
    let found = script::parse(text);
    found.tokens.iter().for_each(|token| assert_range(text, &token.range()));
    found.errors.iter().for_each(|problem| assert_range(text, &problem.range));
    unassigned_paths(&found, text).iter().flatten().for_each(|path| assert_range(text, &path.range));
    let declared = declared_names(&found, text);
    let names = undeclared_names(&found, text, |name| declared.contains(name));
    names.iter().for_each(|name| assert_range(text, &name.range));
    found.source_fields(text).iter().for_each(|field| assert_range(text, &field.range));
    for member in &found.dtm_references {
        if let Arguments::Literal { range, content, .. } = found.arguments(text, member.member) {
            assert_range(text, &range);
            assert_range(text, &content);
        }
    }
    find_python_line(text).iter().for_each(|range| assert_range(text, range));
    if let Some((description, _)) = joblint::lsp::internals::describe(&format!("Script:text={text}")) {
        assert!(!description.is_empty());
    }
}

/// Parses the text as `joblint.toml`, as an inventory and as a baseline.
pub fn parse_configuration(text: &str) {
    if let Err(problems) = Config::parse(Path::new("joblint.toml"), text, RULE_CATALOG) {
        assert!(!problems.is_empty());
        problems.iter().for_each(|problem| assert_span(text, problem.span));
    }
    for name in ["inventory.toml", "inventory.json"] {
        if let Err(error) = joblint::inventory::parse(name, text) {
            assert_span(text, error.span);
        }
    }
    if let Ok(baseline) = Baseline::parse(text) {
        let written = baseline.to_json();
        let again = Baseline::parse(&written).expect("a written baseline can be parsed");
        assert_eq!(again.to_json(), written);
    }
}
