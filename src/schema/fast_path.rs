//! A quick yes for what is right.
//!
//! Nearly every document is valid and repeats no member, and that can be told in one pass without the
//! validator and without looking for repeated members: both are needed only after a no. The gate is made
//! from the published schemas and knows the keywords that they use; one that it does not know closes it,
//! which costs time and nothing else. It never says yes where the validator says no: see the tests.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::json::{Document, NodeId, NodeKind, StaticName, Tree, duplicates_within, parse};

use super::SchemaKind;
use super::validator::{COLLECTION, JOB};

static JOB_FAST_VALIDATOR: LazyLock<Option<FastValidator>> =
    LazyLock::new(|| FastValidator::new(&[("job.schema.json", JOB)]));
static COLLECTION_FAST_VALIDATOR: LazyLock<Option<FastValidator>> =
    LazyLock::new(|| FastValidator::new(&[("collection.schema.json", COLLECTION), ("job.schema.json", JOB)]));

/// The one pattern that the schemas use: what [`is_timestamp`] tells.
const TIMESTAMP: &str = r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{1,7})?(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])?$";

/// Whether the document is certainly valid, with no member standing twice in any object. `false` says
/// nothing.
#[must_use]
pub fn is_definitely_valid(document: &Document<'_>, root: NodeId, kind: SchemaKind) -> bool {
    let gate = match kind {
        SchemaKind::Job => &JOB_FAST_VALIDATOR,
        SchemaKind::Collection => &COLLECTION_FAST_VALIDATOR,
    };
    let around = root == NodeId::ROOT || is_plain_envelope(document, root);
    around && gate.as_ref().is_some_and(|gate| gate.accepts(document, root, document.kind(root), gate.root))
}

/// Whether the object around what was saved holds nothing else that could be wrong.
fn is_plain_envelope(document: &Document<'_>, inside: NodeId) -> bool {
    const MOST: u32 = 8;
    let members = document.members(NodeId::ROOT);
    document.node(NodeId::ROOT).child_count() <= MOST
        && members.clone().all(|(name, value)| {
            let name = document.plain_bytes(name);
            let same = members.clone().filter(|(other, _)| document.plain_bytes(*other) == name);
            name.is_some()
                && same.count() == 1
                && (value == inside || !matches!(document.kind(value), NodeKind::Array | NodeKind::Object))
        })
}

/// What may stand there is nobody's business, but a name that stands twice is.
fn has_no_duplicates(document: &Document<'_>, container: NodeId) -> bool {
    document.node(container).child_count() == 0 || duplicates_within(document, container).is_empty()
}

/// The schemas, made for being asked.
#[derive(Debug)]
struct FastValidator {
    nodes: Vec<SchemaNode>,
    root: usize,
}

/// What a schema allows at one place.
#[derive(Debug, Default)]
struct SchemaNode {
    /// The kinds of value, as bits.
    kinds: u8,
    /// The kinds of which every value will do, as bits.
    unconditional: u8,
    /// Integers alone of the numbers.
    integers_only: bool,
    minimum: Option<i64>,
    choices: Option<Vec<String>>,
    is_timestamp: bool,
    object: Option<ObjectSchema>,
    items: Option<usize>,
}

