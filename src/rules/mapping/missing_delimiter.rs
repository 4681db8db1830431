//! `missing-delimiter`

use crate::catalog::{Cardinality, Directory, ProviderClass};
use crate::job::{FieldRow, SideName};
use crate::rules::prelude::*;
use crate::text::is_blank;

pub(crate) static RULE: Rule = Rule {
    name: "missing-delimiter",
    group: Group::Mapping,
    severity: Severity::Info,
    summary: "a field with several values against a table, without a delimiter",
    page: rule_page!("missing-delimiter"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, report: &mut RuleContext) {
    if !report.is_enabled(Severity::Info) {
        return;
    }
    let [source, destination] = job.sides();
    let (many, table, directory) = match (source.class(), destination.class()) {
        (Some(ProviderClass::Table), Some(ProviderClass::Directory)) => {
            (SideName::Destination, SideName::Source, destination.provider())
        }
        (Some(ProviderClass::Directory), Some(ProviderClass::Table)) => {
            (SideName::Source, SideName::Destination, source.provider())
        }
        _ => return,
    };
    let Some(directory) = directory.and_then(Directory::from_provider) else { return };
    for row in job.rows.iter().filter(|row| is_copy_without_delimiter(row)) {
        let (field, cell) = match many {
            SideName::Destination => (row.destination_field, row.source_field),
            SideName::Source => (row.source_field, row.destination_field),
        };
        let (Some(field), Some(cell), Some(delimiter)) = (field, cell, row.delimiter) else { continue };
        let Some(known) = field.string().and_then(|name| directory.attribute(&name)) else { continue };
        if known.cardinality != Cardinality::Multiple || known.name == "member" {
            continue;
        }
        let (name, column) = (report.quote(field), report.quote(cell));
        report
            .report(delimiter)
            .message(format!("{name} holds several values, column {column} one text, and there is no delimiter"))
            .label("no delimiter")
            .related(field, "several values")
            .help(match table {
                SideName::Source => format!("write what separates the values in {column}, such as `;`; leave it empty if there is never more than one"),
                SideName::Destination => format!("write what should stand between the values in {column}, such as `;`; leave it empty if there is never more than one"),
            });
    }
}

/// Whether the row copies a field as it is, and says of no delimiter.
fn is_copy_without_delimiter(row: &FieldRow<'_>) -> bool {
    let blank = |value: Option<NodeRef<'_>>| {
        value.is_some_and(|value| value.string().is_some_and(|text| is_blank(&text)) || is_null(value))
    };
    // A blank may well separate values.
    let no_delimiter = row.delimiter.is_some_and(|delimiter| {
        delimiter.string().is_some_and(|text| text.is_empty()) || is_null(delimiter)
    });
    no_delimiter && blank(row.transform) && !blank(row.source_field)
}

fn is_null(value: NodeRef<'_>) -> bool {
    value.kind() == crate::json::NodeKind::Null
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::Tester;

    fn job(source: &str, destination: &str, row: &str) -> String {
        format!(
            r#"{{"fieldsMap": [{{{row}}}], "settings": [{{"key": "Source.ProviderName", "value": "{source}"}}, {{"key": "Destination.ProviderName", "value": "{destination}"}}]}}"#
        )
    }

    #[test]
    fn table() {
        let [sql, ad] = ["SQL Server", "Active Directory"];
        let phones = r#""sourceField": "Phones", "destinationField": "otherTelephone", "transform": """#;
        let passing = [
            job(sql, ad, &format!(r#"{phones}, "delimiter": ";""#)),
            job(sql, ad, &format!(r#"{phones}, "delimiter": " ""#)),
            job(sql, ad, phones),
            // One value, or one nearly always; members; transforms make one value.
            job(
                sql,
                ad,
                r#""sourceField": "D", "destinationField": "description", "transform": "", "delimiter": """#,
            ),
            job(
                sql,
                ad,
                r#""sourceField": "M", "destinationField": "member", "transform": "", "delimiter": """#,
            ),
            job(
                sql,
                ad,
                r#""sourceField": "", "destinationField": "proxyAddresses", "transform": "Static:value=a", "delimiter": """#,
            ),
            job(
                sql,
                ad,
                r#""sourceField": "", "destinationField": "proxyAddresses", "transform": "", "delimiter": """#,
            ),
            // No table, or two; a directory whose attributes are not known.
            job(ad, "Microsoft Entra ID", &format!(r#"{phones}, "delimiter": """#)),
            job(sql, "Microsoft Excel", &format!(r#"{phones}, "delimiter": """#)),
            job(sql, "Generic LDAP", &format!(r#"{phones}, "delimiter": """#)),
            job("SCIM", ad, &format!(r#"{phones}, "delimiter": """#)),
        ];
        let passing: Vec<&str> = passing.iter().map(String::as_str).collect();
        Tester::new(&RULE)
            .passes(&passing)
            .fails(&[
                (&job(sql, ad, &format!(r#"{phones}, "delimiter": """#)), "/fieldsMap/0/delimiter", "\"\""),
                (&job("Text/CSV", ad, &format!(r#"{phones}, "delimiter": null"#)), "/fieldsMap/0/delimiter", "null"),
                (
                    &job(ad, "Oracle", r#""sourceField": "PROXYADDRESSES", "destinationField": "MAILS", "transform": "", "delimiter": """#),
                    "/fieldsMap/0/delimiter",
                    "\"\"",
                ),
            ])
            .check_doc_examples();
    }
}
