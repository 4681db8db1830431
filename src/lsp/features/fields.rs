//! The fields that a job can copy from, and the attributes that it can fill.

use std::collections::HashSet;

use crate::catalog::{
    Attribute, Directory, ObjectKind, RequiredAttributes, SideSetting, are_synonyms, has_synonyms,
    required_attributes, usual_key,
};
use crate::inventory::{ConnectedSystem, Table};
use crate::job::{Job, JobInfo, NodeRef, SideName};
use crate::language::sql::unquoted;
use crate::language::transform;

use super::FeatureContext;
use super::describe::transform::transform_source_fields;

/// How a source field is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum FieldOrigin {
    /// The source query delivers it.
    Query,
    /// The inventory lists it as a column of the table that is read.
    Inventory,
    /// Other rows copy it.
    Row,
    /// The directory that is read has it.
    Directory,
}

/// A field that rows can be filled from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SourceField {
    /// Its name.
    pub(super) name: String,
    /// How it is known.
    pub(super) origin: FieldOrigin,
    /// Where it is from: a table, or a directory.
    pub(super) origin_name: Option<String>,
}

/// A named list of fields, each once: the first that names a field counts.
#[derive(Default)]
struct FieldCollector {
    found: Vec<SourceField>,
    known: HashSet<String>,
}

impl FieldCollector {
    fn add(&mut self, name: &str, origin: FieldOrigin, from: Option<&str>) {
        let name = name.trim();
        if !name.is_empty() && self.known.insert(name.to_lowercase()) {
            let from = from.map(str::to_owned);
            self.found.push(SourceField { name: name.to_owned(), origin, origin_name: from });
        }
    }
}

/// The fields that rows of an object type can be filled from, those that are surest first. Rows whose
/// value is `but` do not count: a field is not known because somebody is just writing it.
pub(super) fn source_fields(
    job: &Job<'_>,
    environment: &FeatureContext,
    number: Option<i64>,
    excluded_row: Option<NodeRef<'_>>,
) -> Vec<SourceField> {
    let mut fields = FieldCollector::default();
    let system = connected_system(job, environment, SideName::Source);
    let mut tables = Vec::new();
    for read in job.query_texts() {
        let other_type = number.is_some() && read.query.type_number().is_some_and(|of| Some(of) != number);
        if other_type || read.query.side() == Some(SideName::Destination) {
            continue;
        }
        let Some(sql) = read.sql() else { continue };
        let table = sql.tables.first().map(crate::language::sql::Table::name);
        for column in sql.columns.iter().flatten() {
            fields.add(&column.name(read.decoded.text()), FieldOrigin::Query, table);
        }
        if sql.star.is_some() {
            tables.extend(sql.tables.iter().filter_map(|table| system?.table(table.name())));
        }
    }
    if tables.is_empty() && fields.found.is_empty() {
        let named = job.settings.text(SideSetting::TABLE.source);
        tables.extend(named.and_then(|name| system?.table(&name)));
    }
    for table in tables {
        table.columns.iter().for_each(|column| fields.add(column, FieldOrigin::Inventory, Some(&table.name)));
    }
    for row in &job.rows {
        if excluded_row.is_some_and(|but| row.value.id() == but.id()) {
            continue;
        }
        if let Some(name) = row.source_field.and_then(NodeRef::string) {
            fields.add(&name, FieldOrigin::Row, None);
        }
        let Some(text) = row.transform.and_then(NodeRef::string) else { continue };
        if let Ok(read) = transform::parse(&text) {
            transform_source_fields(&read).iter().for_each(|name| fields.add(name, FieldOrigin::Row, None));
        }
    }
    if let Some(directory) = job.side(SideName::Source).provider().and_then(Directory::from_provider) {
        for attribute in directory.attributes() {
            fields.add(attribute.name, FieldOrigin::Directory, Some(directory.name()));
        }
    }
    fields.found
}

/// What the inventory says of a side's data source or identity store.
pub(super) fn connected_system<'e>(
    job: &Job<'_>,
    environment: &'e FeatureContext,
    side: SideName,
) -> Option<&'e ConnectedSystem> {
    let inventory = environment.inventory.as_deref()?;
    let name = job.info.as_ref().and_then(|info: &JobInfo<'_>| info.provider(side)?.string());
    let class = job.side(side).class();
    name.and_then(|name| inventory.system(class, &name)).or_else(|| {
        let id = job.side(side).instance_id()?;
        inventory.systems_of_class(class)?.into_iter().find(|system| system.id == Some(id))
    })
}

/// The table of a side that the inventory lists.
pub(super) fn inventory_table<'e>(
    job: &Job<'_>,
    environment: &'e FeatureContext,
    side: SideName,
) -> Option<&'e Table> {
    let name = job.side(side).text(SideSetting::TABLE)?;
    connected_system(job, environment, side)?.table(&name)
}

