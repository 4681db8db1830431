//! Tests of the report formats, of `--output` and of `--statistics`.

use crate::common::{FORMATS, fixture, joblint, repository, root, text, write};
use serde_json::Value;

/// Returns a report of two files with findings and a clean one. The version number is replaced.
fn report(format: &str) -> String {
    let files =
        ["invalid/key-not-create-only.json", "invalid/plaintext-password.json", "jobs/excel-to-ad.json"];
    let folder = repository(&format!("report-{format}"));
    for file in files {
        write(&folder, file, fixture(file));
    }
    let (_, output, errors) = joblint(&folder, &["check", "--format", format]);
    assert_eq!(errors, "");
    let version = format!("\"{}\"", env!("CARGO_PKG_VERSION"));
    output.replace(&version, "\"(this)\"")
}

#[test]
fn formats_match_snapshots() {
    for format in FORMATS.iter().filter(|format| **format != "rich") {
        insta::assert_snapshot!(*format, report(format));
    }
}

#[test]
fn jsonl_matches_json_diagnostics() {
    let folder = root();
    let document: Value =
        serde_json::from_str(&joblint(&folder, &["check", "--format", "json", "fixtures/invalid"]).1)
            .unwrap();
    let lines: Vec<Value> = joblint(&folder, &["check", "--format", "jsonl", "fixtures/invalid"])
        .1
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(document["diagnostics"], Value::Array(lines));
}

#[test]
fn quiet_keeps_documents_complete() {
    for format in FORMATS.iter().copied() {
        let file = "fixtures/invalid/one-key-field.json";
        let (_, loud, _) = joblint(&root(), &["check", "--format", format, file]);
        let (_, quiet, _) = joblint(&root(), &["check", "--quiet", "--format", format, file]);
        if ["rich", "concise", "github"].contains(&format) {
            assert_eq!(loud.strip_prefix(&quiet), Some("1 error in 1 file checked\n"), "{format}");
        } else {
            assert_eq!(loud, quiet, "{format}");
        }
    }
}

#[test]
fn outputs_match_formats() {
    let folder = repository("outputs");
    write(&folder, "a.json", fixture("invalid/one-key-field.json"));
    let mut arguments = vec!["check".to_owned(), "a.json".to_owned()];
    for format in FORMATS.iter() {
        arguments.extend(["--output".to_owned(), format!("{format}=report.{format}")]);
    }
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (code, rich, errors) = joblint(&folder, &arguments);
    assert_eq!((code, errors.as_str()), (1, ""));
    for format in FORMATS.iter().copied() {
        let written = std::fs::read_to_string(folder.join(format!("report.{format}"))).unwrap();
        let (_, printed, _) = joblint(&folder, &["check", "a.json", "--format", format]);
        assert_eq!(written, printed, "{format}");
    }
    assert_eq!(std::fs::read_to_string(folder.join("report.rich")).unwrap(), rich);
}

#[test]
fn rejects_conflicting_outputs() {
    let folder = repository("outputs-refused");
    let job = fixture("invalid/one-key-field.json");
    write(&folder, "a.json", &job);
    write(&folder, "x/.keep", "");
    let rejected: &[(&[&str], &str)] = &[
        (
            &["--output", "json=r", "--output", "jsonl=x/../r"],
            "error: --output x/../r: this file is also another report\n",
        ),
        (
            &["--output", "json=a.json", "a.json"],
            "error: --output a.json: this file is also a file to check\n",
        ),
        (
            &["--output", "json=a.json"],
            "error: a.json: failed to write the file: the file was checked in the same run\n",
        ),
        (
            &["--output", "json=no/such/r"],
            "error: no/such/r: failed to write the file: no such file or folder\n",
        ),
        (&["--output", "json=x"], "error: x: failed to write the file: is a folder\n"),
    ];
    for (arguments, reason) in rejected {
        let (code, _, errors) = joblint(&folder, &[&["check"], *arguments].concat());
        assert_eq!((code, errors.as_str()), (2, *reason));
    }
    for (value, reason) in [
        ("sarf=x", "unknown format `sarf`"),
        ("report.json", "expected FORMAT=FILE"),
        ("json=", "missing file name after `=`"),
        ("json=-", "use --format for standard output"),
    ] {
        let (code, _, errors) = joblint(&folder, &["check", "--output", value]);
        assert!(code == 2 && errors.contains(reason), "{errors}");
    }
    assert_eq!(std::fs::read_to_string(folder.join("a.json")).unwrap(), job);
    assert!(!folder.join("r").exists());
}

