//! Writes a repository of synthetic jobs:
//!
//! ```sh
//! cargo run --release --example generate_jobs -- --count 10000 --size 10KB..64KB --faulty 5% --out target/jobs
//! ```

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

use std::collections::HashSet;
use std::path::PathBuf;

use clap::{Parser, ValueEnum};
use joblint_testing::generator::{GeneratorConfig, Layout, Shape};

/// Writes a repository of synthetic jobs. The same arguments always produce the same files.
#[derive(Parser)]
struct Arguments {
    /// Number of files
    #[arg(long, default_value_t = 100)]
    count: usize,
    /// Size of each file, or a range of sizes: `13KB`, `10KB..1MB`, `20MB`
    #[arg(long, default_value = "10KB..64KB", value_parser = sizes)]
    size: (usize, usize),
    /// Seed of the random numbers
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Percentage of files with a fault, for example `5%`
    #[arg(long, default_value = "0%", value_parser = percent)]
    faulty: f64,
    /// Percentage of files that are collections
    #[arg(long, default_value = "4%", value_parser = percent)]
    collections: f64,
    /// Percentage of files that are saved API responses
    #[arg(long, default_value = "6%", value_parser = percent)]
    responses: f64,
    /// Layout of all files [default: a mixture]
    #[arg(long, value_enum)]
    layout: Option<LayoutName>,
    /// Content that fills the files up to their size [default: a mixture]
    #[arg(long, value_enum)]
    shape: Option<ShapeName>,
    /// Output folder, which is created if it does not exist
    #[arg(long)]
    out: PathBuf,
}

#[derive(Clone, Copy, ValueEnum)]
enum LayoutName {
    Pretty,
    Windows,
    Flat,
    Tabs,
    OneLine,
}

#[derive(Clone, Copy, ValueEnum)]
enum ShapeName {
    Mixed,
    Rows,
    Scripts,
    Queries,
    Objects,
    Settings,
}

fn percent(text: &str) -> Result<f64, String> {
    text.trim_end_matches('%').parse().map_err(|_| "expected a percentage, for example 5%".to_owned())
}

fn sizes(text: &str) -> Result<(usize, usize), String> {
    let (min, max) = text.split_once("..").unwrap_or((text, text));
    let (min, max) = (size(min)?, size(max)?);
    if min > max { Err("the minimum is larger than the maximum".to_owned()) } else { Ok((min, max)) }
}

fn size(text: &str) -> Result<usize, String> {
    let digits = text.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let unit = match text[digits.len()..].to_ascii_uppercase().as_str() {
        "" | "B" => 1,
        "K" | "KB" => 1000,
        "M" | "MB" => 1_000_000,
        unit => return Err(format!("unknown unit {unit}: expected KB or MB")),
    };
    digits.parse::<usize>().map(|number| number * unit).map_err(|_| format!("invalid number {digits:?}"))
}

fn main() {
    let arguments = Arguments::parse();
    let config = GeneratorConfig {
        count: arguments.count,
        size: arguments.size.0..=arguments.size.1,
        seed: arguments.seed,
        fault_percent: arguments.faulty,
        collection_percent: arguments.collections,
        response_percent: arguments.responses,
        layout: arguments.layout.map(|layout| match layout {
            LayoutName::Pretty => Layout::Pretty,
            LayoutName::Windows => Layout::Windows,
            LayoutName::Flat => Layout::Flat,
            LayoutName::Tabs => Layout::Tabs,
            LayoutName::OneLine => Layout::OneLine,
        }),
        shape: arguments.shape.map(|shape| match shape {
            ShapeName::Mixed => Shape::Mixed,
            ShapeName::Rows => Shape::Rows,
            ShapeName::Scripts => Shape::Scripts,
            ShapeName::Queries => Shape::Queries,
            ShapeName::Objects => Shape::Objects,
            ShapeName::Settings => Shape::Settings,
        }),
    };
    let (mut bytes, mut faulty, mut folders) = (0, 0, HashSet::new());
    for file in config.files() {
        let path = arguments.out.join(&file.path);
        let folder = path.parent().unwrap();
        if folders.insert(folder.to_owned()) {
            std::fs::create_dir_all(folder).expect("cannot create the folder");
        }
        bytes += file.text.len();
        faulty += usize::from(file.fault.is_some());
        std::fs::write(&path, file.text).expect("cannot write the file");
    }
    println!("{} files, {bytes} bytes, {faulty} with a fault", config.count);
}
