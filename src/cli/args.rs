//! Every command and flag, once.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};

use crate::diagnostic::Severity;
use crate::report::Format;

/// Checks Synchronize jobs of GroupID / Netwrix Directory Manager before they are submitted.
///
/// Job definitions are kept as JSON: the bodies of POST .../DataSyncJobs and
/// .../DataSyncJobs/Collections. joblint finds the mistakes that the server answers with a bare
/// "400 Bad request", or does not answer at all, and shows how to mend them.
#[derive(Debug, Parser)]
#[command(name = "joblint", version, max_term_width = 100, after_help = EXIT_CODES)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

const EXIT_CODES: &str = "\
Exit codes:
  0  nothing at or above --fail-on
  1  something
  2  joblint could not do its work: bad arguments, an unreadable file, an internal error";

const CHECK_EXAMPLES: &str = "\
Examples:
  joblint check                              every job below this folder
  joblint check --diff jobs/hr.json          what --fix would change
  joblint check --format concise lab prod    one line a finding, of two folders
  joblint check --output sarif=jobs.sarif    a report for code scanning, too
  joblint check --stdin-filename a.json - < a.json

Exit codes:
  0  nothing at or above --fail-on
  1  something
  2  joblint could not do its work: bad arguments, an unreadable file, an internal error

Files:
  joblint.toml           settings for its folder and those below; `joblint init` writes one
  joblint-baseline.json  what --write-baseline remembers

Environment:
  NO_COLOR               no colours, unless --color says otherwise
  CLICOLOR_FORCE         colours even where nobody reads along at a terminal";

const COMPLETIONS_EXAMPLES: &str = "\
Examples:
  joblint completions bash > ~/.local/share/bash-completion/completions/joblint
  joblint completions zsh > ~/.zfunc/_joblint
  joblint completions fish > ~/.config/fish/completions/joblint.fish
  joblint completions powershell >> $PROFILE";

const MAN_EXAMPLES: &str = "\
Examples:
  joblint man check | man -l -
  joblint man --output /usr/local/share/man/man1";

/// A command.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check job files
    Check(Box<CheckArgs>),
    /// List every rule
    Rules,
    /// Explain a rule: what it finds, why it matters, what to do
    Explain {
        /// Name of the rule
        rule: String,
    },
    /// Write a commented joblint.toml
    Init {
        /// The folder to write it to
        #[arg(default_value = ".", value_name = "FOLDER", value_hint = ValueHint::DirPath)]
        folder: PathBuf,
    },
    /// Serve an editor on standard input and output, by the Language Server Protocol
    Lsp {
        /// Accepted because clients pass it: there is no other way
        #[arg(long)]
        stdio: bool,
    },
    /// Print a JSON Schema, for editors
    Schema {
        /// job, collection, config, inventory or output
        kind: String,
    },
    /// Print a script that completes commands, flags and rules in a shell
    #[command(after_help = COMPLETIONS_EXAMPLES)]
    Completions {
        /// The shell
        #[arg(value_enum)]
        shell: clap_complete::Shell,
    },
    /// Print a manual page, or write all of them
    #[command(after_help = MAN_EXAMPLES)]
    Man {
        /// The command that the page is about [default: joblint itself]
        #[arg(conflicts_with = "output")]
        command: Option<String>,
        /// Write a page for joblint and for each command into this folder
        #[arg(long, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
        output: Option<PathBuf>,
    },
}

/// What `check` takes.
#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("fixing").args(["fix", "diff"]).multiple(true))]
#[command(after_long_help = CHECK_EXAMPLES)]
pub struct CheckArgs {
    /// Files and folders; `-` is standard input
    ///
    /// Files are checked whatever their names; below folders, every *.json file that is a job, a
    /// collection or a saved answer with one. Other JSON files there are passed over.
    #[arg(default_value = ".", value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub paths: Vec<PathBuf>,

