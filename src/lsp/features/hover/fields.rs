//! Source fields and destination fields.

use crate::catalog::{
    Cardinality, Choices, fixed_choice, is_disable_account_attribute, is_password_attribute,
    object_type_by_name, object_type_name,
};
use crate::job::{Job, NodeRef};
use crate::language::sql::unquoted;
use crate::text::{Span, inline_code, quoted_list};

use super::super::cursor_context::{CursorContext, EnclosingEntry};
use super::super::fields::{
    DestinationAttributes, FieldOrigin, RequirementLevel, destinations_of_source_field, source_fields,
};
use super::super::markdown::HoverDoc;
use super::{Hover, hover_result};

/// A string that names a source field.
pub(super) fn source_field(spot: &CursorContext<'_, '_>, value: NodeRef<'_>, span: Span) -> Option<Hover> {
    if spot.contains_secret(span) {
        return None;
    }
    let name = value.string()?;
    source_field_named(spot, &name, span)
}

/// A source field by its name.
pub(super) fn source_field_named(spot: &CursorContext<'_, '_>, name: &str, span: Span) -> Option<Hover> {
    let bare = unquoted(name);
    if bare.is_empty() {
        return None;
    }
    let job = spot.job?;
    let but = match spot.entry {
        EnclosingEntry::Row(row) => Some(row.value),
        _ => None,
    };
    let known = source_fields(job, spot.feature_context, spot.type_number(), but);
    let found = known.iter().find(|field| field.name.eq_ignore_ascii_case(&bare));
    let origin = found.map(|field| {
        let from = field.origin_name.as_deref().map(inline_code);
        match (field.origin, from) {
            (FieldOrigin::Query, Some(table)) => format!("The source query delivers it, from {table}."),
            (FieldOrigin::Query, None) => "The source query delivers it.".to_owned(),
            (FieldOrigin::Inventory, Some(table)) => {
                format!("The inventory lists it as a column of {table}.")
            }
            (FieldOrigin::Directory, Some(directory)) => format!("It is an attribute of {directory}."),
            _ => "Other rows read it, too.".to_owned(),
        }
    });
    let values = match job
        .side(crate::job::SideName::Source)
        .provider()
        .and_then(crate::catalog::Directory::from_provider)
    {
        Some(directory) => directory.attribute(&bare).map(|attribute| describe_values(attribute.cardinality)),
        None => None,
    };
    let text = HoverDoc::new("Source field")
        .title_suffix(inline_code(&bare))
        .optional_paragraph(origin)
        .optional_paragraph(values);
    hover_result(span, text.optional_paragraph(describe_destinations(job, spot.type_number(), &bare)))
}

/// What is filled from a source field.
pub(super) fn describe_destinations(job: &Job<'_>, number: Option<i64>, name: &str) -> Option<String> {
    let found = destinations_of_source_field(job, number, name);
    let names: Vec<&str> = found.iter().map(String::as_str).collect();
    (!names.is_empty()).then(|| format!("It goes into {}.", quoted_list(&names, "and")))
}

/// `destinationField`
pub(super) fn destination_field(spot: &CursorContext<'_, '_>, value: NodeRef<'_>) -> Option<Hover> {
    let name = value.string()?;
    let name = name.trim();
    if name.is_empty() || spot.contains_secret(value.span()) {
        return None;
    }
    hover_result(value.content_span(), attribute_doc(spot, name))
}

/// A destination field by its name.
pub(in super::super) fn attribute_doc(spot: &CursorContext<'_, '_>, name: &str) -> HoverDoc {
    let number = spot.type_number();
    let Some(job) = spot.job else {
        return HoverDoc::new("Destination field").title_suffix(inline_code(name));
    };
    let destination = DestinationAttributes::for_object_type(job, number);
    let known = destination.attribute(name);
    let mut text = match (known, destination.directory) {
        (Some(known), Some(directory)) => {
            HoverDoc::new(inline_code(known.name)).title_suffix(format!("attribute of {}", directory.name()))
        }
        _ => HoverDoc::new("Destination field").title_suffix(inline_code(name)),
    };
    let object = number.and_then(object_type_name).map_or_else(|| "object".to_owned(), str::to_owned);
    let named = job.objects.iter().find(|option| number.is_some() && option.type_number() == number);
    let named = named.and_then(|option| object_type_by_name(&option.display_name?.string()?));
    let object = named.map_or(object, |known| known.name.to_owned());
    text = match destination.requirement_level(name) {
        RequirementLevel::Required => {
            text.paragraph(format!("Mandatory: no object of the type {object} can be created without it."))
        }
        RequirementLevel::Documented => {
            text.paragraph(format!("Mandatory for new objects of the type {object}, as the manual lists it."))
        }
        RequirementLevel::Optional => text,
    };
    if destination.is_usual_key(name) {
        text = text.paragraph("It is what such objects are usually found by: the key.");
    }
    if let Some(choice) = fixed_choice(name) {
        let takes = match choice.choices {
            Choices::OneOf(words) => quoted_list(words, "or"),
            Choices::CountryCode => "a country code of two capital letters, such as `GB`".to_owned(),
        };
        text =
            text.paragraph(format!("It takes {takes}: {}.", choice.description)).source_page(choice.doc_page);
    } else if is_password_attribute(name) {
        text = text.paragraph(
            "The password of the object. `options` says how it is made up; a typed password does not belong into \
             a file that is shared.",
        );
    } else if is_disable_account_attribute(name) {
        text = text.paragraph("`True` disables the account, `False` enables it.");
    }
    if let Some(known) = known {
        text = text.paragraph(describe_values(known.cardinality)).source_page(known.doc_page);
    }
    text
}

pub(super) fn describe_values(values: Cardinality) -> &'static str {
    match values {
        Cardinality::Single => "It holds one value.",
        Cardinality::UsuallySingle => "It may hold several values, and usually holds one.",
        Cardinality::Multiple => "It holds several values: `delimiter` says what stands between them.",
    }
}
