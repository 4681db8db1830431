//! Changing a file at a place, with everything around it left as it was.

use joblint::json::{Document, NodeId, NodeKind, Tree, parse};
use joblint::text::escape_into;

/// One change of a text. Places are written as [`resolve`] reads them.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Mutation {
    /// Puts this JSON in place of a value.
    Set(&'static str, &'static str),
    /// Puts a string in place of a value.
    SetString(&'static str, &'static str),
    /// Inside a string: what must stand there exactly once, and what is put in its place.
    ReplaceInString(&'static str, &'static str, &'static str),
    /// Gives a member another name.
    Rename(&'static str, &'static str),
    /// Takes a member or an item away, with its comma.
    Delete(&'static str),
    /// Writes a member or an item a second time, behind itself.
    Duplicate(&'static str),
    /// Adds members or items at the end of an object or array.
    Append(&'static str, &'static str),
    /// Lets two values change places.
    Swap(&'static str, &'static str),
    /// In the whole text: what must stand there exactly once, and what is put in its place.
    ReplaceText(&'static str, &'static str),
    /// Puts something before everything.
    Prepend(&'static str),
    /// Several changes, one after the other.
    Sequence(&'static [Mutation]),
}

impl Mutation {
    /// The changed text.
    pub(crate) fn apply(&self, text: &str) -> String {
        let mut tree = Tree::new();
        parse(text, &mut tree);
        let document = Document::new(text, &tree);
        let span = |place: &str| document.span(resolve_or_panic(&document, place)).range();
        let splice =
            |at: std::ops::Range<usize>, new: &str| format!("{}{new}{}", &text[..at.start], &text[at.end..]);
        match *self {
            Self::Set(place, json) => splice(span(place), json),
            Self::SetString(place, new) => splice(span(place), &json_string(new)),
            Self::ReplaceInString(place, old, new) => {
                let value = document.string(resolve_or_panic(&document, place)).expect("a string");
                splice(span(place), &json_string(&replace_once(&value, old, new)))
            }
            Self::Rename(place, new) => {
                splice(document.span(name_node(&document, place)).range(), &json_string(new))
            }
            Self::Delete(place) => splice(entry_range_with_comma(&document, place), ""),
            Self::Duplicate(place) => {
                let at = entry_range(&document, place);
                splice(at.end..at.end, &format!(", {}", &text[at]))
            }
            Self::Append(place, new) => {
                let container = resolve_or_panic(&document, place);
                let comma = if document.node(container).child_count() == 0 { "" } else { ", " };
                let end = document.span(container).range().end - 1;
                splice(end..end, &format!("{comma}{new}"))
            }
            Self::Swap(one, other) => {
                let (one, other) = (span(one), span(other));
                let (first, second) = if one.start < other.start { (one, other) } else { (other, one) };
                let (early, late) = (&text[first.clone()], &text[second.clone()]);
                format!(
                    "{}{late}{}{early}{}",
                    &text[..first.start],
                    &text[first.end..second.start],
                    &text[second.end..]
                )
            }
            Self::ReplaceText(old, new) => replace_once(text, old, new),
            Self::Prepend(new) => format!("{new}{text}"),
            Self::Sequence(changes) => {
                changes.iter().fold(text.to_owned(), |text, change| change.apply(&text))
            }
        }
    }
}

fn replace_once(text: &str, old: &str, new: &str) -> String {
    assert_eq!(text.matches(old).count(), 1, "{old:?} must stand exactly once in {text:.400}");
    text.replacen(old, new, 1)
}

fn json_string(text: &str) -> String {
    let mut quoted = String::from("\"");
    escape_into(text, &mut quoted);
    quoted.push('"');
    quoted
}

fn resolve_or_panic(document: &Document<'_>, place: &str) -> NodeId {
    resolve(document, place).unwrap_or_else(|| panic!("{place}: there is no such place"))
}

fn name_node(document: &Document<'_>, place: &str) -> NodeId {
    document.member_name(resolve_or_panic(document, place)).expect("a member")
}

/// A member with its name, or an item.
fn entry_range(document: &Document<'_>, place: &str) -> std::ops::Range<usize> {
    let value = resolve_or_panic(document, place);
    let start = document.member_name(value).unwrap_or(value);
    document.span(start).range().start..document.span(value).range().end
}

/// The same with the comma that goes with it, and the white space up to its neighbour.
fn entry_range_with_comma(document: &Document<'_>, place: &str) -> std::ops::Range<usize> {
    let (text, at) = (document.text(), entry_range(document, place));
    let behind = text[at.end..].trim_start();
    if let Some(rest) = behind.strip_prefix(',') {
        return at.start..text.len() - rest.trim_start().len();
    }
    let before = text[..at.start].trim_end();
    before.strip_suffix(',').unwrap_or(before).len()..at.end
}

/// The value at a place: a JSON Pointer, in which `{word}` stands for the item of an array that
/// has `word` as its `key`, `destinationField` or `displayName`, `{word#2}` for the second of these,
/// and `{source}` and `{destination}` for the first query of that side.
pub(crate) fn resolve(document: &Document<'_>, place: &str) -> Option<NodeId> {
    let mut at = NodeId::ROOT;
    for token in place.split('/').skip(1) {
        at = match token.strip_prefix('{').and_then(|word| word.strip_suffix('}')) {
            Some(word) => {
                let (word, nth) = word.split_once('#').unwrap_or((word, "1"));
                let nth: usize = nth.parse().expect("a number");
                document.items(at).filter(|item| is_named(document, *item, word)).nth(nth - 1)?
            }
            None if document.kind(at) == NodeKind::Array => document.items(at).nth(token.parse().ok()?)?,
            None => document.get(at, token)?,
        };
    }
    Some(at)
}

fn is_named(document: &Document<'_>, item: NodeId, word: &str) -> bool {
    let has = |member| {
        document.get(item, member).and_then(|value| document.string(value)).is_some_and(|text| text == word)
    };
    let source = document.get(item, "isSource").and_then(|value| document.boolean(value));
    has("key")
        || has("destinationField")
        || has("displayName")
        || word == "source" && source == Some(true)
        || word == "destination" && source == Some(false)
}

#[test]
fn mutations_change_nothing_else() {
    let text = r#"{"a": [{"key": "x", "value": 1}, {"key": "x", "value": "p;q"}], "b": "c"}"#;
    for (change, expected) in [
        (
            Mutation::Set("/a/{x}/value", "7"),
            r#"{"a": [{"key": "x", "value": 7}, {"key": "x", "value": "p;q"}], "b": "c"}"#,
        ),
        (
            Mutation::ReplaceInString("/a/{x#2}/value", ";", "\""),
            r#"{"a": [{"key": "x", "value": 1}, {"key": "x", "value": "p\"q"}], "b": "c"}"#,
        ),
        (
            Mutation::Rename("/b", "B"),
            r#"{"a": [{"key": "x", "value": 1}, {"key": "x", "value": "p;q"}], "B": "c"}"#,
        ),
        (Mutation::Delete("/a/0"), r#"{"a": [{"key": "x", "value": "p;q"}], "b": "c"}"#),
        (Mutation::Delete("/b"), r#"{"a": [{"key": "x", "value": 1}, {"key": "x", "value": "p;q"}]}"#),
        (
            Mutation::Duplicate("/b"),
            r#"{"a": [{"key": "x", "value": 1}, {"key": "x", "value": "p;q"}], "b": "c", "b": "c"}"#,
        ),
        (
            Mutation::Append("/a/1", r#""y": 2"#),
            r#"{"a": [{"key": "x", "value": 1}, {"key": "x", "value": "p;q", "y": 2}], "b": "c"}"#,
        ),
        (
            Mutation::Swap("/b", "/a/0/value"),
            r#"{"a": [{"key": "x", "value": "c"}, {"key": "x", "value": "p;q"}], "b": 1}"#,
        ),
    ] {
        assert_eq!(change.apply(text), expected, "{change:?}");
    }
}
