//! `invalid-run-order`

use std::collections::BTreeMap;

use crate::rules::prelude::*;
use crate::text::quoted_list;

pub(crate) static RULE: Rule = Rule {
    name: "invalid-run-order",
    group: Group::Job,
    severity: Severity::Warning,
    fix: FixKind::Unsafe,
    superseded_by: &["job-type-mismatch"],
    summary: "jobs of a collection are not numbered 1, 2, 3 …",
    page: rule_page!("invalid-run-order"),
    check: Check::File(check),
    ..Rule::DEFAULT
};

/// A job with an integer `runOrder`.
struct OrderedJob<'d> {
    /// Position in the document.
    index: usize,
    order: i64,
    value: NodeRef<'d>,
}

fn check(file: &JobFile, ctx: &mut RuleContext) {
    if file.collection.is_none() {
        return;
    }
    let mut numbered: Vec<OrderedJob> = Vec::new();
    for (index, job) in file.jobs.iter().enumerate() {
        let value = job.info.and_then(|info| info.run_order);
        if let Some((value, order)) = value.and_then(|value| value.integer().map(|order| (value, order))) {
            numbered.push(OrderedJob { index, order, value });
        }
    }
    // `invalid-value` reports negative numbers.
    let all_known = numbered.len() == file.jobs.len() && numbered.iter().all(|job| job.order >= 0);
    if !report_duplicate(file, &numbered, all_known, ctx) && all_known {
        report_gap(file, &numbered, ctx);
    }
}

fn report_duplicate(file: &JobFile, numbered: &[OrderedJob], all_known: bool, ctx: &mut RuleContext) -> bool {
    let mut by_order: BTreeMap<i64, Vec<&OrderedJob>> = BTreeMap::new();
    for job in numbered.iter().filter(|job| job.order > 0) {
        by_order.entry(job.order).or_default().push(job);
    }
    let shared: Vec<(i64, Vec<&OrderedJob>)> =
        by_order.into_iter().filter(|(_, jobs)| jobs.len() > 1).collect();
    let Some((order, [first, second, ..])) = shared.first().map(|(order, jobs)| (order, jobs.as_slice()))
    else {
        return false;
    };
    let mut diagnostic = ctx
        .report(second.value)
        .message(format!("two jobs of the collection have `runOrder` {order}"))
        .help("number the jobs 1, 2, 3 … in the order in which they should run: with equal numbers the order is not known")
        .related(first.value, "other job with this number");
    let others = shared
        .iter()
        .flat_map(|(_, jobs)| jobs)
        .filter(|job| job.index != first.index && job.index != second.index);
    for job in others {
        diagnostic = diagnostic.related(job.value, "also not unique").subject(job.value);
    }
    if all_known {
        diagnostic.subject(first.value).fix(renumber(file, numbered));
    }
    true
}

fn report_gap(file: &JobFile, numbered: &[OrderedJob], ctx: &mut RuleContext) {
    let mut sorted: Vec<&OrderedJob> = numbered.iter().collect();
    sorted.sort_by_key(|job| (job.order, job.index));
    let Some((expected, job)) = (1_i64..).zip(&sorted).find(|(expected, job)| job.order != *expected) else {
        return;
    };
    let message = match job.order {
        0 => "the jobs of a collection are numbered from 1, not from 0".to_owned(),
        order => {
            let numbers: Vec<String> = (expected..order).take(6).map(|number| number.to_string()).collect();
            let numbers: Vec<&str> = numbers.iter().map(String::as_str).collect();
            match order.saturating_sub(expected) {
                more @ 6.. => format!(
                    "no job of the collection has one of the {more} numbers before `runOrder` {order}"
                ),
                _ => format!(
                    "no job of the collection has `runOrder` {}",
                    quoted_list(&numbers, "or").replace('`', "")
                ),
            }
        }
    };
    let mut diagnostic = ctx
        .report(job.value)
        .message(message)
        .help("number the jobs 1, 2, 3 … in the order in which they should run, or add the missing job")
        .fix(renumber(file, numbered));
    for job in numbered.iter().filter(|job| job.order == 0) {
        diagnostic = diagnostic.subject(job.value);
    }
}

/// Numbers the jobs 1, 2, 3 … in the order of their current numbers.
fn renumber(file: &JobFile, numbered: &[OrderedJob]) -> Fix {
    let mut sorted: Vec<&OrderedJob> = numbered.iter().collect();
    sorted.sort_by_key(|job| (job.order, job.index));
    let mut fix = Fix::unsafe_("number the jobs 1, 2, 3 …");
    for (number, job) in (1_i64..).zip(sorted).filter(|(number, job)| *number != job.order) {
        let values = file.member_with_summary_copy(job.index, "runOrder");
        fix = values.fold(fix, |fix, value| fix.replace(value.span(), number.to_string()));
    }
    fix
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::Tester;

    fn collection(orders: &[&str]) -> String {
        let jobs =
            |wrap: fn(&str) -> String| orders.iter().map(|order| wrap(order)).collect::<Vec<_>>().join(", ");
        let summaries = jobs(|order| format!(r#"{{"runOrder": {order}}}"#));
        let jobs = jobs(|order| format!(r#"{{"jobInfo": {{"type": 2, "runOrder": {order}}}}}"#));
        format!(r#"{{"jobCollectionInfo": {{"jobs": [{summaries}]}}, "jobs": [{jobs}]}}"#)
    }

    #[test]
    fn table() {
        for orders in [
            &["1"][..],
            &["1", "2", "3"],
            &["3", "1", "2"],
            &[],
            &["1", "\"2\""],
            &["1", "null", "3"],
            &["1", "\"${ORDER}\"", "3"],
            &["-1", "1"],
        ] {
            Tester::new(&RULE).passes(&[&collection(orders)]);
        }
        Tester::new(&RULE)
            .passes(&[
                r#"{"jobInfo": {"runOrder": 4}}"#,
                // `job-type-mismatch` reports a job that was pasted in.
                r#"{"jobCollectionInfo": {}, "jobs": [{"jobInfo": {"type": 2, "runOrder": 1}}, {"jobInfo": {"type": 1, "runOrder": 0}}]}"#,
            ])
            .fails(&[
                (&collection(&["1", "1"]), "/jobs/1/jobInfo/runOrder", "1"),
                (&collection(&["1", "2", "2", "1"]), "/jobs/3/jobInfo/runOrder", "1"),
                (&collection(&["2", "2", "null"]), "/jobs/1/jobInfo/runOrder", "2"),
                (&collection(&["1", "3"]), "/jobs/1/jobInfo/runOrder", "3"),
                (&collection(&["2"]), "/jobs/0/jobInfo/runOrder", "2"),
                (&collection(&["0", "1"]), "/jobs/0/jobInfo/runOrder", "0"),
                (&collection(&["9223372036854775807"]), "/jobs/0/jobInfo/runOrder", "9223372036854775807"),
            ])
            .fixes(&[
                (&collection(&["1", "1"]), &collection(&["1", "2"])),
                (&collection(&["7", "1", "3"]), &collection(&["3", "1", "2"])),
                (&collection(&["0", "1", "1"]), &collection(&["1", "2", "3"])),
            ])
            .check_doc_examples();
    }
}
