//! Kinds of transform.

/// A kind of transform.
#[derive(Debug)]
pub struct TransformKind {
    /// Keyword before the colon.
    pub name: &'static str,
    /// Syntax in published jobs; `None` if it is not public.
    pub syntax: Option<&'static str>,
    /// Description of the result.
    pub description: &'static str,
}

/// The six kinds. Source: "Transformation Overview"; the syntax is that of "Create a New Job" and "Get
/// Job Collection Details".
#[rustfmt::skip]
pub(crate) const TRANSFORMS: &[TransformKind] = &[
    TransformKind { name: "Static", syntax: Some("Static:value=…"), description: "the same text for every row" },
    TransformKind { name: "Resolve", syntax: None, description: "the distinguished name of the recipient that a filter finds" },
    TransformKind { name: "Join", syntax: Some("Join:field=…;separator=…;field=…"), description: "two source fields with a separator between them" },
    TransformKind { name: "Left", syntax: None, description: "the first characters of a source field" },
    TransformKind { name: "Substring", syntax: None, description: "a part of a source field" },
    TransformKind { name: "Script", syntax: Some("Script:text=…"), description: "the value that a VB.NET script assigns to DTM.Result" },
];

/// Kind with this name in the product's exact spelling.
#[must_use]
pub(crate) fn transform_kind(name: &str) -> Option<&'static TransformKind> {
    TRANSFORMS.iter().find(|kind| kind.name == name)
}
