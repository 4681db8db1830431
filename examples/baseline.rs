//! A lower bound for the cost of checking JSON files: finds the files, reads them and parses them into
//! `serde_json::Value` on all cores. Used by `benches/compare`.
//!
//! `baseline empty|read|parse FOLDER`

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

use std::path::PathBuf;

use rayon::prelude::*;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let mode = arguments.next().expect("expected empty, read or parse");
    if mode == "empty" {
        return;
    }
    let folder = arguments.next().expect("expected a folder");
    let files: Vec<PathBuf> = walkdir::WalkDir::new(folder)
        .into_iter()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.file_type().is_file())
        .map(walkdir::DirEntry::into_path)
        .collect();
    let process = |path: &PathBuf| {
        let bytes = std::fs::read(path).unwrap();
        if mode == "parse" {
            let value: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
            std::hint::black_box(&value);
        }
        bytes.len()
    };
    let bytes: usize = if files.len() < 16 {
        files.iter().map(process).sum()
    } else {
        files.par_iter().with_min_len(16).map(process).sum()
    };
    println!("{} files, {bytes} bytes", files.len());
}
