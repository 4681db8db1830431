//! `mandatory-attribute`

use std::collections::BTreeSet;

use crate::catalog::{Directory, ObjectKind, SideSetting, are_synonyms, required_attributes, usual_key};
use crate::job::{FieldRow, ObjectOption, SideName};
use crate::rule::{Location, Subject};
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
    summary: "an attribute that new objects need and no row fills",
    page: rule_page!("mandatory-attribute"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, report: &mut RuleContext) {
    let Some(directory) = job.side(SideName::Destination).provider().and_then(Directory::from_provider)
    else {
        return;
    };
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
        // Without any row there is no key field either, and one finding says all.
        let rows = job.rows_for_type(number);
        if rows.is_empty() {
            continue;
        }
        let Some(missing) = MissingAttributes::find(directory, kind, has_messaging, rows) else { continue };
        let has_key = rows.iter().any(|row| row.is_key_field() != Some(false));
        let usual_key = usual_key(directory, kind).filter(|_| !has_key);
        // Where no row is the key, the missing attribute that usually is one has been spoken of.
        let (key, others): (MissingAttributes, MissingAttributes) =
            missing.partition(|name| Some(name) == usual_key);
        let to = ObjectContext { job, option, number, directory };
        to.report(&key, true, report);
        to.report(&others, false, report);
    }
}

/// Whether the destination has a messaging system.
fn has_messaging(job: &Job) -> bool {
    let system = job.settings.text(SideSetting::CONFIGURED_MESSAGING_PROVIDER_NAME.destination);
    system.is_some_and(|system| !system.trim().eq_ignore_ascii_case("none"))
}

