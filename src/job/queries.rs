//! The queries of a job with what their text says, read once for all rules.

use crate::catalog::{ProviderClass, object_type_name};
use crate::language::filter::{self, Filter};
use crate::language::sql::{self, Sql};
use crate::text::{DecodedString, trimmed};

use super::{Job, NodeRef, Query};

/// A query whose text is there and not blank.
#[derive(Debug)]
pub struct QueryText<'d> {
    /// The entry of `syncQuery`.
    pub query: Query<'d>,
    /// Its member `query`.
    pub value: NodeRef<'d>,
    /// The text, with the way back to the file.
    pub decoded: DecodedString<'d>,
    /// What it says.
    pub parsed: ParsedQuery,
}

/// What a query says, by the language of its side, or else of its `queryType`.
#[derive(Debug)]
pub enum ParsedQuery {
    /// Filter criteria.
    Filter(Filter),
    /// SQL.
    Sql(Sql),
    /// Nobody knows the language.
    Unknown,
}

/// The language of a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QueryLanguage {
    /// Filter criteria, which directories are read with.
    GroupId,
    /// SQL, which tables are read with.
    Sql,
}

impl QueryLanguage {
    /// The language that a class of providers is read with ("Schedule and Notification").
    #[must_use]
    pub fn from_provider_class(class: ProviderClass) -> Self {
        match class {
            ProviderClass::Directory => Self::GroupId,
            ProviderClass::Table => Self::Sql,
        }
    }

    /// The language that a `queryType` names, without regard to case.
    #[must_use]
    pub fn from_query_type(name: &str) -> Option<Self> {
        let name = trimmed(name);
        [Self::GroupId, Self::Sql].into_iter().find(|language| language.name().eq_ignore_ascii_case(name))
    }

    /// The `queryType`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::GroupId => "GroupID",
            Self::Sql => "SQL",
        }
    }
}

impl<'d> QueryText<'d> {
    fn new(job: &Job<'d>, query: &Query<'d>) -> Option<Self> {
        let value = query.text?;
        let decoded = value.decoded().filter(|decoded| !decoded.text().trim().is_empty())?;
        let by_side =
            query.side().and_then(|side| job.side(side).class()).map(QueryLanguage::from_provider_class);
        let by_type = || QueryLanguage::from_query_type(&query.query_type.and_then(NodeRef::string)?);
        let reading = match by_side.or_else(by_type) {
            Some(QueryLanguage::GroupId) => ParsedQuery::Filter(filter::parse(decoded.text())),
            Some(QueryLanguage::Sql) => ParsedQuery::Sql(sql::parse(decoded.text())),
            None => ParsedQuery::Unknown,
        };
        Some(Self { query: *query, value, decoded, parsed: reading })
    }

    /// What it says as filter criteria.
    #[must_use]
    pub fn filter(&self) -> Option<&Filter> {
        match &self.parsed {
            ParsedQuery::Filter(filter) => Some(filter),
            _ => None,
        }
    }

    /// What it says as SQL.
    #[must_use]
    pub fn sql(&self) -> Option<&Sql> {
        match &self.parsed {
            ParsedQuery::Sql(sql) => Some(sql),
            _ => None,
        }
    }

    /// The part of its text that leaves objects out of the result: WHERE, TOP and the like, or a
    /// condition on anything but the class of the object.
    #[must_use]
    pub fn restriction(&self) -> Option<std::ops::Range<usize>> {
        match &self.parsed {
            ParsedQuery::Filter(filter) => filter.row_filter(self.decoded.text()),
            ParsedQuery::Sql(sql) => sql.row_filter.clone(),
            ParsedQuery::Unknown => None,
        }
    }

    /// Whether it may leave objects out of the result.
    #[must_use]
    pub fn is_partial(&self) -> bool {
        self.restriction().is_some()
    }
}

impl<'d> Job<'d> {
    /// The queries whose text is there, with what it says. Read when it is first asked for.
    #[must_use]
    pub fn query_texts(&self) -> &[QueryText<'d>] {
        self.query_texts
            .get_or_init(|| self.queries.iter().filter_map(|query| QueryText::new(self, query)).collect())
    }

    /// What the text of a query says, where it is there.
    #[must_use]
    pub fn query_text_of(&self, query: &Query<'_>) -> Option<&QueryText<'d>> {
        let id = query.value.id();
        let texts = self.query_texts();
        let place = texts.binary_search_by_key(&id, |text| text.query.value.id()).ok()?;
        texts.get(place)
    }

    /// An object type in words: `1 (User)`, by the name that the job gives it, or else the known one.
    #[must_use]
    pub fn describe_type(&self, number: i64) -> String {
        if let Some(option) = self.object_for_type(number) {
            return option.describe();
        }
        object_type_name(number).map_or_else(|| number.to_string(), |name| format!("{number} ({name})"))
    }
}
