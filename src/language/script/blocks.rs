//! The kinds of block, and how each is opened and closed.

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

/// Keyword behind `End`, kind, what opens it, what closes it.
const BLOCKS: &[(Keyword, BlockKind, &str, &str)] = &[
    (Keyword::If, BlockKind::If, "If", "End If"),
    (Keyword::Select, BlockKind::Select, "Select Case", "End Select"),
    (Keyword::For, BlockKind::For, "For", "Next"),
    (Keyword::While, BlockKind::While, "While", "End While"),
    (Keyword::Do, BlockKind::Do, "Do", "Loop"),
    (Keyword::Try, BlockKind::Try, "Try", "End Try"),
    (Keyword::With, BlockKind::With, "With", "End With"),
    (Keyword::Using, BlockKind::Using, "Using", "End Using"),
    (Keyword::SyncLock, BlockKind::SyncLock, "SyncLock", "End SyncLock"),
    (Keyword::Sub, BlockKind::Sub, "Sub", "End Sub"),
    (Keyword::Function, BlockKind::Function, "Function", "End Function"),
    (Keyword::Operator, BlockKind::Operator, "Operator", "End Operator"),
    (Keyword::Property, BlockKind::Property, "Property", "End Property"),
    (Keyword::Get, BlockKind::Get, "Get", "End Get"),
    (Keyword::Set, BlockKind::Set, "Set", "End Set"),
    (Keyword::Event, BlockKind::Event, "Custom Event", "End Event"),
    (Keyword::AddHandler, BlockKind::AddHandler, "AddHandler", "End AddHandler"),
    (Keyword::RemoveHandler, BlockKind::RemoveHandler, "RemoveHandler", "End RemoveHandler"),
    (Keyword::RaiseEvent, BlockKind::RaiseEvent, "RaiseEvent", "End RaiseEvent"),
    (Keyword::Class, BlockKind::Class, "Class", "End Class"),
    (Keyword::Module, BlockKind::Module, "Module", "End Module"),
    (Keyword::Namespace, BlockKind::Namespace, "Namespace", "End Namespace"),
    (Keyword::Structure, BlockKind::Structure, "Structure", "End Structure"),
    (Keyword::Interface, BlockKind::Interface, "Interface", "End Interface"),
    (Keyword::Enum, BlockKind::Enum, "Enum", "End Enum"),
];

impl BlockKind {
    /// The kind that a keyword opens.
    pub(super) fn from_keyword(keyword: Keyword) -> Option<Self> {
        // Asked at every line that ends a block, most of which are these.
        match keyword {
            Keyword::If => Some(Self::If),
            Keyword::Sub => Some(Self::Sub),
            Keyword::None => None,
            _ => BLOCKS.iter().find(|(known, ..)| *known == keyword).map(|(_, kind, ..)| *kind),
        }
    }

    /// What opens it.
    pub(super) fn opener(self) -> &'static str {
        BLOCKS.iter().find(|(_, kind, ..)| *kind == self).map_or("", |(_, _, opener, _)| opener)
    }

    /// What closes it.
    pub(super) fn closer(self) -> &'static str {
        BLOCKS.iter().find(|(_, kind, ..)| *kind == self).map_or("", |(_, _, _, closer)| closer)
    }
}

/// The block that the tokens close, and how many tokens that takes.
pub(super) fn block_closed_by(first: Token, second: Option<&Token>) -> Option<(BlockKind, usize)> {
    match first.keyword() {
        Keyword::Next => Some((BlockKind::For, 1)),
        Keyword::Loop => Some((BlockKind::Do, 1)),
        Keyword::Wend => Some((BlockKind::While, 1)),
        Keyword::EndIf => Some((BlockKind::If, 1)),
        Keyword::End => {
            let kind = BlockKind::from_keyword(second?.keyword())?;
            // `Next` and `Loop` have no `End`.
            (!matches!(kind, BlockKind::For | BlockKind::Do)).then_some((kind, 2))
        }
        _ => None,
    }
}

/// The block in whose middle a keyword stands.
pub(super) fn block_divided_by(keyword: Keyword) -> Option<BlockKind> {
    match keyword {
        Keyword::Else | Keyword::ElseIf => Some(BlockKind::If),
        Keyword::Case => Some(BlockKind::Select),
        Keyword::Catch | Keyword::Finally => Some(BlockKind::Try),
        _ => None,
    }
}
