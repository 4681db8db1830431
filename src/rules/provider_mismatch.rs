//! `provider-mismatch`

use crate::catalog::ProviderClass;
use crate::diagnostic::Severity;
use crate::job::{Claim, Job, Side, SideName};
use crate::rule::{Check, FixKind, Group, Reporter, Rule, Subject};
use crate::text::quoted_list;

pub(crate) static RULE: Rule = Rule {
    name: "provider-mismatch",
    group: Group::Provider,
    severity: Severity::Error,
    fix: FixKind::None,
    gives_way_to: &[],
    summary: "the settings of one side disagree about what kind of provider it is",
    docs: r#"
Four settings of each side say whether it is a directory or a table: its `ProviderName`, its
`ProviderType` (1 is a directory, 2 a table) and the flags `IsDirectoryProvider` and
`IsTableProvider`. In every published job they agree; the product reads a directory with filters and
a table with SQL ("Schedule and Notification"), so that a side that claims to be both cannot work.

The odd one out is marked; provider names that no page mentions have no say. Where source and
destination have each other's settings, that is one finding.

## Wrong

```json
{
  "settings": [
    { "key": "Source.ProviderName", "value": "Microsoft Excel", "dataType": "System.String" },
    { "key": "Source.ProviderType", "value": "1", "dataType": "System.String" },
    { "key": "Source.IsDirectoryProvider", "value": "False", "dataType": "System.String" },
    { "key": "Source.IsTableProvider", "value": "True", "dataType": "System.String" }
  ]
}
```

## Right

```json
{
  "settings": [
    { "key": "Source.ProviderName", "value": "Microsoft Excel", "dataType": "System.String" },
    { "key": "Source.ProviderType", "value": "2", "dataType": "System.String" },
    { "key": "Source.IsDirectoryProvider", "value": "False", "dataType": "System.String" },
    { "key": "Source.IsTableProvider", "value": "True", "dataType": "System.String" }
  ]
}
```
"#,
    check: Check::Job(check),
};

/// The settings of one side that disagree.
struct Conflict<'d> {
    side: SideName,
    /// The class that most of them speak for.
    right: ProviderClass,
    agreeing: Vec<Claim<'d>>,
    odd: Vec<Claim<'d>>,
}

fn check(job: &Job<'_>, report: &mut Reporter<'_, '_>) {
    let conflicts: Vec<Conflict<'_>> = job.sides().iter().filter_map(conflict).collect();
    match conflicts.as_slice() {
        [source, destination] if are_swapped(source, destination) => {
            complain_of_swapped(job, source, destination, report);
        }
        conflicts => conflicts.iter().for_each(|conflict| complain(job, conflict, report)),
    }
}

fn conflict<'d>(side: &Side<'_, 'd>) -> Option<Conflict<'d>> {
    let first = side.claims().next()?.class;
    if side.claims().all(|claim| claim.class == first) {
        return None;
    }
    let (one, other): (Vec<Claim<'d>>, Vec<Claim<'d>>) = side.claims().copied().partition(|claim| claim.class == first);
    // Of equally many those with the name are right: it is what a person chose.
    let (agreeing, odd) = if one.len() >= other.len() { (one, other) } else { (other, one) };
    Some(Conflict { side: side.name, right: agreeing.first()?.class, agreeing, odd })
}

/// Whether the same settings are odd on both sides, and would be right on the other one.
fn are_swapped(source: &Conflict<'_>, destination: &Conflict<'_>) -> bool {
    source.right != destination.right
        && source.odd.iter().map(|claim| claim.key).eq(destination.odd.iter().map(|claim| claim.key))
}

fn complain_of_swapped(
    job: &Job<'_>,
    source: &Conflict<'_>,
    destination: &Conflict<'_>,
    report: &mut Reporter<'_, '_>,
) {
    let Some(first) = source.odd.first() else { return };
    let keys: Vec<&str> = source.odd.iter().map(|claim| claim.key).collect();
    let said = format!("source and destination have each other's {}", quoted_list(&keys, "and"));
    let mut finding = report
        .at(first.value)
        .about(Subject::Side { job: job.value.id(), side: SideName::Source })
        .about(Subject::Side { job: job.value.id(), side: SideName::Destination })
        .say(said)
        .label(format!("means {}, and the rest of the source {}", first.class.in_words(), source.right.in_words()))
        .help("exchange the values of the two sides");
    for claim in source.odd.iter().skip(1).chain(&destination.odd) {
        finding = finding.also(claim.value, format!("means {}", claim.class.in_words()));
    }
}

