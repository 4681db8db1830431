//! Routines, types and their members.

use super::Keyword;
use super::blocks::BlockKind;
use super::parser::Parser;
use super::references::Declaration;
use super::token::{Punct, TokenKind};
use super::tree::StatementKind;

impl Parser<'_> {
    /// A declaration, if one starts here.
    pub(super) fn declaration(&mut self, first: Keyword) -> Option<(StatementKind, usize)> {
        // Most statements start with a name.
        if first == Keyword::None {
            return None;
        }
        let start = self.at;
        let accessor =
            self.open.last().is_some_and(|open| matches!(open, BlockKind::Property | BlockKind::Event));
        let mut ahead = 0;
        let mut no_body = self.open.last() == Some(&BlockKind::Interface);
        let mut custom = false;
        while let Some(token) = self.peek_at(ahead)
            && token.keyword().is_modifier()
            && self
                .peek_at(ahead + 1)
                .is_some_and(|next| next.is_name() || matches!(next.kind, TokenKind::Word(_)))
        {
            no_body |= token.is(Keyword::MustOverride);
            custom |= token.is(Keyword::Custom);
            if token.is(Keyword::Static) || token.is(Keyword::Shared) {
                self.script.restricted_keywords.push(self.at + ahead);
            }
            ahead += 1;
        }
        let keyword = self.peek_at(ahead)?.keyword();
        let kind = match keyword {
            Keyword::Declare | Keyword::Delegate => {
                no_body = true;
                // What it declares follows.
                self.peek_at(ahead + 1).and_then(|next| BlockKind::from_keyword(next.keyword()))?
            }
            Keyword::Event => {
                no_body |= !custom;
                BlockKind::Event
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
            | Keyword::Enum => BlockKind::from_keyword(keyword)?,
            Keyword::Get
            | Keyword::Set
            | Keyword::AddHandler
            | Keyword::RemoveHandler
            | Keyword::RaiseEvent
                if accessor =>
            {
                BlockKind::from_keyword(keyword)?
            }
            _ => return None,
        };
        // `Module` and the like may be names: `enum = 1`.
        let named = self.peek_at(ahead + 1).is_some_and(|next| {
            next.is_name() || matches!(next.kind, TokenKind::Word(_)) || next.is_punct(Punct::OpenParen)
        });
        if first == keyword && !named && !accessor {
            return None;
        }
        while self.at < start + ahead {
            self.bump();
        }
        let opener = self.at;
        self.bump();
        let named_at = self.at;
        // `Sub New`, `Sub`: not the start of a lambda.
        self.bump_word();
        self.expression();
        let header = self.at;
        let around = self.open.last();
        self.script.declarations.push(Declaration {
            keyword: opener,
            name: named_at,
            header: opener..header,
            in_type: matches!(around, Some(BlockKind::Module | BlockKind::Class | BlockKind::Structure)),
        });
        if no_body || (kind == BlockKind::Property && !self.has_accessor()) {
            return Some((StatementKind::Other, header));
        }
        let around =
            (std::mem::take(&mut self.lambda_depth), std::mem::take(&mut self.in_single_line_lambda));
        let (body, end) = self.block_body(kind);
        self.close_block(kind, opener, end);
        (self.lambda_depth, self.in_single_line_lambda) = around;
        Some((StatementKind::Declaration { body }, header))
    }

    /// Whether the accessors of a property follow.
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
