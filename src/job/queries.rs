//! Parsed queries.

use crate::catalog::ProviderClass;
use crate::language::filter::{self, Filter};
use crate::language::sql::{self, Sql};
use crate::text::{DecodedString, trimmed};

use super::{NodeRef, Query, SideName};

/// A query whose text is not blank.
#[derive(Debug)]
pub struct QueryText<'d> {
    /// The entry of `syncQuery`.
    pub query: Query<'d>,
    /// Its member `query`.
    pub value: NodeRef<'d>,
    /// The decoded text, with a mapping of its positions to the file.
    pub decoded: DecodedString<'d>,
    /// The parsed text.
    pub parsed: ParsedQuery,
}

/// A parsed query. The language is that of its side, or else that of its `queryType`.
#[derive(Debug)]
pub enum ParsedQuery {
    /// Filter criteria.
    Filter(Filter),
    /// SQL.
    Sql(Sql),
    /// The language could not be determined.
    Unknown,
}

/// The language of a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QueryLanguage {
    /// Filter criteria, for directories.
    GroupId,
    /// SQL, for tables.
    Sql,
}

impl QueryLanguage {
    /// The query language of a class of providers ("Schedule and Notification").
    #[must_use]
    pub fn from_provider_class(class: ProviderClass) -> Self {
        match class {
            ProviderClass::Directory => Self::GroupId,
            ProviderClass::Table => Self::Sql,
        }
    }

    /// The language of a `queryType`, case-insensitively.
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
    /// Parses a query; `class_of` is the class of the provider of a side, if known.
    pub(super) fn new(
        query: &Query<'d>,
        class_of: impl Fn(SideName) -> Option<ProviderClass>,
    ) -> Option<Self> {
        let value = query.text?;
        let decoded = value.decoded().filter(|decoded| !decoded.text().trim().is_empty())?;
        let by_side = query.side().and_then(class_of).map(QueryLanguage::from_provider_class);
        let by_type = || QueryLanguage::from_query_type(&query.query_type.and_then(NodeRef::string)?);
        let parsed = match by_side.or_else(by_type) {
            Some(QueryLanguage::GroupId) => {
                ParsedQuery::Filter(filter::parse(decoded.text(), value.placeholders()))
            }
            Some(QueryLanguage::Sql) => ParsedQuery::Sql(sql::parse(decoded.text(), value.placeholders())),
            None => ParsedQuery::Unknown,
        };
        Some(Self { query: *query, value, decoded, parsed })
    }

    /// The query as filter criteria.
    #[must_use]
    pub fn filter(&self) -> Option<&Filter> {
        match &self.parsed {
            ParsedQuery::Filter(filter) => Some(filter),
            _ => None,
        }
    }

    /// The query as SQL.
    #[must_use]
    pub fn sql(&self) -> Option<&Sql> {
        match &self.parsed {
            ParsedQuery::Sql(sql) => Some(sql),
            _ => None,
        }
    }

    /// The range of the text that restricts the result: WHERE, TOP and the like, or a condition on
    /// anything but the object class.
    #[must_use]
    pub fn restriction(&self) -> Option<std::ops::Range<usize>> {
        match &self.parsed {
            ParsedQuery::Filter(filter) => filter.row_filter(self.decoded.text()),
            ParsedQuery::Sql(sql) => sql.row_filter.clone(),
            ParsedQuery::Unknown => None,
        }
    }

    /// Whether the result may be restricted.
    #[must_use]
    pub fn is_partial(&self) -> bool {
        self.restriction().is_some()
    }
}
