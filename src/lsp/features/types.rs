//! Results of features, independent of the protocol.

use std::path::PathBuf;
use std::sync::Arc;

use crate::inventory::Inventory;
use crate::text::Span;

/// Knowledge from outside of the document.
#[derive(Debug, Clone, Default)]
pub(crate) struct FeatureContext {
    /// The target environment.
    pub(crate) inventory: Option<Arc<Inventory>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hover {
    /// The text that is explained.
    pub(crate) span: Span,
    pub(crate) markdown: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Completion {
    pub(crate) label: String,
    pub(crate) kind: CompletionKind,
    /// Text next to the label.
    pub(crate) detail: Option<String>,
    /// Markdown.
    pub(crate) documentation: Option<String>,
    /// The text that is replaced, within one line. It contains or touches the cursor.
    pub(crate) replace_span: Span,
    /// The new text, escaped for its position in the file.
    pub(crate) insert_text: InsertText,
    /// The sort key; empty to use the label.
    pub(crate) sort_text: String,
    /// The text to match with the replaced text; empty to use the label.
    pub(crate) filter_text: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum InsertText {
    Plain(String),
    /// Snippet syntax of the LSP: `$1`, `${1:text}`, `${1|one,two|}`, with `$`, `}` and `\` escaped by `\`. Clients
    /// without snippet support get the text without the tab stops.
    Snippet(String),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CompletionKind {
    /// A member of an object, or a settings key.
    Property,
    Value,
    /// A value of a fixed list.
    Enum,
    /// `true`, `false`, `null`, or a keyword of a language in a string.
    Keyword,
    /// A source field or destination attribute.
    Field,
    /// A transform or a function.
    Function,
    /// A member of the script object.
    Method,
    /// A provider, data source or identity store.
    Module,
    /// A container of a directory.
    Folder,
    Operator,
    /// Several members, lines or a whole entry.
    Snippet,
}

/// An entry of the outline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Symbol {
    /// Never empty.
    pub(crate) name: String,
    /// Text next to the name.
    pub(crate) detail: Option<String>,
    pub(crate) kind: SymbolKind,
    pub(crate) span: Span,
    /// The part of `span` to select when the user chooses the entry.
    pub(crate) selection: Span,
    /// In document order.
    pub(crate) children: Vec<Symbol>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SymbolKind {
    Job,
    /// A list, such as the field map or the settings.
    Group,
    /// A row of the field map.
    Mapping,
    /// A row of the field map with the key field.
    Key,
    ObjectType,
    Query,
    Setting,
    /// A declaration of a script.
    Script,
    /// A member with a scalar value.
    Property,
}

/// An inlay hint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hint {
    pub(crate) offset: u32,
    pub(crate) label: String,
    /// Markdown.
    pub(crate) tooltip: Option<String>,
}

/// A folding range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Fold {
    /// Includes the brackets of an object or array.
    pub(crate) span: Span,
    pub(crate) kind: FoldKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FoldKind {
    /// An object or array.
    Region,
    Comment,
}

/// A semantic token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct HighlightToken {
    /// Within one line, without overlaps.
    pub(crate) span: Span,
    pub(crate) kind: HighlightKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum HighlightKind {
    Comment,
    String,
    Number,
    Keyword,
    Operator,
    /// A field or an attribute.
    Property,
    /// A transform or a function.
    Function,
    /// A member of an object.
    Method,
    Variable,
    Parameter,
    Type,
    /// A module or a predefined object.
    Namespace,
    /// A placeholder that is replaced at submission.
    Macro,
}

/// The target of "Go to Definition".
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NavigationTarget {
    /// `None` for the document itself.
    pub(crate) path: Option<PathBuf>,
    pub(crate) span: Span,
}
