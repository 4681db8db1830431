//! JSON inside strings: the options of a password, the details of a container.

use crate::catalog::{CONTAINER_DETAILS, OptionType, PASSWORD_OPTIONS};
use crate::job::{FieldRow, NodeRef, SideName};
use crate::json::{Document, Tree, parse};
use crate::lsp::cursor::{CursorLocation, cursor_at};
use crate::lsp::features::CompletionKind;
use crate::lsp::features::cursor_context::CursorContext;
use crate::lsp::features::markdown::to_sentence;
use crate::text::Span;

use super::collector::{CompletionBuilder, CompletionCollector};
use super::insertion::{Insertion, escape_json_string};
use super::inventory::known_containers;
use super::repair::{RepairedDocument, TokenRole};
use super::values::is_blank;

/// The place in the JSON of a string.
struct EmbeddedCursor {
    document: RepairedDocument,
    /// The member whose value is typed.
    member: String,
    /// The members of the object, without the one that is typed.
    other_members: Vec<String>,
}

fn embedded_cursor(value: NodeRef<'_>, collector: &CompletionCollector<'_>) -> Option<EmbeddedCursor> {
    let decoded = value.decoded()?;
    let at = decoded.decoded_range(Span::empty(collector.cursor_offset())).start;
    let mut tree = Tree::new();
    parse(decoded.text(), &mut tree);
    let prepared = RepairedDocument::new(&Document::new(decoded.text(), &tree), u32::try_from(at).ok()?)?;
    let (member, others) = {
        let whole = prepared.parsed.as_ref().map(crate::lsp::parsed::ParsedDocument::document);
        let document = match whole {
            Some(whole) => whole,
            None => Document::new(decoded.text(), &tree),
        };
        let here = cursor_at(&document, prepared.cursor_offset());
        let (object, name) = match here.location {
            CursorLocation::MemberName { name, .. } => (here.innermost()?, name),
            CursorLocation::Value => (here.parent()?, here.member_name?),
            CursorLocation::Gap { .. } | CursorLocation::Outside => return None,
        };
        let others = document.members(object).filter(|(known, _)| *known != name);
        let others = others.map(|(known, _)| document.name(known).into_owned()).collect();
        (document.name(name).into_owned(), others)
    };
    Some(EmbeddedCursor { document: prepared, member, other_members: others })
}

impl EmbeddedCursor {
    fn role(&self) -> TokenRole {
        self.document.token.role
    }

    /// A member's name with its value.
    fn add_member(
        &self,
        proposal: CompletionBuilder,
        name: &str,
        value: Insertion,
        outer: NodeRef<'_>,
        collector: &mut CompletionCollector<'_>,
    ) {
        let slot = &self.document.token;
        let open = if slot.is_quoted { "" } else { "\"" };
        let mut insertion = Insertion::text(format!("{open}{name}\""));
        if !slot.has_colon {
            insertion = insertion.append(":").append(value).append(slot.trailing_comma);
        }
        self.add(proposal, name, insertion, outer, collector);
    }

    /// A string as a value.
    fn add_string(
        &self,
        proposal: CompletionBuilder,
        text: &str,
        outer: NodeRef<'_>,
        collector: &mut CompletionCollector<'_>,
    ) {
        let slot = &self.document.token;
        let open = if slot.is_quoted { "" } else { "\"" };
        let inside = escape_json_string(text);
        let insertion = Insertion::text(format!("{open}{inside}\"{}", slot.trailing_comma));
        self.add(proposal, &inside, insertion, outer, collector);
    }

    /// `true`, `false`, a number.
    fn add_literal(
        &self,
        proposal: CompletionBuilder,
        word: &str,
        outer: NodeRef<'_>,
        collector: &mut CompletionCollector<'_>,
    ) {
        let slot = &self.document.token;
        let Some(decoded) = outer.decoded() else { return };
        let quote = if slot.is_quoted { "\"" } else { "" };
        let insertion = Insertion::text(format!("{word}{}", slot.trailing_comma));
        let filter = escape_json_string(&format!("{quote}{word}"));
        collector.add_in_string_with_filter(proposal, &decoded, &slot.span.range(), insertion, filter);
    }

    fn add(
        &self,
        proposal: CompletionBuilder,
        filter: &str,
        insertion: Insertion,
        outer: NodeRef<'_>,
        collector: &mut CompletionCollector<'_>,
    ) {
        let slot = &self.document.token;
        let Some(decoded) = outer.decoded() else { return };
        let range = Span::new(slot.content_span.start, slot.span.end).range();
        collector.add_in_string_with_filter(
            proposal,
            &decoded,
            &range,
            insertion,
            escape_json_string(filter),
        );
    }
}

