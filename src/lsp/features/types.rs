//! What features return.

use std::path::PathBuf;
use std::sync::Arc;

use crate::inventory::Inventory;
use crate::language::PlaceholderPatterns;
use crate::text::Span;

/// What the linter knows beside the document.
#[derive(Debug, Clone, Default)]
pub(crate) struct FeatureContext {
    /// What exists in the target environment.
    pub(crate) inventory: Option<Arc<Inventory>>,
    /// Other placeholders than the usual ones. They hold on this thread already.
    pub(crate) placeholders: Option<Arc<PlaceholderPatterns>>,
}

/// What is shown beside the cursor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hover {
    /// The text that it explains.
    pub(crate) span: Span,
    /// The explanation as Markdown.
    pub(crate) markdown: String,
}

/// One proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Completion {
    /// What the list shows.
    pub(crate) label: String,
    /// What it is.
    pub(crate) kind: CompletionKind,
    /// A few words beside the label.
    pub(crate) detail: Option<String>,
    /// An explanation as Markdown.
    pub(crate) documentation: Option<String>,
    /// The text that is replaced; it holds or touches the cursor and lies in one line.
    pub(crate) replace_span: Span,
    /// What is put there, escaped as it must stand in the file.
    pub(crate) insert_text: InsertText,
    /// What the list is sorted by; the label where it is empty.
    pub(crate) sort_text: String,
    /// What is compared with the text that is replaced; the label where it is empty.
    pub(crate) filter_text: String,
}

/// The text of a proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum InsertText {
    /// As it is.
    Plain(String),
    /// With tab stops: `$1`, `${1:text}`, `${1|one,two|}`, `$0` at the end; `\$`, `\}` and `\\` stand for
    /// themselves. Clients without snippets get the text with the stops taken out.
    Snippet(String),
}

/// What a proposal is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CompletionKind {
    /// A member of an object, or a settings key.
    Property,
    /// A value to choose.
    Value,
    /// One of a fixed list.
    Enum,
    /// `true`, `false`, `null`, or a word of a small language.
    Keyword,
    /// A source field or destination attribute.
    Field,
    /// A transform or a function.
    Function,
    /// A member of the script object.
    Method,
    /// A provider, data source or identity store.
    Module,
    /// A container.
    Folder,
    /// An operator.
    Operator,
    /// A larger piece to fill in.
    Snippet,
}

/// One entry of the outline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Symbol {
    /// What it is called; never empty.
    pub(crate) name: String,
    /// A few words beside the name.
    pub(crate) detail: Option<String>,
    /// What it is.
    pub(crate) kind: SymbolKind,
    /// All of it.
    pub(crate) span: Span,
    /// What is marked when it is chosen; inside `span`.
    pub(crate) selection: Span,
    /// What belongs to it, in document order.
    pub(crate) children: Vec<Symbol>,
}

/// What an entry of the outline is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SymbolKind {
    /// A job.
    Job,
    /// A list of things: the mappings, the settings.
    Group,
    /// A row of the field map.
    Mapping,
    /// A row of the field map that finds the object.
    Key,
    /// An object type.
    ObjectType,
    /// A query.
    Query,
    /// A setting.
    Setting,
    /// A script.
    Script,
    /// A member with a plain value.
    Property,
}

/// A note between the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hint {
    /// Where it stands.
    pub(crate) offset: u32,
    /// What it says.
    pub(crate) label: String,
    /// More of it, as Markdown.
    pub(crate) tooltip: Option<String>,
}

/// Lines that can be folded away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Fold {
    /// From the opening to the closing bracket.
    pub(crate) span: Span,
    /// What it is.
    pub(crate) kind: FoldKind,
}

/// What can be folded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FoldKind {
    /// An object or array.
    Region,
    /// A comment.
    Comment,
}

/// A piece of text with a meaning of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct HighlightToken {
    /// The text; it lies in one line, and no two tokens overlap.
    pub(crate) span: Span,
    /// What it is.
    pub(crate) kind: HighlightKind,
}

/// What a piece of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum HighlightKind {
    /// A comment.
    Comment,
    /// Text.
    String,
    /// A number.
    Number,
    /// A word of the language.
    Keyword,
    /// A sign that joins or compares.
    Operator,
    /// A field or an attribute.
    Property,
    /// A transform or a function.
    Function,
    /// A member of an object.
    Method,
    /// A variable.
    Variable,
    /// A parameter.
    Parameter,
    /// A type.
    Type,
    /// A module or an object that is always there.
    Namespace,
    /// Text that is filled in at submission.
    Macro,
}

/// A place to go to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NavigationTarget {
    /// The file; the document itself where there is none.
    pub(crate) path: Option<PathBuf>,
    /// The text there.
    pub(crate) span: Span,
}
