//! `joblint man`: manual pages.

use std::io;
use std::path::Path;

use clap::{Command, CommandFactory};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, roman};

use crate::files::display_path;
use crate::fix::write_file;
use crate::text::{nearest, sanitize_line, trouble};

use super::{Cli, Outcome, Streams};

/// Prints the page of joblint or of one command.
pub(super) fn print(name: Option<&str>, streams: &mut Streams<'_>) -> io::Result<Outcome> {
    let definition = definition();
    let command = match name {
        None => Some(&definition),
        Some(name) => definition.find_subcommand(name),
    };
    let Some(command) = command else {
        let name = name.unwrap_or_default();
        let advice = match nearest(name, definition.get_subcommands().map(Command::get_name)) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => "`joblint --help` lists them".to_owned(),
        };
        writeln!(streams.errors, "error: there is no command `{}`; {advice}", sanitize_line(name))?;
        return Ok(Outcome::Failed);
    };
    streams.output.write_all(&page(command)?)?;
    streams.output.flush()?;
    Ok(Outcome::Clean)
}

/// Writes a page for joblint and for each command into a folder.
pub(super) fn write(folder: &Path, streams: &mut Streams<'_>) -> io::Result<Outcome> {
    let definition = definition();
    let commands: Vec<&Command> = std::iter::once(&definition).chain(definition.get_subcommands()).collect();
    let written = std::fs::create_dir_all(folder).and_then(|()| {
        commands.iter().try_for_each(|command| {
            write_file(&folder.join(format!("{}.1", title(command))), &page(command)?)
        })
    });
    let shown = display_path(folder);
    let shown = sanitize_line(&shown);
    match written {
        Ok(()) => {
            writeln!(streams.output, "{} manual pages written to {shown}", commands.len())?;
            Ok(Outcome::Clean)
        }
        Err(error) => {
            writeln!(streams.errors, "error: {shown}: the pages could not be written: {}", trouble(&error))?;
            Ok(Outcome::Failed)
        }
    }
}

fn definition() -> Command {
    let mut definition = Cli::command().disable_help_subcommand(true);
    definition.build();
    definition
}

fn title(command: &Command) -> String {
    command.get_display_name().unwrap_or(command.get_name()).to_owned()
}

fn page(command: &Command) -> io::Result<Vec<u8>> {
    let man = Man::new(command.clone());
    // Without a date, so that the same source makes the same page; clap_mangen would leave its place out.
    let version = env!("CARGO_PKG_VERSION");
    let head =
        format!(".TH {} 1 \"\" \"joblint {version}\" \"joblint Manual\"\n", title(command).to_uppercase());
    let mut page = head.into_bytes();
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    if command.has_subcommands() {
        man.render_subcommands_section(&mut page)?;
    }
    let after = command.get_after_long_help().or(command.get_after_help());
    page.extend(sections(&after.map(ToString::to_string).unwrap_or_default()).into_bytes());
    Ok(page)
}

/// What stands behind the flags in `--help`, each paragraph as a section of its own.
fn sections(help: &str) -> String {
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
    fn every_command_has_a_page_with_everything_its_help_says() {
        let definition = definition();
        for command in std::iter::once(&definition).chain(definition.get_subcommands()) {
            let page = String::from_utf8(page(command).unwrap()).unwrap();
            let plain = page.replace('\\', "");
            assert!(page.contains(&format!(".TH {}", title(command).to_uppercase())), "{page}");
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
