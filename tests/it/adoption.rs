//! Tests of the features for adopting joblint in a repository: fixes, configuration, suppressions and baselines.

use crate::common::{fixture, joblint, repository, run, text, write};

const CLEAN: &str = "jobs/excel-to-ad.json";

#[test]
fn shows_applies_and_reports_fixes() {
    let folder = repository("fix");
    let broken = fixture("invalid/key-not-create-only.json");
    write(&folder, "a.json", &broken);
    let (code, diff, _) = joblint(&folder, &["check", "--diff"]);
    assert_eq!(code, 1, "`--diff` without `--fix` applies no fixes");
    assert!(diff.starts_with("--- a.json\n+++ a.json\n@@ "), "{diff}");
    assert!(diff.contains("-      \"forCreateOnly\": false,\n+      \"forCreateOnly\": true,\n"), "{diff}");
    assert_eq!(std::fs::read_to_string(folder.join("a.json")).unwrap(), broken);
    assert_eq!(joblint(&folder, &["check", "--diff", "--fix"]).0, 0, "no findings remain after the fixes");
    assert_eq!(std::fs::read_to_string(folder.join("a.json")).unwrap(), broken);

    let (code, output, errors) = joblint(&folder, &["check", "--fix"]);
    assert_eq!((code, errors.as_str()), (0, ""));
    assert_eq!(output, "no problems in 1 file checked; 1 fix applied\n");
    let fixed = std::fs::read_to_string(folder.join("a.json")).unwrap();
    assert_eq!(fixed, broken.replacen("\"forCreateOnly\": false", "\"forCreateOnly\": true", 1));
    assert_eq!(joblint(&folder, &["check", "--fix"]).1, "no problems in 1 file checked\n");
    let names: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names.len(), 2, "{names:?}");
}

#[test]
fn unsafe_fixes_are_opt_in() {
    let folder = repository("unsafe-fix");
    write(&folder, "a.json", fixture("invalid/unknown-member.json"));
    assert_eq!(joblint(&folder, &["check", "--fix"]).0, 1);
    assert_eq!(joblint(&folder, &["check", "--fix", "--unsafe-fixes"]).0, 0);
    let (code, _, errors) = joblint(&folder, &["check", "--unsafe-fixes"]);
    assert!(code == 2 && errors.contains("--fix"), "{errors}");
}

#[test]
fn standard_input_is_fixed_to_standard_output() {
    let folder = repository("fix-stdin");
    let broken = fixture("invalid/key-not-create-only.json").replace('\n', "\r\n");
    let output =
        run(&folder, &["check", "-", "--fix", "--stdin-filename", "hr.json"], Some(broken.as_bytes()));
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(
        text(&output.stdout),
        broken.replacen("\"forCreateOnly\": false", "\"forCreateOnly\": true", 1)
    );
    assert!(text(&output.stderr).contains("1 fix applied"));
    let clean = fixture(CLEAN);
    let output = run(&folder, &["check", "-", "--fix"], Some(clean.as_bytes()));
    assert_eq!(text(&output.stdout), clean, "a clean document is printed unchanged");
}

#[test]
fn diff_masks_secrets() {
    let folder = repository("fix-secret");
    let broken = fixture("invalid/plaintext-password.json");
    let secret = broken.split("Static:value=").nth(1).unwrap().split('"').next().unwrap().to_owned();
    // A fixable error next to the password: the context lines of the diff contain the password.
    let at = broken.find("Static:value=").unwrap();
    let (before, after) = broken.split_at(at);
    let after = after.replacen("\"forCreateOnly\": true,\n", "\"forCreateOnly\": true,,\n", 1);
    write(&folder, "a.json", format!("{before}{after}"));
    let (_, diff, _) = joblint(&folder, &["check", "--diff"]);
    assert!(diff.contains("••••") && !diff.contains(&secret), "{diff}");
}

#[cfg(unix)]
#[test]
fn reports_and_keeps_unwritable_file() {
    use std::os::unix::fs::PermissionsExt;
    let folder = repository("fix-read-only");
    let broken = fixture("invalid/key-not-create-only.json");
    write(&folder, "a.json", &broken);
    std::fs::set_permissions(folder.join("a.json"), std::fs::Permissions::from_mode(0o444)).unwrap();
    let (code, output, errors) = joblint(&folder, &["check", "--fix"]);
    assert_eq!(code, 2);
    assert!(errors.contains("a.json: failed to write the fixed file: read-only file"), "{errors}");
    assert!(output.contains("error[key-not-create-only]"), "{output}");
    assert_eq!(std::fs::read_to_string(folder.join("a.json")).unwrap(), broken);
}

