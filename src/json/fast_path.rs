//! Fast path for members in the layout that serializers produce.

use super::parser::{Expect, Parser};
use super::scan::{Number, find_special, first_match, scan_number, skip_spaces, skip_whitespace};
use super::tree::Frame;
use super::{Node, NodeId, NodeKind, Quotes};
use crate::text::Chunk16;

/// A fixed-size piece of the text, so that bounds are checked once per window.
type Window = [u8; 64];

/// Sentinel for "no indentation seen yet".
const NO_INDENT: usize = Chunk16::LEN;

fn window(bytes: &[u8], at: usize) -> Option<&Window> {
    bytes.get(at..)?.first_chunk()
}

impl Parser<'_> {
    /// Reads members from the name at the current position until something is not `"name": value,` with
    /// a plain string, a number or a literal as value.
    ///
    /// The result is the same as that of the general path, which checks at every token what may follow.
    /// It stops before anything that it cannot decide, and before the end of the text.
    ///
    /// Perf: the position of the next token depends on the end of the current one, so that the latency of
    /// this chain limits the speed. Positions are therefore predicted by branches where possible. Not
    /// inlined, since the variables of the general path would occupy the registers.
    #[inline(never)]
    pub(super) fn read_members_fast(&mut self) -> Expect {
        let (mut outer, mut inner) = (NO_INDENT, NO_INDENT);
        loop {
            let expect = self.read_object_members_fast(&mut inner);
            if expect != Expect::CommaOrClose || !self.advance_to_next_object(&mut outer, &mut inner) {
                return expect;
            }
        }
    }

    /// Reads `}, {` between two objects of an array: closes the first, opens the second and advances to its
    /// first name. `outer` and `inner` are the indentations of objects and members. Returns `false` without
    /// changing the tree if something else follows.
    #[inline(always)]
    fn advance_to_next_object(&mut self, outer: &mut usize, inner: &mut usize) -> bool {
        let close = skip_to_next_token(self.bytes, self.at.saturating_sub(1), outer);
        let [.., array, object] = self.tree.frames.as_mut_slice() else { return false };
        if array.is_object || self.bytes.get(close..close + 2) != Some(b"},") {
            return false;
        }
        let open = skip_to_next_token(self.bytes, close + 1, outer);
        if self.bytes.get(open) != Some(&b'{') {
            return false;
        }
        let name = skip_to_next_token(self.bytes, open, inner);
        if self.bytes.get(name) != Some(&b'"') {
            return false;
        }
        let index = self.tree.nodes.len() as u32;
        if let Some(node) = self.tree.nodes.get_mut(object.node.index()) {
            node.close(close as u32 + 1, index, object.children);
        }
        self.tree.nodes.push(Node::leaf(NodeKind::Object, open as u32, open as u32, index));
        array.children += 1;
        *object = Frame { node: NodeId(index), children: 0, is_object: true, contains_members: false };
        self.previous_end = close + 1;
        self.at = name;
        true
    }

    #[inline(always)]
    fn read_object_members_fast(&mut self, indent: &mut usize) -> Expect {
        let bytes = self.bytes;
        let nodes = &mut self.tree.nodes;
        let before = nodes.len();
        let mut at = self.at;
        let mut value_end = None;
        let (expect, previous_end) = loop {
            let Some(here) = window(bytes, at) else { break (Expect::NameOrClose, value_end) };
            let Some(colon) = scan_plain_name(here) else { break (Expect::NameOrClose, value_end) };
            let index = nodes.len() as u32;
            let name_end = at + colon;
            let name = Node::string(Quotes::Double, false, at as u32, name_end as u32, index);
            // Computed separately from the name, to keep it off the latency chain.
            let value = if here[colon + 1] == b' ' {
                at += colon + 2;
                scan_plain_value(bytes, at, here, colon + 2)
            } else {
                at += colon + 1;
                scan_plain_value(bytes, at, here, colon + 1)
            };
            let Some((kind, end)) = value else {
                nodes.push(name);
                break (Expect::Value, Some(name_end));
            };
            nodes.extend_from_slice(&[name, Node::leaf(kind, at as u32, end as u32, index + 1)]);
            if bytes.get(end) != Some(&b',') {
                at = end;
                break (Expect::CommaOrClose, Some(end));
            }
            value_end = Some(end);
            at = skip_to_next_token(bytes, end, indent);
            if bytes.get(at) != Some(&b'"') {
                break (Expect::NameOrClose, value_end);
            }
        };
        let children = (nodes.len() - before) / 2;
        if let Some(frame) = self.tree.frames.last_mut() {
            frame.children += children as u32;
        }
        self.at = at;
        self.previous_end = previous_end.unwrap_or(self.previous_end);
        self.comma = value_end.or(self.comma);
        match expect {
            Expect::CommaOrClose => self.comma = None,
            // The name needs the general path.
            Expect::NameOrClose if bytes.get(at) == Some(&b'"') => return self.name(),
            _ => {}
        }
        expect
    }
}

