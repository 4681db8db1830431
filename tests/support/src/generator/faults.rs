//! Typical mistakes that are injected into jobs without findings.

use super::json::{Json, Layout};
use super::random::Random;

/// A kind of mistake.
#[derive(Debug)]
pub struct Fault {
    pub name: &'static str,
    /// The rule that reports the fault in most jobs.
    pub rule: &'static str,
    mutation: Mutation,
}

#[derive(Debug)]
enum Mutation {
    /// Changes the first job of the document.
    Job(fn(&mut Json, &mut Random) -> Option<()>),
    /// Changes the text.
    Text(fn(&str, &mut Random) -> Option<String>),
}

use Mutation::{Job, Text};

/// Faults for every group of rules.
#[rustfmt::skip]
pub static FAULTS: &[Fault] = &[
    Fault { name: "missing comma", rule: "json-syntax", mutation: Text(|text, random| remove_occurrence(text, ",", random)) },
    Fault { name: "trailing comma", rule: "json-syntax", mutation: Text(|text, _| replace_first(text, "]", ",]")) },
    Fault { name: "truncated file", rule: "json-syntax", mutation: Text(truncate) },
    Fault { name: "comment", rule: "json-syntax", mutation: Text(|text, _| replace_first(text, "\"fieldsMap\"", "/* rows */ \"fieldsMap\"")) },
    Fault { name: "duplicate member", rule: "duplicate-member", mutation: Job(|job, _| { let first = job.members()?.first()?.clone(); job.members()?.push(first); Some(()) }) },
    Fault { name: "byte order mark", rule: "text-encoding", mutation: Text(|text, _| Some(format!("\u{feff}{text}"))) },
    Fault { name: "unknown member", rule: "unknown-member", mutation: Job(|job, _| { job.members()?.push(("comments".into(), "by hand".into())); Some(()) }) },
    Fault { name: "member in other case", rule: "member-case", mutation: Job(|job, random| { let row = non_key_row(job, random)?; let name = row.members()?.iter_mut().find(|(name, _)| name == "isKey")?; name.0 = "iskey".into(); Some(()) }) },
    Fault { name: "missing member", rule: "missing-member", mutation: Job(|job, random| { let row = non_key_row(job, random)?; row.members()?.retain(|(name, _)| name != "delimiter"); Some(()) }) },
    Fault { name: "boolean as a string", rule: "wrong-type", mutation: Job(|job, random| set(non_key_row(job, random)?, "forCreateOnly", "false")) },
    Fault { name: "missing key field", rule: "one-key-field", mutation: Job(|job, _| set(key_row(job)?, "isKey", false)) },
    Fault { name: "key field not create-only", rule: "key-not-create-only", mutation: Job(|job, _| set(key_row(job)?, "forCreateOnly", false)) },
    Fault { name: "duplicate destination", rule: "duplicate-destination", mutation: Job(|job, _| { let rows = job.get_mut("fieldsMap")?.items_mut()?; let mut twice = rows.last()?.clone(); set(&mut twice, "isKey", false)?; rows.push(twice); Some(()) }) },
    Fault { name: "misspelt transform", rule: "unknown-transform", mutation: Job(|job, random| set(non_key_row(job, random)?, "transform", "Statik:value=Vienna")) },
    Fault { name: "missing parameter", rule: "transform-syntax", mutation: Job(|job, random| set(non_key_row(job, random)?, "transform", "Join:separator=-")) },
    Fault { name: "plain-text password", rule: "plaintext-password", mutation: Job(|job, _| { let rows = job.get_mut("fieldsMap")?.items_mut()?; let row = rows.iter_mut().find(|row| row.get("options").is_some_and(|options| *options != Json::Null))?; set(row, "transform", "Static:value=Winter-2025!Start") }) },
    Fault { name: "repeated setting", rule: "repeated-setting", mutation: Job(|job, random| { let settings = job.get_mut("settings")?.items_mut()?; let twice = settings.get(random.below(8))?.clone(); settings.push(twice); Some(()) }) },
    Fault { name: "setting of a wrong type", rule: "invalid-setting-value", mutation: Job(|job, _| set(setting(job, "Source.Type")?, "value", "eleven")) },
    Fault { name: "misspelt setting", rule: "unknown-setting", mutation: Job(|job, _| set(setting(job, "Source.IsTableProvider")?, "key", "Source.IsTabelProvider")) },
    Fault { name: "owner changed in one of two settings", rule: "owner-mismatch", mutation: Job(|job, random| { let other = random.guid(); set(setting(job, "JobOwnerIds")?, "value", other) }) },
    Fault { name: "other provider class", rule: "provider-mismatch", mutation: Job(|job, _| { let class = setting(job, "Destination.ProviderType")?; let other = if class.get("value")?.as_str()? == "1" { "2" } else { "1" }; set(class, "value", other) }) },
    Fault { name: "id changed in one of three settings", rule: "provider-id-mismatch", mutation: Job(|job, _| set(setting(job, "Source.Provider")?, "value", "99")) },
    Fault { name: "missing query", rule: "missing-query", mutation: Job(|job, _| { (job.get("isTemplate") == Some(&Json::Bool(false))).then_some(())?; job.get_mut("syncQuery")?.items_mut()?.pop()?; Some(()) }) },
    Fault { name: "query of another type", rule: "query-type-mismatch", mutation: Job(|job, _| { let query = job.get_mut("syncQuery")?.items_mut()?.first_mut()?; let other = if query.get("queryType")?.as_str()? == "SQL" { "GroupID" } else { "SQL" }; set(query, "queryType", other) }) },
    Fault { name: "misspelt operator", rule: "filter-operator", mutation: Job(|job, _| { let query = query(job, "GroupID")?; let text = query.get("query")?.as_str()?.replacen(" is exactly ", " is exactyl ", 1); set(query, "query", text) }) },
    Fault { name: "missing quote in SQL", rule: "sql-syntax", mutation: Job(|job, _| { let query = query(job, "SQL")?; let text = format!("{} WHERE Name = 'open", query.get("query")?.as_str()?); set(query, "query", text) }) },
    Fault { name: "object type without options", rule: "object-type-mismatch", mutation: Job(|job, random| set(non_key_row(job, random)?, "objectType", 77)) },
    Fault { name: "missing container", rule: "missing-container", mutation: Job(|job, _| { let option = job.get_mut("objectsOption")?.items_mut()?.first_mut()?; option.get("containerOptionValue")?.as_str()?.contains("DC=").then_some(())?; set(option, "containerOptionValue", "") }) },
    Fault { name: "unterminated block in a script", rule: "script-syntax", mutation: Job(|job, random| set(non_key_row(job, random)?, "transform", "Script:text=If 1 = 1 Then\n DTM.Result = \"a\"")) },
    Fault { name: "script without a result", rule: "script-unassigned-result", mutation: Job(|job, random| set(non_key_row(job, random)?, "transform", "Script:text=Dim value As String = \"a\"")) },
    Fault { name: "misspelt member of DTM", rule: "script-unknown-member", mutation: Job(|job, random| set(non_key_row(job, random)?, "transform", "Script:text=DTM.Result = DTM.Sourc(\"Name\")")) },
    Fault { name: "empty name", rule: "job-name", mutation: Job(|job, _| set(job.get_mut("jobInfo")?, "name", "")) },
    Fault { name: "misspelt `onFailure`", rule: "invalid-on-failure", mutation: Job(|job, _| set(job.get_mut("jobInfo")?, "onFailure", "Abbort")) },
    Fault { name: "other job type", rule: "job-type-mismatch", mutation: Job(|job, _| { let kind = job.get_mut("jobInfo")?.get_mut("type")?; *kind = Json::Int(if *kind == Json::Int(1) { 2 } else { 1 }); Some(()) }) },
];

