//! Compiles JSON Schemas for the fast path.

use std::collections::HashMap;

use crate::json::{Document, NodeId, NodeKind, StaticName, Tree, parse};

use super::compiled::{FastValidator, ObjectSchema, SchemaNode, bit};
use super::timestamp::TIMESTAMP;

/// Compiles the first of these schemas; `None` if it contains an unsupported keyword.
pub(super) fn compile(schemas: &[(&str, &str)]) -> Option<FastValidator> {
    let mut trees: Vec<Tree> = schemas.iter().map(|_| Tree::new()).collect();
    trees.iter_mut().zip(schemas).for_each(|(tree, (_, text))| parse(text, tree));
    let documents: Vec<Document<'_>> =
        schemas.iter().zip(&trees).map(|((_, text), tree)| Document::new(text, tree)).collect();
    let mut compiler = Compiler {
        files: schemas.iter().map(|(name, _)| *name).collect(),
        documents: &documents,
        nodes: Vec::new(),
        compiled: HashMap::new(),
    };
    let root = compiler.compile(0, NodeId::ROOT)?;
    Some(FastValidator { nodes: compiler.nodes, root })
}

/// Compiles the schemas of several files that refer to one another.
struct Compiler<'s> {
    files: Vec<&'s str>,
    documents: &'s [Document<'s>],
    nodes: Vec<SchemaNode>,
    /// Indices of compiled subschemas, by file and node.
    compiled: HashMap<(usize, NodeId), usize>,
}

impl Compiler<'_> {
    fn compile(&mut self, file: usize, schema: NodeId) -> Option<usize> {
        if let Some(index) = self.compiled.get(&(file, schema)) {
            return Some(*index);
        }
        let document = self.documents.get(file)?;
        if let Some(reference) = document.get(schema, "$ref") {
            let (file, schema) = self.resolve_reference(file, &document.string(reference)?)?;
            // The schemas have no recursive references.
            return self.compile(file, schema);
        }
        let mut node = SchemaNode { kinds: !bit(NodeKind::Invalid), ..SchemaNode::default() };
        let (mut properties, mut required, mut is_closed) = (None, None, false);
        for (name, value) in document.members(schema) {
            match document.name(name).as_ref() {
                "$schema" | "$id" | "$defs" | "title" | "description" | "examples" | "default" => {}
                "type" => self.compile_types(file, value, &mut node)?,
                "properties" => properties = Some(value),
                "required" => required = Some(value),
                "additionalProperties" => is_closed = document.boolean(value) == Some(false),
                "items" => node.items = Some(self.compile(file, value)?),
                "minimum" => node.minimum = Some(document.integer(value)?),
                "enum" => {
                    let choices =
                        document.items(value).map(|choice| Some(document.string(choice)?.into_owned()));
                    node.choices = Some(choices.collect::<Option<_>>()?);
                    node.kinds &= bit(NodeKind::String);
                }
                "pattern" => {
                    node.is_timestamp = document.string(value)? == TIMESTAMP;
                    node.is_timestamp.then_some(())?;
                }
                _ => return None,
            }
        }
        if properties.is_some() || required.is_some() || is_closed {
            is_closed.then_some(())?;
            node.object = Some(self.compile_object(file, properties?, required)?);
        }
        node.unconditional = node.unconditional_kinds();
        self.nodes.push(node);
        let index = self.nodes.len().checked_sub(1)?;
        self.compiled.insert((file, schema), index);
        Some(index)
    }

    fn compile_types(&self, file: usize, value: NodeId, node: &mut SchemaNode) -> Option<()> {
        let document = self.documents.get(file)?;
        node.kinds = 0;
        let several = document.items(value);
        let single = (document.kind(value) == NodeKind::String).then_some(value);
        for name in several.chain(single) {
            node.kinds |= match document.string(name)?.as_ref() {
                "null" => bit(NodeKind::Null),
                "boolean" => bit(NodeKind::True) | bit(NodeKind::False),
                "integer" => {
                    node.integers_only = true;
                    bit(NodeKind::Number)
                }
                "string" => bit(NodeKind::String),
                "array" => bit(NodeKind::Array),
                "object" => bit(NodeKind::Object),
                _ => return None,
            };
        }
        Some(())
    }

    fn compile_object(
        &mut self,
        file: usize,
        properties: NodeId,
        required: Option<NodeId>,
    ) -> Option<ObjectSchema> {
        const MAX_MEMBERS: usize = 64;
        let document = self.documents.get(file)?;
        let mut members = ObjectSchema::default();
        for (name, value) in document.members(properties) {
            // Compiled schemas live as long as the program.
            let known = StaticName::new(document.name(name).into_owned().leak());
            members.properties.push((known, self.compile(file, value)?));
        }
        (members.properties.len() <= MAX_MEMBERS).then_some(())?;
        for name in required.into_iter().flat_map(|list| document.items(list)) {
            let name = document.string(name)?;
            members.required |=
                1 << members.properties.iter().position(|(known, _)| known.matches(name.as_bytes()))?;
        }
        Some(members)
    }

    /// Returns the file and node of a reference.
    fn resolve_reference(&self, file: usize, reference: &str) -> Option<(usize, NodeId)> {
        let (name, pointer) = reference.split_once('#').unwrap_or((reference, ""));
        let file = if name.is_empty() { file } else { self.files.iter().position(|known| *known == name)? };
        Some((file, self.documents.get(file)?.find_by_pointer(pointer)?))
    }
}