fn complain(job: &Job<'_>, conflict: &Conflict<'_>, report: &mut Reporter<'_, '_>) {
    let Some((first, others)) = conflict.odd.split_first() else { return };
    let (side, right) = (conflict.side, conflict.right);
    let mut finding = report
        .at(first.value)
        .about(Subject::Side { job: job.value.id(), side })
        .say(format!(
            "`{}.{}` makes the {} {}, but its other settings make it {}",
            side.prefix(),
            first.key,
            side.in_words(),
            first.class.in_words(),
            right.in_words()
        ))
        .label(format!("means {}", first.class.in_words()))
        .help(format!(
            "for {} write ProviderType `{}`, IsDirectoryProvider `{}` and IsTableProvider `{}`",
            right.in_words(),
            right.provider_type(),
            if right == ProviderClass::Directory { "True" } else { "False" },
            if right == ProviderClass::Table { "True" } else { "False" },
        ));
    for claim in others.iter().chain(&conflict.agreeing) {
        finding = finding.also(claim.value, format!("means {}", claim.class.in_words()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::testing::Tester;

    fn job(prefix: &str, values: [&str; 4]) -> String {
        let keys = ["ProviderName", "ProviderType", "IsDirectoryProvider", "IsTableProvider"];
        let entries: Vec<String> = keys
            .iter()
            .zip(values)
            .map(|(key, value)| format!(r#"{{"key": "{prefix}.{key}", "value": "{value}", "dataType": "System.String"}}"#))
            .collect();
        format!(r#"{{"settings": [{}]}}"#, entries.join(", "))
    }

    #[test]
    fn table() {
        for values in [
            ["Microsoft Excel", "2", "False", "True"],
            ["microsoft entra id", "1", "True", "False"],
            ["Generic LDAP", "1", "True", "False"],
            ["Oracle", "2", "False", "True"],
            // Nobody knows what a SCIM endpoint or an unknown provider counts as.
            ["SCIM", "2", "False", "True"],
            ["SCIM", "1", "True", "False"],
            ["PeopleSoft", "1", "True", "False"],
            ["${PROVIDER}", "${TYPE}", "True", "False"],
            ["Oracle", "7", "False", "true"],
        ] {
            Tester(&RULE).passes(&[&job("Source", values), &job("Destination", values)]);
        }
        Tester(&RULE)
            .fails(&[
                (&job("Source", ["Active Directory", "2", "True", "False"]), "/settings/1/value", "\"2\""),
                (&job("Destination", ["Microsoft Excel", "1", "True", "False"]), "/settings/0/value", "\"Microsoft Excel\""),
                (&job("Source", ["SQL Server", "2", "True", "True"]), "/settings/2/value", "\"True\""),
                (&job("Source", ["SQL Server", "2", "True", "False"]), "/settings/2/value", "\"True\""),
                (&job("Source", ["Unknown", "1", "True", "True"]), "/settings/3/value", "\"True\""),
            ])
            .documented();
    }

    #[test]
    fn sides_that_have_each_others_settings_are_one_finding() {
        let both = |source, destination| job("Source", source).replace("]}", ", ") + &job("Destination", destination)[14..];
        Tester(&RULE).fails(&[(
            &both(["Active Directory", "2", "False", "True"], ["Microsoft Excel", "1", "True", "False"]),
            "/settings/0/value",
            "\"Active Directory\"",
        )]);
        Tester(&RULE)
            .passes(&[&both(["Active Directory", "1", "True", "False"], ["Microsoft Excel", "2", "False", "True"])]);
    }

    #[test]
    fn what_follows_from_it_is_not_said_as_well() {
        use crate::linter::{Linter, Origin, Scratch};
        let text = job("Destination", ["Text/CSV", "1", "True", "False"]);
        let checked = Linter::default().lint(text.as_bytes(), Origin::Asked, &mut Scratch::default());
        let rules = ["missing-setting", "source-only-provider", "excel-limits", "container-mismatch"];
        let of_the_side = |found: &&crate::diagnostic::Diagnostic| {
            rules.contains(&found.rule) && !found.message.contains("source are")
        };
        assert_eq!(checked.diagnostics.iter().find(of_the_side), None);
        assert!(checked.diagnostics.iter().any(|found| found.rule == RULE.name));
    }
}
