//! `mandatory-attribute`

use std::collections::BTreeSet;

use crate::catalog::{Directory, ObjectKind, SideSetting, are_synonyms, required_attributes, usual_key};
use crate::job::{FieldRow, ObjectOption, SideName};
use crate::rules::prelude::*;
use crate::text::quoted_list;

pub(crate) static RULE: Rule = Rule {
    name: "mandatory-attribute",
    group: Group::Mapping,
    severity: Severity::Warning,
    superseded_by: &[
        "object-type-mismatch",
        "one-key-field",
        "duplicate-destination",
        "disables-created-account",
    ],
    summary: "attribute required for new objects is not mapped",
    page: rule_page!("mandatory-attribute"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, ctx: &mut RuleContext) {
    let destination = job.side(SideName::Destination).provider();
    let Some(directory) = destination.and_then(Directory::from_provider) else { return };
    if job.has_row_without_type() {
        return;
    }
    let has_messaging = has_messaging(job);
    let mut seen = BTreeSet::new();
    for (number, option) in job.selected_objects() {
        let Some(kind) = option.kind().filter(|_| option.creates() == Some(true) && seen.insert(number))
        else {
            continue;
        };
        // An object type without rows has no key field either, which `one-key-field` reports.
        let rows = job.rows_for_type(number);
        if rows.is_empty() {
            continue;
        }
        let Some(missing) = MissingAttributes::find(directory, kind, has_messaging, rows) else { continue };
        let has_key = rows.iter().any(|row| row.is_key_field() != Some(false));
        let usual_key = usual_key(directory, kind).filter(|_| !has_key);
        // Without a key field, the usual key is reported separately: `one-key-field` supersedes only that.
        let (key, others): (MissingAttributes, MissingAttributes) =
            missing.partition(|name| Some(name) == usual_key);
        let created = CreatedType { job, option, number, directory };
        created.report(&key, true, ctx);
        created.report(&others, false, ctx);
    }
}

/// An object type whose objects are created.
struct CreatedType<'j, 'd> {
    job: &'j Job<'d>,
    option: &'j ObjectOption<'d>,
    number: i64,
    directory: Directory,
}

impl CreatedType<'_, '_> {
    fn report(&self, missing: &MissingAttributes, is_key: bool, ctx: &mut RuleContext) {
        let Some(severity) = missing.severity().filter(|severity| ctx.is_enabled(*severity)) else { return };
        let Some(object_type) = self.option.object_type else { return };
        // Conditional attributes are not listed together with certain ones.
        let names = missing.names(severity.min(Severity::Warning));
        let (rows, row, pronoun) = match names.len() {
            1 => ("row maps", "a row", "it"),
            _ => ("rows map", "a row for each", "them"),
        };
        let reason = self.reason(&quoted_list(&missing.names(severity), "and"), severity);
        let finding = ctx.report(object_type).severity(severity);
        let mut finding = if is_key { finding } else { finding.clear_subjects() }
            .subject(Subject::object_type(self.job, self.number))
            .message(format!(
                "no {rows} {} for new objects of type {}",
                quoted_list(&names, "and"),
                self.option.describe()
            ))
            .label(format!("created without {pronoun}"))
            .help(format!("add {row} to `fieldsMap`, or set `isCreate` to `false`: {reason}"));
        if let Some(field_map) = self.job.field_map {
            finding = finding
                .related(Location::opening_bracket(field_map), format!("none of these rows maps {pronoun}"));
        }
        if let Some(create) = self.option.is_create {
            finding.related(create, "objects are created");
        }
    }

    fn reason(&self, names: &str, severity: Severity) -> String {
        let directory = self.directory.name();
        match severity {
            Severity::Error => format!("{directory} cannot create these objects without {names}"),
            Severity::Warning => {
                format!("the product documentation lists {names} as mandatory for {directory}")
            }
            Severity::Info => format!(
                "the product documentation lists {names} as mandatory for {directory}, but a job can omit \
                 this"
            ),
        }
    }
}

/// Whether the destination has a messaging system.
fn has_messaging(job: &Job) -> bool {
    let system = job.settings.text(SideSetting::CONFIGURED_MESSAGING_PROVIDER_NAME.destination);
    system.is_some_and(|system| !system.trim().eq_ignore_ascii_case("none"))
}

/// Required attributes that are not mapped, with the severity of each.
#[derive(Default)]
struct MissingAttributes(Vec<(&'static str, Severity)>);

impl MissingAttributes {
    /// Returns `None` if a row with an unknown destination field could map a missing attribute.
    fn find(directory: Directory, kind: ObjectKind, messaging: bool, rows: &[FieldRow<'_>]) -> Option<Self> {
        let required = required_attributes(directory, kind)?;
        let mapped: Option<Vec<&str>> = rows.iter().map(|row| row.literal_destination()).collect();
        let mapped: Vec<&str> = mapped?.iter().map(|name| directory.corrected_name(name)).collect();
        let with_messaging = if messaging { required.with_messaging } else { &[] };
        let lists = [
            (required.required, Severity::Error),
            (required.expected, Severity::Warning),
            (with_messaging, Severity::Warning),
            (required.conditional, Severity::Info),
        ];
        let all = lists.iter().flat_map(|(names, severity)| names.iter().map(|name| (*name, *severity)));
        let missing = all.filter(|(name, _)| !mapped.iter().any(|row| are_synonyms(row, name)));
        Some(Self(missing.collect()))
    }

    fn partition(self, predicate: impl Fn(&str) -> bool) -> (Self, Self) {
        let (matching, others) = self.0.into_iter().partition(|(name, _)| predicate(name));
        (Self(matching), Self(others))
    }

    /// The highest severity.
    fn severity(&self) -> Option<Severity> {
        self.0.iter().map(|(_, severity)| *severity).max()
    }

    /// The attributes with at least this severity.
    fn names(&self, min_severity: Severity) -> Vec<&'static str> {
        self.0.iter().filter(|(_, severity)| *severity >= min_severity).map(|(name, _)| *name).collect()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::rules::builders::{JobBuilder, job};
    use crate::rules::testing::Tester;

    const AD: &str = "Active Directory";
    const ENTRA: &str = "Microsoft Entra ID";

    /// A job that creates objects of a type and maps these fields; the first one is the key.
    fn job_with_fields(provider: &str, object: &str, fields: &[&str]) -> String {
        builder(provider, object, json!(true), fields).text()
    }

    #[allow(clippy::needless_pass_by_value)]
    fn builder(provider: &str, object: &str, create: Value, fields: &[&str]) -> JobBuilder {
        let rows = fields
            .iter()
            .enumerate()
            .map(|(index, field)| json!({ "destinationField": field, "objectType": 3, "isKey": index == 0 }));
        rows.fold(job().destination(provider), JobBuilder::row).object(json!({
            "objectType": 3, "displayName": object, "isSelected": true, "isCreate": create
        }))
    }

    fn findings(text: &str) -> Vec<(Severity, String)> {
        let found = Tester::new(&RULE).findings(text);
        found.into_iter().map(|found| (found.severity, found.message)).collect()
    }

    #[test]
    fn table() {
        let tester = Tester::new(&RULE);
        for (provider, object, fields) in [
            (AD, "User", &["SAMACCOUNTNAME", "cn", "givenname", "surname", "unicodePwd"][..]),
            // `misspelled-attribute` reports these.
            (AD, "User", &["sAMAcountName", "cn", "givenNmae", "sn", "passwrod"]),
            (AD, "Contact", &["cn"]),
            (AD, "Linked Mailbox", &["cn"]),
            (AD, "Group", &["sAMAccountName", "cn", "displayName", "groupType", "member"]),
            (ENTRA, "Group", &["displayname", "description", "grouptype"]),
            // An unknown kind of object, an unknown field.
            (AD, "Computer", &["cn"]),
            (AD, "User", &["sAMAccountName", "${FIELD}"]),
            (AD, "User", &["sAMAccountName", ""]),
            ("Generic LDAP", "inetOrgPerson", &["uid"]),
            ("Google Workspace", "User", &["primaryEmail"]),
            ("SQL Server", "User", &["id"]),
            ("Something", "User", &["id"]),
        ] {
            tester.passes(&[&job_with_fields(provider, object, fields)]);
        }
        tester.passes(&[
            &builder(AD, "User", json!(false), &["sAMAccountName"]).text(),
            &builder(AD, "User", json!(null), &["sAMAccountName"]).text(),
            // Without rows there is no key field.
            &builder(AD, "User", json!(true), &[]).member("fieldsMap", json!([])).text(),
        ]);
        tester
            .fails(&[
                (
                    &job_with_fields(AD, "User", &["cn", "givenName", "sn", "password"]),
                    "/objectsOption/0/objectType",
                    "3",
                ),
                (
                    &job_with_fields(ENTRA, "Group", &["displayName", "groupType"]),
                    "/objectsOption/0/objectType",
                    "3",
                ),
            ])
            .check_doc_examples();
    }

    #[test]
    fn one_finding_lists_all_with_highest_severity() {
        use Severity::{Error, Info, Warning};
        for (provider, object, fields, severity, message) in [
            (
                AD,
                "User",
                &["sAMAccountName", "cn", "sn", "password"][..],
                Warning,
                "no row maps `givenName` for new objects of type 3 (User)",
            ),
            (
                AD,
                "User",
                &["cn", "sn", "password"],
                Error,
                "no rows map `sAMAccountName` and `givenName` for new objects of type 3 (User)",
            ),
            (
                AD,
                "Mail-enabled Contact",
                &["cn"],
                Warning,
                "no rows map `displayName`, `givenName`, `mailNickname`, `sn` and `targetAddress` for new \
                 objects of type 3 (Mail-enabled Contact)",
            ),
            (
                ENTRA,
                "Mailbox-enabled User",
                &["userPrincipalName", "password"],
                Warning,
                "no rows map `accountEnabled`, `directoryRole`, `displayName`, `givenName`, `mailNickname` \
                 and 3 more for new objects of type 3 (Mailbox-enabled User)",
            ),
            (
                AD,
                "Group",
                &["sAMAccountName", "cn", "displayName", "groupType"],
                Info,
                "no row maps `member` for new objects of type 3 (Group)",
            ),
            (
                AD,
                "Group",
                &["sAMAccountName", "cn", "displayName"],
                Warning,
                "no row maps `groupType` for new objects of type 3 (Group)",
            ),
        ] {
            let text = job_with_fields(provider, object, fields);
            assert_eq!(findings(&text), [(severity, message.to_owned())], "{text}");
        }
    }

    #[test]
    fn requires_mail_nickname_with_messaging_provider() {
        let count = |messaging: &str| {
            let text = builder(ENTRA, "Group", json!(true), &["displayName", "description", "groupType"])
                .setting("Destination.ConfiguredMessagingProviderName", messaging)
                .text();
            findings(&text).len()
        };
        assert_eq!(["Office 365", "None", ""].map(count), [1, 0, 0]);
    }

    #[test]
    fn reports_missing_key_row_once() {
        let without_key = |fields: &[&str]| {
            findings(&job_with_fields(AD, "User", fields).replace("\"isKey\":true", "\"isKey\":false"))
        };
        assert_eq!(without_key(&["cn", "givenName", "sn", "password"]), []);
        // Another missing attribute is another mistake, with or without the row of the usual key.
        let expected = [(Severity::Error, "no row maps `cn` for new objects of type 3 (User)".to_owned())];
        assert_eq!(without_key(&["givenName", "sn", "password"]), expected);
        assert_eq!(without_key(&["sAMAccountName", "givenName", "sn", "password"]), expected);
    }

    #[test]
    fn reports_wrong_destination_once() {
        let given_name = |source: &str| {
            json!({
                "destinationField": "givenName", "objectType": 3, "sourceField": source, "transform": ""
            })
        };
        let with_second_row = |source: &str| {
            let job = builder(AD, "User", json!(true), &["sAMAccountName", "cn", "password"]);
            findings(&job.row(given_name("First")).row(given_name(source)).text())
        };
        // The second row was probably intended for `sn`.
        assert_eq!(with_second_row("Last"), []);
        // A copy of a row was not intended for another field.
        assert_eq!(with_second_row("First").len(), 1);
    }
}
