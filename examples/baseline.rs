//! What the least that a checker of JSON files has to do takes: finding the files, reading them, parsing them
//! into `serde_json::Value`, on all cores. `benches/compare` runs it.
//!
//! `baseline empty|read|parse FOLDER`

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

use std::path::PathBuf;

use rayon::prelude::*;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let what = arguments.next().expect("empty, read or parse");
    if what == "empty" {
        return;
    }
    let folder = arguments.next().expect("a folder");
    let files: Vec<PathBuf> = walkdir::WalkDir::new(folder)
        .into_iter()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.file_type().is_file())
        .map(walkdir::DirEntry::into_path)
        .collect();
    let one = |path: &PathBuf| {
        let bytes = std::fs::read(path).unwrap();
        if what == "parse" {
            let value: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
            std::hint::black_box(&value);
        }
        bytes.len()
    };
    let bytes: usize = if files.len() < 16 {
        files.iter().map(one).sum()
    } else {
        files.par_iter().with_min_len(16).map(one).sum()
    };
    println!("{} files, {bytes} bytes", files.len());
}