/// The offset of the colon after the short, plain name that the window starts with.
#[inline(always)]
fn scan_plain_name(here: &Window) -> Option<usize> {
    let quote = match Chunk16::load_from_array(here, 1).json_special_mask() {
        0 => match Chunk16::load_from_array(here, 1 + Chunk16::LEN).json_special_mask() {
            0 => return None,
            found => 1 + Chunk16::LEN + first_match(found),
        },
        found => 1 + first_match(found),
    };
    (here[quote] == b'"' && here[quote + 1] == b':').then_some(quote + 1)
}

/// The kind and the end of the value at `at`, if both are obvious. The value is `offset` bytes into
/// the window.
#[inline(always)]
fn scan_plain_value(bytes: &[u8], at: usize, here: &Window, offset: usize) -> Option<(NodeKind, usize)> {
    let (kind, end) = match here[offset] {
        b'"' => {
            let found = Chunk16::load_from_array(here, offset + 1).json_special_mask();
            let quote = at + 1 + if found == 0 { 0 } else { first_match(found) };
            let quote = if found == 0 { find_special(bytes, quote + Chunk16::LEN) } else { quote };
            return (bytes.get(quote) == Some(&b'"')).then_some((NodeKind::String, quote + 1));
        }
        b'n' if here[offset..].starts_with(b"null") => (NodeKind::Null, at + 4),
        b't' if here[offset..].starts_with(b"true") => (NodeKind::True, at + 4),
        b'f' if here[offset..].starts_with(b"false") => (NodeKind::False, at + 5),
        // Perf: most numbers have one digit.
        b'0'..=b'9' if here[offset + 1] == b',' => return Some((NodeKind::Number, at + 1)),
        b'0'..=b'9' | b'-' => match scan_number(bytes, at) {
            Number::Valid(end) => (NodeKind::Number, end),
            Number::Invalid(_) => return None,
        },
        _ => return None,
    };
    matches!(bytes.get(end), Some(b',' | b'}' | b'\n' | b'\r' | b' ' | b'\t')).then_some((kind, end))
}

/// Skips the comma or bracket at `at` and the white space after it: usually a line break and as many
/// spaces as `indent`, the indentation of the previous line.
#[inline(always)]
fn skip_to_next_token(bytes: &[u8], at: usize, indent: &mut usize) -> usize {
    let Some(here) = bytes.get(at..).and_then(<[u8]>::first_chunk::<{ 3 + Chunk16::LEN }>) else {
        return skip_whitespace(bytes, at + 1);
    };
    let line = match here {
        [_, b'\n', ..] => 2,
        [_, b'\r', b'\n', ..] => 3,
        _ => return skip_whitespace(bytes, at + 1),
    };
    let found = Chunk16::load_from_array(here, line).ne_mask(b' ');
    let first_of_them = found & found.wrapping_neg();
    if first_of_them == 1 << *indent {
        return at + line + *indent;
    }
    if found == 0 {
        return skip_whitespace(bytes, skip_spaces(bytes, at + line + Chunk16::LEN));
    }
    let width = first_match(found);
    if here[line + width] > b' ' {
        *indent = width;
    }
    skip_whitespace(bytes, at + line + width)
}

#[cfg(test)]
mod tests {
    use super::super::Tree;
    use super::super::parser::MAX_DEPTH;
    use super::*;

    const SAMPLE: &str = r#"{
  "count": 0, "data": {
    "aNameThatNeedsTheSecondBlock": null, "aNameThatIsLongerThanBothOfTheTwoBlocks": true,
    "a": false ,"b":-1.5e3,
	"c" : "a value that is longer than a block of sixteen bytes",
    "d\u0020": "\r\n\"", "e": "",
    "f": [ { "g": 12, "h": "" }, {"i": [], "j": {}},
            {
                    "k": "é",
                    "l": "x"
            }
    ]
  },
  "m": 1
}
                                                                      "#;

    fn assert_same_result(text: &str) {
        let (mut short, mut long) = (Tree::new(), Tree::new());
        let brackets = Parser::new(text, &mut short, MAX_DEPTH).read();
        let mut parser = Parser::new(text, &mut long, MAX_DEPTH);
        parser.use_fast_path = false;
        assert_eq!(brackets, parser.read(), "{text}");
        assert_eq!(short.nodes, long.nodes, "{text}");
        assert_eq!(short.errors, long.errors, "{text}");
    }

    #[test]
    fn fast_path_agrees_with_slow_path() {
        assert_same_result(SAMPLE);
        assert_same_result(&SAMPLE.replace('\n', "\r\n"));
        let starts = SAMPLE.char_indices().map(|(at, character)| (at, at + character.len_utf8()));
        for (start, end) in starts {
            let (before, here, rest) = (&SAMPLE[..start], &SAMPLE[start..end], &SAMPLE[end..]);
            assert_same_result(before);
            assert_same_result(&format!("{before}{rest}"));
            for other in ["\"", "\\", ",", ":", "{", "}", "[", "]", " ", "\n", "\t", "0", "-", "x", "'", "é"]
            {
                assert_same_result(&format!("{before}{other}{rest}"));
                assert_same_result(&format!("{before}{other}{here}{rest}"));
            }
        }
    }
}
