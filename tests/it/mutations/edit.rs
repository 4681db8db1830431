//! Mutations of JSON text that leave everything else unchanged.

use joblint::json::{Document, NodeId, NodeKind, Tree, parse};
use joblint::text::escape_into;

/// A change of a text. For the syntax of places, see [`resolve`].
#[derive(Debug, Clone, Copy)]
pub(crate) enum Mutation {
    /// Replaces a value with JSON text.
    Set(&'static str, &'static str),
    /// Replaces a value with a string.
    SetString(&'static str, &'static str),
    /// Replaces text in a string value. The text must occur exactly once.
    ReplaceInString(&'static str, &'static str, &'static str),
    /// Renames a member.
    Rename(&'static str, &'static str),
    /// Deletes a member or an item, with its comma.
    Delete(&'static str),
    /// Duplicates a member or an item.
    Duplicate(&'static str),
    /// Appends members or items to an object or array.
    Append(&'static str, &'static str),
    /// Swaps two values.
    Swap(&'static str, &'static str),
    /// Replaces text in the whole file. The text must occur exactly once.
    ReplaceText(&'static str, &'static str),
    /// Inserts text at the start of the file.
    Prepend(&'static str),
    /// Applies several mutations in order.
    Sequence(&'static [Mutation]),
}

impl Mutation {
    /// Returns the changed text.
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
    assert_eq!(text.matches(old).count(), 1, "{old:?} must occur exactly once in {text:.400}");
    text.replacen(old, new, 1)
}

fn json_string(text: &str) -> String {
    let mut quoted = String::from("\"");
    escape_into(text, &mut quoted);
    quoted.push('"');
    quoted
}

fn resolve_or_panic(document: &Document<'_>, place: &str) -> NodeId {
    resolve(document, place).unwrap_or_else(|| panic!("{place} does not exist"))
}

fn name_node(document: &Document<'_>, place: &str) -> NodeId {
    document.member_name(resolve_or_panic(document, place)).expect("a member")
}

/// Returns the range of a member with its name, or of an item.
fn entry_range(document: &Document<'_>, place: &str) -> std::ops::Range<usize> {
    let value = resolve_or_panic(document, place);
    let start = document.member_name(value).unwrap_or(value);
    document.span(start).range().start..document.span(value).range().end
}

/// Returns the range of a member or an item with one comma and the white space around it.
fn entry_range_with_comma(document: &Document<'_>, place: &str) -> std::ops::Range<usize> {
    let (text, at) = (document.text(), entry_range(document, place));
    let after = text[at.end..].trim_start();
    if let Some(rest) = after.strip_prefix(',') {
        return at.start..text.len() - rest.trim_start().len();
    }
    let before = text[..at.start].trim_end();
    before.strip_suffix(',').unwrap_or(before).len()..at.end
}

/// Returns the value at a place. A place is a JSON Pointer with additional tokens for items of arrays: `{word}` is the
/// item whose `key`, `destinationField` or `displayName` is `word`, `{word#2}` is the second such item, and `{source}` and
/// `{destination}` are the first query of that side.
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
