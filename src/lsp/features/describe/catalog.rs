//! Descriptions of providers, object types, filter operators, and the members and events of `DTM`.

use crate::catalog::{
    DtmEvent, DtmMember, DtmMemberKind, FilterOperator, ObjectType, Operand, Provider, ProviderClass,
    Requirement,
};
use crate::lsp::features::markdown::{HoverDoc, to_sentence};

/// The class of system, its possible sides and what a job has to specify for it.
pub(crate) fn describe_provider(provider: &Provider) -> String {
    let class = match provider.class {
        Some(ProviderClass::Directory) => "a directory, configured as an identity store",
        Some(ProviderClass::Table) => "a table, configured as a data source",
        None => "configured as a data source",
    };
    let sides = if provider.can_be_destination { "source or destination" } else { "source only" };
    let mut text = format!("{}: {class}; {sides}.", provider.name);
    match provider.requirement {
        Requirement::Table => text.push_str(" A job specifies its sheet, table or view."),
        Requirement::Container => text.push_str(" A job specifies its container."),
        Requirement::None | Requirement::Unknown => {}
    }
    if let Some(limits) = provider.limits {
        text.push_str(&format!(
            " As a destination, a sheet name with fewer than {} characters damages a file that is replaced, \
             and a job that deletes fails with more than {} columns.",
            limits.min_sheet_name_length, limits.max_columns_with_delete
        ));
    }
    text
}

/// The number of an object type, its providers and its prerequisites.
pub(crate) fn describe_object_type(object_type: &ObjectType) -> String {
    let number = match object_type.number {
        Some(number) => format!("object type {number}"),
        None => "an object type whose number is not published".to_owned(),
    };
    let mut text = format!("{}: {number}", object_type.name);
    match object_type.providers {
        [] => text.push_str(", for rows of a table"),
        [only] => text.push_str(&format!(" in {only}")),
        [head @ .., last] => text.push_str(&format!(" in {} and {last}", head.join(", "))),
    }
    text.push('.');
    if object_type.needs_exchange {
        text.push_str(" Active Directory needs Exchange for it.");
    }
    text
}

/// The syntax of a member: `DTM.Source(field)`.
pub(crate) fn dtm_member_signature(member: &DtmMember) -> String {
    match member.kind {
        DtmMemberKind::WriteOnlyProperty => format!("DTM.{} = value", member.name),
        _ => format!("DTM.{}({})", member.name, member.arguments.join(", ")),
    }
}

pub(crate) fn describe_dtm_member_kind(kind: DtmMemberKind) -> &'static str {
    match kind {
        DtmMemberKind::Function => "function",
        DtmMemberKind::Sub => "procedure without a return value",
        DtmMemberKind::WriteOnlyProperty => "write-only property",
        DtmMemberKind::Property => "property",
    }
}

/// The first line of the handler of an event.
pub(crate) fn dtm_handler_signature(event: &DtmEvent) -> String {
    format!(
        "Sub DTM_{0}(ByVal dtmsource As Object, ByVal args As {1}) Handles DTM.{0}",
        event.name, event.args_type
    )
}

/// Documents a member of `DTM`.
pub(crate) fn dtm_member_doc(member: &DtmMember) -> HoverDoc {
    HoverDoc::new(format!("`{}`", dtm_member_signature(member)))
        .title_suffix(describe_dtm_member_kind(member.kind))
        .paragraph(to_sentence(member.description))
        .source_page(member.doc_page)
}

/// Documents an event of the global script.
pub(crate) fn dtm_event_doc(event: &DtmEvent) -> HoverDoc {
    HoverDoc::new(format!("`DTM.{}`", event.name))
        .title_suffix("event")
        .paragraph(format!("{} Handler:", to_sentence(event.description)))
        .paragraph(format!("```vb\n{}\n```", dtm_handler_signature(event)))
}

/// Documents an operator of filter criteria.
pub(crate) fn filter_operator_doc(operator: &FilterOperator) -> HoverDoc {
    let operand = match operator.operand {
        Operand::None => "It takes no value.",
        Operand::Text => "Its value is a quoted string.",
        Operand::Number => "Its value is a decimal number: the sum of the flags.",
        Operand::DistinguishedName => "Its value is a distinguished name.",
    };
    HoverDoc::new(format!("`{}`", operator.name))
        .paragraph(to_sentence(&format!("the attribute {} …", operator.phrase)))
        .paragraph(operand)
        .source_page("Filter Criteria")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::{DTM_MEMBERS, dtm_event, object_type_by_name, provider};

    #[test]
    fn describes_providers() {
        for (name, description) in [
            (
                "Active Directory",
                "Active Directory: a directory, configured as an identity store; source or destination. A job specifies its container.",
            ),
            ("CSV", "Text/CSV: a table, configured as a data source; source only."),
            ("SCIM", "SCIM: configured as a data source; source or destination."),
            (
                "Excel",
                "Microsoft Excel: a table, configured as a data source; source or destination. A job specifies its sheet, table or view. \
                 As a destination, a sheet name with fewer than 3 characters damages a file that is replaced, and a job that deletes \
                 fails with more than 127 columns.",
            ),
        ] {
            assert_eq!(provider(name).map(describe_provider).as_deref(), Some(description));
        }
    }

    #[test]
    fn describes_object_types() {
        for (name, description) in [
            ("User", "User: object type 1 in Active Directory, Microsoft Entra ID and Google Workspace."),
            (
                "Linked Mailbox",
                "Linked Mailbox: an object type whose number is not published in Active Directory. Active Directory needs Exchange for it.",
            ),
            ("Object", "Object: an object type whose number is not published, for rows of a table."),
        ] {
            assert_eq!(object_type_by_name(name).map(describe_object_type).as_deref(), Some(description));
        }
    }

    #[test]
    fn formats_signatures() {
        let signatures: Vec<String> = DTM_MEMBERS.iter().map(dtm_member_signature).collect();
        assert_eq!(
            signatures,
            [
                "DTM.Source(field)",
                "DTM.Result = value",
                "DTM.ExpandVariables(text)",
                "DTM.CancelRow()",
                "DTM.AddToContext(key, value)",
                "DTM.Context(key)",
            ]
        );
        assert_eq!(
            dtm_event("rowadded").map(dtm_handler_signature).as_deref(),
            Some(
                "Sub DTM_RowAdded(ByVal dtmsource As Object, ByVal args As JobEventArgs) Handles DTM.RowAdded"
            )
        );
    }
}
