//! Throughput of the stages beside `serde_json::Value` on the same bytes: the fixtures, clean jobs
//! of a usual size.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)]

use std::hint::black_box;
use std::time::Duration;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use joblint::diagnostic::Severity;
use joblint::job::{Recognition, recognize};
use joblint::json::{Document, Tree, parse};
use joblint::linter::{Linter, Origin, Scratch};
use joblint::schema;
use walkdir::WalkDir;

/// The clean fixtures.
fn corpus() -> Vec<String> {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/jobs");
    let files = WalkDir::new(root).sort_by_file_name().into_iter().map(|entry| entry.unwrap());
    files
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| std::fs::read_to_string(entry.path()).unwrap())
        .collect()
}

fn stages(criterion: &mut Criterion) {
    let corpus = corpus();
    let bytes: usize = corpus.iter().map(String::len).sum();
    let mut group = criterion.benchmark_group("stages");
    group.throughput(Throughput::BytesDecimal(bytes as u64));
    group.sample_size(40).measurement_time(Duration::from_secs(4)).warm_up_time(Duration::from_secs(1));

    group.bench_function("serde_json::Value", |bencher| {
        bencher.iter(|| {
            for text in &corpus {
                black_box(serde_json::from_str::<serde_json::Value>(text).unwrap());
            }
        });
    });
    let mut tree = Tree::new();
    group.bench_function("parse", |bencher| {
        bencher.iter(|| {
            for text in &corpus {
                parse(text, &mut tree);
                black_box(tree.nodes().len());
            }
        });
    });
    group.bench_function("parse + schema", |bencher| {
        bencher.iter(|| {
            for text in &corpus {
                parse(text, &mut tree);
                let document = Document::new(text, &tree);
                let Recognition::Recognized(kind, root) = recognize(&document) else { unreachable!() };
                assert!(schema::is_valid(&document, root, kind.schema()));
            }
        });
    });
    // As `joblint check` runs, without infos.
    let linter = Linter::default().at_least(Severity::Warning);
    let mut scratch = Scratch::default();
    group.bench_function("everything", |bencher| {
        bencher.iter(|| {
            for text in &corpus {
                black_box(linter.lint(text.as_bytes(), Origin::Discovered, &mut scratch).diagnostics.len());
            }
        });
    });
    group.finish();
}

criterion_group!(benches, stages);
criterion_main!(benches);