impl Fault {
    /// Returns the text of a document with this fault; `None` if the fault does not apply to it.
    pub fn inject(&self, document: &mut Json, layout: Layout, random: &mut Random) -> Option<String> {
        match self.mutation {
            Text(change) => change(&document.text(layout), random),
            Job(change) => {
                let mut changed = document.clone();
                change(first_job(&mut changed)?, random)?;
                Some(changed.text(layout))
            }
        }
    }
}

fn first_job(document: &mut Json) -> Option<&mut Json> {
    if document.get("jobs").is_some() {
        return document.get_mut("jobs")?.items_mut()?.first_mut();
    }
    if document.get("data").is_some() { document.get_mut("data") } else { Some(document) }
}

fn set(object: &mut Json, name: &str, value: impl Into<Json>) -> Option<()> {
    *object.get_mut(name)? = value.into();
    Some(())
}

/// Picks a row that is not a key field.
fn non_key_row<'j>(job: &'j mut Json, random: &mut Random) -> Option<&'j mut Json> {
    let rows = job.get_mut("fieldsMap")?.items_mut()?;
    let others: Vec<usize> =
        (0..rows.len()).filter(|index| rows[*index].get("isKey") == Some(&Json::Bool(false))).collect();
    rows.get_mut(*random.choose(&others))
}

fn key_row(job: &mut Json) -> Option<&mut Json> {
    let rows = job.get_mut("fieldsMap")?.items_mut()?;
    rows.iter_mut().find(|row| row.get("isKey") == Some(&Json::Bool(true)))
}

fn setting<'j>(job: &'j mut Json, key: &str) -> Option<&'j mut Json> {
    let settings = job.get_mut("settings")?.items_mut()?;
    settings.iter_mut().find(|entry| entry.get("key").and_then(Json::as_str) == Some(key))
}

fn query<'j>(job: &'j mut Json, kind: &str) -> Option<&'j mut Json> {
    let queries = job.get_mut("syncQuery")?.items_mut()?;
    queries.iter_mut().find(|query| {
        query.get("queryType").and_then(Json::as_str) == Some(kind)
            && query
                .get("query")
                .and_then(Json::as_str)
                .is_some_and(|text| kind == "SQL" || text.contains(" is exactly "))
    })
}

fn replace_first(text: &str, old: &str, new: &str) -> Option<String> {
    text.contains(old).then(|| text.replacen(old, new, 1))
}

/// Removes one occurrence of a token that is certainly outside of strings: after `false` or `null`.
fn remove_occurrence(text: &str, token: &str, random: &mut Random) -> Option<String> {
    let is_outside = |offset: &usize| text[..*offset].ends_with("false") || text[..*offset].ends_with("null");
    let offsets: Vec<usize> =
        text.match_indices(token).map(|(offset, _)| offset).filter(is_outside).take(50).collect();
    let offset = *offsets.get(random.below(offsets.len()))?;
    Some(format!("{}{}", &text[..offset], &text[offset + token.len()..]))
}

fn truncate(text: &str, random: &mut Random) -> Option<String> {
    let mut end = text.len() - text.len() * random.between(5, 60) / 100;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    Some(text[..end].to_owned())
}
