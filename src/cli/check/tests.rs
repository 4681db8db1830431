//! Tests that each text is parsed once.

use std::ffi::OsString;
use std::path::Path;

use crate::cli::{self, Streams};
use crate::json::parsed_texts::parsed_jobs;

/// A job with safe fixes.
const JOB: &str = r#"{"fieldsMap": [{"destinationField": "cn", "iskey": true, "forCreateOnly": false}]}"#;

fn check(arguments: &[&str]) -> String {
    let all = ["joblint", "check"].iter().chain(arguments).map(OsString::from);
    let (mut output, mut error) = (Vec::new(), Vec::new());
    let mut streams = Streams {
        input: &mut std::io::empty(),
        output: &mut output,
        error: &mut error,
        color: false,
        width: None,
        is_terminal: false,
    };
    cli::run(all, &mut streams);
    String::from_utf8(output).unwrap()
}

/// Runs `check` on a folder with one job, and returns the texts that are parsed.
fn parsed_by(arguments: &[&str]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let job = folder.path().join("job.json");
    std::fs::write(&job, JOB).unwrap();
    let baseline = folder.path().join("baseline");
    check(&[job.to_str().unwrap(), "--write-baseline", "--baseline", baseline.to_str().unwrap()]);
    let replace_baseline = |argument: &&str| match *argument {
        "BASELINE" => baseline.to_str().unwrap().to_owned(),
        other => other.to_owned(),
    };
    let arguments: Vec<String> = arguments.iter().map(replace_baseline).collect();
    let mut all = vec![job.to_str().unwrap()];
    all.extend(arguments.iter().map(String::as_str));
    parsed_jobs(|| {
        check(&all);
    })
}

#[test]
fn parses_each_text_once() {
    for arguments in [
        &[][..],
        &["--pedantic"],
        &["--baseline", "BASELINE"],
        &["--write-baseline", "--baseline", "BASELINE"],
        &["--format", "sarif"],
        &["--format", "gitlab"],
        &["--format", "rich"],
    ] {
        assert_eq!(parsed_by(arguments), [JOB], "{arguments:?}");
    }
}

#[test]
fn parses_each_fixed_text_once() {
    for arguments in [&["--fix"][..], &["--diff"], &["--fix", "--baseline", "BASELINE"]] {
        let mut texts = parsed_by(arguments);
        assert_eq!(texts.first().map(String::as_str), Some(JOB), "{arguments:?}");
        let count = texts.len();
        texts.sort();
        texts.dedup();
        assert_eq!(texts.len(), count, "{arguments:?}: {texts:?}");
    }
    assert!(parsed_by(&["--fix"]).len() > 1, "the original text and the result of each iteration");
}

#[test]
fn reparses_only_files_with_duplicate_keys() {
    let folder = tempfile::tempdir().unwrap();
    let job = |file: &str, name: &str| {
        let text = format!(r#"{{"isTemplate": false, "jobInfo": {{"name": "{name}"}}, "fieldsMap": []}}"#);
        std::fs::write(Path::new(folder.path()).join(file), text).unwrap();
    };
    job("a.json", "Okapi");
    job("b.json", "Okapi");
    job("c.json", "Zebra");
    let texts = parsed_jobs(|| {
        check(&[folder.path().to_str().unwrap()]);
    });
    let count = |name: &str| texts.iter().filter(|text| text.contains(name)).count();
    assert_eq!((count("Zebra"), count("Okapi")), (1, 4));
}
