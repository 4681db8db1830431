//! The span tree as a JSON representation that `jsonschema` validates directly.
//!
//! Nothing is converted: a node consists of a reference to the document and an index. The trait requires unique
//! member names, so only the last of several members with the same name is visible, as in most JSON parsers.

use std::borrow::Cow;
use std::collections::HashMap;

use jsonschema::JsonType;
use jsonschema::json::{Array, Json, JsonNumber, Node, NodeIdentity, Object};
use serde_json::Value;

use crate::json::{Document, Members, NodeId, NodeKind};

/// The representation, with [`TreeNode`] as its nodes.
#[derive(Debug)]
pub(super) struct SpanTree;

/// A node of a document, or the name of a member while names are validated.
#[derive(Clone, Copy)]
pub(super) enum TreeNode<'a> {
    Value(&'a Document<'a>, NodeId),
    Name(&'a str),
}

impl TreeNode<'_> {
    fn kind(&self) -> NodeKind {
        match self {
            TreeNode::Value(document, id) => document.kind(*id),
            TreeNode::Name(_) => NodeKind::String,
        }
    }
}

impl Json for SpanTree {
    type Node<'a> = TreeNode<'a>;
    type PreparedKey = String;
    type StringBuffer = String;

    const ACYCLIC: bool = true;
    const KEYS_PER_LOOKUP: usize = 8;

    fn prepare_key(key: &str) -> String {
        key.to_owned()
    }

    fn with_string_node<T>(buffer: &mut String, text: &str, run: impl FnOnce(TreeNode<'_>) -> T) -> T {
        buffer.clear();
        buffer.push_str(text);
        run(TreeNode::Name(buffer))
    }
}

impl<'a> Node<'a, SpanTree> for TreeNode<'a> {
    type Object = Container<'a>;
    type Array = Container<'a>;
    type Number = Number<'a>;

    #[inline]
    fn as_object(&self) -> Option<Container<'a>> {
        self.container(NodeKind::Object)
    }

    #[inline]
    fn as_array(&self) -> Option<Container<'a>> {
        self.container(NodeKind::Array)
    }

    #[inline]
    fn as_string(&self) -> Option<Cow<'a, str>> {
        match *self {
            TreeNode::Value(document, id) => document.string(id),
            TreeNode::Name(name) => Some(Cow::Borrowed(name)),
        }
    }

    #[inline]
    fn as_number(&self) -> Option<Number<'a>> {
        match *self {
            TreeNode::Value(document, id) if self.is_number() => Some(Number(document.raw(id))),
            _ => None,
        }
    }

    #[inline]
    fn as_boolean(&self) -> Option<bool> {
        match *self {
            TreeNode::Value(document, id) => document.boolean(id),
            TreeNode::Name(_) => None,
        }
    }

    #[inline]
    fn is_null(&self) -> bool {
        self.kind() == NodeKind::Null
    }

    #[inline]
    fn is_number(&self) -> bool {
        self.kind() == NodeKind::Number
    }

    #[inline]
    fn json_type(&self) -> JsonType {
        match self.kind() {
            // Invalid values are reported as syntax errors; violations at them are dropped.
            NodeKind::Null | NodeKind::Invalid => JsonType::Null,
            NodeKind::True | NodeKind::False => JsonType::Boolean,
            NodeKind::Number => JsonType::Number,
            NodeKind::String => JsonType::String,
            NodeKind::Array => JsonType::Array,
            NodeKind::Object => JsonType::Object,
        }
    }

    fn equals_value(&self, expected: &Value) -> bool {
        match (*self, expected) {
            (TreeNode::Name(name), Value::String(text)) => name == text,
            (TreeNode::Value(document, id), Value::String(text)) => {
                document.string(id).is_some_and(|value| value == text.as_str())
            }
            (_, Value::Null) => self.is_null(),
            (_, Value::Bool(flag)) => self.as_boolean() == Some(*flag),
            _ => jsonschema::json::cmp::equal(&self.to_value(), expected),
        }
    }

    fn to_value(&self) -> Cow<'a, Value> {
        Cow::Owned(match *self {
            TreeNode::Value(document, id) => to_value(document, id),
            TreeNode::Name(name) => Value::String(name.to_owned()),
        })
    }

    fn lazy_value(&self) -> jsonschema_value::LazyInstance<'a> {
        match *self {
            // Only messages of the library use this value, and they are not shown.
            TreeNode::Value(document, id) => jsonschema_value::LazyInstance::Deferred {
                bytes: document.raw(id).as_bytes(),
                tag: 0,
                make: |bytes, _| serde_json::from_slice(bytes).unwrap_or(Value::Null),
                cell: std::sync::OnceLock::new(),
            },
            TreeNode::Name(name) => {
                jsonschema_value::LazyInstance::Ready(Cow::Owned(Value::String(name.to_owned())))
            }
        }
    }

    fn identity(&self) -> Option<NodeIdentity> {
        Some(match *self {
            TreeNode::Value(document, id) => NodeIdentity::tagged(std::ptr::from_ref(document).addr(), id.0),
            TreeNode::Name(name) => NodeIdentity::new(name.as_ptr().addr()),
        })
    }
}

