//! `object-type-mismatch`

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::catalog::{describe_object_type, object_type_by_name};
use crate::job::{ObjectOption, SideName};
use crate::json::{NodeId, NodeKind};
use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    name: "object-type-mismatch",
    group: Group::Objects,
    severity: Severity::Error,
    summary: "`fieldsMap`, `objectsOption` and `syncQuery` use different object types",
    page: rule_page!("object-type-mismatch"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

/// The rows and queries of one object type.
#[derive(Default)]
struct TypeUsage<'d> {
    /// `objectType` of the first row.
    row: Option<NodeRef<'d>>,
    rows: usize,
    /// `objectType` of the first query.
    query: Option<NodeRef<'d>>,
    queries: usize,
    sides: [bool; 2],
}

/// The object types in the three lists.
struct TypeLists<'j, 'd> {
    uses: HashMap<i64, TypeUsage<'d>>,
    /// Whether the number of every row is known.
    rows_known: bool,
    /// Whether the number of every query is known.
    queries_known: bool,
    /// The selected object types, each once.
    selected: Vec<(i64, &'j ObjectOption<'d>)>,
    /// Every number in `objectsOption`.
    listed: HashSet<i64>,
}

fn check(job: &Job, ctx: &mut RuleContext) {
    // An entry with an unknown number may be the missing one; without entries there is nothing to compare.
    if job.objects.is_empty() || job.objects.iter().any(|option| option.type_number().is_none()) {
        return;
    }
    if all_agree(job) {
        return;
    }
    let lists = TypeLists::new(job);
    // Sorted by first occurrence, so that they are paired in document order.
    let mut unlisted: BTreeMap<_, i64> = BTreeMap::new();
    for (number, uses) in lists.uses.iter().filter(|(number, _)| !lists.listed.contains(number)) {
        if let Some(first) = uses.row.or(uses.query) {
            unlisted.insert(first.id(), *number);
        }
    }
    let reported = lists.check_unused_options(job, &mut unlisted, ctx);
    let reported = lists.check_unlisted(job, &unlisted, reported, ctx);
    if !job.is_template {
        lists.check_unmapped(job, &reported, ctx);
    }
}

/// Fast path: whether the job has one object type and all rows and queries are for it.
fn all_agree(job: &Job) -> bool {
    let [only] = job.objects.as_slice() else { return false };
    let number = only.type_number();
    !job.rows.is_empty()
        && job.rows.iter().all(|row| row.type_number() == number)
        && job.queries.iter().all(|query| query.type_number() == number)
}

impl<'j, 'd> TypeLists<'j, 'd> {
    fn new(job: &'j Job<'d>) -> Self {
        let is_array =
            |value: Option<NodeRef<'_>>| value.is_some_and(|value| value.kind() == NodeKind::Array);
        let mut lists = Self {
            uses: HashMap::new(),
            rows_known: is_array(job.field_map),
            queries_known: is_array(job.query_list),
            selected: Vec::new(),
            listed: job.objects.iter().filter_map(ObjectOption::type_number).collect(),
        };
        for row in &job.rows {
            let Some(number) = row.type_number() else {
                lists.rows_known = false;
                continue;
            };
            let uses = lists.uses.entry(number).or_default();
            uses.row = uses.row.or(row.object_type);
            uses.rows += 1;
        }
        for query in &job.queries {
            let Some(number) = query.type_number() else {
                lists.queries_known = false;
                continue;
            };
            let uses = lists.uses.entry(number).or_default();
            uses.query = uses.query.or(query.object_type);
            uses.queries += 1;
            match query.side() {
                Some(side) => uses.sides[usize::from(side == SideName::Destination)] = true,
                None => uses.sides = [true; 2],
            }
        }
        lists.selected = job.selected_types().collect();
        lists
    }

    fn has_rows(&self, number: i64) -> bool {
        self.uses.get(&number).is_some_and(|uses| uses.rows > 0)
    }

    fn has_query(&self, number: i64, side: usize) -> bool {
        self.uses.get(&number).is_some_and(|uses| uses.sides[side])
    }