#[test]
fn statistics_precede_summary() {
    let folder = repository("statistics");
    write(&folder, "a.json", fixture("invalid/first-look.json"));
    write(&folder, "b.json", fixture("invalid/key-not-create-only.json"));
    let (code, output, errors) = joblint(&folder, &["check", "--statistics", "--format", "concise"]);
    assert_eq!((code, errors.as_str()), (1, ""));
    insta::assert_snapshot!("statistics", output);
    let (_, output, errors) = joblint(&folder, &["check", "--statistics", "--format", "json"]);
    assert!(serde_json::from_str::<Value>(&output).is_ok());
    assert!(errors.starts_with("\nfindings  rule"), "{errors}");
    let (_, output, _) = joblint(&folder, &["check", "--statistics", "--select", "script"]);
    assert_eq!(output, "no problems in 2 files checked\n");
}

/// Returns a job whose names, values and members try to inject commands into the consumers of reports.
fn hostile_job() -> String {
    let attack = "\\n::error::x\\r\\n##[add-mask]a ##vso[task.x]]]><b a='\\\"'>\\u202e\\u001b[31m&amp;%0A](http://x) \u{202e}\u{9b}\u{fffe}";
    fixture("invalid/first-look.json")
        .replacen("\"name\": \"", &format!("\"name\": \"{attack}"), 1)
        .replace("\"fieldsMap\": [", &format!("\"{attack}\": 1,\n\"fieldsMap\": [{{\"destinationField\": \"{attack}\", \"transform\": \"{attack}:x\", \"isKey\": true}},"))
        .replace("\"transform\": \"", &format!("\"transform\": \"{attack}"))
}

#[cfg(unix)]
#[test]
fn job_text_cannot_inject_commands() {
    let folder = repository("hostile");
    let names = ["::error::.json", "a\n::stop-commands::x\n.json", "b]]><x a=\"\u{1b}[31m\u{202e}##[x].json"];
    for name in names {
        write(&folder, name, hostile_job());
    }
    for format in FORMATS.iter().copied() {
        let (code, output, errors) =
            joblint(&folder, &["check", "--pedantic", "--no-gitignore", "--format", format, "--statistics"]);
        assert_eq!(code, 1, "{format}: {errors}");
        for line in output.lines() {
            let trimmed = line.trim_start();
            let command = trimmed.starts_with("::") && format != "github";
            assert!(!command, "{format}: {line}");
            assert!(!line.contains("##[") && !line.contains("##vso["), "{format}: {line}");
        }
        let forbidden = output.chars().find(|c| {
            (c.is_control() && *c != '\n') || ['\u{202e}', '\u{fffe}'].contains(c) && format == "junit"
        });
        assert_eq!(forbidden, None, "{format}");
        assert!(!output.contains('\u{202e}'), "{format}");
        match format {
            "json" | "sarif" | "gitlab" => {
                serde_json::from_str::<Value>(&output).unwrap();
            }
            "jsonl" => output.lines().for_each(|line| {
                serde_json::from_str::<Value>(line).unwrap();
            }),
            _ => {}
        }
    }
}

