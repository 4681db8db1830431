//! `invalid-on-failure`

use crate::catalog::FAILURE_ACTIONS;
use crate::rules::prelude::*;
use crate::text::closest_match;

pub(crate) static RULE: Rule = Rule {
    name: "invalid-on-failure",
    group: Group::Job,
    severity: Severity::Error,
    fix: FixKind::SafeOrUnsafe,
    summary: "`onFailure` is neither `Abort` nor `Continue`",
    page: rule_page!("invalid-on-failure"),
    check: Check::File(check),
    ..Rule::DEFAULT
};

fn check(file: &JobFile, ctx: &mut RuleContext) {
    for (index, job) in file.jobs.iter().enumerate() {
        let Some(value) = job.info.and_then(|info| info.on_failure) else { continue };
        let Some(written) = value.string() else { continue };
        if FAILURE_ACTIONS.contains(&&*written) || job.has_placeholder(&written) {
            continue;
        }
        let shown = ctx.quote(value);
        let diagnostic = ctx.report(value).help(
            "write `Abort` to stop the remaining jobs of the collection when this job fails, or `Continue` to run \
             them anyway",
        );
        let written = written.trim();
        let Some(suggestion) = closest_match(written, FAILURE_ACTIONS.iter().copied()) else {
            diagnostic.message(format!("`onFailure` must be `Abort` or `Continue`, not {shown}"));
            continue;
        };
        let title = format!("write `{suggestion}`");
        let differs_in_case = suggestion.eq_ignore_ascii_case(written);
        let fix = if differs_in_case { Fix::safe(title) } else { Fix::unsafe_(title) };
        let spans = file.member_with_summary_copy(index, "onFailure").map(NodeRef::content_span);
        diagnostic
            .message(format!("`onFailure` is {shown}, but must be spelled `{suggestion}`"))
            .fix(spans.fold(fix, |fix, span| fix.replace(span, suggestion)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Applicability;

    use crate::rules::testing::Tester;

    #[test]
    fn table() {
        Tester::new(&RULE)
            .passes(&[
                r#"{"jobInfo": {"onFailure": "Abort"}}"#,
                r#"{"jobInfo": {"onFailure": "Continue"}}"#,
                r#"{"jobInfo": {"onFailure": "${ON_FAILURE}"}}"#,
                r#"{"jobInfo": {"onFailure": null}}"#,
                r#"{"jobInfo": {"onFailure": 1}}"#,
                r#"{"jobInfo": {}}"#,
            ])
            .fails(&[
                (r#"{"jobInfo": {"onFailure": "Stop"}}"#, "/jobInfo/onFailure", "\"Stop\""),
                (r#"{"jobInfo": {"onFailure": ""}}"#, "/jobInfo/onFailure", "\"\""),
                (r#"{"isTemplate": true, "jobInfo": {"onFailure": "abort"}}"#, "/jobInfo/onFailure", "\"abort\""),
                (
                    r#"{"jobCollectionInfo": {}, "jobs": [{"jobInfo": {"onFailure": "Abort"}}, {"jobInfo": {"onFailure": "Ignore"}}]}"#,
                    "/jobs/1/jobInfo/onFailure",
                    "\"Ignore\"",
                ),
            ])
            .fixes(&[
                (r#"{"jobInfo": {"onFailure": "ABORT"}}"#, r#"{"jobInfo": {"onFailure": "Abort"}}"#),
                (r#"{"jobInfo": {"onFailure": " Continu"}}"#, r#"{"jobInfo": {"onFailure": "Continue"}}"#),
                // The summary list repeats the member.
                (
                    r#"{"jobCollectionInfo": {"jobs": [{"onFailure": "abort"}]}, "jobs": [{"jobInfo": {"onFailure": "abort"}}]}"#,
                    r#"{"jobCollectionInfo": {"jobs": [{"onFailure": "Abort"}]}, "jobs": [{"jobInfo": {"onFailure": "Abort"}}]}"#,
                ),
            ])
            .check_doc_examples();
    }

    #[test]
    fn only_case_fix_is_safe() {
        for (word, wanted) in [
            ("continue", Some(Applicability::Safe)),
            ("Contine", Some(Applicability::Unsafe)),
            ("Retry", None),
        ] {
            let text = format!(r#"{{"jobInfo": {{"onFailure": "{word}"}}}}"#);
            let found = Tester::new(&RULE).findings(&text);
            let fixes: Vec<_> =
                found.iter().map(|found| found.fix.as_ref().map(|fix| fix.applicability)).collect();
            assert_eq!(fixes, [wanted], "{word}");
        }
    }
}
