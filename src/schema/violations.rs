//! What a document has that its schema has not, one diagnostic for each cause.

use std::collections::{BTreeMap, HashMap, HashSet};

use jsonschema::error::{TypeKind, ValidationErrorKind};
use jsonschema::paths::LocationSegment;
use jsonschema::{JsonType, ValidationError};
use serde_json::Value;

use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::json::{Document, NodeId, NodeKind, SyntaxError, SyntaxErrorKind};
use crate::text::{Span, closest_match, quoted_list};

use super::json_adapter::TreeNode;
use super::reference::{SchemaRef, root_schema};
use super::validator::{SchemaKind, validator};

/// A member whose name the schema does not have at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownMember {
    /// The object.
    pub object: NodeId,
    /// The name.
    pub name: NodeId,
    /// The member it is read as, where one is near enough and not there already.
    pub suggestion: Option<&'static str>,
}

/// Finds the members below `root` that the schema does not know. Walks no deeper than the schema.
#[must_use]
pub fn unknown_members(document: &Document<'_>, root: NodeId, kind: SchemaKind) -> Vec<UnknownMember> {
    let mut found = Vec::new();
    collect_unknown(document, root, root_schema(kind), &mut found);
    found
}

fn collect_unknown(document: &Document<'_>, at: NodeId, shape: SchemaRef, found: &mut Vec<UnknownMember>) {
    match document.kind(at) {
        NodeKind::Array => {
            if let Some(items) = shape.items() {
                for item in document.items(at) {
                    collect_unknown(document, item, items, found);
                }
            }
        }
        NodeKind::Object if shape.members().next().is_some() => {
            let mut missing: Option<Vec<&'static str>> = None;
            for (name, value) in document.members(at) {
                // A name that could not be read was reported as a syntax error.
                let Some(written) = document.string(name) else { continue };
                if let Some(member) = shape.member(&written) {
                    collect_unknown(document, value, member.schema, found);
                    continue;
                }
                let missing = missing.get_or_insert_with(|| missing_names(document, at, shape));
                let meant = closest_member(missing, &written);
                found.push(UnknownMember { object: at, name, suggestion: meant });
                if let Some(member) = meant.and_then(|meant| shape.member(meant)) {
                    missing.retain(|name| *name != member.name);
                    collect_unknown(document, value, member.schema, found);
                }
            }
        }
        _ => {}
    }
}

