//! Tests of input and output errors: full disks, missing files, pipes, unusual paths and closed streams.

#![cfg(unix)]
use std::ffi::OsStr;
use std::fs;
use std::io::Write as _;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use crate::common::{FORMATS, command, fixture, joblint, repository, text, write};
use serde_json::Value;

/// Creates a repository with one job that has a safe fix.
fn fixable_repository(name: &str) -> PathBuf {
    let folder = repository(&format!("faults-{name}"));
    write(&folder, "a.json", fixture("invalid/key-not-create-only.json"));
    folder
}

/// Runs a shell command in a folder. `$J` is the path of joblint.
fn shell(folder: &Path, line: &str) -> (i32, String, String) {
    let mut child = Command::new("sh");
    child.args(["-c", line]).current_dir(folder).env("J", env!("CARGO_BIN_EXE_joblint")).env("NO_COLOR", "1");
    let output: Output = child.stdin(Stdio::null()).output().unwrap();
    (output.status.code().unwrap_or(-1), text(&output.stdout), text(&output.stderr))
}

#[test]
#[cfg(target_os = "linux")]
fn reports_full_disk() {
    let folder = fixable_repository("full");
    let (code, _, errors) = joblint(&folder, &["check", "a.json", "--output", "json=/dev/full"]);
    assert_eq!(
        (code, errors.as_str()),
        (2, "error: /dev/full: failed to write the file: the disk is full\n")
    );
    let (code, _, errors) = shell(&folder, "\"$J\" check a.json > /dev/full");
    assert_eq!((code, errors.as_str()), (2, "error: cannot write output: the disk is full\n"));
}

#[test]
fn reports_unwritable_files() {
    let folder = fixable_repository("output");
    fs::create_dir(folder.join("folder")).unwrap();
    for (target, reason) in [
        ("no/such/report.json", "no such file or folder"),
        ("folder", "is a folder"),
        ("a.json/report.json", "a component of the path is not a folder"),
    ] {
        let (code, output, errors) = joblint(
            &folder,
            &["check", "a.json", "--format", "concise", "--output", &format!("json={target}")],
        );
        assert_eq!(code, 2, "{target}");
        assert_eq!(errors, format!("error: {target}: failed to write the file: {reason}\n"));
        assert!(
            output.starts_with("a.json:61:24: error[key-not-create-only]"),
            "the check continues: {output}"
        );
    }
    let output = joblint(&folder, &["check", "a.json", "--output", "json=."]).2;
    assert_eq!(output, "error: .: failed to write the file: is a folder\n");
}

#[test]
fn does_not_fix_read_only_file() {
    let folder = fixable_repository("read-only");
    let before = fs::read(folder.join("a.json")).unwrap();
    fs::set_permissions(folder.join("a.json"), fs::Permissions::from_mode(0o444)).unwrap();
    let (code, _, errors) = joblint(&folder, &["check", "--fix", "a.json"]);
    assert_eq!(
        (code, errors.as_str()),
        (2, "error: a.json: failed to write the fixed file: read-only file\n")
    );
    assert_eq!(fs::read(folder.join("a.json")).unwrap(), before);
    assert_eq!(file_names(&folder), ["a.json"], "no temporary files remain");
}

fn file_names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
    let mut names: Vec<String> = entries.map(|name| name.to_string_lossy().into_owned()).collect();
    names.retain(|name| name != ".git");
    names.sort();
    names
}

