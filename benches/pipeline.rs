//! Throughput of every stage over generated jobs of a typical size, compared with `serde_json::Value` on the same
//! bytes. Compare results only within one run.
//!
//! `cargo bench --bench pipeline -- rules` runs one group.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)]

use std::hint::black_box;
use std::time::Duration;

use criterion::measurement::WallTime;
use criterion::{BenchmarkGroup, Criterion, Throughput, criterion_group, criterion_main};
use joblint::diagnostic::{Applicability, Severity};
use joblint::fix::{apply_fixes, fix_text, select_non_overlapping};
use joblint::job::{JobFile, Recognition, recognize};
use joblint::json::{Document, Tree, duplicate_members, parse};
use joblint::language::script::{Script, declared_names, unassigned_paths, undeclared_names};
use joblint::language::{distinguished_name, filter, script, sql, transform};
use joblint::linter::{FileOrigin, Linter, Scratch};
use joblint::report::{FileReport, Format, RenderOptions, Summary, create_reporter};
use joblint::rule::{Group, Selection};
use joblint::rules::RULES;
use joblint::schema;
use joblint::text::Placeholders;
use joblint_testing::generator::GeneratorConfig;

/// Returns jobs without findings of about 13 KB, one for each pair of providers.
fn clean_jobs() -> Vec<String> {
    let config = GeneratorConfig { count: 110, size: 13_000..=13_000, ..GeneratorConfig::default() };
    config.files().map(|file| file.text).collect()
}

/// Returns the same jobs with one fault each.
fn faulty_jobs() -> Vec<String> {
    let config = GeneratorConfig {
        count: 110,
        size: 13_000..=13_000,
        fault_percent: 100.0,
        ..GeneratorConfig::default()
    };
    config.files().map(|file| file.text).collect()
}

fn group<'c>(criterion: &'c mut Criterion, name: &str, texts: &[String]) -> BenchmarkGroup<'c, WallTime> {
    let mut group = criterion.benchmark_group(name);
    let bytes: usize = texts.iter().map(String::len).sum();
    group.throughput(Throughput::BytesDecimal(bytes as u64));
    group.sample_size(20).measurement_time(Duration::from_secs(3)).warm_up_time(Duration::from_millis(500));
    group
}

fn stages(criterion: &mut Criterion) {
    let texts = clean_jobs();
    let mut group = group(criterion, "stages", &texts);
    group.bench_function("serde_json::Value", |bencher| {
        bencher.iter(|| {
            for text in &texts {
                black_box(serde_json::from_str::<serde_json::Value>(text).unwrap());
            }
        });
    });
    let mut tree = Tree::new();
    group.bench_function("parse", |bencher| {
        bencher.iter(|| {
            for text in &texts {
                parse(text, &mut tree);
                black_box(tree.nodes().len());
            }
        });
    });
    group.bench_function("parse, duplicate members", |bencher| {
        bencher.iter(|| {
            for text in &texts {
                parse(text, &mut tree);
                black_box(duplicate_members(&Document::new(text, &tree)));
            }
        });
    });
    group.bench_function("parse, schema", |bencher| {
        bencher.iter(|| {
            for text in &texts {
                parse(text, &mut tree);
                let document = Document::new(text, &tree);
                let Recognition::Recognized(kind, root) = recognize(&document) else { unreachable!() };
                assert!(schema::is_valid(&document, root, kind.schema()));
            }
        });
    });
    group.bench_function("parse, view", |bencher| {
        bencher.iter(|| {
            for text in &texts {
                parse(text, &mut tree);
                let document = Document::new(text, &tree);
                let Recognition::Recognized(kind, root) = recognize(&document) else { unreachable!() };
                black_box(JobFile::new(&document, kind, root).jobs.len());
            }
        });
    });
    // As in `joblint check`: without findings of severity info (the default) and with them.
    for (name, min_severity) in [("everything", Severity::Warning), ("everything, infos", Severity::Info)] {
        let linter = Linter::default().with_min_severity(min_severity);
        let mut scratch = Scratch::default();
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                for text in &texts {
                    black_box(count_findings(&linter, text, &mut scratch));
                }
            });
        });
    }
    group.finish();
}

/// Measures each group of rules including the shared work. The group `joblint` has no rule that checks a job, so it shows
/// the shared work alone.
fn rules(criterion: &mut Criterion) {
    let texts = clean_jobs();
    let mut group = group(criterion, "rules", &texts);
    for rules in Group::ALL {
        let selection = Selection::new(RULES, &[rules.name().to_owned()], &[]).unwrap();
        let linter = Linter::new(selection).with_min_severity(Severity::Warning);
        let mut scratch = Scratch::default();
        group.bench_function(rules.name(), |bencher| {
            bencher.iter(|| {
                for text in &texts {
                    black_box(count_findings(&linter, text, &mut scratch));
                }
            });
        });
    }
    group.finish();
}

