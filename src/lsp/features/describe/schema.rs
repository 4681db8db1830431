//! Documentation of members from the JSON Schemas.

use crate::lsp::features::markdown::HoverDoc;
use crate::schema::Member;
use crate::text::inline_code;

/// Longer lists of allowed values are replaced by the types of the member.
const MAX_CHOICES: usize = 2;

/// Documents a member by its title, its allowed values or types, and its description.
pub(crate) fn schema_member_doc(member: &Member) -> HoverDoc {
    let choices: Vec<String> = member
        .schema
        .choices()
        .take(MAX_CHOICES + 1)
        .map(|choice| inline_code(choice.as_str().unwrap_or(&choice.to_string())))
        .collect();
    let values = if choices.is_empty() || choices.len() > MAX_CHOICES {
        let types: Vec<&str> = member.schema.types().collect();
        types.join(" or ")
    } else {
        choices.join(" or ")
    };
    let doc = HoverDoc::new(member.title()).title_suffix(format!("`{}`", member.name));
    let doc = if values.is_empty() { doc } else { doc.title_suffix(values) };
    doc.paragraph(member.description())
}
