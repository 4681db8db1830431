//! The cursor in JSON that a string contains.

use crate::job::{EmbeddedJson, NodeRef};
use crate::lsp::features::embedded::embedded_member_at;
use crate::lsp::features::string_cursor::StringCursor;
use crate::lsp::features::types::CompletionKind;
use crate::source::ParsedFile;
use crate::text::{DecodedString, Span};

use super::collector::{CompletionBuilder, CompletionCollector};
use super::insertion::{Insertion, escape_json_string};
use super::repair::{RepairedDocument, TokenRole};

pub(super) struct EmbeddedCursor<'d> {
    /// The string.
    decoded: DecodedString<'d>,
    document: RepairedDocument,
    /// The name of the member at the cursor.
    pub(super) member: String,
    /// The names of the other members of the object.
    other_members: Vec<String>,
}

impl<'d> EmbeddedCursor<'d> {
    /// Finds the member at an offset of the file.
    pub(super) fn new(value: NodeRef<'d>, file_offset: u32) -> Option<Self> {
        let StringCursor { decoded, offset, .. } = StringCursor::new(value, file_offset)?;
        let embedded = EmbeddedJson::new(value)?;
        let repaired = RepairedDocument::new(&embedded.document(), u32::try_from(offset).ok()?)?;
        let (member, other_members) = {
            let document = repaired.parsed.as_ref().map_or_else(|| embedded.document(), ParsedFile::document);
            let member = embedded_member_at(&document, repaired.cursor_offset())?;
            let others = document.members(member.object).filter(|(name, _)| *name != member.name);
            let others = others.map(|(name, _)| document.name(name).into_owned()).collect();
            (document.name(member.name).into_owned(), others)
        };
        Some(Self { decoded, document: repaired, member, other_members })
    }

    pub(super) fn role(&self) -> TokenRole {
        self.document.token.role
    }

    /// Whether the object has another member with this name.
    pub(super) fn has_other_member(&self, name: &str) -> bool {
        self.other_members.iter().any(|other| other == name)
    }

    /// Adds a member: its name and, if it is missing, its value.
    pub(super) fn add_member(
        &self,
        builder: CompletionBuilder,
        name: &str,
        value: Insertion,
        collector: &mut CompletionCollector<'_>,
    ) {
        let token = &self.document.token;
        let mut insertion = Insertion::text(format!("{}{name}\"", self.opening_quote()));
        if !token.has_colon {
            insertion = insertion.append(":").append(value).append(token.trailing_comma);
        }
        self.add_content(builder.filter(name), insertion, collector);
    }

    /// Adds a string value.
    pub(super) fn add_string(
        &self,
        builder: CompletionBuilder,
        text: &str,
        collector: &mut CompletionCollector<'_>,
    ) {
        let content = escape_json_string(text);
        let comma = self.document.token.trailing_comma;
        let insertion = Insertion::text(format!("{}{content}\"{comma}", self.opening_quote()));
        self.add_content(builder.filter(content), insertion, collector);
    }

    /// Adds `true` and `false`.
    pub(super) fn add_booleans(&self, collector: &mut CompletionCollector<'_>) {
        let token = &self.document.token;
        let quote = if token.is_quoted { "\"" } else { "" };
        for (index, literal) in ["true", "false"].iter().enumerate() {
            let builder = CompletionBuilder::new(*literal, CompletionKind::Keyword)
                .filter(format!("{quote}{literal}"))
                .order(index);
            let insertion = Insertion::text(format!("{literal}{}", token.trailing_comma));
            collector.add_in_string(builder, &self.decoded, &token.span.range(), insertion);
        }
    }

    fn opening_quote(&self) -> &'static str {
        if self.document.token.is_quoted { "" } else { "\"" }
    }

    fn add_content(
        &self,
        builder: CompletionBuilder,
        insertion: Insertion,
        collector: &mut CompletionCollector<'_>,
    ) {
        let token = &self.document.token;
        let range = Span::new(token.content_span.start, token.span.end).range();
        collector.add_in_string(builder, &self.decoded, &range, insertion);
    }
}
