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
    summary: "unknown kind of transform",
    page: rule_page!("unknown-transform"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, ctx: &mut RuleContext) {
    for transform in job.transforms() {
        let Err(TransformError::UnknownKind(kind)) = &transform.parse_result else { continue };
        let Some(location) = Location::in_transform(transform, kind) else { continue };
        // A password that was written without `Static:value=` may contain a colon.
        let message = if ctx.contains_secret(location) {
            "unknown transform".to_owned()
        } else {
            format!("unknown transform `{}`", kind.text)
        };
        let closest = closest_match(kind.text, TRANSFORMS.iter().map(|known| known.name));
        ctx.report(location)
            .severity(if closest.is_some() { Severity::Error } else { Severity::Warning })
            .message(message)
            .suggest_with(closest, location, "The product documentation lists no transform with this name")
            .or_help(
                "transforms are Static, Resolve, Join, Left, Substring and Script; for anything else, use \
                 a Script",
            );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::builders::job;
    use crate::rules::testing::Tester;

    #[test]
    fn table() {
        let tester = Tester::new(&RULE);
        for transform in
            ["", "static:value=1", "First", "Resolve:filter=x", "Substring:field=a;start=1;length=2"]
        {
            tester.passes(&[&job().transform(transform).text()]);
        }
        for (transform, marked) in [("Scirpt:text=x", "Scirpt"), ("Concat:a;b", "Concat")] {
            tester.fails(&[(&job().transform(transform).text(), "/fieldsMap/0/transform", marked)]);
        }
        tester
            .fixes(&[(
                &job().transform("Jion:field=a;separator=.;field=b").text(),
                &job().transform("Join:field=a;separator=.;field=b").text(),
            )])
            .check_doc_examples();
    }
}