/// Kills the process at several times: each file has either its old or its new content.
#[cfg(unix)]
#[test]
fn killed_run_leaves_intact_files() {
    const FILES: usize = 500;
    let folder = repository("fix-kill");
    let broken = fixture("invalid/key-not-create-only.json");
    let fixed = broken.replacen("\"forCreateOnly\": false", "\"forCreateOnly\": true", 1);
    let name = |number: usize| format!("jobs/{number:03}.json");
    for delay in [1_u64, 3, 6, 10, 15, 22, 30, 45, 70, 110] {
        for number in 0..FILES {
            write(&folder, &name(number), &broken);
        }
        let mut child = crate::common::command(&folder, &["check", "--fix", "--quiet"])
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(std::time::Duration::from_millis(delay));
        child.kill().unwrap();
        child.wait().unwrap();
        for number in 0..FILES {
            let now = std::fs::read_to_string(folder.join(name(number))).unwrap();
            assert!(now == broken || now == fixed, "{} is written only in part", name(number));
        }
        for entry in std::fs::read_dir(folder.join("jobs")).unwrap() {
            let path = entry.unwrap().path();
            let file = path.file_name().unwrap().to_string_lossy().into_owned();
            if file.starts_with(".joblint-") {
                std::fs::remove_file(&path).unwrap();
            } else {
                assert!(file.len() == 8 && file.ends_with(".json"), "{file}");
            }
        }
    }
}

#[test]
fn closest_configuration_applies() {
    let folder = repository("config");
    let job = fixture("invalid/plaintext-password.json");
    for path in ["jobs/a.json", "jobs/lab/b.json", "other/c.json", "jobs/archive/d.json"] {
        write(&folder, path, &job);
    }
    write(
        &folder,
        "joblint.toml",
        "exclude = [\"**/archive/**\"]\n[rules]\nplaintext-password = \"error\"\n\
         [[overrides]]\nfiles = [\"jobs/lab/**\"]\nrules = { secrets = \"off\" }\n",
    );
    write(&folder, "other/joblint.toml", "fail-on = \"warning\"\n");
    let (code, output, _) = joblint(&folder, &["check", "--format", "concise", "--quiet"]);
    assert_eq!(code, 1);
    let seen: Vec<&str> = output.lines().map(|line| line.split(" the password").next().unwrap()).collect();
    assert_eq!(
        seen,
        ["jobs/a.json:84:34: error[plaintext-password]", "other/c.json:84:34: warning[plaintext-password]"]
    );
    // In a subfolder, and for files on the command line.
    let (code, output, _) =
        joblint(&folder.join("jobs"), &["check", "lab/b.json", "a.json", "--format", "concise"]);
    assert_eq!(code, 1, "{output}");
    assert!(
        output.starts_with("a.json:84:34: error[plaintext-password]") && !output.contains("b.json"),
        "{output}"
    );
    assert_eq!(joblint(&folder, &["check", "other"]).0, 1, "`fail-on` of the configuration applies");
    assert_eq!(
        joblint(&folder, &["check", "other", "--fail-on", "error"]).0,
        0,
        "the command line takes precedence"
    );
    assert_eq!(joblint(&folder, &["check", "--no-config"]).0, 0);
    assert_eq!(joblint(&folder, &["check", "--config", "other/joblint.toml", "jobs/a.json"]).0, 1);
    let (_, files, _) = joblint(&folder, &["check", "--show-files"]);
    assert_eq!(files, "jobs/a.json\njobs/lab/b.json\nother/c.json\n");
    let (_, files, _) = joblint(&folder, &["check", "--show-files", "jobs/archive/d.json"]);
    assert_eq!(files, "jobs/archive/d.json\n", "`exclude` does not apply to files on the command line");
    let forced = ["check", "--show-files", "--force-exclude", "jobs/archive/d.json"];
    assert_eq!(joblint(&folder, &forced).1, "");
    let (_, shown, _) = joblint(&folder, &["check", "--show-config", "jobs/lab/b.json"]);
    assert!(shown.contains("plaintext-password = \"off\"  # default: warning"), "{shown}");
}

