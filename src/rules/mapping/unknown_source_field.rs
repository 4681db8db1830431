//! `unknown-source-field`

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::inventory::{Inventory, Table};
use crate::job::{FieldRow, QueryText, SideName};
use crate::language::sql::{Column, column_key, unquoted};
use crate::language::transform::{SpannedStr, TransformBody};
use crate::rules::prelude::*;
use crate::text::{closest_match, quoted_list, trimmed, truncate};

pub(crate) static RULE: Rule = Rule {
    name: "unknown-source-field",
    group: Group::Mapping,
    severity: Severity::Error,
    fix: FixKind::Unsafe,
    summary: "source field is not returned by the source query",
    page: rule_page!("unknown-source-field"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, ctx: &mut RuleContext) {
    let Some(by_type) = query_columns(job, ctx.inventory()) else { return };
    for row in &job.rows {
        let Some(returned) = row.type_number().and_then(|number| by_type.get(&number)?.as_ref()) else {
            continue;
        };
        for_each_field(job, row, |value, field| {
            let name = trimmed(field.text);
            if returned.may_contain(job, name) {
                return;
            }
            let Some(location) = Location::in_string(value, &field.range) else { return };
            report_unknown(location, name, returned, false, ctx);
        });
    }
    // The global script has no row: it runs for every object type.
    for script in job.scripts().parsed() {
        let number = script.row.and_then(|row| row.type_number());
        let Some(returned) = number.and_then(|number| by_type.get(&number)?.as_ref()) else { continue };
        for field in script.script.source_fields(script.text()) {
            let name = trimmed(&field.name);
            if !returned.may_contain(job, name) {
                let location = Location::in_script(script, &field.range);
                report_unknown(location, name, returned, true, ctx);
            }
        }
    }
}

/// Reports a field name that is not a column. In a script, it is part of a Visual Basic string.
fn report_unknown(
    location: Location,
    name: &str,
    returned: &QueryColumns<'_, '_>,
    in_script: bool,
    ctx: &mut RuleContext,
) {
    /// Limits the cost of a misspelt name.
    const MAX_COMPARED_COLUMNS: usize = 500;
    let columns: Vec<&str> = returned.columns.iter().map(AsRef::as_ref).collect();
    let closest = closest_match(&unquoted(name), columns.iter().copied().take(MAX_COMPARED_COLUMNS));
    let closest = closest.map(|name| if in_script { name.replace('"', "\"\"") } else { name.to_owned() });
    let mut finding = ctx
        .report(location)
        .message(format!("the source query does not return a field `{}`", truncate(name, 60)))
        .label("no column with this name")
        .suggest(closest.as_deref(), location)
        .or_help(format!(
            "the query returns {}: use one of these columns, or add this one to the query",
            quoted_list(&columns, "and")
        ));
    for (query, columns) in &returned.queries {
        if let (Some(first), Some(last)) = (columns.first(), columns.last()) {
            let range = first.range.start..last.range.end;
            finding = finding.related(Location::in_query(query, &range), "the columns of the source query");
        }
    }
    for (query, star, table) in &returned.full_tables {
        let message = format!("all columns of `{table}` that are listed in the inventory");
        finding = finding.related(Location::in_query(query, star), message);
    }
}

/// The columns that the source queries of one object type return.
#[derive(Default)]
struct QueryColumns<'j, 'd> {
    /// Queries that list their columns.
    queries: Vec<(&'j QueryText<'d>, &'j [Column])>,
    /// Queries that select all columns of a table in the inventory: query, range of the `*`, table name.
    full_tables: Vec<(&'j QueryText<'d>, Range<usize>, &'j str)>,
    /// The column names of all queries.
    columns: Vec<Cow<'j, str>>,
    /// Hashes of the normalized column names.
    column_hashes: BTreeSet<u64>,
}

impl<'j> QueryColumns<'j, '_> {
    fn add_columns(&mut self, names: impl Iterator<Item = Cow<'j, str>>) {
        for name in names {
            self.column_hashes.insert(column_key(&name));
            self.columns.push(name);
        }
    }

    /// Whether a field name is a column, or cannot be checked because it is empty or has a placeholder.
    fn may_contain(&self, job: &Job, name: &str) -> bool {
        name.is_empty() || self.contains(name) || job.has_placeholder(name)
    }

    fn contains(&self, name: &str) -> bool {
        if self.column_hashes.contains(&column_key(&unquoted(name))) {
            return true;
        }
        // Some drivers return the columns of a join as `table.column`.
        let last = name.rsplit_once('.').map(|(_, last)| column_key(&unquoted(last)));
        last.is_some_and(|last| self.column_hashes.contains(&last))
    }
}

/// The columns that the source queries return, by object type: `None` for an object type whose columns
/// are not known, or for all if the object type or the side of a query is not known.
fn query_columns<'j, 'd>(
    job: &'j Job<'d>,
    inventory: Option<&'j Inventory>,
) -> Option<BTreeMap<i64, Option<QueryColumns<'j, 'd>>>> {
    let mut by_type = BTreeMap::new();
    for query in &job.queries {
        if query.side()? != SideName::Source {
            continue;
        }
        let number = query.type_number()?;
        let text = job.query_text_of(query);
        let listed = text.and_then(|text| Some((text, text.sql()?.columns.as_deref()?)));
        let full_table = || text.and_then(|text| Some((text, full_table(job, inventory, text)?)));
        let entry = by_type.entry(number).or_insert_with(|| Some(QueryColumns::default()));
        let Some(returned) = entry.as_mut() else { continue };
        if let Some((text, columns)) = listed {
            returned.add_columns(columns.iter().map(|column| column.name(text.decoded.text())));
            returned.queries.push((text, columns));
        } else if let Some((text, (star, table))) = full_table() {
            returned.add_columns(table.columns.iter().map(|column| Cow::Borrowed(column.as_str())));
            returned.full_tables.push((text, star, &table.name));
        } else {
            *entry = None;
        }
    }
    Some(by_type)
}

/// For a query that selects all columns of a single table: the range of its `*`, and the table if the
/// inventory lists its columns.
fn full_table<'j>(
    job: &Job,
    inventory: Option<&'j Inventory>,
    query: &QueryText<'_>,
) -> Option<(Range<usize>, &'j Table)> {
    let sql = query.sql()?;
    let star = sql.star.clone()?;
    let text = query.decoded.text();
    let (before, after) = (text.get(..star.start)?.trim_end(), text.get(star.end..)?.trim_start());
    let ends_with = |word: &str| {
        let start = before.len().checked_sub(word.len());
        start.and_then(|start| before.get(start..)).is_some_and(|end| end.eq_ignore_ascii_case(word))
    };
    let is_only_column = (ends_with("select") || ends_with("distinct"))
        && after.get(..4).is_some_and(|word| word.eq_ignore_ascii_case("from"));
    let [table] = sql.tables.as_slice() else { return None };
    if !is_only_column || sql.has_unlisted_tables || sql.has_placeholder || job.is_template {
        return None;
    }
    let name = job.info.as_ref()?.source_provider?.string()?;
    let system = inventory?.system(job.side(SideName::Source).class(), &name)?;
    let table = system.table(table.name()).filter(|table| !table.columns.is_empty())?;
    Some((star, table))
}

/// Calls `visit` for the fields in the row's transform and for the source field, if the row reads it.
fn for_each_field<'d>(
    job: &Job<'d>,
    row: &FieldRow<'d>,
    mut visit: impl FnMut(NodeRef<'d>, &SpannedStr<'d>),
) {
    if let Some(transform) = job.transform_of(row) {
        match transform.body() {
            Some(TransformBody::Join { first, second, .. }) => {
                visit(transform.value, first);
                visit(transform.value, second);
            }
            Some(TransformBody::Parameters(parameters)) => parameters
                .iter()
                .filter(|(name, _)| name.text.trim().eq_ignore_ascii_case("field"))
                .for_each(|(_, value)| visit(transform.value, value)),
            // Static and Script ignore the source field; an invalid transform may ignore it.
            Some(TransformBody::Static(_) | TransformBody::Script(_)) | None => return,
        }
    }
    if let Some((value, text)) = row.source_field.and_then(|value| Some((value, value.text()?))) {
        visit(value, &SpannedStr { text, range: 0..text.len() });
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::rules::builders::{JobBuilder, job};
    use crate::rules::testing::Tester;

    const QUERY: &str = "SELECT [First Name], s.Last, Mail AS Address\r\nFROM [Staff$] s";

    fn source_query(query: &str) -> Value {
        json!({ "objectType": 1, "query": query, "queryType": "SQL", "isSource": true })
    }

    fn with_source_field(field: &str, query: &str) -> JobBuilder {
        job().row(json!({ "objectType": 1, "sourceField": field })).query(source_query(query))
    }

    fn with_transform(transform: &str, query: &str) -> String {
        job().row(json!({ "objectType": 1, "transform": transform })).query(source_query(query)).text()
    }

    #[test]
    fn uses_inventory_columns_for_select_star() {
        let inventory = r#"{"data-sources": [{"name": "HR", "tables": [{"name": "Staff", "columns": ["First Name", "Last"]}, {"name": "Open"}]}]}"#;
        let at_hr =
            |field: &str, query: &str| with_source_field(field, query).info("sourceProvider", "HR").text();
        let tester = Tester::new(&RULE).with_inventory(inventory);
        for (field, query) in [
            ("first name", "SELECT * FROM [Staff$]"),
            ("Gone", "SELECT * FROM [Open$]"),
            ("Gone", "SELECT * FROM [Unlisted$]"),
            ("Gone", "SELECT * FROM [Staff$], [Open$]"),
            ("Gone", "SELECT *, 1 + 1 AS Gone FROM [Staff$]"),
        ] {
            tester.passes(&[&at_hr(field, query)]);
        }
        tester
            .passes(&[&with_source_field("Gone", "SELECT * FROM [Staff$]").text()])
            .fails(&[(
                &at_hr("Frist Name", "SELECT * FROM [Staff$]"),
                "/fieldsMap/0/sourceField",
                "Frist Name",
            )])
            .fixes(&[(
                &at_hr("Lats", "select * from Staff where 1 = 1"),
                &at_hr("Last", "select * from Staff where 1 = 1"),
            )]);
    }

    #[test]
    fn known_or_uncertain_fields_pass() {
        let tester = Tester::new(&RULE);
        for (field, query) in [
            ("first name", QUERY),
            ("[Last]", QUERY),
            ("s.Last", QUERY),
            ("address", QUERY),
            ("${FIELD}", QUERY),
            ("Gone", "SELECT * FROM t"),
            ("Gone", "SELECT a, b + 1 FROM t"),
            ("Gone", "SELECT ${COLUMNS} FROM t"),
            ("Gone", "EXEC people"),
            ("Gone", ""),
            ("First#Name", "SELECT [First.Name] FROM t"),
        ] {
            tester.passes(&[&with_source_field(field, query).text()]);
        }
        for (transform, query) in [
            ("Resolve:field", QUERY),
            ("Concat:field=x", QUERY),
            ("Script:text=DTM.Result = DTM.Source(\"first name\") & DTM.Source(x)", QUERY),
            ("Script:text=DTM.Result = DTM.Source(\"${FIELD}\") ' DTM.Source(\"Gone\")", QUERY),
            ("Script:text=DTM.Result = DTM.Source(\"Gone\")", "SELECT * FROM t"),
        ] {
            tester.passes(&[&with_transform(transform, query)]);
        }
        for (source, transform) in [
            (json!(""), "Join:field=First Name;separator=.;field=Last"),
            (json!(null), "Left:field=Last;length=3"),
            (json!("Gone"), "Static:value=8"),
            (json!("Gone"), "Script:text=DTM.Result = 1"),
        ] {
            let row = json!({ "objectType": 1, "sourceField": source, "transform": transform });
            tester.passes(&[&job().row(row).query(source_query(QUERY)).text()]);
        }
    }

    #[test]
    fn uncertain_queries_pass() {
        Tester::new(&RULE).passes(&[
            // A directory, another object type, a query with an unknown side, another query with the column.
            &with_source_field("x", "SELECT a FROM b").source("Active Directory").text(),
            &job()
                .row(json!({ "objectType": 4, "sourceField": "x" }))
                .row(json!({ "sourceField": "y" }))
                .query(source_query("SELECT a FROM b"))
                .text(),
            &with_source_field("x", "SELECT a FROM b").query(json!({ "query": "SELECT x FROM b" })).text(),
            &with_source_field("x", "SELECT a FROM b").query(source_query("SELECT x FROM b")).text(),
        ]);
    }

    #[test]
    fn unknown_fields_fail() {
        let escaped_transform = with_transform("Join:field=First Name;separator=\";field=Last2", QUERY)
            .replace("Last2", r"L\u0061st2");
        Tester::new(&RULE)
            .fails(&[
                (&with_source_field("Frist Name", QUERY).text(), "/fieldsMap/0/sourceField", "Frist Name"),
                (&with_source_field("Mail", QUERY).text(), "/fieldsMap/0/sourceField", "Mail"),
                (&escaped_transform, "/fieldsMap/0/transform", r"L\u0061st2"),
                (
                    &with_transform("Substring:field=Phone;start=0;length=2", QUERY),
                    "/fieldsMap/0/transform",
                    "Phone",
                ),
                (
                    &with_transform("Script:text=DTM.Result = DTM.Source(\"Phone\")", QUERY),
                    "/fieldsMap/0/transform",
                    "Phone",
                ),
            ])
            .fixes(&[
                (
                    &with_transform("Script:text=DTM.Result = LCase(DTM.Source(\"Adress\"))", QUERY),
                    &with_transform("Script:text=DTM.Result = LCase(DTM.Source(\"Address\"))", QUERY),
                ),
                (
                    &with_transform("Join:field=First Nam;separator=.;field=Last", QUERY),
                    &with_transform("Join:field=First Name;separator=.;field=Last", QUERY),
                ),
            ])
            .check_doc_examples();
    }
}
