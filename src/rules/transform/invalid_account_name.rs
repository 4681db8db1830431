//! `invalid-account-name`

use crate::catalog::{FORBIDDEN_IN_ACCOUNT_NAME, MAX_ACCOUNT_NAME_LENGTH, object_type_name};
use crate::job::{FieldRow, SideName, has_placeholder};
use crate::language::transform::{SpannedStr, TransformBody, known_kind};
use crate::rule::Location;
use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    name: "invalid-account-name",
    group: Group::Transform,
    severity: Severity::Error,
    summary: "a sAMAccountName that Active Directory does not accept",
    page: rule_page!("invalid-account-name"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, report: &mut RuleContext) {
    let destination = job.side(SideName::Destination).provider();
    if destination.is_none_or(|provider| provider.name != "Active Directory") {
        return;
    }
    for written in job.transforms() {
        if !written.row.destination().trim().eq_ignore_ascii_case("sAMAccountName") {
            continue;
        }
        let Some(transform) = written.parsed() else { continue };
        let name = Name { value: written.value, is_user: is_user_row(job, &written.row) };
        match &transform.body {
            TransformBody::Static(fixed) => name.check_literal(fixed, "this text", report),
            TransformBody::Join { separator, .. } => name.check_literal(separator, "the separator", report),
            TransformBody::Parameters(parameters) => {
                let kind = known_kind(transform.kind.text).map_or("", |kind| kind.name);
                name.check_lengths(kind, parameters, report);
            }
            TransformBody::Script(_) => {}
        }
    }
}

/// Whether the row belongs to a user of some kind, by the object type's name or its number.
fn is_user_row(job: &Job, row: &FieldRow<'_>) -> bool {
    let Some(number) = row.type_number() else { return false };
    let option = job.object_for_type(number);
    let name = option.and_then(|option| option.display_name).and_then(NodeRef::string);
    let name = name.as_deref().or_else(|| object_type_name(number)).unwrap_or_default().to_ascii_lowercase();
    name.contains("user") || name.contains("linked mailbox")
}

/// The name that a row makes.
struct Name<'d> {
    value: NodeRef<'d>,
    is_user: bool,
}

