//! `transform-case`

use crate::language::transform::{known_kind, spelling_corrections};
use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    name: "transform-case",
    group: Group::Transform,
    severity: Severity::Warning,
    fix: FixKind::Safe,
    summary: "transform with unusual case or spaces",
    page: rule_page!("transform-case"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, ctx: &mut RuleContext) {
    for transform in job.transforms() {
        let text = transform.text;
        let Some(parsed) = transform.parsed() else { continue };
        let corrections = spelling_corrections(text, parsed);
        let Some((first, corrected)) = corrections.first() else { continue };
        let Some(known) = known_kind(parsed.kind.text) else { continue };
        let Some(decoded) = transform.decoded() else { continue };
        let help = "use the documented spelling; other case or spaces may not be recognised";
        // If only the kind is wrong, only the kind is marked and replaced.
        let kind = parsed.kind.range.clone();
        let is_only_kind = corrections.len() == 1
            && first.contains(&kind.start)
            && [&text[..kind.start], known.name, &text[kind.end..first.end]].concat() == *corrected;
        if is_only_kind {
            let location = Location::in_decoded_string(transform.value, &decoded, kind);
            ctx.report(location)
                .message(format!("transform `{}` should be written `{}`", parsed.kind.text, known.name))
                .help(help)
                .replace_safe(location, known.name);
            continue;
        }
        let title = match corrections.len() {
            1 => format!("write `{corrected}`"),
            _ => "use the documented spelling".to_owned(),
        };
        let fix = corrections.iter().fold(Fix::safe(title), |fix, (range, corrected)| {
            fix.replace(decoded.raw_span(range.start, range.end), corrected.as_str())
        });
        ctx.report(Location::in_decoded_string(transform.value, &decoded, first.clone()))
            .message(format!("`{}` in a transform should be written `{corrected}`", &text[first.clone()]))
            .help(help)
            .fix(fix);
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
        for transform in ["Static:value=static:", "", "join:oops", "Static:value= x", "Left:Field=a;Length=2"]
        {
            tester.passes(&[&job().transform(transform).text()]);
        }
        for (transform, marked) in [
            ("SCRIPT:text=DTM.Result = 1", "SCRIPT"),
            ("Static: value=x", "Static: value="),
            ("Join:field=a;Separator=.;field=b", ";Separator="),
        ] {
            tester.fails(&[(&job().transform(transform).text(), "/fieldsMap/0/transform", marked)]);
        }
        tester
            .fixes(&[
                (
                    r#"{"fieldsMap": [{"transform": "j\u006fin:field=a;separator=.;field=b"}]}"#,
                    r#"{"fieldsMap": [{"transform": "Join:field=a;separator=.;field=b"}]}"#,
                ),
                (
                    r#"{"fieldsMap": [{"transform": " join:Field=a;separator=.;Field=\u00e9"}]}"#,
                    r#"{"fieldsMap": [{"transform": "Join:field=a;separator=.;field=\u00e9"}]}"#,
                ),
            ])
            .check_doc_examples();
    }
}
