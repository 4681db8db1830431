//! Tests of the job generator.

use std::collections::{BTreeSet, HashSet};

use joblint::catalog::PROVIDERS;
use joblint::diagnostic::{Diagnostic, Severity};
use joblint::linter::{FileOrigin, Linter, Scratch};
use joblint_testing::generator::{Environment, FAULTS, File, GeneratorConfig, Layout, Shape};

fn lint(file: &File) -> Vec<Diagnostic> {
    let linter = Linter::default().with_min_severity(Severity::Warning);
    linter.lint(file.text.as_bytes(), FileOrigin::Included, &mut Scratch::default()).diagnostics
}

fn assert_clean(config: &GeneratorConfig) {
    let mut findings = Vec::new();
    for file in config.files() {
        for found in lint(&file) {
            findings.push(format!(
                "{}: {}[{}] {}: {}",
                file.path, found.severity, found.rule, found.pointer, found.message
            ));
        }
    }
    assert!(findings.is_empty(), "{}\n{}", findings.len(), findings[..findings.len().min(40)].join("\n"));
}

/// Covers every pair of a source and a destination several times.
#[test]
fn clean_jobs_are_clean() {
    assert_clean(&GeneratorConfig { count: 330, size: 9_000..=30_000, ..GeneratorConfig::default() });
    assert_clean(&GeneratorConfig {
        count: 20,
        size: 40_000..=40_000,
        seed: 2,
        collection_percent: 100.0,
        ..GeneratorConfig::default()
    });
    for (seed, shape) in (3..).zip(Shape::ALL) {
        assert_clean(&GeneratorConfig {
            count: 8,
            size: 60_000..=120_000,
            seed,
            shape: Some(shape),
            ..GeneratorConfig::default()
        });
    }
}

#[test]
fn every_provider_is_read_and_written() {
    let config = GeneratorConfig { count: 121, ..GeneratorConfig::default() };
    let mut pairs = HashSet::new();
    for file in config.files() {
        let job: serde_json::Value = serde_json::from_str(&file.text).unwrap();
        let job = [&job["data"], &job["jobs"][0], &job].into_iter().find(|job| job["settings"].is_array());
        let settings = job.unwrap()["settings"].as_array().unwrap();
        let provider = |key: &str| {
            let entry = settings.iter().find(|entry| entry["key"] == key).unwrap();
            entry["value"].as_str().unwrap().to_owned()
        };
        pairs.insert((provider("Source.ProviderName"), provider("Destination.ProviderName")));
    }
    for known in PROVIDERS {
        assert!(pairs.iter().any(|(source, _)| source == known.name), "{} is never a source", known.name);
        let is_written = pairs.iter().any(|(_, destination)| destination == known.name);
        assert_eq!(is_written, known.can_be_destination, "{}", known.name);
    }
}

#[test]
fn generation_is_deterministic() {
    let config = GeneratorConfig {
        count: 60,
        size: 10_000..=60_000,
        fault_percent: 30.0,
        ..GeneratorConfig::default()
    };
    let once: Vec<File> = config.files().collect();
    let more = GeneratorConfig { count: 90, ..config.clone() };
    for (one, again) in once.iter().zip(more.files()) {
        assert_eq!((&one.path, &one.text), (&again.path, &again.text));
    }
    let other = GeneratorConfig { seed: 2, ..config.clone() };
    assert!(once.iter().zip(other.files()).all(|(one, other)| one.text != other.text));
    let paths: BTreeSet<&str> = once.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(paths.len(), once.len(), "duplicate paths");
    let faulty = once.iter().filter(|file| file.fault.is_some()).count();
    assert!((8..=28).contains(&faulty), "{faulty} of 60 are faulty");
}

#[test]
fn respects_requested_sizes() {
    let environment = Environment::new(1);
    for layout in [Layout::Pretty, Layout::Flat, Layout::OneLine] {
        for size in [10_000, 13_000, 100_000] {
            let config =
                GeneratorConfig { size: size..=size, layout: Some(layout), ..GeneratorConfig::default() };
            for number in 0..if size > 50_000 { 3 } else { 30 } {
                let made = config.file(&environment, number).text.len();
                let range = size * 9 / 10..size * 12 / 10 + 2500;
                assert!(range.contains(&made), "{layout:?}: {made} bytes, expected {size}");
            }
        }
    }
    let config = GeneratorConfig { size: 3_000_000..=3_000_000, ..GeneratorConfig::default() };
    let made = config.file(&environment, 0).text.len();
    assert!((2_800_000..3_500_000).contains(&made), "{made}");
}

/// Every fault is injected at least once, and the expected rule reports nearly all of them.
#[test]
fn faults_are_found() {
    let config = GeneratorConfig {
        count: 330,
        size: 9_000..=16_000,
        fault_percent: 100.0,
        ..GeneratorConfig::default()
    };
    let (mut named, mut silent, mut seen) = (0, Vec::new(), HashSet::new());
    for file in config.files() {
        let fault = file.fault.expect("a fault");
        seen.insert(fault.name);
        let found = lint(&file);
        if found.is_empty() {
            silent.push(format!("{}: {}", file.path, fault.name));
        }
        named += usize::from(found.iter().any(|found| found.rule == fault.rule));
    }
    let unseen: Vec<&str> =
        FAULTS.iter().map(|fault| fault.name).filter(|name| !seen.contains(name)).collect();
    assert!(unseen.is_empty(), "never injected: {unseen:?}");
    assert!(silent.len() <= 5, "{silent:#?}");
    assert!(named >= 300, "only {named} of 330 are reported by the expected rule");
}