impl<'a> TreeNode<'a> {
    #[inline]
    fn container(&self, kind: NodeKind) -> Option<Container<'a>> {
        match *self {
            TreeNode::Value(document, id) if document.kind(id) == kind => Some(Container { document, id }),
            _ => None,
        }
    }
}

/// Copies a node, for comparison with an array or object in a schema.
fn to_value(document: &Document<'_>, id: NodeId) -> Value {
    match document.kind(id) {
        NodeKind::Null | NodeKind::Invalid => Value::Null,
        NodeKind::True => Value::Bool(true),
        NodeKind::False => Value::Bool(false),
        NodeKind::Number => serde_json::from_str(document.raw(id)).unwrap_or(Value::Null),
        NodeKind::String => Value::String(document.string(id).unwrap_or_default().into_owned()),
        NodeKind::Array => Value::Array(document.items(id).map(|item| to_value(document, item)).collect()),
        NodeKind::Object => Value::Object(
            document
                .members(id)
                .map(|(name, value)| (document.name(name).into_owned(), to_value(document, value)))
                .collect(),
        ),
    }
}

/// The text of a number.
pub(super) struct Number<'a>(&'a str);

impl JsonNumber for Number<'_> {
    fn as_u64(&self) -> Option<u64> {
        self.0.parse().ok()
    }

    fn as_i64(&self) -> Option<i64> {
        self.0.parse().ok()
    }

    fn as_f64(&self) -> Option<f64> {
        self.0.parse().ok()
    }

    fn as_str(&self) -> Cow<'_, str> {
        Cow::Borrowed(self.0)
    }

    fn to_number(&self) -> Cow<'_, serde_json::Number> {
        // A number outside of the range of `f64` has no `serde_json::Number`; no schema compares one.
        Cow::Owned(serde_json::from_str(self.0).unwrap_or_else(|_| serde_json::Number::from(u64::MAX)))
    }

    fn is_integer(&self) -> bool {
        let plain = !self.0.bytes().any(|byte| matches!(byte, b'.' | b'e' | b'E'));
        plain || self.as_f64().is_some_and(|value| value.fract() == 0.0)
    }
}

/// An array or object node.
#[derive(Clone, Copy)]
pub(super) struct Container<'a> {
    document: &'a Document<'a>,
    id: NodeId,
}

impl<'a> Object<'a, SpanTree> for Container<'a> {
    type Node = TreeNode<'a>;
    type MemberName = Cow<'a, str>;
    type MembersIter = VisibleMembers<'a>;

    #[inline]
    fn len(&self) -> usize {
        if self.document.needs_slow_lookup(self.id) {
            return self.members().count();
        }
        self.document.node(self.id).child_count() as usize
    }

    #[inline]
    fn get(&self, key: &String) -> Option<TreeNode<'a>> {
        self.document.get(self.id, key).map(|value| TreeNode::Value(self.document, value))
    }

    #[inline]
    fn members(&self) -> VisibleMembers<'a> {
        let document = self.document;
        if document.needs_slow_lookup(self.id) {
            return VisibleMembers::Deduplicated(
                document,
                deduplicate_members(document, self.id).into_iter(),
            );
        }
        VisibleMembers::All(document, document.members(self.id))
    }
}

/// The last member of each name, in document order.
fn deduplicate_members<'a>(document: &'a Document<'a>, object: NodeId) -> Vec<(NodeId, NodeId)> {
    let last: HashMap<Cow<'a, str>, NodeId> =
        document.members(object).map(|(name, _)| (document.name(name), name)).collect();
    document.members(object).filter(|(name, _)| last.get(&document.name(*name)) == Some(name)).collect()
}

/// The members that a JSON reader sees: of each name the last.
pub(super) enum VisibleMembers<'a> {
    All(&'a Document<'a>, Members<'a>),
    Deduplicated(&'a Document<'a>, std::vec::IntoIter<(NodeId, NodeId)>),
}

impl<'a> Iterator for VisibleMembers<'a> {
    type Item = (Cow<'a, str>, TreeNode<'a>);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        match self {
            Self::All(document, members) => {
                let (name, value) = members.next()?;
                Some((document.string(name).unwrap_or_default(), TreeNode::Value(document, value)))
            }
            Self::Deduplicated(document, members) => {
                let (name, value) = members.next()?;
                Some((document.name(name), TreeNode::Value(document, value)))
            }
        }
    }
}

impl<'a> Array<'a, SpanTree> for Container<'a> {
    type Node = TreeNode<'a>;
    type ElementsIter = Elements<'a>;

    #[inline]
    fn len(&self) -> usize {
        self.document.node(self.id).child_count() as usize
    }

    #[inline]
    fn elements(&self) -> Elements<'a> {
        let first = self.id.next();
        Elements { document: self.document, next: first, left: self.document.node(self.id).child_count() }
    }
}

/// The items of an array.
pub(super) struct Elements<'a> {
    document: &'a Document<'a>,
    next: NodeId,
    left: u32,
}

impl<'a> Iterator for Elements<'a> {
    type Item = TreeNode<'a>;

    #[inline]
    fn next(&mut self) -> Option<TreeNode<'a>> {
        self.left = self.left.checked_sub(1)?;
        let item = self.next;
        self.next = self.document.next_sibling(item);
        Some(TreeNode::Value(self.document, item))
    }
}