/// What a new member of the options holds: a strong password that the product makes up by these rules, or
/// that is checked by them.
fn initial_value(name: &str, form: OptionType) -> Insertion {
    match (name, form) {
        ("passwordLength", _) => Insertion::tab_stop("14"),
        ("passwordType", _) => Insertion::tab_stop("0"),
        (_, OptionType::Integer) => Insertion::tab_stop("0"),
        ("excludeSimilarSymbols" | "managerNotification", _) => Insertion::choice(["false", "true"]),
        (_, OptionType::Boolean) => Insertion::choice(["true", "false"]),
        ("specialSymbols", _) => Insertion::text("\"").append(Insertion::tab_stop("!#+-=?")).append("\""),
        (_, OptionType::Text) => Insertion::text("\"").append(Insertion::tab_stop("")).append("\""),
    }
}

/// `options`
pub(super) fn password_options(
    row: &FieldRow<'_>,
    value: NodeRef<'_>,
    collector: &mut CompletionCollector<'_>,
) {
    if !row.fills_password() {
        return;
    }
    if is_blank(value) {
        let members = PASSWORD_OPTIONS.iter().map(|option| {
            Insertion::text(format!("\"{}\":", option.name))
                .append(initial_value(option.name, option.option_type))
        });
        let whole = Insertion::text("{").append(Insertion::join(members, ",")).append("}");
        let proposal = CompletionBuilder::new("options of a password", CompletionKind::Snippet)
            .documentation_text("How a password is made up: its length and its kinds of characters.")
            .rank(0);
        collector.add_string_with_suffix(proposal, whole, Insertion::default());
        return;
    }
    let Some(inside) = embedded_cursor(value, collector) else { return };
    match inside.role() {
        TokenRole::MemberName => {
            let missing = PASSWORD_OPTIONS
                .iter()
                .filter(|option| !inside.other_members.iter().any(|known| known == option.name));
            for (place, option) in missing.enumerate() {
                let proposal = CompletionBuilder::new(option.name, CompletionKind::Property)
                    .detail(option.option_type.describe())
                    .documentation_text(to_sentence(option.description))
                    .order(place);
                inside.add_member(
                    proposal,
                    option.name,
                    initial_value(option.name, option.option_type),
                    value,
                    collector,
                );
            }
        }
        TokenRole::Value => {
            let known = PASSWORD_OPTIONS.iter().find(|option| option.name == inside.member);
            if known.is_some_and(|option| option.option_type == OptionType::Boolean) {
                for (place, word) in ["true", "false"].iter().enumerate() {
                    inside.add_literal(
                        CompletionBuilder::new(*word, CompletionKind::Keyword).order(place),
                        word,
                        value,
                        collector,
                    );
                }
            }
        }
        TokenRole::Item => {}
    }
}

/// `Source.ContainerDetails` and `Destination.ContainerDetails`
pub(super) fn container_details(
    spot: &CursorContext<'_, '_>,
    side: SideName,
    value: NodeRef<'_>,
    collector: &mut CompletionCollector<'_>,
) {
    let Some(inside) = embedded_cursor(value, collector) else { return };
    match inside.role() {
        TokenRole::MemberName => {
            let missing = CONTAINER_DETAILS
                .iter()
                .filter(|detail| !inside.other_members.iter().any(|known| known == detail.name));
            for (place, detail) in missing.enumerate() {
                let proposal = CompletionBuilder::new(detail.name, CompletionKind::Property)
                    .documentation_text(to_sentence(detail.description))
                    .order(place);
                let is_flag = ["showChildren", "hasChildren", "isSelected", "isLoading", "isFocused"];
                let first = match detail.name {
                    "children" => Insertion::text("[]"),
                    "nodeType" => Insertion::choice(["\"Container\"", "\"Domain\""]),
                    name if is_flag.contains(&name) => Insertion::choice(["false", "true"]),
                    _ => Insertion::text("\"").append(Insertion::tab_stop("")).append("\""),
                };
                inside.add_member(proposal, detail.name, first, value, collector);
            }
        }
        TokenRole::Value => match inside.member.as_str() {
            "DistinguishedName" => {
                let Some(job) = spot.job else { return };
                for (place, (name, how)) in known_containers(spot, job, side).into_iter().enumerate() {
                    let proposal = CompletionBuilder::new(name.as_str(), CompletionKind::Folder)
                        .detail(how)
                        .order(place);
                    inside.add_string(proposal, &name, value, collector);
                }
            }
            "nodeType" => {
                for (place, kind) in ["Container", "Domain"].iter().enumerate() {
                    inside.add_string(
                        CompletionBuilder::new(*kind, CompletionKind::Enum).order(place),
                        kind,
                        value,
                        collector,
                    );
                }
            }
            "showChildren" | "hasChildren" | "isSelected" | "isLoading" | "isFocused" => {
                for (place, word) in ["true", "false"].iter().enumerate() {
                    inside.add_literal(
                        CompletionBuilder::new(*word, CompletionKind::Keyword).order(place),
                        word,
                        value,
                        collector,
                    );
                }
            }
            _ => {}
        },
        TokenRole::Item => {}
    }
}
