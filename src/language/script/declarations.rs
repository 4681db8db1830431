//! Parser of declarations: routines, types and their members.

use super::Keyword;
use super::blocks::BlockKind;
use super::parser::Parser;
use super::token::{Punct, TokenKind};
use super::tree::{Declaration, StatementKind};

/// Modifiers before a declaration.
#[derive(Default)]
struct Modifiers {
    count: usize,
    must_override: bool,
    custom: bool,
}

/// Kind of a declared block.
struct DeclaredKind {
    kind: BlockKind,
    has_body: bool,
}

impl Parser<'_> {
    /// Parses a declaration, if there is one at the current position.
    pub(super) fn declaration(&mut self, first: Keyword) -> Option<(StatementKind, usize)> {
        // Fast path: most statements start with a name.
        if first == Keyword::None {
            return None;
        }
        let start = self.at;
        let is_accessor =
            self.open.last().is_some_and(|open| matches!(open, BlockKind::Property | BlockKind::Event));
        let modifiers = self.scan_modifiers();
        let keyword = self.peek_at(modifiers.count)?.keyword();
        let DeclaredKind { kind, has_body } = self.declared_kind(keyword, &modifiers, is_accessor)?;
        // Some keywords may be names: `enum = 1`.
        let has_name = self.peek_at(modifiers.count + 1).is_some_and(|next| {
            next.is_name() || matches!(next.kind, TokenKind::Word(_)) || next.is_punct(Punct::OpenParen)
        });
        if first == keyword && !has_name && !is_accessor {
            return None;
        }
        while self.at < start + modifiers.count {
            self.bump();
        }
        let opener = self.at;
        self.bump();
        let name = self.at;
        // Skips the name, which may be a keyword: `Sub New`.
        self.bump_word();
        self.expression();
        let header_end = self.at;
        let parent = self.open.last();
        self.script.declarations.push(Declaration {
            keyword: opener,
            name,
            header: opener..header_end,
            in_type: matches!(parent, Some(BlockKind::Module | BlockKind::Class | BlockKind::Structure)),
        });
        if !has_body || (kind == BlockKind::Property && !self.has_accessor()) {
            return Some((StatementKind::Other, header_end));
        }
        let outer = (std::mem::take(&mut self.lambda_depth), std::mem::take(&mut self.in_single_line_lambda));
        let (body, end) = self.block_body(kind);
        self.close_block(kind, opener, end);
        (self.lambda_depth, self.in_single_line_lambda) = outer;
        Some((StatementKind::Declaration { body }, header_end))
    }

    /// Looks ahead at the modifiers at the current position, and records the restricted ones.
    fn scan_modifiers(&mut self) -> Modifiers {
        let mut modifiers = Modifiers::default();
        while let Some(token) = self.peek_at(modifiers.count)
            && token.keyword().is_modifier()
            && self
                .peek_at(modifiers.count + 1)
                .is_some_and(|next| next.is_name() || matches!(next.kind, TokenKind::Word(_)))
        {
            modifiers.must_override |= token.is(Keyword::MustOverride);
            modifiers.custom |= token.is(Keyword::Custom);
            if token.is(Keyword::Static) || token.is(Keyword::Shared) {
                self.script.restricted_keywords.push(self.at + modifiers.count);
            }
            modifiers.count += 1;
        }
        modifiers
    }

    /// Kind of the block that `keyword` declares after `modifiers`.
    fn declared_kind(
        &self,
        keyword: Keyword,
        modifiers: &Modifiers,
        is_accessor: bool,
    ) -> Option<DeclaredKind> {
        let has_body = !modifiers.must_override && self.open.last() != Some(&BlockKind::Interface);
        match keyword {
            // The kind follows: `Declare Function`.
            Keyword::Declare | Keyword::Delegate => {
                let next = self.peek_at(modifiers.count + 1)?;
                Some(DeclaredKind { kind: BlockKind::from_keyword(next.keyword())?, has_body: false })
            }
            Keyword::Event => {
                Some(DeclaredKind { kind: BlockKind::Event, has_body: has_body && modifiers.custom })
            }
            Keyword::Sub
            | Keyword::Function
            | Keyword::Operator
            | Keyword::Property
            | Keyword::Class
            | Keyword::Module
            | Keyword::Namespace
            | Keyword::Structure
            | Keyword::Interface
            | Keyword::Enum => Some(DeclaredKind { kind: BlockKind::from_keyword(keyword)?, has_body }),
            Keyword::Get
            | Keyword::Set
            | Keyword::AddHandler
            | Keyword::RemoveHandler
            | Keyword::RaiseEvent
                if is_accessor =>
            {
                Some(DeclaredKind { kind: BlockKind::from_keyword(keyword)?, has_body })
            }
            _ => None,
        }
    }

    /// Whether an accessor of a property follows.
    fn has_accessor(&self) -> bool {
        let mut ahead = 0;
        while self.peek_at(ahead).is_some_and(|token| {
            token.kind == TokenKind::Newline || token.is_punct(Punct::Colon) || token.keyword().is_modifier()
        }) {
            ahead += 1;
        }
        self.peek_at(ahead).is_some_and(|token| {
            token.is(Keyword::Get)
                || (token.is(Keyword::Set) && !self.peek_at(ahead + 1).is_some_and(|next| next.is_name()))
        })
    }
}