/// What rows of one object type fill.
pub(super) struct DestinationAttributes {
    /// The directory, where its attributes are known.
    pub(super) directory: Option<Directory>,
    /// The kind of object.
    kind: Option<ObjectKind>,
    /// What such objects need.
    requirements: Option<&'static RequiredAttributes>,
    /// Whether a messaging system is configured.
    messaging: bool,
}

/// How much an object needs an attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum RequirementLevel {
    /// Without it there can be no such object.
    Required,
    /// The pages list it as mandatory, too.
    Documented,
    /// Nothing asks for it.
    Optional,
}

impl DestinationAttributes {
    /// The destination of rows of an object type.
    pub(super) fn for_object_type(job: &Job<'_>, number: Option<i64>) -> Self {
        let side = job.side(SideName::Destination);
        let directory = side.provider().and_then(Directory::from_provider);
        let option = job.objects.iter().find(|option| number.is_some() && option.type_number() == number);
        let kind = match option {
            Some(option) => option.kind(),
            None => number.and_then(|number| ObjectKind::resolve(None, number)),
        };
        let needs = directory.zip(kind).and_then(|(directory, kind)| required_attributes(directory, kind));
        let messaging = side.text(SideSetting::CONFIGURED_MESSAGING_PROVIDER_NAME);
        let messaging = messaging.is_some_and(|name| !name.trim().eq_ignore_ascii_case("None"));
        Self { directory, kind, requirements: needs, messaging }
    }

    /// The attributes that such objects need, the surest first.
    pub(super) fn required_names(&self) -> impl Iterator<Item = &'static str> {
        let with_messaging =
            self.requirements.filter(|_| self.messaging).map_or(&[][..], |needs| needs.with_messaging);
        let (required, expected) =
            self.requirements.map_or((&[][..], &[][..]), |needs| (needs.required, needs.expected));
        required.iter().chain(expected).chain(with_messaging).copied()
    }

    /// The attribute of a name.
    pub(super) fn attribute(&self, name: &str) -> Option<&'static Attribute> {
        self.directory?.attribute(name)
    }

    /// How much the object needs an attribute.
    pub(super) fn requirement_level(&self, name: &str) -> RequirementLevel {
        let Some(needs) = self.requirements else { return RequirementLevel::Optional };
        let lists = |names: &[&str]| names.iter().any(|known| are_synonyms(known, name));
        if lists(needs.required) {
            RequirementLevel::Required
        } else if lists(needs.expected) || (self.messaging && lists(needs.with_messaging)) {
            RequirementLevel::Documented
        } else {
            RequirementLevel::Optional
        }
    }

    /// Whether an attribute is what such objects are usually found by.
    pub(super) fn is_usual_key(&self, name: &str) -> bool {
        let key = self.directory.zip(self.kind).and_then(|(directory, kind)| usual_key(directory, kind));
        key.is_some_and(|key| are_synonyms(key, name))
    }
}

/// The destination fields that rows of an object type fill, without the row at `but`.
pub(super) struct MappedAttributes {
    /// In lower case.
    names: HashSet<String>,
    /// Those that have other names.
    with_synonyms: Vec<String>,
}

impl MappedAttributes {
    pub(super) fn for_object_type(
        job: &Job<'_>,
        number: Option<i64>,
        excluded_row: Option<NodeRef<'_>>,
    ) -> Self {
        let names: HashSet<String> = job
            .rows
            .iter()
            .filter(|row| number.is_none() || row.type_number().is_none() || row.type_number() == number)
            .filter(|row| excluded_row.is_none_or(|but| row.value.id() != but.id()))
            .filter_map(|row| row.literal_destination())
            .map(|name| name.to_lowercase())
            .collect();
        let with_synonyms = names.iter().filter(|name| has_synonyms(name)).cloned().collect();
        Self { names, with_synonyms }
    }

    /// Whether some row fills an attribute, by whatever name.
    pub(super) fn contains(&self, name: &str) -> bool {
        self.names.contains(&name.to_lowercase())
            || self.with_synonyms.iter().any(|known| are_synonyms(known, name))
    }
}

/// The destination fields that are filled from a source field, for rows of an object type.
pub(super) fn destinations_of_source_field(job: &Job<'_>, number: Option<i64>, name: &str) -> Vec<String> {
    let wanted = unquoted(name);
    let mut found: Vec<String> = Vec::new();
    for row in job.rows.iter().filter(|row| number.is_none() || row.type_number() == number) {
        let copied = row.source_field.and_then(NodeRef::string);
        let reads = copied.is_some_and(|field| unquoted(&field).eq_ignore_ascii_case(&wanted))
            || row.transform.and_then(NodeRef::string).is_some_and(|text| {
                let read = transform::parse(&text);
                read.is_ok_and(|read| {
                    transform_source_fields(&read).iter().any(|field| field.eq_ignore_ascii_case(&wanted))
                })
            });
        if let Some(destination) = row.literal_destination().filter(|_| reads)
            && !found.iter().any(|known| known.eq_ignore_ascii_case(destination))
        {
            found.push(destination.to_owned());
        }
    }
    found
}
