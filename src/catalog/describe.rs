//! What an editor says of entries of the catalogue. All of it reads as plain text and as Markdown.

use super::{DtmEvent, DtmMember, DtmMemberKind, ObjectType, Provider, ProviderClass, Requirement};

impl Provider {
    /// What kind of system it is, what it can be in a job and what a job must say of it.
    #[must_use]
    pub fn describe(&self) -> String {
        let kind = match self.class {
            Some(ProviderClass::Directory) => "a directory, configured as an identity store",
            Some(ProviderClass::Table) => "a table, configured as a data source",
            None => "configured as a data source",
        };
        let role = if self.can_be_destination { "source and destination" } else { "source only" };
        let mut words = format!("{}: {kind}; {role}.", self.name);
        match self.requirement {
            Requirement::Table => words.push_str(" A job names its sheet, table or view."),
            Requirement::Container => words.push_str(" A job names its container."),
            Requirement::None | Requirement::Unknown => {}
        }
        if let Some(limits) = self.limits {
            words.push_str(&format!(
                " As a destination, a sheet name shorter than {} characters damages a file that is replaced, \
                 and a job that deletes fails with more than {} columns.",
                limits.min_sheet_name_length, limits.max_columns_with_delete
            ));
        }
        words
    }
}

impl ObjectType {
    /// Its number, the destinations that have it and what it needs.
    #[must_use]
    pub fn describe(&self) -> String {
        let number = match self.number {
            Some(number) => format!("object type {number}"),
            None => "an object type whose number is not published".to_owned(),
        };
        let mut words = format!("{}: {number}", self.name);
        match self.providers {
            [] => words.push_str(", what a table holds"),
            [only] => words.push_str(&format!(" in {only}")),
            [head @ .., last] => words.push_str(&format!(" in {} and {last}", head.join(", "))),
        }
        words.push('.');
        if self.needs_exchange {
            words.push_str(" Active Directory needs Exchange for it.");
        }
        words
    }
}

impl DtmMember {
    /// How it is written: `DTM.Source(field)`.
    #[must_use]
    pub fn signature(&self) -> String {
        match self.kind {
            DtmMemberKind::WriteOnlyProperty => format!("DTM.{} = value", self.name),
            _ => format!("DTM.{}({})", self.name, self.arguments.join(", ")),
        }
    }

    /// What kind of member it is.
    #[must_use]
    pub fn describe_kind(&self) -> &'static str {
        match self.kind {
            DtmMemberKind::Function => "function",
            DtmMemberKind::Sub => "routine without a value",
            DtmMemberKind::WriteOnlyProperty => "property that can only be assigned",
            DtmMemberKind::Property => "property",
        }
    }
}

impl DtmEvent {
    /// The first line of its handler.
    #[must_use]
    pub fn handler_signature(&self) -> String {
        format!(
            "Sub DTM_{0}(ByVal dtmsource As Object, ByVal args As {1}) Handles DTM.{0}",
            self.name, self.args_type
        )
    }
}

#[cfg(test)]
mod tests {
    use crate::catalog::{DTM_MEMBERS, dtm_event, object_type_by_name, provider};

    #[test]
    fn describes_entries() {
        for (name, said) in [
            (
                "Active Directory",
                "Active Directory: a directory, configured as an identity store; source and destination. A job names its container.",
            ),
            ("CSV", "Text/CSV: a table, configured as a data source; source only."),
            ("SCIM", "SCIM: configured as a data source; source and destination."),
            (
                "Excel",
                "Microsoft Excel: a table, configured as a data source; source and destination. A job names its sheet, table or view. \
                 As a destination, a sheet name shorter than 3 characters damages a file that is replaced, and a job that deletes \
                 fails with more than 127 columns.",
            ),
        ] {
            assert_eq!(provider(name).map(crate::catalog::Provider::describe).as_deref(), Some(said));
        }
        for (name, said) in [
            ("User", "User: object type 1 in Active Directory, Microsoft Entra ID and Google Workspace."),
            (
                "Linked Mailbox",
                "Linked Mailbox: an object type whose number is not published in Active Directory. Active Directory needs Exchange for it.",
            ),
            ("Object", "Object: an object type whose number is not published, what a table holds."),
        ] {
            assert_eq!(
                object_type_by_name(name).map(crate::catalog::ObjectType::describe).as_deref(),
                Some(said)
            );
        }
    }

    #[test]
    fn shows_member_signatures() {
        let written: Vec<String> = DTM_MEMBERS.iter().map(super::DtmMember::signature).collect();
        assert_eq!(
            written,
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
            dtm_event("rowadded").map(crate::catalog::DtmEvent::handler_signature).as_deref(),
            Some(
                "Sub DTM_RowAdded(ByVal dtmsource As Object, ByVal args As JobEventArgs) Handles DTM.RowAdded"
            )
        );
    }
}
