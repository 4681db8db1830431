//! `joblint rules` and `joblint explain`.

use std::io;

use crate::rules::{RULES, find_rule};
use crate::text::{closest_match, sanitize_line};

use super::markdown;
use super::streams::{ExitStatus, Streams};

/// Lists the rules by group, with severity, summary and fix.
pub(super) fn list(streams: &mut Streams<'_>) -> io::Result<ExitStatus> {
    let name_width = RULES.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
    let mut group = None;
    for rule in RULES {
        if group != Some(rule.group) {
            let gap = if group.is_some() { "\n" } else { "" };
            writeln!(streams.output, "{gap}{}", rule.group.name())?;
            group = Some(rule.group);
        }
        let fix = rule.fix.describe();
        let fix = if fix.is_empty() { String::new() } else { format!(" (fix: {fix})") };
        writeln!(
            streams.output,
            "  {:name_width$}  {:7}  {}{fix}",
            rule.name,
            rule.severity.name(),
            rule.summary
        )?;
    }
    Ok(ExitStatus::Success)
}

/// Prints the page of a rule: styled if the terminal shows colors, otherwise as Markdown.
pub(super) fn explain(name: &str, streams: &mut Streams<'_>) -> io::Result<ExitStatus> {
    if let Some(rule) = find_rule(name) {
        if streams.color {
            streams.output.write_all(markdown::render(rule.page).as_bytes())?;
        } else {
            streams.output.write_all(rule.page.as_bytes())?;
        }
        return Ok(ExitStatus::Success);
    }
    let advice = match closest_match(name, RULES.iter().map(|rule| rule.name)) {
        Some(closest) => format!("did you mean `{closest}`?"),
        None => "`joblint rules` lists all rules".to_owned(),
    };
    writeln!(streams.error, "error: unknown rule `{}`; {advice}", sanitize_line(name))?;
    Ok(ExitStatus::Error)
}