    /// Reports entries of `objectsOption` without rows and queries, if rows and queries agree on another
    /// number.
    ///
    /// Returns the reported numbers, and removes those of the rows and queries from `unlisted`.
    fn check_unused_options(
        &self,
        job: &Job,
        unlisted: &mut BTreeMap<NodeId, i64>,
        ctx: &mut RuleContext,
    ) -> HashSet<i64> {
        let mut reported = HashSet::new();
        if !self.rows_known || !self.queries_known {
            return reported;
        }
        let agreed = |number: &i64| self.uses.get(number).filter(|uses| uses.rows > 0 && uses.queries > 0);
        let mut unassigned: Vec<i64> =
            unlisted.values().copied().filter(|number| agreed(number).is_some()).rev().collect();
        for (number, option) in self.selected.iter().filter(|(number, _)| !self.uses.contains_key(number)) {
            let named = option
                .display_name
                .and_then(NodeRef::string)
                .and_then(|name| object_type_by_name(&name)?.number);
            let suggestion = match named.filter(|named| unassigned.contains(named)) {
                Some(named) => {
                    unassigned.retain(|other| *other != named);
                    Some(named)
                }
                None => unassigned.pop(),
            };
            let (Some(object_type), Some(suggestion)) = (option.object_type, suggestion) else { continue };
            let Some(uses) = agreed(&suggestion) else { continue };
            unlisted.retain(|_, other| *other != suggestion);
            reported.extend([*number, suggestion]);
            let [selected, expected] = [*number, suggestion].map(describe_object_type);
            let mut diagnostic = ctx
                .report(object_type)
                .subject(Subject::object_type(job, *number))
                .subject(Subject::object_type(job, suggestion))
                .message(format!(
                    "`objectsOption` selects object type {selected}, but the rows and queries are for object type {expected}"
                ))
                .label("no row or query is for this object type")
                .help(format!(
                    "write `{suggestion}` here, or `{number}` in the rows and queries: they belong to the entry with the same \
                     number"
                ));
            if let Some(row) = uses.row {
                diagnostic = diagnostic.related(row, "object type of the rows");
            }
            if let Some(query) = uses.query {
                diagnostic.related(query, "object type of the queries");
            }
        }
        reported
    }

    /// Reports rows and queries with a number that `objectsOption` does not list.
    fn check_unlisted(
        &self,
        job: &Job,
        unlisted: &BTreeMap<NodeId, i64>,
        mut reported: HashSet<i64>,
        ctx: &mut RuleContext,
    ) -> HashSet<i64> {
        let without_rows = self.find_unique(|number| self.rows_known && !self.has_rows(number));
        let without_query =
            [0, 1].map(|side| self.find_unique(|number| self.queries_known && !self.has_query(number, side)));
        let only = self.find_unique(|_| true);
        for number in unlisted.values() {
            let Some(uses) = self.uses.get(number) else { continue };
            let Some(first) = uses.row.or(uses.query) else { continue };
            let lacking = match uses.sides {
                _ if uses.rows > 0 => without_rows,
                [true, _] => without_query[0],
                _ => without_query[1],
            };
            let intended =
                lacking.or(only).filter(|(number, _)| !reported.contains(number) || only.is_some());
            let unlisted_type = describe_object_type(*number);
            let mut diagnostic = ctx
                .report(first)
                .subject(Subject::object_type(job, *number))
                .message(format!(
                    "{} for object type {unlisted_type}, which `objectsOption` does not list",
                    uses.describe()
                ))
                .label("not in `objectsOption`");
            reported.insert(*number);
            diagnostic = match intended {
                Some((suggestion, option)) => {
                    reported.insert(suggestion);
                    let diagnostic = diagnostic.subject(Subject::object_type(job, suggestion)).help(format!(
                        "write `{suggestion}` if object type {} is intended; otherwise add an entry for {number} to \
                         `objectsOption`, or remove its rows and queries",
                        describe_object_type(suggestion)
                    ));
                    match option.object_type {
                        Some(listed) => {
                            diagnostic.subject(listed).related(listed, "listed object type")
                        }
                        None => diagnostic,
                    }
                }
                None => diagnostic.help(format!(
                    "write the number of a listed object type; otherwise add an entry for {number} to `objectsOption`, \
                     or remove its rows and queries"
                )),
            };
            if let (Some(_), Some(query)) = (uses.row, uses.query) {
                diagnostic.related(query, "query for the same object type");
            }
        }
        reported
    }

