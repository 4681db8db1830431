//! `api-response`

use crate::json::NodeId;
use crate::rules::prelude::*;
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    name: "api-response",
    group: Group::Job,
    severity: Severity::Info,
    fix: FixKind::Unsafe,
    summary: "saved API response that cannot be submitted as it is",
    page: rule_page!("api-response"),
    check: Check::File(check),
    ..Rule::DEFAULT
};

fn check(file: &JobFile, ctx: &mut RuleContext) {
    if !file.is_response() || !ctx.is_enabled(RULE.severity) {
        return;
    }
    let (what, data) = match (&file.collection, file.jobs.first()) {
        (Some(collection), _) => ("collection", collection.value),
        (None, Some(job)) => ("job", job.value),
        (None, None) => return,
    };
    let (document_span, data_span) = (data.document().span(NodeId::ROOT), data.span());
    let unwrap = Fix::unsafe_("keep only the value of `data`")
        .delete(Span::new(document_span.start, data_span.start))
        .delete(Span::new(data_span.end, document_span.end));
    ctx.report(Location::member_name(data))
        .message(format!("this is a saved API response with the {what} in `data`"))
        .label(format!("the {what}"))
        .help(format!(
            "to submit the {what}, send only the value of `data`: the server expects the {what} itself"
        ))
        .fix(unwrap);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::Tester;

    #[test]
    fn table() {
        Tester::new(&RULE)
            .passes(&[
                r#"{"jobInfo": {"name": "a"}}"#,
                r#"{"jobCollectionInfo": {"name": "a"}, "jobs": []}"#,
                r#"{"jobInfo": {"name": "a"}, "data": {"jobInfo": {}}}"#,
            ])
            .fails(&[
                (r#"{"count": 0, "data": {"jobInfo": {"name": "a"}}}"#, "/data", "\"data\""),
                (r#"{"data": {"jobs": [], "totalJobs": 2}, "count": 2}"#, "/data", "\"data\""),
            ])
            .fixes(&[(
                "\n{\r\n  \"count\": 0,\r\n  \"data\": {\r\n    \"jobInfo\": {}\r\n  },\r\n  \"status\": 0\r\n}\r\n",
                "\n{\r\n    \"jobInfo\": {}\r\n  }\r\n",
            )])
            .check_doc_examples();
    }
}
