//! JSON values that preserve the order of members, and the layouts in which they are serialised.

use std::borrow::Cow;

use super::random::Random;

#[derive(Debug, Clone, PartialEq)]
pub enum Json {
    Null,
    Bool(bool),
    Int(i64),
    Text(String),
    Array(Vec<Json>),
    Object(Vec<(Cow<'static, str>, Json)>),
}

/// The formatting of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// Indented with two spaces, as editors write it.
    Pretty,
    /// Like `Pretty`, with CRLF line endings.
    Windows,
    /// One member per line without indentation, as in the product's documentation.
    Flat,
    /// Indented with tabs.
    Tabs,
    /// On a single line, like responses of the server.
    OneLine,
}

impl Layout {
    /// Returns a random layout; common ones are more likely.
    pub fn weighted(random: &mut Random) -> Self {
        match random.below(100) {
            0..50 => Self::Pretty,
            50..65 => Self::Flat,
            65..75 => Self::Windows,
            75..80 => Self::Tabs,
            _ => Self::OneLine,
        }
    }

    fn indent(self) -> &'static str {
        match self {
            Self::Pretty | Self::Windows => "  ",
            Self::Tabs => "\t",
            Self::Flat | Self::OneLine => "",
        }
    }
}

/// Builds an object.
macro_rules! object {
    ($($name:literal: $value:expr),* $(,)?) => {
        $crate::generator::Json::Object(vec![$(($name.into(), $crate::generator::Json::from($value))),*])
    };
}
pub(super) use object;

impl Json {
    /// Serialises the document, with a final line break unless it is on one line.
    pub fn text(&self, layout: Layout) -> String {
        let mut text = String::new();
        self.write(layout, 0, &mut text);
        if layout != Layout::OneLine {
            text.push('\n');
        }
        if layout == Layout::Windows { text.replace('\n', "\r\n") } else { text }
    }

    /// Returns the serialised size at a depth, including comma and line break.
    pub fn size(&self, layout: Layout, depth: usize) -> usize {
        let mut text = String::new();
        self.write(layout, depth, &mut text);
        text.len() + 2 + depth * layout.indent().len()
    }

    pub fn get(&self, name: &str) -> Option<&Json> {
        let Self::Object(members) = self else { return None };
        members.iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    pub fn get_mut(&mut self, name: &str) -> Option<&mut Json> {
        let Self::Object(members) = self else { return None };
        members.iter_mut().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    pub fn members(&mut self) -> Option<&mut Vec<(Cow<'static, str>, Json)>> {
        if let Self::Object(members) = self { Some(members) } else { None }
    }

    pub fn items(&self) -> &[Json] {
        if let Self::Array(items) = self { items } else { &[] }
    }

    pub fn items_mut(&mut self) -> Option<&mut Vec<Json>> {
        if let Self::Array(items) = self { Some(items) } else { None }
    }

    pub fn as_str(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    fn write(&self, layout: Layout, depth: usize, out: &mut String) {
        match self {
            Self::Null => out.push_str("null"),
            Self::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
            Self::Int(value) => out.push_str(&value.to_string()),
            Self::Text(value) => write_string(value, out),
            Self::Array(items) => {
                let items = items.iter().map(|item| (None, item));
                write_container(('[', ']'), items, layout, depth, out);
            }
            Self::Object(members) => {
                let members = members.iter().map(|(name, value)| (Some(name.as_ref()), value));
                write_container(('{', '}'), members, layout, depth, out);
            }
        }
    }
}

fn write_container<'j>(
    brackets: (char, char),
    entries: impl Iterator<Item = (Option<&'j str>, &'j Json)>,
    layout: Layout,
    depth: usize,
    out: &mut String,
) {
    let break_line = |depth: usize, out: &mut String| {
        if layout != Layout::OneLine {
            out.push('\n');
            (0..depth).for_each(|_| out.push_str(layout.indent()));
        }
    };
    out.push(brackets.0);
    let mut is_empty = true;
    for (name, value) in entries {
        if !std::mem::take(&mut is_empty) {
            out.push(',');
        }
        break_line(depth + 1, out);
        if let Some(name) = name {
            write_string(name, out);
            out.push_str(if layout == Layout::OneLine { ":" } else { ": " });
        }
        value.write(layout, depth + 1, out);
    }
    if !is_empty {
        break_line(depth, out);
    }
    out.push(brackets.1);
}

fn write_string(text: &str, out: &mut String) {
    out.push('"');
    joblint::text::escape_into(text, out);
    out.push('"');
}

impl From<bool> for Json {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<i64> for Json {
    fn from(value: i64) -> Self {
        Self::Int(value)
    }
}

impl From<&str> for Json {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

impl From<String> for Json {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

impl From<Vec<Json>> for Json {
    fn from(value: Vec<Json>) -> Self {
        Self::Array(value)
    }
}

impl<T: Into<Json>> From<Option<T>> for Json {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}
