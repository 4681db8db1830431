//! Instruction counts of each stage over the same generated jobs.
//!
//! `cargo bench --manifest-path benches/instructions/Cargo.toml`

#![allow(missing_docs)]

use std::hint::black_box;

use joblint_testing::generator::{GeneratorConfig, Shape};
use gungraun::{library_benchmark, library_benchmark_group, main};
use joblint::diagnostic::Severity;
use joblint::source::{Recognition, recognize};
use joblint::json::{Document, Tree, parse};
use joblint::linter::{FileOrigin, Linter, Scratch};
use joblint::schema;

/// Jobs and a linter that has processed one document: the first one initialises the schema and lookup tables.
struct Setup {
    texts: Vec<String>,
    linter: Linter,
    scratch: Scratch,
}

fn create_setup(config: &GeneratorConfig) -> Setup {
    let texts: Vec<String> = config.files().map(|file| file.text).collect();
    let linter = Linter::default().with_min_severity(Severity::Warning);
    let mut scratch = Scratch::default();
    let _ = linter.lint(texts[0].as_bytes(), FileOrigin::Discovered, &mut scratch);
    eprintln!("{} bytes", texts.iter().map(String::len).sum::<usize>());
    Setup { texts, linter, scratch }
}

fn typical_setup() -> Setup {
    create_setup(&GeneratorConfig {
        count: 110,
        size: 13_000..=13_000,
        collection_percent: 0.0,
        ..GeneratorConfig::default()
    })
}

fn large_setup(shape: Shape) -> Setup {
    create_setup(&GeneratorConfig {
        count: 1,
        size: 1_000_000..=1_000_000,
        shape: Some(shape),
        ..GeneratorConfig::default()
    })
}

#[library_benchmark]
#[bench::typical(typical_setup())]
fn serde_json_value(setup: Setup) {
    for text in &setup.texts {
        let _ = black_box(serde_json::from_str::<serde_json::Value>(text));
    }
}

#[library_benchmark]
#[bench::typical(typical_setup())]
fn parsing(setup: Setup) {
    let mut tree = Tree::new();
    for text in &setup.texts {
        parse(text, &mut tree);
        black_box(tree.nodes().len());
    }
}

#[library_benchmark]
#[bench::typical(typical_setup())]
fn validating(setup: Setup) {
    let mut tree = Tree::new();
    for text in &setup.texts {
        parse(text, &mut tree);
        let document = Document::new(text, &tree);
        if let Recognition::Recognized(kind, root) = recognize(&document) {
            black_box(schema::is_valid(&document, root, kind.schema()));
        }
    }
}

#[library_benchmark]
#[bench::typical(typical_setup())]
#[bench::rows(large_setup(Shape::Rows))]
#[bench::scripts(large_setup(Shape::Scripts))]
#[bench::queries(large_setup(Shape::Queries))]
fn checking(setup: Setup) {
    let Setup { texts, linter, mut scratch } = setup;
    for text in &texts {
        let result = linter.lint(text.as_bytes(), FileOrigin::Discovered, &mut scratch);
        black_box(result.diagnostics.len());
        scratch.reclaim(result.file);
    }
}

library_benchmark_group!(name = stages; benchmarks = serde_json_value, parsing, validating, checking);
main!(library_benchmark_groups = stages);
