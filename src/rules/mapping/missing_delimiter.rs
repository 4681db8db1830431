//! `missing-delimiter`

use crate::catalog::{Cardinality, Directory, ProviderClass};
use crate::job::{FieldRow, SideName};
use crate::json::NodeKind;
use crate::rules::prelude::*;
use crate::text::is_blank;

pub(crate) static RULE: Rule = Rule {
    name: "missing-delimiter",
    group: Group::Mapping,
    severity: Severity::Info,
    summary: "multi-valued attribute mapped to a table column without a delimiter",
    page: rule_page!("missing-delimiter"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, ctx: &mut RuleContext) {
    if !ctx.is_enabled(Severity::Info) {
        return;
    }
    let [source, destination] = job.sides();
    let (table, provider) = match (source.class(), destination.class()) {
        (Some(ProviderClass::Table), Some(ProviderClass::Directory)) => {
            (SideName::Source, destination.provider())
        }
        (Some(ProviderClass::Directory), Some(ProviderClass::Table)) => {
            (SideName::Destination, source.provider())
        }
        _ => return,
    };
    let Some(directory) = provider.and_then(Directory::from_provider) else { return };
    for row in job.rows.iter().filter(|row| is_copy_without_delimiter(row)) {
        let (field, column) = match table {
            SideName::Source => (row.destination_field, row.source_field),
            SideName::Destination => (row.source_field, row.destination_field),
        };
        let (Some(field), Some(column), Some(delimiter)) = (field, column, row.delimiter) else { continue };
        let Some(attribute) = field.string().and_then(|name| directory.attribute(&name)) else { continue };
        if attribute.cardinality != Cardinality::Multiple || attribute.name == "member" {
            continue;
        }
        let (name, column) = (ctx.quote(field), ctx.quote(column));
        let separator = match table {
            SideName::Source => format!("the separator that is used in {column}"),
            SideName::Destination => format!("the separator to write to {column}"),
        };
        ctx.report(delimiter)
            .message(format!("{name} is multi-valued, but its mapping to column {column} has no delimiter"))
            .label("no delimiter")
            .related(field, "multi-valued attribute")
            .help(format!(
                "specify {separator}, such as `;`; leave it empty if a cell never contains more than one \
                 value"
            ));
    }
}

/// Whether the row copies a field unchanged and has a delimiter that is empty or `null`.
fn is_copy_without_delimiter(row: &FieldRow<'_>) -> bool {
    let is_null = |value: NodeRef<'_>| value.kind() == NodeKind::Null;
    let is_empty = |value: Option<NodeRef<'_>>| {
        value.is_some_and(|value| value.string().is_some_and(|text| is_blank(&text)) || is_null(value))
    };
    // A space is a possible delimiter.
    let has_no_delimiter = row.delimiter.is_some_and(|delimiter| {
        delimiter.string().is_some_and(|text| text.is_empty()) || is_null(delimiter)
    });
    has_no_delimiter && is_empty(row.transform) && !is_empty(row.source_field)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::rules::builders::job;
    use crate::rules::testing::Tester;

    fn phones(delimiter: Value) -> Value {
        row("Phones", "otherTelephone", "", delimiter)
    }

    #[allow(clippy::needless_pass_by_value)]
    fn row(source: &str, destination: &str, transform: &str, delimiter: Value) -> Value {
        json!({
            "sourceField": source, "destinationField": destination,
            "transform": transform, "delimiter": delimiter
        })
    }

    #[test]
    fn table() {
        let tester = Tester::new(&RULE);
        let [sql, ad] = ["SQL Server", "Active Directory"];
        for (source, destination, row) in [
            (sql, ad, phones(json!(";"))),
            (sql, ad, phones(json!(" "))),
            (
                sql,
                ad,
                json!({ "sourceField": "Phones", "destinationField": "otherTelephone", "transform": "" }),
            ),
            // Usually a single value; members of a group; a transform produces one value.
            (sql, ad, row("D", "description", "", json!(""))),
            (sql, ad, row("M", "member", "", json!(""))),
            (sql, ad, row("", "proxyAddresses", "Static:value=a", json!(""))),
            (sql, ad, row("", "proxyAddresses", "", json!(""))),
            // No table or two tables; a directory whose attributes are not known.
            (ad, "Microsoft Entra ID", phones(json!(""))),
            (sql, "Microsoft Excel", phones(json!(""))),
            (sql, "Generic LDAP", phones(json!(""))),
            ("SCIM", ad, phones(json!(""))),
        ] {
            tester.passes(&[&job().source(source).destination(destination).row(row).text()]);
        }
        for (source, destination, row, marked) in [
            (sql, ad, phones(json!("")), "\"\""),
            ("Text/CSV", ad, phones(json!(null)), "null"),
            (ad, "Oracle", row("PROXYADDRESSES", "MAILS", "", json!("")), "\"\""),
        ] {
            let text = job().source(source).destination(destination).row(row).text();
            tester.fails(&[(&text, "/fieldsMap/0/delimiter", marked)]);
        }
        tester.check_doc_examples();
    }
}