/// joblint reads standard input first: the file is removed before joblint reads it.
#[test]
fn reports_file_removed_during_run() {
    let folder = fixable_repository("vanish");
    write(&folder, "b.json", fixture("invalid/key-not-create-only.json"));
    let mut child =
        command(&folder, &["check", "-", "a.json", "b.json", "--format", "concise"]).spawn().unwrap();
    fs::remove_file(folder.join("a.json")).unwrap();
    child.stdin.take().unwrap().write_all(fixture("jobs/excel-to-ad.json").as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(text(&output.stderr), "error: a.json: no such file or folder\n");
    assert!(text(&output.stdout).contains("b.json:61:24: error[key-not-create-only]"));
}

/// For root, who can read every file, only the readable job is tested.
#[test]
fn reports_unreadable_files() {
    let folder = fixable_repository("permission");
    write(&folder, "closed.json", "{}");
    write(&folder, "closed/b.json", "{}");
    for path in ["closed.json", "closed"] {
        fs::set_permissions(folder.join(path), fs::Permissions::from_mode(0o000)).unwrap();
    }
    let can_read_all = fs::read(folder.join("closed.json")).is_ok();
    let (code, output, errors) = joblint(&folder, &["check", "--format", "concise"]);
    fs::set_permissions(folder.join("closed"), fs::Permissions::from_mode(0o755)).unwrap();
    if !can_read_all {
        assert_eq!(code, 2);
        assert_eq!(errors, "error: closed: permission denied\nerror: closed.json: permission denied\n");
    }
    assert!(output.starts_with("a.json:61:24: "), "{output}");
}

#[test]
fn symlink_cycles_terminate() {
    let folder = fixable_repository("links");
    fs::create_dir(folder.join("loop")).unwrap();
    symlink("../loop", folder.join("loop/self")).unwrap();
    symlink("..", folder.join("loop/up")).unwrap();
    symlink("round.json", folder.join("round.json")).unwrap();
    let (code, output, errors) = joblint(&folder, &["check", "--format", "concise"]);
    assert_eq!((code, errors.as_str()), (1, ""));
    assert_eq!(output.matches("a.json:61:24").count(), 1, "{output}");
    let (code, _, errors) = joblint(&folder, &["check", "round.json"]);
    assert_eq!(code, 2);
    assert!(errors.starts_with("error: round.json: "), "{errors}");
}

/// Reading from a pipe or a device could block forever.
#[test]
fn rejects_pipes_devices_and_sockets() {
    let folder = fixable_repository("pipe");
    assert!(Command::new("mkfifo").arg(folder.join("pipe.json")).status().unwrap().success());
    let _socket = UnixListener::bind(folder.join("s.json")).unwrap();
    for path in ["pipe.json", "s.json", "/dev/zero", "/dev/null"] {
        for extra in [&[][..], &["--fix"]] {
            let arguments: Vec<&str> = ["check", path].iter().chain(extra).copied().collect();
            let (code, _, errors) = joblint(&folder, &arguments);
            assert_eq!((code, errors), (2, format!("error: {path}: not a regular file\n")));
        }
    }
    // Discovery ignores them.
    let (code, output, errors) = joblint(&folder, &["check", "--format", "concise"]);
    assert_eq!((code, errors.as_str(), output.lines().count()), (1, "", 2), "{output}");
}

/// Streams that the shell opened are read to their end.
#[test]
fn reads_inherited_streams() {
    let folder = fixable_repository("streams");
    for line in [
        "cat a.json | \"$J\" check --format concise /dev/stdin",
        "\"$J\" check --format concise /dev/stdin < a.json",
        "cat a.json | \"$J\" check --format concise /dev/fd/0",
    ] {
        let (code, output, errors) = shell(&folder, line);
        assert_eq!((code, errors.as_str()), (1, ""), "{line}");
        assert!(output.contains(":61:24: error[key-not-create-only]"), "{line}: {output}");
    }
    // Two paths of the same stream are read once, and files with the same content are checked separately.
    let (code, output, errors) =
        shell(&folder, "cat a.json | \"$J\" check --format concise /dev/stdin /dev/fd/0 a.json");
    assert_eq!((code, errors.as_str()), (1, ""));
    assert_eq!(output.matches("error[key-not-create-only]").count(), 2, "{output}");
    let (code, _, errors) = shell(&folder, "cat a.json | \"$J\" check --fix /dev/stdin");
    assert_eq!(code, 2);
    assert_eq!(errors, "error: /dev/stdin: failed to write the fixed file: not a regular file\n");
    // An endless stream is read up to the limit.
    let (code, output, errors) =
        shell(&folder, "\"$J\" check --format concise --max-file-size 100KB - < /dev/zero");
    assert_eq!((code, errors.as_str()), (1, ""));
    assert!(output.contains("error[too-large]"), "{output}");
}

#[test]
fn tolerates_closed_streams() {
    let folder = fixable_repository("closed");
    for (line, expected) in [
        ("\"$J\" check a.json <&-", 1),
        ("\"$J\" check a.json >&-", 1),
        ("\"$J\" check none.json 2>&-", 2),
        ("\"$J\" check a.json >&- 2>&- <&-", 1),
        ("\"$J\" check - <&-", 1),
        ("\"$J\" check --fix --diff a.json >&-", 0),
    ] {
        let (code, _, errors) = shell(&folder, line);
        assert!(!errors.contains("panicked"), "{line}: {errors}");
        if expected > 0 {
            assert_eq!(code, expected, "{line}: {errors}");
        }
    }
}

#[test]
fn every_format_is_complete_for_any_path() {
    let folder = fixable_repository("paths");
    let job = fixture("invalid/key-not-create-only.json");
    let mut paths = vec![
        OsStr::new("new\nline\r.json"),
        OsStr::new("\u{1b}[31m,%\"'<&>.json"),
        OsStr::new("\u{202e}é.json"),
    ];
    if cfg!(target_os = "linux") {
        paths.push(OsStr::from_bytes(b"no\xffunicode.json"));
    }
    for path in paths {
        fs::write(folder.join(path), &job).unwrap();
        for format in FORMATS.iter().copied() {
            let mut command = command(&folder, &["check", "--format", format]);
            let output = command.arg(path).output().unwrap();
            assert_eq!(output.status.code(), Some(1), "{path:?} {format}");
            let printed = String::from_utf8(output.stdout).unwrap();
            let value = || serde_json::from_str::<Value>(&printed).unwrap();
            match format {
                "json" => assert_eq!(value()["diagnostics"].as_array().unwrap().len(), 1),
                "sarif" => assert_eq!(value()["runs"][0]["results"].as_array().unwrap().len(), 1),
                "gitlab" => assert_eq!(value().as_array().unwrap().len(), 1),
                "jsonl" => assert_eq!(printed.lines().count(), 1),
                "junit" => {
                    let document = roxmltree::Document::parse(&printed).unwrap();
                    assert!(document.descendants().any(|node| node.has_tag_name("failure")));
                }
                "github" => {
                    assert_eq!(printed.lines().filter(|line| line.starts_with("::error ")).count(), 1);
                }
                _ => {
                    let control = printed.chars().find(|letter| letter.is_control() && *letter != '\n');
                    assert_eq!(control, None, "{format}: {printed:?}");
                    assert!(!printed.contains('\u{202e}'));
                }
            }
        }
    }
}

/// Interrupts the run: every file has either its old or its new content.
#[test]
fn interrupted_run_leaves_intact_files() {
    let folder = repository("faults-interrupt");
    let job = fixture("invalid/key-not-create-only.json");
    for number in 0..120 {
        write(&folder, &format!("{number:03}.json"), &job);
    }
    let fixed = {
        let other = repository("faults-interrupt-fixed");
        write(&other, "a.json", &job);
        assert_eq!(joblint(&other, &["check", "--fix", "a.json"]).0, 0);
        fs::read_to_string(other.join("a.json")).unwrap()
    };
    let mut child = command(&folder, &["check", "--fix", "--threads", "1"]).spawn().unwrap();
    // Interrupt the run after the first files have been written.
    let is_fixed = |path: &Path| fs::read_to_string(path).unwrap() == fixed;
    while child.try_wait().unwrap().is_none() && !is_fixed(&folder.join("010.json")) {
        std::thread::yield_now();
    }
    let _ = Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    child.wait().unwrap();
    for name in file_names(&folder).iter().filter(|name| !name.ends_with(".tmp")) {
        let now = fs::read_to_string(folder.join(name)).unwrap();
        assert!(now == job || now == fixed, "{name} has neither its old nor its new content");
    }
    // The next run fixes the remaining files and ignores temporary files.
    let (code, output, errors) = joblint(&folder, &["check", "--fix", "--ignore", "duplicate-job-name"]);
    assert_eq!((code, errors.as_str()), (0, ""), "{output}");
}
