//! `transform-case`

use crate::diagnostic::{Fix, Severity};
use crate::job::Job;
use crate::language::transform::{known_kind, parse};
use crate::rule::{Check, FixKind, Group, Place, Reporter, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "transform-case",
    group: Group::Transform,
    severity: Severity::Warning,
    fix: FixKind::Safe,
    gives_way_to: &[],
    summary: "a kind of transform in the wrong case",
    docs: r#"
Every published job writes the kind with one capital letter: `Join:`, `Static:`, `Script:`. Whether
the product reads another case is documented nowhere.

## Wrong

```json
{ "fieldsMap": [{ "destinationField": "groupType", "transform": "static:value=8" }] }
```

## Right

```json
{ "fieldsMap": [{ "destinationField": "groupType", "transform": "Static:value=8" }] }
```
"#,
    check: Check::Job(check),
};

fn check(job: &Job<'_>, report: &mut Reporter<'_, '_>) {
    for value in job.rows.iter().filter_map(|row| row.transform) {
        let Some(text) = value.string() else { continue };
        let Ok(transform) = parse(&text) else { continue };
        let Some(known) = known_kind(transform.kind.text).filter(|known| known.name != transform.kind.text) else {
            continue;
        };
        let Some(decoded) = value.decoded() else { continue };
        let place = Place::inside(value, &decoded, transform.kind.range.clone());
        report
            .at(place)
            .say(format!("transform `{}` should be spelt `{}`", transform.kind.text, known.name))
            .help("use the product's own spelling: nothing promises that it reads another case")
            .fix(Fix::safe(format!("write `{}`", known.name)).replace(place.span(), known.name));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::testing::Tester;

    #[test]
    fn table() {
        Tester(&RULE)
            .passes(&[
                r#"{"fieldsMap": [{"transform": "Static:value=static:"}, {"transform": ""}]}"#,
                r#"{"fieldsMap": [{"transform": "join:oops"}]}"#,
            ])
            .fails(&[(
                r#"{"fieldsMap": [{"transform": "SCRIPT:text=DTM.Result = 1"}]}"#,
                "/fieldsMap/0/transform",
                "SCRIPT",
            )])
            .fixes(&[(
                r#"{"fieldsMap": [{"transform": "j\u006fin:field=a;separator=.;field=b"}]}"#,
                r#"{"fieldsMap": [{"transform": "Join:field=a;separator=.;field=b"}]}"#,
            )])
            .documented();
    }
}
