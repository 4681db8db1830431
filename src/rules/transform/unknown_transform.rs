//! `unknown-transform`

use crate::catalog::TRANSFORMS;
use crate::language::transform::TransformError;
use crate::rules::prelude::*;
use crate::text::closest_match;

pub(crate) static RULE: Rule = Rule {
    name: "unknown-transform",
    group: Group::Transform,
    severity: Severity::Error,
    fix: FixKind::Unsafe,
    summary: "a kind of transform that the product does not have",
    page: rule_page!("unknown-transform"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, ctx: &mut RuleContext) {
    for transform in job.transforms() {
        let Err(TransformError::UnknownKind(kind)) = &transform.parse_result else { continue };
        let Some(location) = Location::in_transform(transform, kind) else { continue };
        // A password without `Static:value=` may contain a colon.
        let message = if ctx.contains_secret(location) {
            "not a transform".to_owned()
        } else {
            format!("there is no transform `{}`", kind.text)
        };
        let closest = closest_match(kind.text, TRANSFORMS.iter().map(|known| known.name));
        ctx.report(location)
            .severity(if closest.is_some() { RULE.severity } else { Severity::Warning })
            .message(message)
            .suggest_with(closest, location, "The documentation of the product has no transform of this name")
            .or_help("transforms are Static, Resolve, Join, Left, Substring and Script; use a Script for anything else");
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
                r#"{"fieldsMap": [{"transform": ""}, {"transform": "static:value=1"}, {"transform": "First"}]}"#,
                r#"{"fieldsMap": [{"transform": "Resolve:filter=x"}, {"transform": "Substring:field=a;start=1;length=2"}]}"#,
            ])
            .fails(&[
                (r#"{"fieldsMap": [{"transform": "Scirpt:text=x"}]}"#, "/fieldsMap/0/transform", "Scirpt"),
                (r#"{"fieldsMap": [{"transform": "Concat:a;b"}]}"#, "/fieldsMap/0/transform", "Concat"),
            ])
            .fixes(&[(
                r#"{"fieldsMap": [{"transform": "Jion:field=a;separator=.;field=b"}]}"#,
                r#"{"fieldsMap": [{"transform": "Join:field=a;separator=.;field=b"}]}"#,
            )])
            .check_doc_examples();
    }
}
