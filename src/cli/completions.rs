//! `joblint completions`: shell completion scripts.

use std::io;

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Command, CommandFactory};
use clap_complete::Shell;

use crate::rule::{Group, Rule};
use crate::rules::RULES;
use crate::schema::published_schemas;

use super::args::Cli;
use super::streams::{ExitStatus, Streams};

/// Prints the completion script of a shell.
pub(super) fn print(shell: Shell, streams: &mut Streams<'_>) -> io::Result<ExitStatus> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut build_command(), "joblint", &mut script);
    streams.output.write_all(&script)?;
    streams.output.flush()?;
    Ok(ExitStatus::Success)
}

/// The command-line definition with the possible values of free-text arguments. Parsing does not restrict
/// them, because the commands report unknown values with better messages than clap.
fn build_command() -> Command {
    let commands: Vec<String> =
        Cli::command().get_subcommands().map(|command| command.get_name().to_owned()).collect();
    // fish expands variables in descriptions, and clap_complete does not escape them.
    let summary = |rule: &'static Rule| Some(rule.summary).filter(|summary| !summary.contains(['$', '"']));
    let rules = || RULES.iter().map(|rule| PossibleValue::new(rule.name).help(summary(rule)));
    let groups = Group::ALL.iter().map(|group| PossibleValue::new(group.name()).help("group of rules"));
    let groups_and_rules: Vec<PossibleValue> = groups.chain(rules()).collect();
    let schemas = published_schemas().iter().map(|(kind, _)| PossibleValue::new(*kind));
    let complete = |command: Command, argument: &'static str, values: Vec<PossibleValue>| {
        command.mut_arg(argument, |argument| argument.value_parser(PossibleValuesParser::new(values)))
    };
    Cli::command()
        .mut_subcommand("check", |check| {
            complete(complete(check, "select", groups_and_rules.clone()), "ignore", groups_and_rules)
        })
        .mut_subcommand("explain", |explain| complete(explain, "rule", rules().collect()))
        .mut_subcommand("schema", |schema| complete(schema, "kind", schemas.collect()))
        .mut_subcommand("man", |man| {
            complete(man, "command", commands.into_iter().map(PossibleValue::new).collect())
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::ValueEnum;

    #[test]
    fn every_shell_completes_commands_flags_and_rules() {
        for shell in Shell::value_variants() {
            let mut script = Vec::new();
            clap_complete::generate(*shell, &mut build_command(), "joblint", &mut script);
            let script = String::from_utf8(script).unwrap();
            for word in ["check", "completions", "unsafe-fixes", "sarif", "inventory"] {
                assert!(script.contains(word), "{shell}: {word}");
            }
            // These shells do not complete values of arguments.
            if ![Shell::Elvish, Shell::PowerShell].contains(shell) {
                for word in ["key-not-create-only", "secrets", "collection"] {
                    assert!(script.contains(word), "{shell}: {word}");
                }
            }
        }
    }
}
