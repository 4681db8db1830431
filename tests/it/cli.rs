//! Tests of the command line: exit codes, output, discovery of files, help and completions.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::common::{FORMATS, root, run, text};
use joblint::diagnostic::Severity;
use walkdir::WalkDir;

fn joblint(arguments: &[&str]) -> Output {
    run(&root(), arguments, None)
}

fn exit_code(output: &Output) -> i32 {
    output.status.code().expect("an exit code")
}

/// Creates an empty folder for one test.
fn temp_dir(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("scratch folder");
    folder
}

/// Returns the paths of all files below a folder of fixtures, sorted.
fn fixtures(folder: &str) -> Vec<String> {
    let mut files: Vec<String> = WalkDir::new(root().join("fixtures").join(folder))
        .sort_by_file_name()
        .into_iter()
        .map(|entry| entry.expect("fixture"))
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            entry.path().strip_prefix(root()).expect("below the root").to_string_lossy().into_owned()
        })
        .collect();
    files.sort();
    assert!(!files.is_empty(), "no fixtures in {folder}");
    files
}

#[test]
fn clean_fixtures_have_no_findings_above_info() {
    for folder in ["jobs", "collections", "saved"] {
        let files = fixtures(folder);
        let mut arguments = vec!["check", "--fail-on", "warning", "--format", "concise"];
        arguments.extend(files.iter().map(String::as_str));
        let output = joblint(&arguments);
        assert_eq!(exit_code(&output), 0, "{}", text(&output.stdout));
    }
}

#[test]
fn invalid_fixtures_match_snapshots() {
    for file in fixtures("invalid") {
        let mut arguments = vec!["check", &file];
        // Infos are reported only on request. Other infos would be reported as well.
        let stem = Path::new(&file).file_stem().and_then(OsStr::to_str).unwrap_or_default();
        let rule = joblint::rules::find_rule(stem);
        if rule.is_some_and(|rule| rule.severity == Severity::Info) {
            arguments.extend(["--pedantic", "--select", stem]);
        }
        let output = joblint(&arguments);
        assert_eq!(text(&output.stderr), "");
        let name = file.trim_start_matches("fixtures/").replace('/', "__");
        insta::assert_snapshot!(name, text(&output.stdout));
    }
}

#[test]
fn every_job_rule_has_an_invalid_fixture() {
    // These rules need more than one fixture file: their tests are next to the rules.
    let tested_elsewhere = [
        "too-large",
        "too-deep",
        "unknown-provider",
        "provider-id-unknown",
        "unknown-table",
        "unknown-container",
        "unused-suppression",
        "internal-error",
    ];
    for rule in joblint::rules::RULES.iter().filter(|rule| !tested_elsewhere.contains(&rule.name)) {
        let file = format!("fixtures/invalid/{}.json", rule.name);
        let output = joblint(&["check", "--pedantic", "--format", "concise", &file]);
        let shown = text(&output.stdout);
        assert!(shown.contains(&format!("[{}]", rule.name)), "{file}:\n{shown}\n{}", text(&output.stderr));
    }
}

#[test]
fn reports_hostile_fixtures_without_control_characters() {
    for file in fixtures("hostile") {
        for format in FORMATS.iter().copied() {
            let output = joblint(&["check", "--pedantic", "--format", format, &file]);
            assert!(exit_code(&output) <= 1, "{file}: {}", text(&output.stderr));
            let shown = text(&output.stdout);
            assert!(shown.contains(&file), "{file} is not reported:\n{shown}");
            let control = shown.chars().find(|c| c.is_control() && *c != '\n');
            assert_eq!(control, None, "{file}: a control character in the output");
        }
    }
}

