//! Navigation in a schema: the members of an object and their values.

use serde_json::Value;

use super::SchemaKind;
use super::validator::SCHEMAS;

/// A subschema, which describes one location of a document.
#[derive(Debug, Clone, Copy)]
pub struct SchemaRef {
    schema: &'static Value,
    /// The schema document, for references that start with `#/`.
    root: &'static Value,
}

/// A member that a schema defines.
#[derive(Debug, Clone, Copy)]
pub struct Member {
    /// The name of the member.
    pub name: &'static str,
    /// The schema before references are resolved, with the title, description and default of the member itself.
    pub declared: &'static Value,
    /// The schema of its value, with references resolved.
    pub schema: SchemaRef,
}

impl Member {
    /// The title, or the name if there is none.
    #[must_use]
    pub fn title(&self) -> &'static str {
        self.text("title").unwrap_or(self.name)
    }

    /// The description.
    #[must_use]
    pub fn description(&self) -> &'static str {
        self.text("description").unwrap_or_default()
    }

    /// The default value.
    #[must_use]
    pub fn default(&self) -> Option<&'static Value> {
        self.keyword("default")
    }

    /// Example values.
    pub fn examples(&self) -> impl Iterator<Item = &'static Value> {
        self.keyword("examples").and_then(Value::as_array).into_iter().flatten()
    }

    fn text(&self, keyword: &str) -> Option<&'static str> {
        self.keyword(keyword)?.as_str()
    }

    /// A keyword of the member itself, or else of the schema that it refers to.
    fn keyword(&self, keyword: &str) -> Option<&'static Value> {
        self.declared.get(keyword).or_else(|| self.schema.schema.get(keyword))
    }
}

/// The schema of a whole job or collection.
#[must_use]
pub fn root_schema(kind: SchemaKind) -> SchemaRef {
    let root = match kind {
        SchemaKind::Job => &SCHEMAS.job,
        SchemaKind::Collection => &SCHEMAS.collection,
    };
    SchemaRef { schema: root, root }
}

impl SchemaRef {
    /// The members of an object; empty for other types.
    pub fn members(self) -> impl Iterator<Item = Member> {
        let properties = self.schema.get("properties").and_then(Value::as_object);
        properties.into_iter().flatten().map(move |(name, declared)| Member {
            name,
            declared,
            schema: self.resolve(declared),
        })
    }

    /// The member with this name.
    #[must_use]
    pub fn member(self, name: &str) -> Option<Member> {
        let (name, declared) = self.schema.get("properties")?.as_object()?.get_key_value(name)?;
        Some(Member { name, declared, schema: self.resolve(declared) })
    }

    /// The schema of the items of an array.
    #[must_use]
    pub fn items(self) -> Option<Self> {
        self.schema.get("items").map(|items| self.resolve(items))
    }

    /// The allowed types, such as `string`; empty if any type is allowed.
    pub fn types(self) -> impl Iterator<Item = &'static str> {
        let types = self.schema.get("type");
        let several = types.and_then(Value::as_array).into_iter().flatten();
        types.into_iter().chain(several).filter_map(Value::as_str)
    }

    /// The allowed values; empty if any value is allowed.
    pub fn choices(self) -> impl Iterator<Item = &'static Value> {
        self.schema.get("enum").and_then(Value::as_array).into_iter().flatten()
    }

    /// The required members of an object, in the order in which the product writes them.
    pub fn required(self) -> impl Iterator<Item = &'static str> {
        let required = self.schema.get("required").and_then(Value::as_array);
        required.into_iter().flatten().filter_map(Value::as_str)
    }

    /// The first example, as text for a message.
    #[must_use]
    pub fn example(self) -> Option<String> {
        match self.schema.get("examples")?.get(0)? {
            Value::String(text) => Some(text.clone()),
            other => Some(other.to_string()),
        }
    }

    /// Resolves references. The result of an unresolvable reference allows anything.
    fn resolve(self, schema: &'static Value) -> Self {
        let mut resolved = Self { schema, root: self.root };
        while let Some(reference) = resolved.schema.get("$ref").and_then(Value::as_str) {
            let (file, pointer) = reference.split_once('#').unwrap_or((reference, ""));
            if file == "job.schema.json" {
                resolved.root = &SCHEMAS.job;
            }
            match resolved.root.pointer(pointer) {
                Some(target) => resolved.schema = target,
                None => break,
            }
        }
        resolved
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_followed_across_files() {
        let job = root_schema(SchemaKind::Job);
        let info = job.member("jobInfo").expect("jobInfo").schema;
        assert!(info.member("runOrder").is_some());
        let rows = job.member("fieldsMap").expect("fieldsMap").schema.items().expect("items");
        assert!(rows.members().any(|member| member.name == "isKey"));

        let jobs = root_schema(SchemaKind::Collection).member("jobs").expect("jobs").schema;
        let inner = jobs.items().expect("items");
        assert!(inner.member("objectsOption").is_some());
    }

    #[test]
    fn same_named_members_have_their_own_descriptions() {
        let job = root_schema(SchemaKind::Job);
        let items = |name: &str| job.member(name).and_then(|member| member.schema.items()).expect("items");
        let (row, option) =
            (items("fieldsMap").member("objectType"), items("objectsOption").member("objectType"));
        let (row, option) = (row.expect("of a row"), option.expect("of an option"));
        assert_ne!(row.description(), option.description());
        assert_eq!(row.title(), "Object type");
        assert_eq!(row.default(), Some(&Value::from(1)));
        let query_type = items("syncQuery").member("queryType").expect("queryType");
        assert_eq!(query_type.schema.choices().count(), 2);
        let delimiter = items("fieldsMap").member("delimiter").expect("delimiter");
        assert_eq!(delimiter.schema.types().collect::<Vec<_>>(), ["string", "null"]);
        assert!(items("settings").required().any(|name| name == "dataType"));
        let created = job.member("jobInfo").and_then(|info| info.schema.member("created")).expect("created");
        assert!(created.examples().next().is_some());
    }

    #[test]
    fn every_member_is_described_and_has_a_default() {
        fn walk(schema: SchemaRef, path: &str) {
            for member in schema.members() {
                let path = format!("{path}/{}", member.name);
                for keyword in ["title", "description", "examples", "default"] {
                    assert!(member.declared.get(keyword).is_some(), "{path} lacks {keyword}");
                }
                walk(member.schema, &path);
                if let Some(items) = member.schema.items() {
                    walk(items, &path);
                }
            }
        }
        walk(root_schema(SchemaKind::Job), "");
        walk(root_schema(SchemaKind::Collection), "");
    }
}
