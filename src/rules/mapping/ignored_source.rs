//! `ignored-source`

use crate::job::RowTransform;
use crate::rule::Location;
use crate::rules::prelude::*;
use crate::text::is_blank;

pub(crate) static RULE: Rule = Rule {
    name: "ignored-source",
    group: Group::Mapping,
    severity: Severity::Warning,
    fix: FixKind::Safe,
    summary: "a source field that a Static transform ignores",
    page: rule_page!("ignored-source"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, report: &mut RuleContext) {
    for transform in job.transforms().iter().filter(|transform| transform.static_value().is_some()) {
        let Some(source) = transform.row.source_field else { continue };
        if source.text().is_none_or(is_blank) {
            continue;
        }
        let name = report.quote(source);
        report
            .report(source)
            .message(format!("source field {name} is ignored: the row has a Static transform"))
            .label("never read")
            .related(transform_name_location(transform), "every object gets this text")
            .help(
                "empty the source field, which changes nothing; or empty the transform, if the field should be \
                 copied from the source",
            )
            .fix(Fix::safe("empty the source field").delete(source.content_span()));
    }
}

/// The word `Static`, which tells enough and shows no secret.
fn transform_name_location(transform: &RowTransform<'_>) -> Location {
    match (transform.decoded(), transform.parsed()) {
        (Some(decoded), Some(read)) => {
            Location::in_decoded_string(transform.value, &decoded, read.kind.range.clone())
        }
        _ => transform.value.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::Tester;

    #[test]
    fn table() {
        Tester::new(&RULE)
            .passes(&[
                r#"{"fieldsMap": [{"sourceField": "", "transform": "Static:value=8"}, {"sourceField": " ", "transform": "Static:value=8"}]}"#,
                r#"{"fieldsMap": [{"sourceField": "First", "transform": ""}, {"sourceField": "First", "transform": null}]}"#,
                // The others read source fields of their own, and some may read this one.
                r#"{"fieldsMap": [{"sourceField": "First", "transform": "Join:field=First;separator=.;field=Last"}]}"#,
                r#"{"fieldsMap": [{"sourceField": "First", "transform": "Left:length=1"}]}"#,
                r#"{"fieldsMap": [{"sourceField": "First", "transform": "Static value=8"}, {"transform": "Static:value=8"}]}"#,
            ])
            .fails(&[(
                r#"{"fieldsMap": [{"sourceField": "First", "transform": "static:value=8"}]}"#,
                "/fieldsMap/0/sourceField",
                "\"First\"",
            )])
            .fixes(&[(
                r#"{"fieldsMap": [{"sourceField": "Caf\u00e9", "transform": "Static:value="}]}"#,
                r#"{"fieldsMap": [{"sourceField": "", "transform": "Static:value="}]}"#,
            )])
            .check_doc_examples();
    }
}