#[test]
fn skips_discovered_and_reports_explicit_non_jobs() {
    let output = joblint(&["check", "fixtures/not-jobs"]);
    assert_eq!(exit_code(&output), 0);
    insta::assert_snapshot!(text(&output.stdout), @"no files checked; 4 files skipped: not Synchronize jobs");
    let output = joblint(&["check", "--format", "concise", "fixtures/not-jobs/tsconfig.json"]);
    assert_eq!(exit_code(&output), 0);
    insta::assert_snapshot!(text(&output.stdout), @r"
    fixtures/not-jobs/tsconfig.json:1:1: warning[unrecognized-document] neither a Synchronize job nor a job collection: the file was not checked
    1 warning in 1 file checked
    ");
    // pre-commit passes every changed file, including those that are not jobs.
    let arguments = ["check", "--force-exclude", "--fail-on", "warning", "--format", "concise"];
    let output = joblint(&[&arguments[..], &["fixtures/not-jobs/tsconfig.json"]].concat());
    assert_eq!(exit_code(&output), 0);
    insta::assert_snapshot!(text(&output.stdout), @"no files checked; 1 file skipped: not a Synchronize job");
    let output = joblint(&[&arguments[..], &["fixtures/invalid/one-key-field.json"]].concat());
    assert_eq!(exit_code(&output), 1);
}

#[test]
fn reports_five_syntax_errors_and_a_semantic_error() {
    let job = std::fs::read_to_string(root().join("fixtures/jobs/excel-to-ad.json")).expect("fixture");
    let broken = job
        .replacen("\"isTemplate\": false", "isTemplate: False", 1)
        .replacen("\"jobId\": 0,", "\"jobId\": 0", 1)
        .replacen("\"type\": 1,", "\"type\": 01,", 1)
        .replacen("\"onFailure\": \"Abort\",", "\"onFailure\": \"Abort\", // stop", 1)
        .replacen("\"isKey\": true", "\"isKey\": false", 1);
    let output = run(
        &root(),
        &["check", "--format", "concise", "--stdin-filename", "job.json", "-"],
        Some(broken.as_bytes()),
    );
    assert_eq!(exit_code(&output), 1);
    insta::assert_snapshot!(text(&output.stdout));
}

#[test]
fn output_matches_schema() {
    let schema: serde_json::Value = serde_json::from_str(
        &std::fs::read_to_string(root().join("schemas/output.schema.json")).expect("schema"),
    )
    .expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    for folder in ["jobs", "invalid", "hostile", "not-jobs", "saved", "across"] {
        let output = joblint(&["check", "--pedantic", "--format", "json", &format!("fixtures/{folder}")]);
        let document: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let errors: Vec<String> = validator.iter_errors(&document).map(|error| error.to_string()).collect();
        assert_eq!(errors, [""; 0], "{folder}");
    }
}

#[test]
fn no_output_contains_a_password() {
    let job = std::fs::read_to_string(root().join("fixtures/jobs/excel-to-ad.json")).expect("fixture");
    let secret = "Tr0ub4dor";
    let start = job.find("Static:value=").expect("a static password") + "Static:value=".len();
    let end = start + job[start..].find('"').expect("a closing quote");
    let with_secret = format!("{}{secret}{}", &job[..start], &job[end..]);
    let variants = [
        with_secret.clone(),
        with_secret.replacen("\"transform\": \"Static", "\"transfrom\": \"Static", 1).replacen(
            "\"transform\": \"Static",
            "\"transfrom\": \"Static",
            1,
        ),
        with_secret.replace(&format!("{secret}\""), secret),
        with_secret
            .replace("\"destinationField\": \"password\"", "\"destinationField\": \"password\" \"x\": 1"),
        with_secret.replace("Static:value=", "static:value="),
        with_secret.replace("Static:value=", "Sttaic:value="),
        with_secret.replace("Static:value=", "Static:"),
        with_secret.replace("Static:value=", ""),
        with_secret.replace(&format!("Static:value={secret}"), &format!("{secret}:x=1")),
    ];
    for variant in &variants {
        for format in FORMATS.iter().copied() {
            let output =
                run(&root(), &["check", "--pedantic", "--format", format, "-"], Some(variant.as_bytes()));
            assert!(!text(&output.stdout).contains(secret), "{}", text(&output.stdout));
            assert!(!text(&output.stdout).is_empty());
        }
    }
}

#[test]
fn commands_return_documented_exit_codes() {
    let bad = "fixtures/invalid/one-key-field.json";
    let warning = "fixtures/invalid/plaintext-password.json";
    for (arguments, expected) in [
        (vec!["check", bad], 1),
        (vec!["check", "--exit-zero", bad], 0),
        (vec!["check", "--ignore", "mapping", bad], 0),
        (vec!["check", "--select", "syntax,transform-case", bad], 0),
        (vec!["check", "--no-config", warning], 0),
        (vec!["check", "--fail-on", "warning", warning], 1),
        (vec!["check", "--fail-on", "info", "fixtures/jobs/excel-to-ad.json"], 1),
        (vec!["check", "--select", "one-key-feild", bad], 2),
        (vec!["check", "--max-file-size", "1K", bad], 1),
        (vec!["check", "no/such/file.json"], 2),
        (vec!["check", "--no-such-flag"], 2),
        (vec!["explain", "one-key-field"], 0),
        (vec!["explain", "one-key"], 2),
        (vec!["schema", "job"], 0),
        (vec!["schema", "jobs"], 2),
        (vec!["rules"], 0),
        (vec!["completions", "bash"], 0),
        (vec!["completions", "csh"], 2),
        (vec!["man"], 0),
        (vec!["man", "check"], 0),
        (vec!["man", "chekc"], 2),
        (vec!["man", "check", "--output", "x"], 2),
        (vec!["--version"], 0),
        (vec![], 2),
    ] {
        assert_eq!(exit_code(&joblint(&arguments)), expected, "{arguments:?}");
    }
}

#[test]
fn reports_unreadable_path_and_checks_others() {
    let output =
        joblint(&["check", "--format", "concise", "no/such.json", "fixtures/invalid/one-key-field.json"]);
    assert_eq!(exit_code(&output), 2);
    assert_eq!(text(&output.stderr), "error: no/such.json: no such file or folder\n");
    assert!(text(&output.stdout).contains("[one-key-field]"));
}

#[test]
fn stdin_uses_given_filename() {
    let job = std::fs::read(root().join("fixtures/invalid/one-key-field.json")).expect("fixture");
    let output =
        run(&root(), &["check", "--format", "concise", "--stdin-filename", "a/b.json", "-"], Some(&job));
    assert!(text(&output.stdout).starts_with("a/b.json:"));
    let output = run(&root(), &["check", "--format", "concise", "-"], Some(b""));
    assert_eq!(
        text(&output.stdout),
        "<stdin>:1:1: error[json-syntax] the document is empty\n1 error in 1 file checked\n"
    );
    assert_eq!(exit_code(&output), 1);
}

#[test]
fn discovery_is_sorted_and_honours_gitignore() {
    let folder = temp_dir("discovery");
    let job = std::fs::read(root().join("fixtures/invalid/one-key-field.json")).expect("fixture");
    for file in ["b.json", "a/z.json", "a/b.JSON", "ignored/x.json", ".hidden/x.json", "notes.txt"] {
        let path = folder.join(file);
        std::fs::create_dir_all(path.parent().expect("folder")).expect("folder");
        std::fs::write(path, &job).expect("file");
    }
    std::fs::write(folder.join(".gitignore"), "ignored/\n").expect("file");
    let names = |arguments: &[&str]| -> Vec<String> {
        let output = run(&folder, arguments, None);
        text(&output.stdout).lines().filter_map(|line| Some(line.split_once(':')?.0.to_owned())).collect()
    };
    let concise = ["check", "--format", "concise", "--quiet", "--ignore", "duplicate-job-name"];
    assert_eq!(names(&concise), ["a/b.JSON", "a/z.json", "b.json"]);
    assert_eq!(
        names(&[&concise[..], &["--no-gitignore"]].concat()),
        ["a/b.JSON", "a/z.json", "b.json", "ignored/x.json"]
    );
    assert_eq!(
        names(&[&concise[..], &["b.json", ".", "./b.json", "notes.txt"]].concat()),
        ["a/b.JSON", "a/z.json", "b.json", "notes.txt"]
    );
}

#[test]
fn output_order_is_independent_of_threads() {
    let folder = temp_dir("many");
    let job = std::fs::read(root().join("fixtures/invalid/one-key-field.json")).expect("fixture");
    for number in 0..100 {
        std::fs::write(folder.join(format!("{number:03}.json")), &job).expect("file");
    }
    let one = run(&folder, &["check", "--format", "json", "--threads", "1"], None);
    let four = run(&folder, &["check", "--format", "json", "--threads", "4"], None);
    assert_eq!(one.stdout, four.stdout);
    let document: serde_json::Value = serde_json::from_slice(&one.stdout).expect("JSON");
    assert_eq!(document["summary"]["files"], 100);
}

#[test]
fn reports_duplicate_names_across_files() {
    let folder = "fixtures/across";
    let check = |arguments: &[&str]| {
        let all = [&["check", "--select", "duplicate-job-name", folder], arguments].concat();
        text(&joblint(&all).stdout).to_owned()
    };
    insta::assert_snapshot!("names_in_two_files", check(&["--pedantic"]));
    insta::assert_snapshot!("names_in_two_files_concise", check(&["--format", "concise"]));
    insta::assert_snapshot!("names_in_two_files_json", check(&["--format", "json"]));
    let ignored = check(&["--ignore", "duplicate-job-name", "--pedantic"]);
    assert_eq!(ignored, "no problems in 6 files checked\n");
    // A single file has no duplicates. Standard input is compared like a file.
    let second = format!("{folder}/b-new-hires.json");
    let arguments = ["check", "--format", "concise", "--select", "duplicate-job-name"];
    let alone = joblint(&[&arguments[..], &[&second]].concat());
    assert_eq!(text(&alone.stdout), "no problems in 1 file checked\n");
    let first = format!("{folder}/a-new-hires.json");
    let job = std::fs::read(root().join(&second)).expect("fixture");
    let input = ["--stdin-filename", &second, "-", &first];
    let with_stdin = run(&root(), &[&arguments[..], &input].concat(), Some(&job));
    assert!(text(&with_stdin.stdout).starts_with(&format!("{second}:7:")), "{}", text(&with_stdin.stdout));
    // The piped file also exists on disk: it is not a duplicate of itself.
    let input = ["--stdin-filename", &second, "-", &second];
    let twice = run(&root(), &[&arguments[..], &input].concat(), Some(&job));
    assert_eq!(text(&twice.stdout), "no problems in 2 files checked\n");
}

#[test]
fn reports_three_thousand_findings_in_one_file() {
    let row = r#"{"isKey": true, "forCreateOnly": false}"#;
    for separator in [",", ",\n"] {
        let text_of_job = format!("{{\"fieldsMap\": [{}]}}", vec![row; 3000].join(separator));
        let arguments = ["check", "--select", "key-not-create-only", "-"];
        let output = run(&root(), &arguments, Some(text_of_job.as_bytes()));
        assert!(text(&output.stdout).ends_with("3000 errors in 1 file checked; 3000 of them have a fix\n"));
    }
}

#[test]
fn clips_long_lines_in_output() {
    let filler = "x".repeat(3_000_000);
    let job = format!(
        "{{\"isTemplate\": \"{filler}\", \"fieldsMap\": [{{\"isKey\": true, \"forCreateOnly\": false}}]}}"
    );
    let output =
        run(&root(), &["check", "--select", "key-not-create-only,wrong-type", "-"], Some(job.as_bytes()));
    assert_eq!(exit_code(&output), 1);
    assert!(output.stdout.len() < 4_000, "the line was not clipped");
}

/// Returns the names of all subcommands.
fn commands() -> Vec<String> {
    let definition = <joblint::cli::Cli as clap::CommandFactory>::command();
    definition.get_subcommands().map(|command| command.get_name().to_owned()).collect()
}

#[test]
fn help_rules_and_explain_match_snapshots() {
    let mut shown = 0;
    for command in std::iter::once(None).chain(commands().iter().map(|name| Some(name.as_str()))) {
        for (flag, name) in [("-h", "help_short"), ("--help", "help")] {
            let arguments: Vec<&str> = command.into_iter().chain([flag]).collect();
            let name = command.map_or(name.to_owned(), |command| format!("{name}_{command}"));
            insta::assert_snapshot!(name, text(&joblint(&arguments).stdout));
            shown += 1;
        }
    }
    assert!(shown > 10, "{shown}");
    insta::assert_snapshot!("rules", text(&joblint(&["rules"]).stdout));
    insta::assert_snapshot!("explain", text(&joblint(&["explain", "key-not-create-only"]).stdout));
    insta::assert_snapshot!(text(&joblint(&["explain", "key-create-only"]).stderr), @"error: unknown rule `key-create-only`; `joblint rules` lists all rules");
}

#[test]
fn manual_pages_are_printed_or_written() {
    let folder = temp_dir("man");
    let output = run(&folder, &["man", "--output", "share/man1"], None);
    let count = commands().len() + 1;
    assert_eq!(text(&output.stdout), format!("{count} manual pages written to share/man1\n"));
    for (file, arguments) in [("joblint.1", vec!["man"]), ("joblint-check.1", vec!["man", "check"])] {
        let written = std::fs::read(folder.join("share/man1").join(file)).expect("a page");
        assert_eq!(text(&written), text(&joblint(&arguments).stdout));
    }
    let version = format!("\"joblint {}\"", env!("CARGO_PKG_VERSION"));
    let page = text(&joblint(&["man", "check"]).stdout).replace(&version, "\"joblint (this)\"");
    insta::assert_snapshot!("man_check", page);
    let output = joblint(&["man", "chekc"]);
    assert_eq!(text(&output.stderr), "error: unknown command `chekc`; did you mean `check`?\n");
    let output = run(&folder, &["man", "--output", "share/man1/joblint.1"], None);
    assert!(text(&output.stderr).contains("failed to write the file"));
}

/// Shells that are not installed are skipped.
#[cfg(unix)]
#[test]
fn shells_accept_completions() {
    let folder = temp_dir("completions");
    for (shell, arguments) in [("bash", ["-n"]), ("zsh", ["-n"]), ("fish", ["--no-execute"])] {
        let script = folder.join(shell);
        std::fs::write(&script, joblint(&["completions", shell]).stdout).expect("a script");
        if let Ok(output) = Command::new(shell).args(arguments).arg(&script).output() {
            assert!(output.status.success(), "{shell}: {}", text(&output.stderr));
        }
    }
}

#[cfg(unix)]
#[test]
fn closed_pipe_is_not_an_error() {
    let command = format!("{} check fixtures/invalid | head -c 10", env!("CARGO_BIN_EXE_joblint"));
    let output = Command::new("sh").current_dir(root()).args(["-c", &command]).output().expect("sh");
    assert_eq!(text(&output.stderr), "");
}
