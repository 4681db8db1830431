//! Jobs, templates, saved answers and collections.

use super::json::{Json, Layout, object};
use super::queries::{self, Query};
use super::random::Random;
use super::rows::{ObjectKind, Rows};
use super::settings::{Settings, SideSettings};
use super::systems::{ConnectedSystem, Environment};
use super::{scripts, words};

/// What makes a job grow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A little of everything.
    Mixed,
    /// Rows of the field map.
    Rows,
    /// Scripts of rows and the global one.
    Scripts,
    /// Conditions of queries.
    Queries,
    /// Object types.
    Objects,
    /// Settings.
    Settings,
}

impl Shape {
    pub const ALL: [Self; 6] =
        [Self::Mixed, Self::Rows, Self::Scripts, Self::Queries, Self::Objects, Self::Settings];

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

/// Makes the document of one file.
pub struct JobGenerator<'m> {
    pub environment: &'m Environment,
    pub random: &'m mut Random,
    pub layout: Layout,
    pub shape: Shape,
    pub number: usize,
}

/// Where a job stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum JobContext {
    Standalone,
    /// Saved from a server, with its ids.
    SavedResponse,
    Template,
    /// In a collection, at this place.
    Collection(i64),
}

/// One object type of a job.
struct ObjectTypePart {
    rows: Rows,
    source_conditions: Vec<String>,
    destination_conditions: Vec<String>,
}

/// A job as it grows.
struct JobDraft<'d> {
    name: String,
    context: JobContext,
    source: &'d ConnectedSystem,
    destination: &'d ConnectedSystem,
    tables: (String, String),
    containers: (String, String),
    parts: Vec<ObjectTypePart>,
    functions: Vec<String>,
    settings: Vec<(String, String)>,
    has_global_script: bool,
    is_incremental: bool,
    reads_all_columns: bool,
}

impl JobGenerator<'_> {
    /// A job, a template or a saved answer of about a size, with the name for its file.
    pub fn document(&mut self, size: usize, answers: f64) -> (String, Json) {
        let is_answer = self.random.chance(answers);
        let place = match self.random.below(100) {
            _ if is_answer => JobContext::SavedResponse,
            0..90 => JobContext::Standalone,
            90..94 => JobContext::SavedResponse,
            _ => JobContext::Template,
        };
        let (name, json) = self.job(self.number, place, size);
        (name, if is_answer { wrap_in_response(json) } else { json })
    }

    /// A collection of about a size.
    pub fn collection(&mut self, size: usize) -> (String, Json) {
        let jobs = (size / 250_000).max(2 + self.random.below(4)).min(size / 14_000).max(2);
        let mut all = Vec::new();
        for at in 0..jobs {
            // The numbers of jobs in collections stand behind those of all files.
            let number = self.number + (at + 1) * 1_000_003;
            let (_, job) = self.job(number, JobContext::Collection(at as i64 + 1), size / jobs - 900);
            all.push(job);
        }
        let name = format!("{} collection {:05}", self.random.choose(words::SITES), self.number);
        let summaries =
            all.iter().filter_map(|job| job.get("jobInfo")).map(summary_entry).collect::<Vec<_>>();
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
            "jobs": all,
            "totalJobs": 0,
            "hasAccess": false,
        };
        (name, json)
    }

    fn job(&mut self, number: usize, place: JobContext, size: usize) -> (String, Json) {
        let (source, destination) = self.environment.pair(number, self.random);
        let population = self.random.choose(words::POPULATIONS);
        let site = self.random.choose(words::SITES);
        let name = format!("{population} of {site} to {} {number:05}", destination.name);
        let mut draft = JobDraft {
            name: name.clone(),
            context: place,
            source,
            destination,
            tables: (source.table_name(self.random), destination.table_name(self.random)),
            containers: (container(source, self.random), container(destination, self.random)),
            parts: Vec::new(),
            functions: Vec::new(),
            settings: Vec::new(),
            has_global_script: size >= 10_500,
            is_incremental: !source.is_directory() && self.random.chance(15.0),
            reads_all_columns: !source.is_directory() && self.random.chance(10.0),
        };
        draft.add_part(ObjectKind::candidates(destination, source)[0], self.random);
        let created = self.random.time();
        let ids = if place == JobContext::SavedResponse { self.random.between(1, 90_000) as i64 } else { 0 };
        // What is added is estimated: some turns come near.
        loop {
            let so_far = draft.json(&created, ids, &mut self.random.clone()).size(self.layout, 0);
            if so_far >= size - size / 30 {
                break;
            }
            let mut left = size - so_far;
            while left > 0 {
                let grown = draft.grow(self.shape, left, self.layout, self.random);
                left = left.saturating_sub(grown.max(1));
            }
        }
        (name, draft.json(&created, ids, self.random))
    }
}

