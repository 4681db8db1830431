//! JSON inside strings: the options of a password, the details of a container.

use crate::catalog::{CONTAINER_DETAILS, OptionForm, PASSWORD_OPTIONS};
use crate::job::{FieldRow, SideName, Value};
use crate::json::{Document, Tree, parse};
use crate::lsp::cursor::{At, cursor};
use crate::lsp::features::CompletionKind;
use crate::lsp::features::markdown::sentence;
use crate::lsp::features::spot::Spot;
use crate::text::Span;

use super::insertion::{Insertion, escaped};
use super::prepare::{Position, Prepared};
use super::systems::known_containers;
use super::values::is_blank;
use super::writer::{Proposal, Writer};

/// The place in the JSON of a string.
struct Inside {
    prepared: Prepared,
    /// The member whose value is typed.
    member: String,
    /// The members of the object, without the one that is typed.
    others: Vec<String>,
}

fn inside(value: Value<'_>, writer: &Writer<'_>) -> Option<Inside> {
    let decoded = value.decoded()?;
    let at = decoded.decoded_range(Span::empty(writer.offset())).start;
    let mut tree = Tree::new();
    parse(decoded.text(), &mut tree);
    let prepared = Prepared::new(&Document::new(decoded.text(), &tree), u32::try_from(at).ok()?)?;
    let (member, others) = {
        let whole = prepared.parsed.as_ref().map(crate::lsp::parsed::Parsed::document);
        let document = match whole {
            Some(whole) => whole,
            None => Document::new(decoded.text(), &tree),
        };
        let here = cursor(&document, prepared.offset());
        let (object, name) = match here.at {
            At::Name { name, .. } => (here.innermost()?, name),
            At::Value => (here.parent()?, here.member?),
            At::Gap { .. } | At::Outside => return None,
        };
        let others = document.members(object).filter(|(known, _)| *known != name);
        let others = others.map(|(known, _)| document.name(known).into_owned()).collect();
        (document.name(name).into_owned(), others)
    };
    Some(Inside { prepared, member, others })
}

impl Inside {
    fn position(&self) -> Position {
        self.prepared.slot.position
    }

    /// A member's name with its value.
    fn name(
        &self,
        proposal: Proposal,
        name: &str,
        value: Insertion,
        place: Value<'_>,
        writer: &mut Writer<'_>,
    ) {
        let slot = &self.prepared.slot;
        let open = if slot.quoted { "" } else { "\"" };
        let mut insertion = Insertion::text(format!("{open}{name}\""));
        if !slot.colon {
            insertion = insertion.then(":").then(value).then(slot.comma);
        }
        self.put(proposal, name, insertion, place, writer);
    }

    /// A string as a value.
    fn string(&self, proposal: Proposal, text: &str, place: Value<'_>, writer: &mut Writer<'_>) {
        let slot = &self.prepared.slot;
        let open = if slot.quoted { "" } else { "\"" };
        let inside = escaped(text);
        let insertion = Insertion::text(format!("{open}{inside}\"{}", slot.comma));
        self.put(proposal, &inside, insertion, place, writer);
    }

    /// `true`, `false`, a number.
    fn word(&self, proposal: Proposal, word: &str, place: Value<'_>, writer: &mut Writer<'_>) {
        let slot = &self.prepared.slot;
        let Some(decoded) = place.decoded() else { return };
        let quote = if slot.quoted { "\"" } else { "" };
        let insertion = Insertion::text(format!("{word}{}", slot.comma));
        let filter = escaped(&format!("{quote}{word}"));
        writer.part_found_by(proposal, &decoded, &slot.token.range(), insertion, filter);
    }

    fn put(
        &self,
        proposal: Proposal,
        filter: &str,
        insertion: Insertion,
        place: Value<'_>,
        writer: &mut Writer<'_>,
    ) {
        let slot = &self.prepared.slot;
        let Some(decoded) = place.decoded() else { return };
        let range = Span::new(slot.content.start, slot.token.end).range();
        writer.part_found_by(proposal, &decoded, &range, insertion, escaped(filter));
    }
}

