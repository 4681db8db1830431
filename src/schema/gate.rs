//! A quick yes for what is right.
//!
//! Nearly every document is valid and repeats no member, and that can be told in one pass without the
//! validator and without looking for repeated members: both are needed only after a no. The gate is made
//! from the published schemas and knows the keywords that they use; one that it does not know closes it,
//! which costs time and nothing else. It never says yes where the validator says no: see the tests.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::json::{Document, Kind, MemberName, NodeId, Tree, duplicates_inside, parse};

use super::SchemaKind;
use super::validator::{COLLECTION, JOB};

static JOB_GATE: LazyLock<Option<Gate>> = LazyLock::new(|| Gate::new(&[("job.schema.json", JOB)]));
static COLLECTION_GATE: LazyLock<Option<Gate>> =
    LazyLock::new(|| Gate::new(&[("collection.schema.json", COLLECTION), ("job.schema.json", JOB)]));

/// The one pattern that the schemas use: what [`is_timestamp`] tells.
const TIMESTAMP: &str = r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{1,7})?(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])?$";

/// Whether the document is certainly valid, with no member standing twice in any object. `false` says
/// nothing.
#[must_use]
pub fn is_certainly_right(document: &Document<'_>, root: NodeId, kind: SchemaKind) -> bool {
    let gate = match kind {
        SchemaKind::Job => &JOB_GATE,
        SchemaKind::Collection => &COLLECTION_GATE,
    };
    let around = root == NodeId::ROOT || is_plain_wrapper(document, root);
    around && gate.as_ref().is_some_and(|gate| gate.lets_pass(document, root, document.kind(root), gate.root))
}

/// Whether the object around what was saved holds nothing else that could be wrong.
fn is_plain_wrapper(document: &Document<'_>, inside: NodeId) -> bool {
    const MOST: u32 = 8;
    let members = document.members(NodeId::ROOT);
    document.node(NodeId::ROOT).child_count() <= MOST
        && members.clone().all(|(name, value)| {
            let name = document.plain_bytes(name);
            let same = members.clone().filter(|(other, _)| document.plain_bytes(*other) == name);
            name.is_some()
                && same.count() == 1
                && (value == inside || !matches!(document.kind(value), Kind::Array | Kind::Object))
        })
}

/// What may stand there is nobody's business, but a name that stands twice is.
fn is_without_repeats(document: &Document<'_>, container: NodeId) -> bool {
    document.node(container).child_count() == 0 || duplicates_inside(document, container).is_empty()
}

/// The schemas, made for being asked.
#[derive(Debug)]
struct Gate {
    places: Vec<Place>,
    root: usize,
}

/// What a schema allows at one place.
#[derive(Debug, Default)]
struct Place {
    /// The kinds of value, as bits.
    kinds: u8,
    /// The kinds of which every value will do, as bits.
    any: u8,
    /// Integers alone of the numbers.
    integers_only: bool,
    minimum: Option<i64>,
    choices: Option<Vec<String>>,
    is_timestamp: bool,
    object: Option<Members>,
    items: Option<usize>,
}

impl Place {
    /// The kinds of which every value will do.
    fn without_a_look(&self) -> u8 {
        let mut any = bit(Kind::Null) | bit(Kind::True) | bit(Kind::False);
        if !self.integers_only && self.minimum.is_none() {
            any |= bit(Kind::Number);
        }
        if self.choices.is_none() && !self.is_timestamp {
            any |= bit(Kind::String);
        }
        any & self.kinds
    }
}

/// The members of an object: those and no others.
#[derive(Debug, Default)]
struct Members {
    /// Name and place, in the schema's order.
    known: Vec<(MemberName, usize)>,
    /// Those that must be there, as bits.
    required: u64,
}

impl Members {
    /// Which member a name is and where its value's place is; looked for from `next` on.
    #[inline(always)]
    fn find(&self, name: &[u8], next: usize) -> Option<(usize, usize)> {
        match self.known.get(next) {
            Some((known, place)) if known.is(name) => Some((next, *place)),
            _ => self.find_elsewhere(name, next),
        }
    }