/// What has no row, with how bad that is.
#[derive(Default)]
struct MissingAttributes(Vec<(&'static str, Severity)>);

impl MissingAttributes {
    /// `None` where a row might be what is missing.
    fn find(directory: Directory, kind: ObjectKind, messaging: bool, rows: &[FieldRow<'_>]) -> Option<Self> {
        let mandatory = required_attributes(directory, kind)?;
        let mapped: Option<Vec<_>> = rows.iter().map(|row| row.literal_destination()).collect();
        let mapped = mapped?;
        let mapped: Vec<&str> = mapped.iter().map(|name| directory.corrected_name(name)).collect();
        let with_messaging = if messaging { mandatory.with_messaging } else { &[] };
        let lists = [
            (mandatory.required, Severity::Error),
            (mandatory.expected, Severity::Warning),
            (with_messaging, Severity::Warning),
            (mandatory.conditional, Severity::Info),
        ];
        let all = lists.iter().flat_map(|(names, severity)| names.iter().map(|name| (*name, *severity)));
        let missing = all.filter(|(name, _)| !mapped.iter().any(|row| are_synonyms(row, name)));
        Some(Self(missing.collect()))
    }

    fn partition(self, first: impl Fn(&str) -> bool) -> (Self, Self) {
        let (one, other) = self.0.into_iter().partition(|(name, _)| first(name));
        (Self(one), Self(other))
    }
}

/// The object type that something is missing for.
struct ObjectContext<'j, 'd> {
    job: &'j Job<'d>,
    option: &'j ObjectOption<'d>,
    number: i64,
    directory: Directory,
}

impl ObjectContext<'_, '_> {
    fn report(&self, missing: &MissingAttributes, is_key: bool, report: &mut RuleContext) {
        let worst = missing.0.iter().map(|(_, severity)| *severity).max();
        let (Some(worst), Some(at)) =
            (worst.filter(|worst| report.is_enabled(*worst)), self.option.object_type)
        else {
            return;
        };
        let named = |least: Severity| -> Vec<&str> {
            missing.0.iter().filter(|(_, severity)| *severity >= least).map(|(name, _)| *name).collect()
        };
        // What is doubtful is not named beside what is sure.
        let names = named(worst.min(Severity::Warning));
        let (rows, row) =
            if names.len() == 1 { ("row fills", "a row") } else { ("rows fill", "a row for each") };
        let (list, worst_list) = (quoted_list(&names, "and"), quoted_list(&named(worst), "and"));
        let directory = self.directory.name();
        let why = match worst {
            Severity::Error => format!("{directory} cannot create these objects without {worst_list}"),
            Severity::Warning => format!("for {directory}, the product calls {worst_list} mandatory"),
            Severity::Info => {
                format!(
                    "for {directory}, the product calls {worst_list} mandatory, though a job can do without"
                )
            }
        };
        let finding = report.report(at).severity(worst);
        let mut finding = if is_key { finding } else { finding.clear_subjects() }
            .subject(Subject::ObjectType { job: self.job.value.id(), number: self.number })
            .message(format!("no {rows} {list} for new objects of type {}", self.option.describe()))
            .label(if names.len() == 1 { "created without it" } else { "created without them" })
            .help(format!("add {row} to `fieldsMap`, or set `isCreate` to `false`: {why}"));
        if let Some(map) = self.job.field_map {
            finding = finding.related(Location::opening_bracket(map), "none of these rows does");
        }
        if let Some(create) = self.option.is_create {
            finding.related(create, "objects are created");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linter::{FileOrigin, Linter, Scratch};
    use crate::rules::testing::Tester;

    const AD: &str = "Active Directory";
    const ENTRA: &str = "Microsoft Entra ID";

    /// A job that creates objects of a type; the first field is the key.
    fn job(provider: &str, object: &str, fields: &[&str]) -> String {
        with(provider, object, "true", "", fields)
    }

    fn with(provider: &str, object: &str, create: &str, settings: &str, fields: &[&str]) -> String {
        let rows: Vec<String> = fields
            .iter()
            .enumerate()
            .map(|(at, field)| {
                format!(r#"{{"destinationField": "{field}", "objectType": 3, "isKey": {}}}"#, at == 0)
            })
            .collect();
        format!(
            r#"{{"fieldsMap": [{}], "objectsOption": [{{"objectType": 3, "displayName": "{object}", "isSelected": true, "isCreate": {create}}}], "settings": [{{"key": "Destination.ProviderName", "value": "{provider}"}}{settings}]}}"#,
            rows.join(", ")
        )
    }

    fn found(text: &str) -> Vec<(Severity, String)> {
        let checked = Linter::default().lint(text.as_bytes(), FileOrigin::Explicit, &mut Scratch::default());
        let ours = checked.diagnostics.into_iter().filter(|found| found.rule == RULE.name);
        ours.map(|found| (found.severity, found.message)).collect()
    }

    #[test]
    fn table() {
        let passing = [
            job(AD, "User", &["SAMACCOUNTNAME", "cn", "givenname", "surname", "unicodePwd"]),
            // Misspelt ones are reported as that.
            job(AD, "User", &["sAMAcountName", "cn", "givenNmae", "sn", "passwrod"]),
            job(AD, "Contact", &["cn"]),
            job(AD, "Linked Mailbox", &["cn"]),
            job(AD, "Group", &["sAMAccountName", "cn", "displayName", "groupType", "member"]),
            job(ENTRA, "Group", &["displayname", "description", "grouptype"]),
            // Nothing is created, or nobody knows.
            with(AD, "User", "false", "", &["sAMAccountName"]),
            with(AD, "User", "null", "", &["sAMAccountName"]),
            job(AD, "Computer", &["cn"]),
            job(AD, "User", &["sAMAccountName", "${FIELD}"]),
            job(AD, "User", &["sAMAccountName", ""]),
            // No rows at all: there is no key field.
            job(AD, "User", &[]),
            job("Generic LDAP", "inetOrgPerson", &["uid"]),
            job("Google Workspace", "User", &["primaryEmail"]),
            job("SQL Server", "User", &["id"]),
            job("Something", "User", &["id"]),
        ];
        let passing: Vec<&str> = passing.iter().map(String::as_str).collect();
        Tester::new(&RULE)
            .passes(&passing)
            .fails(&[
                (
                    &job(AD, "User", &["cn", "givenName", "sn", "password"]),
                    "/objectsOption/0/objectType",
                    "3",
                ),
                (&job(ENTRA, "Group", &["displayName", "groupType"]), "/objectsOption/0/objectType", "3"),
            ])
            .check_doc_examples();
    }

    #[test]
    fn one_finding_lists_all_with_highest_severity() {
        let of_type = "for new objects of type 3";
        for (job, severity, message) in [
            (
                job(AD, "User", &["sAMAccountName", "cn", "sn", "password"]),
                Severity::Warning,
                format!("no row fills `givenName` {of_type} (User)"),
            ),
            (
                job(AD, "User", &["cn", "sn", "password"]),
                Severity::Error,
                format!("no rows fill `sAMAccountName` and `givenName` {of_type} (User)"),
            ),
            (
                job(AD, "Mail-enabled Contact", &["cn"]),
                Severity::Warning,
                format!(
                    "no rows fill `displayName`, `givenName`, `mailNickname`, `sn` and `targetAddress` {of_type} (Mail-enabled Contact)"
                ),
            ),
            (
                job(ENTRA, "Mailbox-enabled User", &["userPrincipalName", "password"]),
                Severity::Warning,
                format!(
                    "no rows fill `accountEnabled`, `directoryRole`, `displayName`, `givenName`, `mailNickname` and 3 more {of_type} (Mailbox-enabled User)"
                ),
            ),
            (
                job(AD, "Group", &["sAMAccountName", "cn", "displayName", "groupType"]),
                Severity::Info,
                format!("no row fills `member` {of_type} (Group)"),
            ),
            (
                job(AD, "Group", &["sAMAccountName", "cn", "displayName"]),
                Severity::Warning,
                format!("no row fills `groupType` {of_type} (Group)"),
            ),
        ] {
            assert_eq!(found(&job), [(severity, message)], "{job}");
        }
    }

    #[test]
    fn requires_mail_nickname_with_messaging_provider() {
        let fields = ["displayName", "description", "groupType"];
        let messaging = |name: &str| {
            format!(r#", {{"key": "Destination.ConfiguredMessagingProviderName", "value": "{name}"}}"#)
        };
        assert_eq!(found(&with(ENTRA, "Group", "true", &messaging("Office 365"), &fields)).len(), 1);
        assert!(found(&with(ENTRA, "Group", "true", &messaging("None"), &fields)).is_empty());
        assert!(found(&with(ENTRA, "Group", "true", &messaging(""), &fields)).is_empty());
    }

    #[test]
    fn reports_missing_key_row_once() {
        let no_key = |fields: &[&str]| job(AD, "User", fields).replace("\"isKey\": true", "\"isKey\": false");
        assert_eq!(found(&no_key(&["cn", "givenName", "sn", "password"])), []);
        // Another attribute that is missing is another mistake, with the key's row or without it.
        let message = "no row fills `cn` for new objects of type 3 (User)".to_owned();
        assert_eq!(found(&no_key(&["givenName", "sn", "password"])), [(Severity::Error, message.clone())]);
        assert_eq!(
            found(&no_key(&["sAMAccountName", "givenName", "sn", "password"])),
            [(Severity::Error, message)]
        );
    }

    #[test]
    fn reports_wrong_destination_once() {
        let twice = |source: &str| {
            job(AD, "User", &["sAMAccountName", "cn", "givenName", "givenName", "password"])
                .replacen(
                    r#""destinationField": "givenName""#,
                    r#""sourceField": "First", "transform": "", "destinationField": "givenName""#,
                    1,
                )
                .replacen(
                    r#"{"destinationField": "givenName""#,
                    &format!(
                        r#"{{"sourceField": "{source}", "transform": "", "destinationField": "givenName""#
                    ),
                    1,
                )
        };
        assert_eq!(found(&twice("Last")), []);
        // A copy of a row was not meant for another field.
        assert_eq!(found(&twice("First")).len(), 1);
    }
}