impl Name<'_> {
    /// Text that stands in every name that is made.
    fn check_literal(&self, part: &SpannedStr<'_>, which: &str, report: &mut RuleContext) {
        let Some(decoded) = self.value.decoded() else { return };
        let forbidden = |character: &char| FORBIDDEN_IN_ACCOUNT_NAME.contains(character);
        if let Some((at, character)) = part.text.char_indices().find(|(_, character)| forbidden(character)) {
            let start = part.range.start + at;
            report
                .report(Location::in_decoded_string(
                    self.value,
                    &decoded,
                    start..start + character.len_utf8(),
                ))
                .severity(if self.is_user { Severity::Error } else { Severity::Warning })
                .message(format!("`{character}` cannot stand in a sAMAccountName"))
                .label("Active Directory refuses such a name")
                .help(format!(
                    "take it out of {which}; none of {} is allowed",
                    FORBIDDEN_IN_ACCOUNT_NAME.iter().map(char::to_string).collect::<Vec<_>>().join(" ")
                ));
            return;
        }
        let length = part.text.chars().count();
        // How long the value of a variable or placeholder is, is not known.
        if self.is_user
            && length > MAX_ACCOUNT_NAME_LENGTH
            && !has_placeholder(part.text)
            && !part.text.contains('%')
        {
            report
                .report(Location::in_decoded_string(self.value, &decoded, part.range.clone()))
                .severity(Severity::Warning)
                .message(format!(
                    "{which} has {length} characters, a user's sAMAccountName at most {MAX_ACCOUNT_NAME_LENGTH}"
                ))
                .help("shorten it: Active Directory refuses a longer name");
        }
    }

    /// Counts of characters that are taken from a field. How they are called is not public: a
    /// Substring has one that says where to start, too.
    fn check_lengths(
        &self,
        kind: &str,
        parameters: &[(SpannedStr<'_>, SpannedStr<'_>)],
        report: &mut RuleContext,
    ) {
        if !self.is_user {
            return;
        }
        for (name, count) in parameters {
            let lower = name.text.to_ascii_lowercase();
            let says_length = match kind {
                "Left" => true,
                "Substring" => ["len", "count", "number"].iter().any(|word| lower.contains(word)),
                _ => false,
            };
            let too_long =
                count.text.trim().parse::<usize>().is_ok_and(|count| count > MAX_ACCOUNT_NAME_LENGTH);
            if lower.trim() == "field" || !says_length || !too_long {
                continue;
            }
            let Some(decoded) = self.value.decoded() else { return };
            report
                .report(Location::in_decoded_string(self.value, &decoded, count.range.clone()))
                .severity(Severity::Warning)
                .message(format!(
                    "{kind} takes up to {} characters, a user's sAMAccountName has at most {MAX_ACCOUNT_NAME_LENGTH}",
                    count.text.trim()
                ))
                .help(format!("take {MAX_ACCOUNT_NAME_LENGTH} or fewer: Active Directory refuses a longer name"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::Tester;

    const AD: &str = r#""settings": [{"key": "Destination.ProviderName", "value": "Active Directory"}]"#;

    fn job(object_type: &str, transform: &str) -> String {
        format!(
            r#"{{"fieldsMap": [{{"destinationField": "sAMAccountName", "objectType": {object_type}, "transform": "{transform}"}}], {AD}}}"#
        )
    }

    #[test]
    fn table() {
        for (object_type, transform) in [
            ("1", "Join:field=First;separator=_api_;field=Last"),
            ("1", "Join:field=First, Middle;separator=.;field=Last"),
            ("1", "Static:value=svc-${SITE}-with-a-long-name-behind-it"),
            ("1", "Static:value=svc-%COMPUTERNAME%-0123456789"),
            ("1", "Static:value=abcdefghijklmnopqrst"),
            ("1", "Script:text=DTM.Result = \\\"a:b\\\""),
            ("1", "Left:field=Mail;length=20"),
            ("1", "Substring:field=Mail;start=30;length=8"),
            ("1", "Resolve:filter=cn=\\\"a\\\""),
            ("1", ""),
            ("4", "Static:value=A group may have a longer name than this"),
            ("7", "Left:field=Mail;length=64"),
            ("null", "Left:field=Mail;length=64"),
        ] {
            Tester::new(&RULE).passes(&[&job(object_type, transform)]);
        }
        for (object_type, transform, token) in [
            ("1", "Join:field=First;separator=, ;field=Last", ","),
            ("1", r"Static:value=CORP\\svc", r"\\"),
            ("1", "Static:value=abcdefghijklmnopqrstu", "abcdefghijklmnopqrstu"),
            ("1", "Left:field=Mail;count=21", "21"),
            ("1", "Substring:field=Mail;start=1;length=40", "40"),
            ("4", "Static:value=a*b", "*"),
        ] {
            Tester::new(&RULE).fails(&[(&job(object_type, transform), "/fieldsMap/0/transform", token)]);
        }
        Tester::new(&RULE)
            .passes(&[
                r#"{"fieldsMap": [{"destinationField": "sAMAccountName", "objectType": 1, "transform": "Static:value=a:b"}]}"#,
                r#"{"fieldsMap": [{"destinationField": "sAMAccountName", "objectType": 1, "transform": "Static:value=a:b"}], "settings": [{"key": "Destination.ProviderName", "value": "SQL Server"}]}"#,
                r#"{"fieldsMap": [{"destinationField": "cn", "objectType": 1, "transform": "Static:value=a:b"}], "settings": [{"key": "Destination.ProviderName", "value": "Active Directory"}]}"#,
            ])
            .check_doc_examples();
    }

    #[test]
    fn recognizes_object_types_by_name() {
        let text = r#"{"fieldsMap": [{"destinationField": "samaccountname", "objectType": 2, "transform": "Left:field=Mail;length=64"}], "objectsOption": [{"objectType": 2, "displayName": "Mailbox-enabled User"}], "settings": [{"key": "Destination.ProviderName", "value": "Active Directory"}]}"#;
        Tester::new(&RULE).fails(&[(text, "/fieldsMap/0/transform", "64")]);
        Tester::new(&RULE).passes(&[&text.replace("Mailbox-enabled User", "Contact")]);
    }
}
