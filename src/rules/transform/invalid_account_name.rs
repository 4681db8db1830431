//! `invalid-account-name`

use crate::catalog::{FORBIDDEN_IN_ACCOUNT_NAME, MAX_ACCOUNT_NAME_LENGTH, Provider, object_type_name};
use crate::job::{FieldRow, RowTransform, SideName};
use crate::language::transform::{SpannedStr, TransformBody, known_kind};
use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    name: "invalid-account-name",
    group: Group::Transform,
    severity: Severity::Error,
    summary: "`sAMAccountName` that Active Directory rejects",
    page: rule_page!("invalid-account-name"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, ctx: &mut RuleContext) {
    if !job.side(SideName::Destination).is_provider(Provider::ACTIVE_DIRECTORY) {
        return;
    }
    for transform in job.transforms() {
        if !transform.row.destination().trim().eq_ignore_ascii_case("sAMAccountName") {
            continue;
        }
        let Some(parsed) = transform.parsed() else { continue };
        let name = AccountName { transform, is_user: is_user_row(job, &transform.row) };
        match &parsed.body {
            TransformBody::Static(value) => name.check_literal(value, "the static value", ctx),
            TransformBody::Join { separator, .. } => name.check_literal(separator, "the separator", ctx),
            TransformBody::Parameters(parameters) => {
                let kind = known_kind(parsed.kind.text).map_or("", |kind| kind.name);
                name.check_lengths(kind, parameters, ctx);
            }
            TransformBody::Script(_) => {}
        }
    }
}

/// Whether the row belongs to a kind of user, by the name of its object type or else by the number.
fn is_user_row(job: &Job, row: &FieldRow<'_>) -> bool {
    let Some(number) = row.type_number() else { return false };
    let option = job.object_for_type(number);
    let name = option.and_then(|option| option.display_name).and_then(NodeRef::string);
    let name = name.as_deref().or_else(|| object_type_name(number)).unwrap_or_default().to_ascii_lowercase();
    name.contains("user") || name.contains("linked mailbox")
}

/// An account name that a transform produces.
struct AccountName<'j, 'd> {
    transform: &'j RowTransform<'d>,
    is_user: bool,
}

impl AccountName<'_, '_> {
    /// Checks text that is part of every account name.
    fn check_literal(&self, text: &SpannedStr<'_>, subject: &str, ctx: &mut RuleContext) {
        let is_forbidden = |character: &char| FORBIDDEN_IN_ACCOUNT_NAME.contains(character);
        let forbidden = text.text.char_indices().find(|(_, character)| is_forbidden(character));
        if let Some((offset, character)) = forbidden {
            let start = text.range.start + offset;
            let range = start..start + character.len_utf8();
            let Some(location) = Location::in_string(self.transform.value, &range) else { return };
            let all: Vec<String> = FORBIDDEN_IN_ACCOUNT_NAME.iter().map(char::to_string).collect();
            ctx.report(location)
                .severity(if self.is_user { Severity::Error } else { Severity::Warning })
                .message(format!("`{character}` is not allowed in a sAMAccountName"))
                .label("Active Directory rejects such a name")
                .help(format!("remove it from {subject}; none of {} is allowed", all.join(" ")));
            return;
        }
        let length = text.text.chars().count();
        // The length of variables and placeholders is not known.
        let is_literal = !ctx.has_placeholder(text.text) && !text.text.contains('%');
        if self.is_user && length > MAX_ACCOUNT_NAME_LENGTH && is_literal {
            let Some(location) = Location::in_transform(self.transform, text) else { return };
            ctx.report(location)
                .severity(Severity::Warning)
                .message(format!(
                    "{subject} has {length} characters, but the sAMAccountName of a user has at most \
                     {MAX_ACCOUNT_NAME_LENGTH}"
                ))
                .help("shorten it: Active Directory rejects longer names");
        }
    }

