//! Command-line arguments.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};

use crate::diagnostic::Severity;
use crate::report::Format;

/// Checks Synchronize jobs of GroupID / Netwrix Directory Manager before they are submitted.
///
/// A job is a JSON document: the body of POST .../DataSyncJobs or .../DataSyncJobs/Collections.
/// joblint finds mistakes that the server rejects with a bare "400 Bad request" or silently accepts,
/// and shows how to fix them.
#[derive(Debug, Parser)]
#[command(name = "joblint", version, max_term_width = 100, after_help = EXIT_CODES)]
pub struct Cli {
    /// The selected subcommand.
    #[command(subcommand)]
    pub command: Command,
}

const EXIT_CODES: &str = "\
Exit codes:
  0  no findings at or above --fail-on
  1  at least one finding at or above --fail-on
  2  an error occurred: invalid arguments, an unreadable file, or a bug in joblint";

const CHECK_EXAMPLES: &str = "\
Examples:
  joblint check                              check all jobs below the current folder
  joblint check --diff jobs/hr.json          preview the changes of --fix
  joblint check --format concise lab prod    check two folders, one line per finding
  joblint check --output sarif=jobs.sarif    also write a SARIF report for code scanning
  joblint check --stdin-filename a.json - < a.json

Exit codes:
  0  no findings at or above --fail-on
  1  at least one finding at or above --fail-on
  2  an error occurred: invalid arguments, an unreadable file, or a bug in joblint

Files:
  joblint.toml           configuration of its folder and everything below; created by `joblint init`
  joblint-baseline.json  findings recorded by --write-baseline

Environment:
  NO_COLOR               disable colours unless --color is given
  CLICOLOR_FORCE         use colours even if standard output is not a terminal";

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

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check job files
    Check(Box<CheckArgs>),
    /// List all rules
    Rules,
    /// Show the documentation of a rule
    Explain {
        /// Name of the rule
        rule: String,
    },
    /// Create a joblint.toml that explains every option
    Init {
        /// Folder in which the file is created
        #[arg(default_value = ".", value_name = "FOLDER", value_hint = ValueHint::DirPath)]
        folder: PathBuf,
    },
    /// Start the language server on standard input and output
    Lsp {
        /// Use standard input and output (the only transport; accepted for compatibility)
        #[arg(long)]
        stdio: bool,
    },
    /// Print a JSON Schema for use in editors
    Schema {
        /// Name of the schema: job, collection, config, inventory or output
        kind: String,
    },
    /// Print a shell completion script
    #[command(after_help = COMPLETIONS_EXAMPLES)]
    Completions {
        /// The shell
        #[arg(value_enum)]
        shell: clap_complete::Shell,
    },
    /// Print a manual page, or write all manual pages to a folder
    #[command(after_help = MAN_EXAMPLES)]
    Man {
        /// Command whose manual page is printed [default: joblint itself]
        #[arg(conflicts_with = "output")]
        command: Option<String>,
        /// Write the manual pages of joblint and of each command to this folder
        #[arg(long, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
        output: Option<PathBuf>,
    },
}

/// Arguments of `check`.
#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("fixing").args(["fix", "diff"]).multiple(true))]
#[command(after_long_help = CHECK_EXAMPLES)]
pub struct CheckArgs {
    /// Files and folders to check; `-` reads standard input
    ///
    /// Files are checked regardless of their names. In folders, every *.json file that contains a job,
    /// a collection or a saved API response with one is checked; all other JSON files are skipped.
    #[arg(default_value = ".", value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub paths: Vec<PathBuf>,

    /// Output format of findings
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT", help_heading = OUTPUT)]
    pub format: Format,

    /// Also write a report to a file: --output sarif=joblint.sarif
    ///
    /// FORMAT is a format of --format. Can be repeated to write several files.
    #[arg(long, value_name = "FORMAT=FILE", value_parser = parse_output, help_heading = OUTPUT)]
    #[arg(conflicts_with_all = ["write_baseline", "show_files", "show_config"])]
    pub output: Vec<Output>,

    /// Also show the number of findings per rule
    ///
    /// The table is printed before the summary, or to standard error if --format is a machine-readable
    /// format.
    #[arg(long, conflicts_with_all = ["diff", "write_baseline", "show_files", "show_config"])]
    #[arg(help_heading = OUTPUT)]
    pub statistics: bool,

    /// Print only findings, without the summary
    #[arg(long, short, help_heading = OUTPUT)]
    pub quiet: bool,

    /// When to use colours
    #[arg(long, value_enum, default_value_t, value_name = "WHEN", help_heading = OUTPUT)]
    pub color: Color,

    /// Enable only these rules or groups
    #[arg(long, value_delimiter = ',', value_name = "RULE|GROUP", help_heading = RULES)]
    pub select: Vec<String>,

    /// Disable these rules or groups
    #[arg(long, value_delimiter = ',', value_name = "RULE|GROUP", help_heading = RULES)]
    pub ignore: Vec<String>,

    /// Also show findings of severity info
    #[arg(long, help_heading = RULES)]
    pub pedantic: bool,

