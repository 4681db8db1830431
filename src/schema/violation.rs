//! Violations of the schema, as data.

use std::collections::{BTreeMap, HashMap};

use jsonschema::error::{TypeKind, ValidationErrorKind};
use jsonschema::paths::LocationSegment;
use jsonschema::{JsonType, ValidationError};
use serde_json::Value;

use crate::json::{Document, NodeId, NodeKind};

use super::json_adapter::TreeNode;
use super::reference::{SchemaRef, root_schema};
use super::uncertain_regions::UncertainRegions;
use super::unknown_members::UnknownMember;
use super::validator::{SchemaKind, validator};

/// A difference between a document and its schema.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Violation {
    UnknownMember(UnknownMember),
    /// Required members that an object lacks.
    MissingMembers {
        object: NodeId,
        members: Vec<MissingMember>,
    },
    WrongType {
        node: NodeId,
        expected: Vec<JsonType>,
    },
    InvalidValue {
        node: NodeId,
        constraint: Constraint,
    },
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct MissingMember {
    pub(crate) name: String,
    /// The default value in the schema.
    pub(crate) default: Option<&'static Value>,
}

/// The constraint that a value of the right type violates.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Constraint {
    OneOf(Vec<String>),
    /// The number in JSON.
    Minimum(String),
    /// The number in JSON.
    Maximum(String),
    /// A pattern or another constraint, with an example from the schema.
    Format {
        example: Option<String>,
    },
}

/// Finds the violations below `root`, except for unknown members: see [`unknown_members`](super::unknown_members).
#[must_use]
pub(crate) fn find_violations(document: &Document<'_>, root: NodeId, kind: SchemaKind) -> Vec<Violation> {
    let Some(validator) = validator(kind) else { return Vec::new() };
    let mut found = Vec::new();
    let mut missing: BTreeMap<NodeId, Vec<MissingMember>> = BTreeMap::new();
    let uncertain = UncertainRegions::new(document);
    let mut locator = Locator { document, items: HashMap::new() };
    for error in validator.iter_errors(TreeNode::Value(document, root)) {
        let Some((node, schema)) = locator.locate(root, root_schema(kind), &error) else { continue };
        if document.kind(node) == NodeKind::Invalid {
            continue;
        }
        match error.kind() {
            ValidationErrorKind::AdditionalProperties { .. } => {}
            ValidationErrorKind::Required { property } => {
                if let Some(name) = property.as_str()
                    && !uncertain.includes(document, node)
                {
                    let default = schema.member(name).and_then(|member| member.declared.get("default"));
                    missing.entry(node).or_default().push(MissingMember { name: name.to_owned(), default });
                }
            }
            ValidationErrorKind::Type { kind } => {
                found.push(Violation::WrongType { node, expected: expected_types(kind) });
            }
            kind => {
                found.push(Violation::InvalidValue { node, constraint: constraint(kind, schema) });
            }
        }
    }
    found.extend(missing.into_iter().map(|(object, members)| Violation::MissingMembers { object, members }));
    found
}

fn expected_types(kind: &TypeKind) -> Vec<JsonType> {
    match kind {
        TypeKind::Single(single) => vec![*single],
        TypeKind::Multiple(several) => several.iter().collect(),
    }
}

fn constraint(kind: &ValidationErrorKind, schema: SchemaRef) -> Constraint {
    match kind {
        ValidationErrorKind::Enum { options } => {
            let options = options.as_array().into_iter().flatten();
            Constraint::OneOf(options.filter_map(Value::as_str).map(str::to_owned).collect())
        }
        ValidationErrorKind::Minimum { limit } => Constraint::Minimum(limit.to_string()),
        ValidationErrorKind::Maximum { limit } => Constraint::Maximum(limit.to_string()),
        _ => Constraint::Format { example: schema.example() },
    }
}

/// Finds nodes by instance path. Caches the items of arrays, so that the cost of many violations in one array
/// is linear.
struct Locator<'d> {
    document: &'d Document<'d>,
    items: HashMap<NodeId, Vec<NodeId>>,
}

impl Locator<'_> {
    /// Returns the node of a validation error and its schema.
    fn locate(
        &mut self,
        root: NodeId,
        schema: SchemaRef,
        error: &ValidationError<'_>,
    ) -> Option<(NodeId, SchemaRef)> {
        let document = self.document;
        let (mut node, mut schema) = (root, schema);
        for segment in error.instance_path() {
            match segment {
                LocationSegment::Property(name) => {
                    node = document.get(node, &name)?;
                    schema = schema.member(&name).map_or(schema, |member| member.schema);
                }
                LocationSegment::Index(index) => {
                    let items = self.items.entry(node).or_insert_with(|| document.items(node).collect());
                    node = *items.get(index)?;
                    schema = schema.items().unwrap_or(schema);
                }
            }
        }
        Some((node, schema))
    }
}
