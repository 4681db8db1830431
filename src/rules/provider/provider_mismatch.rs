//! `provider-mismatch`

use crate::catalog::ProviderClass;
use crate::job::{ClassHint, Side, SideName};
use crate::rules::prelude::*;
use crate::text::quoted_list;

pub(crate) static RULE: Rule = Rule {
    name: "provider-mismatch",
    group: Group::Provider,
    severity: Severity::Error,
    summary: "settings of one side disagree on whether it is a directory or a table",
    page: rule_page!("provider-mismatch"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

/// Contradictory settings of one side.
struct Conflict<'d> {
    side: SideName,
    /// The class that most settings indicate.
    expected: ProviderClass,
    agreeing: Vec<ClassHint<'d>>,
    mismatched: Vec<ClassHint<'d>>,
}

fn check(job: &Job, ctx: &mut RuleContext) {
    let conflicts: Vec<Conflict> = job.sides().iter().filter_map(find_conflict).collect();
    match conflicts.as_slice() {
        [source, destination] if are_swapped(source, destination) => {
            report_swapped(job, source, destination, ctx);
        }
        conflicts => conflicts.iter().for_each(|conflict| report_conflict(job, conflict, ctx)),
    }
}

fn find_conflict<'d>(side: &Side<'_, 'd>) -> Option<Conflict<'d>> {
    let first = side.class_hints().next()?.class;
    if side.class_hints().all(|hint| hint.class == first) {
        return None;
    }
    let (like_first, others): (Vec<ClassHint<'d>>, Vec<ClassHint<'d>>) =
        side.class_hints().copied().partition(|hint| hint.class == first);
    // In a tie, `ProviderName` decides: the user chose it.
    let (agreeing, mismatched) =
        if like_first.len() >= others.len() { (like_first, others) } else { (others, like_first) };
    Some(Conflict { side: side.name, expected: agreeing.first()?.class, agreeing, mismatched })
}

/// Whether the same settings are wrong on both sides and would be correct on the other side.
fn are_swapped(source: &Conflict, destination: &Conflict) -> bool {
    source.expected != destination.expected
        && source
            .mismatched
            .iter()
            .map(|hint| hint.key)
            .eq(destination.mismatched.iter().map(|hint| hint.key))
}

fn report_swapped(job: &Job, source: &Conflict, destination: &Conflict, ctx: &mut RuleContext) {
    let Some(first) = source.mismatched.first() else { return };
    let keys: Vec<&str> = source.mismatched.iter().map(|hint| hint.key).collect();
    let message = format!("{} of source and destination are swapped", quoted_list(&keys, "and"));
    let mut diagnostic = ctx
        .report(first.value)
        .subject(&job.side(SideName::Source))
        .subject(&job.side(SideName::Destination))
        .message(message)
        .label(format!(
            "indicates {}, but the other source settings {}",
            first.class.describe(),
            source.expected.describe()
        ))
        .help("swap the values of source and destination");
    for hint in source.mismatched.iter().skip(1).chain(&destination.mismatched) {
        diagnostic = diagnostic.related(hint.value, format!("indicates {}", hint.class.describe()));
    }
}

fn report_conflict(job: &Job, conflict: &Conflict, ctx: &mut RuleContext) {
    let Some((first, others)) = conflict.mismatched.split_first() else { return };
    let (side, expected) = (conflict.side, conflict.expected);
    let mut diagnostic = ctx
        .report(first.value)
        .subject(&job.side(side))
        .message(format!(
            "`{}.{}` indicates that the {} is {}, but its other settings indicate {}",
            side.prefix(),
            first.key,
            side.as_str(),
            first.class.describe(),
            expected.describe()
        ))
        .label(format!("indicates {}", first.class.describe()))
        .help(format!(
            "for {}, set `ProviderType` to `{}`, `IsDirectoryProvider` to `{}` and `IsTableProvider` to `{}`",
            expected.describe(),
            expected.provider_type(),
            if expected == ProviderClass::Directory { "True" } else { "False" },
            if expected == ProviderClass::Table { "True" } else { "False" },
        ));
    for hint in others.iter().chain(&conflict.agreeing) {
        diagnostic = diagnostic.related(hint.value, format!("indicates {}", hint.class.describe()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::builders::{self, JobBuilder};
    use crate::rules::testing::Tester;

    const KEYS: [&str; 4] = ["ProviderName", "ProviderType", "IsDirectoryProvider", "IsTableProvider"];

    fn job(prefix: &str, values: [&str; 4]) -> String {
        with_side(builders::job(), prefix, values).text()
    }

    fn with_side(job: JobBuilder, prefix: &str, values: [&str; 4]) -> JobBuilder {
        KEYS.iter().zip(values).fold(job, |job, (key, value)| job.setting(&format!("{prefix}.{key}"), value))
    }

    #[test]
    fn table() {
        for values in [
            ["Microsoft Excel", "2", "False", "True"],
            ["microsoft entra id", "1", "True", "False"],
            ["Generic LDAP", "1", "True", "False"],
            ["Oracle", "2", "False", "True"],
            // The class of SCIM and of unknown providers is not known.
            ["SCIM", "2", "False", "True"],
            ["SCIM", "1", "True", "False"],
            ["PeopleSoft", "1", "True", "False"],
            ["${PROVIDER}", "${TYPE}", "True", "False"],
            ["Oracle", "7", "False", "true"],
        ] {
            Tester::new(&RULE).passes(&[&job("Source", values), &job("Destination", values)]);
        }
        Tester::new(&RULE)
            .fails(&[
                (&job("Source", ["Active Directory", "2", "True", "False"]), "/settings/1/value", "\"2\""),
                (
                    &job("Destination", ["Microsoft Excel", "1", "True", "False"]),
                    "/settings/0/value",
                    "\"Microsoft Excel\"",
                ),
                (&job("Source", ["SQL Server", "2", "True", "True"]), "/settings/2/value", "\"True\""),
                (&job("Source", ["SQL Server", "2", "True", "False"]), "/settings/2/value", "\"True\""),
                (&job("Source", ["Unknown", "1", "True", "True"]), "/settings/3/value", "\"True\""),
            ])
            .check_doc_examples();
    }

    #[test]
    fn reports_swapped_sides_once() {
        let both = |source, destination| {
            with_side(with_side(builders::job(), "Source", source), "Destination", destination).text()
        };
        Tester::new(&RULE).fails(&[(
            &both(["Active Directory", "2", "False", "True"], ["Microsoft Excel", "1", "True", "False"]),
            "/settings/0/value",
            "\"Active Directory\"",
        )]);
        Tester::new(&RULE).passes(&[&both(
            ["Active Directory", "1", "True", "False"],
            ["Microsoft Excel", "2", "False", "True"],
        )]);
    }

    #[test]
    fn does_not_report_consequences() {
        use crate::linter::{FileOrigin, Linter, Scratch};
        let text = job("Destination", ["Text/CSV", "1", "True", "False"]);
        let checked = Linter::default().lint(text.as_bytes(), FileOrigin::Explicit, &mut Scratch::default());
        let rules = ["missing-setting", "source-only-provider", "excel-limits", "container-mismatch"];
        let of_the_side = |found: &&crate::diagnostic::Diagnostic| {
            rules.contains(&found.rule) && !found.message.contains("source are")
        };
        assert_eq!(checked.diagnostics.iter().find(of_the_side), None);
        assert!(checked.diagnostics.iter().any(|found| found.rule == RULE.name));
    }
}