    /// Some members may have been left out: it is most likely one of those behind.
    fn find_elsewhere(&self, name: &[u8], next: usize) -> Option<(usize, usize)> {
        let (before, behind) = self.known.split_at_checked(next)?;
        let among = |some: &[(MemberName, usize)]| some.iter().position(|(known, _)| known.is(name));
        let found = among(behind).map(|at| at.saturating_add(next)).or_else(|| among(before))?;
        Some((found, self.known.get(found)?.1))
    }
}

#[inline]
fn bit(kind: Kind) -> u8 {
    1 << kind as u8
}

impl Gate {
    /// Makes the gate of the first of these schemas; `None` where it holds a keyword that is not known.
    fn new(schemas: &[(&str, &str)]) -> Option<Self> {
        let mut trees: Vec<Tree> = schemas.iter().map(|_| Tree::new()).collect();
        trees.iter_mut().zip(schemas).for_each(|(tree, (_, text))| parse(text, tree));
        let documents: Vec<Document<'_>> =
            schemas.iter().zip(&trees).map(|((_, text), tree)| Document::new(text, tree)).collect();
        let mut maker = Maker {
            files: schemas.iter().map(|(name, _)| *name).collect(),
            documents: &documents,
            places: Vec::new(),
            made: HashMap::new(),
        };
        let root = maker.place(0, NodeId::ROOT)?;
        Some(Self { places: maker.places, root })
    }

    #[inline]
    fn lets_pass(&self, document: &Document<'_>, id: NodeId, kind: Kind, place: usize) -> bool {
        let Some(place) = self.places.get(place) else { return false };
        place.any & bit(kind) != 0 || place.kinds & bit(kind) != 0 && self.looks_at(document, id, kind, place)
    }

    fn looks_at(&self, document: &Document<'_>, id: NodeId, kind: Kind, place: &Place) -> bool {
        match kind {
            Kind::Number if place.integers_only => {
                document.integer(id).is_some_and(|number| place.minimum.is_none_or(|least| number >= least))
            }
            Kind::Number => place.minimum.is_none(),
            Kind::String => {
                let bytes = document.plain_bytes(id);
                let is_chosen =
                    |choices: &Vec<String>| choices.iter().any(|choice| Some(choice.as_bytes()) == bytes);
                place.choices.as_ref().is_none_or(is_chosen)
                    && (!place.is_timestamp || bytes.is_some_and(is_timestamp))
            }
            Kind::Object => match &place.object {
                Some(members) => self.object(document, id, members),
                None => is_without_repeats(document, id),
            },
            Kind::Array => match place.items {
                Some(items) => {
                    document.items(id).all(|item| self.lets_pass(document, item, document.kind(item), items))
                }
                None => is_without_repeats(document, id),
            },
            Kind::Null | Kind::True | Kind::False => true,
            Kind::Invalid => false,
        }
    }

    fn object(&self, document: &Document<'_>, object: NodeId, members: &Members) -> bool {
        let mut seen = 0_u64;
        // Members mostly stand in the schema's order.
        let mut next = 0;
        for member in document.named_members(object) {
            let Some(name) = member.plain_name else { return false };
            let Some((found, place)) = members.find(name, next) else { return false };
            if seen & 1 << found != 0 || !self.lets_pass(document, member.value, member.node.kind(), place) {
                return false;
            }
            seen |= 1 << found;
            next = found + 1;
        }
        seen & members.required == members.required
    }
}

/// Reads schemas.
struct Maker<'s> {
    files: Vec<&'s str>,
    documents: &'s [Document<'s>],
    places: Vec<Place>,
    /// The places of what was read, by file and node.
    made: HashMap<(usize, NodeId), usize>,
}

