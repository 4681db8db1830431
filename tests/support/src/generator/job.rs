//! Generates jobs, templates, saved API responses and collections.

use super::json::{Json, Layout, object};
use super::queries::{self, Query};
use super::random::Random;
use super::rows::{ObjectKind, Rows};
use super::settings::{Settings, SideSettings};
use super::systems::{ConnectedSystem, Environment};
use super::{scripts, vocabulary};

/// The content that fills a job up to its size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A mixture of all kinds of content.
    Mixed,
    /// Rows of the field map.
    Rows,
    /// Scripts of rows and functions of the global script.
    Scripts,
    /// Conditions of queries.
    Queries,
    Objects,
    Settings,
}

impl Shape {
    pub const ALL: [Self; 6] =
        [Self::Mixed, Self::Rows, Self::Scripts, Self::Queries, Self::Objects, Self::Settings];

    /// Returns a random shape; common ones are more likely.
    pub fn weighted(random: &mut Random) -> Self {
        match random.below(100) {
            0..50 => Self::Mixed,
            50..70 => Self::Rows,
            70..88 => Self::Scripts,
            88..94 => Self::Queries,
            94..98 => Self::Objects,
            _ => Self::Settings,
        }
    }
}

/// Generates the document of one file.
pub struct JobGenerator<'m> {
    pub environment: &'m Environment,
    pub random: &'m mut Random,
    pub layout: Layout,
    pub shape: Shape,
    pub index: usize,
}

/// The kind of document that contains a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum JobContext {
    Standalone,
    /// Saved from a server, with ids.
    SavedResponse,
    Template,
    /// In a collection, with this run order.
    Collection(i64),
}

/// The mapping and queries of one object type.
struct ObjectType {
    rows: Rows,
    source_conditions: Vec<String>,
    destination_conditions: Vec<String>,
}

/// A job under construction.
struct JobBuilder<'d> {
    name: String,
    context: JobContext,
    source: &'d ConnectedSystem,
    destination: &'d ConnectedSystem,
    tables: (String, String),
    containers: (String, String),
    object_types: Vec<ObjectType>,
    functions: Vec<String>,
    settings: Vec<(String, String)>,
    has_global_script: bool,
    is_incremental: bool,
    reads_all_columns: bool,
}

impl JobGenerator<'_> {
    /// Generates a job, a template or a saved API response of about `size` bytes. Returns its name and the document.
    pub fn document(&mut self, size: usize, response_percent: f64) -> (String, Json) {
        let is_response = self.random.chance(response_percent);
        let context = match self.random.below(100) {
            _ if is_response => JobContext::SavedResponse,
            0..90 => JobContext::Standalone,
            90..94 => JobContext::SavedResponse,
            _ => JobContext::Template,
        };
        let (name, json) = self.job(self.index, context, size);
        (name, if is_response { wrap_in_response(json) } else { json })
    }

    /// Generates a collection of about `size` bytes.
    pub fn collection(&mut self, size: usize) -> (String, Json) {
        let jobs = (size / 250_000).max(2 + self.random.below(4)).min(size / 14_000).max(2);
        let mut all_jobs = Vec::new();
        for index in 0..jobs {
            // Jobs in collections get indexes beyond those of all files.
            let job_index = self.index + (index + 1) * 1_000_003;
            let (_, job) = self.job(job_index, JobContext::Collection(index as i64 + 1), size / jobs - 900);
            all_jobs.push(job);
        }
        let name = format!("{} collection {:05}", self.random.choose(vocabulary::SITES), self.index);
        let summaries =
            all_jobs.iter().filter_map(|job| job.get("jobInfo")).map(summary_entry).collect::<Vec<_>>();
        let json = object! {
            "isTemplate": false,
            "description": Json::Null,
            "isNotificationEnabled": true,
            "notificationSendIndividualEmail": false,
            "notifyWhen": 3,
            "notificationRecipients": "identity-team@example.com",
            "jobCollectionInfo": object! {
                "id": 0, "jobCollectionGuid": "", "name": name.as_str(),
                "description": "People first, then what needs them", "totalJobs": 0, "timesRun": 0,
                "lastRunDate": Json::Null, "lastOutCome": "None", "lastOutComeDisplayText": Json::Null,
                "nextRun": Json::Null, "created": self.random.time(), "modified": self.random.time(),
                "schedule": "0", "smartgroupSchedule": Json::Null, "enabled": false, "jobs": summaries,
            },
            "jobs": all_jobs,
            "totalJobs": 0,
            "hasAccess": false,
        };
        (name, json)
    }

    fn job(&mut self, index: usize, context: JobContext, size: usize) -> (String, Json) {
        let (source, destination) = self.environment.pair(index, self.random);
        let population = self.random.choose(vocabulary::POPULATIONS);
        let site = self.random.choose(vocabulary::SITES);
        let name = format!("{population} of {site} to {} {index:05}", destination.name);
        let mut builder = JobBuilder {
            name: name.clone(),
            context,
            source,
            destination,
            tables: (source.table_name(self.random), destination.table_name(self.random)),
            containers: (pick_container(source, self.random), pick_container(destination, self.random)),
            object_types: Vec::new(),
            functions: Vec::new(),
            settings: Vec::new(),
            has_global_script: size >= 10_500,
            is_incremental: !source.is_directory() && self.random.chance(15.0),
            reads_all_columns: !source.is_directory() && self.random.chance(10.0),
        };
        builder.add_object_type(ObjectKind::candidates(destination, source)[0], self.random);
        let created = self.random.time();
        let ids =
            if context == JobContext::SavedResponse { self.random.between(1, 90_000) as i64 } else { 0 };
        // `grow` returns estimates: repeat until the size is close.
        loop {
            let current = builder.json(&created, ids, &mut self.random.clone()).size(self.layout, 0);
            if current >= size - size / 30 {
                break;
            }
            let mut remaining = size - current;
            while remaining > 0 {
                let grown = builder.grow(self.shape, remaining, self.layout, self.random);
                remaining = remaining.saturating_sub(grown.max(1));
            }
        }
        (name, builder.json(&created, ids, self.random))
    }
}

