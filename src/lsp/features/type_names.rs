//! Object types by their names.

use std::collections::HashMap;

use crate::catalog::object_type_name;
use crate::job::Job;
use crate::text::{Secrets, sanitize_line};

use super::masked_string::masked_string;

/// The names of a job's object types: those that the job gives them come before the known ones.
pub(super) struct ObjectTypeNames {
    job_names: HashMap<i64, String>,
}

impl ObjectTypeNames {
    pub(super) fn new(job: &Job<'_>, secrets: &Secrets) -> Self {
        const LONGEST: usize = 60;
        let mut written = HashMap::new();
        for option in &job.objects {
            let Some((number, value)) = option.type_number().zip(option.display_name) else { continue };
            let Some(name) = masked_string(value.document(), value.id(), secrets) else { continue };
            let mut shown: String = name.trim().chars().take(LONGEST).collect();
            if shown.len() < name.trim().len() {
                shown.push('…');
            }
            if !shown.is_empty() {
                written.entry(number).or_insert_with(|| sanitize_line(&shown).into_owned());
            }
        }
        Self { job_names: written }
    }

    /// The name of a number, where it has one.
    pub(super) fn get(&self, number: i64) -> Option<&str> {
        self.job_names.get(&number).map(String::as_str).or_else(|| object_type_name(number))
    }

    /// The name of a number, or what can be said instead.
    pub(super) fn name_or_number(&self, number: i64) -> String {
        self.get(number).map_or_else(|| format!("object type {number}"), str::to_owned)
    }
}