impl JobDraft<'_> {
    fn add_part(&mut self, kind: ObjectKind, random: &mut Random) {
        let rows = Rows::new(kind, self.source, self.destination, random);
        self.parts.push(ObjectTypePart {
            rows,
            source_conditions: Vec::new(),
            destination_conditions: Vec::new(),
        });
    }

    /// Adds something; gives about how many bytes that takes.
    fn grow(&mut self, shape: Shape, left: usize, layout: Layout, random: &mut Random) -> usize {
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
                    scripts::function(self.functions.len(), left.min(random.between(400, 6000)), random);
                let grown = function.len() + function.matches('\n').count() * 3;
                self.functions.push(function);
                grown
            }
            Shape::Queries => {
                let at = random.below(self.parts.len());
                let part = &mut self.parts[at];
                let is_source = random.chance(70.0);
                // A filter names attributes only; those of SCIM are no columns.
                let fields: Vec<String> = if is_source {
                    part.rows.fields.clone()
                } else if destination.is_directory() {
                    vec!["description".to_owned(), "info".to_owned()]
                } else {
                    vec![destination.field_name(&words::NUMBER), destination.field_name(&words::MAIL)]
                };
                let system = if is_source { source } else { destination };
                let condition = queries::condition(system, &fields, random);
                let grown = condition.len() + condition.matches('"').count() + 4;
                let conditions =
                    if is_source { &mut part.source_conditions } else { &mut part.destination_conditions };
                conditions.push(condition);
                grown
            }
            Shape::Objects => {
                let kinds = ObjectKind::candidates(destination, source);
                let is_directory = destination.provider.name == "Active Directory";
                let kind = match kinds.get(self.parts.len()) {
                    Some(kind) => *kind,
                    None if is_directory => ObjectKind::Custom(40 + self.parts.len() as i64),
                    None => return self.add_row(None, layout, random),
                };
                self.add_part(kind, random);
                let part = self.parts.last().expect("just added");
                part.rows.json(0).map(|row| row.size(layout, 2)).sum::<usize>() + 1200
            }
            Shape::Settings => {
                let key = format!("Source.CustomOption{:05}", self.settings.len());
                self.settings.push((key, format!("value {}", random.below(1_000_000))));
                170
            }
            Shape::Scripts => {
                let length = left.min(random.log_uniform(200, 8000));
                self.add_row(Some(length), layout, random)
            }
            _ => {
                let script = random.chance(8.0).then_some(120);
                self.add_row(script, layout, random)
            }
        }
    }

    fn add_row(&mut self, script: Option<usize>, layout: Layout, random: &mut Random) -> usize {
        let at = random.below(self.parts.len());
        let rows = &mut self.parts[at].rows;
        let fields = rows.fields.len();
        rows.add_extra_row(self.source, self.destination, script, random);
        let row = rows.json(0).last().map_or(0, |row| row.size(layout, 2));
        row + (rows.fields.len() - fields) * 14
    }

    fn json(&self, created: &str, ids: i64, random: &mut Random) -> Json {
        let is_collected = matches!(self.context, JobContext::Collection(_));
        let run_order = if let JobContext::Collection(place) = self.context { place } else { 0 };
        let info = object! {
            "jobId": ids,
            "templateId": Json::Null,
            "jobGuid": (ids > 0).then(|| random.guid()),
            "name": self.name.as_str(),
            "type": if is_collected { 2 } else { 1 },
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
            "collectionId": if is_collected { Json::Int(0) } else { Json::Null },
            "scheduledTask": Json::Null,
        };
        let mut rows = Vec::new();
        for part in &self.parts {
            let first = if ids == 0 { 0 } else { ids * 10 + rows.len() as i64 };
            rows.extend(part.rows.json(first));
        }
        object! {
            "isTemplate": self.context == JobContext::Template,
            "jobInfo": info,
            "fieldsMap": rows,
            "objectsOption": self.parts.iter().map(|part| self.option(part, ids)).collect::<Vec<_>>(),
            "syncQuery": self.parts.iter().flat_map(|part| self.queries(part)).collect::<Vec<_>>(),
            "settings": self.settings(random),
            "delimiterSchema": Json::Null,
            "sourceSchema": Json::Null,
            "destinationSchema": Json::Null,
            "hasAccess": !is_collected,
        }
    }

    fn option(&self, part: &ObjectTypePart, ids: i64) -> Json {
        let container = if self.destination.needs_container() {
            let own = &self.containers.1;
            if own.starts_with("DC=") { own.clone() } else { format!("OU={},{own}", "New") }
        } else if self.destination.is_directory() {
            "ou=people,o=example".to_owned()
        } else {
            String::new()
        };
        // Whoever reads a part only would delete the rest.
        let deletes = !self.destination.is_directory()
            && part.source_conditions.is_empty()
            && self.source.provider.name != "Google Workspace"
            && !self.is_incremental
            && part.rows.rows.len() < 100;
        object! {
            "objectType": part.rows.kind.number(),
            "id": ids,
            "jobId": ids,
            "isCreate": true,
            "displayName": part.rows.kind.name(),
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

    fn queries(&self, part: &ObjectTypePart) -> [Json; 2] {
        let changed = self.source.field_name(&words::CHANGED);
        let mut fields = part.rows.fields.clone();
        if self.is_incremental && !fields.contains(&changed) {
            fields.push(changed.clone());
        }
        if self.reads_all_columns || self.source.provider.name == "SCIM" {
            fields.clear();
        }
        let mut written: Vec<String> = Vec::new();
        if !self.destination.is_directory() && self.destination.provider.name != "SCIM" {
            let names = part.rows.json(0);
            written.extend(names.filter_map(|row| Some(row.get("destinationField")?.as_str()?.to_owned())));
        }
        let kind = part.rows.kind;
        let source = Query {
            system: self.source,
            class: kind.class(true),
            table: &self.tables.0,
            columns: &fields,
            conditions: &part.source_conditions,
        };
        let destination = Query {
            system: self.destination,
            class: kind.class(false),
            table: &self.tables.1,
            columns: &written,
            conditions: &part.destination_conditions,
        };
        let stamp = if self.is_incremental { changed.as_str() } else { "" };
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
        let kinds = || self.parts.iter().map(|part| part.rows.kind);
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

/// A container of a directory.
fn container(system: &ConnectedSystem, random: &mut Random) -> String {
    let domain = &system.domain.0;
    match system.provider.name {
        "Microsoft Entra ID" => domain.clone(),
        _ => format!("OU={},{domain}", random.choose(words::UNITS)),
    }
}

/// The answer of a server that holds a document.
fn wrap_in_response(data: Json) -> Json {
    object! { "count": 0, "data": data, "status": 0, "message": Json::Null }
}

/// What the list of a collection says of a job.
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