    /// The only selected object type that matches; `None` if several match.
    fn find_unique(&self, predicate: impl Fn(i64) -> bool) -> Option<(i64, &'j ObjectOption<'d>)> {
        let mut found = self.selected.iter().filter(|(number, _)| predicate(*number));
        let first = found.next().copied()?;
        found.next().is_none().then_some(first)
    }

    /// Reports selected object types without rows, if other object types have rows or it has queries.
    fn check_unmapped(&self, job: &Job, reported: &HashSet<i64>, ctx: &mut RuleContext) {
        if !self.rows_known || !self.queries_known || self.uses.is_empty() {
            return;
        }
        for (number, option) in &self.selected {
            let Some(object_type) =
                option.object_type.filter(|_| !self.has_rows(*number) && !reported.contains(number))
            else {
                continue;
            };
            let query = self.uses.get(number).and_then(|uses| uses.query);
            let missing =
                if query.is_some() { "no row in `fieldsMap`" } else { "no row in `fieldsMap` and no query" };
            let diagnostic = ctx
                .report(object_type)
                .subject(Subject::object_type(job, *number))
                .message(format!(
                    "object type {} is selected, but has {missing}",
                    describe_object_type(*number)
                ))
                .label("no field is mapped")
                .help("map its fields, or set `isSelected` to `false` if the job should not process it");
            if let Some(query) = query {
                diagnostic.related(query, "query for this object type");
            }
        }
    }
}

