//! `ignored-source`

use crate::job::RowTransform;
use crate::rules::prelude::*;
use crate::text::is_blank;

pub(crate) static RULE: Rule = Rule {
    name: "ignored-source",
    group: Group::Mapping,
    severity: Severity::Warning,
    fix: FixKind::Safe,
    tags: &[Tag::Unnecessary],
    summary: "source field ignored because of a Static transform",
    page: rule_page!("ignored-source"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, ctx: &mut RuleContext) {
    for transform in job.transforms().iter().filter(|transform| transform.static_value().is_some()) {
        let Some(source) = transform.row.source_field else { continue };
        if source.text().is_none_or(is_blank) {
            continue;
        }
        let name = ctx.quote(source);
        ctx.report(source)
            .message(format!("source field {name} is ignored because the row has a Static transform"))
            .label("never read")
            .related(kind_location(transform), "every object gets this text")
            .help(
                "clear the source field, which does not change the result, or clear the transform to copy \
                 the source field",
            )
            .fix(Fix::safe("clear the source field").delete(source.content_span()));
    }
}

/// The word `Static`; the value after it may be a secret.
fn kind_location(transform: &RowTransform<'_>) -> Location {
    let kind = transform.parsed().and_then(|parsed| Location::in_transform(transform, &parsed.kind));
    kind.unwrap_or_else(|| transform.value.into())
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
                // Other kinds of transform may read the source field.
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
