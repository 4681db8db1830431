//! `transform-case`

use crate::language::transform::{known_kind, spelling_corrections};
use crate::rule::Location;
use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    name: "transform-case",
    group: Group::Transform,
    severity: Severity::Warning,
    fix: FixKind::Safe,
    summary: "a transform that is spelt in another case, or with blanks",
    page: rule_page!("transform-case"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, report: &mut RuleContext) {
    for read in job.transforms() {
        let (text, value) = (read.text, read.value);
        let Some(transform) = read.parsed() else { continue };
        let slips = spelling_corrections(text, transform);
        let Some((first, meant)) = slips.first() else { continue };
        let Some(known) = known_kind(transform.kind.text) else { continue };
        let Some(decoded) = value.decoded() else { continue };
        // Where the kind is all that is wrong, it alone is marked and mended.
        let kind = transform.kind.range.clone();
        let only_kind = slips.len() == 1
            && first.contains(&kind.start)
            && [&text[..kind.start], known.name, &text[kind.end..first.end]].concat() == *meant;
        let (place, message, fix) = if only_kind {
            let place = Location::in_decoded_string(value, &decoded, kind);
            let message = format!("transform `{}` should be spelt `{}`", transform.kind.text, known.name);
            (place, message, Fix::safe(format!("write `{}`", known.name)).replace(place.span(), known.name))
        } else {
            let written = &text[first.clone()];
            let place = Location::in_decoded_string(value, &decoded, first.clone());
            let title = if slips.len() == 1 {
                format!("write `{meant}`")
            } else {
                "spell it as published jobs do".to_owned()
            };
            let fix = slips.iter().fold(Fix::safe(title), |fix, (range, meant)| {
                fix.replace(decoded.raw_span(range.start, range.end), meant.as_str())
            });
            (place, format!("`{written}` should be spelt `{meant}` in a transform"), fix)
        };
        report
            .report(place)
            .message(message)
            .help("use the product's own spelling: nothing promises that it reads another case, or blanks")
            .fix(fix);
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
                r#"{"fieldsMap": [{"transform": "Static:value=static:"}, {"transform": ""}]}"#,
                r#"{"fieldsMap": [{"transform": "join:oops"}, {"transform": "Static:value= x"}]}"#,
                r#"{"fieldsMap": [{"transform": "Left:Field=a;Length=2"}]}"#,
            ])
            .fails(&[
                (
                    r#"{"fieldsMap": [{"transform": "SCRIPT:text=DTM.Result = 1"}]}"#,
                    "/fieldsMap/0/transform",
                    "SCRIPT",
                ),
                (
                    r#"{"fieldsMap": [{"transform": "Static: value=x"}]}"#,
                    "/fieldsMap/0/transform",
                    "Static: value=",
                ),
                (
                    r#"{"fieldsMap": [{"transform": "Join:field=a;Separator=.;field=b"}]}"#,
                    "/fieldsMap/0/transform",
                    ";Separator=",
                ),
            ])
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
