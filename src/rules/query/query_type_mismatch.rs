//! `query-type-mismatch`

use crate::catalog::SideSetting;
use crate::job::{ParsedQuery, QueryLanguage, QueryText};
use crate::language::sql::StatementKind;
use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    name: "query-type-mismatch",
    group: Group::Query,
    severity: Severity::Error,
    superseded_by: &["provider-mismatch", "duplicate-query"],
    summary: "`queryType` that does not match the provider",
    page: rule_page!("query-type-mismatch"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, ctx: &mut RuleContext) {
    for query in &job.queries {
        let (Some(query_type), Some(name)) = (query.query_type, query.side()) else { continue };
        let side = job.side(name);
        let Some(class) = side.class() else { continue };
        let Some(written) = query_type.string().and_then(|text| QueryLanguage::from_query_type(&text)) else {
            continue;
        };
        let expected = QueryLanguage::from_provider_class(class);
        if written == expected {
            continue;
        }
        let text = job.query_texts().iter().find(|text| text.query.value.id() == query.value.id());
        let help = match (expected, text.is_some_and(matches_syntax)) {
            (QueryLanguage::GroupId, true) => {
                "write `GroupID`: the query itself already contains filter criteria"
            }
            (QueryLanguage::GroupId, false) => {
                "write `GroupID`, and filter criteria such as `objectClass is exactly \"user\"`"
            }
            (QueryLanguage::Sql, true) => "write `SQL`: the query itself is already SQL",
            (QueryLanguage::Sql, false) => "write `SQL`, and a query such as `SELECT * FROM [Sheet1$]`",
        };
        let diagnostic = ctx
            .report(query_type)
            .subject(query.value)
            .subject(&side)
            .message(format!(
                "the {} is {}, which cannot be queried with {}",
                name.as_str(),
                class.describe(),
                written.name()
            ))
            .label(format!("expected `{}`", expected.name()))
            .help(help);
        if let Some(provider) = side.setting(SideSetting::PROVIDER_NAME).and_then(|entry| entry.setting_value)
        {
            diagnostic.related(provider, format!("the {} is {}", name.as_str(), class.describe()));
        }
    }
}

/// Whether the text is already valid in the language that the side requires.
fn matches_syntax(text: &QueryText) -> bool {
    match &text.parsed {
        ParsedQuery::Filter(filter) => filter.errors.is_empty(),
        ParsedQuery::Sql(sql) => sql.kind != StatementKind::Unknown,
        ParsedQuery::Unknown => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::Tester;

    fn job(provider: &str, query_type: &str, query: &str) -> String {
        format!(
            r#"{{"settings": [{{"key": "Source.ProviderName", "value": "{provider}"}}],
                "syncQuery": [{{"query": "{query}", "queryType": "{query_type}", "isSource": true}}]}}"#
        )
    }

    #[test]
    fn table() {
        let tester = Tester::new(&RULE);
        for (provider, query_type) in [
            ("Microsoft Excel", "SQL"),
            ("Microsoft Excel", "sql"),
            ("Microsoft Entra ID", "groupid"),
            ("SCIM", "SQL"),
            ("PeopleSoft", "GroupID"),
            ("${PROVIDER}", "SQL"),
            ("Oracle", "${TYPE}"),
            ("Oracle", "LDAP"),
        ] {
            tester.passes(&[&job(provider, query_type, "")]);
        }
        tester.passes(&[r#"{"syncQuery": [{"query": "x", "queryType": "SQL", "isSource": true}]}"#]);
        for (provider, query_type, query) in [
            ("Generic LDAP", "SQL", "SELECT * FROM x"),
            ("Google Workspace", "SQL", r#"cn is exactly \"x\""#),
            ("ODBC", "GroupID", "SELECT a FROM b"),
            ("Text/CSV", "GroupID", r#"cn is exactly \"x\""#),
        ] {
            let job = job(provider, query_type, query);
            tester.fails(&[(&job, "/syncQuery/0/queryType", &format!("\"{query_type}\""))]);
            // Other rules do not report the same mistake.
            Tester::new(&crate::rules::query::filter_syntax::RULE).passes(&[&job]);
            Tester::new(&crate::rules::query::sql_syntax::RULE).passes(&[&job]);
        }
        tester.check_doc_examples();
    }
}