    /// Checks how many characters are taken from a field. The names of these parameters are not
    /// documented, and a Substring also has one for the start.
    fn check_lengths(
        &self,
        kind: &str,
        parameters: &[(SpannedStr<'_>, SpannedStr<'_>)],
        ctx: &mut RuleContext,
    ) {
        if !self.is_user {
            return;
        }
        for (name, count) in parameters {
            let lower = name.text.to_ascii_lowercase();
            let is_length = match kind {
                "Left" => true,
                "Substring" => ["len", "count", "number"].iter().any(|word| lower.contains(word)),
                _ => false,
            };
            let is_too_long =
                count.text.trim().parse::<usize>().is_ok_and(|count| count > MAX_ACCOUNT_NAME_LENGTH);
            if lower.trim() == "field" || !is_length || !is_too_long {
                continue;
            }
            let Some(location) = Location::in_transform(self.transform, count) else { return };
            ctx.report(location)
                .severity(Severity::Warning)
                .message(format!(
                    "{kind} takes up to {} characters, but the sAMAccountName of a user has at most \
                     {MAX_ACCOUNT_NAME_LENGTH}",
                    count.text.trim()
                ))
                .help(format!(
                    "take {MAX_ACCOUNT_NAME_LENGTH} or fewer: Active Directory rejects longer names"
                ));
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::rules::builders::{JobBuilder, job};
    use crate::rules::testing::Tester;

    fn ad_job(field: &str, object_type: Value, transform: &str) -> JobBuilder {
        job().destination("Active Directory").row(row(field, object_type, transform))
    }

    #[allow(clippy::needless_pass_by_value)]
    fn row(field: &str, object_type: Value, transform: &str) -> Value {
        json!({ "destinationField": field, "objectType": object_type, "transform": transform })
    }

    #[test]
    fn table() {
        let tester = Tester::new(&RULE);
        for (object_type, transform) in [
            (json!(1), "Join:field=First;separator=_api_;field=Last"),
            (json!(1), "Join:field=First, Middle;separator=.;field=Last"),
            (json!(1), "Static:value=svc-${SITE}-with-a-long-name-after-it"),
            (json!(1), "Static:value=svc-%COMPUTERNAME%-0123456789"),
            (json!(1), "Static:value=abcdefghijklmnopqrst"),
            (json!(1), "Script:text=DTM.Result = \"a:b\""),
            (json!(1), "Left:field=Mail;length=20"),
            (json!(1), "Substring:field=Mail;start=30;length=8"),
            (json!(1), "Resolve:filter=cn=\"a\""),
            (json!(1), ""),
            (json!(4), "Static:value=A group may have a longer name than this"),
            (json!(7), "Left:field=Mail;length=64"),
            (json!(null), "Left:field=Mail;length=64"),
        ] {
            tester.passes(&[&ad_job("sAMAccountName", object_type, transform).text()]);
        }
        for (object_type, transform, marked) in [
            (json!(1), "Join:field=First;separator=, ;field=Last", ","),
            (json!(1), r"Static:value=CORP\svc", r"\\"),
            (json!(1), "Static:value=abcdefghijklmnopqrstu", "abcdefghijklmnopqrstu"),
            (json!(1), "Left:field=Mail;count=21", "21"),
            (json!(1), "Substring:field=Mail;start=1;length=40", "40"),
            (json!(4), "Static:value=a*b", "*"),
        ] {
            let text = ad_job("sAMAccountName", object_type, transform).text();
            tester.fails(&[(&text, "/fieldsMap/0/transform", marked)]);
        }
        let invalid = || row("sAMAccountName", json!(1), "Static:value=a:b");
        tester
            .passes(&[
                &job().row(invalid()).text(),
                &job().row(invalid()).destination("SQL Server").text(),
                &ad_job("cn", json!(1), "Static:value=a:b").text(),
            ])
            .check_doc_examples();
    }

    #[test]
    fn recognizes_object_types_by_name() {
        let text = |name: &str| {
            let option = json!({ "objectType": 2, "displayName": name });
            ad_job("samaccountname", json!(2), "Left:field=Mail;length=64").object(option).text()
        };
        Tester::new(&RULE)
            .fails(&[(&text("Mailbox-enabled User"), "/fieldsMap/0/transform", "64")])
            .passes(&[&text("Contact")]);
    }
}
