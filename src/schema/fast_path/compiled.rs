//! Schemas compiled for the fast path.

use crate::json::{Document, NodeId, NodeKind, StaticName, duplicates_within};

use super::timestamp::is_timestamp;

/// Checks a value that the schema does not describe.
fn has_no_duplicates(document: &Document<'_>, container: NodeId) -> bool {
    document.node(container).child_count() == 0 || duplicates_within(document, container).is_empty()
}

/// A compiled schema.
#[derive(Debug)]
pub(super) struct FastValidator {
    pub(super) nodes: Vec<SchemaNode>,
    pub(super) root: usize,
}

/// A compiled subschema.
#[derive(Debug, Default)]
pub(super) struct SchemaNode {
    /// The allowed kinds of value, as bits.
    pub(super) kinds: u8,
    /// The kinds of which every value is valid, as bits.
    pub(super) unconditional: u8,
    /// Whether numbers must be integers.
    pub(super) integers_only: bool,
    pub(super) minimum: Option<i64>,
    pub(super) choices: Option<Vec<String>>,
    pub(super) is_timestamp: bool,
    pub(super) object: Option<ObjectSchema>,
    pub(super) items: Option<usize>,
}

impl SchemaNode {
    /// Computes [`Self::unconditional`].
    pub(super) fn unconditional_kinds(&self) -> u8 {
        let mut any = bit(NodeKind::Null) | bit(NodeKind::True) | bit(NodeKind::False);
        if !self.integers_only && self.minimum.is_none() {
            any |= bit(NodeKind::Number);
        }
        if self.choices.is_none() && !self.is_timestamp {
            any |= bit(NodeKind::String);
        }
        any & self.kinds
    }
}

/// The members of an object without additional members.
#[derive(Debug, Default)]
pub(super) struct ObjectSchema {
    /// The names, and the indices of their schemas, in the order of the schema.
    pub(super) properties: Vec<(StaticName, usize)>,
    /// The required members, as bits.
    pub(super) required: u64,
}

impl ObjectSchema {
    /// Finds a member and returns its index and that of its schema. The search starts at `next`.
    #[inline(always)]
    fn find(&self, name: &[u8], next: usize) -> Option<(usize, usize)> {
        match self.properties.get(next) {
            Some((known, schema)) if known.matches(name) => Some((next, *schema)),
            _ => self.find_out_of_order(name, next),
        }
    }

    /// Searches the members after `next` first, since the document may omit some.
    fn find_out_of_order(&self, name: &[u8], next: usize) -> Option<(usize, usize)> {
        let (before, after) = self.properties.split_at_checked(next)?;
        let among = |some: &[(StaticName, usize)]| some.iter().position(|(known, _)| known.matches(name));
        let found = among(after).map(|at| at.saturating_add(next)).or_else(|| among(before))?;
        Some((found, self.properties.get(found)?.1))
    }
}

#[inline]
pub(super) fn bit(kind: NodeKind) -> u8 {
    1 << kind as u8
}

impl FastValidator {
    #[inline]
    pub(super) fn accepts(&self, document: &Document<'_>, id: NodeId, kind: NodeKind, schema: usize) -> bool {
        let Some(schema) = self.nodes.get(schema) else { return false };
        schema.unconditional & bit(kind) != 0
            || schema.kinds & bit(kind) != 0 && self.check(document, id, kind, schema)
    }

    fn check(&self, document: &Document<'_>, id: NodeId, kind: NodeKind, schema: &SchemaNode) -> bool {
        match kind {
            NodeKind::Number if schema.integers_only => {
                document.integer(id).is_some_and(|number| schema.minimum.is_none_or(|least| number >= least))
            }
            NodeKind::Number => schema.minimum.is_none(),
            NodeKind::String => {
                let bytes = document.plain_bytes(id);
                let is_chosen =
                    |choices: &Vec<String>| choices.iter().any(|choice| Some(choice.as_bytes()) == bytes);
                schema.choices.as_ref().is_none_or(is_chosen)
                    && (!schema.is_timestamp || bytes.is_some_and(is_timestamp))
            }
            NodeKind::Object => match &schema.object {
                Some(members) => self.check_object(document, id, members),
                None => has_no_duplicates(document, id),
            },
            NodeKind::Array => match schema.items {
                Some(items) => {
                    document.items(id).all(|item| self.accepts(document, item, document.kind(item), items))
                }
                None => has_no_duplicates(document, id),
            },
            NodeKind::Null | NodeKind::True | NodeKind::False => true,
            NodeKind::Invalid => false,
        }
    }

    fn check_object(&self, document: &Document<'_>, object: NodeId, members: &ObjectSchema) -> bool {
        let mut seen = 0_u64;
        // The members are usually in the order of the schema.
        let mut next = 0;
        for member in document.named_members(object) {
            let Some(name) = member.plain_name else { return false };
            let Some((found, schema)) = members.find(name, next) else { return false };
            if seen & 1 << found != 0 || !self.accepts(document, member.value, member.node.kind(), schema) {
                return false;
            }
            seen |= 1 << found;
            next = found + 1;
        }
        seen & members.required == members.required
    }
}
