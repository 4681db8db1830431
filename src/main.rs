//! The `joblint` program: hands the process's arguments and streams to a command.

use std::io::{self, IsTerminal};
use std::process::ExitCode;

use anstream::ColorChoice;
use joblint::cli::{Streams, run};

fn main() -> ExitCode {
    silence_caught_panics();
    let stdout = io::stdout();
    let color = !matches!(anstream::AutoStream::choice(&stdout), ColorChoice::Never);
    let terminal = stdout.is_terminal();
    let width = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)).filter(|_| terminal);
    let mut streams = Streams {
        input: &mut io::stdin(),
        output: &mut stdout.lock(),
        error: &mut io::stderr(),
        color,
        width,
        is_terminal: terminal,
    };
    ExitCode::from(run(std::env::args_os(), &mut streams).code())
}

/// A rule that fails becomes a finding: the standard message would only stand in its way.
fn silence_caught_panics() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !joblint::linter::panic_is_caught() {
            usual(panic);
        }
    }));
}