/// Returns the values of all string members with a name.
fn string_values(texts: &[String], member: &str) -> Vec<String> {
    let mut values = Vec::new();
    for text in texts {
        let mut tree = Tree::new();
        parse(text, &mut tree);
        let document = Document::new(text, &tree);
        for index in 0..tree.nodes().len() {
            let id = joblint::json::NodeId(u32::try_from(index).unwrap());
            let has_name = document.member_name(id).is_some_and(|name| document.name(name) == member);
            values.extend(document.string(id).filter(|text| has_name && !text.is_empty()).map(String::from));
        }
    }
    values
}

fn languages(criterion: &mut Criterion) {
    let texts = clean_jobs();
    let transforms = string_values(&texts, "transform");
    let queries = string_values(&texts, "query");
    let (queries, filters): (Vec<_>, Vec<_>) =
        queries.into_iter().partition(|text| text.starts_with("SELECT"));
    let names = string_values(&texts, "containerOptionValue");
    let scripts: Vec<String> = transforms
        .iter()
        .filter_map(|text| text.strip_prefix("Script:text="))
        .map(str::to_owned)
        .chain(string_values(&texts, "value").into_iter().filter(|text| text.contains("Module ")))
        .collect();
    let mut bench = |name: &str, texts: &[String], operation: &dyn Fn(&str)| {
        let mut group = group(criterion, "languages", texts);
        group.bench_function(name, |bencher| bencher.iter(|| texts.iter().for_each(|text| operation(text))));
        group.finish();
    };
    bench("transform", &transforms, &|text| drop(black_box(transform::parse(text))));
    bench("filter", &filters, &|text| drop(black_box(filter::parse(text, Placeholders::default_ref()))));
    bench("sql", &queries, &|text| drop(black_box(sql::parse(text, Placeholders::default_ref()))));
    bench("distinguished_name", &names, &|text| drop(black_box(distinguished_name::parse(text))));
    bench("script", &scripts, &|text| drop(black_box(script::parse(text))));
    bench("script, analysis", &scripts, &|text| {
        let script: Script = script::parse(text);
        let declared = declared_names(&script, text);
        black_box((
            unassigned_paths(&script, text),
            undeclared_names(&script, text, |name| declared.contains(name)),
        ));
    });
}

/// Checks a job with the allocations of the last one.
fn count_findings(linter: &Linter, text: &str, scratch: &mut Scratch) -> usize {
    let result = linter.lint(text.as_bytes(), FileOrigin::Discovered, scratch);
    scratch.reclaim(result.file);
    result.diagnostics.len()
}

fn rendering(criterion: &mut Criterion) {
    let texts = faulty_jobs();
    let linter = Linter::default();
    let mut scratch = Scratch::default();
    let checked: Vec<_> =
        texts.iter().map(|text| linter.lint(text.as_bytes(), FileOrigin::Explicit, &mut scratch)).collect();
    let mut group = criterion.benchmark_group("rendering");
    let findings: usize = checked.iter().map(|checked| checked.diagnostics.len()).sum();
    group.throughput(Throughput::Elements(findings as u64));
    group.sample_size(20).measurement_time(Duration::from_secs(3)).warm_up_time(Duration::from_millis(500));
    let options = RenderOptions { color: true, unicode: true, width: 100, links: true };
    for (name, format) in [
        ("rich", Format::Rich),
        ("concise", Format::Concise),
        ("json", Format::Json),
        ("jsonl", Format::Jsonl),
        ("sarif", Format::Sarif),
        ("github", Format::Github),
        ("gitlab", Format::Gitlab),
        ("junit", Format::Junit),
    ] {
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                let mut out = Vec::new();
                let mut report = create_reporter(format, options);
                for checked in &checked {
                    let file =
                        FileReport::new("job.json", checked.text(), checked.secrets(), &checked.diagnostics);
                    report.file(&mut out, &file).unwrap();
                }
                report.finish(&mut out, &Summary::default()).unwrap();
                black_box(out.len())
            });
        });
    }
    group.finish();
}

fn fixes(criterion: &mut Criterion) {
    let texts = faulty_jobs();
    let mut group = group(criterion, "fixes", &texts);
    let linter = Linter::default().with_min_severity(Severity::Warning);
    let mut scratch = Scratch::default();
    group.bench_function("check", |bencher| {
        bencher.iter(|| {
            for text in &texts {
                black_box(count_findings(&linter, text, &mut scratch));
            }
        });
    });
    let checked: Vec<_> =
        texts.iter().map(|text| linter.lint(text.as_bytes(), FileOrigin::Explicit, &mut scratch)).collect();
    group.bench_function("select, apply", |bencher| {
        bencher.iter(|| {
            for checked in &checked {
                let chosen = select_non_overlapping(&checked.diagnostics, Applicability::Unsafe);
                black_box(apply_fixes(checked.text(), chosen.iter().filter_map(|found| found.fix.as_ref())));
            }
        });
    });
    group.bench_function("fix until stable", |bencher| {
        bencher.iter(|| {
            for text in &texts {
                black_box(fix_text(&linter, text.as_bytes(), Applicability::Unsafe));
            }
        });
    });
    group.finish();
}

criterion_group!(benches, stages, rules, languages, rendering, fixes);
criterion_main!(benches);
