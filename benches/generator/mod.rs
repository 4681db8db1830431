//! Repositories of jobs that do not exist, for measuring and for testing.
//!
//! What is made follows from the plan alone: neither the clock nor the machine has a say, and the
//! file of a number is the same whatever the number of files. Clean jobs give no finding above info.

// Each program that includes this module uses a part of it.
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
mod words;

use std::ops::RangeInclusive;

pub use faults::{FAULTS, Fault};
pub use job::Shape;
pub use json::{Json, Layout};
use random::Random;
pub use systems::Environment;

/// What to make.
#[derive(Debug, Clone)]
pub struct GeneratorConfig {
    /// How many files.
    pub count: usize,
    /// How large each is, in bytes; sizes in between are as frequent on each scale.
    pub size: RangeInclusive<usize>,
    /// What everything follows from.
    pub seed: u64,
    /// How many of 100 files have a fault.
    pub fault_percent: f64,
    /// The layout of every file; `None` for a mixture.
    pub layout: Option<Layout>,
    /// What makes files grow; `None` for a mixture.
    pub shape: Option<Shape>,
    /// How many of 100 files are collections.
    pub collection_percent: f64,
    /// How many of 100 files are answers that were saved from a server.
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

/// One file.
#[derive(Debug)]
pub struct File {
    /// Where it belongs, below the folder of the repository.
    pub path: String,
    /// What stands in it.
    pub text: String,
    /// The fault that was put in.
    pub fault: Option<&'static Fault>,
}

/// Jobs larger than this are seen as collections only.
const MAX_SINGLE_JOB_SIZE: usize = 1_200_000;

impl GeneratorConfig {
    /// The files, one after the other.
    pub fn files(&self) -> impl Iterator<Item = File> + '_ {
        let landscape = Environment::new(self.seed);
        (0..self.count).map(move |number| self.file(&landscape, number))
    }

    /// The file of a number.
    pub fn file(&self, landscape: &Environment, number: usize) -> File {
        let mut random = Random::from_seed(self.seed, number as u64);
        let size = random.log_uniform(*self.size.start(), *self.size.end());
        let layout = self.layout.unwrap_or_else(|| Layout::weighted(&mut random));
        let shape = self.shape.unwrap_or_else(|| Shape::weighted(&mut random));
        let is_collection =
            size > MAX_SINGLE_JOB_SIZE || (size >= 30_000 && random.chance(self.collection_percent));
        let mut maker =
            job::JobGenerator { environment: landscape, random: &mut random, layout, shape, number };
        let (name, mut json) =
            if is_collection { maker.collection(size) } else { maker.document(size, self.response_percent) };
        let mut text = None;
        let fault = random.chance(self.fault_percent).then(|| {
            // They take turns, so that any few hundred files have each of them.
            let first = number % FAULTS.len();
            let (before, behind) = FAULTS.split_at(first);
            behind
                .iter()
                .chain(before)
                .find(|fault| {
                    text = fault.inject(&mut json, layout, &mut random);
                    text.is_some()
                })
                .expect("a fault that fits")
        });
        let text = text.unwrap_or_else(|| json.text(layout));
        let folder = words::TEAMS[number % words::TEAMS.len()];
        File { path: format!("{folder}/{:03}/{}.json", number / 200, words::slug(&name)), text, fault }
    }
}
