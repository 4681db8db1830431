//! Document symbols: jobs with their sides, mappings, object types, queries, settings and scripts.

mod scripts;
mod text;
mod transforms;

use std::collections::HashMap;

use crate::catalog::{SideSetting, is_default_global_script, object_type_name};
use crate::job::{
    Collection, FieldRow, Job, JobFile, JobScript, NodeRef, ObjectOption, Query, SettingEntry, SideName,
    find_secrets,
};
use crate::json::{Document, NodeId, NodeKind};
use crate::text::{Secrets, Span};

use super::masked_string::masked_string;
use super::type_names::ObjectTypeNames;
use super::types::{Symbol, SymbolKind};
use scripts::routine_symbols;
use text::truncate_line;
use transforms::transform_source;

/// The symbols in document order. The span of a symbol contains those of its children.
pub(crate) fn document_symbols(file: &JobFile<'_>, document: &Document<'_>) -> Vec<Symbol> {
    let builder = SymbolBuilder { secrets: find_secrets(document) };
    let jobs = file.jobs.iter().zip(1..).map(|(job, number)| builder.job(job, number));
    match &file.collection {
        Some(collection) => vec![builder.collection(collection, jobs.collect())],
        None => jobs.collect(),
    }
}

struct SymbolBuilder {
    secrets: Secrets,
}

impl SymbolBuilder {
    fn collection(&self, collection: &Collection<'_>, jobs: Vec<Symbol>) -> Symbol {
        let name = collection.info.and_then(|info| info.get("name"));
        let mut symbol = self.symbol_for_node(collection.value, name, "Job collection", SymbolKind::Group);
        symbol.detail = Some(match jobs.len() {
            1 => "1 job".to_owned(),
            count => format!("{count} jobs"),
        });
        symbol.children = sort_by_position(jobs);
        symbol
    }

    fn job(&self, job: &Job<'_>, number: usize) -> Symbol {
        let name = job.info.as_ref().and_then(|info| info.name);
        let fallback = if job.in_collection { format!("Job {number}") } else { "Job".to_owned() };
        let mut symbol = self.symbol_for_node(job.value, name, &fallback, SymbolKind::Job);
        symbol.detail = self.job_detail(job);
        let show_types = has_several_types(job);
        let groups = [
            self.group(job, "fieldsMap", "Mappings", || self.mappings(job, show_types)),
            self.group(job, "objectsOption", "Objects", || {
                job.objects.iter().map(|object| self.object(object)).collect()
            }),
            self.group(job, "syncQuery", "Queries", || {
                let names = ObjectTypeNames::new(job, &self.secrets);
                job.queries.iter().map(|query| self.query(&names, query)).collect()
            }),
            self.group(job, "settings", "Settings", || {
                job.settings.entries().iter().map(|entry| self.setting(job, entry)).collect()
            }),
        ];
        let sides = [SideName::Source, SideName::Destination].map(|side| self.side(job, side));
        symbol.children = sort_by_position(sides.into_iter().chain(groups).flatten().collect());
        symbol
    }

    fn job_detail(&self, job: &Job<'_>) -> Option<String> {
        if job.is_template {
            return Some("template".to_owned());
        }
        let info = job.info.as_ref()?;
        let name = |side| self.masked_text(info.provider(side)?);
        match (name(SideName::Source), name(SideName::Destination)) {
            (None, None) => None,
            (source, destination) => {
                let or_unknown = |name: Option<String>| name.unwrap_or_else(|| "?".to_owned());
                Some(format!("{} → {}", or_unknown(source), or_unknown(destination)))
            }
        }
    }

    /// A side, at the member of `jobInfo` with its name.
    fn side(&self, job: &Job<'_>, side: SideName) -> Option<Symbol> {
        let info = job.info.as_ref()?;
        let value = info.provider(side)?;
        let member = if side == SideName::Source { "sourceProvider" } else { "destinationProvider" };
        let (name, _) = value.document().member(info.value.id(), member)?;
        let system = self.masked_text(value);
        let provider = job
            .side(side)
            .setting(SideSetting::PROVIDER_NAME)
            .and_then(|entry| self.masked_text(entry.setting_value?));
        let detail = match (system, provider) {
            (Some(system), Some(provider)) => Some(format!("{system} ({provider})")),
            (system, provider) => system.or(provider),
        };
        Some(Symbol {
            name: side.prefix().to_owned(),
            detail,
            kind: SymbolKind::Property,
            span: covering_span(value.document().span(name), value.span()),
            selection: value.span(),
            children: Vec::new(),
        })
    }

    /// A list of the job with its entries.
    fn group(
        &self,
        job: &Job<'_>,
        member: &str,
        name: &str,
        children: impl FnOnce() -> Vec<Symbol>,
    ) -> Option<Symbol> {
        let document = job.value.document();
        let (key, value) = document.member(job.value.id(), member)?;
        if document.kind(value) != NodeKind::Array {
            return None;
        }
        let children = sort_by_position(children());
        Some(Symbol {
            name: name.to_owned(),
            detail: Some(children.len().to_string()),
            kind: SymbolKind::Group,
            span: covering_span(document.span(key), document.span(value)),
            selection: document.span(key),
            children,
        })
    }

    fn mappings(&self, job: &Job<'_>, show_types: bool) -> Vec<Symbol> {
        let scripts: HashMap<NodeId, &JobScript<'_>> =
            job.scripts().all().iter().map(|script| (script.value.id(), script)).collect();
        let names = ObjectTypeNames::new(job, &self.secrets);
        job.rows
            .iter()
            .map(|row| {
                let mut symbol = self.mapping(&names, row, show_types);
                if let Some(script) = row.transform.and_then(|value| scripts.get(&value.id())) {
                    symbol.children = routine_symbols(script);
                }
                symbol
            })
            .collect()
    }

