//! The command line: one file a command.
//!
//! Everything a command reads and writes is handed to it, so that tests can run it without a
//! process. Exit codes: 0 nothing at or above `--fail-on`, 1 something, 2 the tool could not do its
//! work.

mod args;
mod check;
mod completions;
mod init;
mod man;
mod markdown;
mod rules;
mod schema;

use std::ffi::OsString;
use std::io::{Read, Write};

use clap::Parser;

use crate::text::describe_io_error;

pub use args::{CheckArgs, Cli, Command};

/// What a command reads and writes.
pub struct Streams<'s> {
    /// Standard input.
    pub input: &'s mut dyn Read,
    /// Standard output.
    pub output: &'s mut dyn Write,
    /// Standard error.
    pub error: &'s mut dyn Write,
    /// Whether standard output can show colours.
    pub color: bool,
    /// Columns of the terminal, where standard output is one.
    pub width: Option<usize>,
    /// Whether standard output is a terminal.
    pub is_terminal: bool,
}

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExitStatus {
    /// Nothing at or above the severity that was asked for.
    Success,
    /// Something.
    Findings,
    /// The tool could not do its work.
    Error,
}

impl ExitStatus {
    /// The exit code of the process.
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            Self::Success => 0,
            Self::Findings => 1,
            Self::Error => 2,
        }
    }
}

/// Runs the command that the arguments name.
pub fn run(arguments: impl IntoIterator<Item = OsString>, streams: &mut Streams<'_>) -> ExitStatus {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => {
            let text =
                if streams.color { error.render().ansi().to_string() } else { error.render().to_string() };
            if error.use_stderr() {
                let _ = write!(streams.error, "{text}");
                return ExitStatus::Error;
            }
            let _ = write!(streams.output, "{text}");
            return ExitStatus::Success;
        }
    };
    let outcome = match cli.command {
        Command::Check(arguments) => check::run(&arguments, streams),
        Command::Rules => rules::list(streams),
        Command::Explain { rule } => rules::explain(&rule, streams),
        Command::Init { folder } => init::run(&folder, streams),
        // The protocol wants 1 of a server whose client left without a word.
        Command::Lsp { .. } => crate::lsp::serve(std::io::stdin(), streams.output)
            .map(|polite| if polite { ExitStatus::Success } else { ExitStatus::Findings }),
        Command::Schema { kind } => schema::print(&kind, streams),
        Command::Completions { shell } => completions::print(shell, streams),
        Command::Man { command, output } => match output {
            Some(folder) => man::write(&folder, streams),
            None => man::print(command.as_deref(), streams),
        },
    };
    match outcome {
        Ok(outcome) => outcome,
        // Whoever read the output has seen enough.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => ExitStatus::Success,
        Err(error) => {
            let _ = writeln!(
                streams.error,
                "error: the output could not be written: {}",
                describe_io_error(&error)
            );
            ExitStatus::Error
        }
    }
}