impl Maker<'_> {
    fn place(&mut self, file: usize, schema: NodeId) -> Option<usize> {
        if let Some(made) = self.made.get(&(file, schema)) {
            return Some(*made);
        }
        let document = self.documents.get(file)?;
        if let Some(reference) = document.get(schema, "$ref") {
            let (file, schema) = self.target(file, &document.string(reference)?)?;
            // A reference into what is being read would never end.
            return self.place(file, schema);
        }
        let mut place = Place { kinds: !bit(Kind::Invalid), ..Place::default() };
        let (mut properties, mut required, mut closed) = (None, None, false);
        for (name, value) in document.members(schema) {
            match document.name(name).as_ref() {
                "$schema" | "$id" | "$defs" | "title" | "description" | "examples" | "default" => {}
                "type" => self.kinds(file, value, &mut place)?,
                "properties" => properties = Some(value),
                "required" => required = Some(value),
                "additionalProperties" => closed = document.boolean(value) == Some(false),
                "items" => place.items = Some(self.place(file, value)?),
                "minimum" => place.minimum = Some(document.integer(value)?),
                "enum" => {
                    let choices =
                        document.items(value).map(|choice| Some(document.string(choice)?.into_owned()));
                    place.choices = Some(choices.collect::<Option<_>>()?);
                    place.kinds &= bit(Kind::String);
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
            place.object = Some(self.members(file, properties?, required)?);
        }
        place.any = place.without_a_look();
        self.places.push(place);
        let made = self.places.len().checked_sub(1)?;
        self.made.insert((file, schema), made);
        Some(made)
    }

    fn kinds(&self, file: usize, value: NodeId, place: &mut Place) -> Option<()> {
        let document = self.documents.get(file)?;
        place.kinds = 0;
        let several = document.items(value);
        let alone = (document.kind(value) == Kind::String).then_some(value);
        for name in several.chain(alone) {
            place.kinds |= match document.string(name)?.as_ref() {
                "null" => bit(Kind::Null),
                "boolean" => bit(Kind::True) | bit(Kind::False),
                "integer" => {
                    place.integers_only = true;
                    bit(Kind::Number)
                }
                "string" => bit(Kind::String),
                "array" => bit(Kind::Array),
                "object" => bit(Kind::Object),
                _ => return None,
            };
        }
        Some(())
    }

    fn members(&mut self, file: usize, properties: NodeId, required: Option<NodeId>) -> Option<Members> {
        const MOST: usize = 64;
        let document = self.documents.get(file)?;
        let mut members = Members::default();
        for (name, value) in document.members(properties) {
            // The gates live as long as the program.
            let known = MemberName::new(document.name(name).into_owned().leak());
            members.known.push((known, self.place(file, value)?));
        }
        (members.known.len() <= MOST).then_some(())?;
        for name in required.into_iter().flat_map(|list| document.items(list)) {
            let name = document.string(name)?;
            members.required |= 1 << members.known.iter().position(|(known, _)| known.is(name.as_bytes()))?;
        }
        Some(members)
    }

    /// Where a reference leads.
    fn target(&self, file: usize, reference: &str) -> Option<(usize, NodeId)> {
        let (name, pointer) = reference.split_once('#').unwrap_or((reference, ""));
        let file = if name.is_empty() { file } else { self.files.iter().position(|known| *known == name)? };
        Some((file, self.documents.get(file)?.find(pointer)?))
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
    fn the_schemas_hold_no_keyword_that_closes_the_gate() {
        assert!(JOB_GATE.is_some() && COLLECTION_GATE.is_some());
    }

    /// Whether the gate says yes, after making sure that it may.
    fn passes(text: &str) -> bool {
        let mut tree = Tree::new();
        parse(text, &mut tree);
        let recognized = recognize(&Document::new(text, &tree));
        let Recognition::Recognized(kind, root) = recognized else { return false };
        let passes = is_certainly_right(&Document::new(text, &tree), root, kind.schema());
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
    fn clean_jobs_pass() {
        for text in fixtures("jobs") {
            assert!(passes(&text), "{}", text.get(..200).unwrap_or(&text));
        }
    }

    #[test]
    fn what_is_wrong_does_not_pass() {
        for text in fixtures("invalid") {
            passes(&text);
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
                assert!(broken == text || !passes(&broken), "{instead}");
            }
        }
    }

    #[test]
    fn the_gate_never_contradicts_the_validator() {
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
                    passes(&format!("{}{value}{}", &text[..range.start], &text[range.end..]));
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
