//! `delete-with-partial-source`

use crate::job::{ParsedQuery, Query, QueryText, SideName};
use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    name: "delete-with-partial-source",
    group: Group::Objects,
    severity: Severity::Warning,
    superseded_by: &["delete-on-directory"],
    summary: "objects that the source query excludes are deleted",
    page: rule_page!("delete-with-partial-source"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, ctx: &mut RuleContext) {
    for (number, option) in job.selected_objects().filter(|(_, option)| option.deletes() == Some(true)) {
        let Some(is_delete) = option.is_delete else { continue };
        let matches = |query: &Query, side| query.side() == Some(side) && query.type_number() == Some(number);
        let incremental = job
            .queries
            .iter()
            .filter(|query| matches(query, SideName::Source))
            .filter_map(|query| query.update_all)
            .find(|update_all| update_all.boolean() == Some(false));
        let texts = |side| job.query_texts().iter().filter(move |text| matches(&text.query, side));
        let restriction = texts(SideName::Source)
            .find_map(|text| Some((text, text.restriction()?)))
            .filter(|_| !texts(SideName::Destination).any(may_be_partial));
        let (reason, help) = match (incremental, &restriction) {
            (None, None) => continue,
            (Some(_), _) => ("their records did not change", INCREMENTAL_HELP),
            (None, Some(_)) => ("the source query excludes them", RESTRICTED_HELP),
        };
        let mut diagnostic = ctx
            .report(is_delete)
            .message(format!("objects of type {} are deleted if {reason}", option.describe()))
            .label("deletes objects that are not read")
            .help(help);
        if let Some(update_all) = incremental {
            diagnostic = diagnostic.related(update_all, "reads only changed records");
        }
        if let Some((text, range)) = restriction {
            diagnostic.related(Location::in_query(text, &range), "excludes objects");
        }
    }
}

const INCREMENTAL_HELP: &str = "write `\"updateAll\": true` in the source query, or `\"isDelete\": false` here: \
     unchanged records are not read, and an object that is not read counts as removed";

const RESTRICTED_HELP: &str = "read all records, restrict the destination query in the same way, or write \
     `\"isDelete\": false` here: an object that the source query excludes counts as removed";

/// Whether a destination query is or may be restricted.
fn may_be_partial(text: &QueryText) -> bool {
    match &text.parsed {
        ParsedQuery::Sql(sql) => sql.has_placeholder || sql.has_row_filter(),
        ParsedQuery::Filter(_) => {
            text.is_partial() || text.value.placeholders().is_unresolved(text.decoded.text())
        }
        ParsedQuery::Unknown => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::Tester;

    fn with(option: &str, source: &str, update_all: &str, destination: &str) -> String {
        format!(
            r#"{{"objectsOption": [{{"objectType": 1, {option}}}], "syncQuery": [{{"objectType": 1, "isSource": true, "queryType": "SQL", "query": "{source}", "updateAll": {update_all}}}, {{"objectType": 1, "isSource": false, "queryType": "SQL", "query": "{destination}", "updateAll": false}}]}}"#
        )
    }

    const DELETE: &str = r#""isSelected": true, "isDelete": true"#;
    const ALL: &str = "SELECT * FROM Staff";
    const SOME: &str = "SELECT * FROM Staff WHERE Dept = 'HR'";

    #[test]
    fn table() {
        let filter = |condition: &str| {
            with(DELETE, &format!(r#"objectClass is exactly \"user\"{condition}"#), "true", ALL).replacen(
                "\"SQL\"",
                "\"GroupID\"",
                1,
            )
        };
        let at = "/objectsOption/0/isDelete";
        let of_other_type = with(DELETE, SOME, "true", ALL).replacen(
            r#"{"objectType": 1, "isSource": true"#,
            r#"{"objectType": 4, "isSource": true"#,
            1,
        );
        Tester::new(&RULE)
            .passes(&[
                &with(DELETE, ALL, "true", ALL),
                &with(DELETE, "SELECT [where], 'x WHERE y' FROM Staff -- WHERE 1", "true", ALL),
                &with(r#""isSelected": true, "isDelete": false"#, SOME, "false", ALL),
                &with(r#""isSelected": false, "isDelete": true"#, SOME, "false", ALL),
                &with(r#""isSelected": true, "isDelete": null"#, SOME, "false", ALL),
                // Both sides are or may be restricted.
                &with(DELETE, SOME, "true", SOME),
                &with(DELETE, SOME, "true", "SELECT * FROM Phonebook ${CONDITION}"),
                &with(DELETE, "${QUERY}", "true", ALL),
                &with(DELETE, ALL, "\"false\"", ALL),
                &with(DELETE, SOME, "true", ALL).replace("\"SQL\"", "\"LDAP\""),
                &filter(""),
                &of_other_type,
                r#"{"objectsOption": [{"objectType": 1, "isDelete": true}]}"#,
            ])
            .fails(&[
                (&with(DELETE, SOME, "true", ALL), at, "true"),
                (&with(DELETE, "SELECT TOP 10 * FROM Staff", "true", ALL), at, "true"),
                (&with(DELETE, ALL, "false", SOME), at, "true"),
                (&with(DELETE, SOME, "false", ALL), at, "true"),
                (&filter(r#" and department is exactly \"HR\""#), at, "true"),
            ])
            .check_doc_examples();
    }

    #[test]
    fn reports_directory_deletion_once() {
        let job = with(DELETE, SOME, "true", r#"objectClass is exactly \"user\""#).replacen(
            '{',
            r#"{"settings": [{"key": "Destination.ProviderName", "value": "Active Directory", "dataType": "System.String"}], "#,
            1,
        );
        assert_eq!(Tester::new(&RULE).findings(&job), []);
    }
}