    /// How findings are printed
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT", help_heading = OUTPUT)]
    pub format: Format,

    /// Write a report into a file, too: --output sarif=joblint.sarif
    ///
    /// FORMAT is one of those of --format. Can be given several times, for several files.
    #[arg(long, value_name = "FORMAT=FILE", value_parser = parse_output, help_heading = OUTPUT)]
    #[arg(conflicts_with_all = ["write_baseline", "show_files", "show_config"])]
    pub output: Vec<Output>,

    /// Show how often each rule found something, too
    ///
    /// The table stands before the summary; on standard error where --format is for programs.
    #[arg(long, conflicts_with_all = ["diff", "write_baseline", "show_files", "show_config"])]
    #[arg(help_heading = OUTPUT)]
    pub statistics: bool,

    /// Print findings only, no summary
    #[arg(long, short, help_heading = OUTPUT)]
    pub quiet: bool,

    /// When to use colours
    #[arg(long, value_enum, default_value_t, value_name = "WHEN", help_heading = OUTPUT)]
    pub color: Color,

    /// Only these rules or groups
    #[arg(long, value_delimiter = ',', value_name = "RULE|GROUP", help_heading = RULES)]
    pub select: Vec<String>,

    /// Not these rules or groups
    #[arg(long, value_delimiter = ',', value_name = "RULE|GROUP", help_heading = RULES)]
    pub ignore: Vec<String>,

    /// Show findings of severity info, too
    #[arg(long, help_heading = RULES)]
    pub pedantic: bool,

    /// Least severity that makes the exit code 1; `info` shows infos, too [default: error]
    #[arg(long, value_enum, value_name = "SEVERITY", help_heading = RULES)]
    pub fail_on: Option<FailOn>,

    /// Exit with 0 whatever is found
    #[arg(long, help_heading = RULES)]
    pub exit_zero: bool,

    /// Apply the safe fixes, until nothing changes
    #[arg(long, help_heading = FIXES)]
    pub fix: bool,

    /// With --fix or --diff: the unsafe fixes, too, which need a look afterwards
    #[arg(long, requires = "fixing", help_heading = FIXES)]
    pub unsafe_fixes: bool,

    /// Show what --fix would change, and write nothing
    #[arg(long, help_heading = FIXES)]
    pub diff: bool,

    /// Use this configuration for every file
    #[arg(long, value_name = "FILE", conflicts_with = "no_config")]
    #[arg(value_hint = ValueHint::FilePath, help_heading = CONFIGURATION)]
    pub config: Option<PathBuf>,

    /// Read no joblint.toml
    #[arg(long, help_heading = CONFIGURATION)]
    pub no_config: bool,

    /// Report only what this baseline does not know
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = CONFIGURATION)]
    pub baseline: Option<PathBuf>,

    /// Write all findings to the baseline [default: joblint-baseline.json]
    #[arg(long, conflicts_with_all = ["fix", "diff"], help_heading = CONFIGURATION)]
    pub write_baseline: bool,

    /// What exists in the target environment, instead of the configuration's inventory
    ///
    /// An inventory file or a saved list of data sources; can be given several times.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = CONFIGURATION)]
    pub inventory: Vec<PathBuf>,

    /// Print the settings that hold for each path, and check nothing
    #[arg(long, help_heading = CONFIGURATION)]
    pub show_config: bool,

    /// Treat files that are named like those that are found below a folder
    ///
    /// For hooks and other programs that name every changed file: what the configuration excludes is
    /// left out, and a file that is no job is passed over.
    #[arg(long, help_heading = FILES)]
    pub force_exclude: bool,

    /// Check files that .gitignore names, too
    #[arg(long, help_heading = FILES)]
    pub no_gitignore: bool,

    /// Name of what comes from standard input
    #[arg(long, value_name = "PATH", value_hint = ValueHint::FilePath, help_heading = FILES)]
    pub stdin_filename: Option<PathBuf>,

    /// Largest file that is read, in bytes or as 10K, 10M
    #[arg(long, value_name = "SIZE", value_parser = parse_size, default_value = "64M", help_heading = FILES)]
    pub max_file_size: u64,

    /// Print the files that would be checked, and check nothing
    #[arg(long, help_heading = FILES)]
    pub show_files: bool,

    /// Number of threads; 0 is one for each processor
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub threads: usize,
}

