//! Documentation of a destination field.

use crate::catalog::{
    Cardinality, Choices, fixed_choice, is_disable_account_attribute, is_password_attribute,
    object_type_by_name, object_type_name,
};
use crate::job::Job;
use crate::lsp::features::markdown::HoverDoc;
use crate::text::{inline_code, quoted_list};

use super::destination::{DestinationAttributes, RequirementLevel};

/// Documents a destination field of rows of an object type.
pub(crate) fn attribute_doc(job: Option<&Job<'_>>, type_number: Option<i64>, name: &str) -> HoverDoc {
    let unknown = || HoverDoc::new("Destination field").title_suffix(inline_code(name));
    let Some(job) = job else { return unknown() };
    let destination = DestinationAttributes::for_object_type(job, type_number);
    let attribute = destination.attribute(name);
    let doc = match (attribute, destination.directory) {
        (Some(attribute), Some(directory)) => HoverDoc::new(inline_code(attribute.name))
            .title_suffix(format!("attribute of {}", directory.name())),
        _ => unknown(),
    };
    let object_type = object_type_phrase(job, type_number);
    let doc = match destination.requirement_level(name) {
        RequirementLevel::Required => {
            doc.paragraph(format!("Mandatory: {object_type} cannot be created without it."))
        }
        RequirementLevel::Documented => {
            doc.paragraph(format!("Listed as mandatory for {object_type} in the documentation."))
        }
        RequirementLevel::Optional => doc,
    };
    let doc = if destination.is_usual_key(name) {
        doc.paragraph("The usual key for objects of this type.")
    } else {
        doc
    };
    let doc = with_value_rules(doc, name);
    match attribute {
        Some(attribute) => {
            doc.paragraph(describe_cardinality(attribute.cardinality)).source_page(attribute.doc_page)
        }
        None => doc,
    }
}

fn object_type_phrase(job: &Job<'_>, type_number: Option<i64>) -> String {
    let option =
        job.objects.iter().find(|option| type_number.is_some() && option.type_number() == type_number);
    let by_display_name = option.and_then(|option| object_type_by_name(&option.display_name?.string()?));
    let name = match by_display_name {
        Some(object_type) => Some(object_type.name),
        None => type_number.and_then(object_type_name),
    };
    name.map_or_else(|| "an object".to_owned(), |name| format!("an object of type {name}"))
}

/// Adds the allowed values of attributes that the product interprets.
fn with_value_rules(doc: HoverDoc, name: &str) -> HoverDoc {
    if let Some(choice) = fixed_choice(name) {
        let values = match choice.choices {
            Choices::OneOf(words) => quoted_list(words, "or"),
            Choices::CountryCode => "a country code of two uppercase letters, such as `GB`".to_owned(),
        };
        doc.paragraph(format!("Must be {values}: {}.", choice.description)).source_page(choice.doc_page)
    } else if is_password_attribute(name) {
        doc.paragraph(
            "The password of the object. `options` controls how a password is generated. Do not store a password in \
             a shared file.",
        )
    } else if is_disable_account_attribute(name) {
        doc.paragraph("`True` disables the account, `False` enables it.")
    } else {
        doc
    }
}

pub(crate) fn describe_cardinality(cardinality: Cardinality) -> &'static str {
    match cardinality {
        Cardinality::Single => "Single-valued.",
        Cardinality::UsuallySingle => "Multi-valued, usually with a single value.",
        Cardinality::Multiple => "Multi-valued: `delimiter` separates the values.",
    }
}
