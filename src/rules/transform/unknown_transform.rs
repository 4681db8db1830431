//! `unknown-transform`

use crate::catalog::TRANSFORMS;
use crate::language::transform::TransformError;
use crate::rule::Location;
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

fn check(job: &Job, report: &mut RuleContext) {
    for transform in job.transforms() {
        let Err(TransformError::UnknownKind(kind)) = &transform.parse_result else { continue };
        let Some(decoded) = transform.decoded() else { continue };
        let place = Location::in_decoded_string(transform.value, &decoded, kind.range.clone());
        // A password that was typed without `Static:value=` may hold a colon.
        let message = if report.contains_secret(place) {
            "this is no transform".to_owned()
        } else {
            format!("there is no transform `{}`", kind.text)
        };
        let finding = report.report(place).message(message);
        match closest_match(kind.text, TRANSFORMS.iter().map(|known| known.name)) {
            Some(meant) => finding
                .help(format!("did you mean `{meant}`? The product has no transform of this name, as far as its pages say"))
                .fix(Fix::unsafe_(format!("write `{meant}`")).replace(place.span(), meant)),
            None => finding
                .severity(Severity::Warning)
                .help("the product has Static, Resolve, Join, Left, Substring and Script; anything else needs a Script"),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::Tester;

    #[test]
    fn table() {
        Tester(&RULE)
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
