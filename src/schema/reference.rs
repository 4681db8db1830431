//! Reading a schema: which members an object may have, and what stands in them.

use serde_json::Value;

use super::SchemaKind;
use super::validator::SCHEMAS;

/// What a schema says of one place in a document.
#[derive(Debug, Clone, Copy)]
pub struct SchemaRef {
    schema: &'static Value,
    /// The schema document that `#/…` references start from.
    root: &'static Value,
}

/// One member that a schema knows.
#[derive(Debug, Clone, Copy)]
pub struct Member {
    /// Its name.
    pub name: &'static str,
    /// The member's schema before references are followed: its own title, description, default.
    pub declared: &'static Value,
    /// What stands in it.
    pub schema: SchemaRef,
}

impl Member {
    /// What it is called in words.
    #[must_use]
    pub fn title(&self) -> &'static str {
        self.text("title").unwrap_or(self.name)
    }

    /// What it is for.
    #[must_use]
    pub fn description(&self) -> &'static str {
        self.text("description").unwrap_or_default()
    }

    /// What a new one holds.
    #[must_use]
    pub fn default(&self) -> Option<&'static Value> {
        self.keyword("default")
    }

    /// What others hold.
    pub fn examples(&self) -> impl Iterator<Item = &'static Value> {
        self.keyword("examples").and_then(Value::as_array).into_iter().flatten()
    }

    fn text(&self, keyword: &str) -> Option<&'static str> {
        self.keyword(keyword)?.as_str()
    }

    /// A keyword of the member itself, or else of what it refers to.
    fn keyword(&self, keyword: &str) -> Option<&'static Value> {
        self.declared.get(keyword).or_else(|| self.schema.schema.get(keyword))
    }
}

/// The shape of a whole job or collection.
#[must_use]
pub fn root_schema(kind: SchemaKind) -> SchemaRef {
    let root = match kind {
        SchemaKind::Job => &SCHEMAS.job,
        SchemaKind::Collection => &SCHEMAS.collection,
    };
    SchemaRef { schema: root, root }
}

impl SchemaRef {
    /// The members an object here may have, by name; none for other kinds of value.
    pub fn members(self) -> impl Iterator<Item = Member> {
        let properties = self.schema.get("properties").and_then(Value::as_object);
        properties.into_iter().flatten().map(move |(name, declared)| Member {
            name,
            declared,
            schema: self.resolve(declared),
        })
    }

    /// The member called `name`.
    #[must_use]
    pub fn member(self, name: &str) -> Option<Member> {
        let (name, declared) = self.schema.get("properties")?.as_object()?.get_key_value(name)?;
        Some(Member { name, declared, schema: self.resolve(declared) })
    }

    /// The shape of an array's items.
    #[must_use]
    pub fn items(self) -> Option<Self> {
        self.schema.get("items").map(|items| self.resolve(items))
    }

    /// The kinds of value that may stand here, such as `string`; none where any may.
    pub fn types(self) -> impl Iterator<Item = &'static str> {
        let types = self.schema.get("type");
        let several = types.and_then(Value::as_array).into_iter().flatten();
        types.into_iter().chain(several).filter_map(Value::as_str)
    }

    /// The only values that may stand here; none where any may.
    pub fn choices(self) -> impl Iterator<Item = &'static Value> {
        self.schema.get("enum").and_then(Value::as_array).into_iter().flatten()
    }

    /// The members that an object here must have, in the order in which the product writes them.
    pub fn required(self) -> impl Iterator<Item = &'static str> {
        let required = self.schema.get("required").and_then(Value::as_array);
        required.into_iter().flatten().filter_map(Value::as_str)
    }

    /// An example of what stands here, as it would be written in a message.
    #[must_use]
    pub fn example(self) -> Option<String> {
        match self.schema.get("examples")?.get(0)? {
            Value::String(text) => Some(text.clone()),
            other => Some(other.to_string()),
        }
    }

    /// Follows references; one that leads nowhere gives a shape that knows nothing.
    fn resolve(self, schema: &'static Value) -> Self {
        let mut shape = Self { schema, root: self.root };
        while let Some(reference) = shape.schema.get("$ref").and_then(Value::as_str) {
            let (file, pointer) = reference.split_once('#').unwrap_or((reference, ""));
            if file == "job.schema.json" {
                shape.root = &SCHEMAS.job;
            }
            match shape.root.pointer(pointer) {
                Some(target) => shape.schema = target,
                None => break,
            }
        }
        shape
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
        fn walk(shape: SchemaRef, path: &str) {
            for member in shape.members() {
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