impl TypeUsage<'_> {
    /// Numbers of rows and queries followed by the verb, such as "a row and 2 queries are".
    fn describe(&self) -> String {
        let count = |count: usize, one: &str, many: &str| match count {
            0 => None,
            1 => Some(format!("a {one}")),
            more => Some(format!("{more} {many}")),
        };
        let parts = [count(self.rows, "row", "rows"), count(self.queries, "query", "queries")];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        let verb = if self.rows + self.queries == 1 { "is" } else { "are" };
        format!("{} {verb}", parts.join(" and "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::Tester;

    /// A job with rows, options (not selected if negative) and queries with these numbers; every other
    /// query is a source query, starting with the first.
    fn job(rows: &[i64], options: &[i64], queries: &[i64]) -> String {
        let rows: Vec<String> =
            rows.iter().map(|number| format!(r#"{{"objectType": {number}, "isKey": false}}"#)).collect();
        let options: Vec<String> = options
            .iter()
            .map(|number| format!(r#"{{"objectType": {}, "isSelected": {}}}"#, number.abs(), *number > 0))
            .collect();
        let queries: Vec<String> = queries
            .iter()
            .enumerate()
            .map(|(place, number)| format!(r#"{{"objectType": {number}, "isSource": {}}}"#, place % 2 == 0))
            .collect();
        format!(
            r#"{{"fieldsMap": [{}], "objectsOption": [{}], "syncQuery": [{}]}}"#,
            rows.join(", "),
            options.join(", "),
            queries.join(", ")
        )
    }

    #[test]
    fn table() {
        Tester::new(&RULE)
            .passes(&[
                &job(&[1, 1], &[1], &[1, 1]),
                &job(&[1, 4, 1], &[1, 4], &[1, 1, 4, 4]),
                // Unselected object types may have rows and queries, or none.
                &job(&[1, 4], &[1, -4], &[1, 1, 4, 4]),
                &job(&[1], &[1, -4, -9], &[1, 1]),
                // Other rules report missing queries and an empty field map.
                &job(&[1, 4], &[1, 4], &[1, 1]),
                &job(&[], &[1], &[]),
                &job(&[1], &[], &[1]),
                // Unknown numbers.
                r#"{"fieldsMap": [{"objectType": 1}], "objectsOption": [{"objectType": "4"}], "syncQuery": [{"objectType": 1}]}"#,
                r#"{"fieldsMap": [{"objectType": "4"}], "objectsOption": [{"objectType": 4}], "syncQuery": [{"objectType": 4}]}"#,
                r#"{"fieldsMap": [{"objectType": 1}], "objectsOption": [{"displayName": "User"}]}"#,
                r#"{"fieldsMap": null, "objectsOption": [{"objectType": 4}], "syncQuery": [{"objectType": 4}]}"#,
                r#"{"objectsOption": [{"objectType": 4}], "syncQuery": [{"objectType": 4}]}"#,
                r#"{"fieldsMap": [{"objectType": 1}], "syncQuery": [{"objectType": 4}]}"#,
                r#"{"isTemplate": true, "fieldsMap": [], "objectsOption": [{"objectType": 4}], "syncQuery": [{"objectType": 4}]}"#,
            ])
            .fails(&[
                // The option differs from rows and queries.
                (&job(&[1, 1], &[4], &[1, 1]), "/objectsOption/0/objectType", "4"),
                (&job(&[1, 9], &[1, 4], &[1, 1, 9, 9]), "/objectsOption/1/objectType", "4"),
                // A row, all rows, a query, both queries.
                (&job(&[1, 2, 1], &[1], &[1, 1]), "/fieldsMap/1/objectType", "2"),
                (&job(&[2, 2], &[1], &[1, 1]), "/fieldsMap/0/objectType", "2"),
                (&job(&[1], &[1], &[1, 2]), "/syncQuery/1/objectType", "2"),
                (&job(&[1], &[1], &[2, 2]), "/syncQuery/0/objectType", "2"),
                // The option is missing.
                (&job(&[1, 4], &[1], &[1, 1, 4, 4]), "/fieldsMap/1/objectType", "4"),
                (&job(&[1, 4], &[-1], &[1, 1, 4, 4]), "/fieldsMap/1/objectType", "4"),
                // The rows are missing.
                (&job(&[1], &[1, 4], &[1, 1, 4, 4]), "/objectsOption/1/objectType", "4"),
                (&job(&[1], &[1, 4], &[1, 1]), "/objectsOption/1/objectType", "4"),
            ])
            .check_doc_examples();
    }

    #[test]
    fn name_determines_intended_number() {
        let text = r#"{"fieldsMap": [{"objectType": 1}, {"objectType": 4}], "objectsOption": [{"objectType": 7, "displayName": "Group"}, {"objectType": 8, "displayName": "User"}], "syncQuery": [{"objectType": 1}, {"objectType": 4}]}"#;
        let found = Tester::new(&RULE).findings(text);
        let help: Vec<&str> = found.iter().filter_map(|found| found.help.as_deref()).collect();
        assert!(
            help.len() == 2 && help[0].starts_with("write `4`") && help[1].starts_with("write `1`"),
            "{help:?}"
        );
    }

    #[test]
    fn reports_each_error_once() {
        use crate::linter::{FileOrigin, Linter, Scratch};
        for text in [job(&[1], &[4], &[1, 1]), job(&[2], &[1], &[1, 1]), job(&[1], &[1, 4], &[1, 1])] {
            let text =
                text.replace(r#"{"objectType": 1, "isKey": false}"#, r#"{"objectType": 1, "isKey": true}"#);
            let checked =
                Linter::default().lint(text.as_bytes(), FileOrigin::Explicit, &mut Scratch::default());
            let found: Vec<&str> = checked
                .diagnostics
                .iter()
                .map(|found| found.rule)
                .filter(|rule| !["missing-member", "missing-setting"].contains(rule))
                .collect();
            assert_eq!(found, [RULE.name], "{text}");
        }
    }
}
