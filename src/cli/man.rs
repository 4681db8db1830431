//! `joblint man`: manual pages.

use std::io;
use std::path::Path;

use clap::{Command, CommandFactory};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, roman};

use crate::files::display_path;
use crate::fix::write_file;
use crate::text::{closest_match, sanitize_line};

use super::args::Cli;
use super::streams::{ExitStatus, Streams, report_write_error};

/// Prints the manual page of joblint or of one command.
pub(super) fn print(name: Option<&str>, streams: &mut Streams<'_>) -> io::Result<ExitStatus> {
    let definition = build_command();
    let command = match name {
        None => Some(&definition),
        Some(name) => definition.find_subcommand(name),
    };
    let Some(command) = command else {
        let name = name.unwrap_or_default();
        let advice = match closest_match(name, definition.get_subcommands().map(Command::get_name)) {
            Some(closest) => format!("did you mean `{closest}`?"),
            None => "`joblint --help` lists all commands".to_owned(),
        };
        writeln!(streams.error, "error: unknown command `{}`; {advice}", sanitize_line(name))?;
        return Ok(ExitStatus::Error);
    };
    streams.output.write_all(&render_page(command)?)?;
    streams.output.flush()?;
    Ok(ExitStatus::Success)
}

/// Writes the manual pages of joblint and of each command to a folder.
pub(super) fn write(folder: &Path, streams: &mut Streams<'_>) -> io::Result<ExitStatus> {
    let definition = build_command();
    let commands: Vec<&Command> = std::iter::once(&definition).chain(definition.get_subcommands()).collect();
    let written = std::fs::create_dir_all(folder).and_then(|()| {
        commands.iter().try_for_each(|command| {
            write_file(&folder.join(format!("{}.1", page_name(command))), &render_page(command)?)
        })
    });
    match written {
        Ok(()) => {
            let folder = display_path(folder);
            writeln!(
                streams.output,
                "{} manual pages written to {}",
                commands.len(),
                sanitize_line(&folder)
            )?;
            Ok(ExitStatus::Success)
        }
        Err(error) => {
            report_write_error(folder, &error, streams)?;
            Ok(ExitStatus::Error)
        }
    }
}

fn build_command() -> Command {
    let mut definition = Cli::command().disable_help_subcommand(true);
    definition.build();
    definition
}

fn page_name(command: &Command) -> String {
    command.get_display_name().unwrap_or(command.get_name()).to_owned()
}

fn render_page(command: &Command) -> io::Result<Vec<u8>> {
    let man = Man::new(command.clone());
    // The date is empty for reproducible builds; clap_mangen would omit the field instead.
    let version = env!("CARGO_PKG_VERSION");
    let title = format!(
        ".TH {} 1 \"\" \"joblint {version}\" \"joblint Manual\"\n",
        page_name(command).to_uppercase()
    );
    let mut page = title.into_bytes();
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    if command.has_subcommands() {
        man.render_subcommands_section(&mut page)?;
    }
    let after = command.get_after_long_help().or(command.get_after_help());
    page.extend(help_sections(&after.map(ToString::to_string).unwrap_or_default()).into_bytes());
    Ok(page)
}

/// Renders each paragraph of the text after the options in `--help` as a section.
fn help_sections(help: &str) -> String {
    let mut roff = Roff::new();
    for paragraph in help.split("\n\n") {
        let Some((heading, lines)) = paragraph.split_once(":\n") else { continue };
        roff.control("SH", [heading.to_uppercase().as_str()]);
        roff.control("nf", []);
        for line in lines.lines() {
            roff.text([roman(line.strip_prefix("  ").unwrap_or(line))]);
        }
        roff.control("fi", []);
    }
    roff.render()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn man_page_covers_all_help() {
        let definition = build_command();
        for command in std::iter::once(&definition).chain(definition.get_subcommands()) {
            let page = String::from_utf8(render_page(command).unwrap()).unwrap();
            let plain = page.replace('\\', "");
            assert!(page.contains(&format!(".TH {}", page_name(command).to_uppercase())), "{page}");
            for argument in command.get_arguments().filter(|argument| !argument.is_hide_set()) {
                let name = match argument.get_long() {
                    Some(long) => format!("--{long}"),
                    None => argument.get_value_names().unwrap()[0].to_string(),
                };
                assert!(plain.contains(&name), "{}: {name}", command.get_name());
            }
            let after = command.get_after_long_help().or(command.get_after_help());
            let paragraphs = after.map(|after| after.to_string().split("\n\n").count()).unwrap_or_default();
            assert_eq!(page.matches("\n.nf\n").count(), paragraphs, "{page}");
            assert_eq!(page.matches(".TH").count(), 1);
        }
    }
}