#[test]
fn included_file_must_be_a_job() {
    let folder = repository("include");
    write(&folder, "jobs/a.json", "{\"name\": \"no job\"}");
    write(&folder, "package.json", "{\"name\": \"no job\"}");
    write(&folder, "joblint.toml", "include = [\"jobs/*.json\"]\n");
    let (code, output, _) = joblint(&folder, &["check", "--format", "concise"]);
    assert_eq!(code, 1, "{output}");
    assert!(output.starts_with("jobs/a.json:1:1: error[unrecognized-document]"), "{output}");
    assert!(output.contains("1 file skipped"), "{output}");
}

#[test]
fn invalid_configuration_aborts_run() {
    let folder = repository("config-error");
    write(&folder, "a.json", fixture("invalid/plaintext-password.json"));
    let file =
        "exlude = []\n\n[rules]\nplaintext-pasword = \"off\"\none-key-field = { severity = \"fatal\" }\n";
    write(&folder, "joblint.toml", file);
    let (code, output, errors) = joblint(&folder, &["check"]);
    assert_eq!((code, output.as_str()), (2, ""));
    insta::assert_snapshot!("config_error", errors);
    let (code, _, errors) = joblint(&folder, &["check", "--config", "none.toml"]);
    assert!(code == 2 && errors.contains("none.toml: failed to read the file"), "{errors}");
}

#[test]
fn init_writes_valid_configuration_once() {
    let folder = repository("init");
    write(&folder, "a.json", fixture(CLEAN));
    assert_eq!(joblint(&folder, &["init"]).0, 0);
    assert_eq!(joblint(&folder, &["check"]).0, 0);
    let (code, _, errors) = joblint(&folder, &["init"]);
    assert!(code == 2 && errors.contains("already exists"), "{errors}");
    // The commented-out examples are valid as well.
    let starter = std::fs::read_to_string(folder.join("joblint.toml")).unwrap();
    let all: String = starter
        .lines()
        .map(|line| line.strip_prefix("# ").filter(|text| text.contains(['=', '['])).unwrap_or(line))
        .filter(|line| line.starts_with('#') || line.contains('=') || line.starts_with('['))
        .filter(|line| !line.contains("off, info, warning"))
        .fold(String::new(), |all, line| all + line + "\n");
    write(&folder, "joblint.toml", &all);
    let (code, _, errors) = joblint(&folder, &["check", "a.json"]);
    assert_eq!(code, 0, "{errors}\n{all}");
}

#[test]
fn suppresses_findings_and_reports_unused() {
    let folder = repository("suppressions");
    write(&folder, "jobs/a.json", fixture("invalid/one-key-field.json"));
    write(&folder, "jobs/b.json", fixture(CLEAN));
    let suppression = |file: &str, extra: &str| {
        format!(
            "[[suppressions]]\nfile = \"{file}\"\nrule = \"one-key-field\"\nreason = \"agreed\"\n{extra}\n"
        )
    };
    let with = |config: String, arguments: &[&str]| {
        write(&folder, "joblint.toml", config);
        let (code, output, errors) =
            joblint(&folder, &[&["check", "--format", "concise"], arguments].concat());
        assert_eq!(errors, "");
        (code, output)
    };
    let (code, output) = with(suppression("jobs/*.json", ""), &[]);
    assert_eq!(code, 0, "{output}");
    assert!(output.contains("1 suppressed"), "{output}");
    let (code, output) = with(suppression("jobs/a.json", "pointer = \"/objectsOption\""), &[]);
    assert_eq!(code, 0, "{output}");
    let (code, output) = with(suppression("jobs/a.json", "pointer = \"/fieldsMap\""), &[]);
    assert_eq!(code, 1, "the pointer does not match\n{output}");
    assert!(output.contains("joblint.toml:1:1: warning[unused-suppression]"), "{output}");
    let (code, output) = with(suppression("jobs/a.json", "expires = 2020-02-29"), &[]);
    assert_eq!(code, 1);
    assert!(output.contains("expired on 2020-02-29"), "{output}");
    let (_, output) = with(suppression("jobs/a.json", "expires = 9999-12-31"), &[]);
    assert!(output.contains("1 suppressed"), "{output}");
    let (_, output) = with(suppression("jobs/c.json", ""), &[]);
    assert!(output.contains("which matches no job file"), "{output}");
    // A suppression is reported as unused only if all matching files were checked and the rule ran.
    let (code, output) = with(suppression("jobs/*.json", ""), &["jobs/b.json"]);
    assert!(code == 0 && !output.contains("unused-suppression"), "{output}");
    let (_, output) = with(suppression("jobs/b.json", ""), &["jobs/b.json"]);
    assert!(output.contains("unused-suppression"), "{output}");
    let (_, output) = with(suppression("jobs/b.json", ""), &["--ignore", "one-key-field"]);
    assert!(!output.contains("unused-suppression"), "{output}");
}

