//! Writes a repository of jobs that do not exist:
//!
//! ```sh
//! cargo run --release --example generate_jobs -- --count 10000 --size 10KB..64KB --faulty 5% --out target/jobs
//! ```

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

#[path = "../benches/generator/mod.rs"]
mod generator;

use std::collections::HashSet;
use std::path::PathBuf;

use clap::{Parser, ValueEnum};
use generator::{GeneratorConfig, Layout, Shape};

/// Writes a repository of jobs that do not exist. The same arguments always give the same files.
#[derive(Parser)]
struct Arguments {
    /// How many files
    #[arg(long, default_value_t = 100)]
    count: usize,
    /// Size of each file, or least and largest, as in `13KB`, `10KB..1MB` or `20MB`
    #[arg(long, default_value = "10KB..64KB", value_parser = sizes)]
    size: (usize, usize),
    /// Other numbers give other files
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How many files have a fault, as in `5%`
    #[arg(long, default_value = "0%", value_parser = percent)]
    faulty: f64,
    /// How many files are collections
    #[arg(long, default_value = "4%", value_parser = percent)]
    collections: f64,
    /// How many files are answers that were saved from a server
    #[arg(long, default_value = "6%", value_parser = percent)]
    answers: f64,
    /// The layout of all files
    #[arg(long, value_enum)]
    layout: Option<LayoutName>,
    /// What makes all files grow
    #[arg(long, value_enum)]
    shape: Option<ShapeName>,
    /// The folder, which is made
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
    text.trim_end_matches('%').parse().map_err(|_| "expected a number of percent, as in 5%".to_owned())
}

fn sizes(text: &str) -> Result<(usize, usize), String> {
    let (least, most) = text.split_once("..").unwrap_or((text, text));
    let (least, most) = (size(least)?, size(most)?);
    if least > most { Err("the least size is larger than the largest".to_owned()) } else { Ok((least, most)) }
}

fn size(text: &str) -> Result<usize, String> {
    let digits = text.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let unit = match text[digits.len()..].to_ascii_uppercase().as_str() {
        "" | "B" => 1,
        "K" | "KB" => 1000,
        "M" | "MB" => 1_000_000,
        unit => return Err(format!("{unit} is no unit: KB and MB are")),
    };
    digits.parse::<usize>().map(|number| number * unit).map_err(|_| format!("{digits:?} is no number"))
}

fn main() {
    let arguments = Arguments::parse();
    let plan = GeneratorConfig {
        count: arguments.count,
        size: arguments.size.0..=arguments.size.1,
        seed: arguments.seed,
        fault_percent: arguments.faulty,
        collection_percent: arguments.collections,
        response_percent: arguments.answers,
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
    for file in plan.files() {
        let path = arguments.out.join(&file.path);
        let folder = path.parent().unwrap();
        if folders.insert(folder.to_owned()) {
            std::fs::create_dir_all(folder).expect("the folder can be made");
        }
        bytes += file.text.len();
        faulty += usize::from(file.fault.is_some());
        std::fs::write(&path, file.text).expect("the file can be written");
    }
    println!("{} files, {bytes} bytes, {faulty} with a fault", plan.count);
}
