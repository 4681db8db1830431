//! `unknown-source-field`

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::inventory::{Inventory, Table};
use crate::job::{FieldRow, QueryText, SideName, has_placeholder};
use crate::language::sql::{Column, column_key, unquoted};
use crate::language::transform::{SpannedStr, TransformBody};
use crate::rule::Location;
use crate::rules::prelude::*;
use crate::text::{closest_match, escape_into, quoted_list, trimmed};

pub(crate) static RULE: Rule = Rule {
    name: "unknown-source-field",
    group: Group::Mapping,
    severity: Severity::Error,
    fix: FixKind::Unsafe,
    summary: "a source field that the source query does not deliver",
    page: rule_page!("unknown-source-field"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

/// What the source queries of one object type deliver.
struct QueryColumns<'j, 'd> {
    /// The queries and their columns.
    queries: Vec<(&'j QueryText<'d>, &'j [Column])>,
    /// The queries that read all of a table whose columns the inventory lists.
    full_tables: Vec<(&'j QueryText<'d>, Range<usize>, &'j str)>,
    /// The columns as they are written.
    columns: Vec<Cow<'j, str>>,
    /// Hashes of the columns as they are compared.
    column_hashes: BTreeSet<u64>,
}

fn check(job: &Job, report: &mut RuleContext) {
    let Some(by_type) = query_columns(job, report.inventory()) else { return };
    for row in &job.rows {
        let Some(delivered) = row.type_number().and_then(|number| by_type.get(&number)?.as_ref()) else {
            continue;
        };
        for_each_field(job, row, |value, part| {
            let name = trimmed(part.text);
            if name.is_empty() || delivered.contains(name) || has_placeholder(name) {
                return;
            }
            let Some(decoded) = value.decoded() else { return };
            let place = Location::in_decoded_string(value, &decoded, part.range.clone());
            report_unknown(report, place, name, delivered, escape_json);
        });
    }
    // The global script is for every object type: nothing is known of what its rows hold.
    for script in job.scripts().parsed() {
        let number = script.row.and_then(|row| row.type_number());
        let Some(delivered) = number.and_then(|number| by_type.get(&number)?.as_ref()) else { continue };
        for field in script.script.source_fields(script.text()) {
            let name = trimmed(&field.name);
            if name.is_empty() || delivered.contains(name) || has_placeholder(name) {
                continue;
            }
            let place = Location::in_decoded_string(
                script.value,
                script.decoded(),
                script.to_string_range(&field.range),
            );
            report_unknown(report, place, name, delivered, |name| escape_json(&name.replace('"', "\"\"")));
        }
    }
}

/// A text as it stands inside a JSON string.
fn escape_json(text: &str) -> String {
    let mut inside = String::new();
    escape_into(text, &mut inside);
    inside
}

fn report_unknown(
    report: &mut RuleContext,
    place: Location,
    name: &str,
    delivered: &QueryColumns<'_, '_>,
    written: impl Fn(&str) -> String,
) {
    // So many columns are compared with a misspelt name, and no more.
    const MAX_COMPARED: usize = 500;
    let shown: String = name.chars().take(60).collect();
    let mut finding = report
        .report(place)
        .message(format!("the source query delivers no field `{shown}`"))
        .label("no column of this name");
    let meant =
        closest_match(&unquoted(name), delivered.columns.iter().map(AsRef::as_ref).take(MAX_COMPARED));
    finding = match meant {
        Some(meant) => finding
            .help(format!("did you mean `{meant}`?"))
            .fix(Fix::unsafe_(format!("write `{meant}`")).replace(place.span(), written(meant))),
        None => {
            let all: Vec<&str> = delivered.columns.iter().map(AsRef::as_ref).collect();
            finding.help(format!(
                "it delivers {}: name one of them, or add the column to the query",
                quoted_list(&all, "and")
            ))
        }
    };
    for (read, columns) in &delivered.queries {
        if let (Some(first), Some(last)) = (columns.first(), columns.last()) {
            let range = first.range.start..last.range.end;
            finding = finding.related(
                Location::in_decoded_string(read.value, &read.decoded, range),
                "the columns of the source query",
            );
        }
    }
    for (read, star, table) in &delivered.full_tables {
        let all_of = format!("all columns that the inventory lists of `{table}`");
        finding =
            finding.related(Location::in_decoded_string(read.value, &read.decoded, star.clone()), all_of);
    }
}

/// The table that a query reads as it is, with the place of its `*`, where the inventory lists the
/// table's columns.
fn full_table<'j>(
    job: &Job,
    inventory: Option<&'j Inventory>,
    read: &QueryText<'_>,
) -> Option<(Range<usize>, &'j Table)> {
    let sql = read.sql()?;
    let star = sql.star.clone()?;
    let text = read.decoded.text();
    let (before, after) = (text.get(..star.start)?.trim_end(), text.get(star.end..)?.trim_start());
    let ends_with = |word: &str| {
        before
            .len()
            .checked_sub(word.len())
            .and_then(|at| before.get(at..))
            .is_some_and(|end| end.eq_ignore_ascii_case(word))
    };
    let alone = (ends_with("select") || ends_with("distinct"))
        && after.get(..4).is_some_and(|word| word.eq_ignore_ascii_case("from"));
    let [table] = sql.tables.as_slice() else { return None };
    if !alone || sql.has_unlisted_tables || sql.has_placeholder || job.is_template {
        return None;
    }
    let name = job.info.as_ref()?.source_provider?.string()?;
    let system = inventory?.system(job.side(SideName::Source).class(), &name)?;
    let listed = system.table(table.name()).filter(|listed| !listed.columns.is_empty())?;
    Some((star, listed))
}

/// What each object type's source queries deliver; `None` for a type of which it is not known, and
/// for all of them where the type or the side of a query is not known.
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
        let read = job.query_text_of(query);
        let columns = read.and_then(|read| Some((read, read.sql()?.columns.as_deref()?)));
        let whole = read.and_then(|read| Some((read, full_table(job, inventory, read)?)));
        let entry = by_type.entry(number).or_insert_with(|| {
            Some(QueryColumns {
                queries: Vec::new(),
                full_tables: Vec::new(),
                columns: Vec::new(),
                column_hashes: BTreeSet::new(),
            })
        });
        match (columns, entry.as_mut()) {
            (Some((read, columns)), Some(delivered)) => {
                let first = delivered.columns.len();
                delivered.columns.extend(columns.iter().map(|column| column.name(read.decoded.text())));
                delivered
                    .column_hashes
                    .extend(delivered.columns[first..].iter().map(|name| column_key(name)));
                delivered.queries.push((read, columns));
            }
            (None, Some(delivered)) if whole.is_some() => {
                let Some((read, (star, table))) = whole else { continue };
                delivered.columns.extend(table.columns.iter().map(|column| Cow::Borrowed(column.as_str())));
                delivered.column_hashes.extend(table.columns.iter().map(|column| column_key(column)));
                delivered.full_tables.push((read, star, &table.name));
            }
            _ => *entry = None,
        }
    }
    Some(by_type)
}

impl QueryColumns<'_, '_> {
    fn contains(&self, name: &str) -> bool {
        if self.column_hashes.contains(&column_key(&unquoted(name))) {
            return true;
        }
        // `table.column`, as some drivers name the columns of a join.
        let last = name.rsplit_once('.').map(|(_, last)| column_key(&unquoted(last)));
        last.is_some_and(|last| self.column_hashes.contains(&last))
    }
}

/// The source fields that a row names: those in its transform, and the one that it copies.
fn for_each_field<'d>(job: &Job<'d>, row: &FieldRow<'d>, mut take: impl FnMut(NodeRef<'d>, &SpannedStr<'d>)) {
    if let Some(transform) = job.transform_of(row) {
        match transform.body() {
            Some(TransformBody::Join { first, second, .. }) => {
                take(transform.value, first);
                take(transform.value, second);
            }
            Some(TransformBody::Parameters(parameters)) => parameters
                .iter()
                .filter(|(name, _)| name.text.trim().eq_ignore_ascii_case("field"))
                .for_each(|(_, value)| take(transform.value, value)),
            // A static text and a script make the value without the source field of the row; of what
            // cannot be read, nothing is known.
            Some(TransformBody::Static(_) | TransformBody::Script(_)) | None => return,
        }
    }
    if let Some((value, text)) = row.source_field.and_then(|value| Some((value, value.text()?))) {
        take(value, &SpannedStr { text, range: 0..text.len() });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::Tester;

    fn job(row: &str, query: &str) -> String {
        format!(
            r#"{{"fieldsMap": [{{"objectType": 1, {row}}}],
                "syncQuery": [{{"objectType": 1, "query": "{query}", "queryType": "SQL", "isSource": true}}]}}"#
        )
    }

    #[test]
    fn uses_inventory_columns_for_select_star() {
        use crate::rules::testing::Tester;
        let inventory = r#"{"data-sources": [{"name": "HR", "tables": [{"name": "Staff", "columns": ["First Name", "Last"]}, {"name": "Open"}]}]}"#;
        let at_hr = |field: &str, query: &str| {
            let row = format!(r#""sourceField": "{field}""#);
            job(&row, query).replacen('{', r#"{"jobInfo": {"sourceProvider": "HR"}, "#, 1)
        };
        Tester::new(&RULE)
            .with_inventory(inventory)
            .passes(&[
                &at_hr("first name", "SELECT * FROM [Staff$]"),
                &at_hr("Gone", "SELECT * FROM [Open$]"),
                &at_hr("Gone", "SELECT * FROM [Unlisted$]"),
                &at_hr("Gone", "SELECT * FROM [Staff$], [Open$]"),
                &at_hr("Gone", "SELECT *, 1 + 1 AS Gone FROM [Staff$]"),
                &job(r#""sourceField": "Gone""#, "SELECT * FROM [Staff$]"),
            ])
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
    fn table() {
        let tester = Tester::new(&RULE);
        let query = r"SELECT [First Name], s.Last, Mail AS Address\r\nFROM [Staff$] s";
        for (row, query) in [
            (r#""sourceField": "first name""#, query),
            (r#""sourceField": "[Last]""#, query),
            (r#""sourceField": "s.Last""#, query),
            (r#""sourceField": "address""#, query),
            (r#""sourceField": "", "transform": "Join:field=First Name;separator=.;field=Last""#, query),
            (r#""sourceField": null, "transform": "Left:field=Last;length=3""#, query),
            (r#""sourceField": "Gone", "transform": "Static:value=8""#, query),
            (r#""sourceField": "Gone", "transform": "Script:text=DTM.Result = 1""#, query),
            (r#""sourceField": "${FIELD}""#, query),
            (r#""transform": "Resolve:field""#, query),
            (r#""transform": "Script:text=DTM.Result = DTM.Source(\"first name\") & DTM.Source(x)""#, query),
            (
                r#""transform": "Script:text=DTM.Result = DTM.Source(\"${FIELD}\") ' DTM.Source(\"Gone\")""#,
                query,
            ),
            (r#""transform": "Script:text=DTM.Result = DTM.Source(\"Gone\")""#, "SELECT * FROM t"),
            (r#""transform": "Concat:field=x""#, query),
            (r#""sourceField": "Gone""#, "SELECT * FROM t"),
            (r#""sourceField": "Gone""#, "SELECT a, b + 1 FROM t"),
            (r#""sourceField": "Gone""#, "SELECT ${COLUMNS} FROM t"),
            (r#""sourceField": "Gone""#, "EXEC people"),
            (r#""sourceField": "Gone""#, ""),
            (r#""sourceField": "First#Name""#, "SELECT [First.Name] FROM t"),
        ] {
            tester.passes(&[&job(row, query)]);
        }
        tester.passes(&[
            // A directory, another object type, an unreadable side.
            r#"{"settings": [{"key": "Source.ProviderName", "value": "Active Directory"}], "fieldsMap": [{"objectType": 1, "sourceField": "x"}], "syncQuery": [{"objectType": 1, "query": "SELECT a FROM b", "queryType": "SQL", "isSource": true}]}"#,
            r#"{"fieldsMap": [{"objectType": 4, "sourceField": "x"}, {"sourceField": "y"}], "syncQuery": [{"objectType": 1, "query": "SELECT a FROM b", "queryType": "SQL", "isSource": true}]}"#,
            r#"{"fieldsMap": [{"objectType": 1, "sourceField": "x"}], "syncQuery": [{"objectType": 1, "query": "SELECT a FROM b", "queryType": "SQL", "isSource": true}, {"query": "SELECT x FROM b"}]}"#,
            // One of several queries delivers it.
            r#"{"fieldsMap": [{"objectType": 1, "sourceField": "x"}], "syncQuery": [{"objectType": 1, "query": "SELECT a FROM b", "queryType": "SQL", "isSource": true}, {"objectType": 1, "query": "SELECT x FROM b", "queryType": "SQL", "isSource": true}]}"#,
        ]);
        tester
            .fails(&[
                (&job(r#""sourceField": "Frist Name""#, query), "/fieldsMap/0/sourceField", "Frist Name"),
                (&job(r#""sourceField": "Mail""#, query), "/fieldsMap/0/sourceField", "Mail"),
                (
                    &job(r#""transform": "Join:field=First Name;separator=\";field=L\u0061st2""#, query),
                    "/fieldsMap/0/transform",
                    r"L\u0061st2",
                ),
                (
                    &job(r#""transform": "Substring:field=Phone;start=0;length=2""#, query),
                    "/fieldsMap/0/transform",
                    "Phone",
                ),
            ])
            .fails(&[(
                &job(r#""transform": "Script:text=DTM.Result = DTM.Source(\"Phone\")""#, query),
                "/fieldsMap/0/transform",
                "Phone",
            )])
            .fixes(&[(
                &job(r#""transform": "Script:text=DTM.Result = LCase(DTM.Source(\"Adress\"))""#, query),
                &job(r#""transform": "Script:text=DTM.Result = LCase(DTM.Source(\"Address\"))""#, query),
            )])
            .fixes(&[(
                &job(r#""transform": "Join:field=First Nam;separator=.;field=Last""#, query),
                &job(r#""transform": "Join:field=First Name;separator=.;field=Last""#, query),
            )])
            .check_doc_examples();
    }
}