#[cfg(unix)]
#[test]
fn closed_pipe_keeps_exit_code() {
    for format in FORMATS.iter() {
        for (path, expected) in [("fixtures/invalid", 1), ("fixtures/jobs", 0)] {
            let command = format!(
                "{{ {} check {path} --pedantic --statistics --format {format}; echo $? >&2; }} | head -c 1",
                env!("CARGO_BIN_EXE_joblint")
            );
            let output = std::process::Command::new("bash")
                .current_dir(root())
                .args(["-c", &command])
                .output()
                .expect("a shell");
            let errors = text(&output.stderr);
            assert_eq!(errors.lines().last(), Some(expected.to_string().as_str()), "{format}: {errors}");
            assert!(!errors.contains("error"), "{format}: {errors}");
        }
    }
}

fn sarif_validator() -> jsonschema::Validator {
    let text = std::fs::read_to_string(root().join("tests/schemas/sarif-2.1.0.json")).unwrap();
    // The pattern for languages contains an extra bracket, which strict regular expression parsers reject.
    let text = text.replace("[a-zA-Z]{2}]?$", "[a-zA-Z]{2}$");
    let schema: Value = serde_json::from_str(&text).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

#[test]
fn sarif_matches_standard() {
    let validator = sarif_validator();
    for folder in ["jobs", "invalid", "hostile", "not-jobs", "saved"] {
        let path = format!("fixtures/{folder}");
        let (_, output, _) = joblint(&root(), &["check", "--pedantic", "--format", "sarif", &path]);
        let log: Value = serde_json::from_str(&output).unwrap();
        let errors: Vec<String> = validator.iter_errors(&log).map(|error| error.to_string()).collect();
        assert_eq!(errors, [""; 0], "{folder}");
        let run = &log["runs"][0];
        for result in run["results"].as_array().unwrap() {
            let rule = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
            assert_eq!(run["tool"]["driver"]["rules"][rule]["id"], result["ruleId"]);
        }
    }
    assert!(
        !validator.is_valid(&serde_json::json!({"version": "2.1.0"})),
        "the schema rejects an invalid log"
    );
}

#[test]
fn only_sarif_includes_suppressed_findings() {
    let folder = repository("suppressed");
    write(&folder, "a.json", fixture("invalid/key-not-create-only.json"));
    write(&folder, "b.json", fixture("invalid/plaintext-password.json"));
    let plain = |format: &str| joblint(&folder, &["check", "--format", format, "--ignore", "job"]);
    let before: Value = serde_json::from_str(&plain("sarif").1).unwrap();
    let reason = "agreed; ::error::x \\u001b[31m [x](http://example.com) ##[add-mask]a";
    let config = format!(
        "[[suppressions]]\nfile = \"*.json\"\nrule = \"key-not-create-only\"\nreason = \"{reason}\"\n"
    );
    write(&folder, "joblint.toml", config);
    joblint(&folder, &["check", "--ignore", "job", "--write-baseline"]);
    let known = ["--ignore", "job", "--baseline", "joblint-baseline.json"];
    let (code, output, _) = joblint(&folder, &[&["check", "--format", "sarif"], &known[..]].concat());
    let log: Value = serde_json::from_str(&output).unwrap();
    assert_eq!(code, 0);
    assert!(sarif_validator().is_valid(&log));
    assert!(!output.contains("##[") && !output.contains('\u{1b}') && !output.contains("](http"), "{output}");
    // The same findings, each with the reason for its suppression.
    let results = log["runs"][0]["results"].as_array().unwrap();
    let reasons: Vec<(&str, &str)> = results
        .iter()
        .map(|result| {
            let suppression = &result["suppressions"][0];
            assert_eq!(
                (&suppression["kind"], &suppression["status"]),
                (&"external".into(), &"accepted".into())
            );
            (result["ruleId"].as_str().unwrap(), suppression["justification"].as_str().unwrap())
        })
        .collect();
    assert_eq!(reasons.len(), 2, "{reasons:?}");
    assert!(reasons[0].0 == "key-not-create-only" && reasons[0].1.starts_with("Agreed; ::error::x \\u{1b}"));
    assert_eq!(reasons[1], ("plaintext-password", "Recorded in the baseline."));
    let fingerprints = |log: &Value| -> Vec<Value> {
        let results = log["runs"][0]["results"].as_array().unwrap();
        results.iter().map(|result| result["partialFingerprints"].clone()).collect()
    };
    assert_eq!(fingerprints(&log), fingerprints(&before));
    // The same report through `--output`. All other formats leave out suppressed findings.
    joblint(&folder, &[&["check", "--output", "sarif=extra.sarif"], &known[..]].concat());
    assert_eq!(std::fs::read_to_string(folder.join("extra.sarif")).unwrap(), output);
    for format in FORMATS.iter().filter(|format| **format != "sarif") {
        let arguments = ["check", "--statistics", "--output", "sarif=extra.sarif", "--format", format];
        let (code, output, errors) = joblint(&folder, &[&arguments[..], &known].concat());
        assert_eq!((code, errors.as_str()), (0, ""), "{format}");
        assert!(!output.contains("agreed") && !output.contains("key-not-create-only"), "{format}: {output}");
        match *format {
            "rich" | "concise" => {
                assert!(output.starts_with("no problems in 2 files checked; 2 suppressed"), "{output}");
            }
            "json" => assert!(output.contains("\"suppressed\": 2") && output.contains("\"files\": 2")),
            "junit" => {
                assert!(output.contains("tests=\"2\" failures=\"0\"") && !output.contains("system-out"));
            }
            _ => {}
        }
    }
}

/// Returns a validator for the members that GitLab documents ("Code Quality", "Import code quality results").
fn code_quality_validator() -> jsonschema::Validator {
    let schema = serde_json::json!({
        "type": "array",
        "items": {
            "type": "object",
            "required": ["description", "check_name", "fingerprint", "severity", "location"],
            "additionalProperties": false,
            "properties": {
                "description": {"type": "string", "minLength": 1},
                "check_name": {"type": "string", "minLength": 1},
                "fingerprint": {"type": "string", "minLength": 1},
                "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
                "location": {
                    "type": "object",
                    "required": ["path", "lines"],
                    "additionalProperties": false,
                    "properties": {
                        // Relative to the repository, without `./`.
                        "path": {"type": "string", "pattern": "^[^./]"},
                        "lines": {
                            "type": "object",
                            "required": ["begin"],
                            "additionalProperties": false,
                            "properties": {
                                "begin": {"type": "integer", "minimum": 1},
                                "end": {"type": "integer", "minimum": 1},
                            },
                        },
                    },
                },
            },
        },
    });
    jsonschema::validator_for(&schema).unwrap()
}

#[test]
fn code_quality_matches_gitlab_schema() {
    let validator = code_quality_validator();
    for folder in ["jobs", "invalid", "hostile", "not-jobs", "saved", "across"] {
        let path = format!("fixtures/{folder}");
        let (_, output, _) = joblint(&root(), &["check", "--pedantic", "--format", "gitlab", &path]);
        let issues: Value = serde_json::from_str(&output).unwrap();
        let errors: Vec<String> = validator.iter_errors(&issues).map(|error| error.to_string()).collect();
        assert_eq!(errors, [""; 0], "{folder}");
        let issues = issues.as_array().unwrap();
        let fingerprints: std::collections::BTreeSet<&str> =
            issues.iter().map(|issue| issue["fingerprint"].as_str().unwrap()).collect();
        assert_eq!(
            fingerprints.len(),
            issues.len(),
            "{folder}: GitLab merges findings with equal fingerprints"
        );
    }
}

/// Simulates a full disk with a limit on the size of files.
#[cfg(unix)]
#[test]
fn failed_write_keeps_old_report() {
    let folder = repository("full");
    write(&folder, "a.json", fixture("invalid/first-look.json"));
    write(&folder, "report.sarif", "old");
    let script = format!(
        "trap '' XFSZ; ulimit -f 1; {} check a.json --output sarif=report.sarif --output json=new.json >/dev/null",
        env!("CARGO_BIN_EXE_joblint")
    );
    let output =
        std::process::Command::new("bash").current_dir(&folder).args(["-c", &script]).output().unwrap();
    let errors = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{errors}");
    assert!(errors.starts_with("error: report.sarif: failed to write the file: "), "{errors}");
    assert_eq!(std::fs::read_to_string(folder.join("report.sarif")).unwrap(), "old");
    let mut names: Vec<String> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert_eq!(names, [".git", "a.json", "report.sarif"]);
}

#[test]
fn paths_are_relative_to_the_repository() {
    let folder = repository("from-root");
    write(&folder, "teams/hr/a b.json", fixture("invalid/one-key-field.json"));
    let inner = folder.join("teams/hr");
    let printed = |format: &str| joblint(&inner, &["check", "--format", format]).1;
    let log: Value = serde_json::from_str(&printed("sarif")).unwrap();
    let location = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"];
    assert_eq!(*location, serde_json::json!({"uri": "teams/hr/a%20b.json", "uriBaseId": "%SRCROOT%"}));
    assert!(printed("github").starts_with("::error file=teams/hr/a b.json,line="));
    assert!(printed("gitlab").contains("\"path\": \"teams/hr/a b.json\""));
    assert!(printed("junit").contains("<testcase classname=\"joblint\" name=\"teams/hr/a b.json\""));
    assert!(printed("json").contains("\"path\": \"a b.json\""), "relative to the working directory");
}

#[test]
fn report_includes_unchecked_files() {
    let arguments = |format| ["check", "--format", format, "no/such.json", "fixtures/jobs/excel-to-ad.json"];
    let (code, output, _) = joblint(&root(), &arguments("sarif"));
    let log: Value = serde_json::from_str(&output).unwrap();
    assert!(sarif_validator().is_valid(&log));
    let invocation = &log["runs"][0]["invocations"][0];
    assert_eq!((code, &invocation["executionSuccessful"]), (2, &Value::Bool(false)));
    let text = &invocation["toolExecutionNotifications"][0]["message"]["text"];
    assert_eq!(text, "No such file or folder.");
    let (_, output, _) = joblint(&root(), &arguments("junit"));
    assert!(output.contains("tests=\"2\" failures=\"0\" errors=\"1\""), "{output}");
    assert!(output.contains("message=\"no such file or folder\"/>"), "{output}");
}

#[test]
fn fingerprints_are_stable_and_unique() {
    let folder = repository("fingerprints");
    let row = |field: &str| {
        format!("{{\"destinationField\": \"{field}\", \"isKey\": true, \"forCreateOnly\": false}}")
    };
    let fingerprints = |rows: &[String]| -> Vec<String> {
        let job = format!("{{\"fieldsMap\": [\n{}\n]}}", rows.join(",\n"));
        write(&folder, "a.json", &job);
        write(&folder, "b.json", &job);
        let arguments = ["check", "--select", "key-not-create-only", "--format", "gitlab"];
        let issues: Value = serde_json::from_str(&joblint(&folder, &arguments).1).unwrap();
        let issues = issues.as_array().unwrap().clone();
        issues.iter().map(|issue| issue["fingerprint"].as_str().unwrap().to_owned()).collect()
    };
    let before = fingerprints(&[row("cn"), row("cn"), row("sn")]);
    let after = fingerprints(&["{}".to_owned(), row("sn"), row("cn"), row("cn")]);
    let set = |list: &[String]| list.iter().cloned().collect::<std::collections::BTreeSet<_>>();
    assert_eq!(
        (before.len(), set(&before).len()),
        (6, 6),
        "equal rows of two files have different fingerprints"
    );
    assert_eq!(set(&before), set(&after));
}

#[test]
fn junit_failures_match_exit_code() {
    let failures = |arguments: &[&str]| {
        let file = "fixtures/invalid/plaintext-password.json";
        let arguments = [&["check", "--format", "junit", file], arguments].concat();
        let (code, output, _) = joblint(&root(), &arguments);
        (code, output.contains("<failure"), output.contains("<system-out>"))
    };
    assert_eq!(failures(&[]), (0, false, true));
    assert_eq!(failures(&["--fail-on", "warning"]), (1, true, false));
}
