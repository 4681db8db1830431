//! The `joblint` program: passes arguments and streams of the process to the command line.

use std::io::{self, IsTerminal};
use std::process::ExitCode;

use anstream::ColorChoice;
use joblint::cli::{Streams, run};

fn main() -> ExitCode {
    silence_caught_panics();
    let stdout = io::stdout();
    let color = !matches!(anstream::AutoStream::choice(&stdout), ColorChoice::Never);
    let is_terminal = stdout.is_terminal();
    let width = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)).filter(|_| is_terminal);
    let mut streams = Streams {
        input: &mut io::stdin(),
        output: &mut stdout.lock(),
        error: &mut io::stderr(),
        color,
        width,
        is_terminal,
    };
    ExitCode::from(run(std::env::args_os(), &mut streams).code())
}

/// Suppresses the panic message of rules: a panic in a rule is reported as a finding.
fn silence_caught_panics() {
    let default_hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !joblint::linter::panic_is_caught() {
            default_hook(panic);
        }
    }));
}
