//! The command line: one file per command.

mod args;
mod check;
mod completions;
mod init;
mod man;
mod markdown;
mod rules;
mod schema;
mod streams;

use std::ffi::OsString;

use clap::Parser;

use crate::text::describe_io_error;

use args::Command;

pub use args::Cli;
pub use streams::{ExitStatus, Streams};

/// Parses the arguments and runs the command.
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
    let result = match cli.command {
        Command::Check(arguments) => check::run(&arguments, streams),
        Command::Rules => rules::list(streams),
        Command::Explain { rule } => rules::explain(&rule, streams),
        Command::Init { folder } => init::run(&folder, streams),
        // LSP requires exit code 1 if the client sends `exit` without `shutdown`.
        Command::Lsp { .. } => crate::lsp::serve(std::io::stdin(), streams.output)
            .map(|was_shut_down| if was_shut_down { ExitStatus::Success } else { ExitStatus::Findings }),
        Command::Schema { kind } => schema::print(&kind, streams),
        Command::Completions { shell } => completions::print(shell, streams),
        Command::Man { command, output } => match output {
            Some(folder) => man::write(&folder, streams),
            None => man::print(command.as_deref(), streams),
        },
    };
    match result {
        Ok(status) => status,
        // The reader of the output has closed it, for example `head`.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => ExitStatus::Success,
        Err(error) => {
            let _ = writeln!(streams.error, "error: cannot write output: {}", describe_io_error(&error));
            ExitStatus::Error
        }
    }
}