/// Headings of the flags of `check`.
const OUTPUT: &str = "Output";
const RULES: &str = "Rule selection";
const FIXES: &str = "Fixes";
const CONFIGURATION: &str = "Configuration";
const FILES: &str = "File selection";

/// A report into a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// How findings are printed.
    pub format: Format,
    /// Where to.
    pub file: PathBuf,
}

/// `FORMAT=FILE`.
fn parse_output(text: &str) -> Result<Output, String> {
    let names: Vec<String> = Format::value_variants()
        .iter()
        .filter_map(|format| Some(format.to_possible_value()?.get_name().to_owned()))
        .collect();
    let Some((format, file)) = text.split_once('=') else {
        return Err("it is written FORMAT=FILE, as in sarif=joblint.sarif".to_owned());
    };
    let format = Format::from_str(format, false)
        .map_err(|_| format!("there is no format `{format}`; there are {}", names.join(", ")))?;
    match file {
        "" => Err("the name of the file is missing behind the `=`".to_owned()),
        "-" => Err("standard output is what --format is for; name a file".to_owned()),
        file => Ok(Output { format, file: file.into() }),
    }
}

/// Least severity that makes the exit code 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// Errors.
    Error,
    /// Errors and warnings.
    Warning,
    /// Anything.
    Info,
}

impl FailOn {
    /// The least severity that counts.
    #[must_use]
    pub fn severity(self) -> Severity {
        match self {
            Self::Error => Severity::Error,
            Self::Warning => Severity::Warning,
            Self::Info => Severity::Info,
        }
    }
}

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Color {
    /// On a terminal, unless NO_COLOR is set; CLICOLOR_FORCE turns them on.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// A number of bytes, with K, M or G for 1024, its square or its cube.
fn parse_size(text: &str) -> Result<u64, String> {
    let (digits, shift) = match text.trim_end_matches(['b', 'B']).to_ascii_uppercase() {
        text if text.ends_with('K') => (text.trim_end_matches('K').to_owned(), 10),
        text if text.ends_with('M') => (text.trim_end_matches('M').to_owned(), 20),
        text if text.ends_with('G') => (text.trim_end_matches('G').to_owned(), 30),
        text => (text, 0),
    };
    let number: u64 = digits.parse().map_err(|_| "a size is written 4096, 10K or 64M".to_owned())?;
    let bytes = number.checked_mul(1 << shift).filter(|bytes| *bytes <= MAX_SIZE);
    bytes.ok_or_else(|| "files of more than 1G cannot be read".to_owned())
}

/// Offsets have 32 bits.
const MAX_SIZE: u64 = 1 << 30;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parses_sizes() {
        for (text, expected) in [("4096", 4096), ("10k", 10_240), ("64M", 64 << 20), ("1GB", 1 << 30)] {
            assert_eq!(parse_size(text), Ok(expected), "{text}");
        }
        for text in ["", "x", "-1", "2G", "1.5M", "99999999999999999999"] {
            assert!(parse_size(text).is_err(), "{text}");
        }
    }

    #[test]
    fn command_definition_is_valid() {
        use clap::CommandFactory;
        Cli::command().debug_assert();
    }

    #[test]
    fn default_max_file_size_matches() {
        let cli = Cli::try_parse_from(["joblint", "check"]).unwrap();
        let Command::Check(arguments) = cli.command else { panic!("another command") };
        assert_eq!(arguments.max_file_size, crate::files::DEFAULT_MAX_FILE_SIZE);
    }
}
