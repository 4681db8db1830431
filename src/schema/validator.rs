//! The published schemas and the validators compiled from them.

use std::sync::LazyLock;

use jsonschema::Validator;
use serde_json::Value;

use crate::json::{Document, NodeId};

use super::json_adapter::{SpanTree, TreeNode};

/// The schema of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SchemaKind {
    /// The schema of a job.
    Job,
    /// The schema of a collection of jobs.
    Collection,
}

pub(super) const JOB: &str = include_str!("../../schemas/job.schema.json");
pub(super) const COLLECTION: &str = include_str!("../../schemas/collection.schema.json");
const OUTPUT: &str = include_str!("../../schemas/output.schema.json");
const CONFIG: &str = include_str!("../../schemas/config.schema.json");
const INVENTORY: &str = include_str!("../../schemas/inventory.schema.json");

/// The published schemas in `schemas/`, with the names that `joblint schema` accepts.
#[must_use]
pub fn published_schemas() -> &'static [(&'static str, &'static str)] {
    &[
        ("job", JOB),
        ("collection", COLLECTION),
        ("config", CONFIG),
        ("inventory", INVENTORY),
        ("output", OUTPUT),
    ]
}

/// The schema documents, parsed on first use.
pub(super) static SCHEMAS: LazyLock<Schemas> = LazyLock::new(Schemas::parse);

/// The parsed schema documents.
pub(super) struct Schemas {
    pub(super) job: Value,
    pub(super) collection: Value,
}

impl Schemas {
    fn parse() -> Self {
        // Both are included in the binary, and a test parses them.
        let parse = |text| serde_json::from_str(text).unwrap_or(Value::Bool(true));
        Self { job: parse(JOB), collection: parse(COLLECTION) }
    }
}

static JOB_VALIDATOR: LazyLock<Option<Validator<SpanTree>>> = LazyLock::new(|| compile(&SCHEMAS.job));

static COLLECTION_VALIDATOR: LazyLock<Option<Validator<SpanTree>>> = LazyLock::new(|| {
    // Includes the job schema under its own `$id`, so that the reference to it can be resolved offline.
    let mut bundle = SCHEMAS.collection.clone();
    if let Some(definitions) = bundle.get_mut("$defs").and_then(Value::as_object_mut) {
        definitions.insert("job.schema.json".to_owned(), SCHEMAS.job.clone());
    }
    compile(&bundle)
});

fn compile(schema: &Value) -> Option<Validator<SpanTree>> {
    jsonschema::options_for::<SpanTree>()
        .offline()
        .with_pattern_options(jsonschema::PatternOptions::regex())
        .build(schema)
        .ok()
}

/// The validator of a schema; `None` if the schema does not compile, which a test rules out.
pub(super) fn validator(kind: SchemaKind) -> Option<&'static Validator<SpanTree>> {
    match kind {
        SchemaKind::Job => JOB_VALIDATOR.as_ref(),
        SchemaKind::Collection => COLLECTION_VALIDATOR.as_ref(),
    }
}

/// Whether the value at `root` conforms to its schema. Duplicate members must have been marked.
#[must_use]
pub fn is_valid(document: &Document<'_>, root: NodeId, kind: SchemaKind) -> bool {
    validator(kind).is_none_or(|validator| validator.is_valid(TreeNode::Value(document, root)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schemas_compile() {
        assert!(JOB_VALIDATOR.is_some());
        assert!(COLLECTION_VALIDATOR.is_some());
        assert!(SCHEMAS.job.is_object() && SCHEMAS.collection.is_object());
    }
}
