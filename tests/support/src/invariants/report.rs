//! Invariants of reports: every format is well-formed and contains all findings.

use joblint::diagnostic::{Diagnostic, Edit, Fix, Related, Severity};
use joblint::linter::{FileOrigin, Linter, Scratch};
use joblint::report::{FileReport, Format, RenderOptions, Summary, create_reporter};
use joblint::rules::RULES;
use joblint::text::{Secrets, Span, is_unsafe_to_print};
use serde_json::Value;

use super::input::Choices;

const FORMATS: [Format; 8] = [
    Format::Rich,
    Format::Concise,
    Format::Json,
    Format::Jsonl,
    Format::Sarif,
    Format::Github,
    Format::Gitlab,
    Format::Junit,
];

/// Prints findings with arbitrary messages and spans.
pub fn report_arbitrary_findings(bytes: &[u8]) {
    let mut choices = Choices(bytes);
    let options = RenderOptions {
        color: choices.boolean(),
        unicode: choices.boolean(),
        width: choices.below(200),
        links: choices.boolean(),
    };
    let count = choices.below(6);
    let mut head = choices;
    // The text consists of the bytes after those of the choices.
    let text = Choices(choices.0.get(count * 24..).unwrap_or_default()).rest();
    let mut found: Vec<Diagnostic> = (0..count).map(|_| arbitrary_diagnostic(&text, &mut head)).collect();
    found.sort_by_key(|found| found.span);
    let hidden = if head.boolean() { vec![arbitrary_span(&text, &mut head)] } else { Vec::new() };
    print_all_formats(&text, &Secrets::new(hidden), &found, options, &head.text(40));
}

/// Prints the findings of a document.
pub fn report_document(bytes: &[u8]) {
    let checked = Linter::default().lint(bytes, FileOrigin::Explicit, &mut Scratch::default());
    for color in [false, true] {
        let options = RenderOptions { color, unicode: !color, width: 80, links: color };
        print_all_formats(checked.text(), checked.secrets(), &checked.diagnostics, options, "jobs/hr.json");
    }
}

fn arbitrary_span(text: &str, choices: &mut Choices<'_>) -> Span {
    let (one, other) = (choices.char_boundary(text), choices.char_boundary(text));
    Span::from_usize(one.min(other), one.max(other))
}

fn arbitrary_message(text: &str, choices: &mut Choices<'_>) -> String {
    arbitrary_span(text, choices).slice(text).chars().take(300).collect()
}

fn arbitrary_diagnostic(text: &str, choices: &mut Choices<'_>) -> Diagnostic {
    let rule = choices.pick(RULES).name;
    let severity = *choices.pick(&[Severity::Error, Severity::Warning, Severity::Info]);
    let mut found =
        Diagnostic::new(rule, severity, arbitrary_span(text, choices), arbitrary_message(text, choices));
    found.pointer = format!("/{}", arbitrary_message(text, choices).replace('~', "~0").replace('/', "~1"));
    if choices.boolean() {
        found.enclosing_string = Some(Span::from_usize(0, text.len()));
    }
    if choices.boolean() {
        found.label = Some(arbitrary_message(text, choices).into());
    }
    if choices.boolean() {
        found.help = Some(arbitrary_message(text, choices));
    }
    if choices.boolean() {
        let (span, message) = (arbitrary_span(text, choices), arbitrary_message(text, choices));
        found.related.push(Related { span, pointer: String::new(), message, other_file: None });
    }
    if choices.boolean() {
        let edit =
            Edit { span: arbitrary_span(text, choices), replacement: arbitrary_message(text, choices) };
        found.fix = Some(Fix::safe(arbitrary_message(text, choices)).edit(edit));
    }
    found
}

fn print_all_formats(
    text: &str,
    secrets: &Secrets,
    found: &[Diagnostic],
    options: RenderOptions,
    path: &str,
) {
    let file = FileReport::new(path, text, secrets, found);
    let summary = Summary { files: 2, errors: found.len(), ..Summary::default() };
    for format in FORMATS {
        let mut out = Vec::new();
        let mut report = create_reporter(format, options);
        if !found.is_empty() {
            report.file(&mut out, &file).expect("writing to memory succeeds");
        }
        report.clean_file(&mut out, &|| path.to_owned()).expect("writing to memory succeeds");
        report.unreadable_file(&mut out, path, text).expect("writing to memory succeeds");
        report.finish(&mut out, &summary).expect("writing to memory succeeds");
        report.summary(&mut out, &summary).expect("writing to memory succeeds");
        let printed = String::from_utf8(out).expect("reports are UTF-8");
        check_output(format, &printed, found.len(), options.color || options.links);
    }
}

/// Asserts that the output is a valid document of the format and contains every finding.
fn check_output(format: Format, printed: &str, count: usize, escapes: bool) {
    let document = || {
        serde_json::from_str::<Value>(printed)
            .unwrap_or_else(|error| panic!("{format:?}: {error}\n{printed}"))
    };
    let items = |value: &Value| value.as_array().map_or(usize::MAX, Vec::len);
    match format {
        Format::Json => assert_eq!(items(&document()["diagnostics"]), count),
        Format::Sarif => assert_eq!(items(&document()["runs"][0]["results"]), count),
        Format::Gitlab => assert_eq!(items(&document()), count),
        Format::Jsonl => {
            let lines = printed
                .lines()
                .map(|line| serde_json::from_str::<Value>(line).expect("one JSON object per line"));
            assert_eq!(lines.count(), count);
        }
        Format::Junit => {
            let document =
                roxmltree::Document::parse(printed).unwrap_or_else(|error| panic!("{error}\n{printed}"));
            let cases = document.descendants().filter(|node| node.has_tag_name("testcase")).count();
            assert!(cases >= 1, "{printed}");
        }
        Format::Github => {
            let commands = printed.lines().filter(|line| line.starts_with("::"));
            // The runner limits the number of annotations for each severity.
            assert!((count.min(10)..=count).contains(&commands.count()), "{printed}");
        }
        Format::Concise => assert!(printed.lines().count() >= count, "{printed}"),
        Format::Rich => {}
    }
    if format.is_human_readable() {
        let is_forbidden = |letter: char| {
            is_unsafe_to_print(letter)
                && !matches!(letter, '\n' | '\t')
                && !(escapes && matches!(letter, '\u{1b}' | '\u{7}'))
        };
        let forbidden = printed.chars().find(|letter| is_forbidden(*letter));
        assert_eq!(forbidden, None, "{format:?}: {printed:?}");
    }
}
