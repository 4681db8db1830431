//! The small languages inside of strings, and the files beside the jobs.

use std::path::Path;

use joblint::baseline::Baseline;
use joblint::config::Config;
use joblint::language::script::{Arguments, declared_names, is_python, unassigned, undeclared};
use joblint::language::{
    distinguished_name, filter, guid, holds_placeholder, recipe, script, sql, transform, variables,
};
use joblint::plan::VOCABULARY;

use super::{inside, span_inside};

pub(crate) fn transforming(text: &str) {
    let range_of = |part: &transform::Part<'_>| {
        inside(text, &part.range);
        assert_eq!(&text[part.range.clone()], part.text);
    };
    match transform::parse(text) {
        Ok(found) => {
            range_of(&found.kind);
            match &found.body {
                transform::Body::Static(part) | transform::Body::Script(part) => range_of(part),
                transform::Body::Join { first, separator, second } => {
                    [first, separator, second].into_iter().for_each(range_of);
                }
                transform::Body::Parameters(all) => {
                    all.iter().for_each(|(name, value)| {
                        range_of(name);
                        range_of(value);
                    });
                }
            }
            let slips = transform::slips_of_spelling(text, &found);
            slips.iter().for_each(|(range, _)| inside(text, range));
        }
        Err(transform::TransformError::UnknownKind(part)) => range_of(&part),
        Err(transform::TransformError::Syntax { range, message, .. }) => {
            inside(text, &range);
            assert!(!message.is_empty());
        }
    }
    if let Some(part) = transform::static_value(text) {
        range_of(&part);
    }
    variables::mentions(text).iter().for_each(|mention| inside(text, &mention.range));
    guid::guids(text).for_each(drop);
    let _ = holds_placeholder(text);
}

pub(crate) fn filtering(text: &str) {
    let found = filter::parse(text);
    let mut behind = 0;
    for piece in &found.pieces {
        let range = match piece {
            filter::Piece::Open(range)
            | filter::Piece::Close(range)
            | filter::Piece::Not(range)
            | filter::Piece::Joint(_, range) => range.clone(),
            filter::Piece::Condition(condition) => {
                inside(text, &condition.attribute);
                let mut end = condition.attribute.end;
                if let Some(operator) = &condition.operator {
                    inside(text, &operator.range);
                    end = end.max(operator.range.end);
                }
                if let Some(value) = &condition.value {
                    inside(text, &value.range);
                    inside(text, &value.content);
                    end = end.max(value.range.end);
                }
                let _ = (condition.in_words(text), condition.is_equality());
                condition.attribute.start..end
            }
        };
        inside(text, &range);
        assert!(range.start >= behind, "pieces are out of order: {:?}", found.pieces);
        behind = range.end;
    }
    for error in &found.errors {
        inside(text, &error.range);
        error.mend.iter().for_each(|(_, range, _)| inside(text, range));
    }
    found.partial_by(text).iter().for_each(|range| inside(text, range));
    let _ = found.in_words(text);
}

pub(crate) fn querying(text: &str) {
    let mut behind = 0;
    for (range, _) in sql::lexemes(text) {
        inside(text, &range);
        assert!(range.start >= behind, "lexemes overlap");
        behind = range.end;
    }
    let found = sql::parse(text);
    inside(text, &found.verb);
    for range in [&found.second, &found.preparation, &found.star, &found.partial_by, &found.into] {
        range.iter().for_each(|range| inside(text, range));
    }
    found.tables.iter().for_each(|table| inside(text, &table.range));
    found.columns.iter().flatten().for_each(|column| inside(text, &column.range));
    found.errors.iter().for_each(|error| inside(text, &error.range));
    let _ = (sql::unquoted(text), sql::column_key(text));
}

pub(crate) fn naming(text: &str) {
    match distinguished_name::parse(text) {
        Ok(name) => {
            for part in &name.parts {
                inside(text, &part.range);
                for attribute in &part.attributes {
                    inside(text, &attribute.kind_range);
                    inside(text, &attribute.value_range);
                }
            }
            assert_eq!(name, name.clone());
            assert!(!name.is_below(&name));
            if let Some(parent) = name.parent() {
                assert!(name.is_below(&parent));
            }
            let _ = (name.domain(), name.in_words());
        }
        Err(error) => inside(text, &error.range),
    }
    if let Some(name) = distinguished_name::from_canonical(text) {
        assert!(distinguished_name::parse(&name).is_ok(), "{name}");
    }
    // Whatever stands in a value, its escaped form is read as the same value.
    let whole = format!("CN={}", distinguished_name::escaped(text));
    if let Ok(name) = distinguished_name::parse(&whole) {
        let attributes: Vec<_> = name.parts.iter().flat_map(|part| &part.attributes).collect();
        assert_eq!(attributes.len(), 1, "{whole}");
        assert_eq!(attributes[0].value, text, "{whole}");
    }
}

pub(crate) fn scripting(text: &str) {
    let found = script::parse(text);
    found.tokens.iter().for_each(|token| inside(text, &token.range()));
    found.problems.iter().for_each(|problem| inside(text, &problem.range));
    unassigned(&found, text).iter().flatten().for_each(|hole| inside(text, &hole.range));
    let declared = declared_names(&found, text);
    let names = undeclared(&found, text, |name| declared.contains(name));
    names.iter().for_each(|name| inside(text, &name.range));
    found.source_fields(text).iter().for_each(|field| inside(text, &field.range));
    for member in &found.dtm {
        if let Arguments::Literal { range, content, .. } = found.arguments(text, member.member) {
            inside(text, &range);
            inside(text, &content);
        }
    }
    is_python(text).iter().for_each(|range| inside(text, range));
    if let Some(recipe) = recipe::of_script(&found, text) {
        assert!(!recipe.in_words().is_empty());
        let _ = recipe.example();
    }
}

/// `joblint.toml`, an inventory or a baseline.
pub(crate) fn configuring(text: &str) {
    if let Err(problems) = Config::parse(Path::new("joblint.toml"), text, VOCABULARY) {
        assert!(!problems.is_empty());
        problems.iter().for_each(|problem| span_inside(text, problem.span));
    }
    for name in ["inventory.toml", "inventory.json"] {
        if let Err(error) = joblint::inventory::parse(name, text) {
            span_inside(text, error.span);
        }
    }
    if let Ok(baseline) = Baseline::parse(text) {
        let written = baseline.to_json();
        let again = Baseline::parse(&written).expect("what was written can be read");
        assert_eq!(again.to_json(), written);
    }
}
