//! A builder of jobs for the tests of rules.

use serde_json::{Map, Value, json};

/// Starts an empty job. The JSON text contains only the members that are added.
///
/// ```ignore
/// job().destination("Active Directory").row(json!({ "destinationField": "mail" })).text()
/// ```
pub(crate) fn job() -> JobBuilder {
    JobBuilder::default()
}

#[derive(Debug, Clone, Default)]
pub(crate) struct JobBuilder {
    members: Map<String, Value>,
}

impl JobBuilder {
    /// Sets any member of the job.
    pub(crate) fn member(mut self, name: &str, value: Value) -> Self {
        self.members.insert(name.to_owned(), value);
        self
    }

    /// Sets a member of `jobInfo`.
    pub(crate) fn info(mut self, name: &str, value: impl Into<Value>) -> Self {
        let info = self.members.entry("jobInfo").or_insert_with(|| json!({}));
        info[name] = value.into();
        self
    }

    /// Adds a row to `fieldsMap`.
    pub(crate) fn row(self, row: Value) -> Self {
        self.item("fieldsMap", row)
    }

    /// Adds a row to `fieldsMap` that has nothing but a transform.
    pub(crate) fn transform(self, transform: &str) -> Self {
        self.row(json!({ "transform": transform }))
    }

    /// Adds an entry to `objectsOption`.
    pub(crate) fn object(self, option: Value) -> Self {
        self.item("objectsOption", option)
    }

    /// Adds an entry to `syncQuery`.
    pub(crate) fn query(self, query: Value) -> Self {
        self.item("syncQuery", query)
    }

    /// Adds an entry to `settings`, with the data type `System.String`.
    pub(crate) fn setting(self, key: &str, value: impl Into<Value>) -> Self {
        self.typed_setting(key, value, "System.String")
    }

    /// Adds an entry to `settings`.
    pub(crate) fn typed_setting(self, key: &str, value: impl Into<Value>, data_type: &str) -> Self {
        self.item("settings", json!({ "key": key, "value": value.into(), "dataType": data_type }))
    }

    /// Sets the provider of the source.
    pub(crate) fn source(self, provider: &str) -> Self {
        self.setting("Source.ProviderName", provider)
    }

    /// Sets the provider of the destination.
    pub(crate) fn destination(self, provider: &str) -> Self {
        self.setting("Destination.ProviderName", provider)
    }

    fn item(mut self, list: &str, item: Value) -> Self {
        let items = self.members.entry(list).or_insert_with(|| json!([]));
        if let Some(items) = items.as_array_mut() {
            items.push(item);
        }
        self
    }

    /// The job as JSON text.
    pub(crate) fn text(&self) -> String {
        Value::Object(self.members.clone()).to_string()
    }
}