/// What a new member of the options holds: a strong password that the product makes up by these rules, or
/// that is checked by them.
fn first_value(name: &str, form: OptionForm) -> Insertion {
    match (name, form) {
        ("passwordLength", _) => Insertion::stop("14"),
        ("passwordType", _) => Insertion::stop("0"),
        (_, OptionForm::Integer) => Insertion::stop("0"),
        ("excludeSimilarSymbols" | "managerNotification", _) => Insertion::choice(["false", "true"]),
        (_, OptionForm::Boolean) => Insertion::choice(["true", "false"]),
        ("specialSymbols", _) => Insertion::text("\"").then(Insertion::stop("!#+-=?")).then("\""),
        (_, OptionForm::Text) => Insertion::text("\"").then(Insertion::stop("")).then("\""),
    }
}

/// `options`
pub(super) fn options(row: &FieldRow<'_>, value: Value<'_>, writer: &mut Writer<'_>) {
    if !row.fills_password() {
        return;
    }
    if is_blank(value) {
        let members = PASSWORD_OPTIONS.iter().map(|option| {
            Insertion::text(format!("\"{}\":", option.name)).then(first_value(option.name, option.form))
        });
        let whole = Insertion::text("{").then(Insertion::joined(members, ",")).then("}");
        let proposal = Proposal::new("options of a password", CompletionKind::Snippet)
            .said("How a password is made up: its length and its kinds of characters.")
            .rank(0);
        writer.string_then(proposal, whole, Insertion::default());
        return;
    }
    let Some(inside) = inside(value, writer) else { return };
    match inside.position() {
        Position::Name => {
            let missing = PASSWORD_OPTIONS
                .iter()
                .filter(|option| !inside.others.iter().any(|known| known == option.name));
            for (place, option) in missing.enumerate() {
                let proposal = Proposal::new(option.name, CompletionKind::Property)
                    .detail(option.form.in_words())
                    .said(sentence(option.meaning))
                    .order(place);
                inside.name(proposal, option.name, first_value(option.name, option.form), value, writer);
            }
        }
        Position::Value => {
            let known = PASSWORD_OPTIONS.iter().find(|option| option.name == inside.member);
            if known.is_some_and(|option| option.form == OptionForm::Boolean) {
                for (place, word) in ["true", "false"].iter().enumerate() {
                    inside.word(
                        Proposal::new(*word, CompletionKind::Keyword).order(place),
                        word,
                        value,
                        writer,
                    );
                }
            }
        }
        Position::Item => {}
    }
}

/// `Source.ContainerDetails` and `Destination.ContainerDetails`
pub(super) fn container_details(
    spot: &Spot<'_, '_>,
    side: SideName,
    value: Value<'_>,
    writer: &mut Writer<'_>,
) {
    let Some(inside) = inside(value, writer) else { return };
    match inside.position() {
        Position::Name => {
            let missing = CONTAINER_DETAILS
                .iter()
                .filter(|detail| !inside.others.iter().any(|known| known == detail.name));
            for (place, detail) in missing.enumerate() {
                let proposal = Proposal::new(detail.name, CompletionKind::Property)
                    .said(sentence(detail.meaning))
                    .order(place);
                let is_flag = ["showChildren", "hasChildren", "isSelected", "isLoading", "isFocused"];
                let first = match detail.name {
                    "children" => Insertion::text("[]"),
                    "nodeType" => Insertion::choice(["\"Container\"", "\"Domain\""]),
                    name if is_flag.contains(&name) => Insertion::choice(["false", "true"]),
                    _ => Insertion::text("\"").then(Insertion::stop("")).then("\""),
                };
                inside.name(proposal, detail.name, first, value, writer);
            }
        }
        Position::Value => match inside.member.as_str() {
            "DistinguishedName" => {
                let Some(job) = spot.job else { return };
                for (place, (name, how)) in known_containers(spot, job, side).into_iter().enumerate() {
                    let proposal =
                        Proposal::new(name.as_str(), CompletionKind::Folder).detail(how).order(place);
                    inside.string(proposal, &name, value, writer);
                }
            }
            "nodeType" => {
                for (place, kind) in ["Container", "Domain"].iter().enumerate() {
                    inside.string(
                        Proposal::new(*kind, CompletionKind::Enum).order(place),
                        kind,
                        value,
                        writer,
                    );
                }
            }
            "showChildren" | "hasChildren" | "isSelected" | "isLoading" | "isFocused" => {
                for (place, word) in ["true", "false"].iter().enumerate() {
                    inside.word(
                        Proposal::new(*word, CompletionKind::Keyword).order(place),
                        word,
                        value,
                        writer,
                    );
                }
            }
            _ => {}
        },
        Position::Item => {}
    }
}
