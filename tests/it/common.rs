//! Helpers that run joblint in temporary folders.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::LazyLock;

use clap::ValueEnum;
use joblint::report::Format;

/// The names of all report formats.
pub(crate) static FORMATS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let values = Format::value_variants().iter().filter_map(ValueEnum::to_possible_value);
    values.map(|value| &*value.get_name().to_owned().leak()).collect()
});

pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Returns a command that runs joblint in a folder, without colours.
pub(crate) fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_joblint"));
    command.current_dir(folder).args(arguments).env_remove("CLICOLOR_FORCE").env("NO_COLOR", "1");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

pub(crate) fn run(folder: &Path, arguments: &[&str], input: Option<&[u8]>) -> Output {
    let mut child = command(folder, arguments).spawn().expect("joblint starts");
    if let Some(input) = input {
        child.stdin.as_mut().expect("stdin").write_all(input).expect("input is written");
    }
    drop(child.stdin.take());
    child.wait_with_output().expect("joblint ends")
}

/// Runs joblint and returns the exit code, standard output and standard error.
pub(crate) fn joblint(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = run(folder, arguments, None);
    (output.status.code().expect("an exit code"), text(&output.stdout), text(&output.stderr))
}

pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("output is UTF-8")
}

/// Creates an empty folder for one test, which is the root of a repository.
pub(crate) fn repository(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(folder.join(".git")).expect("scratch folder");
    folder
}

/// Reads a fixture.
pub(crate) fn fixture(path: &str) -> String {
    std::fs::read_to_string(root().join("fixtures").join(path)).expect("fixture")
}

/// Writes a file and creates its parent folders.
pub(crate) fn write(folder: &Path, path: &str, content: impl AsRef<[u8]>) {
    let path = folder.join(path);
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
    std::fs::write(path, content).expect("file");
}