impl JobBuilder<'_> {
    fn add_object_type(&mut self, kind: ObjectKind, random: &mut Random) {
        let rows = Rows::new(kind, self.source, self.destination, random);
        self.object_types.push(ObjectType {
            rows,
            source_conditions: Vec::new(),
            destination_conditions: Vec::new(),
        });
    }

    /// Adds content and returns its approximate size in bytes.
    fn grow(&mut self, shape: Shape, remaining: usize, layout: Layout, random: &mut Random) -> usize {
        let (source, destination) = (self.source, self.destination);
        let shape = match shape {
            Shape::Mixed => match random.below(100) {
                0..70 => Shape::Rows,
                70..82 => Shape::Scripts,
                82..94 => Shape::Queries,
                94..98 => Shape::Objects,
                _ => Shape::Settings,
            },
            shape => shape,
        };
        match shape {
            Shape::Scripts if self.has_global_script && random.chance(25.0) => {
                let function =
                    scripts::function(self.functions.len(), remaining.min(random.between(400, 6000)), random);
                let grown = function.len() + function.matches('\n').count() * 3;
                self.functions.push(function);
                grown
            }
            Shape::Queries => {
                let index = random.below(self.object_types.len());
                let object_type = &mut self.object_types[index];
                let is_source = random.chance(70.0);
                let fields: Vec<String> = if is_source {
                    object_type.rows.source_fields.clone()
                } else if destination.is_directory() {
                    vec!["description".to_owned(), "info".to_owned()]
                } else {
                    vec![
                        destination.field_name(&vocabulary::NUMBER),
                        destination.field_name(&vocabulary::MAIL),
                    ]
                };
                let system = if is_source { source } else { destination };
                let condition = queries::condition(system, &fields, random);
                let grown = condition.len() + condition.matches('"').count() + 4;
                let conditions = if is_source {
                    &mut object_type.source_conditions
                } else {
                    &mut object_type.destination_conditions
                };
                conditions.push(condition);
                grown
            }
            Shape::Objects => {
                let kinds = ObjectKind::candidates(destination, source);
                let is_directory = destination.provider.name == "Active Directory";
                let kind = match kinds.get(self.object_types.len()) {
                    Some(kind) => *kind,
                    None if is_directory => ObjectKind::Custom(40 + self.object_types.len() as i64),
                    None => return self.add_row(None, layout, random),
                };
                self.add_object_type(kind, random);
                let object_type = self.object_types.last().expect("just added");
                object_type.rows.json(0).map(|row| row.size(layout, 2)).sum::<usize>() + 1200
            }
            Shape::Settings => {
                let key = format!("Source.CustomOption{:05}", self.settings.len());
                self.settings.push((key, format!("value {}", random.below(1_000_000))));
                170
            }
            Shape::Scripts => {
                let length = remaining.min(random.log_uniform(200, 8000));
                self.add_row(Some(length), layout, random)
            }
            _ => {
                let script = random.chance(8.0).then_some(120);
                self.add_row(script, layout, random)
            }
        }
    }

    fn add_row(&mut self, script: Option<usize>, layout: Layout, random: &mut Random) -> usize {
        let index = random.below(self.object_types.len());
        let rows = &mut self.object_types[index].rows;
        let fields = rows.source_fields.len();
        rows.add_extra_row(self.source, self.destination, script, random);
        let row = rows.json(0).last().map_or(0, |row| row.size(layout, 2));
        row + (rows.source_fields.len() - fields) * 14
    }

    fn json(&self, created: &str, ids: i64, random: &mut Random) -> Json {
        let is_in_collection = matches!(self.context, JobContext::Collection(_));
        let run_order = if let JobContext::Collection(run_order) = self.context { run_order } else { 0 };
        let info = object! {
            "jobId": ids,
            "templateId": Json::Null,
            "jobGuid": (ids > 0).then(|| random.guid()),
            "name": self.name.as_str(),
            "type": if is_in_collection { 2 } else { 1 },
            "description": format!("Keeps {} up to date from {}", self.destination.name, self.source.name),
            "sourceProvider": self.source.name.as_str(),
            "destinationProvider": self.destination.name.as_str(),
            "lastRun": Json::Null,
            "lastOutCome": "None",
            "lastOutComeDisplayText": Json::Null,
            "nextRun": Json::Null,
            "timesRun": 0,
            "created": created,
            "modified": Json::Null,
            "schedule": "",
            "smartgroupSchedule": "",
            "enabled": false,
            "onFailure": if run_order % 2 == 0 { "Abort" } else { "Continue" },
            "runOrder": run_order,
            "isEnable": true,
            "action": 0,
            "collectionId": if is_in_collection { Json::Int(0) } else { Json::Null },
            "scheduledTask": Json::Null,
        };
        let mut rows = Vec::new();
        for object_type in &self.object_types {
            let first = if ids == 0 { 0 } else { ids * 10 + rows.len() as i64 };
            rows.extend(object_type.rows.json(first));
        }
        object! {
            "isTemplate": self.context == JobContext::Template,
            "jobInfo": info,
            "fieldsMap": rows,
            "objectsOption": self.object_types.iter().map(|object_type| self.option(object_type, ids)).collect::<Vec<_>>(),
            "syncQuery": self.object_types.iter().flat_map(|object_type| self.queries(object_type)).collect::<Vec<_>>(),
            "settings": self.settings(random),
            "delimiterSchema": Json::Null,
            "sourceSchema": Json::Null,
            "destinationSchema": Json::Null,
            "hasAccess": !is_in_collection,
        }
    }

    fn option(&self, object_type: &ObjectType, ids: i64) -> Json {
        let container = if self.destination.needs_container() {
            let scope = &self.containers.1;
            if scope.starts_with("DC=") { scope.clone() } else { format!("OU=New,{scope}") }
        } else if self.destination.is_directory() {
            "ou=people,o=example".to_owned()
        } else {
            String::new()
        };
        // A job that reads only a part of the source would delete the rest.
        let deletes = !self.destination.is_directory()
            && object_type.source_conditions.is_empty()
            && self.source.provider.name != "Google Workspace"
            && !self.is_incremental
            && object_type.rows.rows.len() < 100;
        object! {
            "objectType": object_type.rows.kind.number(),
            "id": ids,
            "jobId": ids,
            "isCreate": true,
            "displayName": object_type.rows.kind.name(),
            "isDelete": deletes,
            "isSelected": true,
            "containerOption": "1",
            "containerOptionValue": container,
            "createObjectContainerStrategy": 1,
            "isDeprovisioning": false,
            "objectTypeSettings": Json::Null,
            "action": 0,
        }
    }

    fn queries(&self, object_type: &ObjectType) -> [Json; 2] {
        let change_stamp = self.source.field_name(&vocabulary::CHANGED);
        let mut fields = object_type.rows.source_fields.clone();
        if self.is_incremental && !fields.contains(&change_stamp) {
            fields.push(change_stamp.clone());
        }
        if self.reads_all_columns || self.source.provider.name == "SCIM" {
            fields.clear();
        }
        let mut destination_columns: Vec<String> = Vec::new();
        if !self.destination.is_directory() && self.destination.provider.name != "SCIM" {
            let names = object_type.rows.json(0);
            destination_columns
                .extend(names.filter_map(|row| Some(row.get("destinationField")?.as_str()?.to_owned())));
        }
        let kind = object_type.rows.kind;
        let source = Query {
            system: self.source,
            class: kind.class(true),
            table: &self.tables.0,
            columns: &fields,
            conditions: &object_type.source_conditions,
        };
        let destination = Query {
            system: self.destination,
            class: kind.class(false),
            table: &self.tables.1,
            columns: &destination_columns,
            conditions: &object_type.destination_conditions,
        };
        let stamp = if self.is_incremental { change_stamp.as_str() } else { "" };
        [
            object! {
                "action": 0, "id": 0, "queryFor": Json::Null, "objectType": kind.number(), "query": source.text(),
                "queryType": source.kind(), "isSource": true, "timeStampField": stamp,
                "updateAll": !self.is_incremental,
            },
            object! {
                "action": 0, "id": 0, "queryFor": Json::Null, "objectType": kind.number(),
                "query": destination.text(), "queryType": destination.kind(), "isSource": false,
                "timeStampField": Json::Null, "updateAll": false,
            },
        ]
    }

    fn settings(&self, random: &mut Random) -> Json {
        let mut settings = Settings::default();
        settings.owners(&random.guid());
        for (prefix, system, table, container) in [
            ("Source", self.source, &self.tables.0, &self.containers.0),
            ("Destination", self.destination, &self.tables.1, &self.containers.1),
        ] {
            settings.side(&SideSettings { prefix, system, table, container }, random);
        }
        settings.text("Destination.ScriptingLanguage", "0");
        let script = if self.has_global_script { scripts::global(&self.functions) } else { String::new() };
        settings.text("Destination.ExposedScriptCode", script);
        let kinds = || self.object_types.iter().map(|object_type| object_type.rows.kind);
        if kinds().any(|kind| matches!(kind, ObjectKind::Mailbox | ObjectKind::MailContact)) {
            let is_local = self.destination.provider.name == "Active Directory";
            settings.messaging(if is_local { "Exchange" } else { "Office 365" }, &self.destination.domain.1);
        }
        if kinds().any(|kind| kind == ObjectKind::Group) {
            settings.text("memberkey", "sAMAccountName");
        }
        settings.flag("IsNotificationEnabled", false);
        settings.text("ScheduledTask", "");
        settings.text("SmartGroupScheduleTask", "");
        for (key, value) in &self.settings {
            settings.text(key.as_str(), value.as_str());
        }
        settings.into_json()
    }
}

/// Picks a container of a directory.
fn pick_container(system: &ConnectedSystem, random: &mut Random) -> String {
    let domain = &system.domain.0;
    match system.provider.name {
        "Microsoft Entra ID" => domain.clone(),
        _ => format!("OU={},{domain}", random.choose(vocabulary::UNITS)),
    }
}

/// Wraps a document in an API response.
fn wrap_in_response(data: Json) -> Json {
    object! { "count": 0, "data": data, "status": 0, "message": Json::Null }
}

/// Returns the entry of a job in the job list of its collection.
fn summary_entry(info: &Json) -> Json {
    let mut summary = info.clone();
    for (name, value) in
        [("smartgroupSchedule", Json::Null), ("enabled", Json::Bool(true)), ("collectionId", Json::Null)]
    {
        if let Some(member) = summary.get_mut(name) {
            *member = value;
        }
    }
    summary
}