#[test]
fn baseline_hides_known_and_reports_new_findings() {
    let folder = repository("baseline");
    let bad = [
        "one-key-field",
        "key-not-create-only",
        "duplicate-setting",
        "transform-syntax",
        "provider-mismatch",
    ];
    for number in 0..30 {
        let job = fixture(&format!("invalid/{}.json", bad[number % bad.len()]));
        let job = job.replacen("\"name\": \"", &format!("\"name\": \"{number} "), 1);
        write(&folder, &format!("jobs/{number:02}.json"), job);
    }
    assert_eq!(joblint(&folder, &["check"]).0, 1);
    let (code, output, _) = joblint(&folder, &["check", "--write-baseline"]);
    assert!(code == 0 && output.starts_with("30 findings written to joblint-baseline.json"), "{output}");
    let written = std::fs::read_to_string(folder.join("joblint-baseline.json")).unwrap();
    let with_baseline = ["check", "--baseline", "joblint-baseline.json", "--format", "concise"];
    let (code, output, errors) = joblint(&folder, &with_baseline);
    assert_eq!((code, errors.as_str()), (0, ""), "{output}");
    assert!(output.contains("30 suppressed"), "{output}");
    // Paths are relative to the baseline, not to the working directory.
    assert_eq!(joblint(&folder.join("jobs"), &["check", "--baseline", "../joblint-baseline.json"]).0, 0);

    // New findings are reported, fixed ones are listed, and known ones stay hidden.
    let new = fixture("invalid/key-not-create-only.json").replacen("\"name\": \"", "\"name\": \"7 ", 1);
    write(&folder, "jobs/07.json", new);
    write(&folder, "jobs/00.json", fixture(CLEAN));
    std::fs::remove_file(folder.join("jobs/29.json")).unwrap();
    let (code, output, errors) = joblint(&folder, &with_baseline);
    assert_eq!(code, 1);
    assert_eq!(output.lines().filter(|line| line.contains("error[")).count(), 1, "{output}");
    assert!(output.contains("jobs/07.json"), "{output}");
    assert!(errors.contains("jobs/00.json#/objectsOption/0/objectType: one-key-field"), "{errors}");
    assert!(errors.contains("jobs/29.json: the file no longer exists"), "{errors}");
    assert_eq!(joblint(&folder, &["check", "--write-baseline", "jobs/00.json"]).0, 0);
    let rewritten = std::fs::read_to_string(folder.join("joblint-baseline.json")).unwrap();
    assert!(
        !rewritten.contains("jobs/00.json") && rewritten.contains("jobs/01.json"),
        "only the entries of checked files change"
    );
    assert!(!rewritten.contains("jobs/29.json"), "{rewritten}");
    assert!(written.len() > rewritten.len());
    let (code, _, errors) = joblint(&folder, &["check", "--baseline", "none.json"]);
    assert!(code == 2 && errors.contains("--write-baseline"), "{errors}");
}

#[test]
fn uses_configured_placeholders() {
    let folder = repository("placeholders");
    let job = |password: &str| {
        let text = fixture("invalid/plaintext-password.json");
        let secret = text.split("Static:value=").nth(1).unwrap().split('"').next().unwrap().to_owned();
        text.replacen(&format!("Static:value={secret}"), &format!("Static:value={password}"), 1)
    };
    write(&folder, "usual.json", job("${PASSWORD}"));
    write(&folder, "own.json", job("#PASSWORD#"));
    let (_, output, _) =
        joblint(&folder, &["check", "--select", "secrets", "--format", "concise", "--quiet"]);
    assert!(output.contains("own.json") && !output.contains("usual.json"), "{output}");
    write(&folder, "joblint.toml", "placeholders = ['#[A-Z]+#']\n");
    let (_, output, _) =
        joblint(&folder, &["check", "--select", "secrets", "--format", "concise", "--quiet"]);
    assert!(!output.contains("own.json") && output.contains("usual.json"), "{output}");
}
