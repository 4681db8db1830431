//! Changing a file at a place, with everything around it left as it was.

use joblint::json::{Document, Kind, NodeId, Tree, parse};
use joblint::text::escape_into;

/// One change of a text. Places are written as [`resolve`] reads them.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Change {
    /// Puts this JSON in place of a value.
    Set(&'static str, &'static str),
    /// Puts a string in place of a value.
    Say(&'static str, &'static str),
    /// Inside a string: what must stand there exactly once, and what is put in its place.
    Within(&'static str, &'static str, &'static str),
    /// Gives a member another name.
    Rename(&'static str, &'static str),
    /// Takes a member or an item away, with its comma.
    Delete(&'static str),
    /// Writes a member or an item a second time, behind itself.
    Twice(&'static str),
    /// Adds members or items at the end of an object or array.
    Append(&'static str, &'static str),
    /// Lets two values change places.
    Swap(&'static str, &'static str),
    /// In the whole text: what must stand there exactly once, and what is put in its place.
    Raw(&'static str, &'static str),
    /// Puts something before everything.
    Before(&'static str),
    /// Several changes, one after the other.
    All(&'static [Change]),
}

impl Change {
    /// The changed text.
    pub(crate) fn apply(&self, text: &str) -> String {
        let mut tree = Tree::new();
        parse(text, &mut tree);
        let document = Document::new(text, &tree);
        let span = |place: &str| document.span(find(&document, place)).range();
        let splice =
            |at: std::ops::Range<usize>, new: &str| format!("{}{new}{}", &text[..at.start], &text[at.end..]);
        match *self {
            Self::Set(place, json) => splice(span(place), json),
            Self::Say(place, new) => splice(span(place), &quoted(new)),
            Self::Within(place, old, new) => {
                let value = document.string(find(&document, place)).expect("a string");
                splice(span(place), &quoted(&replace_once(&value, old, new)))
            }
            Self::Rename(place, new) => splice(document.span(name(&document, place)).range(), &quoted(new)),
            Self::Delete(place) => splice(with_comma(&document, place), ""),
            Self::Twice(place) => {
                let at = whole(&document, place);
                splice(at.end..at.end, &format!(", {}", &text[at]))
            }
            Self::Append(place, new) => {
                let container = find(&document, place);
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
            Self::Raw(old, new) => replace_once(text, old, new),
            Self::Before(new) => format!("{new}{text}"),
            Self::All(changes) => changes.iter().fold(text.to_owned(), |text, change| change.apply(&text)),
        }
    }
}

fn replace_once(text: &str, old: &str, new: &str) -> String {
    assert_eq!(text.matches(old).count(), 1, "{old:?} must stand exactly once in {text:.400}");
    text.replacen(old, new, 1)
}

fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    escape_into(text, &mut quoted);
    quoted.push('"');
    quoted
}

fn find(document: &Document<'_>, place: &str) -> NodeId {
    resolve(document, place).unwrap_or_else(|| panic!("{place}: there is no such place"))
}

fn name(document: &Document<'_>, place: &str) -> NodeId {
    document.pointers().name_of(document, find(document, place)).expect("a member")
}

/// A member with its name, or an item.
fn whole(document: &Document<'_>, place: &str) -> std::ops::Range<usize> {
    let value = find(document, place);
    let start = document.pointers().name_of(document, value).unwrap_or(value);
    document.span(start).range().start..document.span(value).range().end
}

/// The same with the comma that goes with it, and the white space up to its neighbour.
fn with_comma(document: &Document<'_>, place: &str) -> std::ops::Range<usize> {
    let (text, at) = (document.text(), whole(document, place));
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
                document.items(at).filter(|item| is_called(document, *item, word)).nth(nth - 1)?
            }
            None if document.kind(at) == Kind::Array => document.items(at).nth(token.parse().ok()?)?,
            None => document.get(at, token)?,
        };
    }
    Some(at)
}

fn is_called(document: &Document<'_>, item: NodeId, word: &str) -> bool {
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
fn edits_touch_nothing_else() {
    let text = r#"{"a": [{"key": "x", "value": 1}, {"key": "x", "value": "p;q"}], "b": "c"}"#;
    for (change, expected) in [
        (
            Change::Set("/a/{x}/value", "7"),
            r#"{"a": [{"key": "x", "value": 7}, {"key": "x", "value": "p;q"}], "b": "c"}"#,
        ),
        (
            Change::Within("/a/{x#2}/value", ";", "\""),
            r#"{"a": [{"key": "x", "value": 1}, {"key": "x", "value": "p\"q"}], "b": "c"}"#,
        ),
        (
            Change::Rename("/b", "B"),
            r#"{"a": [{"key": "x", "value": 1}, {"key": "x", "value": "p;q"}], "B": "c"}"#,
        ),
        (Change::Delete("/a/0"), r#"{"a": [{"key": "x", "value": "p;q"}], "b": "c"}"#),
        (Change::Delete("/b"), r#"{"a": [{"key": "x", "value": 1}, {"key": "x", "value": "p;q"}]}"#),
        (
            Change::Twice("/b"),
            r#"{"a": [{"key": "x", "value": 1}, {"key": "x", "value": "p;q"}], "b": "c", "b": "c"}"#,
        ),
        (
            Change::Append("/a/1", r#""y": 2"#),
            r#"{"a": [{"key": "x", "value": 1}, {"key": "x", "value": "p;q", "y": 2}], "b": "c"}"#,
        ),
        (
            Change::Swap("/b", "/a/0/value"),
            r#"{"a": [{"key": "x", "value": "c"}, {"key": "x", "value": "p;q"}], "b": 1}"#,
        ),
    ] {
        assert_eq!(change.apply(text), expected, "{change:?}");
    }
}