    /// Exit with 1 if there is a finding of this severity or higher; `info` implies --pedantic [default:
    /// error]
    #[arg(long, value_enum, value_name = "SEVERITY", help_heading = RULES)]
    pub fail_on: Option<FailOn>,

    /// Exit with 0 even if there are findings
    #[arg(long, help_heading = RULES)]
    pub exit_zero: bool,

    /// Apply safe fixes, repeatedly until nothing changes
    #[arg(long, help_heading = FIXES)]
    pub fix: bool,

    /// With --fix or --diff: also apply unsafe fixes, whose results must be reviewed
    #[arg(long, requires = "fixing", help_heading = FIXES)]
    pub unsafe_fixes: bool,

    /// Show what --fix would change without writing files
    #[arg(long, help_heading = FIXES)]
    pub diff: bool,

    /// Use this configuration for all files
    #[arg(long, value_name = "FILE", conflicts_with = "no_config")]
    #[arg(value_hint = ValueHint::FilePath, help_heading = CONFIGURATION)]
    pub config: Option<PathBuf>,

    /// Ignore all joblint.toml files
    #[arg(long, help_heading = CONFIGURATION)]
    pub no_config: bool,

    /// Hide findings that are recorded in this baseline
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = CONFIGURATION)]
    pub baseline: Option<PathBuf>,

    /// Record all current findings in the baseline [default: joblint-baseline.json]
    #[arg(long, conflicts_with_all = ["fix", "diff"], help_heading = CONFIGURATION)]
    pub write_baseline: bool,

    /// Inventory of the target environment; replaces the inventory of the configuration
    ///
    /// An inventory file, or a saved API response of "Get All Data Sources". Can be repeated.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = CONFIGURATION)]
    pub inventory: Vec<PathBuf>,

    /// Print the settings that apply to each path without checking files
    #[arg(long, help_heading = CONFIGURATION)]
    pub show_config: bool,

    /// Apply `exclude` to files passed on the command line as well
    ///
    /// For hooks and other programs that pass every changed file: skips files that the configuration
    /// excludes, and files that are not jobs.
    #[arg(long, help_heading = FILES)]
    pub force_exclude: bool,

    /// Also check files that are ignored by .gitignore
    #[arg(long, help_heading = FILES)]
    pub no_gitignore: bool,

    /// Path to use for standard input in reports and for configuration lookup
    #[arg(long, value_name = "PATH", value_hint = ValueHint::FilePath, help_heading = FILES)]
    pub stdin_filename: Option<PathBuf>,

    /// Report files larger than SIZE (in bytes, or with suffix K, M or G) instead of reading them
    #[arg(long, value_name = "SIZE", value_parser = parse_size, default_value = "64M", help_heading = FILES)]
    pub max_file_size: u64,

    /// Print the files that would be checked without checking them
    #[arg(long, help_heading = FILES)]
    pub show_files: bool,

    /// Number of threads; 0 uses one per processor
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub threads: usize,
}

const OUTPUT: &str = "Output";
const RULES: &str = "Rule selection";
const FIXES: &str = "Fixes";
const CONFIGURATION: &str = "Configuration";
const FILES: &str = "File selection";

/// A report that is written to a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    pub format: Format,
    pub file: PathBuf,
}

/// Parses `FORMAT=FILE`.
fn parse_output(text: &str) -> Result<Output, String> {
    let names: Vec<String> = Format::value_variants()
        .iter()
        .filter_map(|format| Some(format.to_possible_value()?.get_name().to_owned()))
        .collect();
    let Some((format, file)) = text.split_once('=') else {
        return Err("expected FORMAT=FILE, for example sarif=joblint.sarif".to_owned());
    };
    let format = Format::from_str(format, false)
        .map_err(|_| format!("unknown format `{format}`; expected one of {}", names.join(", ")))?;
    match file {
        "" => Err("missing file name after `=`".to_owned()),
        "-" => Err("use --format for standard output; --output needs a file".to_owned()),
        file => Ok(Output { format, file: file.into() }),
    }
}

/// Lowest severity for which the exit code is 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// Errors.
    Error,
    /// Errors and warnings.
    Warning,
    /// All findings.
    Info,
}

impl FailOn {
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
    /// If standard output is a terminal and NO_COLOR is not set, or if CLICOLOR_FORCE is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Parses a number of bytes with an optional suffix: K (1024), M (1024²) or G (1024³).
fn parse_size(text: &str) -> Result<u64, String> {
    let (digits, shift) = match text.trim_end_matches(['b', 'B']).to_ascii_uppercase() {
        text if text.ends_with('K') => (text.trim_end_matches('K').to_owned(), 10),
        text if text.ends_with('M') => (text.trim_end_matches('M').to_owned(), 20),
        text if text.ends_with('G') => (text.trim_end_matches('G').to_owned(), 30),
        text => (text, 0),
    };
    let number: u64 =
        digits.parse().map_err(|_| "invalid size; expected for example 4096, 10K or 64M".to_owned())?;
    let bytes = number.checked_mul(1 << shift).filter(|bytes| *bytes <= MAX_SIZE);
    bytes.ok_or_else(|| "the maximum size is 1G".to_owned())
}

/// Upper limit of `--max-file-size`: offsets are 32-bit.
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