    fn mapping(&self, names: &ObjectTypeNames, row: &FieldRow<'_>, show_type: bool) -> Symbol {
        let from = row.source_field.and_then(|field| self.masked_text(field));
        let transform =
            row.transform.and_then(|value| masked_string(value.document(), value.id(), &self.secrets));
        let source = transform
            .as_deref()
            .filter(|text| !text.trim().is_empty())
            .map(|text| transform_source(text, row.value.placeholders()));
        let (from, description) = match source {
            Some((source, description)) => (source.or(from), description),
            None => (from, None),
        };
        let to = row.destination_field.and_then(|field| self.masked_text(field));
        let name = match (from, to) {
            (Some(from), Some(to)) => format!("{from} → {to}"),
            (Some(from), None) => format!("{from} → ?"),
            (None, Some(to)) => format!("? → {to}"),
            (None, None) => "Mapping without fields".to_owned(),
        };
        let is_key = row.is_key_field() == Some(true);
        let detail: Vec<String> = [
            is_key.then(|| "key".to_owned()),
            row.type_number().filter(|_| show_type).map(|number| names.name_or_number(number)),
            (row.for_create_only.and_then(NodeRef::boolean) == Some(true)).then(|| "new only".to_owned()),
            description,
        ]
        .into_iter()
        .flatten()
        .collect();
        let mut symbol = self.symbol_for_node(row.value, row.destination_field, "", SymbolKind::Mapping);
        symbol.name = name;
        symbol.detail = (!detail.is_empty()).then(|| detail.join(", "));
        if is_key {
            symbol.kind = SymbolKind::Key;
        }
        symbol
    }

    fn object(&self, object: &ObjectOption<'_>) -> Symbol {
        let known = object.type_number().and_then(object_type_name);
        let fallback = match (known, object.type_number()) {
            (Some(name), _) => name.to_owned(),
            (None, Some(number)) => format!("Object type {number}"),
            (None, None) => "Object type".to_owned(),
        };
        let mut symbol =
            self.symbol_for_node(object.value, object.display_name, &fallback, SymbolKind::ObjectType);
        let mut details: Vec<&str> = Vec::new();
        if !object.selected() {
            details.push("not selected");
        } else {
            details.extend((object.creates() == Some(true)).then_some("creates"));
            details.extend((object.deletes() == Some(true)).then_some("deletes"));
        }
        symbol.detail = (!details.is_empty()).then(|| details.join(", "));
        symbol
    }

    fn query(&self, names: &ObjectTypeNames, query: &Query<'_>) -> Symbol {
        let side = match query.side() {
            Some(SideName::Source) => "Source query",
            Some(SideName::Destination) => "Destination query",
            None => "Query",
        };
        let mut symbol = self.symbol_for_node(query.value, None, side, SymbolKind::Query);
        if let Some(number) = query.type_number() {
            symbol.name = format!("{side} ({})", names.name_or_number(number));
        }
        if let Some(text) = query.text {
            symbol.detail = self.masked_text(text);
            symbol.selection = text.span();
        }
        symbol
    }

    fn setting(&self, job: &Job<'_>, entry: &SettingEntry<'_>) -> Symbol {
        let mut symbol =
            self.symbol_for_node(entry.value, entry.key, "Setting without a key", SymbolKind::Setting);
        symbol.detail = entry.setting_value.and_then(|value| self.masked_text(value));
        let value = entry.setting_value.map(NodeRef::id);
        let raw = entry.setting_value.map(|value| value.content_span().slice(value.document().text()));
        if raw.is_some_and(is_default_global_script) {
            symbol.detail = Some("generated global script".to_owned());
        } else if let Some(script) =
            job.scripts().all().iter().find(|script| Some(script.value.id()) == value)
        {
            symbol.detail = Some("global script".to_owned());
            symbol.children = routine_symbols(script);
        }
        symbol
    }

    /// A symbol for an object, named after the value of one of its members or else `fallback`.
    fn symbol_for_node(
        &self,
        object: NodeRef<'_>,
        name: Option<NodeRef<'_>>,
        fallback: &str,
        kind: SymbolKind,
    ) -> Symbol {
        let span = object.span();
        let shown = name.and_then(|name| self.masked_text(name));
        let selection = name.map_or(Span::new(span.start, span.start.saturating_add(1)), NodeRef::span);
        Symbol {
            name: shown.unwrap_or_else(|| fallback.to_owned()),
            detail: None,
            kind,
            span,
            selection: if span.contains(selection) { selection } else { Span::empty(span.start) },
            children: Vec::new(),
        }
    }

    /// A string in one line, truncated and without secrets; `None` if it is empty.
    fn masked_text(&self, value: NodeRef<'_>) -> Option<String> {
        let text = masked_string(value.document(), value.id(), &self.secrets)?;
        let text = truncate_line(text.trim());
        (!text.is_empty()).then_some(text)
    }
}

fn has_several_types(job: &Job<'_>) -> bool {
    let mut numbers = job.rows.iter().filter_map(FieldRow::type_number);
    let first = numbers.next();
    numbers.any(|number| Some(number) != first)
}

fn sort_by_position(mut symbols: Vec<Symbol>) -> Vec<Symbol> {
    symbols.sort_by_key(|symbol| symbol.span.start);
    symbols
}

fn covering_span(first: Span, second: Span) -> Span {
    Span::new(first.start.min(second.start), first.end.max(second.end))
}

#[cfg(test)]
mod tests;