/// The members of a shape that an object does not have.
fn missing_names(document: &Document<'_>, object: NodeId, shape: SchemaRef) -> Vec<&'static str> {
    let names = shape.members().map(|member| member.name);
    names.filter(|name| document.get(object, name).is_none()).collect()
}

/// The missing member that `written` was most likely meant to be.
fn closest_member(missing: &[&'static str], written: &str) -> Option<&'static str> {
    let same_letters = missing.iter().find(|name| name.eq_ignore_ascii_case(written));
    same_letters.copied().or_else(|| closest_match(written, missing.iter().copied()))
}

/// The diagnostic of an unknown member: `member-case` or `unknown-member`.
#[must_use]
pub fn unknown_member_diagnostic(document: &Document<'_>, unknown: &UnknownMember) -> Diagnostic {
    let span = document.span(unknown.name);
    let written = document.string(unknown.name).unwrap_or_default();
    let content = document.content_span(unknown.name);
    let pointer = document.pointer(unknown.name);
    let mut diagnostic = match unknown.suggestion {
        Some(meant) if meant.eq_ignore_ascii_case(&written) => Diagnostic {
            help: Some(format!(
                "write `{meant}`: the server seems to accept any case, but tools that read the file do not"
            )),
            fix: Some(Fix::safe(format!("rename to `{meant}`")).replace(content, meant)),
            ..Diagnostic::new(
                "member-case",
                Severity::Warning,
                span,
                format!("member `{written}` should be spelt `{meant}`"),
            )
        },
        Some(meant) => Diagnostic {
            help: Some(format!(
                "did you mean `{meant}`? Its value was checked as `{meant}`; \
                 the product does not read a member it does not know"
            )),
            fix: Some(Fix::unsafe_(format!("rename to `{meant}`")).replace(content, meant)),
            ..Diagnostic::new("unknown-member", Severity::Error, span, format!("unknown member `{written}`"))
        },
        None => Diagnostic {
            help: Some("remove it: the product does not read a member it does not know".to_owned()),
            ..Diagnostic::new("unknown-member", Severity::Error, span, format!("unknown member `{written}`"))
        },
    };
    diagnostic.pointer = pointer;
    diagnostic
}

/// Appends a diagnostic for everything the schema objects to at `root`, but for unknown members.
pub fn collect_violations(
    document: &Document<'_>,
    root: NodeId,
    kind: SchemaKind,
    found: &mut Vec<Diagnostic>,
) {
    let Some(validator) = validator(kind) else { return };
    let mut missing: BTreeMap<NodeId, (SchemaRef, Vec<String>)> = BTreeMap::new();
    let lost = UncertainRegions::new(document);
    let mut locator = Locator { document, items: HashMap::new() };
    for error in validator.iter_errors(TreeNode::Value(document, root)) {
        let Some((id, shape)) = locator.locate(root, root_schema(kind), &error) else { continue };
        if document.kind(id) == NodeKind::Invalid {
            continue;
        }
        match error.kind() {
            ValidationErrorKind::AdditionalProperties { .. } => {}
            ValidationErrorKind::Required { property } => {
                if let Some(name) = property.as_str()
                    && !lost.includes(document, id)
                {
                    missing.entry(id).or_insert((shape, Vec::new())).1.push(name.to_owned());
                }
            }
            ValidationErrorKind::Type { kind } => found.push(wrong_type(document, id, kind)),
            kind => found.push(invalid_value(document, id, shape, kind)),
        }
    }
    for (object, (shape, names)) in &missing {
        found.push(missing_members(document, *object, *shape, names));
    }
}

/// Finds nodes by instance path; remembers the items of arrays, so that many violations in one
/// array cost no more than one each.
struct Locator<'d> {
    document: &'d Document<'d>,
    items: HashMap<NodeId, Vec<NodeId>>,
}

impl Locator<'_> {
    /// The node and the shape that a violation speaks of.
    fn locate(
        &mut self,
        root: NodeId,
        shape: SchemaRef,
        error: &ValidationError<'_>,
    ) -> Option<(NodeId, SchemaRef)> {
        let document = self.document;
        let (mut id, mut shape) = (root, shape);
        for segment in error.instance_path() {
            match segment {
                LocationSegment::Property(name) => {
                    id = document.get(id, &name)?;
                    shape = shape.member(&name).map_or(shape, |member| member.schema);
                }
                LocationSegment::Index(index) => {
                    let items = self.items.entry(id).or_insert_with(|| document.items(id).collect());
                    id = *items.get(index)?;
                    shape = shape.items().unwrap_or(shape);
                }
            }
        }
        Some((id, shape))
    }
}

/// Where syntax errors may have swallowed members, so that none can be called missing.
struct UncertainRegions {
    containers: HashSet<NodeId>,
    /// Where a bracket is missing or wrong: everything that ends behind it may be another's.
    first_unbalanced_bracket: Option<u32>,
}

impl UncertainRegions {
    fn new(document: &Document<'_>) -> Self {
        let errors = document.tree().errors();
        let on_the_last_line = |at: u32| {
            let rest = document.text().as_bytes().get(at as usize..).unwrap_or_default();
            memchr::memchr(b'\n', rest.trim_ascii_end()).is_none()
        };
        let bracket = |error: &SyntaxError| match error.kind {
            SyntaxErrorKind::UnclosedContainer | SyntaxErrorKind::MismatchedClose => true,
            // A text or comment that the file ends in took the brackets behind it along.
            SyntaxErrorKind::UnclosedString | SyntaxErrorKind::Comment => on_the_last_line(error.span.start),
            _ => false,
        };
        Self {
            containers: errors.iter().map(|error| error.container).collect(),
            first_unbalanced_bracket: errors
                .iter()
                .filter(|error| bracket(error))
                .map(|error| error.span.start)
                .min(),
        }
    }

    fn includes(&self, document: &Document<'_>, object: NodeId) -> bool {
        let end = document.span(object).end;
        self.containers.contains(&object)
            || self.first_unbalanced_bracket.is_some_and(|bracket| end >= bracket)
    }
}

fn missing_members(
    document: &Document<'_>,
    object: NodeId,
    shape: SchemaRef,
    names: &[String],
) -> Diagnostic {
    let words: Vec<&str> = names.iter().map(String::as_str).collect();
    let owner = document.member_name(object);
    let whole = document.span(object);
    let span =
        owner.map_or(Span::new(whole.start, whole.start.saturating_add(1)), |name| document.span(name));
    let place = match owner {
        Some(name) => format!(" in `{}`", document.name(name)),
        None if object == NodeId::ROOT => String::new(),
        None => " in this entry".to_owned(),
    };
    let (plural, is) = if words.len() == 1 { ("", "is") } else { ("s", "are") };
    let mut diagnostic = Diagnostic::new(
        "missing-member",
        Severity::Error,
        span,
        format!("member{plural} {} {is} missing{place}", quoted_list(&words, "and")),
    );
    diagnostic.pointer = document.pointer(object);
    let them = if words.len() == 1 { "it" } else { "them" };
    diagnostic.help = Some(format!(
        "every published job has {them}, even where there is nothing to say; \
         what the server makes of a job without is documented nowhere"
    ));
    diagnostic.fix = insert_defaults_fix(document, object, shape, names);
    diagnostic
}

/// Inserts the documented default of each missing member behind the last one, laid out as the
/// object's first member is.
fn insert_defaults_fix(
    document: &Document<'_>,
    object: NodeId,
    shape: SchemaRef,
    names: &[String],
) -> Option<Fix> {
    let mut text = String::new();
    let open = document.span(object).start.checked_add(1)?;
    let first = document.members(object).next().map(|(name, _)| document.span(name).start);
    let layout = Span::new(open, first.unwrap_or(open)).slice(document.text());
    for name in names {
        let default = shape.member(name)?.declared.get("default")?;
        let comma = if text.is_empty() && first.is_none() { "" } else { "," };
        let space = if layout.is_empty() && !comma.is_empty() { " " } else { layout };
        text.push_str(&format!("{comma}{space}\"{name}\": {default}"));
    }
    let at = document.members(object).last().map_or(open, |(_, value)| document.span(value).end);
    let plural = if names.len() == 1 { "its documented default" } else { "their documented defaults" };
    Some(Fix::unsafe_(format!("insert {plural}")).insert(at, text))
}

fn wrong_type(document: &Document<'_>, id: NodeId, expected: &TypeKind) -> Diagnostic {
    let types: Vec<JsonType> = match expected {
        TypeKind::Single(single) => vec![*single],
        TypeKind::Multiple(several) => several.iter().collect(),
    };
    let words: Vec<&str> = types.iter().map(|kind| describe_type(*kind)).collect();
    let subject = describe_node(document, id);
    let actual = describe_kind(document.kind(id));
    let message = format!("{subject} must be {}, not {actual}", words.join(" or "));
    let mut diagnostic =
        Diagnostic::new("wrong-type", Severity::Error, highlight_span(document, id), message);
    diagnostic.pointer = document.pointer(id);
    diagnostic.label = Some(format!("this is {actual}").into());
    diagnostic.fix = types.iter().find_map(|kind| type_conversion_fix(document, id, *kind));
    diagnostic.help = Some("the server refuses a job whose members have another type".to_owned());
    diagnostic
}

/// The same value written as another type, where nothing is lost.
fn type_conversion_fix(document: &Document<'_>, id: NodeId, wanted: JsonType) -> Option<Fix> {
    let span = document.span(id);
    let content = document.content(id);
    let unquote = |title: String| {
        let (open, close) = (Span::new(span.start, span.start + 1), Span::new(span.end - 1, span.end));
        Fix::unsafe_(title).delete(open).delete(close)
    };
    match (document.kind(id), wanted) {
        (NodeKind::String, JsonType::Integer | JsonType::Number) => {
            let digits = content.strip_prefix('-').unwrap_or(content);
            let canonical = digits == "0" || (!digits.starts_with('0') && !digits.is_empty());
            let number = canonical && digits.bytes().all(|byte| byte.is_ascii_digit());
            (number && span.len() > 2).then(|| unquote("remove the quotes".to_owned()))
        }
        (NodeKind::String, JsonType::Boolean) => {
            let lower = content.to_ascii_lowercase();
            matches!(lower.as_str(), "true" | "false")
                .then(|| Fix::unsafe_(format!("write `{lower}` without quotes")).replace(span, lower))
        }
        (NodeKind::Number, JsonType::String) => {
            Some(Fix::unsafe_("put it in quotes").insert(span.start, "\"").insert(span.end, "\""))
        }
        // Settings hold the .NET spelling.
        (NodeKind::True, JsonType::String) => {
            Some(Fix::unsafe_("write `\"True\"`").replace(span, "\"True\""))
        }
        (NodeKind::False, JsonType::String) => {
            Some(Fix::unsafe_("write `\"False\"`").replace(span, "\"False\""))
        }
        _ => None,
    }
}

fn invalid_value(
    document: &Document<'_>,
    id: NodeId,
    shape: SchemaRef,
    kind: &ValidationErrorKind,
) -> Diagnostic {
    let subject = describe_node(document, id);
    let written = document.string(id);
    let written = written.as_deref().unwrap_or_else(|| document.raw(id));
    let mut fix = None;
    let (message, help) = match kind {
        ValidationErrorKind::Enum { options } => {
            let allowed: Vec<&str> =
                options.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
            let suggestion = closest_match(written, allowed.iter().copied());
            if let Some(suggestion) = suggestion
                && document.kind(id) == NodeKind::String
            {
                let content = document.content_span(id);
                fix = Some(Fix::unsafe_(format!("write `{suggestion}`")).replace(content, suggestion));
            }
            let help = match suggestion {
                Some(suggestion) if allowed.len() > 5 => format!("did you mean `{suggestion}`?"),
                Some(suggestion) => {
                    format!("did you mean `{suggestion}`? It can be {}", quoted_list(&allowed, "or"))
                }
                None => format!("it can be {}", quoted_list(&allowed, "or")),
            };
            (format!("{subject} cannot be `{}`", truncate(written)), help)
        }
        ValidationErrorKind::Minimum { limit } => {
            (format!("{subject} is too small"), format!("the least it can be is {limit}"))
        }
        ValidationErrorKind::Maximum { limit } => {
            (format!("{subject} is too large"), format!("the most it can be is {limit}"))
        }
        _ => {
            let example = shape.example();
            let help = example.map_or_else(
                || "see its description in `joblint schema job`".to_owned(),
                |example| format!("write it like `{example}`"),
            );
            (format!("{subject} does not have the form it needs: `{}`", truncate(written)), help)
        }
    };
    Diagnostic {
        pointer: document.pointer(id),
        help: Some(help),
        fix,
        ..Diagnostic::new("invalid-value", Severity::Error, highlight_span(document, id), message)
    }
}

/// The member or item in words: "`isKey`", "this entry".
fn describe_node(document: &Document<'_>, id: NodeId) -> String {
    match document.member_name(id) {
        Some(name) => format!("`{}`", document.name(name)),
        None if id == NodeId::ROOT => "the document".to_owned(),
        None => "this entry".to_owned(),
    }
}

/// What to underline: a container is marked at its bracket only.
fn highlight_span(document: &Document<'_>, id: NodeId) -> Span {
    let span = document.span(id);
    match document.kind(id) {
        NodeKind::Array | NodeKind::Object => Span::new(span.start, span.start.saturating_add(1)),
        _ => span,
    }
}

/// At most forty characters of a value, for a message.
fn truncate(text: &str) -> String {
    const SHOWN: usize = 40;
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

fn describe_type(kind: JsonType) -> &'static str {
    match kind {
        JsonType::Null => "`null`",
        JsonType::Boolean => "`true` or `false`",
        JsonType::Integer => "an integer",
        JsonType::Number => "a number",
        JsonType::String => "a string",
        JsonType::Array => "an array",
        JsonType::Object => "an object",
    }
}

fn describe_kind(kind: NodeKind) -> &'static str {
    match kind {
        NodeKind::Null => "`null`",
        NodeKind::True => "`true`",
        NodeKind::False => "`false`",
        NodeKind::Number => "a number",
        NodeKind::String => "a string",
        NodeKind::Array => "an array",
        NodeKind::Object => "an object",
        NodeKind::Invalid => "unreadable",
    }
}
