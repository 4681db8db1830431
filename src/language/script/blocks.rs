//! Kinds of block with their delimiters.

use super::Keyword;
use super::token::Token;

/// A kind of block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BlockKind {
    If,
    Select,
    For,
    While,
    Do,
    Try,
    With,
    Using,
    SyncLock,
    Sub,
    Function,
    Operator,
    Property,
    Get,
    Set,
    Event,
    AddHandler,
    RemoveHandler,
    RaiseEvent,
    Class,
    Module,
    Namespace,
    Structure,
    Interface,
    Enum,
}

/// Delimiters of a kind of block.
struct BlockDelimiters {
    /// Keyword after `End`.
    keyword: Keyword,
    kind: BlockKind,
    opener: &'static str,
    closer: &'static str,
}

const fn block(
    keyword: Keyword,
    kind: BlockKind,
    opener: &'static str,
    closer: &'static str,
) -> BlockDelimiters {
    BlockDelimiters { keyword, kind, opener, closer }
}

const BLOCKS: &[BlockDelimiters] = &[
    block(Keyword::If, BlockKind::If, "If", "End If"),
    block(Keyword::Select, BlockKind::Select, "Select Case", "End Select"),
    block(Keyword::For, BlockKind::For, "For", "Next"),
    block(Keyword::While, BlockKind::While, "While", "End While"),
    block(Keyword::Do, BlockKind::Do, "Do", "Loop"),
    block(Keyword::Try, BlockKind::Try, "Try", "End Try"),
    block(Keyword::With, BlockKind::With, "With", "End With"),
    block(Keyword::Using, BlockKind::Using, "Using", "End Using"),
    block(Keyword::SyncLock, BlockKind::SyncLock, "SyncLock", "End SyncLock"),
    block(Keyword::Sub, BlockKind::Sub, "Sub", "End Sub"),
    block(Keyword::Function, BlockKind::Function, "Function", "End Function"),
    block(Keyword::Operator, BlockKind::Operator, "Operator", "End Operator"),
    block(Keyword::Property, BlockKind::Property, "Property", "End Property"),
    block(Keyword::Get, BlockKind::Get, "Get", "End Get"),
    block(Keyword::Set, BlockKind::Set, "Set", "End Set"),
    block(Keyword::Event, BlockKind::Event, "Custom Event", "End Event"),
    block(Keyword::AddHandler, BlockKind::AddHandler, "AddHandler", "End AddHandler"),
    block(Keyword::RemoveHandler, BlockKind::RemoveHandler, "RemoveHandler", "End RemoveHandler"),
    block(Keyword::RaiseEvent, BlockKind::RaiseEvent, "RaiseEvent", "End RaiseEvent"),
    block(Keyword::Class, BlockKind::Class, "Class", "End Class"),
    block(Keyword::Module, BlockKind::Module, "Module", "End Module"),
    block(Keyword::Namespace, BlockKind::Namespace, "Namespace", "End Namespace"),
    block(Keyword::Structure, BlockKind::Structure, "Structure", "End Structure"),
    block(Keyword::Interface, BlockKind::Interface, "Interface", "End Interface"),
    block(Keyword::Enum, BlockKind::Enum, "Enum", "End Enum"),
];

impl BlockKind {
    /// Kind of block that a keyword opens.
    pub(super) fn from_keyword(keyword: Keyword) -> Option<Self> {
        // Fast path for the most frequent keywords.
        match keyword {
            Keyword::If => Some(Self::If),
            Keyword::Sub => Some(Self::Sub),
            Keyword::None => None,
            _ => BLOCKS.iter().find(|block| block.keyword == keyword).map(|block| block.kind),
        }
    }

    /// Opening keywords.
    pub(super) fn opener(self) -> &'static str {
        BLOCKS.iter().find(|block| block.kind == self).map_or("", |block| block.opener)
    }

    /// Closing keywords.
    pub(super) fn closer(self) -> &'static str {
        BLOCKS.iter().find(|block| block.kind == self).map_or("", |block| block.closer)
    }
}

/// Kind of block that the tokens close, and the number of closing tokens.
pub(super) fn block_closed_by(first: Token, second: Option<&Token>) -> Option<(BlockKind, usize)> {
    match first.keyword() {
        Keyword::Next => Some((BlockKind::For, 1)),
        Keyword::Loop => Some((BlockKind::Do, 1)),
        Keyword::Wend => Some((BlockKind::While, 1)),
        Keyword::EndIf => Some((BlockKind::If, 1)),
        Keyword::End => {
            let kind = BlockKind::from_keyword(second?.keyword())?;
            // `Next` and `Loop` are not combined with `End`.
            (!matches!(kind, BlockKind::For | BlockKind::Do)).then_some((kind, 2))
        }
        _ => None,
    }
}

/// Kind of block that a keyword divides.
pub(super) fn block_divided_by(keyword: Keyword) -> Option<BlockKind> {
    match keyword {
        Keyword::Else | Keyword::ElseIf => Some(BlockKind::If),
        Keyword::Case => Some(BlockKind::Select),
        Keyword::Catch | Keyword::Finally => Some(BlockKind::Try),
        _ => None,
    }
}
