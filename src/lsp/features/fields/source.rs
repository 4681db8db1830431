//! Source fields.

use std::collections::HashSet;

use crate::catalog::{Directory, SideSetting};
use crate::inventory::Table;
use crate::job::{FieldRow, Job, NodeRef, SideName};
use crate::language::sql::{self, unquoted};
use crate::language::transform;
use crate::lsp::features::describe::transform::transform_source_fields;
use crate::lsp::features::types::FeatureContext;

use super::systems::connected_system;

/// The evidence for a source field, most reliable first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum FieldOrigin {
    /// A column of the source query.
    Query,
    /// A column of the source table in the inventory.
    Inventory,
    /// Another row of the field map.
    Row,
    /// An attribute of the source directory.
    Directory,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SourceField {
    pub(crate) name: String,
    pub(crate) origin: FieldOrigin,
    /// The table or directory of the field.
    pub(crate) origin_name: Option<String>,
}

/// Collects fields without duplicates; the first origin of a name wins.
#[derive(Default)]
struct FieldCollector {
    fields: Vec<SourceField>,
    names: HashSet<String>,
}

impl FieldCollector {
    fn add(&mut self, name: &str, origin: FieldOrigin, origin_name: Option<&str>) {
        let name = name.trim();
        if !name.is_empty() && self.names.insert(name.to_lowercase()) {
            let origin_name = origin_name.map(str::to_owned);
            self.fields.push(SourceField { name: name.to_owned(), origin, origin_name });
        }
    }

    fn add_table(&mut self, table: &Table) {
        for column in &table.columns {
            self.add(column, FieldOrigin::Inventory, Some(&table.name));
        }
    }

    fn add_row(&mut self, row: &FieldRow<'_>) {
        if let Some(name) = row.source_field.and_then(NodeRef::string) {
            self.add(&name, FieldOrigin::Row, None);
        }
        let Some(text) = row.transform.and_then(NodeRef::string) else { return };
        if let Ok(transform) = transform::parse(&text) {
            for name in transform_source_fields(&transform) {
                self.add(&name, FieldOrigin::Row, None);
            }
        }
    }
}

/// The source fields for rows of an object type, ordered by the reliability of their origin.
///
/// `excluded_row` is the row at the cursor: the name that is being typed there is not evidence for a field.
pub(crate) fn source_fields(
    job: &Job<'_>,
    feature_context: &FeatureContext,
    type_number: Option<i64>,
    excluded_row: Option<NodeRef<'_>>,
) -> Vec<SourceField> {
    let mut collector = FieldCollector::default();
    for table in add_query_columns(job, feature_context, type_number, &mut collector) {
        collector.add_table(table);
    }
    for row in &job.rows {
        if excluded_row.is_none_or(|excluded| row.value.id() != excluded.id()) {
            collector.add_row(row);
        }
    }
    if let Some(directory) = job.side(SideName::Source).provider().and_then(Directory::from_provider) {
        for attribute in directory.attributes() {
            collector.add(attribute.name, FieldOrigin::Directory, Some(directory.name()));
        }
    }
    collector.fields
}

/// Adds the columns of the source queries. Returns the inventory tables from which all columns are read.
fn add_query_columns<'e>(
    job: &Job<'_>,
    feature_context: &'e FeatureContext,
    type_number: Option<i64>,
    collector: &mut FieldCollector,
) -> Vec<&'e Table> {
    let system = connected_system(job, feature_context, SideName::Source);
    let mut tables = Vec::new();
    for query in job.query_texts() {
        let is_other_type = type_number.is_some()
            && query.query.type_number().is_some_and(|number| Some(number) != type_number);
        if is_other_type || query.query.side() == Some(SideName::Destination) {
            continue;
        }
        let Some(sql) = query.sql() else { continue };
        let table = sql.tables.first().map(sql::Table::name);
        for column in sql.columns.iter().flatten() {
            collector.add(&column.name(query.decoded.text()), FieldOrigin::Query, table);
        }
        if sql.star.is_some() {
            tables.extend(sql.tables.iter().filter_map(|table| system?.table(table.name())));
        }
    }
    if tables.is_empty() && collector.fields.is_empty() {
        let name = job.settings.text(SideSetting::TABLE.source);
        tables.extend(name.and_then(|name| system?.table(&name)));
    }
    tables
}

/// The destination fields to which rows of an object type map a source field.
pub(crate) fn destinations_of_source_field(
    job: &Job<'_>,
    type_number: Option<i64>,
    name: &str,
) -> Vec<String> {
    let name = unquoted(name);
    let mut destinations: Vec<String> = Vec::new();
    for row in job.rows.iter().filter(|row| type_number.is_none() || row.type_number() == type_number) {
        let Some(destination) = row.literal_destination().filter(|_| reads_field(row, &name)) else {
            continue;
        };
        if !destinations.iter().any(|known| known.eq_ignore_ascii_case(destination)) {
            destinations.push(destination.to_owned());
        }
    }
    destinations
}

fn reads_field(row: &FieldRow<'_>, name: &str) -> bool {
    let source_field = row.source_field.and_then(NodeRef::string);
    if source_field.is_some_and(|field| unquoted(&field).eq_ignore_ascii_case(name)) {
        return true;
    }
    row.transform.and_then(NodeRef::string).is_some_and(|text| {
        transform::parse(&text).is_ok_and(|transform| {
            transform_source_fields(&transform).iter().any(|field| field.eq_ignore_ascii_case(name))
        })
    })
}
