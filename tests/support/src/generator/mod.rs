//! Generates repositories of synthetic jobs for benchmarks and tests.
//!
//! The output depends only on the configuration, not on the clock or the machine, and a file depends only on its index,
//! not on the number of files. Jobs without a fault have no findings above severity info.

// Every program that includes this module uses only a part of it.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod faults;
mod job;
mod json;
mod queries;
mod random;
mod rows;
mod scripts;
mod settings;
mod systems;
mod vocabulary;

use std::ops::RangeInclusive;

pub use faults::{FAULTS, Fault};
pub use job::Shape;
pub use json::{Json, Layout};
use random::Random;
pub use systems::Environment;

/// The configuration of a generated repository.
#[derive(Debug, Clone)]
pub struct GeneratorConfig {
    /// Number of files.
    pub count: usize,
    /// Size of each file in bytes; sizes are distributed uniformly on a logarithmic scale.
    pub size: RangeInclusive<usize>,
    /// Seed of the random numbers.
    pub seed: u64,
    /// Percentage of files with a fault.
    pub fault_percent: f64,
    /// Layout of every file; `None` for a mixture.
    pub layout: Option<Layout>,
    /// Content that fills every file up to its size; `None` for a mixture.
    pub shape: Option<Shape>,
    /// Percentage of files that are collections.
    pub collection_percent: f64,
    /// Percentage of files that are saved API responses.
    pub response_percent: f64,
}

impl Default for GeneratorConfig {
    fn default() -> Self {
        Self {
            count: 100,
            size: 10_000..=64_000,
            seed: 1,
            fault_percent: 0.0,
            layout: None,
            shape: None,
            collection_percent: 4.0,
            response_percent: 6.0,
        }
    }
}

/// A generated file.
#[derive(Debug)]
pub struct File {
    /// Path relative to the root of the repository.
    pub path: String,
    pub text: String,
    /// The injected fault.
    pub fault: Option<&'static Fault>,
}

/// Larger files are always collections.
const MAX_SINGLE_JOB_SIZE: usize = 1_200_000;

impl GeneratorConfig {
    /// Generates all files in order.
    pub fn files(&self) -> impl Iterator<Item = File> + '_ {
        let environment = Environment::new(self.seed);
        (0..self.count).map(move |index| self.file(&environment, index))
    }

    /// Generates the file with an index.
    pub fn file(&self, environment: &Environment, index: usize) -> File {
        let mut random = Random::from_seed(self.seed, index as u64);
        let size = random.log_uniform(*self.size.start(), *self.size.end());
        let layout = self.layout.unwrap_or_else(|| Layout::weighted(&mut random));
        let shape = self.shape.unwrap_or_else(|| Shape::weighted(&mut random));
        let is_collection =
            size > MAX_SINGLE_JOB_SIZE || (size >= 30_000 && random.chance(self.collection_percent));
        let mut generator = job::JobGenerator { environment, random: &mut random, layout, shape, index };
        let (name, mut json) = if is_collection {
            generator.collection(size)
        } else {
            generator.document(size, self.response_percent)
        };
        let mut text = None;
        let fault = random.chance(self.fault_percent).then(|| {
            // Rotate through the faults, so that a few hundred files contain each of them.
            let first = index % FAULTS.len();
            let (before, after) = FAULTS.split_at(first);
            after
                .iter()
                .chain(before)
                .find(|fault| {
                    text = fault.inject(&mut json, layout, &mut random);
                    text.is_some()
                })
                .expect("an applicable fault")
        });
        let text = text.unwrap_or_else(|| json.text(layout));
        let folder = vocabulary::TEAMS[index % vocabulary::TEAMS.len()];
        File { path: format!("{folder}/{:03}/{}.json", index / 200, vocabulary::slug(&name)), text, fault }
    }
}