impl SchemaNode {
    /// The kinds of which every value will do.
    fn unconditional_kinds(&self) -> u8 {
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

/// The members of an object: those and no others.
#[derive(Debug, Default)]
struct ObjectSchema {
    /// Name and place, in the schema's order.
    properties: Vec<(StaticName, usize)>,
    /// Those that must be there, as bits.
    required: u64,
}

impl ObjectSchema {
    /// Which member a name is and where its value's place is; looked for from `next` on.
    #[inline(always)]
    fn find(&self, name: &[u8], next: usize) -> Option<(usize, usize)> {
        match self.properties.get(next) {
            Some((known, place)) if known.matches(name) => Some((next, *place)),
            _ => self.find_out_of_order(name, next),
        }
    }

    /// Some members may have been left out: it is most likely one of those behind.
    fn find_out_of_order(&self, name: &[u8], next: usize) -> Option<(usize, usize)> {
        let (before, behind) = self.properties.split_at_checked(next)?;
        let among = |some: &[(StaticName, usize)]| some.iter().position(|(known, _)| known.matches(name));
        let found = among(behind).map(|at| at.saturating_add(next)).or_else(|| among(before))?;
        Some((found, self.properties.get(found)?.1))
    }
}

#[inline]
fn bit(kind: NodeKind) -> u8 {
    1 << kind as u8
}

impl FastValidator {
    /// Makes the gate of the first of these schemas; `None` where it holds a keyword that is not known.
    fn new(schemas: &[(&str, &str)]) -> Option<Self> {
        let mut trees: Vec<Tree> = schemas.iter().map(|_| Tree::new()).collect();
        trees.iter_mut().zip(schemas).for_each(|(tree, (_, text))| parse(text, tree));
        let documents: Vec<Document<'_>> =
            schemas.iter().zip(&trees).map(|((_, text), tree)| Document::new(text, tree)).collect();
        let mut maker = Compiler {
            files: schemas.iter().map(|(name, _)| *name).collect(),
            documents: &documents,
            nodes: Vec::new(),
            compiled: HashMap::new(),
        };
        let root = maker.compile(0, NodeId::ROOT)?;
        Some(Self { nodes: maker.nodes, root })
    }

    #[inline]
    fn accepts(&self, document: &Document<'_>, id: NodeId, kind: NodeKind, place: usize) -> bool {
        let Some(place) = self.nodes.get(place) else { return false };
        place.unconditional & bit(kind) != 0
            || place.kinds & bit(kind) != 0 && self.check(document, id, kind, place)
    }

    fn check(&self, document: &Document<'_>, id: NodeId, kind: NodeKind, place: &SchemaNode) -> bool {
        match kind {
            NodeKind::Number if place.integers_only => {
                document.integer(id).is_some_and(|number| place.minimum.is_none_or(|least| number >= least))
            }
            NodeKind::Number => place.minimum.is_none(),
            NodeKind::String => {
                let bytes = document.plain_bytes(id);
                let is_chosen =
                    |choices: &Vec<String>| choices.iter().any(|choice| Some(choice.as_bytes()) == bytes);
                place.choices.as_ref().is_none_or(is_chosen)
                    && (!place.is_timestamp || bytes.is_some_and(is_timestamp))
            }
            NodeKind::Object => match &place.object {
                Some(members) => self.check_object(document, id, members),
                None => has_no_duplicates(document, id),
            },
            NodeKind::Array => match place.items {
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
        // Members mostly stand in the schema's order.
        let mut next = 0;
        for member in document.named_members(object) {
            let Some(name) = member.plain_name else { return false };
            let Some((found, place)) = members.find(name, next) else { return false };
            if seen & 1 << found != 0 || !self.accepts(document, member.value, member.node.kind(), place) {
                return false;
            }
            seen |= 1 << found;
            next = found + 1;
        }
        seen & members.required == members.required
    }
}

/// Reads schemas.
struct Compiler<'s> {
    files: Vec<&'s str>,
    documents: &'s [Document<'s>],
    nodes: Vec<SchemaNode>,
    /// The places of what was read, by file and node.
    compiled: HashMap<(usize, NodeId), usize>,
}

impl Compiler<'_> {
    fn compile(&mut self, file: usize, schema: NodeId) -> Option<usize> {
        if let Some(made) = self.compiled.get(&(file, schema)) {
            return Some(*made);
        }
        let document = self.documents.get(file)?;
        if let Some(reference) = document.get(schema, "$ref") {
            let (file, schema) = self.resolve_reference(file, &document.string(reference)?)?;
            // A reference into what is being read would never end.
            return self.compile(file, schema);
        }
        let mut place = SchemaNode { kinds: !bit(NodeKind::Invalid), ..SchemaNode::default() };
        let (mut properties, mut required, mut closed) = (None, None, false);
        for (name, value) in document.members(schema) {
            match document.name(name).as_ref() {
                "$schema" | "$id" | "$defs" | "title" | "description" | "examples" | "default" => {}
                "type" => self.compile_types(file, value, &mut place)?,
                "properties" => properties = Some(value),
                "required" => required = Some(value),
                "additionalProperties" => closed = document.boolean(value) == Some(false),
                "items" => place.items = Some(self.compile(file, value)?),
                "minimum" => place.minimum = Some(document.integer(value)?),
                "enum" => {
                    let choices =
                        document.items(value).map(|choice| Some(document.string(choice)?.into_owned()));
                    place.choices = Some(choices.collect::<Option<_>>()?);
                    place.kinds &= bit(NodeKind::String);
                }
                "pattern" => {
                    place.is_timestamp = document.string(value)? == TIMESTAMP;
                    place.is_timestamp.then_some(())?;
                }
                _ => return None,
            }
        }
        if properties.is_some() || required.is_some() || closed {
            closed.then_some(())?;
            place.object = Some(self.compile_object(file, properties?, required)?);
        }
        place.unconditional = place.unconditional_kinds();
        self.nodes.push(place);
        let made = self.nodes.len().checked_sub(1)?;
        self.compiled.insert((file, schema), made);
        Some(made)
    }

    fn compile_types(&self, file: usize, value: NodeId, place: &mut SchemaNode) -> Option<()> {
        let document = self.documents.get(file)?;
        place.kinds = 0;
        let several = document.items(value);
        let alone = (document.kind(value) == NodeKind::String).then_some(value);
        for name in several.chain(alone) {
            place.kinds |= match document.string(name)?.as_ref() {
                "null" => bit(NodeKind::Null),
                "boolean" => bit(NodeKind::True) | bit(NodeKind::False),
                "integer" => {
                    place.integers_only = true;
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
        const MOST: usize = 64;
        let document = self.documents.get(file)?;
        let mut members = ObjectSchema::default();
        for (name, value) in document.members(properties) {
            // The gates live as long as the program.
            let known = StaticName::new(document.name(name).into_owned().leak());
            members.properties.push((known, self.compile(file, value)?));
        }
        (members.properties.len() <= MOST).then_some(())?;
        for name in required.into_iter().flat_map(|list| document.items(list)) {
            let name = document.string(name)?;
            members.required |=
                1 << members.properties.iter().position(|(known, _)| known.matches(name.as_bytes()))?;
        }
        Some(members)
    }

    /// Where a reference leads.
    fn resolve_reference(&self, file: usize, reference: &str) -> Option<(usize, NodeId)> {
        let (name, pointer) = reference.split_once('#').unwrap_or((reference, ""));
        let file = if name.is_empty() { file } else { self.files.iter().position(|known| *known == name)? };
        Some((file, self.documents.get(file)?.find_by_pointer(pointer)?))
    }
}

/// Whether a text is a time as the schemas' pattern has it.
fn is_timestamp(text: &[u8]) -> bool {
    let two = |at: usize, least: u8, most: u8| match text.get(at..at.saturating_add(2)) {
        Some([tens @ b'0'..=b'9', ones @ b'0'..=b'9']) => {
            (least..=most).contains(&((tens - b'0') * 10 + (ones - b'0')))
        }
        _ => false,
    };
    let is = |at: usize, sign: u8| text.get(at) == Some(&sign);
    let date = two(0, 0, 99) && two(2, 0, 99) && is(4, b'-') && two(5, 1, 12) && is(7, b'-') && two(8, 1, 31);
    let time =
        is(10, b'T') && two(11, 0, 23) && is(13, b':') && two(14, 0, 59) && is(16, b':') && two(17, 0, 59);
    if !date || !time {
        return false;
    }
    let mut at = 19;
    if is(at, b'.') {
        let digits = text[at + 1..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        if !(1..=7).contains(&digits) {
            return false;
        }
        at += 1 + digits;
    }
    match text.get(at) {
        None => true,
        Some(b'Z') => text.len() == at + 1,
        Some(b'+' | b'-') => {
            text.len() == at + 6 && two(at + 1, 0, 23) && is(at + 3, b':') && two(at + 4, 0, 59)
        }
        Some(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use walkdir::WalkDir;

    use super::*;
    use crate::job::{Recognition, recognize};
    use crate::json::duplicate_members;
    use crate::schema::is_valid;

    #[test]
    fn schemas_compile_to_fast_validators() {
        assert!(JOB_FAST_VALIDATOR.is_some() && COLLECTION_FAST_VALIDATOR.is_some());
    }

    /// Whether the gate says yes, after making sure that it may.
    fn is_accepted(text: &str) -> bool {
        let mut tree = Tree::new();
        parse(text, &mut tree);
        let recognized = recognize(&Document::new(text, &tree));
        let Recognition::Recognized(kind, root) = recognized else { return false };
        let passes = is_definitely_valid(&Document::new(text, &tree), root, kind.schema());
        if passes && tree.errors().is_empty() {
            let document = Document::new(text, &tree);
            assert!(duplicate_members(&document).is_empty(), "{text}");
            assert!(is_valid(&document, root, kind.schema()), "{text}");
        }
        passes
    }

    fn fixtures(folder: &str) -> Vec<String> {
        let root = format!("{}/fixtures/{folder}", env!("CARGO_MANIFEST_DIR"));
        let files = WalkDir::new(root).sort_by_file_name().into_iter().map(Result::unwrap);
        let files = files.filter(|entry| entry.file_type().is_file());
        files.filter_map(|entry| std::fs::read_to_string(entry.path()).ok()).collect()
    }

    #[test]
    fn accepts_valid_jobs() {
        for text in fixtures("jobs") {
            assert!(is_accepted(&text), "{}", text.get(..200).unwrap_or(&text));
        }
    }

    #[test]
    fn rejects_invalid_jobs() {
        for text in fixtures("invalid") {
            is_accepted(&text);
        }
        for text in fixtures("jobs") {
            for (found, instead) in [
                ("\"isKey\": true", "\"isKey\": \"true\""),
                ("\"isKey\": true", "\"isKey\": true, \"isKey\": true"),
                ("\"isKey\": true", "\"isKeys\": true"),
                ("\"isKey\": true,", ""),
                ("\"queryType\": \"SQL\"", "\"queryType\": \"Sql\""),
                ("\"timesRun\": 0", "\"timesRun\": -1"),
                ("\"dataType\": \"System.String\"", "\"dataType\": \"String\""),
            ] {
                let broken = text.replacen(found, instead, 1);
                assert!(broken == text || !is_accepted(&broken), "{instead}");
            }
        }
    }

    #[test]
    fn never_accepts_what_the_validator_rejects() {
        // Every value of a job replaced by each of these.
        let values = [
            "null",
            "true",
            "0",
            "-1",
            "1.0",
            "\"\"",
            "\"SQL\"",
            "[]",
            "{}",
            "[{}]",
            "{\"a\":1,\"b\":2}",
            "{\"a\":1,\"a\":2}",
            "[{\"a\":1,\"a\":2}]",
        ];
        for text in fixtures("jobs").iter().take(3) {
            let mut tree = Tree::new();
            parse(text, &mut tree);
            for node in tree.nodes().iter().step_by(3) {
                for value in values {
                    let range = node.span().range();
                    is_accepted(&format!("{}{value}{}", &text[..range.start], &text[range.end..]));
                }
            }
        }
    }

    proptest! {
        #[test]
        fn timestamps_are_those_of_the_pattern(
            text in r"[0-9]{4}-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-6][0-9]:[0-6][0-9](\.[0-9]{0,8})?(Z|z|[+-][0-2][0-9]:[0-6][0-9])?.?"
        ) {
            let pattern = regex::Regex::new(TIMESTAMP).unwrap();
            prop_assert_eq!(is_timestamp(text.as_bytes()), pattern.is_match(&text), "{}", text);
        }
    }
}
